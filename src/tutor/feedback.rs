//! What a submitted part earned: its criteria and mistakes, and the answer with what counted marked.

use super::highlight::{Run, Shade, Stroke, runs};
use super::item::{Item, Maker, Mark, numbered};
use super::part::PartState;
use crate::grading::{Evidence, Flag, Grade, Outcome};
use crate::rubric::Rubric;

/// Feedback on one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    /// Index of the part.
    pub part: usize,
    /// Points its criteria reached.
    pub points: f64,
    /// Points to be had in it.
    pub max: f64,
    /// Its criteria in the rubric's order, then the mistakes.
    pub items: Vec<Item>,
    /// The part's draft, cut into runs.
    pub answer: Vec<Run>,
    /// Lines of its rules that the tools refuse.
    pub refused: Vec<String>,
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

    /// Says it in one line: "4 of 6 met, 1 mistake, 12.5 of 30.0 points".
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
        format!("{line}, {:.1} of {:.1} points", self.points, self.max)
    }
}

/// Gathers what a grade says about one part.
pub(super) fn feedback(maker: &Maker, grade: &Grade, parts: &[PartState], at: usize) -> Feedback {
    let id = parts[at].id.as_str();
    let mut items = maker.criteria(grade, |graded| graded.part == id);
    let flags = grade
        .mistakes
        .iter()
        .filter(|flag| belongs(flag, maker.rubric, id, at));
    items.extend(flags.map(|flag| maker.mistake(flag)));
    let items = numbered(items);
    let rules = grade.rules.as_ref().filter(|rules| rules.field == at);
    Feedback {
        part: at,
        points: items.iter().map(|item| item.points).sum(),
        max: items.iter().map(|item| item.max).sum(),
        answer: runs(&parts[at].text, &strokes(grade, &items, at)),
        items,
        refused: rules
            .map(|rules| rules.refused().collect())
            .unwrap_or_default(),
    }
}

/// A mistake belongs to the part it was made in; one by omission to the part that asks for it.
fn belongs(flag: &Flag, rubric: &Rubric, part: &str, at: usize) -> bool {
    if flag.evidence.iter().any(|evidence| evidence.field == at) {
        return true;
    }
    let known = rubric.mistakes.iter().find(|m| m.id == flag.id);
    let omitted = known.and_then(|mistake| mistake.omits.as_deref());
    flag.evidence.is_empty()
        && rubric
            .criteria
            .iter()
            .any(|c| Some(c.id.as_str()) == omitted && c.part == part)
}

fn strokes(grade: &Grade, items: &[Item], at: usize) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    let mut add = |id: &str, mistake: bool, shade: Shade, evidence: &[Evidence]| {
        let Some(item) = items
            .iter()
            .find(|item| item.id == id && (item.mark == Mark::Mistake) == mistake)
        else {
            return;
        };
        let here = evidence.iter().filter(|evidence| evidence.field == at);
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
