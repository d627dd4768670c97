//! The real terminal: taken over on entry, given back whatever happens, listened to on threads of its own.
//!
//! Keys are read on a thread because the reader below never returns once the terminal is gone; the
//! session must still be able to save and end then.

use super::run::{Inbox, Message};
use crossterm::clipboard::CopyToClipboard;
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
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Whether the terminal is taken over at present.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Bytes that terminals take for the clipboard; some drop what is longer.
const CLIP: usize = 74_000;
/// How often the reader looks whether it should end.
const LOOK: Duration = Duration::from_millis(100);
/// How long the reader may take to end: more than one look.
const ENDING: Duration = Duration::from_secs(2);

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

    /// Gives it back for a while.
    pub(super) fn leave(&self) {
        give_back();
    }

    /// Puts a text on the clipboard of the system, where the terminal does that (OSC 52) and takes so much.
    pub(super) fn clip(&self, text: &str) {
        if text.len() <= CLIP {
            let _ = execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text));
        }
    }

    /// Takes it over again, after the program was stopped and continued or another one had it.
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
    sender: Sender<Message>,
    keys: Option<JoinHandle<()>>,
    over: Arc<AtomicBool>,
    signals: Handle,
}

impl Listener {
    /// Starts listening.
    pub(super) fn start() -> io::Result<Self> {
        let (sender, messages) = channel();
        let over = Arc::new(AtomicBool::new(false));
        let signals = listen_to_signals(sender.clone())?;
        let mut listener = Self {
            messages,
            sender,
            keys: None,
            over,
            signals,
        };
        listener.hear()?;
        Ok(listener)
    }

    /// Starts reading keys.
    fn hear(&mut self) -> io::Result<()> {
        self.over.store(false, Ordering::SeqCst);
        let (sender, over) = (self.sender.clone(), Arc::clone(&self.over));
        let keys = thread::Builder::new().name("keys".into());
        self.keys = Some(keys.spawn(move || listen_to_keys(&sender, &over))?);
        Ok(())
    }

    /// Stops reading keys, so that another program gets them.
    pub(super) fn pause(&mut self) -> io::Result<()> {
        self.over.store(true, Ordering::SeqCst);
        let start = Instant::now();
        while self.keys.as_ref().is_some_and(|keys| !keys.is_finished()) {
            if start.elapsed() > ENDING {
                self.over.store(false, Ordering::SeqCst);
                return Err(io::Error::other("it still waits for a key"));
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// Reads keys again. Ctrl-C and Ctrl-\ of the meantime were for the other program; all else still counts.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        let meant = |message: &Message| !matches!(message, Message::Signal(SIGINT | SIGQUIT));
        let kept: Vec<_> = self.messages.try_iter().filter(meant).collect();
        for message in kept {
            // The receiver is here, so that sending cannot fail.
            let _ = self.sender.send(message);
        }
        let ended = self.keys.as_ref().is_none_or(JoinHandle::is_finished);
        if ended { self.hear() } else { Ok(()) }
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
