//! Marking for a session: the question's parts together, each follow-up and each card on its own.

use super::item::mark;
use super::part::PartState;
use crate::answer::Submission;
use crate::grading::{CriterionGrade, Grade, Grader};
use crate::question::Question;
use crate::rubric::Rubric;

/// Answers that leave a question open.
const GIVES_UP: [&str; 6] = [
    "idk",
    "dunno",
    "no idea",
    "dont know",
    "i dont know",
    "i do not know",
];

/// How a submission is marked: the grader's own way, but for tests.
pub(super) type Way = fn(&Grader, &Submission) -> Grade;

/// The graders of a session.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    grader: Grader,
    way: Way,
}

/// A grade and where in it a part stands.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    pub(super) grade: Grade,
    /// The part's id in the grade.
    pub(super) part: String,
    /// The part's field in the submission.
    pub(super) field: usize,
}

impl Marker {
    pub(super) fn new(grader: Grader) -> Self {
        Self {
            grader,
            way: Grader::grade,
        }
    }

    #[cfg(test)]
    pub(super) fn by(self, way: Way) -> Self {
        Self { way, ..self }
    }

    pub(super) fn question(&self) -> &Question {
        self.grader.question()
    }

    /// The rubric of the question, or that of a follow-up.
    pub(super) fn rubric(&self, follow_up: Option<usize>) -> &Rubric {
        let asked = follow_up.and_then(|number| {
            let all = &self.grader.rubric().follow_ups;
            all.iter().find(|follow_up| follow_up.asks == number)
        });
        asked.map_or(self.grader.rubric(), |asked| &asked.rubric)
    }

    /// The grade of all parts of the question: a field's index is the part's, and content counts wherever it
    /// stands.
    pub(super) fn whole(&self, parts: &[PartState]) -> Grade {
        let asked = parts.iter().filter(|part| part.follow_up.is_none());
        let fields = asked.map(|part| (part.id.clone(), part.text.clone()));
        let submission = Submission::of_parts(self.question().id.clone(), fields);
        (self.way)(&self.grader, &submission)
    }

    /// Marks one part.
    pub(super) fn part(&self, parts: &[PartState], at: usize) -> Marked {
        let part = &parts[at];
        let Some(number) = part.follow_up else {
            return Marked {
                grade: self.whole(parts),
                part: part.id.clone(),
                field: at,
            };
        };
        let id = self.question().id.clone();
        let grader = self.grader_of(number);
        let asked = grader.question().parts.first();
        let asked = asked.map_or_else(|| "1".to_owned(), |part| part.id.clone());
        let submission = Submission::of_parts(id, [(asked.clone(), part.text.clone())]);
        Marked {
            grade: (self.way)(&grader, &submission),
            part: asked,
            field: 0,
        }
    }

    /// Marks a text as the answer to what one criterion asks, which supplies the subject where the text leaves
    /// it out. One that gives up is one that says nothing.
    pub(super) fn alone(&self, id: &str, follow_up: Option<usize>, text: &str) -> Option<Alone> {
        let text = if gives_up(text) { "" } else { text };
        let rubric = self.rubric(follow_up);
        let criterion = rubric.criteria.iter().find(|c| c.id == id)?;
        let part = &criterion.part;
        let grader = follow_up.map_or_else(|| self.grader.clone(), |n| self.grader_of(n));
        let marked = criterion.openings(text).into_iter().filter_map(|opening| {
            let field = (part.clone(), format!("{opening}{text}"));
            let submission = Submission::of_parts("card", [field]);
            let grade = (self.way)(&grader, &submission);
            let mut criteria = grade.criteria.into_iter();
            let graded = criteria.find(|graded| graded.id == id)?;
            Some(Alone { graded, opening })
        });
        marked.reduce(|best, other| {
            if other.rank() > best.rank() {
                other
            } else {
                best
            }
        })
    }

    /// The grader of a follow-up; the question's own where there is none.
    fn grader_of(&self, number: usize) -> Grader {
        let made = self.grader.follow_up(number);
        made.unwrap_or_else(|| self.grader.clone())
    }
}

fn gives_up(text: &str) -> bool {
    let sounds = |c: &char| c.is_alphanumeric() || *c == ' ';
    let bare: String = text.to_lowercase().chars().filter(sounds).collect();
    GIVES_UP.contains(&bare.trim())
}

/// One criterion marked on a text of its own.
#[derive(Debug, Clone)]
pub(super) struct Alone {
    graded: CriterionGrade,
    /// What was put before the text.
    opening: String,
}

impl Alone {
    fn rank(&self) -> u8 {
        mark(self.graded.outcome).rank()
    }

    /// The criterion's result, its quotes free of what was put before the text.
    pub(super) fn graded(self) -> CriterionGrade {
        let mut graded = self.graded;
        for evidence in &mut graded.evidence {
            if let Some(own) = evidence.quote.strip_prefix(self.opening.as_str()) {
                evidence.quote = own.to_owned();
            }
        }
        graded
    }
}
