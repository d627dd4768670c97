//! What is kept of a session between two sittings; its text form is in `draft_json`.

use super::attempt::Attempt;
use super::ladder::Opened;
use super::schedule::Schedule;
use std::collections::BTreeMap;

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// The question's id.
    pub question: String,
    /// Id of the part that was open.
    pub current: String,
    /// One entry a part; parts the question no longer has are kept too.
    pub parts: Vec<PartDraft>,
    /// Hints that were opened, by criterion id.
    pub hints: BTreeMap<String, Opened>,
    /// What comes back, and when.
    pub schedule: Schedule,
}

/// A part as it is kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartDraft {
    /// The part's id.
    pub id: String,
    /// The draft's text.
    pub text: String,
    /// Whether it changed after the last attempt.
    pub changed: bool,
    /// The attempts, oldest first.
    pub attempts: Vec<Attempt>,
}
