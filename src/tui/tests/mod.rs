//! The screen driven by keys on a test backend, and plain mode by lines.

mod bindings;
mod choose;
mod config;
mod docs;
mod harness;
mod keys;
mod looped;
mod palette;
mod path;
mod pictures;
mod plain;
mod plain_choices;
mod plain_ends;
mod screens;
mod sweep;
mod writing;
