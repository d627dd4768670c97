//! Draws rows of a text into cells: what is selected reversed, code in its style, nothing that could steer.

use super::wrap::cells;
use crate::source::printable;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text and how its stretches look.
#[derive(Debug)]
pub(super) struct Look<'a> {
    pub(super) text: &'a str,
    pub(super) selection: Range<usize>,
    /// The stretches that are code, in order.
    pub(super) code: &'a [Range<usize>],
    /// The style of code.
    pub(super) style: Style,
}

impl Look<'_> {
    /// Draws a row into an area of one line.
    pub(super) fn row(&self, buffer: &mut Buffer, area: Rect, row: &Range<usize>) {
        let width = usize::from(area.width);
        let mut column = 0;
        let mut at = row.start;
        for grapheme in self.text[row.clone()].graphemes(true) {
            let taken = cells(grapheme, column);
            self.put(buffer, area, (column, taken), (at, &shown(grapheme, taken)));
            column += taken;
            at += grapheme.len();
            if column >= width {
                return;
            }
        }
        if self.text[row.end..].starts_with('\n') && self.selection.contains(&row.end) {
            self.put(buffer, area, (column, 1), (row.end, " "));
        }
    }

    /// Draws what stands at a place of the text into some cells from a column on.
    fn put(&self, buffer: &mut Buffer, area: Rect, cells: (usize, usize), at: (usize, &str)) {
        let (column, taken) = cells;
        let left = usize::from(area.width).saturating_sub(column);
        let x = area
            .x
            .saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        let (place, shown) = at;
        buffer.set_stringn(x, area.y, shown, taken.min(left), self.style(place));
    }

    fn style(&self, place: usize) -> Style {
        let index = self.code.partition_point(|code| code.end <= place);
        let code = self.code.get(index).is_some_and(|code| code.start <= place);
        let style = if code { self.style } else { Style::new() };
        if self.selection.contains(&place) {
            style.add_modifier(Modifier::REVERSED)
        } else {
            style
        }
    }
}

/// What a grapheme looks like: a tab as blanks, a mark that stands alone on a dotted circle.
fn shown(grapheme: &str, cells: usize) -> Cow<'_, str> {
    if grapheme == "\t" {
        return " ".repeat(cells).into();
    }
    let shown = printable(grapheme);
    if shown.width() == 0 {
        return format!("\u{25CC}{shown}").into();
    }
    shown
}
