//! The first view: the question, its parts and how far each is, what comes back today.

use super::super::app::App;
use super::super::flow::Flow;
use super::super::keys::Command;
use super::sheet::Sheet;
use crate::tutor::{Row, Start, View};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use std::ops::Range;

/// Column where a part's title starts.
const TITLE: usize = 9;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let View::Start(start) = app.session.view() else {
        return;
    };
    let (lines, chosen) = lines(app, start, usize::from(area.width));
    let sheet = Sheet {
        title: if start.fresh {
            "Welcome"
        } else {
            "Welcome back"
        },
        focused: true,
        lines: &lines,
        show: Some(chosen),
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.list);
}

/// The lines, and which of them are the chosen row's.
fn lines(app: &App, start: &Start, width: usize) -> (Vec<Line<'static>>, Range<usize>) {
    let mut lines = about(app, width);
    lines.extend(review(app, start, width));
    lines.push(Line::default());
    let mut chosen = 0..1;
    for (at, row) in start.rows.iter().enumerate() {
        if at > 0 && row.follow_up.is_some() && start.rows[at - 1].follow_up.is_none() {
            lines.push(Line::default());
            let words = "Follow-up questions, which do not count towards the grade";
            lines.extend(
                Flow::indented(1, 1)
                    .add(words, app.theme.strong())
                    .lines(width),
            );
        }
        let from = lines.len();
        lines.extend(part(app, row, at, width));
        if at == app.chosen {
            chosen = from..lines.len();
        }
    }
    (lines, chosen)
}

/// Level and tags of the question.
fn about(app: &App, width: usize) -> Vec<Line<'static>> {
    let question = app.session.question();
    let level = question.level.iter().map(|level| format!("level {level}"));
    let known: Vec<String> = level.chain(question.tags.iter().cloned()).collect();
    if known.is_empty() {
        return vec![];
    }
    let mut lines = Flow::indented(1, 1)
        .add(&known.join(", "), app.theme.faint())
        .lines(width);
    lines.push(Line::default());
    lines
}

fn part(app: &App, row: &Row, at: usize, width: usize) -> Vec<Line<'static>> {
    let chosen = at == app.chosen;
    let (pointer, look) = if chosen {
        ("> ", app.theme.focused())
    } else {
        ("  ", app.theme.strong())
    };
    Flow::indented(0, TITLE)
        .add(pointer, Style::new())
        .add(row.progress.sign(), app.theme.key())
        .add(&format!(" {:>2} ", at + 1), Style::new())
        .add(&row.title, look)
        .add("  ", Style::new())
        .add(&row.line(), app.theme.faint())
        .lines(width)
}

/// What comes back today, and when the next does.
fn review(app: &App, start: &Start, width: usize) -> Vec<Line<'static>> {
    let mut flow = Flow::indented(1, 1).add("Review: ", app.theme.strong());
    match start.due {
        0 => flow.push("nothing is due today", Style::new()),
        due => {
            let key = app.keys.name_of(Command::Review);
            flow.push(&format!("{due} due today, {key} begins"), app.theme.hint());
        }
    }
    if let Some((count, day)) = start.later {
        flow.push(&format!("; {count} more from {day} on"), Style::new());
    }
    if let Some(exam) = start.exam {
        flow.push(&format!("; exam on {exam}"), Style::new());
    }
    flow.push(".", Style::new());
    let mut lines = flow.lines(width);
    if start.fresh {
        let words = "What you miss in an answer comes back here after 1, 3, 7 and 14 days.";
        lines.extend(
            Flow::indented(1, 1)
                .add(words, app.theme.faint())
                .lines(width),
        );
    }
    lines
}
