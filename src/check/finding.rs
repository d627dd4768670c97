//! What the self-check found, where, and how to mend it.

use super::code::Code;
use crate::source::{Position, Source, Span};
use std::fmt;

/// One thing that is wrong with a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Where; none where no place of a file is at fault.
    pub place: Option<Place>,
    /// What is wrong, lower case, no full stop.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

/// Whether a finding makes the rubric unfit for use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Marks would be wrong.
    Error,
    /// Marks are right, the rubric could be better.
    Warning,
}

/// A place in the rubric's or the question's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Name of the file.
    pub file: String,
    /// Line and column.
    pub position: Position,
    /// The line, to show with a caret.
    pub line: String,
}

impl Place {
    /// The start of a span.
    pub(super) fn of(source: &Source, span: Span) -> Self {
        let position = source.position(span.start);
        Self {
            file: source.name().to_owned(),
            position,
            line: source.line(position.line).to_owned(),
        }
    }
}

impl Severity {
    /// Its name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { file, position, .. }) = &self.place {
            write!(f, "{file}:{}:{}: ", position.line, position.column)?;
        }
        write!(f, "{}; {}", self.what, self.mend)
    }
}
