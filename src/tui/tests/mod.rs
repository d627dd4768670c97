//! The screen driven by keys on a test backend, and plain mode by lines.

mod bindings;
mod harness;
mod keys;
mod looped;
mod path;
mod plain;
mod screens;
mod sweep;
