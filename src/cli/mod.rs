//! Arguments and commands: the only room that prints, writes files, reads arguments, environment or time.
#![expect(
    clippy::disallowed_methods,
    reason = "`cli` prints, writes files and reads the environment for all other rooms"
)]

mod args;
mod batch;
mod check;
mod completions;
mod config;
mod day;
mod entries;
mod evaluate;
mod failure;
mod grade;
mod host;
mod man;
mod output;
mod paper;
mod practice;
mod progress;
mod review;
mod rules;
mod run;
mod shelf;
mod show;
mod sitting;
mod state;
mod terminal;

pub use run::main;
