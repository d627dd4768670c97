//! The practice session on a terminal.
