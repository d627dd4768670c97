//! The view at the end: the whole grade by section.

use super::super::app::App;
use super::super::flow::Flow;
use super::super::keys::Command;
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
    lines.extend(overview(app, summary, width));
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

/// Points without hints, what is strong, what is weak, what to try next, what else there is.
fn overview(app: &App, summary: &Summary, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut say = |label: &str, words: &str| {
        let flow = Flow::indented(1, 3).add(label, app.theme.strong());
        lines.extend(flow.add(words, Style::new()).lines(width));
    };
    if summary.unaided + 0.05 < summary.score {
        let words = format!("{:.1} points without a hint.", summary.unaided);
        say("Unaided: ", &words);
    }
    let titles = |items: &mut dyn Iterator<Item = &Item>| {
        let titles: Vec<_> = items.map(|item| item.title.clone()).collect();
        titles.join("; ")
    };
    if !summary.strongest.is_empty() {
        say("Strongest: ", &titles(&mut summary.strongest.iter()));
    }
    match summary.weakest.first() {
        None => say("Everything is met.", ""),
        Some((part, item)) => {
            say(
                "Weakest: ",
                &titles(&mut summary.weakest.iter().map(|(_, item)| item)),
            );
            let think = item.hints.last().map_or("", |(_, text)| text.as_str());
            let name = app.session.parts()[*part].name();
            say("Try next: ", &format!("{name}, {}. {think}", item.title));
        }
    }
    let export = app.keys.name_of(Command::Export);
    let mut more = format!("{export} writes this as Markdown");
    if !summary.models.is_empty() {
        let model = app.keys.name_of(Command::Model);
        more.push_str(&format!(
            ", {model} shows a model answer of what you attempted"
        ));
    }
    say("", &format!("{more}."));
    lines
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
