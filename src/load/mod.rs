//! The one room that reads the disk: questions and rubrics, answers one by one, marked lines.
#![expect(
    clippy::disallowed_methods,
    reason = "`load` is the one room that reads files"
)]

mod answers;
mod document;
mod folder;
mod input_error;
mod json;
mod jsonl;
mod kind;
mod lines;
mod marked;
mod pairs;
mod paper;
mod plain;
mod progress;
mod record;
mod shipped;
mod table;
mod values;

pub use answers::{Answers, STDIN, StdinReader};
pub use document::document;
pub use input_error::InputError;
pub use marked::{Judgement, Marked, marked};
pub use pairs::papers_in;
pub use paper::{LoadError, Places, pair, paper, question};
pub use progress::total_bytes;
pub use shipped::{shipped_question, shipped_rubric};

/// An answer, or why there is none.
pub type Entry = Result<crate::answer::Submission, InputError>;

/// Largest answer that is read: more is refused, so that one file cannot fill the memory.
pub const MAX_ANSWER: usize = 8 << 20;
