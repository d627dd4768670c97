//! How often the grader is wrong on the answers that ask for a person's look, and on the others.

use super::confusion::Confusion;

/// Answers of one kind with the decisions on their criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reviewed {
    /// Answers counted.
    pub answers: usize,
    /// Decisions on criteria in them.
    pub counts: Confusion,
}

impl Reviewed {
    /// Counts one answer.
    pub(super) fn add(&mut self, counts: Confusion) {
        self.answers += 1;
        self.counts = self.counts.plus(counts);
    }

    /// Share of the decisions that a person decides otherwise; none without decisions.
    pub fn error_rate(self) -> Option<f64> {
        self.counts.accuracy().map(|accuracy| 1.0 - accuracy)
    }
}
