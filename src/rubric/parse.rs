//! The way into the room: a source in, a rubric or all its faults out.

use super::model::Rubric;
use crate::source::{Faults, Source, Span};
use crate::yaml::{self, Reader};

/// Reads a rubric.
///
/// # Errors
/// All faults of the file, in the order of their places.
pub fn parse(source: &Source) -> Result<Rubric, Faults> {
    let mut reader = Reader::new(source, "rubric");
    let tree = yaml::tree(&mut reader);
    let written = match tree {
        Some(root) => reader.rubric(&root),
        None => {
            if reader.is_clean() {
                let mend = "a rubric starts with 'question:' and the id of its question";
                reader.fault(Span::default(), "the rubric is empty", mend);
            }
            return Err(Faults(reader.into_faults()));
        }
    };
    let rubric = reader.compile(written);
    if reader.is_clean() {
        Ok(rubric)
    } else {
        Err(Faults(reader.into_faults()))
    }
}
