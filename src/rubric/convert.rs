//! The small pieces of a rubric, from as written to as meant.

use super::model::{Example, Hints, SubjectGroup, SubjectName, Words};
use super::schema;
use crate::yaml::Text;

impl From<schema::Group> for SubjectGroup {
    fn from(written: schema::Group) -> Self {
        Self {
            name: written.name.text,
            names: written.names.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<schema::Named> for SubjectName {
    fn from(written: schema::Named) -> Self {
        Self {
            name: written.name.text,
            forms: texts(written.forms),
            span: written.name.span,
        }
    }
}

impl From<[Text; 4]> for Hints {
    fn from(written: [Text; 4]) -> Self {
        let spans = written.each_ref().map(|text| text.span);
        let [pump, hint, prompt, assertion] = written.map(|text| text.text);
        Self {
            pump,
            hint,
            prompt,
            assertion,
            spans,
        }
    }
}

/// A text that may be left out.
impl From<Option<Text>> for Words {
    fn from(written: Option<Text>) -> Self {
        let Text { text, span, .. } = written.unwrap_or_default();
        Self { text, span }
    }
}

/// The texts without their places.
pub(super) fn texts(written: Vec<Text>) -> Vec<String> {
    written.into_iter().map(|text| text.text).collect()
}

/// The examples of an item, which stand in its part where they name no other.
pub(super) fn examples(written: Vec<schema::Example>, part: &str) -> Vec<Example> {
    let example = |example: schema::Example| Example {
        part: example.part.map_or(part.to_owned(), |part| part.text),
        under: example.under.map(|under| under.text).unwrap_or_default(),
        text: example.text.text,
        span: example.span,
    };
    written.into_iter().map(example).collect()
}
