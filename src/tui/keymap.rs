//! The keys of one session: the table of `bindings`, with what the configuration changes in it.

use super::bindings;
use super::keys::{Chord, Command, Place};

/// Which key does what. The default is what the program is delivered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    pub(super) bound: Vec<Bound>,
}

/// The keys of a command in a place; there may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) place: Place,
    pub(super) chords: Vec<Chord>,
    pub(super) command: Command,
    /// How help says it; empty where help leaves it out.
    pub(super) help: &'static str,
}

impl Default for Keys {
    fn default() -> Self {
        let bound = bindings::all().map(|binding| Bound {
            place: binding.place,
            chords: binding.chords.to_vec(),
            command: binding.command,
            help: binding.help,
        });
        Self {
            bound: bound.collect(),
        }
    }
}

impl Keys {
    /// What a chord asks for in any of these places; the first place that knows it decides. With Shift, a
    /// chord that is not bound itself asks for what it does without, and selects where that moves.
    pub(super) fn command(&self, chord: Chord, places: &[Place]) -> Option<Command> {
        let unshifted = || Some(self.bound(chord.unshifted()?, places)?.shifted());
        self.bound(chord, places).or_else(unshifted)
    }

    fn bound(&self, chord: Chord, places: &[Place]) -> Option<Command> {
        places.iter().find_map(|place| {
            let mut here = self.bound.iter().filter(|bound| bound.place == *place);
            here.find(|bound| bound.chords.contains(&chord))
                .map(|bound| bound.command)
        })
    }

    /// The name of the first key bound to a command.
    pub(super) fn key_of(&self, command: Command) -> Option<String> {
        self.key_in(command, &Place::ALL)
    }

    /// The same, of those that work in these places.
    pub(super) fn key_in(&self, command: Command, places: &[Place]) -> Option<String> {
        let here = |bound: &&Bound| bound.command == command && places.contains(&bound.place);
        let mut bound = self.bound.iter().filter(here);
        let chord = bound.find_map(|bound| bound.chords.first())?;
        Some(chord.name())
    }

    /// The same; the way through the palette where no key is bound.
    pub(super) fn name_of(&self, command: Command) -> String {
        self.key_of(command).unwrap_or_else(|| {
            let palette = self.key_of(Command::Palette).unwrap_or_default();
            format!("{palette} '{}'", command.spoken())
        })
    }

    /// The configuration that binds what is bound here, with a comment for each command: one to begin with.
    pub fn to_yaml(&self) -> String {
        let mut yaml = String::from("keys:\n");
        for place in Place::ALL {
            yaml.push_str(&format!("  {}:\n", place.name()));
            let here = self.bound.iter().filter(|bound| bound.place == place);
            for bound in here.filter(|bound| !bound.command.is_fixed()) {
                let chords: Vec<_> = bound
                    .chords
                    .iter()
                    .map(|chord| quoted(&chord.name()))
                    .collect();
                if !bound.help.is_empty() {
                    yaml.push_str(&format!("    # {}\n", bound.help));
                }
                yaml.push_str(&format!(
                    "    {}: [{}]\n",
                    bound.command.name(),
                    chords.join(", ")
                ));
            }
        }
        yaml
    }
}

/// A chord as YAML reads it.
fn quoted(name: &str) -> String {
    match name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !name.ends_with('-') {
        true => name.to_owned(),
        false if name.contains('\'') => format!("\"{name}\""),
        false => format!("'{name}'"),
    }
}
