//! The editor of an answer or of one line: a text with cursor, selection and undo, wrapped and drawn.
//!
//! It knows text and cells only: no session, no keys, no clipboard but what it is handed.

mod field;
mod find;
mod history;
mod paint;
#[cfg(test)]
mod tests;
mod text;
mod words;
mod wrap;

pub(super) use field::Editor;
pub(super) use find::Finds;
