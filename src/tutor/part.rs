//! One part of the question as the session holds it: the draft and how far it got.

/// A part and the learner's draft for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartState {
    /// The part's id in the question.
    pub id: String,
    /// The part's title.
    pub title: String,
    /// The draft.
    pub text: String,
    /// How often it was submitted.
    pub attempts: u32,
    /// Whether the draft changed after the last submission.
    pub changed: bool,
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
    pub(super) fn empty(id: &str, title: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            text: String::new(),
            attempts: 0,
            changed: false,
        }
    }

    /// How far it got.
    pub fn progress(&self) -> Progress {
        if self.text.trim().is_empty() {
            Progress::Empty
        } else if self.attempts > 0 && !self.changed {
            Progress::Submitted
        } else {
            Progress::Draft
        }
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
    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Draft => "draft",
            Self::Submitted => "submitted",
        }
    }
}
