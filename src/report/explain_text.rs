//! An explanation as a tree: statements of the answer, wordings held against them, what each item found.

use super::explain_words::{failure, place, subject, verdict};
use super::layout::{cut, one_line, painted, quoted, wrapped};
use super::style::{Style, Tone};
use crate::grading::{Attempt, Explanation, Item, Quote, Statement};
use std::fmt::Write;

/// Most wordings that are listed where no statement has any of them.
const ASKED: usize = 5;

/// The tree of one criterion or mistake.
pub(super) fn explain_text(explanation: &Explanation, style: Style) -> String {
    let (mark, tone, what) = verdict(explanation.verdict);
    let title = format!("{} {}: {what}", style.paint(tone, mark), explanation.id);
    let mut out = format!("\n{}\n", style.paint(Tone::Strong, &title));
    if !explanation.about.is_empty() {
        let about = format!("must be about: {}", explanation.about.join(", or "));
        out.push_str(&wrapped(&about, "  ", style.width));
    }
    if let Some((id, outcome)) = &explanation.omits {
        let (_, _, outcome) = verdict(crate::grading::Verdict::Criterion(*outcome));
        out.push_str(&wrapped(
            &format!("made by not saying {id}, which is {outcome}"),
            "  ",
            style.width,
        ));
    }
    for found in &explanation.says {
        out.push_str(&statement(found, style));
    }
    if explanation.says.is_empty() {
        out.push_str(&untouched(&explanation.wordings, style));
    }
    for found in &explanation.denies {
        out.push_str("  against it:\n");
        out.push_str(&statement(found, style));
    }
    if !explanation.code.is_empty() {
        out.push_str("  code:\n");
    }
    for tried in &explanation.code {
        out.push_str(&attempt(tried, style));
    }
    out
}

/// What is asked for where no sentence has any of it.
fn untouched(wordings: &[String], style: Style) -> String {
    if wordings.is_empty() {
        return String::new();
    }
    let mut out = wrapped(
        "no sentence has any of what it asks for, one of:",
        "  ",
        style.width,
    );
    for wording in wordings.iter().take(ASKED) {
        out.push_str(&wrapped(wording, "    ", style.width));
    }
    if wordings.len() > ASKED {
        let _ = writeln!(out, "    and {} more", wordings.len() - ASKED);
    }
    painted(style, Tone::Dim, &out)
}

fn statement(found: &Statement, style: Style) -> String {
    let lead = format!("  {}: ", place(&found.sentence));
    let room = style.width.saturating_sub(lead.len());
    let mut out = format!("{lead}{}\n", quoted(&found.sentence.text, room));
    for tried in &found.attempts {
        out.push_str(&attempt(tried, style));
    }
    out
}

fn attempt(tried: &Attempt, style: Style) -> String {
    let wording = one_line(&tried.wording);
    let wording = cut(&wording, style.width.saturating_sub(8));
    let mut out = format!("    {} {wording}\n", mark(tried.met, style));
    for item in &tried.items {
        out.push_str(&item_text(item, style));
    }
    out
}

/// The item, the words found, what they are about, and what is in the way.
fn item_text(item: &Item, style: Style) -> String {
    let mut text = item.asks.clone();
    if let Some(found) = &item.found {
        let _ = write!(text, " = {}", words(found));
    }
    for note in [
        item.subject.as_ref().map(subject),
        item.why.as_ref().map(failure),
    ] {
        note.into_iter()
            .for_each(|note| text.push_str(&format!("; {note}")));
    }
    const INDENT: &str = "            ";
    let lines = wrapped(&text, INDENT, style.width);
    format!(
        "        {} {}",
        mark(item.why.is_none(), style),
        lines.trim_start()
    )
}

fn words(found: &Quote) -> String {
    const ENOUGH: usize = 60;
    quoted(&found.text, ENOUGH)
}

fn mark(met: bool, style: Style) -> String {
    match met {
        true => style.paint(Tone::Good, "[x]"),
        false => style.paint(Tone::Bad, "[ ]"),
    }
}
