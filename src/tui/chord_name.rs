//! Chords by name: `Ctrl-G`, `Alt-Left`, `F5`, `h`. What is printed reads back as the same chord.

use super::keys::Chord;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Keys that are no characters: how they are printed, and other names that are read.
const KEYS: [(&str, KeyCode, &[&str]); 15] = [
    ("Space", KeyCode::Char(' '), &[]),
    ("Tab", KeyCode::Tab, &[]),
    ("Enter", KeyCode::Enter, &["Return"]),
    ("Esc", KeyCode::Esc, &["Escape"]),
    ("Backspace", KeyCode::Backspace, &[]),
    ("Delete", KeyCode::Delete, &["Del"]),
    ("Insert", KeyCode::Insert, &["Ins"]),
    ("Up", KeyCode::Up, &[]),
    ("Down", KeyCode::Down, &[]),
    ("Left", KeyCode::Left, &[]),
    ("Right", KeyCode::Right, &[]),
    ("Home", KeyCode::Home, &[]),
    ("End", KeyCode::End, &[]),
    ("PgUp", KeyCode::PageUp, &["PageUp"]),
    ("PgDn", KeyCode::PageDown, &["PageDown"]),
];

/// Modifiers: how they are printed, and other names that are read.
const MODIFIERS: [(&str, KeyModifiers, &[&str]); 3] = [
    ("Ctrl", KeyModifiers::CONTROL, &["C", "Control"]),
    ("Alt", KeyModifiers::ALT, &["M", "Meta"]),
    ("Shift", KeyModifiers::SHIFT, &["S"]),
];

/// What a terminal sends for two keys alike.
const SAME: [(&str, &str); 3] = [("Ctrl-I", "Tab"), ("Ctrl-M", "Enter"), ("Ctrl-[", "Esc")];

/// Highest function key that terminals send.
const LAST_F: u8 = 24;

/// Why a text names no chord that could be pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoChord {
    /// No key is called so.
    Unknown,
    /// Terminals send this one for it.
    Same(String),
}

impl Chord {
    /// Its name as help, footer and the configuration say it.
    pub(super) fn name(self) -> String {
        let (shift, key) = match self.code {
            KeyCode::BackTab => ("Shift-", "Tab".to_owned()),
            code => ("", key_name(code, self.modifiers)),
        };
        let held = MODIFIERS
            .iter()
            .filter(|(_, one, _)| self.modifiers.contains(*one));
        let held: String = held.map(|(name, ..)| format!("{name}-")).collect();
        format!("{held}{shift}{key}")
    }

    /// The chord of a name: modifiers in any order before `-` or `+`, in any case; a letter alone in its own.
    ///
    /// # Errors
    /// Where no key is called so, or terminals send another for it.
    pub(super) fn named(text: &str) -> Result<Self, NoChord> {
        let (modifiers, key) = parts(text);
        let event = KeyEvent::new(code(key).ok_or(NoChord::Unknown)?, modifiers);
        let shifted = event.code == KeyCode::Tab && modifiers.contains(KeyModifiers::SHIFT);
        let chord = Self::of(match shifted {
            true => KeyEvent::new(KeyCode::BackTab, modifiers),
            false => event,
        });
        let name = chord.name();
        if let Some((_, other)) = SAME.iter().find(|(one, _)| *one == name) {
            return Err(NoChord::Same((*other).to_owned()));
        }
        if !shifted && chord.modifiers != modifiers {
            return Err(NoChord::Same(name));
        }
        Ok(chord)
    }
}

fn key_name(code: KeyCode, modifiers: KeyModifiers) -> String {
    if let Some((name, ..)) = KEYS.iter().find(|(_, known, _)| *known == code) {
        return (*name).to_owned();
    }
    match code {
        KeyCode::Char(c) if modifiers.is_empty() => c.to_string(),
        KeyCode::Char(c) => c.to_ascii_uppercase().to_string(),
        code => code.to_string(),
    }
}

/// The modifiers before a key, and the key.
fn parts(text: &str) -> (KeyModifiers, &str) {
    let mut modifiers = KeyModifiers::NONE;
    let mut key = text;
    while let Some((name, rest)) = key
        .split_once(['-', '+'])
        .filter(|(_, rest)| !rest.is_empty())
    {
        let known = MODIFIERS
            .iter()
            .find(|(one, _, more)| called(name, one, more));
        let Some((_, modifier, _)) = known else { break };
        modifiers |= *modifier;
        key = rest;
    }
    (modifiers, key)
}

fn code(key: &str) -> Option<KeyCode> {
    let mut chars = key.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && !c.is_whitespace()).then_some(KeyCode::Char(c));
    }
    let number = key
        .strip_prefix(['F', 'f'])
        .and_then(|number| number.parse().ok());
    if let Some(number @ 1..=LAST_F) = number {
        return Some(KeyCode::F(number));
    }
    let known = KEYS.iter().find(|(one, _, more)| called(key, one, more));
    known.map(|(_, code, _)| *code)
}

fn called(name: &str, one: &str, more: &[&str]) -> bool {
    std::iter::once(&one)
        .chain(more)
        .any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::super::bindings;
    use super::*;

    #[test]
    fn every_default_reads_back_from_its_name() {
        for chord in bindings::all().flat_map(|binding| binding.chords) {
            assert_eq!(Chord::named(&chord.name()), Ok(*chord), "{}", chord.name());
        }
    }

    #[test]
    fn chords_are_read_in_all_the_ways_people_write_them() {
        for (text, name) in [
            ("ctrl+g", "Ctrl-G"),
            ("C-g", "Ctrl-G"),
            ("CONTROL-G", "Ctrl-G"),
            ("M-x", "Alt-X"),
            ("alt-Left", "Alt-Left"),
            ("meta+ctrl-x", "Ctrl-Alt-X"),
            ("shift-tab", "Shift-Tab"),
            ("ctrl-shift-tab", "Ctrl-Shift-Tab"),
            ("pageup", "PgUp"),
            ("PGDN", "PgDn"),
            ("Ctrl-Space", "Ctrl-Space"),
            ("return", "Enter"),
            ("Escape", "Esc"),
            ("del", "Delete"),
            ("f12", "F12"),
            ("h", "h"),
            ("H", "H"),
            ("?", "?"),
            ("-", "-"),
            ("+", "+"),
            ("Ctrl--", "Ctrl--"),
            ("ctrl++", "Ctrl-+"),
            ("ä", "ä"),
        ] {
            let chord = Chord::named(text).expect(text);
            assert_eq!(chord.name(), name, "{text}");
            assert_eq!(Chord::named(name), Ok(chord), "{name}");
        }
    }

    #[test]
    fn what_no_terminal_sends_is_refused() {
        let same = |name: &str| NoChord::Same(name.to_owned());
        for (text, why) in [
            ("", NoChord::Unknown),
            (" ", NoChord::Unknown),
            ("Ctrl-", NoChord::Unknown),
            ("Hyper-X", NoChord::Unknown),
            ("F0", NoChord::Unknown),
            ("F25", NoChord::Unknown),
            ("F-5", NoChord::Unknown),
            ("gg", NoChord::Unknown),
            ("\t", NoChord::Unknown),
            ("Ctrl-I", same("Tab")),
            ("C-m", same("Enter")),
            ("ctrl-[", same("Esc")),
            ("Shift-F5", same("F5")),
            ("Ctrl-Shift-G", same("Ctrl-G")),
            ("Ctrl-Alt-@", same("@")),
            ("Shift-h", same("h")),
        ] {
            assert_eq!(Chord::named(text), Err(why), "{text:?}");
        }
    }
}
