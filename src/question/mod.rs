//! The exam question and its parts, read from Markdown with YAML front matter. Knows no rubric and no answer.

mod asking;
mod chapter;
mod code;
mod component;
mod desk;
mod expected;
mod follow_up;
mod front;
mod lead;
mod model;
mod outline;
mod parse;
mod part;

pub use code::kind_of;
pub use follow_up::{FORMATIVE, ONLY_PART, follow_up_id};
pub use model::{CodeBlock, CodeKind, Component, Part, Question, Section, SubQuestion};
pub use parse::{LARGEST, parse, parse_bytes};
