//! A session for tests: the shipped question, a small rubric, and marking to the letter.

use super::session::Session;
use crate::answer::Submission;
use crate::grading::{
    CriterionGrade, Evidence, Flag, Grade, Grader, NearMiss, Outcome, SectionScore,
};
use crate::load::shipped_rubric;
use crate::question::{self, Question};
use crate::rubric::{self, Criterion, Example, Misconception};
use crate::source::{Source, Span};
use jiff::civil::{Date, date};
use std::sync::{Arc, LazyLock};

/// The day of these sessions.
pub(crate) const TODAY: Date = date(2026, 3, 1);
const RUBRIC: &str = include_str!("fixture.yaml");

/// A session with nothing written.
pub(crate) fn session() -> Session {
    Session::new(grader(), TODAY).marked_by(to_the_letter)
}

/// The fixture's grader.
pub(crate) fn grader() -> Grader {
    let source = Source::new("fixture.yaml", RUBRIC);
    let rubric = rubric::parse(&source).unwrap_or_else(|faults| panic!("{faults}"));
    Grader::new(Arc::new(question()), Arc::new(rubric))
}

/// A grader of the shipped question and rubric, made once.
pub(crate) fn shipped() -> &'static Grader {
    static SHIPPED: LazyLock<Grader> = LazyLock::new(|| {
        let rubric = rubric::parse(&shipped_rubric()).unwrap_or_else(|faults| panic!("{faults}"));
        Grader::new(Arc::new(question()), Arc::new(rubric))
    });
    &SHIPPED
}

/// Marks by searching for the rubric's examples as they stand: accepted ones count, rejected ones contradict,
/// and a bare NEW comes nearest to saying what it means.
pub(crate) fn to_the_letter(grader: &Grader, submission: &Submission) -> Grade {
    let rubric = grader.rubric();
    let graded = rubric.criteria.iter().map(|c| criterion(c, submission));
    let criteria: Vec<_> = graded.collect();
    let mistakes = rubric.mistakes.iter();
    let mistakes = mistakes.filter_map(|m| mistake(m, &criteria, submission));
    let mistakes = mistakes.collect();
    let sections = vec![section("mandatory", &criteria), section("bonus", &criteria)];
    Grade {
        id: submission.id.clone(),
        question: grader.question().id.clone(),
        rubric: rubric.hash.clone(),
        score: sections.iter().map(|s| s.points).sum(),
        max: sections.iter().map(|s| s.max).sum(),
        sections,
        criteria,
        mistakes,
        review: Vec::new(),
        rules: None,
    }
}

fn criterion(criterion: &Criterion, submission: &Submission) -> CriterionGrade {
    let evidence = found(submission, &criterion.accepts);
    let against = found(submission, &criterion.rejects);
    let (outcome, share) = match (evidence.is_empty(), against.is_empty()) {
        (false, true) => (Outcome::Met, 1.0),
        (false, false) => (Outcome::Contradicted, 0.0),
        (true, false) => (Outcome::Partial, 0.5),
        (true, true) => (Outcome::Missing, 0.0),
    };
    let met = outcome == Outcome::Met;
    let max = criterion.weight * 10.0;
    CriterionGrade {
        id: criterion.id.clone(),
        section: criterion.section.clone(),
        part: criterion.part.clone(),
        outcome,
        points: max * share,
        max,
        evidence: evidence.into_iter().chain(against).collect(),
        nearest: nearest(submission, &criterion.id).filter(|_| !met),
        close: false,
        proof: String::new(),
        feedback: if met {
            &criterion.met
        } else {
            &criterion.missing
        }
        .clone(),
    }
}

fn mistake(
    mistake: &Misconception,
    criteria: &[CriterionGrade],
    submission: &Submission,
) -> Option<Flag> {
    let evidence = found(submission, &mistake.accepts);
    let omits = mistake.omits.as_deref();
    let missing = |c: &CriterionGrade| c.outcome == Outcome::Missing;
    let omitted = criteria
        .iter()
        .any(|c| Some(c.id.as_str()) == omits && missing(c));
    (omitted || !evidence.is_empty()).then(|| Flag {
        id: mistake.id.clone(),
        evidence,
        proof: String::new(),
        feedback: mistake.refutation.clone(),
    })
}

fn section(id: &str, criteria: &[CriterionGrade]) -> SectionScore {
    let mine = || criteria.iter().filter(|c| c.section == id);
    SectionScore {
        id: id.to_owned(),
        points: mine().map(|c| c.points).sum(),
        max: mine().map(|c| c.max).sum(),
    }
}

fn found(submission: &Submission, examples: &[Example]) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for (field, text) in submission.fields.iter().enumerate() {
        for example in examples {
            if let Some(at) = text.text.find(&example.text) {
                evidence.push(Evidence {
                    field,
                    part: text.part.clone().unwrap_or_default(),
                    span: Span::new(at, at + example.text.len()),
                    quote: example.text.clone(),
                    wording: example.text.clone(),
                });
            }
        }
    }
    evidence
}

fn nearest(submission: &Submission, id: &str) -> Option<NearMiss> {
    let (field, text) = submission
        .fields
        .iter()
        .enumerate()
        .find(|(_, field)| id == "state-new" && field.text.contains("NEW"))?;
    let at = text.text.find("NEW")?;
    Some(NearMiss {
        evidence: Evidence {
            field,
            part: text.part.clone().unwrap_or_default(),
            span: Span::new(at, at + 3),
            quote: "NEW".to_owned(),
            wording: String::new(),
        },
        why: "names the state without saying what it means".to_owned(),
    })
}

fn question() -> Question {
    let text = include_str!("../../questions/conntrack.md");
    let source = Source::new("conntrack.md", text);
    question::parse(source).unwrap_or_else(|faults| panic!("{faults}"))
}
