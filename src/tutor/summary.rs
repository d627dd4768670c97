//! The whole grade as the end of a session shows it.

use super::item::{Item, Maker, Mark};
use super::part::{PartState, Progress};
use crate::grading::Grade;
use crate::question::Question;

/// The whole grade.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Points reached.
    pub score: f64,
    /// Points to be had.
    pub max: f64,
    /// Its sections, in the question's order.
    pub sections: Vec<SectionSummary>,
    /// Mistakes found anywhere.
    pub mistakes: Vec<Item>,
    /// Indices of parts with nothing written.
    pub unanswered: Vec<usize>,
    /// What is worth most among the criteria not met: index of its part, and the item.
    pub next: Option<(usize, Item)>,
    /// Reasons why a person should look.
    pub review: Vec<String>,
}

/// One section of the grade.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionSummary {
    /// Its title as written in the question.
    pub title: String,
    /// Points reached.
    pub points: f64,
    /// Points to be had.
    pub max: f64,
    /// Its criteria in the rubric's order.
    pub items: Vec<Item>,
}

/// Gathers the whole grade.
pub(super) fn summary(
    maker: &Maker,
    grade: &Grade,
    question: &Question,
    parts: &[PartState],
) -> Summary {
    let mut number = 0;
    let mut numbered = |mut item: Item| {
        number += 1;
        item.number = number;
        item
    };
    let sections = grade
        .sections
        .iter()
        .map(|section| SectionSummary {
            title: question
                .sections
                .iter()
                .find(|s| s.id == section.id)
                .map_or_else(|| section.id.clone(), |s| s.title.clone()),
            points: section.points,
            max: section.max,
            items: maker
                .criteria(grade, |graded| graded.section == section.id)
                .into_iter()
                .map(&mut numbered)
                .collect(),
        })
        .collect();
    let mistakes = grade.mistakes.iter().map(|flag| maker.mistake(flag));
    Summary {
        score: grade.score,
        max: grade.max,
        sections,
        mistakes: mistakes.map(&mut numbered).collect(),
        unanswered: unanswered(parts),
        next: next(maker, grade, parts),
        review: grade.review.clone(),
    }
}

fn unanswered(parts: &[PartState]) -> Vec<usize> {
    (0..parts.len())
        .filter(|&at| parts[at].progress() == Progress::Empty)
        .collect()
}

/// The criterion that would gain most; the first of equals.
fn next(maker: &Maker, grade: &Grade, parts: &[PartState]) -> Option<(usize, Item)> {
    let open = maker.criteria(grade, |_| true);
    let open = open.into_iter().filter(|item| item.mark != Mark::Met);
    let best = open.reduce(|best, item| {
        let gain = |item: &Item| item.max - item.points;
        if gain(&item) > gain(&best) {
            item
        } else {
            best
        }
    })?;
    let part = grade.criteria.iter().find(|c| c.id == best.id)?;
    let at = parts.iter().position(|p| p.id == part.part)?;
    Some((at, best))
}
