//! The loop: what comes in goes to the screen, what changed is drawn, what was written is saved.

use super::app::{App, REDRAW, Reaction};
use super::input::{Input, inputs};
use super::keeper::Keeper;
use super::options::{Ending, Error, Host, Options, Outcome, Wish};
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
pub(super) const IDLE: Duration = Duration::from_secs(1);
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

    /// Lets go of the terminal for another program.
    ///
    /// # Errors
    /// It cannot be let go of; nothing changed then.
    fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Takes the terminal back.
    ///
    /// # Errors
    /// It does not work any more.
    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Puts a text on the clipboard of the system, where there is one.
    fn clip(&mut self, text: &str) {
        let _ = text;
    }
}

/// The real terminal, taken over for as long as this lives: for one session after another, and what stands
/// between them.
#[derive(Debug)]
pub struct Stage {
    listener: Listener,
    guard: Guard,
}

impl Stage {
    /// Takes the terminal over; with the mouse, the wheel is listened to.
    ///
    /// # Errors
    /// The terminal cannot be set up.
    pub fn take(mouse: bool) -> Result<Self, Error> {
        let guard = Guard::take(mouse).map_err(Error::Terminal)?;
        let listener = Listener::start().map_err(Error::Terminal)?;
        Ok(Self { listener, guard })
    }

    /// What comes in.
    pub(super) fn inbox(&mut self) -> impl Inbox {
        Resuming {
            listener: &mut self.listener,
            guard: &self.guard,
        }
    }
}

/// The terminal to draw on, with nothing on it.
pub(super) fn blank() -> io::Result<Terminal<CrosstermBackend<io::Stdout>>> {
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    redraw_all(&mut terminal)?;
    Ok(terminal)
}

/// Runs a session on the real terminal.
///
/// # Errors
/// The terminal cannot be written to. The draft is saved then as well.
pub fn run(
    stage: &mut Stage,
    session: Session,
    host: &mut dyn Host,
    options: Options,
) -> Result<Outcome, Error> {
    let mut inbox = stage.inbox();
    let mut app = App::new(session, options);
    let mut driven = || {
        let mut terminal = blank()?;
        drive(&mut app, &mut terminal, &mut inbox, host)
    };
    let driven = catch_unwind(AssertUnwindSafe(&mut driven));
    match driven {
        Ok(Ok((ending, unsaved))) => Ok(Outcome {
            session: app.into_session(),
            ending,
            unsaved,
        }),
        Ok(Err(error)) => {
            let _ = host.save(&app.session().draft());
            Err(Error::Terminal(error))
        }
        Err(panic) => {
            let _ = host.save(&app.session().draft());
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

    fn pause(&mut self) -> io::Result<()> {
        let paused = self.listener.pause();
        if paused.is_ok() {
            self.guard.leave();
        }
        paused
    }

    fn resume(&mut self) -> io::Result<()> {
        self.guard.enter()?;
        self.listener.resume()
    }

    fn clip(&mut self, text: &str) {
        self.guard.clip(text);
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
    host: &mut dyn Host,
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
            redraw_all(terminal)?;
        }
        waiting.extend(inputs(batch.events));
        let reaction = react(app, &mut waiting, &mut keeper);
        redraw = reaction.redraw || batch.continued;
        if let Some(wish) = app.wish.take() {
            if keeper.pending() {
                let saved = keeper.save(host, &app.session().draft(), Instant::now());
                app.saved(saved);
            }
            if fulfil(app, wish, inbox, host).save {
                keeper.touch(Instant::now());
            }
            redraw_all(terminal)?;
            redraw = true;
        }
        let ending = reaction.quit.then(|| app.ending()).or(batch.ending);
        let now = Instant::now();
        let due = keeper.due_in(now).is_some_and(|due| due.is_zero());
        if due || (ending.is_some() && keeper.pending()) {
            let saved = keeper.save(host, &app.session().draft(), now);
            redraw |= app.saved(saved);
        }
        match (ending, keeper.failure()) {
            (None, _) => {}
            (Some(Ending::Quit | Ending::Back), Some(reason)) if !app.leave_unsaved(reason) => {
                redraw = true;
            }
            (Some(ending), reason) => return Ok((ending, reason.map(str::to_owned))),
        }
    }
}

/// Lets the screen take inputs in; the reactions count together. What comes behind a wish to leave waits,
/// as leaving may be refused, and so does what comes behind a wish.
fn react(app: &mut App, waiting: &mut VecDeque<Input>, keeper: &mut Keeper) -> Reaction {
    let mut all = Reaction::default();
    while let Some(input) = waiting.pop_front() {
        let reaction = app.handle(input);
        if reaction.save {
            keeper.touch(Instant::now());
        }
        all.redraw |= reaction.redraw;
        all.quit |= reaction.quit;
        if all.quit || app.wish.is_some() {
            break;
        }
    }
    all
}

/// Does what the screen wants from outside and lets it take in what came of it.
fn fulfil(app: &mut App, wish: Wish, inbox: &mut dyn Inbox, host: &mut dyn Host) -> Reaction {
    match wish {
        Wish::Edit(text) => {
            let edited = match inbox.pause() {
                Ok(()) => host.edit(&text),
                Err(error) => Err(format!("the terminal cannot be handed over ({error})")),
            };
            let taken = inbox.resume();
            let reaction = app.edited(edited);
            if let Err(error) = taken {
                app.announce(format!("The terminal does not work any more: {error}."));
            }
            reaction
        }
        Wish::Read(path) => app.inserted(host.read(&path)),
        Wish::Complete(path) => {
            app.completed(&host.complete(&path));
            REDRAW
        }
        Wish::Clip(text) => {
            inbox.clip(&text);
            REDRAW
        }
        Wish::Export(name, text) => {
            app.exported(host.export(&name, &text));
            REDRAW
        }
    }
}

/// Forgets what was drawn. `Terminal::clear` would ask the terminal where its cursor is, and wait for the answer.
pub(super) fn redraw_all<B: Backend>(terminal: &mut Terminal<B>) -> Result<(), B::Error> {
    let size = terminal.size()?;
    terminal.resize(size.into())
}

/// Messages that were taken in together.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) events: Vec<Event>,
    pub(super) ending: Option<Ending>,
    pub(super) continued: bool,
}

impl Batch {
    /// Waits for a message, then takes all that are there.
    pub(super) fn gather(inbox: &mut dyn Inbox, wait: Duration) -> Self {
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
