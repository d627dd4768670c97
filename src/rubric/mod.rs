//! What earns points and what is a mistake: YAML as written (`schema`), then checked and compiled (`model`).

mod compile;
mod convert;
mod follow_up;
mod format;
mod gateway;
mod line_regex;
mod model;
mod parse;
mod read;
mod regexes;
mod schema;
mod wordings;

pub use crate::yaml::Shape;
pub use format::FORMAT;
pub use line_regex::LineRegex;
pub use model::{
    CodeWording, Conduct, Criterion, Example, FollowUp, Gateway, Hints, Misconception, Probe,
    Recall, Rubric, SharedLexicon, SubjectGroup, SubjectName, Words,
};
pub use parse::parse;
