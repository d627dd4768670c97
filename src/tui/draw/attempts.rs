//! The attempts at the current part: when, what each earned, how it begins.

use super::super::app::App;
use super::super::flow::Flow;
use super::sheet::Sheet;
use crate::tutor::Attempt;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

/// Graphemes of an attempt's text that tell it from others.
const BEGINNING: usize = 60;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let attempts = &app.session.part().attempts;
    let mut lines = Vec::new();
    let mut chosen = 0..1;
    for (at, attempt) in attempts.iter().enumerate() {
        let from = lines.len();
        lines.extend(entry(app, attempt, at, width));
        if at == app.attempt {
            chosen = from..lines.len();
        }
    }
    let sheet = Sheet {
        title: "Your attempts",
        focused: true,
        lines: &lines,
        show: Some(chosen),
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.attempts);
}

fn entry(app: &App, attempt: &Attempt, at: usize, width: usize) -> Vec<Line<'static>> {
    let chosen = at == app.attempt;
    let (pointer, look) = if chosen {
        ("> ", app.theme.focused())
    } else {
        ("  ", app.theme.strong())
    };
    let mut lines = Flow::indented(0, 4)
        .add(pointer, Style::new())
        .add(&format!("{}  {}", at + 1, attempt.day), look)
        .add(&format!("  {}", attempt.earned()), Style::new())
        .lines(width);
    let begins = beginning(&attempt.text);
    lines.extend(
        Flow::indented(4, 4)
            .add(&begins, app.theme.faint())
            .lines(width),
    );
    lines
}

fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut graphemes = line.graphemes(true);
    let begins: String = graphemes.by_ref().take(BEGINNING).collect();
    match graphemes.next() {
        Some(_) => format!("\"{begins} ...\""),
        None => format!("\"{begins}\""),
    }
}
