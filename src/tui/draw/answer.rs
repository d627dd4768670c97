//! The view for writing: the question and the editor.

use super::super::app::App;
use super::super::paper;
use super::place::{Wish, divide, first, other_width, places, reading_width};
use super::sheet::{Sheet, Title, below};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Lines that the editor has at least.
const FEW: usize = 4;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let writing = first(app);
    let mut wish = Wish {
        width: paper::code_width(&app.session),
        reading: !writing,
        enough: usize::MAX,
    };
    let width = usize::from(reading_width(area, wish));
    // The question gives way as the answer grows.
    let at = app.session.current();
    let wide = other_width(area, reading_width(area, wish));
    wish.enough = app.editors[at].height(wide).max(FEW) + 1;
    let (lines, start) = paper::lines(&app.session, width, app.theme);
    let places = places(area, wish, lines.len());
    if app.session.current() > 0 {
        app.panes.question.begin(start);
    }
    let sheet = Sheet {
        title: "Question",
        focused: !writing,
        lines: &lines,
        // While one writes the sub-questions stay in view: they are the last lines.
        show: writing.then(|| lines.len().saturating_sub(1)..lines.len()),
        theme: app.theme,
    };
    sheet.draw(frame, places.reading, &mut app.panes.question);
    divide(app.theme, frame, places);
    let title = Title {
        text: "Your answer",
        note: &app.session.part().length(),
        focused: writing,
    };
    title.draw(frame, places.other, app.theme);
    editor(app, frame, below(places.other), writing);
}

/// The editor of what is written; a page of it is as high as it is drawn. The cursor is where one writes.
pub(super) fn editor(app: &mut App, frame: &mut Frame, area: Rect, writing: bool) {
    app.page = area.height.saturating_sub(1).max(1);
    let cursor = writing && app.asking.is_none();
    let code = app.theme.code();
    app.field().draw(frame, area, cursor, code);
}
