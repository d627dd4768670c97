//! Tests of entries: what is read, and what it is said to mean.

mod meaning;
mod odd;
mod reading;

use crate::netfilter::{Entry, entries};
use crate::source::Source;

/// The first entry of a text.
fn entry(text: &str) -> Entry {
    let source = Source::new("t", text);
    let found = entries(&source).find_map(|line| line.entry);
    found.unwrap_or_else(|| panic!("no entry: {text}"))
}
