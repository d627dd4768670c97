//! The user's configuration: YAML in, keys and switches or all its faults out. No file is read here.

use super::keymap::Keys;
use super::rebind::Rebinding;
use crate::source::{Faults, Source};
use crate::yaml::{self, Node, Reader, Shape};

/// The keys of the file itself.
const CONFIG: Shape = Shape {
    name: "the configuration",
    required: &[],
    optional: &["keys", "ascii", "mouse"],
};

/// What a user has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Which key does what.
    pub keys: Keys,
    /// Lines are drawn with ASCII only.
    pub ascii: bool,
    /// The wheel scrolls.
    pub mouse: bool,
}

/// Reads a configuration; an empty one changes nothing.
///
/// # Errors
/// All faults of the file, in the order of their places.
pub fn config(source: &Source) -> Result<Config, Faults> {
    let mut reader = Reader::new(source, "configuration");
    let config = match yaml::tree(&mut reader) {
        Some(root) => read(&mut reader, &root),
        None => Config::default(),
    };
    if reader.is_clean() {
        Ok(config)
    } else {
        Err(Faults(reader.into_faults()))
    }
}

fn read(reader: &mut Reader<'_>, root: &Node) -> Config {
    let Some(fields) = reader.fields(root, &CONFIG) else {
        return Config::default();
    };
    Config {
        keys: fields
            .get("keys")
            .map_or_else(Keys::default, |node| Rebinding::read(reader, node)),
        ascii: reader.switch(fields.get("ascii"), "ascii"),
        mouse: reader.switch(fields.get("mouse"), "mouse"),
    }
}
