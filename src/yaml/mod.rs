//! YAML with places: a tree whose every key and scalar knows its bytes, and readers that note every fault.
//!
//! It stands on `source` and serves the rubric and the configuration; it knows neither.

mod fields;
mod reader;
mod scalar;
mod shape;
mod tree;

pub(crate) use fields::Fields;
pub(crate) use reader::{Reader, clip};
pub use shape::Shape;
pub(crate) use tree::{Entry, Node, Text, Value, tree};
