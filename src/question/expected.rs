//! The expected answer: sections with their percentages, and the components of each.

use super::chapter::Chapter;
use super::component;
use super::desk::Desk;
use super::lead::{Lead, lead, name, swallowed};
use super::{Component, Section};
use crate::source::Span;

/// Reads the sections of the chapter.
pub(super) fn read(desk: &mut Desk<'_>, chapter: &Chapter<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut stray: Vec<Component> = Vec::new();
    for block in chapter.blocks {
        let found =
            lead(desk.text(), block).filter(|lead| lead.names() || percent(&lead.text).is_some());
        if let Some(found) = found {
            open(desk, &found, &mut sections);
        } else {
            let into = sections
                .last_mut()
                .map_or(&mut stray, |section| &mut section.components);
            component::add(desk, block, into);
        }
    }
    note_swallowed(desk, chapter);
    if let Some(first) = stray.first() {
        desk.fault(
            first.span,
            "a component before the first section",
            "write `**Mandatory (60%)**` above it",
        );
    }
    check(desk, chapter, &sections);
    sections
}

fn open(desk: &mut Desk<'_>, lead: &Lead<'_>, sections: &mut Vec<Section>) {
    let (title, share) = match percent(&lead.text) {
        Some((title, share)) => (title, share),
        None => (name(&lead.text).to_owned(), None),
    };
    if share.is_none() {
        let what = format!("no percentage in `{title}`");
        desk.fault(lead.span, what, format!("write it as `**{title} (60%)**`"));
    }
    let id = title.to_lowercase();
    if let Some(first) = sections.iter().find(|section| section.id == id) {
        let mend = format!("join it with that of line {}", desk.line(first.span));
        desk.fault(lead.span, format!("section `{title}` stands twice"), mend);
    }
    let components = Vec::new();
    sections.push(Section {
        id,
        title,
        percent: share.unwrap_or(0),
        components,
        span: lead.span,
    });
}

/// The title and the percentage of `Mandatory (60%)`; no percentage where the number is none.
fn percent(lead: &str) -> Option<(String, Option<u32>)> {
    let (title, rest) = lead.split_once('(').or_else(|| lead.split_once(':'))?;
    let number = rest
        .trim()
        .split('%')
        .next()
        .filter(|_| rest.contains('%'))?;
    let share = number
        .trim()
        .parse()
        .ok()
        .filter(|share| (1..=100).contains(share));
    Some((name(title).to_owned(), share))
}

fn note_swallowed(desk: &mut Desk<'_>, chapter: &Chapter<'_>) {
    for (text, span) in swallowed(desk.text(), chapter.blocks) {
        if percent(&text).is_some() {
            let what = format!("`{text}` opens no paragraph of its own");
            desk.fault(span, what, "put an empty line before it");
        }
    }
}

fn check(desk: &mut Desk<'_>, chapter: &Chapter<'_>, sections: &[Section]) {
    for section in sections
        .iter()
        .filter(|section| section.components.is_empty())
    {
        let what = format!("section `{}` has no component", section.title);
        desk.fault(
            section.span,
            what,
            "add a bullet for each thing that a good answer holds",
        );
    }
    let Some(last) = sections.last() else {
        let mend = "write `**Mandatory (60%)**` and `**Bonus (40%)**`, each with its bullets";
        desk.fault(chapter.heading, "no section with a percentage", mend);
        return;
    };
    let sum: u32 = sections.iter().map(|section| section.percent).sum();
    if sum != 100 && sections.iter().all(|section| section.percent > 0) {
        let shares: Vec<String> = sections
            .iter()
            .map(|section| section.percent.to_string())
            .collect();
        let what = format!("the percentages sum to {sum}, not 100");
        let mend = format!("change {}", shares.join(" + "));
        desk.fault(Span::new(last.span.start, last.span.end), what, mend);
    }
}
