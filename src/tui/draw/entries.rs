//! The conntrack entries of the part: both tuples side by side, what NAT changed marked, then what each means.

use super::super::app::App;
use super::super::entries::{rewritten, shown};
use super::super::flow::Flow;
use super::super::theme::Theme;
use super::sheet::Sheet;
use crate::netfilter::{Entry, Facing, Topic};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

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

/// The fields in two columns under their heads; below each other where the pane is too narrow for one of them. What NAT
/// rewrote has a star in both, and its name beside them.
fn tuples(fields: &[Facing], theme: Theme, width: usize) -> Vec<Line<'static>> {
    let longest = |side: fn(&Facing) -> usize| fields.iter().map(side).max().unwrap_or(0);
    let ours = longest(|field| field.original.1.width());
    let theirs = longest(|field| field.reply.as_ref().map_or(0, |(_, value)| value.width()));
    // both columns with star, name and blank, the sign between them
    let beside = 2 + column(ours) + 2 + 3 + column(theirs) <= width;
    let mut lines = Vec::new();
    if beside && fields.iter().any(|field| field.reply.is_some()) {
        let heads = format!("    {:<1$}     reply", "original", column(ours));
        lines.push(Line::styled(heads, theme.faint()));
    }
    for field in fields {
        let look = match field.differs {
            true => theme.notice(),
            false => Style::new(),
        };
        let star = if field.differs { "*" } else { " " };
        let (name, value) = &field.original;
        let original = format!("{star} {name:<NAME$} {value}");
        let flow = Flow::indented(2, 4).add(&original, look);
        let Some((name, value)) = &field.reply else {
            lines.extend(flow.lines(width));
            continue;
        };
        let sign = match (field.differs, theme.ascii) {
            (false, _) => "= ",
            (true, false) => "≠ ",
            (true, true) => "!=",
        };
        let reply = format!("{sign} {star} {name:<NAME$} {value}");
        let nat = match field.differs {
            true => format!("  {}", rewritten(field)),
            false => String::new(),
        };
        let wide = 2 + column(ours) + 5 + column(theirs) + nat.width() <= width;
        if beside {
            let gap = " ".repeat(column(ours) + 2 - original.width());
            let row = flow.add(&gap, Style::new()).add(&reply, look);
            let after = " ".repeat(theirs - value.width());
            let row = match wide {
                true => row.add(&format!("{after}{nat}"), look),
                false => row,
            };
            lines.extend(row.lines(width));
        } else {
            lines.extend(flow.lines(width));
            lines.extend(Flow::indented(2, 4).add(&reply, look).lines(width));
        }
        if !(beside && wide) && field.differs {
            lines.extend(Flow::indented(5, 5).add(nat.trim(), look).lines(width));
        }
    }
    lines
}

/// Columns of a field whose value has so many.
const fn column(value: usize) -> usize {
    NAME + 3 + value
}
