//! A pane with its title line: text that is read and scrolled, or the frame of the editor.

use super::super::pane::Pane;
use super::super::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Text to be read in a pane.
pub(super) struct Sheet<'a> {
    pub(super) title: &'a str,
    /// Whether it has the keys.
    pub(super) focused: bool,
    pub(super) lines: &'a [Line<'static>],
    /// Lines that are to be in view.
    pub(super) show: Option<Range<usize>>,
    pub(super) theme: Theme,
}

impl Sheet<'_> {
    /// Draws it, scrolled as the pane says.
    pub(super) fn draw(self, frame: &mut Frame, area: Rect, pane: &mut Pane) {
        let inner = below(area);
        pane.measure(inner, self.lines);
        if let Some(rows) = self.show {
            pane.show(rows);
        }
        let title = Title {
            text: self.title,
            note: &pane.place().unwrap_or_default(),
            focused: self.focused,
        };
        title.draw(frame, area, self.theme);
        pane.draw(frame, inner, self.lines, self.theme);
    }
}

/// The title line of a pane.
pub(super) struct Title<'a> {
    pub(super) text: &'a str,
    /// Said at the right edge, where it fits.
    pub(super) note: &'a str,
    pub(super) focused: bool,
}

impl Title<'_> {
    /// Draws it in the first line of an area.
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, theme: Theme) {
        if area.is_empty() {
            return;
        }
        let style = if self.focused {
            theme.focused()
        } else {
            theme.strong()
        };
        let rule = theme.rule();
        let title = format!(" {} ", self.text);
        let left = usize::from(area.width).saturating_sub(1 + title.width());
        let note = Some(format!(" {} ", self.note));
        let note = note.filter(|note| !self.note.is_empty() && note.width() + 2 <= left);
        let note = note.unwrap_or_default();
        let fill = left.saturating_sub(note.width());
        let line = Line::from(vec![
            Span::styled(rule, theme.faint()),
            Span::styled(title, style),
            Span::styled(rule.repeat(fill.saturating_sub(1)), theme.faint()),
            Span::styled(note, theme.faint()),
            Span::styled(rule.repeat(fill.min(1)), theme.faint()),
        ]);
        frame.render_widget(line, Rect { height: 1, ..area });
    }
}

/// What is left of an area below its title line.
pub(super) fn below(area: Rect) -> Rect {
    Rect {
        y: area.y + area.height.min(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}
