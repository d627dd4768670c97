//! The question and the rubric as JSON.

use super::json::{pretty, rounded};
use crate::question::{Component, Part, Question};
use crate::rubric::{Criterion, Misconception, Rubric};
use serde::Serialize;

/// The question with its parts; not the expected answer. `parts` may be a selection.
pub fn question_json(question: &Question, parts: &[Part]) -> String {
    pretty(&JsonQuestion {
        id: &question.id,
        level: question.level.as_deref(),
        tags: &question.tags,
        title: &question.title,
        intro: question.source.slice(question.intro).trim(),
        parts: parts
            .iter()
            .map(|part| JsonPart::new(question, part))
            .collect(),
        follow_ups: question
            .follow_ups
            .iter()
            .map(|f: &Component| f.text.as_str())
            .collect(),
    })
}

/// The rubric: criteria with their points, mistakes with their refutation.
pub fn rubric_json(question: &Question, rubric: &Rubric) -> String {
    let points = |criterion: &Criterion| {
        let section = question.sections.iter().find(|s| s.id == criterion.section);
        let of = rubric
            .criteria
            .iter()
            .filter(|c| c.section == criterion.section);
        let weights: f64 = of.map(|c| c.weight).sum();
        section.map_or(0.0, |s| f64::from(s.percent) * criterion.weight / weights)
    };
    let criteria = rubric.criteria.iter();
    pretty(&JsonRubric {
        question: &rubric.question,
        rubric: &rubric.hash,
        criteria: criteria.map(|c| JsonCriterion::new(c, points(c))).collect(),
        mistakes: rubric.mistakes.iter().map(JsonMistake::new).collect(),
    })
}

#[derive(Serialize)]
struct JsonQuestion<'a> {
    id: &'a str,
    level: Option<&'a str>,
    tags: &'a [String],
    title: &'a str,
    intro: &'a str,
    parts: Vec<JsonPart<'a>>,
    follow_ups: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonPart<'a> {
    id: &'a str,
    title: &'a str,
    text: &'a str,
    questions: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonRubric<'a> {
    question: &'a str,
    rubric: &'a str,
    criteria: Vec<JsonCriterion<'a>>,
    mistakes: Vec<JsonMistake<'a>>,
}

#[derive(Serialize)]
struct JsonCriterion<'a> {
    id: &'a str,
    section: &'a str,
    part: &'a str,
    points: f64,
    covers: &'a str,
    fact: &'a str,
}

#[derive(Serialize)]
struct JsonMistake<'a> {
    id: &'a str,
    covers: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    omits: Option<&'a str>,
    deduction: f64,
    refutation: &'a str,
    fact: &'a str,
}

impl<'a> JsonPart<'a> {
    fn new(question: &'a Question, part: &'a Part) -> Self {
        Self {
            id: &part.id,
            title: &part.title,
            text: question.source.slice(part.body).trim_matches(['\n', '\r']),
            questions: part.sub_questions.iter().map(|q| q.text.as_str()).collect(),
        }
    }
}

impl<'a> JsonCriterion<'a> {
    fn new(criterion: &'a Criterion, points: f64) -> Self {
        Self {
            id: &criterion.id,
            section: &criterion.section,
            part: &criterion.part,
            points: rounded(points),
            covers: &criterion.covers,
            fact: &criterion.fact,
        }
    }
}

impl<'a> JsonMistake<'a> {
    fn new(mistake: &'a Misconception) -> Self {
        Self {
            id: &mistake.id,
            covers: &mistake.covers,
            omits: mistake.omits.as_deref(),
            deduction: mistake.deduction,
            refutation: &mistake.refutation,
            fact: &mistake.fact,
        }
    }
}
