//! What a practice session on a terminal can be told, needs and ends with.

use super::keymap::Keys;
use crate::tutor::{Draft, Session};

/// How the screen looks and listens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Colours of the terminal's palette are used.
    pub color: bool,
    /// Lines are drawn with ASCII only.
    pub ascii: bool,
    /// The wheel scrolls; selecting text with the mouse then needs the terminal's own modifier.
    pub mouse: bool,
    /// Which key does what.
    pub keys: Keys,
    /// Something to be told at the start.
    pub notice: Option<String>,
}

/// Where drafts are kept; `cli` hands one in.
pub trait Store {
    /// Keeps the draft.
    ///
    /// # Errors
    /// Says in one line why it could not.
    fn save(&mut self, draft: &Draft) -> Result<(), String>;
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The learner left.
    Quit,
    /// A signal with this number asked for it.
    Signal(i32),
    /// The terminal went away, or the input ended.
    Closed,
}

/// What is left of a session.
#[derive(Debug)]
pub struct Outcome {
    /// The session as it was left.
    pub session: Session,
    /// Why it ended.
    pub ending: Ending,
    /// Why the last save failed, where it did.
    pub unsaved: Option<String>,
}

/// Why a session could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal could not be set up or written to.
    #[error("the terminal does not work: {0}")]
    Terminal(std::io::Error),
    /// Plain mode could not read or write.
    #[error("the session cannot be read or written: {0}")]
    Plain(std::io::Error),
}
