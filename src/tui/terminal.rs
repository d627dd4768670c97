//! The real terminal: taken over on entry, given back whatever happens, listened to on threads of its own.
//!
//! Keys are read on a thread because the reader below never returns once the terminal is gone; the
//! session must still be able to save and end then.

use super::run::{Inbox, Message};
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, poll,
    read,
};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

/// Whether the terminal is taken over at present.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// How often the reader looks whether it should end.
const LOOK: Duration = Duration::from_millis(250);

/// Whether keys can be read from a terminal and a screen drawn on one.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The terminal taken over; gives it back when dropped, when the program panics, or on a signal.
#[derive(Debug)]
pub(super) struct Guard {
    mouse: bool,
}

impl Guard {
    /// Takes the terminal over.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let inner = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                give_back();
                inner(info);
            }));
        });
        let guard = Self { mouse };
        guard.enter()?;
        Ok(guard)
    }

    /// Takes it over again, after the program was stopped and continued.
    pub(super) fn enter(&self) -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        Ok(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, once. A terminal that is gone cannot be given back: errors do not matter.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

/// What comes in from the terminal and by signal.
#[derive(Debug)]
pub(super) struct Listener {
    messages: Receiver<Message>,
    over: Arc<AtomicBool>,
    signals: Handle,
}

impl Listener {
    /// Starts listening.
    pub(super) fn start() -> io::Result<Self> {
        let (sender, messages) = channel();
        let over = Arc::new(AtomicBool::new(false));
        let signals = listen_to_signals(sender.clone())?;
        let ended = Arc::clone(&over);
        thread::Builder::new()
            .name("keys".into())
            .spawn(move || listen_to_keys(&sender, &ended))?;
        Ok(Self {
            messages,
            over,
            signals,
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        self.signals.close();
    }
}

impl Inbox for Listener {
    fn next(&mut self, wait: Duration) -> Option<Message> {
        match self.messages.recv_timeout(wait) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Disconnected) => Some(Message::Closed),
            Err(RecvTimeoutError::Timeout) if wait.is_zero() => None,
            Err(RecvTimeoutError::Timeout) => {
                (!io::stdout().is_terminal()).then_some(Message::Closed)
            }
        }
    }
}

fn listen_to_keys(sender: &Sender<Message>, over: &AtomicBool) {
    while !over.load(Ordering::SeqCst) {
        let message = match poll(LOOK) {
            Ok(false) => continue,
            Ok(true) => read().map_or(Message::Closed, Message::Event),
            Err(_) => Message::Closed,
        };
        let closed = matches!(message, Message::Closed);
        if sender.send(message).is_err() || closed {
            break;
        }
    }
}

fn listen_to_signals(sender: Sender<Message>) -> io::Result<Handle> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    let handle = signals.handle();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                let message = match signal {
                    SIGCONT => Message::Continued,
                    number => Message::Signal(number),
                };
                if sender.send(message).is_err() {
                    break;
                }
            }
        })?;
    Ok(handle)
}
