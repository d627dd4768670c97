//! The table of keys: no key twice in one place, none that a terminal swallows or a writer types.

use crate::tui::bindings;
use crate::tui::keys::Place;
use crate::tui::keys::Place::{Any, Editor};

#[test]
fn no_chord_is_bound_twice_in_one_place() {
    for place in Place::ALL {
        let mut seen = Vec::new();
        let bound = bindings::all().filter(|b| b.place == place || b.place == Any);
        for chord in bound.flat_map(|binding| binding.chords) {
            assert!(!seen.contains(&chord), "{} in {place:?}", chord.name());
            seen.push(chord);
        }
    }
}

#[test]
fn no_plain_character_acts_while_writing() {
    let writing = bindings::all().filter(|b| matches!(b.place, Any | Editor));
    for chord in writing.flat_map(|binding| binding.chords) {
        assert_eq!(chord.typed(), None, "{}", chord.name());
    }
}

#[test]
fn what_terminals_swallow_is_never_the_only_binding() {
    let swallowed = [
        "Ctrl-S", "Ctrl-B", "Ctrl-J", "Ctrl-I", "Ctrl-M", "F10", "F11",
    ];
    for binding in bindings::all() {
        let names: Vec<_> = binding.chords.iter().map(|chord| chord.name()).collect();
        assert!(
            names.iter().any(|name| !swallowed.contains(&name.as_str())),
            "{names:?}"
        );
    }
}
