//! The view after submitting: what the part earned, and the answer with what counted marked.

use super::super::app::App;
use super::super::flow::Flow;
use super::super::keys::Command;
use super::item::{self, Shown};
use super::place::{Wish, divide, first, other_width, places, reading_width};
use super::sheet::Sheet;
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
    let mut wish = Wish {
        width: usize::from(area.width) * 3 / 5,
        reading: listing,
        enough: usize::MAX,
    };
    let width = reading_width(area, wish);
    let (lines, rows) = list(app, feedback, usize::from(width));
    let wide = other_width(area, width);
    let answer = answer(app, feedback, wide);
    wish.enough = answer.len();
    let places = places(area, wish, lines.len());
    let title = title(feedback, places.reading.width);
    let number = app.item().map(|item| item.number);
    let spot = number.and_then(|number| spot(feedback, number, wide));

    let list = Sheet {
        title: &title,
        focused: listing,
        lines: &lines,
        show: rows.get(app.chosen).cloned(),
        theme: app.theme,
    };
    list.draw(frame, places.reading, &mut app.panes.list);
    divide(app.theme, frame, places);
    let answer = Sheet {
        title: "Your answer",
        focused: !listing,
        lines: &answer,
        show: spot.filter(|_| listing).map(|row| row..row + 1),
        theme: app.theme,
    };
    answer.draw(frame, places.other, &mut app.panes.answer);
}

/// What the part earned in one line, shorter where the long form does not fit.
fn title(feedback: &Feedback, width: u16) -> String {
    let long = feedback.line();
    if long.len() + 4 > usize::from(width) {
        format!("{:.1} of {:.1} points", feedback.points, feedback.max)
    } else {
        long
    }
}

/// All items as lines, and which lines are whose.
fn list(app: &App, feedback: &Feedback, width: usize) -> (Vec<Line<'static>>, Vec<Range<usize>>) {
    let mut lines = opening(app, feedback, width);
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
    for refused in &feedback.refused {
        let note = format!("Note: {refused}. It is marked as it is meant.");
        let mut flow = Flow::default();
        flow.push(&note, app.theme.hint());
        lines.push(Line::default());
        lines.extend(flow.lines(width));
    }
    // What stands above the first item and below the last one is reached with them.
    if let Some(first) = rows.first_mut() {
        first.start = 0;
    }
    if let Some(last) = rows.last_mut() {
        last.end = lines.len();
    }
    (lines, rows)
}

/// Which attempt this is where it is not the last, what changed since the one before, what is to be explained.
fn opening(app: &App, feedback: &Feedback, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut say = |words: &str, look: Style| {
        lines.extend(Flow::indented(1, 3).add(words, look).lines(width));
    };
    if feedback.is_old() {
        let (number, of) = (feedback.attempt, feedback.attempts);
        let key = app.keys.name_of(Command::Restore);
        let words =
            format!("You look at attempt {number} of {of}. {key} makes it your draft again.");
        say(&words, app.theme.notice());
    }
    if let Some(change) = &feedback.change {
        let told = change.lines(|id| app.session.topic(id));
        for (words, at) in told.iter().zip(0..) {
            let look = match at {
                0 => app.theme.strong(),
                _ => Style::new(),
            };
            say(words, look);
        }
    }
    if let Some(item) = feedback.unexplained() {
        let key = app.keys.name_of(Command::OwnWords);
        let words = format!(
            "{key}: say in your own words why item {} is so.",
            item.number
        );
        say(&words, app.theme.hint());
    }
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    lines
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
