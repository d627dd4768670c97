//! Agreement with human marks as JSON.

use super::evaluate_text::Evaluation;
use super::grade_json::{JsonEvidence, JsonNearMiss, outcome_name};
use super::json::{figure, pretty};
use crate::grading::{Agreement, Confusion, Disagreement, Reviewed, Row};
use serde::Serialize;
use std::collections::BTreeMap;

/// The tables by what was compared ("answers", "statements"), with the disagreements where they are asked for.
pub fn evaluate_json(evaluation: Evaluation) -> String {
    let compared = evaluation.compared();
    let tables: BTreeMap<_, _> = compared
        .map(|(what, agreement)| (what, JsonAgreement::new(agreement, evaluation.list)))
        .collect();
    pretty(&tables)
}

#[derive(Serialize)]
struct JsonAgreement<'a> {
    criteria: Vec<JsonRow<'a>>,
    pooled: JsonFigures,
    mistakes: Vec<JsonRow<'a>>,
    pooled_mistakes: JsonFigures,
    scores: usize,
    mean_absolute_error: Option<f64>,
    quadratic_weighted_kappa: Option<f64>,
    reviewed: JsonReviewed,
    unreviewed: JsonReviewed,
    #[serde(skip_serializing_if = "Option::is_none")]
    disagreements: Option<Vec<JsonDisagreement<'a>>>,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    id: &'a str,
    #[serde(flatten)]
    figures: JsonFigures,
}

#[derive(Serialize)]
struct JsonFigures {
    n: usize,
    both: usize,
    grader_only: usize,
    human_only: usize,
    neither: usize,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
    kappa: Option<f64>,
    accuracy: Option<f64>,
}

#[derive(Serialize)]
struct JsonReviewed {
    answers: usize,
    decisions: usize,
    wrong: usize,
    error_rate: Option<f64>,
}

#[derive(Serialize)]
struct JsonDisagreement<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    criterion: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mistake: Option<&'a str>,
    human: bool,
    grader: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    evidence: Vec<JsonEvidence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<JsonNearMiss<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

impl<'a> JsonAgreement<'a> {
    fn new(agreement: &'a Agreement, list: bool) -> Self {
        let rows = |rows: &'a [Row]| rows.iter().map(JsonRow::new).collect();
        let disagreements = agreement.disagreements.iter();
        Self {
            criteria: rows(&agreement.criteria),
            pooled: JsonFigures::new(agreement.pooled()),
            mistakes: rows(&agreement.mistakes),
            pooled_mistakes: JsonFigures::new(agreement.pooled_mistakes()),
            scores: agreement.scores.len(),
            mean_absolute_error: figure(agreement.mean_absolute_error()),
            quadratic_weighted_kappa: figure(agreement.banded_kappa()),
            reviewed: JsonReviewed::new(agreement.reviewed),
            unreviewed: JsonReviewed::new(agreement.unreviewed),
            disagreements: list.then(|| disagreements.map(JsonDisagreement::new).collect()),
        }
    }
}

impl<'a> JsonRow<'a> {
    fn new(row: &'a Row) -> Self {
        Self {
            id: &row.id,
            figures: JsonFigures::new(row.counts),
        }
    }
}

impl JsonFigures {
    fn new(counts: Confusion) -> Self {
        Self {
            n: counts.n(),
            both: counts.both,
            grader_only: counts.grader_only,
            human_only: counts.human_only,
            neither: counts.neither,
            precision: figure(counts.precision()),
            recall: figure(counts.recall()),
            f1: figure(counts.f1()),
            kappa: figure(counts.kappa()),
            accuracy: figure(counts.accuracy()),
        }
    }
}

impl JsonReviewed {
    fn new(reviewed: Reviewed) -> Self {
        let counts = reviewed.counts;
        Self {
            answers: reviewed.answers,
            decisions: counts.n(),
            wrong: counts.grader_only + counts.human_only,
            error_rate: figure(reviewed.error_rate()),
        }
    }
}

impl<'a> JsonDisagreement<'a> {
    fn new(disagreement: &'a Disagreement) -> Self {
        let item = disagreement.item.as_str();
        Self {
            id: &disagreement.answer,
            criterion: (!disagreement.is_mistake).then_some(item),
            mistake: disagreement.is_mistake.then_some(item),
            human: disagreement.human,
            grader: !disagreement.human,
            outcome: disagreement.outcome.map(outcome_name),
            evidence: disagreement
                .evidence
                .iter()
                .map(JsonEvidence::new)
                .collect(),
            nearest: disagreement.nearest.as_ref().map(JsonNearMiss::new),
            text: disagreement.statement.as_deref(),
        }
    }
}
