//! The review read aloud: a prompt, its hints, what came of it, the end of the round.

use super::item::{Asking, capital};
use crate::tutor::{CardView, Mark, RoundEnd, Session, Told, View};
use std::fmt::Write;

/// A prompt that waits for its answer.
pub(super) fn asked(session: &Session, card: &CardView) -> String {
    let part = &session.parts()[card.part];
    let (number, of, name) = (card.number, card.of, part.name());
    let mut text = format!("Review, prompt {number} of {of}, from {name}. Answer from memory:\n");
    let _ = writeln!(text, "{}", card.prompt);
    for (level, clue) in &card.clues {
        let _ = writeln!(text, "{}: {clue}", level.label());
    }
    if !card.text.trim().is_empty() {
        let _ = writeln!(
            text,
            "You had begun to write; 3 has it marked, and what you write comes behind it:\n{}\nEnd of what you wrote.",
            card.text
        );
    }
    text
}

/// The hint that was opened last.
pub(in super::super) fn clue(session: &Session) -> String {
    let View::Card(card) = session.view() else {
        return String::new();
    };
    let last = card.clues.last();
    last.map_or_else(String::new, |(level, clue)| {
        format!("{}: {clue}", level.label())
    })
}

/// What came of an answer, the statement that was asked for, and when it comes back.
pub(super) fn told(session: &Session, card: &CardView, told: &Told) -> String {
    let asking = Asking {
        parts: session.parts(),
        here: Some(card.part),
    };
    let item = &told.item;
    let hinted = match item.mark {
        Mark::Met | Mark::Partial if !card.clues.is_empty() => " with a hint",
        _ => "",
    };
    let mut text = format!("{}{hinted}: {}.\n", capital(item.mark.label()), item.title);
    text.push_str(&asking.said(item));
    if card.text.trim().is_empty() {
        text.push_str("   You wrote nothing.\n");
    } else if item.mark != Mark::Met && item.quotes.is_empty() {
        let words = card.text.replace('\n', "\n   ");
        let _ = writeln!(text, "   You wrote: {words}");
    }
    let _ = writeln!(text, "   What was asked for: {}", told.assertion);
    let _ = writeln!(text, "   {}", comes_back(told));
    text
}

/// When a prompt comes back.
pub(in super::super) fn comes_back(told: &Told) -> String {
    match told.next {
        Some(day) => format!("It comes back on {day}."),
        None => "It sits: it does not come back.".to_owned(),
    }
}

/// The end of a round.
pub(super) fn end(end: &RoundEnd) -> String {
    let (answered, known) = (end.answered, end.known);
    let mut text = match answered {
        0 if end.due == 0 => "Nothing is due today.".to_owned(),
        0 => "The review is over: nothing was answered.".to_owned(),
        _ => format!("The review is over: {known} of {answered} known unaided."),
    };
    match end.due {
        0 => {}
        1 => text.push_str(" 1 prompt is still due today, r begins it."),
        due => text.push_str(&format!(
            " {due} prompts are still due today, r begins them."
        )),
    }
    match end.next {
        Some(day) => format!("{text} The next prompt comes back on {day}.\n"),
        None => format!("{text} Nothing else comes back.\n"),
    }
}
