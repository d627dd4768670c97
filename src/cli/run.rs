//! From arguments to exit code.

use super::args::{Cli, Command, PracticeArgs};
use super::terminal::Terminal;
use super::{
    check, completions, entries, evaluate, failure, grade, man, practice, review, rules, show,
};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
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
    match run(arguments()) {
        Ok(ending) => ending.into(),
        Err(error) if failure::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            failure::print(&error);
            ExitCode::from(2)
        }
    }
}

/// The arguments. Clap ends the program where they make no sense, and so do we where an option of practice
/// stands before a command.
fn arguments() -> Cli {
    let mut program = Cli::command();
    let matches = program.get_matches_mut();
    if let (Some(command), Some(option)) =
        (matches.subcommand_name(), misplaced(&program, &matches))
    {
        let place = match command {
            "practice" | "review" => {
                format!("write it behind the command: conntutor {command} --{option}")
            }
            _ => format!("'{command}' has no such option: it belongs to 'practice' and 'review'"),
        };
        let why = format!("'--{option}' stands before '{command}'; {place}");
        program.error(ErrorKind::ArgumentConflict, why).exit()
    }
    Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// The first option that was given before the command and is not shared by all commands.
fn misplaced<'a>(program: &'a clap::Command, matches: &ArgMatches) -> Option<&'a str> {
    let given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let own = program
        .get_arguments()
        .filter(|option| !option.is_global_set());
    let mut own = own.filter(|option| given(option.get_id().as_str()));
    own.next()?.get_long()
}

fn run(cli: Cli) -> anyhow::Result<Ending> {
    let terminal = Terminal::new(cli.color);
    let practice = || {
        Command::Practice(PracticeArgs {
            session: cli.session,
            ..PracticeArgs::default()
        })
    };
    match cli.command.unwrap_or_else(practice) {
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
