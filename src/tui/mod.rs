//! The practice session on a terminal: a screen (`App`, `run`) and a line-by-line mode (`run_plain`).
//!
//! It stands on `tutor`, which decides what happens; it saves through a `Store` that `cli` hands in.
#![expect(
    clippy::disallowed_methods,
    reason = "the one room that touches the terminal and waits by the clock"
)]

mod act;
mod app;
mod bindings;
mod draw;
mod editor;
mod entries;
mod flow;
mod input;
mod keeper;
mod keys;
mod options;
mod pane;
mod paper;
mod path;
mod plain;
mod plain_text;
mod run;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;

pub use app::{App, Reaction};
pub use input::{Input, inputs};
pub use options::{Ending, Error, Options, Outcome, Store};
pub use plain::run_plain;
pub use run::{Inbox, Message, drive, run};
pub use terminal::is_terminal;
