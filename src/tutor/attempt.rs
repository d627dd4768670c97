//! An attempt at a part: what was handed in, what it earned, and what changed since the one before.

use super::item::{Item, Mark};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Attempts that are kept of a part; the oldest but the best goes first.
pub(super) const KEPT: usize = 50;

/// Bytes of their texts together, of which the best and the last may be more.
const BYTES: usize = 2 << 20;

/// A part as it was handed in once.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The day.
    pub day: Date,
    /// The text.
    pub text: String,
    /// Points its criteria reached; none for a text that was never marked (kept from another session).
    pub points: Option<f64>,
    /// Points to be had.
    pub max: f64,
    /// How each criterion of the part came out.
    pub marks: BTreeMap<String, Mark>,
    /// Criteria that were met after a hint.
    pub helped: BTreeSet<String>,
    /// Points without those.
    pub unaided: f64,
    /// Mistakes that were made.
    pub mistakes: BTreeSet<String>,
    /// What the learner said in own words of criteria met with help.
    pub explained: BTreeMap<String, String>,
}

/// What an attempt gained and lost against the one before it. Lists are ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    /// Number of the attempt before, from 1.
    pub since: usize,
    /// Points gained; negative where some were lost.
    pub points: f64,
    /// Criteria that came out better.
    pub gained: Vec<String>,
    /// Criteria that came out worse.
    pub lost: Vec<String>,
    /// Mistakes that are gone.
    pub mended: Vec<String>,
    /// Mistakes that are new.
    pub made: Vec<String>,
}

impl Attempt {
    /// The attempt that these items of feedback are about.
    pub(super) fn of(day: Date, text: &str, items: &[Item]) -> Self {
        let criteria = || items.iter().filter(|item| item.mark != Mark::Mistake);
        let mistakes = items.iter().filter(|item| item.mark == Mark::Mistake);
        let helped = criteria().filter(|item| item.helped());
        Self {
            day,
            text: text.to_owned(),
            points: Some(total(criteria().map(|item| item.points))),
            max: total(criteria().map(|item| item.max)),
            marks: criteria().map(|i| (i.id.clone(), i.mark)).collect(),
            helped: helped.map(|item| item.id.clone()).collect(),
            unaided: unaided(items),
            mistakes: mistakes.map(|item| item.id.clone()).collect(),
            explained: BTreeMap::new(),
        }
    }

    /// A text that was written and never marked.
    pub(super) fn unmarked(day: Date, text: String) -> Self {
        Self {
            text,
            points: None,
            ..Self::of(day, "", &[])
        }
    }

    /// What it changed against another one, which has this number.
    pub(super) fn change(&self, before: &Self, number: usize) -> Change {
        let rank = |attempt: &Self, id: &str| attempt.marks.get(id).map_or(0, |mark| mark.rank());
        let moved = |better: bool| {
            let ids = self.marks.keys().filter(|id| {
                let (now, then) = (rank(self, id), rank(before, id));
                if better { now > then } else { now < then }
            });
            ids.cloned().collect()
        };
        Change {
            since: number,
            points: self.points.unwrap_or(0.0) - before.points.unwrap_or(0.0),
            gained: moved(true),
            lost: moved(false),
            mended: before
                .mistakes
                .difference(&self.mistakes)
                .cloned()
                .collect(),
            made: self
                .mistakes
                .difference(&before.mistakes)
                .cloned()
                .collect(),
        }
    }
}

impl Change {
    /// Whether nothing changed that is marked.
    pub const fn is_empty(&self) -> bool {
        self.gained.is_empty()
            && self.lost.is_empty()
            && self.mended.is_empty()
            && self.made.is_empty()
    }

    /// Says it in a line for each kind of change, names given by `topic`.
    pub fn lines(&self, topic: impl Fn(&str) -> String) -> Vec<String> {
        let points = match self.points {
            points if points.abs() < 0.05 => "the same points".to_owned(),
            points if points > 0.0 => format!("{points:.1} points more"),
            points => format!("{:.1} points less", -points),
        };
        let mut lines = vec![format!("Since attempt {}: {points}.", self.since)];
        for (kind, ids) in [
            ("Gained", &self.gained),
            ("Lost", &self.lost),
            ("No longer a mistake", &self.mended),
            ("New mistake", &self.made),
        ] {
            let names: Vec<_> = ids.iter().map(|id| topic(id)).collect();
            if !names.is_empty() {
                lines.push(format!("{kind}: {}.", names.join("; ")));
            }
        }
        lines
    }
}

impl Attempt {
    /// What it earned in words: "12.0 of 30.0 points, 9.0 of them unaided".
    pub fn earned(&self) -> String {
        let Some(points) = self.points else {
            return "not marked".to_owned();
        };
        let unaided = match self.helped.is_empty() {
            true => String::new(),
            false => format!(", {:.1} of them unaided", self.unaided),
        };
        format!("{points:.1} of {:.1} points{unaided}", self.max)
    }
}

/// Points of criteria that were met without a hint.
pub(super) fn unaided(items: &[Item]) -> f64 {
    let alone = items.iter().filter(|item| !item.helped());
    total(alone.map(|item| item.points))
}

/// The sum of points: 0.0 where there are none, which `sum` would make -0.0.
pub(super) fn total(points: impl Iterator<Item = f64>) -> f64 {
    points.fold(0.0, |sum, more| sum + more)
}

/// Keeps one more, and lets the oldest go where there are too many: never the best, never the last.
pub(super) fn keep(attempts: &mut Vec<Attempt>, attempt: Attempt) {
    attempts.push(attempt);
    let bytes = |attempts: &[Attempt]| attempts.iter().map(|a| a.text.len()).sum::<usize>();
    while attempts.len() > KEPT || (attempts.len() > 2 && bytes(attempts) > BYTES) {
        let points = |at: &usize| attempts[*at].points.unwrap_or(-1.0);
        let best = (0..attempts.len()).max_by(|a, b| points(a).total_cmp(&points(b)));
        let oldest = usize::from(best == Some(0));
        attempts.remove(oldest);
    }
}
