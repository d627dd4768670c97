//! Lines that are longer or more than their place: which of them are seen.

use super::keys::Motion;
use super::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a step to the side goes.
const SIDE: usize = 8;

/// A scrolled view. What it knows of the content is from the last drawing.
#[derive(Debug, Default, Clone)]
pub(super) struct Pane {
    top: usize,
    left: usize,
    height: usize,
    lines: usize,
    widest: usize,
    width: usize,
    /// Lines that were brought into view; they are left alone until others are asked for.
    held: Option<Range<usize>>,
}

impl Pane {
    /// Scrolls.
    pub(super) fn scroll(&mut self, motion: Motion) {
        let page = self.height.saturating_sub(1).max(1);
        match motion {
            Motion::Up => self.top = self.top.saturating_sub(1),
            Motion::Down => self.top += 1,
            Motion::PageUp => self.top = self.top.saturating_sub(page),
            Motion::PageDown => self.top += page,
            Motion::Top => (self.top, self.left) = (0, 0),
            Motion::Bottom => self.top = self.lines,
            Motion::Left => self.left = self.left.saturating_sub(SIDE),
            Motion::Right => self.left += SIDE,
            Motion::WordLeft | Motion::WordRight | Motion::LineStart | Motion::LineEnd => {}
        }
        self.clamp();
    }

    /// Starts at this line, where nothing was drawn yet.
    pub(super) fn begin(&mut self, line: usize) {
        if self.height == 0 {
            self.top = line;
        }
    }

    /// Brings these lines into view, unless they were and then scrolled: their start in any case, their end
    /// where it fits. Of lines that grew, the new end is brought into view.
    pub(super) fn show(&mut self, rows: Range<usize>) {
        if self.held.as_ref() == Some(&rows) {
            return;
        }
        if rows.end > self.top + self.height {
            self.top = rows.end.saturating_sub(self.height);
        }
        let before = self.held.replace(rows.clone()).unwrap_or_default();
        let grew = before.start == rows.start && before.end < rows.end && !before.is_empty();
        if !grew {
            self.top = self.top.min(rows.start);
        }
    }

    /// Scrolls on within the lines that were to be in view, where they go on; false where they do not.
    pub(super) fn within(&mut self, motion: Motion) -> bool {
        let held = self.held.clone().unwrap_or_default();
        let hidden = match motion {
            Motion::Up => self.top.saturating_sub(held.start),
            Motion::Down => held.end.saturating_sub(self.top + self.height),
            _ => 0,
        };
        let step = hidden.min(self.height.saturating_sub(1).max(1));
        for _ in 0..step {
            self.scroll(motion);
        }
        hidden > 0
    }

    /// Says which lines are seen, where not all are: "3-12 of 40".
    pub(super) fn place(&self) -> Option<String> {
        (self.lines > self.height).then(|| {
            let last = (self.top + self.height).min(self.lines);
            format!("{}-{last} of {}", self.top + 1, self.lines)
        })
    }

    /// Takes note of place and content.
    pub(super) fn measure(&mut self, area: Rect, lines: &[Line]) {
        if (self.height, self.width) != (usize::from(area.height), usize::from(area.width)) {
            self.held = None;
        }
        self.height = usize::from(area.height);
        self.width = usize::from(area.width);
        self.lines = lines.len();
        self.widest = lines.iter().map(Line::width).max().unwrap_or(0);
        self.clamp();
    }

    fn clamp(&mut self) {
        self.top = self.top.min(self.lines.saturating_sub(self.height));
        self.left = self.left.min(self.widest.saturating_sub(self.width));
    }

    /// Draws the lines that are seen; one that goes on behind the edge is marked there.
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, lines: &[Line<'_>], theme: Theme) {
        let seen = lines.iter().skip(self.top).take(usize::from(area.height));
        for (line, y) in seen.zip(area.y..) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            let shown = if self.left > 0 {
                cut(line, self.left)
            } else {
                line.clone()
            };
            let goes_on = shown.width() > usize::from(area.width);
            frame.render_widget(shown, row);
            if goes_on && area.width > 1 {
                let edge = Rect {
                    x: area.right() - 1,
                    width: 1,
                    ..row
                };
                frame.render_widget(Line::styled(theme.more(), theme.notice()), edge);
            }
        }
    }
}

/// The line without its first columns.
fn cut(line: &Line<'_>, columns: usize) -> Line<'static> {
    let mut left = columns;
    let spans = line.spans.iter().map(|span| {
        let mut text = String::new();
        for grapheme in span.content.graphemes(true) {
            let width = grapheme.width();
            if left == 0 {
                text.push_str(grapheme);
            } else {
                text.push_str(&" ".repeat(width.saturating_sub(left)));
                left = left.saturating_sub(width);
            }
        }
        ratatui::text::Span::styled(text, span.style)
    });
    Line::from(spans.collect::<Vec<_>>()).style(line.style)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pane(height: u16, lines: usize) -> Pane {
        let mut pane = Pane::default();
        let text = vec![Line::raw("a line of twenty-two c"); lines];
        pane.measure(Rect::new(0, 0, 10, height), &text);
        pane
    }

    #[test]
    fn scrolling_stays_within_the_text() {
        for (motions, top) in [
            (&[Motion::Up][..], 0),
            (&[Motion::Down, Motion::Down], 2),
            (&[Motion::PageDown], 4),
            (&[Motion::Bottom], 15),
            (&[Motion::Bottom, Motion::Down, Motion::PageUp], 11),
            (&[Motion::PageDown, Motion::Top], 0),
        ] {
            let mut pane = pane(5, 20);
            motions.iter().for_each(|&motion| pane.scroll(motion));
            assert_eq!(pane.top, top, "{motions:?}");
        }
        assert_eq!(pane(5, 20).place().as_deref(), Some("1-5 of 20"));
        assert_eq!(pane(5, 5).place(), None);
    }

    #[test]
    fn a_step_aside_ends_where_the_longest_line_does() {
        let mut pane = pane(5, 1);
        pane.scroll(Motion::Right);
        pane.scroll(Motion::Right);
        assert_eq!(pane.left, 12);
        assert_eq!(cut(&Line::raw("漢字ab"), 3).to_string(), " ab");
    }
}
