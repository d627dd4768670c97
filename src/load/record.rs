//! An answer as JSON writes it: `{"id","text"}` or `{"id","parts":{…}}`; further keys are ignored.

use super::{Entry, InputError};
use crate::answer::Submission;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;

/// Where a JSON text starts in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'a> {
    pub(super) name: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Start<'_> {
    /// An error of this record, with no better place than its start.
    pub(super) fn fault(self, what: impl Into<String>) -> InputError {
        InputError::new(self.name, what).at(self.line, self.column)
    }
}

/// Reads any JSON value, with the place of its fault in the file.
pub(super) fn read<T: de::DeserializeOwned>(start: Start, text: &str) -> Result<T, InputError> {
    serde_json::from_str(text).map_err(|error| {
        let within = text.lines().nth(error.line().saturating_sub(1));
        let bytes = error.column().saturating_sub(1);
        let column = within.map_or(0, |line| line.bytes().take(bytes).filter(first).count());
        let line = start.line + error.line().saturating_sub(1);
        let shift = if error.line() <= 1 { start.column } else { 1 };
        InputError::new(start.name, without_place(&error.to_string())).at(line, column + shift)
    })
}

/// Whether a byte is the first of its character.
fn first(byte: &u8) -> bool {
    !matches!(byte, 0x80..=0xBF)
}

fn without_place(message: &str) -> &str {
    message
        .rfind(" at line ")
        .map_or(message, |at| &message[..at])
}

/// Reads one answer.
pub(super) fn submission(start: Start, text: &str) -> Entry {
    let written: Written = read(start, text)?;
    let id = written.id.filter(|id| !id.0.trim().is_empty());
    let Some(Id(id)) = id else {
        let fault = start.fault("the answer has no id");
        return Err(fault.mend("write {\"id\": \"…\", \"text\": \"…\"}"));
    };
    match (written.text, written.parts) {
        (Some(text), None) => Ok(Submission::whole(id, text)),
        (None, Some(Parts(parts))) => Ok(Submission::of_parts(id, parts)),
        (Some(_), Some(_)) => {
            let fault = start.fault(format!("answer '{id}' has both text and parts"));
            Err(fault.mend("give one of them"))
        }
        (None, None) => {
            let fault = start.fault(format!("answer '{id}' has no text"));
            Err(fault.mend("write \"text\": \"…\" or \"parts\": {\"1\": \"…\"}"))
        }
    }
}

#[derive(serde::Deserialize)]
struct Written {
    id: Option<Id>,
    text: Option<String>,
    parts: Option<Parts>,
}

/// A string, or a number read as one.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;
        impl Visitor<'_> for Reads {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id, a string or a whole number")
            }
            fn visit_str<E>(self, id: &str) -> Result<Id, E> {
                Ok(Id(id.to_owned()))
            }
            fn visit_u64<E>(self, id: u64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
            fn visit_i64<E>(self, id: i64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
        }
        deserializer.deserialize_any(Reads)
    }
}

/// Part id → text, in the order written; a part may be null where nothing was handed in.
struct Parts(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;
        impl<'de> Visitor<'de> for Reads {
            type Value = Parts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("parts such as {\"1\": \"…\", \"2\": \"…\"}")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts, A::Error> {
                let mut parts: Vec<(String, String)> = Vec::new();
                while let Some((part, text)) = map.next_entry::<String, Option<String>>()? {
                    if parts.iter().any(|(other, _)| *other == part) {
                        return Err(de::Error::custom(format!("part '{part}' is given twice")));
                    }
                    parts.push((part, text.unwrap_or_default()));
                }
                Ok(Parts(parts))
            }
        }
        deserializer.deserialize_map(Reads)
    }
}
