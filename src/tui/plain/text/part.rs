//! A part read aloud: the question, and the answer as it stands.

use super::super::super::paper;
use crate::tutor::{Action, Session, View};

/// The current part of the question; in a review the part that the prompt comes from.
pub(in super::super) fn question(session: &Session) -> String {
    if let View::Card(card) = session.view() {
        let mut there = session.clone();
        there.update(Action::Go(card.part));
        return question(&there);
    }
    let part = session.part();
    let text = paper::text(session);
    let title = match part.follow_up {
        // A follow-up's title is its text.
        Some(_) => String::new(),
        None => format!(", {}", part.title),
    };
    format!(
        "{}{title}:\n\n{text}\n\nEnd of the question.",
        part.heading()
    )
}

/// The current answer, its lines numbered as feedback on rules speaks of them.
pub(in super::super) fn answer(session: &Session) -> String {
    let part = session.part();
    let name = part.name();
    if part.text.trim().is_empty() {
        return format!("Nothing is written for {name} yet. 1 writes.");
    }
    let lines = part.text.lines().zip(1..);
    let lines: String = lines.map(|(line, at)| format!("{at}. {line}\n")).collect();
    let length = part.length();
    format!("Your answer to {name}, {length}:\n{lines}End of your answer.")
}
