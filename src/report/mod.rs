//! Grades, findings, agreement and conntrack entries as text or JSON: one file a format, each returns a `String`, none prints.

mod class;
mod entries_json;
mod entries_text;
mod evaluate_json;
mod evaluate_text;
mod explain_json;
mod explain_text;
mod explain_words;
mod findings_json;
mod findings_text;
mod grade_json;
mod grade_text;
mod gradebook;
mod json;
mod layout;
mod question_json;
mod question_text;
mod rules_json;
mod rules_remarks;
mod rules_text;
mod style;

pub use class::Class;
pub use entries_json::{entry_json, entry_jsonl};
pub use entries_text::entry_text;
pub use evaluate_json::evaluate_json;
pub use evaluate_text::{Evaluation, evaluate_text};
pub use findings_json::findings_json;
pub use findings_text::findings_text;
pub use grade_json::{grade_json, grade_jsonl};
pub use grade_text::grade_text;
pub use gradebook::{Format, Gradebook};
pub use question_json::{question_json, rubric_json};
pub use question_text::{part_text, question_text, rubric_text};
pub use rules_json::rules_json;
pub use rules_text::{rules_text, trace_text};
pub use style::{Style, Tone};
