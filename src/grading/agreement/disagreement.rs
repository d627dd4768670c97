//! Where a person and the grader differ, with what the grader went by.

use crate::grading::{CriterionGrade, Evidence, Flag, Grade, NearMiss, Outcome};

/// A person and the grader differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// Whose answer.
    pub answer: String,
    /// Criterion or mistake id.
    pub item: String,
    /// Whether a mistake is meant.
    pub is_mistake: bool,
    /// What the person says; the grader says the opposite.
    pub human: bool,
    /// How the criterion came out; none for a mistake.
    pub outcome: Option<Outcome>,
    /// What the grader went by.
    pub evidence: Vec<Evidence>,
    /// What came nearest, where the grader found nothing.
    pub nearest: Option<NearMiss>,
    /// The text that was marked, where it is one statement.
    pub statement: Option<String>,
}

impl Disagreement {
    pub(super) fn on_criterion(grade: &Grade, graded: &CriterionGrade, human: bool) -> Self {
        Self {
            answer: grade.id.clone(),
            item: graded.id.clone(),
            is_mistake: false,
            human,
            outcome: Some(graded.outcome),
            evidence: graded.evidence.clone(),
            nearest: graded.nearest.clone(),
            statement: None,
        }
    }

    /// The grader flags what the person does not, or flags nothing where the person does.
    pub(super) fn on_mistake(grade: &Grade, id: &str, flag: Option<&Flag>) -> Self {
        Self {
            answer: grade.id.clone(),
            item: id.to_owned(),
            is_mistake: true,
            human: flag.is_none(),
            outcome: None,
            evidence: flag.map(|f| f.evidence.clone()).unwrap_or_default(),
            nearest: None,
            statement: None,
        }
    }
}
