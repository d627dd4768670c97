//! The view for writing: the question and the editor.

use super::super::app::App;
use super::super::paper;
use super::place::{Wish, divide, first, places, reading_width, titled};
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let writing = first(app);
    let wish = Wish {
        width: paper::code_width(&app.session),
        reading: !writing,
    };
    let width = usize::from(reading_width(area, wish));
    let (lines, start) = paper::lines(&app.session, width, app.theme);
    let places = places(area, wish, lines.len());
    let text = Rect {
        y: places.reading.y + places.reading.height.min(1),
        height: places.reading.height.saturating_sub(1),
        ..places.reading
    };
    if app.session.current() > 0 {
        app.panes.question.begin(start);
    }
    app.panes.question.measure(text, &lines);
    let place = app.panes.question.place().unwrap_or_default();
    titled(app, frame, places.reading, ("Question", &place, !writing));
    app.panes.question.draw(frame, text, &lines, app.theme);
    divide(app, frame, places);
    let words = app.session.part().length();
    let editor = titled(app, frame, places.other, ("Your answer", &words, writing));
    app.page = editor.height.saturating_sub(1).max(1);
    let shows_cursor = writing && !app.help;
    app.editors[app.session.current()].draw(frame, editor, shows_cursor);
}
