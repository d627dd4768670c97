//! The hint ladder: four steps from a nudge to the answer, opened one at a time.

use crate::rubric::Hints;

/// A step of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// An open question that gets the learner to say more.
    Pump,
    /// Where to look.
    Hint,
    /// The statement with a gap.
    Prompt,
    /// The statement.
    Assertion,
}

impl Level {
    /// All steps, from the nudge to the answer.
    pub const ALL: [Self; 4] = [Self::Pump, Self::Hint, Self::Prompt, Self::Assertion];

    /// Its place on the ladder, from 1.
    pub const fn number(self) -> u8 {
        match self {
            Self::Pump => 1,
            Self::Hint => 2,
            Self::Prompt => 3,
            Self::Assertion => 4,
        }
    }

    /// The step with this number.
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|level| u64::from(level.number()) == number)
    }

    /// The step after it; none after the answer.
    pub fn next(self) -> Option<Self> {
        Self::from_number(u64::from(self.number()) + 1)
    }

    /// The word that introduces it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pump => "Think",
            Self::Hint => "Hint",
            Self::Prompt => "Complete",
            Self::Assertion => "Answer",
        }
    }

    /// Its text among the hints of a criterion.
    pub fn text(self, hints: &Hints) -> &str {
        match self {
            Self::Pump => &hints.pump,
            Self::Hint => &hints.hint,
            Self::Prompt => &hints.prompt,
            Self::Assertion => &hints.assertion,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn the_ladder_has_four_steps_and_ends() {
        let climbed: Vec<_> =
            std::iter::successors(Some(Level::Pump), |level| level.next()).collect();
        assert_eq!(climbed, Level::ALL);
        assert_eq!(Level::from_number(0), None);
        assert_eq!(Level::from_number(5), None);
    }
}
