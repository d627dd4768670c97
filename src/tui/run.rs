//! The loop: what comes in goes to the screen, what changed is drawn, what was written is saved.

use super::app::{App, Reaction};
use super::input::{Input, inputs};
use super::keeper::Keeper;
use super::options::{Ending, Error, Options, Outcome, Store};
use super::terminal::{Guard, Listener};
use crate::tutor::Session;
use crossterm::event::Event;
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

/// How long nothing may come in before the terminal is looked after.
const IDLE: Duration = Duration::from_secs(1);
/// Events taken in before the screen is drawn again.
const BATCH: usize = 4096;

/// Something that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A key, a paste, a new size.
    Event(Event),
    /// A signal that ends the session.
    Signal(i32),
    /// The program was stopped and goes on.
    Continued,
    /// Nothing will come in any more.
    Closed,
}

/// Where messages come from: the terminal, or a script.
pub trait Inbox {
    /// The next message; none where nothing came in this time.
    fn next(&mut self, wait: Duration) -> Option<Message>;
}

/// Runs a session on the real terminal, which is given back in any case.
///
/// # Errors
/// The terminal cannot be set up or written to. The draft is saved then as well.
pub fn run(session: Session, store: &mut dyn Store, options: Options) -> Result<Outcome, Error> {
    let guard = Guard::take(options.mouse).map_err(Error::Terminal)?;
    let mut listener = Listener::start().map_err(Error::Terminal)?;
    let mut inbox = Resuming {
        listener: &mut listener,
        guard: &guard,
    };
    let mut app = App::new(session, options);
    let mut driven = || {
        let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        drive(&mut app, &mut terminal, &mut inbox, store)
    };
    let driven = catch_unwind(AssertUnwindSafe(&mut driven));
    match driven {
        Ok(Ok((ending, unsaved))) => Ok(Outcome {
            session: app.into_session(),
            ending,
            unsaved,
        }),
        Ok(Err(error)) => {
            let _ = store.save(&app.session().draft());
            Err(Error::Terminal(error))
        }
        Err(panic) => {
            let _ = store.save(&app.session().draft());
            resume_unwind(panic)
        }
    }
}

/// The listener, which takes the terminal over again after a stop.
struct Resuming<'a> {
    listener: &'a mut Listener,
    guard: &'a Guard,
}

impl Inbox for Resuming<'_> {
    fn next(&mut self, wait: Duration) -> Option<Message> {
        let message = self.listener.next(wait)?;
        if message == Message::Continued && self.guard.enter().is_err() {
            return Some(Message::Closed);
        }
        Some(message)
    }
}

/// Runs a screen on any backend until the session ends; says why it ended, and why the last save failed.
///
/// # Errors
/// The backend cannot be drawn on.
pub fn drive<B: Backend>(
    app: &mut App,
    terminal: &mut Terminal<B>,
    inbox: &mut dyn Inbox,
    store: &mut dyn Store,
) -> Result<(Ending, Option<String>), B::Error> {
    let mut keeper = Keeper::default();
    let mut waiting = VecDeque::new();
    let mut redraw = true;
    loop {
        if redraw {
            terminal.draw(|frame| app.draw(frame))?;
        }
        let wait = match keeper.due_in(Instant::now()) {
            _ if !waiting.is_empty() => Duration::ZERO,
            due => due.unwrap_or(IDLE).min(IDLE),
        };
        let batch = Batch::gather(inbox, wait);
        if batch.continued {
            terminal.clear()?;
        }
        waiting.extend(inputs(batch.events));
        let reaction = react(app, &mut waiting, &mut keeper);
        redraw = reaction.redraw || batch.continued;
        let ending = reaction.quit.then_some(Ending::Quit).or(batch.ending);
        let now = Instant::now();
        let due = keeper.due_in(now).is_some_and(|due| due.is_zero());
        if due || (ending.is_some() && keeper.pending()) {
            let saved = keeper.save(store, &app.session().draft(), now);
            redraw |= app.saved(saved);
        }
        match (ending, keeper.failure()) {
            (None, _) => {}
            (Some(Ending::Quit), Some(reason)) if !app.leave_unsaved(reason) => redraw = true,
            (Some(ending), reason) => return Ok((ending, reason.map(str::to_owned))),
        }
    }
}

/// Lets the screen take inputs in; the reactions count together. What comes behind a wish to leave waits,
/// as leaving may be refused.
fn react(app: &mut App, waiting: &mut VecDeque<Input>, keeper: &mut Keeper) -> Reaction {
    let mut all = Reaction::default();
    while let Some(input) = waiting.pop_front() {
        let reaction = app.handle(input);
        if reaction.save {
            keeper.touch(Instant::now());
        }
        all.redraw |= reaction.redraw;
        all.quit |= reaction.quit;
        if all.quit {
            break;
        }
    }
    all
}

/// Messages that were taken in together.
#[derive(Default)]
struct Batch {
    events: Vec<Event>,
    ending: Option<Ending>,
    continued: bool,
}

impl Batch {
    /// Waits for a message, then takes all that are there.
    fn gather(inbox: &mut dyn Inbox, wait: Duration) -> Self {
        let mut batch = Self::default();
        let mut next = inbox.next(wait);
        while let Some(message) = next {
            match message {
                Message::Event(event) => batch.events.push(event),
                Message::Continued => batch.continued = true,
                Message::Signal(number) => batch.ending = Some(Ending::Signal(number)),
                Message::Closed => batch.ending = Some(Ending::Closed),
            }
            if batch.ending.is_some() || batch.events.len() >= BATCH {
                break;
            }
            next = inbox.next(Duration::ZERO);
        }
        batch
    }
}
