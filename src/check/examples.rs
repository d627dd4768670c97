//! The examples of a rubric, graded: whether each comes out as its list says.

use super::code::Code;
use super::findings::Findings;
use super::quote::quote;
use crate::answer::Submission;
use crate::grading::{CriterionGrade, Evidence, Flag, Grade, Grader, Outcome};
use crate::rubric::{Criterion, Example, Misconception};
use crate::source::Span;

/// Fewest examples either way.
const FEWEST: usize = 3;
const WIDEN: &str = "add a wording that reaches it, or move it to 'rejects'";
const NARROW: &str = "narrow what reaches it, or move it to 'accepts'";

impl Findings<'_> {
    /// Every example of every criterion and mistake.
    pub(super) fn examples(&mut self) {
        let rubric = self.rubric;
        for criterion in &rubric.criteria {
            let (id, span) = (&criterion.id, criterion.span);
            self.count(id, span, [&criterion.accepts, &criterion.rejects]);
            for example in &criterion.accepts {
                let grade = grade(self.grader, example);
                self.accepted(criterion, example, &grade);
            }
            for example in &criterion.rejects {
                let grade = grade(self.grader, example);
                self.rejected(criterion, example, &grade);
            }
        }
        for mistake in &rubric.mistakes {
            if mistake.omits.is_none() {
                let (id, span) = (&mistake.id, mistake.span);
                self.count(id, span, [&mistake.accepts, &mistake.rejects]);
            }
            self.mistake_examples(mistake);
        }
    }

    fn mistake_examples(&mut self, mistake: &Misconception) {
        let id = &mistake.id;
        for example in &mistake.accepts {
            if flag_of(&grade(self.grader, example), id).is_none() {
                let what = format!("{} is not flagged as '{id}'", quote(&example.text));
                self.rubric(Code::WrongExample, example.span, what, WIDEN);
            }
        }
        for example in &mistake.rejects {
            if let Some(flag) = flag_of(&grade(self.grader, example), id) {
                let by = by(&flag.evidence);
                let what = format!("{} is flagged as '{id}'{by}", quote(&example.text));
                self.rubric(Code::WrongExample, example.span, what, NARROW);
            }
        }
    }

    fn count(&mut self, id: &str, span: Span, [accepts, rejects]: [&[Example]; 2]) {
        let (accepts, rejects) = (accepts.len(), rejects.len());
        if accepts.min(rejects) < FEWEST {
            let what =
                format!("'{id}' has too few examples: {accepts} accepted, {rejects} rejected");
            let mend = format!("write {FEWEST} of each at least");
            self.rubric(Code::FewExamples, span, what, &mend);
        }
    }

    fn accepted(&mut self, criterion: &Criterion, example: &Example, grade: &Grade) {
        let Some(marked) = result_of(grade, &criterion.id) else {
            return;
        };
        let outcome = match marked.outcome {
            Outcome::Met => return,
            Outcome::Partial => "meets only a part of",
            Outcome::Missing => "does not meet",
            Outcome::Contradicted => "is taken to contradict",
        };
        let why = marked
            .nearest
            .as_ref()
            .map(|near| format!(": {}", near.why))
            .unwrap_or_default();
        let what = format!("{} {outcome} '{}'{why}", quote(&example.text), criterion.id);
        self.rubric(Code::WrongExample, example.span, what, WIDEN);
    }

    fn rejected(&mut self, criterion: &Criterion, example: &Example, grade: &Grade) {
        let marked = result_of(grade, &criterion.id);
        let Some(marked) = marked.filter(|marked| marked.outcome == Outcome::Met) else {
            return;
        };
        let what = format!(
            "{} meets '{}'{}",
            quote(&example.text),
            criterion.id,
            by(&marked.evidence)
        );
        self.rubric(Code::WrongExample, example.span, what, NARROW);
    }
}

/// Grades an example alone, under its line, in its part.
pub(super) fn grade(grader: &Grader, example: &Example) -> Grade {
    let text = if example.under.is_empty() {
        example.text.clone()
    } else {
        format!("{}\n{}", example.under, example.text)
    };
    let submission = if example.part.is_empty() {
        Submission::whole("example", text)
    } else {
        Submission::of_parts("example", [(example.part.as_str(), text)])
    };
    grader.grade(&submission)
}

/// The result of a criterion.
pub(super) fn result_of<'g>(grade: &'g Grade, criterion: &str) -> Option<&'g CriterionGrade> {
    grade.criteria.iter().find(|result| result.id == criterion)
}

/// The flag of a mistake, where it was found.
pub(super) fn flag_of<'g>(grade: &'g Grade, mistake: &str) -> Option<&'g Flag> {
    grade.mistakes.iter().find(|flag| flag.id == mistake)
}

/// The wording to blame.
fn by(evidence: &[Evidence]) -> String {
    match evidence.first() {
        Some(evidence) if !evidence.wording.is_empty() => {
            format!(" by the wording {}", quote(&evidence.wording))
        }
        _ => String::new(),
    }
}
