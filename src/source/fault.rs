//! What is wrong with a text, where, and how to mend it. Parsers collect these; nobody stops at the first.

use super::{Position, Source, Span};
use std::fmt;

/// One fault in a named text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the text.
    pub file: String,
    /// Where the fault starts.
    pub position: Position,
    /// The bytes at fault.
    pub span: Span,
    /// The line it stands on, to show with a caret.
    pub line: String,
    /// What is wrong, lower case, no full stop.
    pub what: String,
    /// How to mend it, where that is known.
    pub mend: Option<String>,
}

impl Fault {
    /// A fault at a span of a source.
    pub fn new(source: &Source, span: Span, what: impl Into<String>) -> Self {
        let position = source.position(span.start);
        Self {
            file: source.name().to_owned(),
            position,
            span,
            line: source.line(position.line).to_owned(),
            what: what.into(),
            mend: None,
        }
    }

    /// The same fault with its mend.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// Two further lines: the line at fault and a caret under the place. Both safe for a terminal.
    pub fn excerpt(&self) -> String {
        const WIDTH: usize = 100;
        let before = self.position.column.saturating_sub(1);
        let skip = before.saturating_sub(WIDTH / 2);
        let shown: String = self.line.chars().skip(skip).take(WIDTH).collect();
        let blank = " ".repeat(before - skip);
        format!(
            "  | {}\n  | {blank}^",
            super::printable(&shown.replace('\t', " "))
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        let (file, what) = (super::printable(&self.file), super::printable(&self.what));
        write!(f, "{file}:{line}:{column}: {what}")?;
        match &self.mend {
            Some(mend) => write!(f, "; {}", super::printable(mend)),
            None => Ok(()),
        }
    }
}

/// All faults of a text, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}\n{}", fault.excerpt())?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
