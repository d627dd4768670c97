//! One part of the session: a part of the question or a follow-up, the draft, and how far it got.

use super::attempt::Attempt;

/// Words that make an attempt, whatever they earn.
const TRIED: usize = 12;

/// A part and what the learner wrote for it.
#[derive(Debug, Clone, PartialEq)]
pub struct PartState {
    /// The part's id: the question's own, or "follow-up-1" and so on.
    pub id: String,
    /// The part's title.
    pub title: String,
    /// Number of the follow-up question it is; none for a part of the question. Follow-ups earn no points of
    /// the hundred.
    pub follow_up: Option<usize>,
    /// Its number among the parts, or among the follow-ups, from 1, and how many of them there are.
    pub place: (usize, usize),
    /// The draft.
    pub text: String,
    /// Whether the draft changed after the last attempt.
    pub changed: bool,
    /// The attempts, oldest first.
    pub attempts: Vec<Attempt>,
}

/// How far a part got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing written.
    Empty,
    /// Written, not submitted as it stands.
    Draft,
    /// Submitted as it stands.
    Submitted,
}

impl PartState {
    /// A part with nothing written.
    pub(super) fn empty(id: &str, title: &str, follow_up: Option<usize>) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            follow_up,
            place: (1, 1),
            text: String::new(),
            changed: false,
            attempts: Vec::new(),
        }
    }

    /// Its name within a sentence: "part 2", "follow-up 1".
    pub fn name(&self) -> String {
        let kind = if self.follow_up.is_some() {
            "follow-up"
        } else {
            "part"
        };
        format!("{kind} {}", self.place.0)
    }

    /// Its name as a heading: "Part 2 of 3", "Follow-up 1 of 4".
    pub fn heading(&self) -> String {
        let kind = if self.follow_up.is_some() {
            "Follow-up"
        } else {
            "Part"
        };
        let (number, of) = self.place;
        format!("{kind} {number} of {of}")
    }

    /// How far it got.
    pub fn progress(&self) -> Progress {
        if self.text.trim().is_empty() {
            Progress::Empty
        } else if self.last_marked().is_some() && !self.changed {
            Progress::Submitted
        } else {
            Progress::Draft
        }
    }

    /// The attempts that were handed in. What another session wrote and never did is kept as an attempt too, so
    /// that it can be looked at, and counts for nothing.
    pub(super) fn marked(&self) -> impl DoubleEndedIterator<Item = &Attempt> {
        self.attempts.iter().filter(|a| a.points.is_some())
    }

    /// What was handed in last.
    pub(super) fn last_marked(&self) -> Option<&Attempt> {
        self.marked().next_back()
    }

    /// The attempt that reached most; the first of equals. None where none was marked.
    pub fn best(&self) -> Option<&Attempt> {
        self.marked().reduce(|best, attempt| {
            if attempt.points > best.points {
                attempt
            } else {
                best
            }
        })
    }

    /// The attempt with this number, from 1.
    pub(super) fn attempt(&self, number: usize) -> Option<&Attempt> {
        self.attempts.get(number.checked_sub(1)?)
    }

    /// Whether anything was written for it.
    pub(super) fn is_begun(&self) -> bool {
        !self.text.is_empty() || !self.attempts.is_empty()
    }

    /// Whether an attempt was more than a try at the key: it earned something, or has a dozen words.
    pub fn is_tried(&self) -> bool {
        let tried = |attempt: &Attempt| {
            let words = attempt.text.split_whitespace().count();
            attempt.points > Some(0.0) || attempt.points.is_some() && words >= TRIED
        };
        self.attempts.iter().any(tried)
    }

    /// Words of the draft.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Its length as people say it: "1 word", "34 words".
    pub fn length(&self) -> String {
        match self.words() {
            1 => "1 word".to_owned(),
            words => format!("{words} words"),
        }
    }
}

impl Progress {
    /// The sign for it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Empty => "[ ]",
            Self::Draft => "[~]",
            Self::Submitted => "[x]",
        }
    }

    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Draft => "draft",
            Self::Submitted => "submitted",
        }
    }
}
