//! What a learner sees first: how far each part got, what comes back today, where to go on.

use super::part::{PartState, Progress};
use jiff::civil::Date;

/// The state of a question at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// One line a part, in the session's order.
    pub rows: Vec<Row>,
    /// How many criteria are due for review.
    pub due: usize,
    /// How many more come back later, and on which day the first of them.
    pub later: Option<(usize, Date)>,
    /// The day of the exam.
    pub exam: Option<Date>,
    /// Index of the part to go on with: the one that was open, else the first not submitted.
    pub resume: usize,
    /// Whether nothing was written yet.
    pub fresh: bool,
}

/// A part at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Number of the follow-up question it is.
    pub follow_up: Option<usize>,
    /// How far it got.
    pub progress: Progress,
    /// Its length as people say it.
    pub length: String,
    /// How many attempts were made.
    pub attempts: usize,
    /// Points of the best attempt and points to be had.
    pub best: Option<(f64, f64)>,
}

impl Row {
    /// The row of a part.
    pub(super) fn of(part: &PartState) -> Self {
        let best = part.best();
        Self {
            title: part.title.clone(),
            follow_up: part.follow_up,
            progress: part.progress(),
            length: part.length(),
            attempts: part.attempts.len(),
            best: best.and_then(|attempt| Some((attempt.points?, attempt.max))),
        }
    }

    /// How far it got in words: "draft, 34 words", "submitted twice, best 12.0 of 30.0 points".
    pub fn line(&self) -> String {
        let often = match self.attempts {
            0 => String::new(),
            1 => "submitted once".to_owned(),
            2 => "submitted twice".to_owned(),
            times => format!("submitted {times} times"),
        };
        let draft = match self.progress {
            Progress::Empty if self.attempts == 0 => "not answered".to_owned(),
            Progress::Draft => format!("draft, {}", self.length),
            Progress::Empty | Progress::Submitted => String::new(),
        };
        let best = self.best.map_or_else(String::new, |(points, max)| {
            format!("best {points:.1} of {max:.1} points")
        });
        let told = [draft, often, best];
        let told: Vec<_> = told.into_iter().filter(|text| !text.is_empty()).collect();
        told.join(", ")
    }
}
