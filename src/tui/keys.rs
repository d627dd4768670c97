//! Keys, what they can ask for and where; which asks for what stands in `bindings`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Help,
    Palette,
    Focus,
    PreviousPart,
    NextPart,
    Submit,
    Whole,
    Quit,
    Interrupt,
    Back,
    Hint,
    Home,
    Open,
    Review,
    Entries,
    Attempts,
    Look,
    Restore,
    OwnWords,
    Knew,
    Model,
    Export,
    Path,
    /// To the packet behind or before, on the picture of a packet's way.
    Packet {
        back: bool,
    },
    /// The same to another probe.
    Probe {
        back: bool,
    },
    Part,
    Move(Motion),
    /// A movement that selects what it passes.
    Select(Motion),
    /// Begin a selection that movements extend, or end it.
    Mark,
    SelectAll,
    Copy,
    Paste,
    Find,
    /// Write the answer in an editor of the learner's own.
    External,
    InsertFile,
    Peek(Motion),
    Edit(Edit),
}

impl Command {
    /// What it asks for with Shift: a movement selects, all else stays.
    pub(super) const fn shifted(self) -> Self {
        match self {
            Self::Move(motion) => Self::Select(motion),
            other => other,
        }
    }
}

/// A movement: of the cursor, the chosen item or the text shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    PageUp,
    PageDown,
    Top,
    Bottom,
}

/// A change of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    Newline,
    Backspace,
    Delete,
    DeleteWord,
    DeleteNextWord,
    /// Remove what is selected; what asks for it keeps it first.
    Cut,
    Undo,
    Redo,
}

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Everywhere.
    Any,
    /// In the editor.
    Editor,
    /// In any pane that is read: the question, feedback, the whole grade, help.
    Reading,
    /// In feedback only.
    Feedback,
    /// In the list of attempts.
    Attempts,
    /// In the whole grade.
    Whole,
    /// On the start screen.
    Start,
    /// At a prompt of the review.
    Card,
    /// Where such a prompt was answered, and at the end of the review.
    Told,
    /// On the picture of a packet's way.
    Path,
}

/// Some keys, what they ask for, and how help says it. Where the text is empty, help leaves it out.
pub(super) struct Binding {
    pub(super) place: Place,
    pub(super) chords: &'static [Chord],
    pub(super) command: Command,
    pub(super) help: &'static str,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chord {
    pub(super) code: KeyCode,
    pub(super) modifiers: KeyModifiers,
}

impl Chord {
    /// The chord of a key event: letters with Ctrl or Alt in lower case, Shift only where a key has no other form.
    pub(super) fn of(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        if takes_shift(event.code) {
            modifiers |= event.modifiers & KeyModifiers::SHIFT;
        }
        let mut code = event.code;
        if let KeyCode::Char(c) = code {
            if !modifiers.is_empty() {
                code = KeyCode::Char(c.to_ascii_lowercase());
            }
            // AltGr arrives as Ctrl with Alt: what it typed is a plain character.
            if modifiers == KeyModifiers::CONTROL | KeyModifiers::ALT && !c.is_ascii_alphanumeric()
            {
                modifiers = KeyModifiers::NONE;
            }
        }
        Self { code, modifiers }
    }

    /// The same without Shift, where it has Shift.
    pub(super) fn unshifted(self) -> Option<Self> {
        let modifiers = self.modifiers - KeyModifiers::SHIFT;
        (modifiers != self.modifiers).then_some(Self { modifiers, ..self })
    }

    /// The character it types, where it types one.
    pub(super) const fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }
}

/// Whether terminals tell Shift with a key that is no character: only where it selects, or makes Insert and Delete
/// paste and cut.
const fn takes_shift(code: KeyCode) -> bool {
    matches!(
        code,
        KeyCode::Left
            | KeyCode::Right
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Insert
            | KeyCode::Delete
    )
}

pub(super) const fn key(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::NONE,
    }
}

pub(super) const fn f(number: u8) -> Chord {
    key(KeyCode::F(number))
}

pub(super) const fn ch(c: char) -> Chord {
    key(KeyCode::Char(c))
}

pub(super) const fn ctrl(c: char) -> Chord {
    ctrl_key(KeyCode::Char(c))
}

pub(super) const fn ctrl_key(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::CONTROL,
    }
}

pub(super) const fn shift_key(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::SHIFT,
    }
}

pub(super) const fn alt_key(code: KeyCode) -> Chord {
    Chord {
        code,
        modifiers: KeyModifiers::ALT,
    }
}

/// A binding.
pub(super) const fn bind(
    place: Place,
    chords: &'static [Chord],
    command: Command,
    help: &'static str,
) -> Binding {
    Binding {
        place,
        chords,
        command,
        help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_all_terminals_lead_to_the_same_chord() {
        let event = |code, modifiers| Chord::of(KeyEvent::new(code, modifiers));
        let control = KeyModifiers::CONTROL;
        for (code, modifiers, name) in [
            (KeyCode::Char('G'), control | KeyModifiers::SHIFT, "Ctrl-G"),
            (KeyCode::Char('A'), KeyModifiers::SHIFT, "A"),
            (KeyCode::Char('@'), control | KeyModifiers::ALT, "@"),
            (KeyCode::PageUp, control, "Ctrl-PgUp"),
            (KeyCode::Left, KeyModifiers::ALT, "Alt-Left"),
            (KeyCode::Enter, KeyModifiers::SHIFT, "Enter"),
            (
                KeyCode::Left,
                control | KeyModifiers::SHIFT,
                "Ctrl-Shift-Left",
            ),
            (KeyCode::F(5), KeyModifiers::NONE, "F5"),
        ] {
            assert_eq!(event(code, modifiers).name(), name);
        }
    }
}
