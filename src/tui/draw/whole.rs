//! The view at the end: the whole grade by section.

use super::super::app::App;
use super::super::flow::Flow;
use super::item::{self, Shown};
use super::sheet::Sheet;
use crate::tutor::{Item, SectionSummary, Summary, View};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of a bar.
const BAR: usize = 24;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let View::Summary(summary) = app.session.view() else {
        return;
    };
    let lines = lines(app, summary, usize::from(area.width));
    let title = format!("{:.1} of {:.1} points", summary.score, summary.max);
    let sheet = Sheet {
        title: &title,
        focused: true,
        lines: &lines,
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.whole);
}

fn lines(app: &App, summary: &Summary, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for at in &summary.unanswered {
        let name = app.session.parts()[*at].heading();
        let text = format!("{name} has nothing written yet.");
        lines.extend(
            Flow::indented(1, 1)
                .add(&text, app.theme.notice())
                .lines(width),
        );
    }
    lines.extend(next(app, summary, width));
    for section in &summary.sections {
        gap(&mut lines);
        lines.extend(heading(app, section, width));
        lines.extend(
            section
                .items
                .iter()
                .flat_map(|item| entry(app, item, width)),
        );
    }
    if !summary.mistakes.is_empty() {
        gap(&mut lines);
        lines.push(Line::styled(" Mistakes", app.theme.strong()));
        lines.extend(
            summary
                .mistakes
                .iter()
                .flat_map(|item| entry(app, item, width)),
        );
    }
    for reason in &summary.review {
        gap(&mut lines);
        let text = format!("A person should look at this: {reason}");
        lines.extend(
            Flow::indented(1, 1)
                .add(&text, app.theme.notice())
                .lines(width),
        );
    }
    lines
}

fn gap(lines: &mut Vec<Line<'static>>) {
    if !lines.is_empty() {
        lines.push(Line::default());
    }
}

/// What to try next.
fn next(app: &App, summary: &Summary, width: usize) -> Vec<Line<'static>> {
    let Some((part, item)) = summary.weakest.first() else {
        let text = "Everything is met.";
        return Flow::indented(1, 1)
            .add(text, app.theme.strong())
            .lines(width);
    };
    let think = item.hints.last().map_or("", |(_, text)| text.as_str());
    Flow::indented(1, 1)
        .add("Try next: ", app.theme.strong())
        .add(
            &format!("part {}, {}. {think}", part + 1, item.title),
            Style::new(),
        )
        .lines(width)
}

fn heading(app: &App, section: &SectionSummary, width: usize) -> Vec<Line<'static>> {
    Flow::indented(1, 1)
        .add(&section.title, app.theme.strong())
        .add(
            &format!(
                "  {}  {:.1} of {:.1}",
                bar(section.points, section.max),
                section.points,
                section.max
            ),
            Style::new(),
        )
        .lines(width)
}

fn bar(points: f64, max: f64) -> String {
    let share = if max > 0.0 {
        (points / max).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let full = (0..BAR)
        .filter(|&cell| (cell as f64 + 0.5) / (BAR as f64) < share)
        .count();
    format!("[{}{}]", "#".repeat(full), "-".repeat(BAR - full))
}

fn entry(app: &App, item: &Item, width: usize) -> Vec<Line<'static>> {
    let shown = Shown {
        width,
        chosen: false,
        part: None,
    };
    item::lines(app, item, shown)
}
