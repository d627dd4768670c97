//! An editor: what keys do to a text, and where the text and its cursor are on the screen.

use super::super::keys::{Edit, Motion};
use super::history::Kind;
use super::paint::Look;
use super::text::Text;
use super::words;
use super::wrap::{Rows, column};
use crate::answer::{Submission, layout};
use crate::tutor::{Cleaned, clean};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::ops::Range;

/// Columns that rows are broken for before anything was drawn.
const UNDRAWN: usize = 80;

/// A text being edited.
#[derive(Debug)]
pub(in crate::tui) struct Editor {
    text: Text,
    /// Whether it is one line, as of a path or of a text to find.
    single: bool,
    /// Whether movements extend the selection.
    marking: bool,
    /// The column that steps up and down keep to.
    column: Option<usize>,
    /// Index of the row drawn first.
    top: usize,
    width: usize,
    /// The rows for that width; none where the text changed.
    rows: Option<Rows>,
    /// The stretches that the grader reads as code, of the same text as the rows.
    code: Vec<Range<usize>>,
}

impl Editor {
    /// An editor of an answer, the cursor at its end.
    pub(in crate::tui) fn new(text: &str) -> Self {
        Self {
            text: Text::new(text),
            single: false,
            marking: false,
            column: None,
            top: 0,
            width: UNDRAWN,
            rows: None,
            code: Vec::new(),
        }
    }

    /// An editor of one line, all of it selected, so that typing replaces it.
    pub(in crate::tui) fn line(text: &str) -> Self {
        let mut editor = Self {
            single: true,
            ..Self::new(text)
        };
        editor.select_all();
        editor
    }

    /// The text.
    pub(in crate::tui) fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Byte offset of the cursor.
    pub(in crate::tui) const fn cursor(&self) -> usize {
        self.text.cursor()
    }

    /// The text that is selected, where some is.
    pub(in crate::tui) fn selected(&self) -> Option<&str> {
        self.text.selection().map(|range| &self.text()[range])
    }

    /// Selects everything.
    pub(in crate::tui) fn select_all(&mut self) {
        self.select(0..self.text().len());
    }

    /// Selects a stretch of bytes, the cursor at its end.
    pub(in crate::tui) fn select(&mut self, range: Range<usize>) {
        self.column = None;
        self.text.select(range);
    }

    /// Begins a selection that movements extend, or ends it. True where one began.
    pub(in crate::tui) fn mark(&mut self) -> bool {
        if self.unselect() {
            return false;
        }
        self.marking = true;
        self.text.go(self.text.cursor(), true);
        true
    }

    /// Ends the selection. False where there was none.
    pub(in crate::tui) fn unselect(&mut self) -> bool {
        let marked = std::mem::take(&mut self.marking);
        self.text.unselect() || marked
    }

    /// Types one character. False where there is no room for it; what cannot be seen is not typed.
    pub(in crate::tui) fn type_char(&mut self, c: char) -> bool {
        let kind = if c.is_whitespace() {
            Kind::Blank
        } else {
            Kind::Word
        };
        let cleaned = clean(c.encode_utf8(&mut [0; 4])).text;
        let done = self.text.insert(&cleaned, kind);
        self.changed(done)
    }

    /// Inserts a text as one step. None where there is no room for it: nothing is inserted then.
    pub(in crate::tui) fn paste(&mut self, raw: &str) -> Option<Cleaned> {
        let mut cleaned = clean(raw);
        if self.single {
            cleaned.text = cleaned.text.trim_end().replace('\n', " ");
        }
        let done = self.text.insert(&cleaned.text, Kind::Other);
        self.changed(done).then_some(cleaned)
    }

    /// Makes the whole text another one, as one step. None where there is no room for it.
    pub(in crate::tui) fn replace(&mut self, raw: &str) -> Option<Cleaned> {
        let cleaned = clean(raw);
        let done = self.text.become_text(&cleaned.text);
        self.changed(done).then_some(cleaned)
    }

    /// Makes a change. False where there was nothing to change.
    pub(in crate::tui) fn edit(&mut self, edit: Edit) -> bool {
        let text = self.text.as_str();
        let at = self.text.cursor();
        let (range, kind) = match edit {
            Edit::Newline => {
                let done = !self.single && self.text.insert("\n", Kind::Other);
                return self.changed(done);
            }
            Edit::Undo => {
                let done = self.text.undo();
                return self.changed(done);
            }
            Edit::Redo => {
                let done = self.text.redo();
                return self.changed(done);
            }
            Edit::Backspace => (words::previous(text, at)..at, Kind::Deletion),
            Edit::Delete => (at..words::next(text, at), Kind::Deletion),
            Edit::DeleteWord => (words::word_left(text, at)..at, Kind::Other),
            Edit::DeleteNextWord => (at..words::word_end(text, at), Kind::Other),
            Edit::Cut => (at..at, Kind::Other),
        };
        let done = self.text.remove(range, kind);
        self.changed(done)
    }

    fn changed(&mut self, done: bool) -> bool {
        if done {
            self.marking = false;
            self.column = None;
            self.rows = None;
        }
        done
    }

    /// Moves the cursor, with `select` the selection too; up, down and pages go by the rows on the screen.
    pub(in crate::tui) fn go(&mut self, motion: Motion, page: u16, select: bool) {
        let select = select || self.marking;
        let to = self.goal(motion, page, select);
        let column = self.column.take();
        let vertical = matches!(
            motion,
            Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown
        );
        self.column = column.filter(|_| vertical);
        self.text.go(to, select);
    }

    fn goal(&mut self, motion: Motion, page: u16, select: bool) -> usize {
        let at = self.text.cursor();
        let selection = self.text.selection().filter(|_| !select);
        let page = isize::try_from(page.max(1)).unwrap_or(1);
        match (motion, selection) {
            (Motion::Left, Some(range)) => range.start,
            (Motion::Right, Some(range)) => range.end,
            (Motion::Left, None) => words::previous(self.text(), at),
            (Motion::Right, None) => words::next(self.text(), at),
            (Motion::WordLeft, _) => words::word_left(self.text(), at),
            (Motion::WordRight, _) => words::word_right(self.text(), at),
            (Motion::Up, _) => self.down(-1),
            (Motion::Down, _) => self.down(1),
            (Motion::PageUp, _) => self.down(-page),
            (Motion::PageDown, _) => self.down(page),
            (Motion::LineStart, _) => self.row_start(),
            (Motion::LineEnd, _) => self.row_end(),
            (Motion::Top, _) => 0,
            (Motion::Bottom, _) => self.text().len(),
        }
    }

    /// The place some rows below the cursor, in the column where going up or down began.
    fn down(&mut self, by: isize) -> usize {
        self.lay_out();
        let (text, at) = (self.text.as_str(), self.text.cursor());
        let Some(rows) = &self.rows else {
            return at;
        };
        let from = rows.at(at);
        let column = self
            .column
            .unwrap_or_else(|| column(text, &rows.row(at), at));
        self.column = Some(column);
        match from.saturating_add_signed(by).min(rows.len() - 1) {
            to if to == from => at,
            to => rows.place(text, to, column),
        }
    }

    /// The start of the cursor's row; from there, of its line.
    fn row_start(&mut self) -> usize {
        self.lay_out();
        let at = self.text.cursor();
        let row = self.rows.as_ref().map_or(at..at, |rows| rows.row(at));
        if row.start == at {
            words::line(self.text(), at).start
        } else {
            row.start
        }
    }

    /// The end of the cursor's row; from there, of its line.
    fn row_end(&mut self) -> usize {
        self.lay_out();
        let at = self.text.cursor();
        let end = |rows: &Rows| rows.last(self.text(), &rows.row(at));
        match self.rows.as_ref().map_or(at, end) {
            end if end == at => words::line(self.text(), at).end,
            end => end,
        }
    }

    /// Breaks the text into rows and seeks its code, where that is not done.
    fn lay_out(&mut self) {
        if self.rows.is_some() {
            return;
        }
        self.rows = Some(Rows::new(self.text(), self.width));
        if !self.single {
            let stretches = layout(&Submission::whole("", self.text()));
            let code = stretches.iter().flat_map(|stretch| &stretch.code);
            self.code = code.map(|line| line.span.start..line.span.end).collect();
            self.code.sort_unstable_by_key(|code| code.start);
        }
    }

    /// Lays the text out in so many columns, of which the last one is the cursor's.
    fn fit(&mut self, columns: usize) {
        let width = columns.saturating_sub(1).max(1);
        if self.width != width {
            self.width = width;
            self.rows = None;
        }
        self.lay_out();
    }

    /// How many rows the text takes in so many columns.
    pub(in crate::tui) fn height(&mut self, columns: usize) -> usize {
        self.fit(columns);
        self.rows.as_ref().map_or(0, Rows::len)
    }

    /// Draws the text, code in a style; with `cursor`, the terminal's own cursor goes to its place. The last
    /// column is the cursor's: it stands there behind a full row.
    pub(in crate::tui) fn draw(
        &mut self,
        frame: &mut Frame,
        area: Rect,
        cursor: bool,
        code: Style,
    ) {
        if area.is_empty() {
            return;
        }
        self.fit(usize::from(area.width));
        let Some(rows) = &self.rows else {
            return;
        };
        let (text, at) = (self.text.as_str(), self.text.cursor());
        let height = usize::from(area.height);
        let at_row = rows.at(at);
        let lowest = rows.len().saturating_sub(height);
        self.top = self
            .top
            .clamp((at_row + 1).saturating_sub(height), at_row)
            .min(lowest);
        let look = Look {
            text,
            selection: self.text.selection().unwrap_or(0..0),
            code: &self.code,
            style: code,
        };
        for (row, line) in rows.from(self.top).iter().zip(area.rows()) {
            look.row(frame.buffer_mut(), line, row);
        }
        if cursor {
            let column = column(text, &rows.row(at), at);
            let short = |at: usize, size: u16| u16::try_from(at).unwrap_or(u16::MAX).min(size - 1);
            frame.set_cursor_position(Position {
                x: area.x + short(column, area.width),
                y: area.y + short(at_row - self.top, area.height),
            });
        }
    }
}
