//! A text with a cursor, a selection and undo. Offsets are in bytes and never inside a grapheme.

use super::super::options::LONGEST_ANSWER;
use super::history::{Change, History, Kind};
use super::words;
use std::ops::Range;

/// The text being edited.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    cursor: usize,
    /// Where the selection began, where there is one; it reaches to the cursor.
    anchor: Option<usize>,
    history: History,
    chars: usize,
}

impl Text {
    /// A text with the cursor at its end.
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
            chars: text.chars().count(),
            ..Self::default()
        }
    }

    /// What is written.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands.
    pub(super) const fn cursor(&self) -> usize {
        self.cursor
    }

    /// What is selected: at least one character.
    pub(super) fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        let range = anchor.min(self.cursor)..anchor.max(self.cursor);
        (!range.is_empty()).then_some(range)
    }

    /// Puts the cursor somewhere; `select` extends or begins a selection, else there is none then.
    pub(super) fn go(&mut self, to: usize, select: bool) {
        self.history.pause();
        self.anchor = select.then_some(self.anchor.unwrap_or(self.cursor));
        self.cursor = words::snap(&self.text, to.min(self.text.len()));
    }

    /// Selects a stretch, the cursor at its end.
    pub(super) fn select(&mut self, range: Range<usize>) {
        self.go(range.start, false);
        self.go(range.end, true);
    }

    /// Ends the selection where the cursor is. False where there was none.
    pub(super) fn unselect(&mut self) -> bool {
        self.anchor.take().is_some()
    }

    /// Replaces what is selected, or inserts at the cursor; nothing replaces nothing. False, with nothing
    /// changed, where there is no room.
    pub(super) fn insert(&mut self, new: &str, kind: Kind) -> bool {
        if new.is_empty() {
            return true;
        }
        let range = self.selection().unwrap_or(self.cursor..self.cursor);
        self.replace(range, new, kind)
    }

    /// Removes a stretch, or what is selected. False where both are empty.
    pub(super) fn remove(&mut self, range: Range<usize>, kind: Kind) -> bool {
        let range = self.selection().unwrap_or(range);
        !range.is_empty() && self.replace(range, "", kind)
    }

    /// Makes the text another one, as one step that holds only what differs. False where there is no room.
    pub(super) fn become_text(&mut self, new: &str) -> bool {
        let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            let pairs = a.zip(b).take_while(|(a, b)| a == b);
            pairs.map(|(c, _)| c.len_utf8()).sum::<usize>()
        };
        let start = same(&mut self.text.chars(), &mut new.chars());
        let (old_rest, new_rest) = (&self.text[start..], &new[start..]);
        let end = same(&mut old_rest.chars().rev(), &mut new_rest.chars().rev());
        let range = start..self.text.len() - end;
        let new = &new[start..new.len() - end];
        self.replace(range, new, Kind::Other)
    }

    fn replace(&mut self, range: Range<usize>, new: &str, kind: Kind) -> bool {
        if range.is_empty() && new.is_empty() {
            return true;
        }
        let removed = self.text[range.clone()].to_owned();
        let chars = self.chars - removed.chars().count() + new.chars().count();
        if chars > LONGEST_ANSWER && chars > self.chars {
            return false;
        }
        let kind = if new.is_empty() || removed.is_empty() {
            kind
        } else {
            Kind::Other
        };
        let change = Change {
            at: range.start,
            removed,
            inserted: new.to_owned(),
        };
        self.put(range, new);
        self.history.note(change, kind);
        true
    }

    /// Takes the last step back. False where there is none.
    pub(super) fn undo(&mut self) -> bool {
        let Some(change) = self.history.back().cloned() else {
            return false;
        };
        self.put(
            change.at..change.at + change.inserted.len(),
            &change.removed,
        );
        true
    }

    /// Takes a step again that was taken back. False where there is none.
    pub(super) fn redo(&mut self) -> bool {
        let Some(change) = self.history.forth().cloned() else {
            return false;
        };
        self.put(
            change.at..change.at + change.removed.len(),
            &change.inserted,
        );
        true
    }

    fn put(&mut self, range: Range<usize>, new: &str) {
        let end = range.start + new.len();
        self.chars -= self.text[range.clone()].chars().count();
        self.chars += new.chars().count();
        self.text.replace_range(range, new);
        self.anchor = None;
        self.cursor = words::snap(&self.text, end);
    }
}
