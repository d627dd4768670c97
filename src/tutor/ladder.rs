//! The hint ladder: four steps from a nudge to the answer, each opened over another answer.
//!
//! A third of what learners do with freely given hints is clicking through them (Aleven et al. 2006,
//! "Toward meta-cognitive tutoring"); so the next step opens only after the answer changed.

use crate::rubric::Hints;
use sha2::{Digest, Sha256};
use std::cell::OnceCell;
use std::collections::BTreeSet;

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

/// The highest step opened for a criterion, and over which answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The step.
    pub level: Level,
    /// The fingerprint of the part's text at the time.
    pub over: String,
    /// Whether the answer was read elsewhere: in the entries explained, or in a model answer.
    pub revealed: bool,
}

/// Words that must be new in an answer before the next hint opens: a letter more is no second try.
const NEW_WORDS: usize = 2;

impl Opened {
    /// Whether it told more than the question that everybody gets.
    pub fn is_help(&self) -> bool {
        self.level > Level::Pump || self.revealed
    }

    /// Whether the next step is closed until the text changes by more than a word.
    pub(super) fn is_closed(&self, over: &Over) -> bool {
        over.is_as(&self.over)
    }
}

/// An answer as hints are opened over it, and the attempts that may have been there before. What tells them apart
/// is found out when it is asked for first.
#[derive(Debug, Clone)]
pub(super) struct Over<'a> {
    text: &'a str,
    before: Vec<&'a str>,
    prints: OnceCell<(String, Vec<String>)>,
}

impl<'a> Over<'a> {
    /// This text, after these.
    pub(super) fn new(text: &'a str, before: impl Iterator<Item = &'a str>) -> Self {
        Self {
            text,
            before: before.collect(),
            prints: OnceCell::new(),
        }
    }

    /// Whether it is hardly another text than the one with this fingerprint.
    fn is_as(&self, other: &str) -> bool {
        let (own, before) = self.prints.get_or_init(|| {
            let before = self.before.iter().map(|text| fingerprint(text));
            (fingerprint(self.text), before.collect())
        });
        let known = before.iter().position(|print| print == other);
        let hardly = known.is_some_and(|at| new_words(self.before[at], self.text) < NEW_WORDS);
        hardly || own == other
    }
}

/// How many different words of a text, of two letters or more, the one before did not have.
fn new_words(before: &str, text: &str) -> usize {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| word.chars().count() > 1);
        words.map(str::to_lowercase).collect()
    };
    words(text).difference(&words(before)).count()
}

/// What tells one answer from another: its words, whatever their case and the blanks between them. 16 hex digits.
pub(super) fn fingerprint(text: &str) -> String {
    let mut hash = Sha256::new();
    for word in text.split_whitespace() {
        hash.update(word.to_lowercase());
        hash.update(" ");
    }
    let digest = hash.finalize();
    digest[..8].iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Level, Opened, Over, fingerprint};

    #[test]
    fn a_letter_more_opens_nothing() {
        let before = "NEW is a packet";
        for (text, closed) in [
            (before, true),
            ("new is\n a  packet", true),
            ("NEW is a packet x", true),
            ("NEW is a packets", true),
            ("NEW is a packet x y z", true),
            ("NEW is the first packet", false),
            ("something else", false),
            ("", true),
        ] {
            let opened = Opened {
                level: Level::Pump,
                over: fingerprint(before),
                revealed: false,
            };
            let over = Over::new(text, std::iter::once(before));
            assert_eq!(opened.is_closed(&over), closed, "{text:?}");
            let unknown = Over::new(text, std::iter::empty());
            assert_eq!(opened.is_closed(&unknown), fingerprint(text) == opened.over);
        }
    }

    #[test]
    fn blanks_and_case_change_no_answer_but_words_do() {
        for (one, other, same) in [
            ("A b", "a  B\n", true),
            ("", " ", true),
            ("ab", "a b", false),
            ("a b", "b a", false),
            ("a", "", false),
        ] {
            assert_eq!(
                fingerprint(one) == fingerprint(other),
                same,
                "{one:?} {other:?}"
            );
        }
        assert_eq!(fingerprint("x").len(), 16);
    }

    #[test]
    fn the_ladder_has_four_steps_and_ends() {
        let climbed: Vec<_> =
            std::iter::successors(Some(Level::Pump), |level| level.next()).collect();
        assert_eq!(climbed, Level::ALL);
        assert_eq!(Level::from_number(0), None);
        assert_eq!(Level::from_number(5), None);
    }
}
