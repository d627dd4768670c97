//! The loop with a scripted inbox: when it saves, what it says when it cannot, how it ends.

use super::harness::{Screen, key};
use crate::tui::{Ending, Host, Inbox, Message, drive};
use crate::tutor::Draft;
use crossterm::event::Event;
use std::collections::VecDeque;
use std::thread::sleep;
use std::time::Duration;

/// Messages one after another; none is a pause as long as the loop would wait.
struct Script(VecDeque<Option<Message>>);

impl Inbox for Script {
    fn next(&mut self, wait: Duration) -> Option<Message> {
        match self.0.front() {
            None if !wait.is_zero() => Some(Message::Closed),
            None | Some(None) if wait.is_zero() => None,
            _ => match self.0.pop_front().flatten() {
                Some(message) => Some(message),
                None => {
                    sleep(wait);
                    None
                }
            },
        }
    }
}

#[derive(Default)]
struct Memory {
    kept: Vec<String>,
    full: bool,
}

impl Host for Memory {
    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        if self.full {
            return Err("no space left".into());
        }
        self.kept.push(draft.parts[0].text.clone());
        Ok(())
    }
}

fn script(steps: &str, last: Option<Message>) -> Script {
    let step = |name: &str| match name {
        "PAUSE" => None,
        name => Some(Message::Event(Event::Key(key(name)))),
    };
    let steps = steps.split_whitespace().map(step);
    Script(steps.chain(last.map(Some)).collect())
}

fn driven(
    steps: &str,
    last: Option<Message>,
    full: bool,
) -> (Ending, Option<String>, Memory, Screen) {
    let mut store = Memory {
        kept: Vec::new(),
        full,
    };
    let mut screen = Screen::new(80, 24);
    let mut inbox = script(steps, last);
    let (ending, unsaved) = drive(
        &mut screen.app,
        &mut screen.terminal,
        &mut inbox,
        &mut store,
    )
    .expect("a test backend");
    (ending, unsaved, store, screen)
}

#[test]
fn however_it_ends_the_text_is_kept() {
    for (steps, last, ending) in [
        ("a b C-q", None, Ending::Quit),
        ("a b", Some(Message::Signal(15)), Ending::Signal(15)),
        ("a b", Some(Message::Closed), Ending::Closed),
        ("a b C-c C-c", None, Ending::Quit),
    ] {
        let (ended, unsaved, store, _) = driven(steps, last, false);
        assert_eq!((ended, unsaved), (ending, None), "{steps}");
        assert_eq!(store.kept.last().map(String::as_str), Some("ab"), "{steps}");
    }
}

#[test]
fn a_pause_saves_and_nothing_new_is_not_saved_again() {
    let (_, _, store, screen) = driven("a PAUSE PAUSE PAUSE", Some(Message::Signal(1)), false);
    assert_eq!(store.kept, ["a"]);
    assert!(screen.text().contains("(saved)"), "{}", screen.text());
}

#[test]
fn a_full_disk_is_told_and_the_session_goes_on() {
    let (ending, unsaved, _, screen) = driven("a PAUSE b PAUSE", Some(Message::Closed), true);
    assert_eq!(unsaved.as_deref(), Some("no space left"));
    assert_eq!(ending, Ending::Closed);
    assert_eq!(screen.app.session().part().text, "ab");
    let shown = screen.text();
    assert!(shown.contains("Could not save: no space left."), "{shown}");
    assert!(shown.contains("NOT SAVED"), "{shown}");
}

#[test]
fn leaving_a_full_disk_asks_once_more() {
    let (ending, unsaved, _, _) = driven("a C-q b C-q C-q", None, true);
    assert_eq!(
        (ending, unsaved.as_deref()),
        (Ending::Quit, Some("no space left"))
    );
    let (ending, _, _, screen) = driven("a C-q", Some(Message::Closed), true);
    assert_eq!(ending, Ending::Closed, "one Ctrl-Q does not leave");
    assert!(
        screen.text().contains("again leaves and loses"),
        "{}",
        screen.text()
    );
}
