//! The question's Markdown in the looks of this screen.

use super::theme::Theme;
use crate::source::printable;
use crate::tutor::Session;
use ratatui::text::Line;

/// The current part: what the question says before all parts, then the part itself.
pub(super) fn lines(session: &Session, width: usize, _theme: Theme) -> Vec<Line<'static>> {
    let _ = width;
    let text = session
        .asked()
        .map_or("", |part| session.question().source.slice(part.body));
    printable(text)
        .lines()
        .map(|line| Line::raw(line.to_owned()))
        .collect()
}

/// Columns of the part's longest line of code.
pub(super) fn code_width(session: &Session) -> usize {
    let code = session.asked().into_iter().flat_map(|part| &part.code);
    code.flat_map(|block| block.text.lines())
        .map(unicode_width::UnicodeWidthStr::width)
        .max()
        .unwrap_or(0)
}

/// The same as text.
pub(super) fn text(session: &Session) -> String {
    let lines = lines(session, 78, Theme::new(false, true));
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
