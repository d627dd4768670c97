//! `conntutor practice`: a session on the terminal or line by line, its draft kept on disk.

use super::args::PracticeArgs;
use super::config::config;
use super::failure::note;
use super::host::Machine;
use super::paper::grader_for;
use super::run::Ending;
use super::state::{DraftFile, Opened, folder};
use super::terminal::Terminal;
use crate::load::Places;
use crate::tui::{self, Options, Outcome};
use crate::tutor::{Action, Session};
use anyhow::{Result, bail};
use jiff::civil::Date;
use std::io;

pub(super) fn run(args: &PracticeArgs, terminal: Terminal) -> Result<Ending> {
    let config = config(args.config.as_deref())?;
    let grader = grader_for(&Places {
        question: args.question.clone(),
        rubric: args.rubric.clone(),
    })?;
    let plain = plainly(args, terminal);
    match plain {
        Some(Reason::Wanted) => {}
        Some(Reason::NoTerminal) => note(
            "standard output is no terminal, so the session goes line by line, as with --plain",
        ),
        None if !tui::is_terminal() => {
            bail!("practice needs a terminal to type on; --plain takes answers from a pipe")
        }
        None => {}
    }
    let question = grader.question().id.clone();
    let folder = folder(args.state_dir.as_deref());
    let Opened {
        file,
        draft,
        notices,
    } = DraftFile::open(folder.as_deref(), &question, today());
    let notice = (!notices.is_empty()).then(|| notices.join("\n"));
    let mut machine = Machine { keeper: file };
    let mut session = match draft {
        Some(draft) => Session::resume(grader, today(), draft),
        None => Session::new(grader, today()),
    };
    session.update(Action::Home);
    let outcome = if plain.is_some() {
        if let Some(notice) = &notice {
            note(notice);
        }
        let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
        tui::run_plain(session, &mut machine, &mut input, &mut output)?
    } else {
        let options = Options {
            color: terminal.colour(),
            ascii: args.ascii || config.ascii,
            mouse: args.mouse || config.mouse,
            keys: config.keys,
            notice,
        };
        tui::run(session, &mut machine, options)?
    };
    Ok(end(&outcome))
}

/// Says what could not be saved; what a signal ended has the code that shells give it.
fn end(outcome: &Outcome) -> Ending {
    if let Some(reason) = &outcome.unsaved {
        note(&format!("the draft could not be saved: {reason}"));
    }
    match outcome.ending {
        tui::Ending::Signal(number) => Ending::Signal(number),
        tui::Ending::Quit | tui::Ending::Closed => Ending::Done,
    }
}

/// The day where the learner is.
fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// Why a session goes line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// The learner or the environment asks for it.
    Wanted,
    /// There is no screen to draw on.
    NoTerminal,
}

/// Why this session goes line by line; none where it has a screen.
fn plainly(args: &PracticeArgs, terminal: Terminal) -> Option<Reason> {
    let set = |key| std::env::var_os(key).unwrap_or_default();
    let accessible = set("ACCESSIBLE");
    let accessible = !accessible.is_empty() && accessible != "0";
    if args.plain || accessible || set("TERM") == "dumb" {
        Some(Reason::Wanted)
    } else {
        (!terminal.is_terminal()).then_some(Reason::NoTerminal)
    }
}
