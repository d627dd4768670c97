//! The view for writing: the question and the editor.

use super::super::app::App;
use super::super::paper;
use super::place::{Wish, divide, first, places, reading_width};
use super::sheet::{Sheet, Title, below};
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let writing = first(app);
    let wish = Wish {
        width: paper::code_width(&app.session),
        reading: !writing,
        enough: usize::MAX,
    };
    let width = usize::from(reading_width(area, wish));
    let (lines, start) = paper::lines(&app.session, width, app.theme);
    let places = places(area, wish, lines.len());
    if app.session.current() > 0 {
        app.panes.question.begin(start);
    }
    let sheet = Sheet {
        title: "Question",
        focused: !writing,
        lines: &lines,
        show: None,
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
    let editor = below(places.other);
    app.page = editor.height.saturating_sub(1).max(1);
    let shows_cursor = writing && app.overlay.is_none() && app.asking.is_none();
    let code = app.theme.code();
    app.editors[app.session.current()].draw(frame, editor, shows_cursor, code);
}
