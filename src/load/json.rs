//! Answers as a JSON file: one object, an array of them, or one after another.

use super::record::{self, Start};
use super::values::Values;
use super::{Entry, InputError};
use std::io::BufRead;

/// One answer a value; a malformed one is an error and the next one is read.
pub(super) fn answers(name: String, reader: impl BufRead) -> impl Iterator<Item = Entry> {
    let mut values = Some(Values::new(reader));
    std::iter::from_fn(move || match values.as_mut()?.next_value() {
        Ok(value) => value.map(|value| {
            let start = Start {
                name: &name,
                line: value.line,
                column: value.column,
            };
            record::submission(start, &value.text(&name)?)
        }),
        Err(error) => {
            values = None;
            Some(Err(InputError::unreadable(&name, &error)))
        }
    })
}
