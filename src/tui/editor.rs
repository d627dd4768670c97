//! The editor of one answer: a text area with a key map of ours, undo by words, steps by graphemes.

use super::keys::{Edit, Motion};
use crate::tutor::{Cleaned, clean};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Clear;
use ratatui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};
use unicode_segmentation::UnicodeSegmentation;

/// Characters that an answer may hold: some 30,000 words.
pub(super) const LIMIT: usize = 200_000;
/// Single edits that undo remembers.
const REMEMBERED: usize = 50_000;

/// An answer being edited.
#[derive(Debug)]
pub(super) struct Editor {
    area: TextArea<'static>,
    /// How many single edits each step of undo takes back.
    done: Vec<usize>,
    /// The same for redo.
    undone: Vec<usize>,
    /// What the last edit was, so that like edits make one step.
    last: Kind,
    chars: usize,
    /// The size last drawn; none where the text changed so much that what is seen must be sought anew.
    drawn: Option<(u16, u16)>,
}

/// Kinds of edits; a step of undo ends where the kind changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Blank,
    Deletion,
    Other,
}

impl Editor {
    /// An editor of a text, the cursor at its end.
    pub(super) fn new(text: &str) -> Self {
        let mut area = TextArea::from(text.split('\n'));
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_max_histories(REMEMBERED);
        area.set_cursor_line_style(Style::new());
        area.set_cursor_style(Style::new());
        area.set_selection_style(Style::new().add_modifier(Modifier::REVERSED));
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self {
            area,
            done: Vec::new(),
            undone: Vec::new(),
            last: Kind::Other,
            chars: text.chars().count(),
            drawn: None,
        }
    }

    /// The text.
    pub(super) fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Types one character. False where there is no room for it.
    pub(super) fn type_char(&mut self, c: char) -> bool {
        if self.chars >= LIMIT {
            return false;
        }
        self.area.insert_char(c);
        self.chars += 1;
        let blank = c.is_whitespace();
        self.note(if blank { Kind::Blank } else { Kind::Word }, 1);
        true
    }

    /// Inserts a text as one step. None where there is no room for it: nothing is inserted then.
    pub(super) fn paste(&mut self, raw: &str) -> Option<Cleaned> {
        let cleaned = clean(raw);
        let chars = cleaned.text.chars().count();
        if self.chars + chars > LIMIT {
            return None;
        }
        if self.area.insert_str(&cleaned.text) {
            self.chars += chars;
            self.note(Kind::Other, 1);
        }
        Some(cleaned)
    }

    /// Makes a change. False where there was nothing to change.
    pub(super) fn edit(&mut self, edit: Edit) -> bool {
        match edit {
            Edit::Newline => self.newline(),
            Edit::Undo => self.step_back(),
            Edit::Redo => self.step_forward(),
            Edit::Backspace => self.delete_grapheme(false),
            Edit::Delete => self.delete_grapheme(true),
            Edit::DeleteWord => self.delete_word(TextArea::delete_word),
            Edit::DeleteNextWord => self.delete_word(TextArea::delete_next_word),
        }
    }

    fn newline(&mut self) -> bool {
        if self.chars >= LIMIT {
            return false;
        }
        self.area.insert_newline();
        self.chars += 1;
        self.note(Kind::Other, 1);
        true
    }

    fn delete_word(&mut self, delete: fn(&mut TextArea<'static>) -> bool) -> bool {
        let changed = delete(&mut self.area);
        if changed {
            self.chars = self.count();
            self.note(Kind::Other, 1);
        }
        changed
    }

    fn delete_grapheme(&mut self, forward: bool) -> bool {
        let DataCursor(row, column) = self.area.cursor();
        let steps = self.grapheme(forward);
        let changed = if forward {
            self.area.delete_str(steps)
        } else if steps > 1 {
            self.area.move_cursor(jump(row, column - steps));
            self.area.delete_str(steps)
        } else {
            self.area.delete_char()
        };
        if changed {
            self.chars = self.chars.saturating_sub(steps);
            self.note(Kind::Deletion, 1);
        }
        changed
    }

    /// Moves the cursor; up, down and pages go by the lines on the screen.
    pub(super) fn go(&mut self, motion: Motion, page: u16) {
        self.last = Kind::Other;
        match motion {
            Motion::Left => self.step(false),
            Motion::Right => self.step(true),
            Motion::Up => self.area.move_cursor(CursorMove::Up),
            Motion::Down => self.area.move_cursor(CursorMove::Down),
            Motion::WordLeft => self.area.move_cursor(CursorMove::WordBack),
            Motion::WordRight => self.area.move_cursor(CursorMove::WordForward),
            Motion::LineStart => self.area.move_cursor(CursorMove::Head),
            Motion::LineEnd => self.area.move_cursor(CursorMove::End),
            Motion::PageUp => self.repeat(CursorMove::Up, page),
            Motion::PageDown => self.repeat(CursorMove::Down, page),
            Motion::Top => self.area.move_cursor(jump(0, 0)),
            Motion::Bottom => {
                self.area.move_cursor(CursorMove::Bottom);
                self.area.move_cursor(CursorMove::End);
            }
        }
    }

    fn repeat(&mut self, step: CursorMove, times: u16) {
        for _ in 0..times.max(1) {
            self.area.move_cursor(step);
        }
    }

    fn step(&mut self, forward: bool) {
        let direction = if forward {
            CursorMove::Forward
        } else {
            CursorMove::Back
        };
        for _ in 0..self.grapheme(forward) {
            self.area.move_cursor(direction);
        }
    }

    /// Characters of the grapheme beside the cursor; 1 at a line's edge.
    fn grapheme(&self, forward: bool) -> usize {
        let DataCursor(row, column) = self.area.cursor();
        let Some(line) = self.area.lines().get(row) else {
            return 1;
        };
        let at = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at);
        let beside = if forward {
            line[at..].graphemes(true).next()
        } else {
            line[..at].graphemes(true).next_back()
        };
        beside.map_or(1, |grapheme| grapheme.chars().count())
    }

    /// Notes edits for undo: a word and the blanks before it make one step, deletions in a row another.
    fn note(&mut self, kind: Kind, edits: usize) {
        let goes_on = matches!(
            (self.last, kind),
            (Kind::Word | Kind::Blank, Kind::Word)
                | (Kind::Blank, Kind::Blank)
                | (Kind::Deletion, Kind::Deletion)
        );
        match self.done.last_mut() {
            Some(step) if goes_on => *step += edits,
            _ => self.done.push(edits),
        }
        self.undone.clear();
        self.last = kind;
    }

    fn step_back(&mut self) -> bool {
        let Some(edits) = self.done.pop() else {
            return false;
        };
        let changed = (0..edits).filter(|_| self.area.undo()).count() > 0;
        self.undone.push(edits);
        self.settle(changed)
    }

    fn step_forward(&mut self) -> bool {
        let Some(edits) = self.undone.pop() else {
            return false;
        };
        let changed = (0..edits).filter(|_| self.area.redo()).count() > 0;
        self.done.push(edits);
        self.settle(changed)
    }

    fn settle(&mut self, changed: bool) -> bool {
        self.chars = self.count();
        self.last = Kind::Other;
        self.drawn = None;
        changed
    }

    fn count(&self) -> usize {
        let lines = self.area.lines();
        let chars: usize = lines.iter().map(|line| line.chars().count()).sum();
        chars + lines.len() - 1
    }

    /// Where the cursor's line came to stand first, shows what is above it instead of nothing below.
    fn seek(&mut self, height: u16) {
        let (top, _) = self.area.scroll_offset();
        if top > 0 && self.area.screen_cursor().row <= usize::from(top) {
            let back = i16::try_from(top.min(height - 1)).unwrap_or(i16::MAX);
            self.area.scroll((-back, 0));
        }
    }

    /// Draws the text; with `cursor`, the terminal's own cursor goes to its place. The last column is the
    /// cursor's: it stands there behind a full line.
    pub(super) fn draw(&mut self, frame: &mut Frame, area: Rect, cursor: bool) {
        if area.is_empty() {
            return;
        }
        let text = Rect {
            width: (area.width - 1).max(1),
            ..area
        };
        frame.render_widget(&self.area, text);
        let size = (area.width, area.height);
        if self.drawn.replace(size) != Some(size) {
            self.seek(area.height);
            frame.render_widget(Clear, text);
            frame.render_widget(&self.area, text);
        }
        if cursor {
            let at = self.area.screen_cursor();
            let (top, left) = self.area.scroll_offset();
            let within = |at: usize, from: u16, size: u16| {
                let offset = at.saturating_sub(usize::from(from));
                u16::try_from(offset).unwrap_or(u16::MAX).min(size - 1)
            };
            frame.set_cursor_position(Position {
                x: area.x + within(at.col, left, area.width),
                y: area.y + within(at.row, top, area.height),
            });
        }
    }
}

fn jump(row: usize, column: usize) -> CursorMove {
    let short = |number| u16::try_from(number).unwrap_or(u16::MAX);
    CursorMove::Jump(short(row), short(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::new("");
        for c in text.chars() {
            editor.type_char(c);
        }
        editor
    }

    #[test]
    fn undo_takes_back_word_by_word_and_redo_returns_it() {
        let mut editor = typed("one two  three");
        for left in ["one two", "one", ""] {
            assert!(editor.edit(Edit::Undo));
            assert_eq!(editor.text(), left);
        }
        assert!(!editor.edit(Edit::Undo), "nothing is left");
        for back in ["one", "one two"] {
            assert!(editor.edit(Edit::Redo));
            assert_eq!(editor.text(), back);
        }
        editor.type_char('!');
        assert!(!editor.edit(Edit::Redo), "a new edit ends redo");
    }

    #[test]
    fn a_paste_is_one_step_with_one_kind_of_line_end() {
        let mut editor = typed("a");
        let cleaned = editor.paste("b\r\nc\rd\u{1b}").expect("room");
        assert_eq!((cleaned.line_ends, cleaned.dropped), (2, 1));
        assert_eq!(editor.text(), "ab\nc\nd");
        editor.edit(Edit::Undo);
        assert_eq!(editor.text(), "a");
    }

    #[test]
    fn what_is_too_long_is_refused_whole() {
        let mut editor = typed("a");
        assert!(editor.paste(&"x".repeat(LIMIT)).is_none());
        assert_eq!(editor.text(), "a");
        assert!(editor.paste(&"x".repeat(LIMIT - 1)).is_some());
        assert!(!editor.type_char('y'));
        assert!(!editor.edit(Edit::Newline));
        assert!(editor.edit(Edit::Backspace));
        assert!(editor.type_char('y'));
    }

    #[test]
    fn backspace_and_delete_take_what_a_reader_sees_as_one() {
        for (text, back, rest) in [
            ("e\u{301}", 1, ""),
            ("a👍🏽", 1, "a"),
            ("🇩🇪🇫🇷", 1, "🇩🇪"),
            ("a\n", 1, "a"),
            ("", 1, ""),
            ("漢字", 2, ""),
        ] {
            let mut editor = Editor::new(text);
            for _ in 0..back {
                editor.edit(Edit::Backspace);
            }
            assert_eq!(editor.text(), rest, "{text:?}");
            assert_eq!(editor.chars, editor.count(), "{text:?}");
            let mut editor = Editor::new("👍🏽b");
            editor.go(Motion::Top, 0);
            editor.edit(Edit::Delete);
            assert_eq!(editor.text(), "b");
        }
    }

    #[test]
    fn words_are_deleted_both_ways() {
        let mut editor = Editor::new("one two three");
        editor.edit(Edit::DeleteWord);
        assert_eq!(editor.text(), "one two ");
        editor.go(Motion::Top, 0);
        editor.edit(Edit::DeleteNextWord);
        assert_eq!(editor.text(), " two ");
        assert_eq!(editor.chars, editor.count());
    }
}
