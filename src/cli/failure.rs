//! Errors as they are printed: once, on standard error, after the program's name.

use crate::load::LoadError;
use crate::source::{Faults, printable};
use std::io::{self, Write};

/// Whether the reader of our output went away, as `head` does: no failure of ours.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Prints an error with its causes; the faults of a file each with its line and a caret.
pub(super) fn print(error: &anyhow::Error) {
    note(&text(error));
}

/// An error with its causes, or the faults of a file.
pub(super) fn text(error: &anyhow::Error) -> String {
    match error.downcast_ref::<LoadError>() {
        Some(LoadError::Faults(faults)) => counted(faults),
        Some(error @ LoadError::NoRubric { faults, .. }) if !faults.0.is_empty() => {
            format!("{}\n{error}", counted(faults))
        }
        _ => format!("{error:#}"),
    }
}

fn counted(Faults(faults): &Faults) -> String {
    let count = match faults.len() {
        1 => "one fault".to_owned(),
        n => format!("{n} faults"),
    };
    format!("{count}\n{}", Faults(faults.clone()))
}

/// A line on standard error; where that is closed there is nobody to tell.
pub(super) fn note(message: &str) {
    let _ = writeln!(io::stderr(), "conntutor: {}", printable(message));
}
