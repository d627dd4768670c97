//! Lines of answers or statements with the marks a person gave them.

use super::answers::StdinReader;
use super::lines::{Line, Lines};
use super::record::{self, Start};
use super::{InputError, answers::STDIN};
use crate::answer::Submission;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// An answer or statement with what a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// File and line, to report it under.
    pub place: String,
    /// What is to be graded.
    pub submission: Submission,
    /// What the person decided.
    pub judgement: Judgement,
}

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// On a whole answer: criterion → met, and the mistakes made.
    Answer {
        /// Criteria met or not.
        labels: Vec<(String, bool)>,
        /// Mistakes made; none where mistakes were not judged.
        mistakes: Option<Vec<String>>,
    },
    /// On a statement: whether it earns a criterion.
    Credit {
        /// Criterion id.
        criterion: String,
        /// Whether it earns it.
        credit: bool,
    },
    /// On a statement: whether it makes a mistake.
    Flag {
        /// Mistake id.
        mistake: String,
        /// Whether it makes it.
        flag: bool,
    },
}

/// The marked lines of a file, or of standard input where the path is `-`.
///
/// # Errors
/// Where the file cannot be opened.
pub fn marked(
    path: &Path,
    stdin: StdinReader,
) -> Result<impl Iterator<Item = Result<Marked, InputError>>, InputError> {
    let (name, reader): (String, Box<dyn BufRead>) = match path.as_os_str() == "-" {
        true => (STDIN.to_owned(), stdin),
        false => {
            let name = path.to_string_lossy().into_owned();
            let file = File::open(path).map_err(|e| InputError::unreadable(&name, &e))?;
            (name, Box::new(BufReader::new(file)))
        }
    };
    Ok(Lines::new(&name, reader).map(move |line| marked_line(&name, &line?)))
}

const SHAPES: &str = "write \"labels\": {criterion: 0|1}, or \"criterion\" with \"credit\", or \"mistake\" with \"flag\"";

fn marked_line(name: &str, line: &Line) -> Result<Marked, InputError> {
    let start = Start {
        name,
        line: line.number,
        column: 1,
    };
    let submission = record::submission(start, &line.text)?;
    let written: Written = record::read(start, &line.text)?;
    let statement = written.part.is_some();
    let submission = match written.part {
        Some(part) => statement_in(part, written.context.as_deref(), submission),
        None => submission,
    };
    let judgement = match (written.labels, written.criterion, written.mistake) {
        (Some(Labels(labels)), None, None) if !statement => Judgement::Answer {
            labels,
            mistakes: written.mistakes,
        },
        (None, Some(criterion), None) => Judgement::Credit {
            criterion,
            credit: decided(start, written.credit, "credit")?,
        },
        (None, None, Some(mistake)) => Judgement::Flag {
            mistake,
            flag: decided(start, written.flag, "flag")?,
        },
        _ => return Err(start.fault("the line has no marks").mend(SHAPES)),
    };
    Ok(Marked {
        place: format!("{name}:{}", line.number),
        submission,
        judgement,
    })
}

/// A statement stands in its part, under the heading or number that is its context.
fn statement_in(part: String, context: Option<&str>, statement: Submission) -> Submission {
    let texts = statement.fields.into_iter().map(|field| match context {
        Some(context) if !context.is_empty() => format!("{context}\n{}", field.text),
        _ => field.text,
    });
    let texts: Vec<(String, String)> = texts.map(|text| (part.clone(), text)).collect();
    Submission::of_parts(statement.id, texts)
}

fn decided(start: Start, decision: Option<YesNo>, key: &str) -> Result<bool, InputError> {
    decision.map(|yes| yes.0).ok_or_else(|| {
        let fault = start.fault(format!("the line has no '{key}'"));
        fault.mend(format!("write \"{key}\": true or false"))
    })
}

#[derive(serde::Deserialize)]
struct Written {
    labels: Option<Labels>,
    mistakes: Option<Vec<String>>,
    part: Option<String>,
    context: Option<String>,
    criterion: Option<String>,
    credit: Option<YesNo>,
    mistake: Option<String>,
    flag: Option<YesNo>,
}

/// `true`, `false`, 1 or 0.
struct YesNo(bool);

impl<'de> Deserialize<'de> for YesNo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;
        impl Visitor<'_> for Reads {
            type Value = YesNo;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("1 or 0, true or false")
            }
            fn visit_bool<E>(self, yes: bool) -> Result<YesNo, E> {
                Ok(YesNo(yes))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<YesNo, E> {
                match number {
                    0 | 1 => Ok(YesNo(number == 1)),
                    _ => Err(E::invalid_value(de::Unexpected::Unsigned(number), &self)),
                }
            }
        }
        deserializer.deserialize_any(Reads)
    }
}

/// Criterion → met, in the order written.
struct Labels(Vec<(String, bool)>);

impl<'de> Deserialize<'de> for Labels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;
        impl<'de> Visitor<'de> for Reads {
            type Value = Labels;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("labels such as {\"state-new\": 1}")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labels, A::Error> {
                let mut labels = Vec::new();
                while let Some((id, yes)) = map.next_entry::<String, YesNo>()? {
                    labels.push((id, yes.0));
                }
                Ok(Labels(labels))
            }
        }
        deserializer.deserialize_map(Reads)
    }
}
