//! The exam question and its parts, read from Markdown with YAML front matter. Knows no rubric and no answer.

mod model;

pub use model::{CodeBlock, CodeKind, Component, Part, Question, Section, SubQuestion};
