//! The practice session on a terminal: a screen (`App`, `run`) and a line-by-line mode (`run_plain`).
//!
//! It stands on `tutor`, which decides what happens; it reaches files and programs through a `Host` that `cli` hands in.
#![expect(
    clippy::disallowed_methods,
    reason = "the one room that touches the terminal and waits by the clock"
)]

mod act;
mod app;
mod asking;
mod bindings;
mod choose;
mod choose_plain;
mod chord_name;
mod config;
mod draw;
mod editor;
mod entries;
mod flow;
mod input;
mod keeper;
mod keymap;
mod keys;
mod leave;
mod looking;
mod names;
mod options;
mod palette;
mod pane;
mod paper;
mod path;
mod plain;
mod rebind;
mod run;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod writing;

pub use app::{App, Reaction};
pub use choose::{Choice, Chooser, Listed, choose};
pub use choose_plain::choose_plain;
pub use config::{Config, config};
pub use input::{Input, inputs};
pub use keymap::Keys;
pub use options::{Behind, Ending, Error, Host, LONGEST_ANSWER, Options, Outcome};
pub use plain::run_plain;
pub use run::{Inbox, Message, Stage, drive, run};
pub use terminal::is_terminal;
