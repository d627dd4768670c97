//! One item of feedback as lines.

use super::super::app::App;
use super::super::flow::Flow;
use super::super::keys::Command;
use crate::tutor::{Item, Mark, Quote, Shade};
use ratatui::style::Style;
use ratatui::text::Line;

/// Column of an item's text.
const TEXT: usize = 9;

/// Where an item stands and how much of it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) width: usize,
    pub(super) chosen: bool,
    /// Index of the part the feedback is about; quotes of other parts say where they stand.
    pub(super) part: Option<usize>,
}

/// The lines of an item. One that is not chosen is short: what was said, or what is asked for.
pub(super) fn lines(app: &App, item: &Item, shown: Shown) -> Vec<Line<'static>> {
    let mut lines = head(app, item, shown).lines(shown.width);
    let long = shown.chosen;
    let quotes = if long { usize::MAX } else { 1 };
    for quote in item.quotes.iter().take(quotes) {
        lines.extend(quoted(app, item, quote, shown));
    }
    if long || item.mark != Mark::Met {
        lines.extend(said(&item.says, Style::new(), shown.width));
    }
    if long {
        lines.extend(helped(app, item, shown));
    }
    lines
}

fn quoted(app: &App, item: &Item, quote: &Quote, shown: Shown) -> Vec<Line<'static>> {
    let shade = if matches!(item.mark, Mark::Mistake | Mark::Contradicted) {
        Shade::Faulty
    } else {
        Shade::Credited
    };
    let before = format!("You wrote{}: \"", elsewhere(quote, shown.part));
    text()
        .add(&before, Style::new())
        .add(&quote.text, app.theme.shade(shade))
        .add("\"", Style::new())
        .lines(shown.width)
}

/// What came nearest, the hints opened so far, own words.
fn helped(app: &App, item: &Item, shown: Shown) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some((quote, why)) = &item.nearest {
        let place = elsewhere(quote, shown.part);
        let why = if why.is_empty() {
            String::new()
        } else {
            format!(" ({why})")
        };
        let near = format!("Closest{place}: \"{}\"{why}", quote.text);
        lines.extend(said(&near, app.theme.faint(), shown.width));
    }
    for (level, hint) in &item.hints {
        let hint = format!("{}: {hint}", level.label());
        lines.extend(said(&hint, app.theme.hint(), shown.width));
    }
    if let Some(words) = &item.explained {
        let words = format!("In your own words: {words}");
        lines.extend(said(&words, Style::new(), shown.width));
    }
    if item.closed {
        let words = "Change your answer and submit it again: then the next hint opens.";
        lines.extend(said(words, app.theme.faint(), shown.width));
    } else if item.more {
        let key = app.keys.name_of(Command::Hint);
        let words = format!("{key} opens one more hint.");
        lines.extend(said(&words, app.theme.faint(), shown.width));
    }
    lines
}

fn head(app: &App, item: &Item, shown: Shown) -> Flow {
    let pointer = if shown.chosen { ">" } else { " " };
    let title = if shown.chosen {
        app.theme.focused()
    } else {
        app.theme.strong()
    };
    let before = if item.mark == Mark::Mistake {
        "Mistake: "
    } else {
        ""
    };
    let points = if item.max > 0.0 {
        format!("  {:.1}/{:.1}", item.points, item.max)
    } else {
        String::new()
    };
    Flow::indented(0, TEXT)
        .add(&format!("{pointer} "), Style::new())
        .add(item.mark.sign(), app.theme.mark(item.mark))
        .add(&format!(" {:>2} ", item.number), Style::new())
        .add(&format!("{before}{}", item.title), title)
        .add(&points, app.theme.faint())
}

fn said(words: &str, style: Style, width: usize) -> Vec<Line<'static>> {
    if words.is_empty() {
        return Vec::new();
    }
    text().add(words, style).lines(width)
}

fn text() -> Flow {
    Flow::indented(TEXT, TEXT)
}

fn elsewhere(quote: &Quote, part: Option<usize>) -> String {
    if part == Some(quote.part) {
        String::new()
    } else {
        format!(" in part {}", quote.part + 1)
    }
}
