//! What plain mode says, as text: made to be read aloud, so words stand where the screen has signs.

use super::entries;
use crate::tutor::{Item, Mark, Quote, Session, Summary, View};

/// The choices.
pub(super) const CHOICES: &str = "Choices:
1 write, or write more
2 start the answer over
3 submit this part
4 next part
5 previous part
6 read the question again
7 read your answer
8 the whole grade
9 quit
0 one more hint, after feedback
? help";

/// Help: the choices and how it works.
pub(super) const HELP: &str =
    "Each part of the question is answered on its own; go back and forth as you like.
Write with 1 and end with a line that holds a single dot. Submit with 3.
Feedback says what was met, what is missing and which mistakes were made. What is missing
is asked for, not told; 0 opens hints one by one. Change the answer and submit it again.
Everything is kept as you write it. The end of the input, Ctrl-D, leaves as 9 does.
1 write, or write more
2 start the answer over; u then brings the old text back
3 submit this part
4 next part
5 previous part
6 read the question again
7 read your answer
8 the whole grade
9 quit
0 one more hint, after feedback
e write the answer in your own editor, the one that VISUAL or EDITOR names
i insert a file
c the conntrack entries of the part explained, after feedback
p the way of packets through your rules, after feedback; p 3 for the third probe alone";

/// What is said first.
pub(super) fn opening(session: &Session) -> String {
    let question = session.question();
    let count = session.parts().len();
    let parts = if count == 1 {
        "1 part".to_owned()
    } else {
        format!("{count} parts")
    };
    let resumed = match session
        .parts()
        .iter()
        .filter(|part| !part.text.is_empty())
        .count()
    {
        0 => String::new(),
        written => format!(" Your draft is back: {written} of {count} written."),
    };
    format!(
        "{}\nThis question has {parts}.{resumed} ? explains the choices.\n",
        question.title
    )
}

/// The line before each choice.
pub(super) fn prompt(session: &Session) -> String {
    let part = session.part();
    let (number, count) = (session.current() + 1, session.parts().len());
    let (length, state) = (part.length(), part.progress().label());
    format!("Part {number} of {count}, {length}, {state}. Your choice: ")
}

/// The current part of the question.
pub(super) fn part(session: &Session) -> String {
    let (number, count) = (session.current() + 1, session.parts().len());
    let text = super::paper::text(session);
    format!(
        "Part {number} of {count}: {}\n\n{text}\n",
        session.part().title
    )
}

/// The current answer.
pub(super) fn answer(session: &Session) -> String {
    let part = session.part();
    if part.text.trim().is_empty() {
        return "Nothing is written for this part yet.".to_owned();
    }
    format!(
        "Your answer, {}:
{}
End of your answer.",
        part.length(),
        part.text
    )
}

/// Feedback on the current part.
pub(super) fn feedback(session: &Session) -> String {
    let View::Feedback(feedback) = session.view() else {
        return String::new();
    };
    let mut text = format!(
        "Feedback on part {}: {}.\n",
        feedback.part + 1,
        feedback.line()
    );
    for item in &feedback.items {
        text.push_str(&entry(item, Some(feedback.part)));
    }
    for refused in &feedback.refused {
        text.push_str(&format!(
            "\nNote: {refused}. It is marked as it is meant.\n"
        ));
    }
    text.push_str("\n0 opens one more hint, 1 writes more, 4 goes to the next part.");
    if entries::has_any(session) {
        text.push_str("\nc explains the conntrack entries of this part.");
    }
    if feedback.probes.is_some() {
        text.push_str("\np tells the way of packets through your rules.");
    }
    text
}

/// The hint of an item that was opened last.
pub(super) fn hint(session: &Session, id: &str) -> String {
    let View::Feedback(feedback) = session.view() else {
        return String::new();
    };
    let item = feedback.items.iter().find(|item| item.id == id);
    let hint = item.and_then(|item| item.hints.last());
    hint.map_or_else(String::new, |(level, text)| {
        format!("{}: {text}", level.label())
    })
}

/// The whole grade.
pub(super) fn whole(session: &Session) -> String {
    let View::Summary(summary) = session.view() else {
        return String::new();
    };
    let mut text = format!(
        "The whole grade: {:.1} of {:.1} points.\n",
        summary.score, summary.max
    );
    for at in &summary.unanswered {
        text.push_str(&format!("Part {} has nothing written yet.\n", at + 1));
    }
    for section in &summary.sections {
        let (title, points, max) = (&section.title, section.points, section.max);
        text.push_str(&format!("\n{title}: {points:.1} of {max:.1} points.\n"));
        text.extend(section.items.iter().map(|item| entry(item, None)));
    }
    if !summary.mistakes.is_empty() {
        text.push_str("\nMistakes:\n");
        text.extend(summary.mistakes.iter().map(|item| entry(item, None)));
    }
    text.push_str(&ending(summary));
    text
}

fn ending(summary: &Summary) -> String {
    let mut text = String::new();
    for reason in &summary.review {
        text.push_str(&format!("A person should look at this: {reason}\n"));
    }
    match summary.weakest.first() {
        Some((part, item)) => {
            let think = item.hints.last().map_or("", |(_, text)| text.as_str());
            text.push_str(&format!(
                "\nTry next: part {}, {}. {think}",
                part + 1,
                item.title
            ));
        }
        None => text.push_str("\nEverything is met."),
    }
    text
}

fn entry(item: &Item, part: Option<usize>) -> String {
    let mut text = format!("\n{}. {}", item.number, heading(item));
    for quote in &item.quotes {
        text.push_str(&format!(
            "   You wrote{}: \"{}\"\n",
            elsewhere(quote, part),
            quote.text
        ));
    }
    if !item.says.is_empty() {
        text.push_str(&format!("   {}\n", item.says.replace('\n', "\n   ")));
    }
    if let Some((quote, why)) = &item.nearest {
        let why = if why.is_empty() {
            String::new()
        } else {
            format!(" ({why})")
        };
        let place = elsewhere(quote, part);
        text.push_str(&format!("   Closest{place}: \"{}\"{why}\n", quote.text));
    }
    for (level, hint) in &item.hints {
        text.push_str(&format!("   {}: {hint}\n", level.label()));
    }
    text
}

fn heading(item: &Item) -> String {
    let label = item.mark.label();
    let mut chars = label.chars();
    let label: String = chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    });
    if item.mark == Mark::Mistake {
        format!("{label}: {}\n", item.title)
    } else {
        format!(
            "{label}, {:.1} of {:.1} points: {}\n",
            item.points, item.max, item.title
        )
    }
}

fn elsewhere(quote: &Quote, part: Option<usize>) -> String {
    if part == Some(quote.part) {
        String::new()
    } else {
        format!(" in part {}", quote.part + 1)
    }
}
