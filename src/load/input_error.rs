//! Why an input yields no answer: where, what, and how to mend it.

use std::fmt;

/// One input that yields no answer; the others still do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The file, or `<stdin>`.
    pub name: String,
    /// Line, from 1, where one is known.
    pub line: Option<usize>,
    /// Column in characters, from 1, where one is known.
    pub column: Option<usize>,
    /// What is wrong, lower case, no full stop.
    pub what: String,
    /// How to mend it, where that is known.
    pub mend: Option<String>,
    /// Whether it was passed over on purpose, as a picture in a folder of answers: no error.
    pub skipped: bool,
}

impl InputError {
    pub(super) fn new(name: &str, what: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            line: None,
            column: None,
            what: what.into(),
            mend: None,
            skipped: false,
        }
    }

    pub(super) fn unreadable(name: &str, error: &std::io::Error) -> Self {
        Self::new(name, format!("cannot be read: {error}"))
    }

    pub(super) fn too_large(name: &str, what: &str) -> Self {
        let limit = super::MAX_ANSWER >> 20;
        Self::new(name, format!("{what} is larger than {limit} MiB"))
            .mend("an answer is a few pages of text")
    }

    pub(super) fn at(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    pub(super) fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    pub(super) fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    pub(super) fn skipped(mut self) -> Self {
        self.skipped = true;
        self
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        write!(f, ": {}", self.what)?;
        match &self.mend {
            Some(mend) => write!(f, "; {mend}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InputError {}
