//! The review: one prompt and its answer, what came of it, and the end of the round.

use super::super::app::App;
use super::super::flow::Flow;
use super::super::paper;
use super::answer;
use super::item::{self, Shown};
use super::place::{Wish, divide, first, places, reading_width};
use super::sheet::{Sheet, Title, below};
use crate::tutor::{CardView, Mark, RoundEnd, Told, View};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let Some(card) = app.prompt().cloned() else {
        return;
    };
    match &card.told {
        None => ask(app, &card, frame, area),
        Some(told) => tell(app, &card, told, frame, area),
    }
}

/// The prompt over the part it belongs to, and the editor.
fn ask(app: &mut App, card: &CardView, frame: &mut Frame, area: Rect) {
    let writing = first(app);
    let wish = Wish {
        width: usize::from(area.width) / 2,
        reading: !writing,
        enough: 6,
    };
    let width = usize::from(reading_width(area, wish));
    let mut lines = prompt(app, card, width);
    lines.push(Line::default());
    let part = &app.session.parts()[card.part];
    let from = format!("From {}: {}", part.name(), part.title);
    lines.extend(
        Flow::indented(1, 1)
            .add(&from, app.theme.faint())
            .lines(width),
    );
    lines.extend(paper::code(&app.session, card.part, app.theme));
    let places = places(area, wish, lines.len());
    let sheet = Sheet {
        title: "Say from memory",
        focused: !writing,
        lines: &lines,
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, places.reading, &mut app.panes.question);
    divide(app.theme, frame, places);
    let title = Title {
        text: "Your answer",
        note: "",
        focused: writing,
    };
    title.draw(frame, places.other, app.theme);
    answer::editor(app, frame, below(places.other), writing);
}

fn prompt(app: &App, card: &CardView, width: usize) -> Vec<Line<'static>> {
    let mut lines = Flow::indented(1, 1)
        .add(&card.prompt, app.theme.strong())
        .lines(width);
    for (level, words) in &card.clues {
        let words = format!("{}: {words}", level.label());
        lines.extend(
            Flow::indented(1, 1)
                .add(&words, app.theme.hint())
                .lines(width),
        );
    }
    lines
}

/// What came of the answer, the statement that was asked for, and when it comes back.
fn tell(app: &mut App, card: &CardView, told: &Told, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let mut lines = prompt(app, card, width);
    lines.push(Line::default());
    let shown = Shown {
        width,
        chosen: false,
        part: Some(card.part),
    };
    lines.extend(item::lines(app, &told.item, shown));
    lines.push(Line::default());
    let say = |label: &str, words: &str| {
        Flow::indented(1, 1)
            .add(label, app.theme.strong())
            .add(words, Style::new())
            .lines(width)
    };
    if card.text.trim().is_empty() {
        lines.extend(say("You wrote nothing.", ""));
    } else if told.item.mark != Mark::Met {
        lines.extend(say("You wrote: ", &card.text));
    }
    lines.extend(say("What was asked for: ", &told.assertion));
    lines.extend(say("", &comes_back(told)));
    let sheet = Sheet {
        title: told.item.mark.label(),
        focused: true,
        lines: &lines,
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.list);
}

fn comes_back(told: &Told) -> String {
    let knew = if told.knew { "You knew it. " } else { "" };
    let comes = match told.next {
        Some(day) => format!("It comes back on {day}."),
        None => "It sits: it does not come back.".to_owned(),
    };
    format!("{knew}{comes}")
}

pub(super) fn draw_end(app: &mut App, frame: &mut Frame, area: Rect) {
    let View::RoundEnd(end) = app.session.view() else {
        return;
    };
    let width = usize::from(area.width);
    let lines = Flow::indented(1, 1)
        .add(&ended(end), Style::new())
        .lines(width);
    let sheet = Sheet {
        title: "Done",
        focused: true,
        lines: &lines,
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.whole);
}

fn ended(end: &RoundEnd) -> String {
    let (answered, known, due) = (end.answered, end.known, end.due);
    let done = match answered {
        0 => String::new(),
        _ => format!("{known} of {answered} known without a hint.\n"),
    };
    let still = match due {
        0 => "Nothing more is due today.".to_owned(),
        1 => "1 is still due today.".to_owned(),
        due => format!("{due} are still due today."),
    };
    match end.next {
        Some(day) => format!("{done}{still}\nThe next comes back on {day}."),
        None => format!("{done}{still}"),
    }
}
