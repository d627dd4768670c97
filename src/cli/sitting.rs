//! One sitting at the terminal: sessions and the list of questions, one after another, and what is told behind.

use super::args::SessionArgs;
use super::config::config;
use super::day::{self, today};
use super::failure::note;
use super::host::Machine;
use super::run::Ending;
use super::state::{DraftFile, Opened, doubt, folder};
use super::terminal::Terminal;
use crate::grading::Grader;
use crate::tui::{self, Behind, Choice, Chooser, Config, Listed, Options, Outcome, Stage};
use crate::tutor::{Action, Draft, Session};
use anyhow::{Result, bail};
use std::io;
use std::path::PathBuf;

/// A learner at the terminal.
pub(super) struct Sitting<'a> {
    args: &'a SessionArgs,
    terminal: Terminal,
    config: Config,
    /// Where sessions are kept.
    pub(super) folder: Option<PathBuf>,
    /// Why it goes line by line; none where it has a screen.
    plain: Option<Reason>,
    /// The screen, once it is needed.
    stage: Option<Stage>,
    /// Why nothing can be kept, until it is told.
    doubt: Option<String>,
    /// To be told when the terminal is ours no more.
    untold: Vec<String>,
}

/// A question that was opened: its session, where that is kept, what is to be told.
pub(super) struct Open {
    pub(super) session: Session,
    pub(super) notices: Vec<String>,
    file: DraftFile,
}

impl<'a> Sitting<'a> {
    pub(super) fn new(args: &'a SessionArgs, terminal: Terminal) -> Result<Self> {
        let folder = folder(args.state_dir.as_deref());
        Ok(Self {
            args,
            terminal,
            config: config(args.config.as_deref())?,
            doubt: doubt(folder.as_deref()),
            folder,
            plain: plainly(args, terminal),
            stage: None,
            untold: Vec::new(),
        })
    }

    /// Whether it goes line by line.
    pub(super) const fn is_plain(&self) -> bool {
        self.plain.is_some()
    }

    /// Says why it goes line by line where nobody asked for that. Where there is a screen and nothing to type on,
    /// it refuses to begin.
    pub(super) fn begin(&self, command: &str) -> Result<()> {
        match self.plain {
            Some(Reason::Wanted) => {}
            Some(Reason::NoTerminal) => note(
                "standard output is no terminal, so the session goes line by line, as with --plain",
            ),
            None if !tui::is_terminal() => {
                bail!("{command} needs a terminal to type on; --plain takes answers from a pipe")
            }
            None => {}
        }
        Ok(())
    }

    /// Opens a question where it was left off, the day of the exam set if one is given.
    pub(super) fn open(&mut self, grader: Grader) -> Open {
        let id = grader.question().id.clone();
        let Opened {
            file,
            draft,
            notices,
        } = DraftFile::open(self.folder.as_deref(), &id, today());
        let mut open = Open {
            session: session(grader, draft),
            notices: self.doubt.take().into_iter().chain(notices).collect(),
            file,
        };
        if let Some(exam) = self.args.exam_date {
            let before = open.session.draft().schedule;
            open.session.update(Action::Exam(exam.0));
            let after = open.session.draft().schedule;
            open.notices.push(day::told(&before, &after, today()));
            let kept = open.file.keep(&open.session.draft());
            open.notices.extend(
                kept.err()
                    .map(|why| format!("The exam date could not be saved: {why}.")),
            );
        }
        open
    }

    /// Runs a session to its end.
    pub(super) fn run(&mut self, open: Open, behind: Behind) -> Result<Outcome> {
        let Open {
            session,
            notices,
            file,
        } = open;
        let mut machine = Machine { keeper: file };
        let outcome = if self.is_plain() {
            notices.iter().for_each(|notice| note(notice));
            let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
            tui::run_plain(session, &mut machine, &mut input, &mut output, behind)?
        } else {
            let notice = (!notices.is_empty()).then(|| notices.join("\n"));
            let options = self.options(notice, behind);
            tui::run(self.stage()?, session, &mut machine, options)?
        };
        if let Some(reason) = &outcome.unsaved {
            self.untold
                .push(format!("the draft could not be saved: {reason}"));
        }
        Ok(outcome)
    }

    /// Has a question of the list chosen; `chosen` is where the list begins.
    pub(super) fn choose(&mut self, rows: Vec<Listed>, chosen: usize) -> Result<Choice> {
        let doubt = self.doubt.take();
        if self.is_plain() {
            doubt.iter().for_each(|doubt| note(doubt));
            let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
            return Ok(tui::choose_plain(&rows, &mut input, &mut output)?);
        }
        let chooser = Chooser::new(rows, chosen, &self.options(doubt, Behind::Nothing));
        Ok(tui::choose(self.stage()?, chooser)?)
    }

    /// Gives the terminal back and says what could not be saved; what a signal ended has the code that shells
    /// give it.
    pub(super) fn end(self, ending: tui::Ending) -> Ending {
        drop(self.stage);
        self.untold.iter().for_each(|told| note(told));
        match ending {
            tui::Ending::Signal(number) => Ending::Signal(number),
            tui::Ending::Quit | tui::Ending::Back | tui::Ending::Closed => Ending::Done,
        }
    }

    fn stage(&mut self) -> Result<&mut Stage, tui::Error> {
        Ok(match &mut self.stage {
            Some(stage) => stage,
            none => none.insert(Stage::take(self.args.mouse || self.config.mouse)?),
        })
    }

    fn options(&self, notice: Option<String>, behind: Behind) -> Options {
        Options {
            color: self.terminal.colour(),
            ascii: self.args.ascii || self.config.ascii,
            mouse: self.args.mouse || self.config.mouse,
            keys: self.config.keys.clone(),
            notice,
            behind,
        }
    }
}

/// A session that goes on where this draft was left off.
pub(super) fn session(grader: Grader, draft: Option<Draft>) -> Session {
    match draft {
        Some(draft) => Session::resume(grader, today(), draft),
        None => Session::new(grader, today()),
    }
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
fn plainly(args: &SessionArgs, terminal: Terminal) -> Option<Reason> {
    let set = |key| std::env::var_os(key).unwrap_or_default();
    let accessible = set("ACCESSIBLE");
    let accessible = !accessible.is_empty() && accessible != "0";
    if args.plain || accessible || set("TERM") == "dumb" {
        Some(Reason::Wanted)
    } else {
        (!terminal.is_terminal()).then_some(Reason::NoTerminal)
    }
}
