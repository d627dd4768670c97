//! The start read aloud: the question, its parts and how far each is, what comes back.

use crate::tutor::{GAPS, PartState, Row, Session, Start};
use std::fmt::Write;

/// What is said first.
pub(in super::super) fn opening(session: &Session) -> String {
    let question = session.question();
    let mut text = format!("{}\n", question.title);
    if let Some(level) = &question.level {
        let _ = writeln!(text, "Level: {level}.");
    }
    if !question.tags.is_empty() {
        let _ = writeln!(text, "Tags: {}.", question.tags.join(", "));
    }
    if session
        .parts()
        .iter()
        .any(|part| !part.text.trim().is_empty())
    {
        text.push_str("Your draft is back.\n");
    }
    text.push_str("? explains where you are and lists the choices.\n");
    text
}

/// All parts, what is due, and where to go on.
pub(super) fn start(session: &Session, start: &Start) -> String {
    let parts = session.parts();
    let mut text = String::from("Start.\n");
    let mut follow_ups = false;
    for (at, (row, part)) in start.rows.iter().zip(parts).enumerate() {
        if row.follow_up.is_some() && !follow_ups {
            follow_ups = true;
            text.push_str("Follow-up questions, which do not count towards the grade:\n");
        }
        let _ = writeln!(text, "{}. {}", at + 1, line(row, part));
    }
    let _ = writeln!(text, "Review: {}.", review(start));
    if start.fresh {
        let gaps = GAPS.map(|gap| gap.to_string());
        let (last, others) = gaps.split_last().map_or(("", &[][..]), |(l, o)| (l, o));
        let others = others.join(", ");
        let _ = writeln!(
            text,
            "What you miss in an answer comes back here after {others} and {last} days."
        );
    }
    let (number, name) = (start.resume + 1, parts[start.resume].name());
    let verb = if start.fresh {
        "begin with"
    } else {
        "go on with"
    };
    let _ = writeln!(text, "To {verb} {name}, type {number}.");
    text
}

fn line(row: &Row, part: &PartState) -> String {
    let (heading, title, state) = (part.heading(), &row.title, row.line());
    match row.follow_up {
        None => format!("{heading}, {title}: {state}."),
        Some(_) => format!("{heading}, {state}: {title}"),
    }
}

/// What comes back today, when the next does, and when the exam is.
fn review(start: &Start) -> String {
    let mut text = match start.due {
        0 => "nothing is due today".to_owned(),
        1 => "1 prompt is due today, r begins".to_owned(),
        due => format!("{due} prompts are due today, r begins"),
    };
    if let Some((count, day)) = start.later {
        let _ = match start.due {
            0 => write!(text, "; {count} from {day} on"),
            _ => write!(text, "; {count} more from {day} on"),
        };
    }
    if let Some(exam) = start.exam {
        let _ = write!(text, "; the exam is on {exam}");
    }
    text
}
