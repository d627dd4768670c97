//! What is kept of a session between two sittings, and its text form.
//!
//! The file is the tutor's own memory, not an output: a small JSON object with a version, built and
//! read by hand so that the types here stay free of a wire format. Unknown keys are ignored; a version
//! of a later program is refused rather than half read.

use super::ladder::Level;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The version this program writes.
const VERSION: u64 = 1;

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The question's id.
    pub question: String,
    /// Id of the part that was open.
    pub current: String,
    /// One entry a part; parts the question no longer has are kept too.
    pub parts: Vec<PartDraft>,
    /// The highest hint opened, by criterion id.
    pub hints: BTreeMap<String, Level>,
}

/// A part as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartDraft {
    /// The part's id.
    pub id: String,
    /// The draft's text.
    pub text: String,
    /// How often it was submitted.
    pub attempts: u32,
    /// Whether it changed after the last submission.
    pub changed: bool,
}

/// Why a kept session could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// It is no JSON.
    #[error("the draft is no JSON: {0}")]
    Syntax(String),
    /// A key is absent or holds the wrong kind of value.
    #[error("the draft has no usable '{0}'")]
    Field(&'static str),
    /// A later program wrote it.
    #[error("the draft has version {0}, this program reads up to {VERSION}")]
    Version(u64),
}

impl Draft {
    /// Its text form.
    pub fn to_json(&self) -> String {
        let parts: Vec<Value> = self.parts.iter().map(PartDraft::to_value).collect();
        let hints: Map<String, Value> = self
            .hints
            .iter()
            .map(|(id, level)| (id.clone(), level.number().into()))
            .collect();
        let value = json!({
            "version": VERSION,
            "question": self.question,
            "current": self.current,
            "parts": parts,
            "hints": hints,
        });
        format!("{value:#}\n")
    }

    /// Reads its text form.
    ///
    /// # Errors
    /// Says what is wrong with the text; nothing of it is taken then.
    pub fn from_json(text: &str) -> Result<Self, DraftError> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| DraftError::Syntax(error.to_string()))?;
        let version = value["version"]
            .as_u64()
            .ok_or(DraftError::Field("version"))?;
        if version > VERSION {
            return Err(DraftError::Version(version));
        }
        let parts = value["parts"]
            .as_array()
            .ok_or(DraftError::Field("parts"))?;
        Ok(Self {
            question: string(&value, "question")?,
            current: string(&value, "current").unwrap_or_default(),
            parts: parts
                .iter()
                .map(PartDraft::from_value)
                .collect::<Result<_, _>>()?,
            hints: hints(&value["hints"]),
        })
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.text.is_empty())
    }
}

impl PartDraft {
    fn to_value(&self) -> Value {
        json!({
            "part": self.id,
            "text": self.text,
            "attempts": self.attempts,
            "changed": self.changed,
        })
    }

    fn from_value(value: &Value) -> Result<Self, DraftError> {
        let attempts = value["attempts"].as_u64().unwrap_or(0);
        Ok(Self {
            id: string(value, "part")?,
            text: string(value, "text")?,
            attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
            changed: value["changed"].as_bool().unwrap_or(false),
        })
    }
}

fn string(value: &Value, key: &'static str) -> Result<String, DraftError> {
    value[key]
        .as_str()
        .map(str::to_owned)
        .ok_or(DraftError::Field(key))
}

fn hints(value: &Value) -> BTreeMap<String, Level> {
    let entries = value.as_object().into_iter().flatten();
    entries
        .filter_map(|(id, number)| Some((id.clone(), Level::from_number(number.as_u64()?)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let draft = Draft {
            question: "q".into(),
            current: "2".into(),
            parts: vec![PartDraft {
                id: "1".into(),
                text: "tab\t quote \" 漢\nline\n".into(),
                attempts: 3,
                changed: true,
            }],
            hints: BTreeMap::from([("state-new".into(), Level::Prompt)]),
        };
        assert_eq!(Draft::from_json(&draft.to_json()), Ok(draft));
    }

    #[test]
    fn what_is_no_draft_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", "the draft is no JSON"),
            ("{\"version\":1", "the draft is no JSON"),
            ("[]", "no usable 'version'"),
            ("{\"version\":9}", "version 9, this program reads up to 1"),
            ("{\"version\":1}", "no usable 'parts'"),
            ("{\"version\":1,\"parts\":[]}", "no usable 'question'"),
            (
                "{\"version\":1,\"question\":\"q\",\"parts\":[{\"part\":\"1\"}]}",
                "no usable 'text'",
            ),
        ] {
            let error = Draft::from_json(text).expect_err(text).to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn unknown_keys_and_absent_extras_do_no_harm() {
        let text = r#"{"version":1,"question":"q","later":[1],"parts":[{"part":"1","text":"t"}],"hints":{"a":9,"b":2}}"#;
        let draft = Draft::from_json(text).expect("readable");
        assert_eq!(draft.parts[0].text, "t");
        assert_eq!(draft.hints, BTreeMap::from([("b".into(), Level::Hint)]));
    }
}
