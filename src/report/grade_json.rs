//! One grade as JSON: the contract with other programs. Keys may be added, never changed.

use super::explain_json::JsonExplanation;
use super::json::{line, pretty, rounded};
use super::rules_json::JsonProbes;
use crate::grading::{CriterionGrade, Evidence, Explanation, Flag, Grade, NearMiss, Outcome};
use serde::Serialize;

/// A grade on lines for people, with the explanations that were asked for.
pub fn grade_json(grade: &Grade, explanations: &[Explanation]) -> String {
    pretty(&JsonGrade::new(grade, explanations))
}

/// The same on one line.
pub fn grade_jsonl(grade: &Grade, explanations: &[Explanation]) -> String {
    line(&JsonGrade::new(grade, explanations))
}

#[derive(Serialize)]
struct JsonGrade<'a> {
    id: &'a str,
    question: &'a str,
    rubric: &'a str,
    score: f64,
    max: f64,
    sections: Vec<JsonSection<'a>>,
    criteria: Vec<JsonCriterion<'a>>,
    mistakes: Vec<JsonMistake<'a>>,
    review: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<JsonProbes<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explain: Vec<JsonExplanation<'a>>,
}

#[derive(Serialize)]
struct JsonSection<'a> {
    id: &'a str,
    points: f64,
    max: f64,
}

#[derive(Serialize)]
struct JsonCriterion<'a> {
    id: &'a str,
    section: &'a str,
    part: &'a str,
    outcome: &'static str,
    met: bool,
    points: f64,
    max: f64,
    evidence: Vec<JsonEvidence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<JsonNearMiss<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    proof: &'a str,
    feedback: &'a str,
}

#[derive(Serialize)]
pub(super) struct JsonEvidence<'a> {
    /// Index of the text in the submission; 0 where there is one.
    field: usize,
    part: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    wording: &'a str,
}

#[derive(Serialize)]
pub(super) struct JsonNearMiss<'a> {
    #[serde(flatten)]
    evidence: JsonEvidence<'a>,
    why: &'a str,
}

#[derive(Serialize)]
struct JsonMistake<'a> {
    id: &'a str,
    evidence: Vec<JsonEvidence<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    proof: &'a str,
    feedback: &'a str,
}

impl<'a> JsonGrade<'a> {
    fn new(grade: &'a Grade, explanations: &'a [Explanation]) -> Self {
        Self {
            id: &grade.id,
            question: &grade.question,
            rubric: &grade.rubric,
            score: rounded(grade.score),
            max: grade.max,
            sections: grade
                .sections
                .iter()
                .map(|section| JsonSection {
                    id: &section.id,
                    points: rounded(section.points),
                    max: rounded(section.max),
                })
                .collect(),
            criteria: grade.criteria.iter().map(JsonCriterion::new).collect(),
            mistakes: grade.mistakes.iter().map(JsonMistake::new).collect(),
            review: &grade.review,
            rules: grade.rules.as_deref().map(JsonProbes::new),
            explain: explanations.iter().map(JsonExplanation::new).collect(),
        }
    }
}

impl<'a> JsonCriterion<'a> {
    fn new(criterion: &'a CriterionGrade) -> Self {
        Self {
            id: &criterion.id,
            section: &criterion.section,
            part: &criterion.part,
            outcome: outcome_name(criterion.outcome),
            met: criterion.outcome == Outcome::Met,
            points: rounded(criterion.points),
            max: rounded(criterion.max),
            evidence: criterion.evidence.iter().map(JsonEvidence::new).collect(),
            nearest: criterion.nearest.as_ref().map(JsonNearMiss::new),
            proof: &criterion.proof,
            feedback: &criterion.feedback,
        }
    }
}

impl<'a> JsonMistake<'a> {
    fn new(flag: &'a Flag) -> Self {
        Self {
            id: &flag.id,
            evidence: flag.evidence.iter().map(JsonEvidence::new).collect(),
            proof: &flag.proof,
            feedback: &flag.feedback,
        }
    }
}

impl<'a> JsonEvidence<'a> {
    pub(super) fn new(evidence: &'a Evidence) -> Self {
        Self {
            field: evidence.field,
            part: &evidence.part,
            start: evidence.span.start,
            end: evidence.span.end,
            quote: &evidence.quote,
            wording: &evidence.wording,
        }
    }
}

impl<'a> JsonNearMiss<'a> {
    pub(super) fn new(nearest: &'a NearMiss) -> Self {
        Self {
            evidence: JsonEvidence::new(&nearest.evidence),
            why: &nearest.why,
        }
    }
}

/// The outcome's name in every format.
pub(super) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Partial => "partial",
        Outcome::Missing => "missing",
        Outcome::Contradicted => "contradicted",
    }
}
