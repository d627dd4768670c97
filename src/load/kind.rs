//! How the answers of a file are written, told by its name.

use std::path::Path;

/// What is said of a file of another kind.
pub(super) const KINDS: &str = "answers are read from .md, .txt, .jsonl, .json and .csv files";

/// A kind of file that holds answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The whole file is one answer.
    Plain,
    /// An answer a line.
    JsonLines,
    /// One answer, or an array of them.
    Json,
    /// An answer a row.
    Table,
}

impl Kind {
    /// The kind of a file; none where it holds no answers.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "txt" => Some(Self::Plain),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Table),
            _ => None,
        }
    }
}
