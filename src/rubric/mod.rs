//! What earns points and what is a mistake: YAML as written (`schema`), then checked and compiled (`model`).

mod compile;
mod convert;
mod fields;
mod follow_up;
mod format;
mod gateway;
mod line_regex;
mod model;
mod nearest;
mod parse;
mod read;
mod reader;
mod regexes;
mod scalar;
mod schema;
mod wordings;
mod yaml;

pub use format::{FORMAT, Shape};
pub use line_regex::LineRegex;
pub use model::{
    CodeWording, Conduct, Criterion, Example, FollowUp, Gateway, Hints, Misconception, Probe,
    Rubric, SharedLexicon, SubjectGroup, SubjectName,
};
pub(crate) use nearest::did_you_mean;
pub use parse::parse;
