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
    let plain = args.plain || is_dumb();
    if !plain && !tui::is_terminal() {
        bail!("practice needs a terminal; --plain works without one");
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
    let outcome = if plain {
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

/// A terminal that can only print.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
