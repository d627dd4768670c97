//! What a submitted part earned: its criteria and mistakes, and the answer with what counted marked.

use super::attempt::{Change, total, unaided};
use super::highlight::{Run, Shade, Stroke, runs};
use super::item::{Item, Maker, Mark, numbered};
use super::marker::Marked;
use super::path::Probes;
use crate::grading::{Evidence, Flag, Grade, Outcome};

/// Feedback on one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    /// Index of the part.
    pub part: usize,
    /// Number of the attempt it is about, from 1; 0 where nothing was handed in.
    pub attempt: usize,
    /// How many attempts there are.
    pub attempts: usize,
    /// Points its criteria reached.
    pub points: f64,
    /// Points to be had in it.
    pub max: f64,
    /// Points that were reached without a hint.
    pub unaided: f64,
    /// Its criteria in the rubric's order, then the mistakes.
    pub items: Vec<Item>,
    /// The part's draft, cut into runs.
    pub answer: Vec<Run>,
    /// Lines of its rules that the tools refuse.
    pub refused: Vec<String>,
    /// What changed since the attempt before; none at the first.
    pub change: Option<Change>,
    /// What its rules do to the rubric's probes, where it has rules.
    pub probes: Option<Probes>,
}

impl Feedback {
    /// How many items came out so.
    pub fn count(&self, mark: Mark) -> usize {
        self.items.iter().filter(|item| item.mark == mark).count()
    }

    /// How many criteria the part has.
    pub fn criteria(&self) -> usize {
        self.items.len() - self.count(Mark::Mistake)
    }

    /// Whether it is about an attempt before the last.
    pub const fn is_old(&self) -> bool {
        self.attempt < self.attempts
    }

    /// The first criterion that was met with help and not yet explained.
    pub fn unexplained(&self) -> Option<&Item> {
        let helped = |item: &&Item| item.mark == Mark::Met && item.helped();
        let mut helped = self.items.iter().filter(helped);
        helped.find(|item| item.explained.is_none() && !self.is_old())
    }

    /// Says it in one line: "4 of 6 met, 1 mistake, 12.5 of 30.0 points, 9.5 of them unaided".
    pub fn line(&self) -> String {
        let mut line = format!("{} of {} met", self.count(Mark::Met), self.criteria());
        for (mark, word) in [
            (Mark::Partial, "partly"),
            (Mark::Contradicted, "contradicted"),
        ] {
            match self.count(mark) {
                0 => {}
                count => line.push_str(&format!(", {count} {word}")),
            }
        }
        match self.count(Mark::Mistake) {
            0 => {}
            1 => line.push_str(", 1 mistake"),
            count => line.push_str(&format!(", {count} mistakes")),
        }
        let helped = match self.items.iter().any(Item::helped) {
            true => format!(", {:.1} of them unaided", self.unaided),
            false => String::new(),
        };
        format!(
            "{line}, {:.1} of {:.1} points{helped}",
            self.points, self.max
        )
    }
}

/// Gathers what a grade says about one part with this text.
pub(super) fn feedback(maker: &Maker, marked: &Marked, at: usize, text: &str) -> Feedback {
    let Marked { grade, part, field } = marked;
    let mut items = maker.criteria(grade, |graded| graded.part == *part);
    let flags = grade.mistakes.iter().filter(|flag| made_in(flag, *field));
    items.extend(flags.map(|flag| maker.mistake(flag)));
    let items = numbered(items);
    let rules = grade.rules.as_ref().filter(|rules| rules.field == *field);
    Feedback {
        part: at,
        attempt: 0,
        attempts: 0,
        points: total(items.iter().map(|item| item.points)),
        max: total(items.iter().map(|item| item.max)),
        unaided: unaided(&items),
        answer: runs(text, &strokes(grade, &items, *field)),
        items,
        refused: rules
            .map(|rules| rules.refused().collect())
            .unwrap_or_default(),
        change: None,
        probes: rules.and_then(|rules| Probes::new(maker.rubric, rules)),
    }
}

/// A mistake belongs to the part it was made in. One that is made by saying nothing belongs to none: the
/// criterion that is missing says it already.
fn made_in(flag: &Flag, field: usize) -> bool {
    flag.evidence.iter().any(|evidence| evidence.field == field)
}

fn strokes(grade: &Grade, items: &[Item], field: usize) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    let mut add = |id: &str, mistake: bool, shade: Shade, evidence: &[Evidence]| {
        let Some(item) = items
            .iter()
            .find(|item| item.id == id && (item.mark == Mark::Mistake) == mistake)
        else {
            return;
        };
        let here = evidence.iter().filter(|evidence| evidence.field == field);
        strokes.extend(here.map(|evidence| Stroke {
            span: evidence.span,
            shade,
            number: item.number,
        }));
    };
    for graded in &grade.criteria {
        let shade = match graded.outcome {
            Outcome::Met | Outcome::Partial => Shade::Credited,
            Outcome::Missing => Shade::Plain,
            Outcome::Contradicted => Shade::Faulty,
        };
        add(&graded.id, false, shade, &graded.evidence);
    }
    for flag in &grade.mistakes {
        add(&flag.id, true, Shade::Faulty, &flag.evidence);
    }
    strokes
}
