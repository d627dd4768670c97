//! The line that is asked for, with how the search stands.

use super::super::app::App;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let Some(asking) = &mut app.asking else {
        return;
    };
    let width = |text: &str| Constraint::Length(u16::try_from(text.width()).unwrap_or(0));
    let (label, note) = (asking.label(), asking.note());
    let parts = [width(label), Constraint::Min(4), width(&note)];
    let [before, line, behind] = Layout::horizontal(parts).areas(area);
    frame.render_widget(Line::styled(label, app.theme.notice()), before);
    asking
        .line
        .draw(frame, line, app.overlay.is_none(), Style::new());
    frame.render_widget(Line::styled(note, app.theme.strong()), behind);
}
