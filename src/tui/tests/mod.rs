//! The screen driven by keys on a test backend, and plain mode by lines.

mod harness;
mod keys;
mod looped;
mod plain;
mod screens;
mod sweep;
