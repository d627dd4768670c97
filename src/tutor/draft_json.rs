//! The text form of what is kept: a JSON object with a version, built and read by hand.
//!
//! The file is the tutor's own memory, not an output, so the types stay free of a wire format. Unknown
//! keys are ignored. A version of a later program is refused rather than half read. An attempt, hint or
//! card that cannot be read is left out and told of, and so are all where they are no list at all; the rest is kept.

use super::attempt::Attempt;
use super::draft::{Draft, PartDraft};
use super::item::Mark;
use super::ladder::{Level, Opened};
use super::schedule::{Card, GAPS, Schedule};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The version this program writes; version 1 counted attempts and kept none.
const VERSION: u64 = 2;

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
        let hints = self.hints.iter();
        let hints = hints.map(|(id, opened)| (id.clone(), opened_value(opened)));
        let cards = self.schedule.cards.iter();
        let cards = cards.map(|(id, card)| (id.clone(), card_value(card)));
        let value = json!({
            "version": VERSION,
            "question": self.question,
            "current": self.current,
            "parts": self.parts.iter().map(part_value).collect::<Vec<_>>(),
            "hints": hints.collect::<Map<_, _>>(),
            "cards": cards.collect::<Map<_, _>>(),
            "exam": self.schedule.exam.map(|day| day.to_string()),
        });
        format!("{value:#}\n")
    }

    /// Reads its text form; with it what had to be left out, one line each.
    ///
    /// # Errors
    /// Says what is wrong with the text as a whole; nothing of it is taken then.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), DraftError> {
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
        let question = string(&value, "question")?;
        let mut left = Vec::new();
        let draft = Self {
            question,
            current: string(&value, "current").unwrap_or_default(),
            parts: parts
                .iter()
                .filter_map(|part| read_part(part, &mut left))
                .collect(),
            hints: entries(&value["hints"], "hint", &mut left, read_opened),
            schedule: Schedule {
                cards: entries(&value["cards"], "card", &mut left, read_card),
                exam: day(&value["exam"]),
            },
        };
        Ok((draft, left))
    }
}

fn part_value(part: &PartDraft) -> Value {
    json!({
        "part": part.id,
        "text": part.text,
        "changed": part.changed,
        "attempts": part.attempts.iter().map(attempt_value).collect::<Vec<_>>(),
    })
}

fn read_part(value: &Value, left: &mut Vec<String>) -> Option<PartDraft> {
    let Ok(id) = string(value, "part") else {
        left.push("a part without a name".to_owned());
        return None;
    };
    let kept = &value["attempts"];
    // Version 1 counted them.
    if !(kept.is_array() || kept.is_null() || kept.is_u64()) {
        left.push(format!("the attempts of part {id}"));
    }
    let kept = kept.as_array().into_iter().flatten();
    let mut attempts = Vec::new();
    for (attempt, number) in kept.zip(1..) {
        match read_attempt(attempt) {
            Some(attempt) => attempts.push(attempt),
            None => left.push(format!("attempt {number} of part {id}")),
        }
    }
    let text = string(value, "text").unwrap_or_else(|_| {
        left.push(format!("the draft of part {id}"));
        String::new()
    });
    Some(PartDraft {
        text,
        changed: value["changed"].as_bool().unwrap_or(false),
        attempts,
        id,
    })
}

fn attempt_value(attempt: &Attempt) -> Value {
    let marks = attempt.marks.iter();
    let marks = marks.map(|(id, mark)| (id.clone(), mark.label().into()));
    json!({
        "day": attempt.day.to_string(),
        "text": attempt.text,
        "points": attempt.points,
        "max": attempt.max,
        "marks": marks.collect::<Map<_, _>>(),
        "helped": attempt.helped,
        "unaided": attempt.unaided,
        "mistakes": attempt.mistakes,
        "explained": attempt.explained,
    })
}

fn read_attempt(value: &Value) -> Option<Attempt> {
    let marks = value["marks"].as_object().into_iter().flatten();
    let marks = marks.filter_map(|(id, mark)| Some((id.clone(), Mark::of_label(mark.as_str()?)?)));
    let strings = |key: &str| {
        let listed = value[key].as_array().into_iter().flatten();
        listed.filter_map(Value::as_str).map(str::to_owned)
    };
    let explained = value["explained"].as_object().into_iter().flatten();
    let explained =
        explained.filter_map(|(id, text)| Some((id.clone(), text.as_str()?.to_owned())));
    Some(Attempt {
        day: day(&value["day"])?,
        text: value["text"].as_str()?.to_owned(),
        points: value["points"].as_f64(),
        max: value["max"].as_f64().unwrap_or(0.0),
        marks: marks.collect(),
        helped: strings("helped").collect(),
        unaided: value["unaided"].as_f64().unwrap_or(0.0),
        mistakes: strings("mistakes").collect(),
        explained: explained.collect(),
    })
}

fn opened_value(opened: &Opened) -> Value {
    json!({
        "level": opened.level.number(),
        "over": opened.over,
        "revealed": opened.revealed,
    })
}

/// A hint as kept; version 1 had the level's number alone.
fn read_opened(value: &Value) -> Option<Opened> {
    let number = value.as_u64().or_else(|| value["level"].as_u64())?;
    Some(Opened {
        level: Level::from_number(number)?,
        over: value["over"].as_str().unwrap_or_default().to_owned(),
        revealed: value["revealed"].as_bool().unwrap_or(false),
    })
}

fn card_value(card: &Card) -> Value {
    json!({ "due": card.due.to_string(), "step": card.step, "text": card.text })
}

fn read_card(value: &Value) -> Option<Card> {
    let step = usize::try_from(value["step"].as_u64()?).ok()?;
    Some(Card {
        due: day(&value["due"])?,
        step: step.min(GAPS.len() - 1),
        text: value["text"].as_str().unwrap_or_default().to_owned(),
    })
}

/// The entries of an object that can be read; of the others it is noted what they were.
fn entries<T>(
    value: &Value,
    kind: &str,
    left: &mut Vec<String>,
    read: fn(&Value) -> Option<T>,
) -> BTreeMap<String, T> {
    let mut found = BTreeMap::new();
    if !(value.is_object() || value.is_null()) {
        left.push(format!("all {kind}s"));
    }
    for (id, value) in value.as_object().into_iter().flatten() {
        match read(value) {
            Some(entry) => {
                found.insert(id.clone(), entry);
            }
            None => left.push(format!("{kind} '{id}'")),
        }
    }
    found
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

fn string(value: &Value, key: &'static str) -> Result<String, DraftError> {
    value[key]
        .as_str()
        .map(str::to_owned)
        .ok_or(DraftError::Field(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let attempt = Attempt {
            day: date(2026, 2, 28),
            text: "old \u{1f980}".into(),
            points: Some(12.5),
            max: 30.0,
            marks: BTreeMap::from([
                ("a".into(), Mark::Met),
                ("b".into(), Mark::Partial),
                ("c".into(), Mark::Missing),
                ("d".into(), Mark::Contradicted),
            ]),
            helped: BTreeSet::from(["a".into()]),
            unaided: 2.5,
            mistakes: BTreeSet::from(["m".into()]),
            explained: BTreeMap::from([("a".into(), "in my words".into())]),
        };
        let draft = Draft {
            question: "q".into(),
            current: "2".into(),
            parts: vec![PartDraft {
                id: "1".into(),
                text: "tab\t quote \" 漢\nline\n".into(),
                changed: true,
                attempts: vec![attempt, Attempt::unmarked(date(2026, 3, 1), "aside".into())],
            }],
            hints: BTreeMap::from([(
                "state-new".into(),
                Opened {
                    level: Level::Prompt,
                    over: "abc".into(),
                    revealed: true,
                },
            )]),
            schedule: Schedule {
                cards: BTreeMap::from([(
                    "c".into(),
                    Card {
                        due: date(2026, 3, 4),
                        step: 1,
                        text: "half".into(),
                    },
                )]),
                exam: Some(date(2026, 4, 1)),
            },
        };
        assert_eq!(Draft::from_json(&draft.to_json()), Ok((draft, vec![])));
    }

    #[test]
    fn what_is_no_draft_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", "the draft is no JSON"),
            ("{\"version\":1", "the draft is no JSON"),
            ("[]", "no usable 'version'"),
            ("{\"version\":9}", "version 9, this program reads up to 2"),
            ("{\"version\":1}", "no usable 'parts'"),
            ("{\"version\":1,\"parts\":[]}", "no usable 'question'"),
        ] {
            let error = Draft::from_json(text).expect_err(text).to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_told() {
        for (more, left) in [
            (r#""later":[1]"#, &[][..]),
            (r#""hints":{"a":9,"b":2}"#, &["hint 'a'"]),
            (
                r#""cards":{"c":{"due":"2026-02-30","step":0}}"#,
                &["card 'c'"],
            ),
            (r#""cards":{"c":{"due":"2026-02-03","step":0}}"#, &[]),
            (r#""cards":7"#, &["all cards"]),
            (r#""hints":"no","cards":null"#, &["all hints"]),
            (r#""hints":[],"cards":{}"#, &["all hints"]),
        ] {
            let text = format!(
                r#"{{"version":2,"question":"q","parts":[{{"part":"1","text":"t"}}],{more}}}"#
            );
            let (draft, told) = Draft::from_json(&text).expect("readable");
            assert_eq!(draft.parts[0].text, "t");
            assert_eq!(told, left, "{more}");
        }
        for (attempts, kept, told) in [
            (
                r#"[{"day":"2026-01-01","text":"kept"},{"day":"yesterday"}]"#,
                1,
                &["attempt 2 of part 1"][..],
            ),
            (
                r#"[{"day":"yesterday","text":7,"marks":"none"}]"#,
                0,
                &["attempt 1 of part 1"],
            ),
            (r#""three""#, 0, &["the attempts of part 1"]),
            ("3", 0, &[]),
            ("null", 0, &[]),
        ] {
            let text = format!(
                r#"{{"version":2,"question":"q","parts":[{{"part":"1","text":"t","attempts":{attempts}}}]}}"#
            );
            let (draft, left) = Draft::from_json(&text).expect("readable");
            assert_eq!(draft.parts[0].attempts.len(), kept, "{attempts}");
            assert_eq!(left, told, "{attempts}");
        }
    }

    #[test]
    fn a_part_that_cannot_be_read_does_not_take_the_others_along() {
        let text = r#"{"version":2,"question":"q","parts":[{"part":"1"},{"text":"t"},
            {"part":"3","text":7},{"part":"2","text":"kept"}]}"#;
        let (draft, told) = Draft::from_json(text).expect("readable");
        let texts: Vec<_> = draft
            .parts
            .iter()
            .map(|p| (p.id.as_str(), p.text.as_str()))
            .collect();
        assert_eq!(texts, [("1", ""), ("3", ""), ("2", "kept")]);
        let left = [
            "the draft of part 1",
            "a part without a name",
            "the draft of part 3",
        ];
        assert_eq!(told, left);
    }

    #[test]
    fn what_version_1_kept_is_read() {
        let text = r#"{"version":1,"question":"q","current":"1","hints":{"b":2},
            "parts":[{"part":"1","text":"t","attempts":3,"changed":false}]}"#;
        let (draft, told) = Draft::from_json(text).expect("readable");
        assert_eq!(draft.hints["b"].level, Level::Hint);
        assert_eq!((draft.parts[0].text.as_str(), told.len()), ("t", 0));
        assert!(draft.parts[0].attempts.is_empty());
    }
}
