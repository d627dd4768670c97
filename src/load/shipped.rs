//! The question and the rubric that are compiled in, so that the program works with no files at all.

use crate::source::Source;

/// The shipped question.
pub fn shipped_question() -> Source {
    Source::new(
        "<shipped>/questions/conntrack.md",
        include_str!("../../questions/conntrack.md"),
    )
}

/// The shipped rubric.
pub fn shipped_rubric() -> Source {
    Source::new(
        "<shipped>/rubrics/conntrack.yaml",
        include_str!("../../rubrics/conntrack.yaml"),
    )
}
