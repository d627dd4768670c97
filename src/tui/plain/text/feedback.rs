//! Feedback read aloud: counts first, then what changed, then the items that are not still met, then how to go on.

use super::super::super::{entries, path};
use super::item::{Asking, Length};
use crate::tutor::{Attempt, Change, Feedback, Item, Mark, Session, View};
use std::fmt::Write;

/// Feedback on the current part.
pub(super) fn feedback(session: &Session, feedback: &Feedback) -> String {
    let parts = session.parts();
    let part = &parts[feedback.part];
    let (name, line) = (part.name(), feedback.line());
    let mut text = match feedback.attempt {
        0 => format!("Nothing is written for {name} yet. Feedback on {name}: {line}.\n"),
        number => {
            let of = feedback.attempts;
            format!("Feedback on {name}, attempt {number} of {of}: {line}.\n")
        }
    };
    if let Some(change) = &feedback.change {
        let _ = writeln!(text, "{}", changed(session, feedback, change));
    }
    let asking = Asking {
        parts,
        here: Some(feedback.part),
    };
    let earlier = &part.attempts[..feedback.attempt.saturating_sub(1).min(part.attempts.len())];
    let last = earlier.last();
    let (still, told): (Vec<_>, Vec<_>) = feedback
        .items
        .iter()
        .partition(|item| item.mark == Mark::Met && last.is_some_and(|last| stood(last, item)));
    if let [first, ..] = still.as_slice() {
        let all = listed(still.iter().map(|item| item.number));
        let _ = writeln!(text, "Still met: {all}; f {} reads one.", first.number);
    }
    text.extend(told.into_iter().map(|item| {
        let length = match item.mark {
            _ if last.is_some_and(|last| stood(last, item)) => Length::Still,
            Mark::Met if earlier.iter().any(|attempt| stood(attempt, item)) => Length::Heard,
            _ => Length::News,
        };
        asking.entry(item, length)
    }));
    if feedback.items.is_empty() {
        text.push_str("No criterion belongs to this part.\n");
    }
    for refused in &feedback.refused {
        let _ = writeln!(text, "Note: {refused}. It is marked as it is meant.");
    }
    text.push_str(&match feedback.is_old() {
        true => looked_back(feedback),
        false => going_on(session, feedback),
    });
    text
}

/// Whether the item came out at this attempt as it does now.
fn stood(attempt: &Attempt, item: &Item) -> bool {
    match item.mark {
        Mark::Mistake => attempt.mistakes.contains(&item.id),
        mark => attempt.marks.get(&item.id) == Some(&mark),
    }
}

/// What is said where the text of this attempt was handed in again and came out as it did before; none elsewhere.
pub(in super::super) fn unchanged(session: &Session, last: &Attempt) -> Option<String> {
    let View::Feedback(feedback) = session.view() else {
        return None;
    };
    let same = last.text == session.part().text && feedback.items.iter().all(|i| stood(last, i));
    let (number, line) = (feedback.attempt, feedback.line());
    same.then(|| {
        format!(
            "Nothing changed since attempt {number}: {line}. f reads the items, f 2 item 2 alone."
        )
    })
}

/// What the attempt gained and lost against the one before it.
fn changed(session: &Session, feedback: &Feedback, change: &Change) -> String {
    let points = match change.points {
        points if points >= 0.05 => format!("plus {points:.1} points"),
        points if points <= -0.05 => format!("minus {:.1} points", -points),
        _ => "the same points".to_owned(),
    };
    let mut text = format!("Since attempt {}: {points}.", change.since);
    for (what, ids, mistake) in [
        ("Gained", &change.gained, false),
        ("Lost", &change.lost, false),
        ("New mistake", &change.made, true),
    ] {
        let same = |item: &&Item| ids.contains(&item.id) && (item.mark == Mark::Mistake) == mistake;
        let mut numbers = feedback
            .items
            .iter()
            .filter(same)
            .map(|i| i.number)
            .peekable();
        if numbers.peek().is_some() {
            let _ = write!(text, " {what}: {}.", listed(numbers));
        }
    }
    if !change.mended.is_empty() {
        let titles: Vec<_> = change.mended.iter().map(|id| session.topic(id)).collect();
        let _ = write!(text, " Mistake gone: {}.", titles.join("; "));
    }
    text
}

/// What may be done with an attempt before the last: its text is read, as the draft may be another.
fn looked_back(feedback: &Feedback) -> String {
    let runs = feedback.answer.iter().map(|run| run.text.as_str());
    let (number, answer) = (feedback.attempt, runs.collect::<String>());
    format!(
        "The text of attempt {number}:\n{answer}\nEnd of the text.
t takes this text up again; 7 reads your answer as it stands now."
    )
}

fn going_on(session: &Session, feedback: &Feedback) -> String {
    let numbers = |closed: bool| {
        let waiting = feedback.items.iter().filter(|item| item.more);
        let waiting = waiting.filter(|item| item.closed == closed);
        let numbers: Vec<_> = waiting.map(|item| item.number).collect();
        numbers
    };
    let mut text = String::new();
    if let [first, ..] = numbers(false).as_slice() {
        let all = items(&numbers(false));
        let _ = writeln!(text, "One more hint is open for {all}: 0 {first} tells it.");
    }
    if !numbers(true).is_empty() {
        let all = items(&numbers(true));
        let _ = writeln!(
            text,
            "The next hint for {all} opens once your answer has changed and is submitted again."
        );
    }
    if entries::refusal(session).is_none() {
        text.push_str("c explains the conntrack entries of this part.\n");
    }
    if feedback.probes.is_some() {
        text.push_str("p tells the way of packets through your rules.\n");
    }
    let next = match session.parts().get(feedback.part + 1) {
        None => "w is the whole grade".to_owned(),
        Some(part) => format!("4 goes on to {}", part.name()),
    };
    text.push_str(&format!("1 writes more, 3 submits again, {next}."));
    text
}

/// "item 2", "items 2 and 3".
fn items(numbers: &[usize]) -> String {
    let kind = if numbers.len() == 1 { "item" } else { "items" };
    format!("{kind} {}", listed(numbers.iter().copied()))
}

/// "2", "2 and 3", "1, 2 and 3".
fn listed(numbers: impl Iterator<Item = usize>) -> String {
    let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
    match numbers.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        numbers => numbers.concat(),
    }
}

/// The item with this number in full, of feedback or of the whole grade; all of them without a number.
pub(in super::super) fn items_in_full(session: &Session, number: Option<usize>) -> String {
    let (here, items): (_, Vec<_>) = match session.view() {
        View::Feedback(feedback) => (Some(feedback.part), feedback.items.iter().collect()),
        View::Summary(summary) => (None, summary.items().collect()),
        _ => return String::new(),
    };
    let asking = Asking {
        parts: session.parts(),
        here,
    };
    let wanted = items
        .iter()
        .filter(|item| number.is_none_or(|n| n == item.number));
    let text: String = wanted
        .map(|item| asking.entry(item, Length::Full))
        .collect();
    match text.as_str() {
        "" => format!(
            "There is no such item: they are numbered 1 to {}.",
            items.len()
        ),
        text => text.trim_end().to_owned(),
    }
}

/// Whether the feedback has an item with this number.
pub(in super::super) fn has_item(session: &Session, number: usize) -> bool {
    matches!(session.view(), View::Feedback(feedback) if feedback.items.iter().any(|i| i.number == number))
}

/// The id of the item with this number where it has one more hint open, or why it has not.
pub(in super::super) fn hint_for(session: &Session, number: usize) -> Result<String, String> {
    let View::Feedback(feedback) = session.view() else {
        return Err("Hints come with feedback.".to_owned());
    };
    let item = feedback.items.iter().find(|item| item.number == number);
    let why = match item {
        None => format!("There is no item {number}."),
        Some(_) if feedback.is_old() => {
            "Hints come with your last attempt: 3 submits your answer as it stands.".to_owned()
        }
        Some(item) if item.mark == Mark::Met => format!("Item {number} is met: it needs no hint."),
        Some(item) if item.mark == Mark::Mistake => {
            format!("Item {number} is a mistake: it says what is wrong, and has no hints.")
        }
        Some(item) if !item.more => format!("All hints for item {number} are open."),
        Some(item) if item.closed => format!(
            "The next hint for item {number} is closed until your answer has changed. Think about its question, \
             change your answer with 1 or 2, and submit it with 3."
        ),
        Some(item) => return Ok(item.id.clone()),
    };
    Err(why)
}

/// The hint of an item that was opened last.
pub(in super::super) fn hint(session: &Session, id: &str) -> String {
    let View::Feedback(feedback) = session.view() else {
        return String::new();
    };
    let item = feedback.items.iter().find(|item| item.id == id);
    let last = item.and_then(|item| item.hints.last().map(|hint| (item.number, hint)));
    last.map_or_else(String::new, |(number, (level, text))| {
        format!("Item {number}. {}: {text}", level.label())
    })
}

/// The way of packets through the rules of the part: of all probes, or of one by its number.
pub(in super::super) fn way(session: &Session, number: Option<usize>) -> String {
    let probes = match session.view() {
        View::Feedback(feedback) => feedback.probes.as_ref(),
        _ => None,
    };
    let told = match (probes, number) {
        (None, _) => return "This part has no firewall rules to send packets through.".to_owned(),
        (Some(probes), None) => Some(path::text(probes)),
        (Some(probes), Some(number)) => {
            number.checked_sub(1).and_then(|at| path::probe(probes, at))
        }
    };
    told.unwrap_or_else(|| "There is no such probe.".to_owned())
}

/// The attempts at the current part.
pub(in super::super) fn attempts(session: &Session) -> String {
    let part = session.part();
    let (name, of) = (part.name(), part.attempts.len());
    if of == 0 {
        return format!("There is no attempt at {name} yet: 3 submits it.");
    }
    let mut text = format!("Attempts at {name}:\n");
    for (attempt, number) in part.attempts.iter().zip(1..) {
        let earned = match attempt.points {
            Some(points) => format!("{points:.1} of {:.1} points", attempt.max),
            None => "not marked".to_owned(),
        };
        let day = attempt.day;
        let _ = writeln!(text, "Attempt {number} of {of}, {day}: {earned}.");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn numbers_are_listed_as_people_say_them() {
        for (numbers, said) in [
            (&[2][..], "item 2"),
            (&[2, 3], "items 2 and 3"),
            (&[1, 2, 3], "items 1, 2 and 3"),
        ] {
            assert_eq!(items(numbers), said);
        }
    }
}
