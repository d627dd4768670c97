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
    /// What the session was opened from.
    pub behind: Behind,
}

/// What a session was opened from and goes back to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Behind {
    /// The shell.
    #[default]
    Nothing,
    /// A list of questions: back to it from the start screen.
    Questions,
    /// Reviews of further questions: on to the next one at the end of the round.
    Rounds,
}

/// Characters that an answer may hold: some 30,000 words.
pub const LONGEST_ANSWER: usize = 200_000;

/// What is outside the session: files, other programs. `cli` hands one in. Errors say in one line why not.
pub trait Host {
    /// Keeps the draft.
    ///
    /// # Errors
    /// Says in one line why it could not.
    fn save(&mut self, draft: &Draft) -> Result<(), String>;

    /// Lets the learner change a text in an editor of their own. The terminal is the editor's meanwhile.
    ///
    /// # Errors
    /// There is no such editor, it failed, or what it wrote cannot be read.
    fn edit(&mut self, text: &str) -> Result<String, String> {
        let _ = text;
        Err(NOT_HERE.into())
    }

    /// Reads a text file that the learner names.
    ///
    /// # Errors
    /// It is not there, no text, or too large.
    fn read(&mut self, path: &str) -> Result<String, String> {
        let _ = path;
        Err(NOT_HERE.into())
    }

    /// The path as far as the files there are leave no choice; as it is where they do.
    fn complete(&mut self, path: &str) -> String {
        path.to_owned()
    }

    /// Writes a Markdown file of this name into the current folder, never over another; gives its path.
    ///
    /// # Errors
    /// It cannot be written.
    fn export(&mut self, name: &str, text: &str) -> Result<String, String> {
        let _ = (name, text);
        Err(NOT_HERE.into())
    }
}

const NOT_HERE: &str = "that is not possible here";

/// What the screen wants from outside before it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// This answer in the learner's editor.
    Edit(String),
    /// The file of this path.
    Read(String),
    /// This path completed.
    Complete(String),
    /// This text on the clipboard of the system.
    Clip(String),
    /// A Markdown file of this name with this text.
    Export(String, String),
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The learner left.
    Quit,
    /// The learner went back to what the session was opened from.
    Back,
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
