//! Answers as JSON, one a line.

use super::Entry;
use super::lines::Lines;
use super::record::{self, Start};
use std::io::BufRead;

/// One answer a line; a malformed line is an error and the next one is read.
pub(super) fn answers(name: String, reader: impl BufRead) -> impl Iterator<Item = Entry> {
    Lines::new(&name, reader).map(move |line| {
        let line = line?;
        let start = Start {
            name: &name,
            line: line.number,
            column: 1,
        };
        record::submission(start, &line.text)
    })
}
