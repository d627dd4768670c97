//! What the screen does to a text being written: typing, pasting, selecting, the clipboard, the learner's own editor.

use super::app::{App, Overlay, REDRAW, Reaction};
use super::keys::{Chord, Command, Edit, Motion};
use super::options::{LONGEST_ANSWER, Wish};
use crate::tutor::{Action, Cleaned};
use crossterm::event::{KeyCode, KeyEvent};

/// A paste of so many words is told even where nothing had to be cleaned.
const MANY: usize = 20;

impl App {
    pub(super) fn edit(&mut self, edit: Edit) -> Reaction {
        if edit == Edit::Cut && !self.keep_selected() {
            self.say("Nothing is selected.");
            return REDRAW;
        }
        if self.editor().edit(edit) {
            return self.written();
        }
        match edit {
            Edit::Undo => self.say("Nothing to undo."),
            Edit::Redo => self.say("Nothing to redo."),
            Edit::Newline => self.full(),
            _ => {}
        }
        REDRAW
    }

    /// Types a character.
    pub(super) fn type_char(&mut self, c: char) -> Reaction {
        if self.editor().type_char(c) {
            return self.written();
        }
        self.full();
        REDRAW
    }

    /// Takes a pasted text in.
    pub(super) fn text(&mut self, text: &str) -> Reaction {
        if self.overlay == Some(Overlay::Palette) {
            self.palette.write(text);
            return REDRAW;
        }
        if self.overlay.is_some() && !self.writes() {
            let close = self.keys.name_of(Command::Back);
            self.say(format!(
                "Text goes into your answer; {close} closes this first."
            ));
            return REDRAW;
        }
        if !self.writes() {
            self.unknown(Chord::of(KeyEvent::from(KeyCode::Null)), true);
            return REDRAW;
        }
        let pasted = self.editor().paste(text);
        self.took("Pasted", pasted)
    }

    /// Pastes what was copied or cut here.
    pub(super) fn paste(&mut self) -> Reaction {
        if self.clipboard.is_empty() {
            self.say("Nothing was copied or cut here. Your terminal's own paste works as well.");
            return REDRAW;
        }
        let text = std::mem::take(&mut self.clipboard);
        let reaction = self.text(&text);
        self.clipboard = text;
        reaction
    }

    /// Keeps what is selected for pasting, here and outside.
    pub(super) fn copy(&mut self) {
        let words = self.editor().selected().map_or(0, count);
        let said = if self.keep_selected() {
            self.editor().unselect();
            format!("Copied {}.", words_of(words))
        } else {
            "Nothing is selected.".to_owned()
        };
        self.say(said);
    }

    fn keep_selected(&mut self) -> bool {
        let Some(text) = self.editor().selected().map(str::to_owned) else {
            return false;
        };
        self.wish = Some(Wish::Clip(text.clone()));
        self.clipboard = text;
        true
    }

    /// Whether Ctrl-C copies at present.
    pub(super) fn copies(&mut self) -> bool {
        self.writes() && self.editor().selected().is_some()
    }

    /// Begins or ends a selection.
    pub(super) fn mark(&mut self) {
        if self.editor().mark() {
            let copy = self.keys.name_of(Command::Edit(Edit::Cut));
            self.say(format!(
                "Movements select now. Ctrl-C copies, {copy} cuts, Esc ends it."
            ));
        }
    }

    /// Moves the cursor of what is written.
    pub(super) fn move_cursor(&mut self, motion: Motion, select: bool) {
        let page = self.page;
        self.editor().go(motion, page, select);
    }

    /// Lets the learner write the answer in their own editor.
    pub(super) fn edit_outside(&mut self) {
        self.wish = Some(Wish::Edit(self.editor().text().to_owned()));
    }

    /// Takes in what became of the answer in the learner's own editor.
    pub(super) fn edited(&mut self, edited: Result<String, String>) -> Reaction {
        match edited {
            Ok(text) if text == self.editor().text() => {
                self.say("Your editor left the answer as it was.");
                REDRAW
            }
            Ok(text) => {
                let replaced = self.editor().replace(&text);
                self.took("Took over", replaced)
            }
            Err(why) => {
                self.announce(format!("The answer is as it was: {why}."));
                REDRAW
            }
        }
    }

    /// Takes in the file that was asked for.
    pub(super) fn inserted(&mut self, read: Result<String, String>) -> Reaction {
        match read {
            Ok(text) => {
                self.asking = None;
                let pasted = self.editor().paste(&text);
                self.took("Inserted", pasted)
            }
            Err(why) => {
                if !self.refuse_file(&why) {
                    self.say(format!("Nothing was inserted: {why}."));
                }
                REDRAW
            }
        }
    }

    /// Says what was taken in, or that there was no room.
    fn took(&mut self, done: &str, cleaned: Option<Cleaned>) -> Reaction {
        let Some(cleaned) = cleaned else {
            self.full();
            return REDRAW;
        };
        let words = count(&cleaned.text);
        let hygiene = hygiene(&cleaned);
        if done != "Pasted" || words > MANY || !hygiene.is_empty() {
            self.say(format!("{done} {}{hygiene}.", words_of(words)));
        }
        self.written()
    }

    fn full(&mut self) {
        if self.asking.is_none() {
            self.say(format!(
                "No room: an answer may hold {LONGEST_ANSWER} characters. Nothing was inserted."
            ));
        }
    }

    fn written(&mut self) -> Reaction {
        if self.asking.is_some() {
            self.seek();
            return REDRAW;
        }
        let text = self.editor().text().to_owned();
        if self.overlay == Some(Overlay::OwnWords) {
            return self.act(Action::Explain(self.side.0.clone(), text));
        }
        self.act(Action::Write(text))
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn words_of(count: usize) -> String {
    match count {
        1 => "1 word".to_owned(),
        count => format!("{count} words"),
    }
}

/// What a text was cleaned of; nothing where it was clean.
pub(super) fn hygiene(cleaned: &Cleaned) -> String {
    let counted = |count: usize, one: &str, done: &str| match count {
        0 => None,
        1 => Some(format!("1 {one} {done}")),
        count => Some(format!("{count} {one}s {done}")),
    };
    let done: Vec<_> = [
        counted(cleaned.line_ends, "line end", "normalised"),
        counted(cleaned.dropped, "invisible character", "removed"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if done.is_empty() {
        return String::new();
    }
    format!(": {}", done.join(", "))
}
