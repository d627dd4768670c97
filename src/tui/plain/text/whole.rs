//! The whole grade read aloud, and model answers.

use super::item::headed;
use crate::tutor::{Item, PartState, Session, Summary, View};
use std::fmt::Write;

/// The whole grade.
pub(super) fn whole(session: &Session, summary: &Summary) -> String {
    let parts = session.parts();
    let mut text = totals(summary, parts);
    for section in &summary.sections {
        let (title, points, max) = (&section.title, section.points, section.max);
        let _ = writeln!(text, "{title}: {points:.1} of {max:.1} points.");
        text.extend(section.items.iter().map(headed));
    }
    if !summary.mistakes.is_empty() {
        text.push_str("Mistakes:\n");
        text.extend(summary.mistakes.iter().map(headed));
    }
    if let Some(item) = summary.items().next() {
        let _ = writeln!(
            text,
            "f {} reads one in full, f all of them.\n",
            item.number
        );
    }
    text.push_str(&ending(summary, parts));
    text
}

fn totals(summary: &Summary, parts: &[PartState]) -> String {
    let (score, max, unaided) = (summary.score, summary.max, summary.unaided);
    let mut text = format!("The whole grade: {score:.1} of {max:.1} points");
    let _ = match score - unaided >= 0.05 {
        true => writeln!(text, ", {unaided:.1} of them unaided."),
        false => writeln!(text, "."),
    };
    for at in &summary.unanswered {
        let _ = writeln!(text, "{} has nothing written yet.", parts[*at].heading());
    }
    text
}

/// Strongest, weakest, and what to do next.
fn ending(summary: &Summary, parts: &[PartState]) -> String {
    let mut text = String::new();
    for reason in &summary.review {
        let _ = writeln!(text, "A person should look at this: {reason}");
    }
    if !summary.strongest.is_empty() {
        let titles: Vec<_> = summary.strongest.iter().map(|i| i.title.as_str()).collect();
        let _ = writeln!(text, "Strongest: {}.", titles.join("; "));
    }
    let weak: Vec<_> = summary
        .weakest
        .iter()
        .map(|(at, item)| cost(item, &parts[*at]))
        .collect();
    if !weak.is_empty() {
        let _ = writeln!(text, "Weakest: {}.", weak.join("; "));
    }
    match summary.weakest.first() {
        Some((at, item)) => {
            let (name, title) = (parts[*at].name(), &item.title);
            let think = item.hints.last().map_or("", |(_, text)| text.as_str());
            let _ = writeln!(text, "Practise next: {name}, {title}. {think}");
        }
        None => text.push_str("Everything is met.\n"),
    }
    text.push_str(match summary.models.is_empty() {
        true => "x exports it all as Markdown.",
        false => "m reads model answers to what you have submitted; x exports it all as Markdown.",
    });
    text
}

fn cost(item: &Item, part: &PartState) -> String {
    let (lacking, name) = (item.max - item.points, part.name());
    format!("{}, {lacking:.1} points to gain in {name}", item.title)
}

/// Model answers to the parts that were attempted.
pub(in super::super) fn models(session: &Session) -> String {
    let models = match session.view() {
        View::Summary(summary) => summary.models.as_slice(),
        _ => &[],
    };
    if models.is_empty() {
        return "A model answer is read after an attempt of a sentence or two.".to_owned();
    }
    let parts = session.parts();
    let told = models.iter().map(|(at, model)| {
        let (name, title) = (parts[*at].name(), &parts[*at].title);
        format!("A model answer to {name}, {title}:\n{model}\nEnd of the model answer to {name}.")
    });
    told.collect::<Vec<_>>().join("\n\n")
}
