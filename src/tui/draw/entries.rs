//! The conntrack entries of the part: both tuples side by side, what NAT changed marked, then what each means.

use super::super::app::App;
use super::super::entries::shown;
use super::super::flow::Flow;
use super::super::theme::Theme;
use super::sheet::Sheet;
use crate::netfilter::{Entry, Facing, Topic};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Column where a sentence starts.
const WORDS: usize = 11;
/// Columns of a field's name.
const NAME: usize = 6;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let mut lines = Vec::new();
    for (entry, number) in shown(&app.session).zip(1..) {
        if number > 1 {
            lines.push(Line::default());
        }
        lines.extend(explained(&entry, number, app.theme, width));
    }
    let sheet = Sheet {
        title: "Conntrack entries",
        focused: true,
        lines: &lines,
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.entries);
}

fn explained(entry: &Entry, number: usize, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let told = entry.explain();
    let mut lines = Flow::indented(1, 4)
        .add(&format!("{number}. {entry}"), theme.strong())
        .lines(width);
    lines.extend(tuples(&told.fields, theme, width));
    for (topic, words) in &told.said {
        let look = match topic {
            Topic::Odd => theme.notice(),
            _ => theme.faint(),
        };
        let label = format!("{:<1$}", topic.label(), WORDS - 2);
        lines.extend(
            Flow::indented(2, WORDS)
                .add(&label, look)
                .add(words, Style::new())
                .lines(width),
        );
    }
    lines
}

/// The fields in two columns; below each other where the pane is too narrow for one of them.
fn tuples(fields: &[Facing], theme: Theme, width: usize) -> Vec<Line<'static>> {
    let longest = |side: fn(&Facing) -> usize| fields.iter().map(side).max().unwrap_or(0);
    let ours = longest(|field| field.original.1.len());
    let theirs = longest(|field| field.reply.as_ref().map_or(0, |(_, value)| value.len()));
    let beside = ours + theirs + 2 * NAME + 7 <= width;
    let mut lines = Vec::new();
    for field in fields {
        let (name, value) = &field.original;
        let original = Flow::indented(2, 2).add(&format!("{name:<NAME$} {value}"), Style::new());
        let Some((name, value)) = &field.reply else {
            lines.extend(original.lines(width));
            continue;
        };
        let sign = match (field.differs, theme.ascii) {
            (false, _) => "= ",
            (true, false) => "≠ ",
            (true, true) => "!=",
        };
        let look = match field.differs {
            true => theme.notice(),
            false => Style::new(),
        };
        let reply = format!("{sign} {name:<NAME$} {value}");
        if beside {
            let gap = " ".repeat(ours - field.original.1.len() + 2);
            lines.extend(
                original
                    .add(&gap, Style::new())
                    .add(&reply, look)
                    .lines(width),
            );
        } else {
            lines.extend(original.lines(width));
            lines.extend(Flow::indented(4, 4).add(&reply, look).lines(width));
        }
    }
    lines
}
