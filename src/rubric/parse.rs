//! The way into the room: a source in, a rubric or all its faults out.

use super::model::Rubric;
use super::reader::Reader;
use super::yaml;
use crate::source::{Faults, Source};

/// Reads a rubric.
///
/// # Errors
/// All faults of the file, in the order of their places.
pub fn parse(source: &Source) -> Result<Rubric, Faults> {
    let mut reader = Reader::new(source);
    let tree = yaml::tree(&mut reader);
    let written = match tree {
        Some(root) => reader.rubric(&root),
        None => return Err(Faults(reader.into_faults())),
    };
    let rubric = reader.compile(written);
    if reader.is_clean() {
        Ok(rubric)
    } else {
        Err(Faults(reader.into_faults()))
    }
}
