//! One item of feedback as lines.

use super::super::app::App;
use super::super::flow::Flow;
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

/// The lines of an item.
pub(super) fn lines(app: &App, item: &Item, shown: Shown) -> Vec<Line<'static>> {
    let mut lines = head(app, item, shown).lines(shown.width);
    let shade = if matches!(item.mark, Mark::Mistake | Mark::Contradicted) {
        Shade::Faulty
    } else {
        Shade::Credited
    };
    for quote in &item.quotes {
        let before = format!("You wrote{}: \"", elsewhere(quote, shown.part));
        let wrote = text()
            .add(&before, Style::new())
            .add(&quote.text, app.theme.shade(shade))
            .add("\"", Style::new());
        lines.extend(wrote.lines(shown.width));
    }
    lines.extend(said(&item.says, Style::new(), shown.width));
    if let Some((quote, why)) = &item.nearest {
        let before = format!(
            "Closest{}: \"{}\"",
            elsewhere(quote, shown.part),
            quote.text
        );
        let why = if why.is_empty() {
            String::new()
        } else {
            format!(" ({why})")
        };
        lines.extend(said(
            &format!("{before}{why}"),
            app.theme.faint(),
            shown.width,
        ));
    }
    for (level, hint) in &item.hints {
        let hint = format!("{}: {hint}", level.label());
        lines.extend(said(&hint, app.theme.hint(), shown.width));
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
