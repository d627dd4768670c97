//! The real binary: arguments and input in, output and exit code out, row by row.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test writes files and runs the program"
)]

mod commands;
mod config;
mod contract;
mod entries;
mod explain;
mod files;
mod grades;
mod harness;
mod hostile;
mod inputs;
mod outputs;
mod rules;
