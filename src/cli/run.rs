//! From arguments to exit code.

use super::args::{Cli, Command};
use super::terminal::Terminal;
use super::{
    check, completions, entries, evaluate, failure, grade, man, practice, review, rules, show,
};
use clap::Parser;
use std::process::ExitCode;

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing to complain about.
    Done,
    /// The rubric has findings, or a grade is below the mark.
    Findings,
    /// Some of the input could not be used; the rest was.
    Incomplete,
    /// A signal with this number ended it.
    Signal(i32),
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::Findings => Self::from(1),
            Ending::Incomplete => Self::from(2),
            Ending::Signal(number) => Self::from(u8::try_from(128 + number).unwrap_or(u8::MAX)),
        }
    }
}

/// Runs the program and gives its exit code.
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(ending) => ending.into(),
        Err(error) if failure::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            failure::print(&error);
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Ending> {
    let terminal = Terminal::new(cli.color);
    match cli.command.unwrap_or_default() {
        Command::Practice(args) => practice::run(&args, terminal),
        Command::Review(args) => review::run(&args, terminal),
        Command::Grade(args) => grade::run(&args, terminal),
        Command::Check(args) => check::run(&args, terminal),
        Command::Evaluate(args) => evaluate::run(&args, terminal),
        Command::Rules(args) => rules::run(&args, terminal),
        Command::Entries(args) => entries::run(&args, terminal),
        Command::Show(args) => show::run(&args, terminal),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
