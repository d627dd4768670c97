//! The view after submitting: what the part earned, and the answer with what counted marked.

use super::super::app::App;
use super::super::flow::Flow;
use super::item::{self, Shown};
use super::place::{Wish, divide, first, places, reading_width, titled};
use crate::tutor::{Feedback, Run, Shade, View};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use std::ops::Range;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let View::Feedback(feedback) = app.session.view() else {
        return;
    };
    let listing = first(app);
    let wish = Wish {
        width: usize::from(area.width) * 3 / 5,
        reading: listing,
    };
    let width = usize::from(reading_width(area, wish));
    let (lines, rows) = list(app, feedback, width);
    let places = places(area, wish, lines.len());
    let wide = usize::from(places.other.width);
    let answer = answer(app, feedback, wide);
    let title = feedback.line();
    let title = if title.len() + 4 > usize::from(places.reading.width) {
        format!("{:.1} of {:.1} points", feedback.points, feedback.max)
    } else {
        title
    };
    let chosen = rows.get(app.chosen).cloned().unwrap_or_default();
    let item = app.item().map(|item| item.number);
    let spot = item.and_then(|number| spot(feedback, number, wide));

    let inner = below(places.reading);
    app.panes.list.measure(inner, &lines);
    if listing {
        app.panes.list.show(chosen.start, chosen.end);
    }
    let place = app.panes.list.place().unwrap_or_default();
    titled(app, frame, places.reading, (&title, &place, listing));
    app.panes.list.draw(frame, inner, &lines, app.theme);
    divide(app, frame, places);

    let inner = below(places.other);
    app.panes.answer.measure(inner, &answer);
    if let (true, Some(row)) = (listing, spot) {
        app.panes.answer.show(row, row + 1);
    }
    let place = app.panes.answer.place().unwrap_or_default();
    titled(app, frame, places.other, ("Your answer", &place, !listing));
    app.panes.answer.draw(frame, inner, &answer, app.theme);
}

fn below(area: Rect) -> Rect {
    Rect {
        y: area.y + area.height.min(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}

/// All items as lines, and which lines are whose.
fn list(app: &App, feedback: &Feedback, width: usize) -> (Vec<Line<'static>>, Vec<Range<usize>>) {
    let mut lines = Vec::new();
    let mut rows = Vec::new();
    for (at, item) in feedback.items.iter().enumerate() {
        if at > 0 {
            lines.push(Line::default());
        }
        let start = lines.len();
        let shown = Shown {
            width,
            chosen: at == app.chosen,
            part: Some(feedback.part),
        };
        lines.extend(item::lines(app, item, shown));
        rows.push(start..lines.len());
    }
    if feedback.items.is_empty() {
        lines.push(Line::raw(" No criterion belongs to this part."));
    }
    (lines, rows)
}

/// The answer as lines.
fn answer(app: &App, feedback: &Feedback, width: usize) -> Vec<Line<'static>> {
    if feedback.answer.iter().all(|run| run.text.trim().is_empty()) {
        return vec![Line::styled(" Nothing written yet.", app.theme.faint())];
    }
    let mut flow = Flow::default();
    for run in &feedback.answer {
        flow.push(&run.text, app.theme.shade(run.shade));
        if !run.marks.is_empty() {
            flow.push(&marks(run), app.theme.key());
        }
    }
    flow.lines(width)
}

/// The numbers behind a run: "[1]", "[1,4]".
fn marks(run: &Run) -> String {
    let numbers: Vec<_> = run.marks.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// The line where an item's first quote ends, found by breaking the text up to there.
fn spot(feedback: &Feedback, number: usize, width: usize) -> Option<usize> {
    let end = feedback
        .answer
        .iter()
        .position(|run| run.shade != Shade::Plain && run.marks.contains(&number))?;
    let mut flow = Flow::default();
    for run in &feedback.answer[..=end] {
        flow.push(&run.text, Style::new());
        if !run.marks.is_empty() {
            flow.push(&marks(run), Style::new());
        }
    }
    Some(flow.lines(width).len().saturating_sub(1))
}
