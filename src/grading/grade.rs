//! What grading yields. No wire format: `report` has those.

use super::rules::RulesGrade;
use crate::source::Span;
use std::sync::Arc;

/// One answer's marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    /// The submission's id.
    pub id: String,
    /// The question's id.
    pub question: String,
    /// First 12 hex digits of the rubric file's SHA-256.
    pub rubric: String,
    /// Points reached, 0 to `max`.
    pub score: f64,
    /// Points to be had: 100.
    pub max: f64,
    /// Points by section, in the question's order.
    pub sections: Vec<SectionScore>,
    /// One entry a criterion, in the rubric's order.
    pub criteria: Vec<CriterionGrade>,
    /// Mistakes found, in the rubric's order.
    pub mistakes: Vec<Flag>,
    /// Reasons why a person should look; empty where none.
    pub review: Vec<String>,
    /// What the rules of the answer do, where it has any and the rubric tries them.
    pub rules: Option<Arc<RulesGrade>>,
}

/// Points of one section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionScore {
    /// Section id of the question ("mandatory").
    pub id: String,
    /// Points reached.
    pub points: f64,
    /// Points to be had.
    pub max: f64,
}

/// How a criterion came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Said, and not denied elsewhere.
    Met,
    /// Some of it was said.
    Partial,
    /// Not said.
    Missing,
    /// Said and denied in the same answer.
    Contradicted,
}

impl Outcome {
    /// What comes of something said or not, and denied or not.
    pub(super) fn of(said: bool, denied: bool) -> Self {
        match (said, denied) {
            (false, _) => Self::Missing,
            (true, true) => Self::Contradicted,
            (true, false) => Self::Met,
        }
    }
}

/// One criterion's result.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionGrade {
    /// Criterion id.
    pub id: String,
    /// Section id.
    pub section: String,
    /// The part that asks for it.
    pub part: String,
    /// How it came out.
    pub outcome: Outcome,
    /// Points reached.
    pub points: f64,
    /// Points to be had.
    pub max: f64,
    /// What earned or contradicted it.
    pub evidence: Vec<Evidence>,
    /// For one not met: what came nearest and why it did not count.
    pub nearest: Option<NearMiss>,
    /// Whether it came out narrowly: met by one wording in one statement alone, or all but said.
    pub close: bool,
    /// For rules that are judged by what they do: the packet that shows it, and what became of it.
    pub proof: String,
    /// What the tutor says about it.
    pub feedback: String,
}

/// A quote of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Index of the submission's field.
    pub field: usize,
    /// The part the text belongs to; empty where unknown.
    pub part: String,
    /// Byte span in that field's text.
    pub span: Span,
    /// The text under the span.
    pub quote: String,
    /// The wording of the rubric that it satisfied.
    pub wording: String,
}

/// What came nearest to a criterion that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The statement.
    pub evidence: Evidence,
    /// Why it did not count.
    pub why: String,
}

/// A common mistake found in the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Mistake id.
    pub id: String,
    /// What shows it; empty for a mistake by omission.
    pub evidence: Vec<Evidence>,
    /// For a rule that does it: what the rule does.
    pub proof: String,
    /// The refutation.
    pub feedback: String,
}
