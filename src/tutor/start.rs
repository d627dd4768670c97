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
    /// Points that the parts are worth together.
    pub max: u32,
}

impl Start {
    /// How far the question got in words: "2 of 3 submitted, best 41.0 of 100 points, 3 due for review".
    pub fn line(&self) -> String {
        if self.fresh {
            return "not begun".to_owned();
        }
        let asked = || self.rows.iter().filter(|row| row.follow_up.is_none());
        let submitted = asked().filter(|row| row.attempts > 0).count();
        let mut told = vec![match submitted {
            0 => "begun".to_owned(),
            _ => format!("{submitted} of {} submitted", asked().count()),
        }];
        let best: Vec<f64> = asked().filter_map(|row| Some(row.best?.0)).collect();
        if !best.is_empty() {
            let best: f64 = best.iter().sum();
            told.push(format!("best {best:.1} of {} points", self.max));
        }
        if self.due > 0 {
            told.push(format!("{} due for review", self.due));
        }
        told.join(", ")
    }
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
    /// How many times it was handed in.
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
            attempts: part.marked().count(),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn row(attempts: usize, best: Option<f64>, follow_up: Option<usize>) -> Row {
        Row {
            title: String::new(),
            follow_up,
            progress: Progress::Draft,
            length: String::new(),
            attempts,
            best: best.map(|points| (points, 30.0)),
        }
    }

    #[test]
    fn a_question_at_a_glance_in_words() {
        for (rows, due, fresh, line) in [
            (vec![row(0, None, None)], 0, true, "not begun"),
            (vec![row(0, None, None)], 0, false, "begun"),
            (
                vec![row(0, None, None)],
                1,
                false,
                "begun, 1 due for review",
            ),
            (
                vec![
                    row(2, Some(20.5), None),
                    row(1, Some(20.5), None),
                    row(0, None, None),
                ],
                3,
                false,
                "2 of 3 submitted, best 41.0 of 100 points, 3 due for review",
            ),
            (
                vec![row(1, None, None), row(1, Some(9.0), Some(1))],
                0,
                false,
                "1 of 1 submitted",
            ),
        ] {
            let start = Start {
                rows,
                due,
                later: None,
                exam: None,
                resume: 0,
                fresh,
                max: 100,
            };
            assert_eq!(start.line(), line);
        }
    }
}
