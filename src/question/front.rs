//! The YAML front matter between two lines `---`.

use super::desk::Desk;
use super::outline::outline;
use crate::source::{Position, Span};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_yaml::Value;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// The largest front matter, in bytes.
const LARGEST: usize = 16 << 10;

/// What the front matter says.
#[derive(Default)]
pub(super) struct Front {
    /// `id`, where it is there and text.
    pub(super) id: Option<String>,
    /// `level`
    pub(super) level: Option<String>,
    /// `tags`
    pub(super) tags: Vec<String>,
    /// All further keys.
    pub(super) extra: BTreeMap<String, Value>,
}

/// The front matter, and where the body starts.
pub(super) fn read(desk: &mut Desk<'_>) -> (Front, usize) {
    let text = desk.text();
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = lines_from(text, start);
    let opening = lines.next().unwrap_or_default();
    if desk.source.slice(opening).trim_end() != "---" {
        let mend = "start the file with a line `---`, a line `id: a-short-name` and a line `---`";
        desk.fault(Span::new(start, start), "no front matter", mend);
        return (Front::default(), start);
    }
    let ends = |line: &Span| matches!(desk.source.slice(*line).trim_end(), "---" | "...");
    let Some(closing) = lines.find(ends) else {
        desk.fault(
            trimmed(desk, opening),
            "front matter is not closed",
            "end it with a line `---`",
        );
        return (Front::default(), first_heading(desk, opening.end));
    };
    let yaml = Span::new(opening.end, closing.start);
    let front = values(desk, yaml, trimmed(desk, opening));
    (front.unwrap_or_default(), closing.end)
}

/// The lines from an offset on, ends included.
fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Span> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end;
        span
    })
}

fn trimmed(desk: &Desk<'_>, line: Span) -> Span {
    Span::new(
        line.start,
        line.start + desk.source.slice(line).trim_end().len(),
    )
}

/// Where the body is taken to start if nothing ends the front matter: at the first `#` heading.
fn first_heading(desk: &Desk<'_>, from: usize) -> usize {
    let heads = |line: &Span| {
        let line = desk.source.slice(*line);
        line.starts_with("# ") || line.starts_with("## ")
    };
    lines_from(desk.text(), from)
        .find(heads)
        .map_or(desk.text().len(), |line| line.start)
}

/// The values of the YAML; none where it cannot be read, which is noted.
fn values(desk: &mut Desk<'_>, yaml: Span, opening: Span) -> Option<Front> {
    if yaml.len() > LARGEST {
        let what = format!("front matter is larger than 16 KiB: {} bytes", yaml.len());
        desk.fault(
            opening,
            what,
            "keep only id, level, tags and short notes there",
        );
        return None;
    }
    let places = outline(desk, yaml)?;
    let pairs = pairs(desk, yaml);
    let keyed = pairs.is_some() || !places.is_empty();
    if keyed && !places.contains_key("id") {
        let mend = "add a line `id: a-short-name` to the front matter";
        desk.fault(opening, "no `id`", mend);
    }
    let mut reader = Reader {
        desk,
        places,
        opening,
    };
    pairs.map(|pairs| reader.front(pairs))
}

/// The keys of the YAML with their values; none where it cannot be read, which is noted.
fn pairs(desk: &mut Desk<'_>, yaml: Span) -> Option<Pairs> {
    const MEND: &str = "write it as lines `key: value`";
    let text = desk.source.slice(yaml);
    let error = match serde_yaml::from_str(text) {
        Ok(pairs) => return Some(pairs),
        Err(error) => error,
    };
    let message = error.to_string();
    if message.starts_with("invalid type") {
        let at = yaml.start + text.len() - text.trim_start().len();
        let span = Span::new(at, yaml.end);
        desk.fault(span, "front matter holds no keys", MEND);
    } else if desk.is_clean() || !message.contains("duplicate entry") {
        let first = desk.line(yaml);
        let at = error.location().map_or(yaml.start, |place| {
            desk.source.offset(Position {
                line: first + place.line().saturating_sub(1),
                column: place.column(),
            })
        });
        // The place in the message is counted from the front matter, not from the file.
        let message = message.split(" at line ").next().unwrap_or_default();
        let what = format!("front matter is not YAML: {message}");
        desk.fault(Span::new(at, at), what, MEND);
    }
    None
}

/// Keys and values in order, also those that stand twice, so that what is wrong with the others is told too.
struct Pairs(Vec<(Value, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(yaml: D) -> Result<Self, D::Error> {
        yaml.deserialize_any(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Pairs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys")
    }

    fn visit_unit<E: Error>(self) -> Result<Pairs, E> {
        Ok(Pairs(Vec::new()))
    }

    fn visit_none<E: Error>(self) -> Result<Pairs, E> {
        self.visit_unit()
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

/// Takes the known keys out of a map.
struct Reader<'d, 's> {
    desk: &'d mut Desk<'s>,
    places: HashMap<String, Span>,
    opening: Span,
}

impl Reader<'_, '_> {
    fn front(&mut self, pairs: Pairs) -> Front {
        let mut front = Front::default();
        for (key, value) in pairs.0 {
            let Some(key) = scalar(&key) else {
                let what = "a key of the front matter is not text";
                self.desk
                    .fault(self.opening, what, "write it as lines `key: value`");
                continue;
            };
            match key.as_str() {
                "id" => front.id = self.id(&value),
                "level" => front.level = self.level(&value),
                "tags" => front.tags = self.tags(value),
                _ => {
                    front.extra.insert(key, value);
                }
            }
        }
        front
    }

    fn id(&mut self, value: &Value) -> Option<String> {
        match value {
            Value::String(id) if !id.trim().is_empty() => return Some(id.trim().to_owned()),
            Value::String(_) | Value::Null => {
                self.fault("id", "`id` is blank", "write `id: a-short-name`")
            }
            Value::Number(_) | Value::Bool(_) => {
                self.fault("id", "`id` is not text", "put quotes around it");
            }
            _ => self.fault("id", "`id` is not text", "write `id: a-short-name`"),
        }
        None
    }

    fn level(&mut self, value: &Value) -> Option<String> {
        let level = scalar(value);
        if level.is_none() && !value.is_null() {
            self.fault("level", "`level` is not text", "write `level: L4`");
        }
        level
    }

    fn tags(&mut self, value: Value) -> Vec<String> {
        let listed = match value {
            Value::Null => return Vec::new(),
            Value::Sequence(tags) => tags.iter().map(scalar).collect(),
            Value::String(tags) => Some(tags.split(',').map(|tag| tag.trim().to_owned()).collect()),
            _ => None,
        };
        listed.unwrap_or_else(|| {
            let mend = "write `tags: [one, two]`";
            self.fault("tags", "`tags` is not a list of words", mend);
            Vec::new()
        })
    }

    /// A fault at a key.
    fn fault(&mut self, key: &str, what: &str, mend: &str) {
        let span = self.places.get(key).copied().unwrap_or(self.opening);
        self.desk.fault(span, what, mend);
    }
}

/// Text, a number or a truth value as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
