//! Keys bound anew: what stands under `keys:` in a configuration is checked and put into the table.

use super::chord_name::NoChord;
use super::keymap::{Bound, Keys};
use super::keys::{Chord, Command, Place, ctrl};
use crate::source::{Span, did_you_mean};
use crate::yaml::{Entry, Node, Reader, Text, Value, clip};

/// Keys that one command may have.
const MOST: usize = 16;
/// The way out that is nobody's to take.
const INTERRUPT: Chord = ctrl('c');

/// The table in the making.
pub(super) struct Rebinding<'r, 's> {
    reader: &'r mut Reader<'s>,
    keys: Keys,
    /// What the file binds, so that a clash can be told where it is written.
    written: Vec<Written>,
}

/// One chord of the file, or an empty list.
struct Written {
    span: Span,
    chord: Option<Chord>,
    command: Command,
}

impl<'r, 's> Rebinding<'r, 's> {
    /// The keys that the file binds, and the defaults of all other commands.
    pub(super) fn read(reader: &'r mut Reader<'s>, node: &Node) -> Keys {
        let mut rebinding = Self {
            reader,
            keys: Keys::default(),
            written: Vec::new(),
        };
        let entries = rebinding.reader.entries(node, "keys").unwrap_or_default();
        let placed = |entry: &&Entry| place_named(&entry.key.text).is_some();
        for entry in entries.iter().filter(|entry| !placed(entry)) {
            rebinding.entry(None, entry);
        }
        for entry in entries.iter().filter(placed) {
            let inner = rebinding.reader.entries(&entry.value, &entry.key.text);
            for inner in inner.unwrap_or_default() {
                rebinding.entry(place_named(&entry.key.text), inner);
            }
        }
        rebinding.clashes();
        rebinding.needed();
        rebinding.keys
    }

    /// A command and its keys, in one place or wherever it works.
    fn entry(&mut self, place: Option<Place>, entry: &Entry) {
        let Some(command) = self.command(&entry.key, place) else {
            return;
        };
        let of = command.name();
        let texts = match &entry.value.value {
            Value::List(items) if items.is_empty() => Vec::new(),
            _ => self.reader.texts(Some(&entry.value), &of),
        };
        if let Some(text) = texts.get(MOST) {
            let what = format!("more than {MOST} keys for '{of}'");
            self.reader
                .fault(text.span, what, "leave out those nobody presses");
        }
        let mut chords = Vec::new();
        for text in texts.iter().take(MOST).filter(|text| !text.is_blank()) {
            let Some(chord) = self.chord(text, command, place) else {
                continue;
            };
            self.written.push(Written {
                span: text.span,
                chord: Some(chord),
                command,
            });
            if !chords.contains(&chord) {
                chords.push(chord);
            }
        }
        if texts.is_empty() {
            self.written.push(Written {
                span: entry.key.span,
                chord: None,
                command,
            });
        }
        self.bind(command, place, chords);
    }

    fn command(&mut self, key: &Text, place: Option<Place>) -> Option<Command> {
        let all: Vec<Command> = self.keys.bound.iter().map(|bound| bound.command).collect();
        let Some(command) = all
            .iter()
            .copied()
            .find(|command| command.name() == key.text)
        else {
            let names: Vec<String> = all.iter().map(|command| command.name()).collect();
            let places = Place::ALL.map(Place::name);
            let places = places.iter().copied().filter(|_| place.is_none());
            let known = names.iter().map(String::as_str).chain(places);
            let mend = did_you_mean(&key.text, known)
                .unwrap_or_else(|| "'conntutor show --keys' lists all".to_owned());
            self.reader
                .fault(key.span, format!("no command '{}'", clip(&key.text)), mend);
            return None;
        };
        let name = command.name();
        if command.is_fixed() {
            let what = format!("'{name}' keeps the keys it has");
            self.reader
                .fault(key.span, what, format!("leave '{name}' out"));
            return None;
        }
        let works = self.places(command);
        if place.is_some_and(|place| !works.iter().any(|works| works.reaches(place))) {
            let what = format!(
                "'{name}' does nothing in '{}'",
                place.map_or("", Place::name)
            );
            let works: Vec<_> = works
                .iter()
                .map(|place| format!("'{}'", place.name()))
                .collect();
            let mend = format!("it works in {}", works.join(" and "));
            self.reader.fault(key.span, what, mend);
            return None;
        }
        Some(command)
    }

    /// Where the table has keys for a command.
    fn places(&self, command: Command) -> Vec<Place> {
        let bound = self
            .keys
            .bound
            .iter()
            .filter(|bound| bound.command == command);
        bound.map(|bound| bound.place).collect()
    }

    fn chord(&mut self, text: &Text, command: Command, place: Option<Place>) -> Option<Chord> {
        let name = clip(&text.text);
        let chord = match Chord::named(&text.text) {
            Ok(chord) => chord,
            Err(NoChord::Unknown) => {
                let mend = "keys are written as F5, Ctrl-G, Alt-Left, Shift-Tab, PgUp, Space or h";
                self.reader
                    .fault(text.span, format!("no key is called '{name}'"), mend);
                return None;
            }
            Err(NoChord::Same(other)) => {
                let what = format!("terminals send {other} for '{name}'");
                self.reader.fault(text.span, what, "bind another key");
                return None;
            }
        };
        if chord == INTERRUPT {
            let what = format!("{} is the way out that always works", chord.name());
            self.reader.fault(text.span, what, "bind another key");
            return None;
        }
        let while_writing = match place {
            Some(place) => place.writes(),
            None => self.rows(command, None).any(|row| row.place.writes()),
        };
        if while_writing && chord.typed().is_some() {
            let what = format!(
                "'{}' is typed into the answer, it cannot be bound there",
                chord.name()
            );
            let mend = "bind it under 'reading:' or 'feedback:', or hold Ctrl or Alt with it";
            self.reader.fault(text.span, what, mend);
            return None;
        }
        Some(chord)
    }

    /// Gives a command its keys in the stead of those it had there.
    fn bind(&mut self, command: Command, place: Option<Place>, chords: Vec<Chord>) {
        let mut bound = false;
        for row in self.rows(command, place) {
            row.chords.clone_from(&chords);
            bound = true;
        }
        let Some(place) = place.filter(|_| !bound) else {
            return;
        };
        let help = self.rows(command, None).next().map_or("", |row| row.help);
        self.keys.bound.push(Bound {
            place,
            chords,
            command,
            help,
        });
    }

    /// The lines of the table for a command: in one place, or else everywhere, or else in each place it has.
    fn rows(&mut self, command: Command, place: Option<Place>) -> impl Iterator<Item = &mut Bound> {
        let everywhere = self.places(command).contains(&Place::Any);
        let place = place.or(everywhere.then_some(Place::Any));
        let rows = self
            .keys
            .bound
            .iter_mut()
            .filter(move |row| row.command == command);
        rows.filter(move |row| place.is_none_or(|place| row.place == place))
    }

    /// Tells each key of the file that two commands would get; where the file has both, at the later one.
    fn clashes(&mut self) {
        self.written.sort_by_key(|written| written.span);
        let mut told = Vec::new();
        for written in self.written.iter().rev() {
            let Some((chord, mine, other)) = clash(&self.keys, written) else {
                continue;
            };
            if told.contains(&(chord, other.command, mine.command)) {
                continue;
            }
            told.push((chord, mine.command, other.command));
            let what = format!(
                "{} is bound to {} and to {}",
                chord.name(),
                said(mine),
                said(other)
            );
            let other = other.command.name();
            let mend = format!("choose another key, or give '{other}' others as well");
            self.reader.fault(written.span, what, mend);
        }
    }

    /// Tells where a command that must have a key everywhere has none left.
    fn needed(&mut self) {
        let rows = self.keys.bound.iter();
        let bare = rows.filter(|row| row.place == Place::Any && row.chords.is_empty());
        for command in bare
            .map(|row| row.command)
            .filter(|command| command.is_needed())
        {
            let emptied =
                |written: &&Written| written.command == command && written.chord.is_none();
            if let Some(emptied) = self.written.iter().find(emptied) {
                let what = format!("'{}' would have no key", command.name());
                self.reader
                    .fault(emptied.span, what, "leave it at least one");
            }
        }
    }
}

/// The chord that a line of the file binds and another command has as well, and the two.
fn clash<'k>(keys: &'k Keys, written: &Written) -> Option<(Chord, &'k Bound, &'k Bound)> {
    let chord = written.chord?;
    let held = || {
        keys.bound
            .iter()
            .filter(move |row| row.chords.contains(&chord))
    };
    let mut mine = held().filter(|row| row.command == written.command);
    mine.find_map(|mine| {
        let clashing = |row: &&Bound| row.command != mine.command && row.place.meets(mine.place);
        Some((chord, mine, held().find(clashing)?))
    })
}

/// A command and where, as a clash names it.
fn said(row: &Bound) -> String {
    format!("'{}' ({})", row.command.name(), row.place.name())
}

fn place_named(name: &str) -> Option<Place> {
    Place::ALL.into_iter().find(|place| place.name() == name)
}
