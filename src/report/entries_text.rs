//! A conntrack entry for people: its two tuples side by side, what differs marked, then what it means.

use super::layout::{hanging, left, widest};
use super::style::{Style, Tone};
use crate::netfilter::{EntryLine, Facing, Topic};
use crate::source::Source;
use std::fmt::Write;

/// Columns of the word before a sentence.
const LABEL: usize = 9;

/// One entry with its number among all, as far as it could be read; nothing for a line that is none.
pub fn entry_text(source: &Source, line: &EntryLine, number: usize, style: Style) -> String {
    let Some(entry) = &line.entry else {
        return String::new();
    };
    let told = entry.explain();
    let at = source.position(line.span.start).line;
    let mut out = format!(
        "{} {}\n",
        style.paint(Tone::Strong, &format!("{number}. {entry}")),
        style.paint(Tone::Dim, &format!("(line {at})"))
    );
    out.push_str(&tuples(&told.fields, style));
    for (topic, words) in &told.said {
        let tone = match topic {
            Topic::Odd => Tone::Warn,
            _ => Tone::Dim,
        };
        out.push_str(&sentence(topic.label(), words, tone, style));
    }
    out
}

fn sentence(label: &str, words: &str, tone: Tone, style: Style) -> String {
    let lead = format!("   {}", left(label, LABEL));
    let lines = hanging(&lead, words, style.width);
    format!(
        "   {}{}",
        style.paint(tone, label),
        &lines[3 + label.len()..]
    )
}

/// The fields in two columns; where that is too wide, those of the reply below.
fn tuples(fields: &[Facing], style: Style) -> String {
    let column = |side: fn(&Facing) -> Option<&(&'static str, String)>| {
        let filled = || fields.iter().filter_map(side);
        let names = widest(filled().map(|(name, _)| *name));
        (
            names,
            names + 1 + widest(filled().map(|(_, value)| value.as_str())),
        )
    };
    let (names, ours) = column(|field| Some(&field.original));
    let (replied, theirs) = column(|field| field.reply.as_ref());
    let beside = 3 + ours + 5 + theirs <= style.width;
    let gap = if beside { "" } else { "\n  " };
    let mut out = String::new();
    if beside {
        let titles = format!("   {}     reply", left("original", ours));
        let _ = writeln!(out, "{}", style.paint(Tone::Dim, &titles));
    }
    for field in fields {
        let (name, value) = &field.original;
        let sign = if field.differs { "≠" } else { "=" };
        let original = format!("{} {value}", left(name, names));
        let padded = if beside {
            left(&original, ours)
        } else {
            original
        };
        let _ = match &field.reply {
            Some((name, value)) => {
                let reply = format!("{sign}  {} {value}", left(name, replied));
                let tone = if field.differs { Tone::Warn } else { Tone::Dim };
                writeln!(out, "   {padded}{gap}  {}", style.paint(tone, &reply))
            }
            None => writeln!(out, "   {}", padded.trim_end()),
        };
    }
    out
}
