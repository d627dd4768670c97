//! The whole grade as the end of a session shows it.

use super::attempt::unaided;
use super::item::{Item, Maker, Mark};
use super::part::{PartState, Progress};
use crate::grading::Grade;
use crate::question::Question;

/// How many of the strongest and of the weakest are named.
const NAMED: usize = 3;

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
    /// Points that were reached without a hint.
    pub unaided: f64,
    /// Criteria that came out best: met without a hint, those worth most first.
    pub strongest: Vec<Item>,
    /// Criteria that cost most: index of the part that asks for each, and the item. The first is the one to
    /// practise next.
    pub weakest: Vec<(usize, Item)>,
    /// Index of each part that was attempted, follow-ups too, and a model answer to it.
    pub models: Vec<(usize, String)>,
    /// Reasons why a person should look.
    pub review: Vec<String>,
}

impl Summary {
    /// All items in the order of their numbers.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let criteria = self.sections.iter().flat_map(|section| &section.items);
        criteria.chain(&self.mistakes)
    }
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
    let mistakes = mistakes.map(&mut numbered).collect();
    let all = maker.criteria(grade, |_| true);
    Summary {
        score: grade.score,
        max: grade.max,
        unaided: unaided(&all),
        sections,
        mistakes,
        unanswered: unanswered(parts),
        strongest: strongest(&all),
        weakest: weakest(all, grade, parts),
        models: Vec::new(),
        review: grade.review.clone(),
    }
}

/// Parts of the question with nothing written; follow-ups are extra.
fn unanswered(parts: &[PartState]) -> Vec<usize> {
    let asked = |at: &usize| parts[*at].follow_up.is_none();
    (0..parts.len())
        .filter(asked)
        .filter(|&at| parts[at].progress() == Progress::Empty)
        .collect()
}

fn strongest(all: &[Item]) -> Vec<Item> {
    let met = all.iter().filter(|i| i.mark == Mark::Met && !i.helped());
    let mut met: Vec<_> = met.cloned().collect();
    met.sort_by(|a, b| b.points.total_cmp(&a.points));
    met.truncate(NAMED);
    met
}

fn weakest(all: Vec<Item>, grade: &Grade, parts: &[PartState]) -> Vec<(usize, Item)> {
    let lacking = |item: &Item| item.max - item.points;
    let mut open: Vec<_> = all.into_iter().filter(|i| i.mark != Mark::Met).collect();
    open.sort_by(|a, b| lacking(b).total_cmp(&lacking(a)));
    let placed = open.into_iter().filter_map(|item| {
        let graded = grade.criteria.iter().find(|c| c.id == item.id)?;
        let at = parts.iter().position(|p| p.id == graded.part)?;
        Some((at, item))
    });
    placed.take(NAMED).collect()
}
