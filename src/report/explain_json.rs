//! An explanation as JSON, the `explain` member of a grade.

use super::explain_words::failure_name;
use super::grade_json::outcome_name;
use crate::grading::{Attempt, Explanation, Failure, Item, Quote, Statement, Subject, Verdict};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct JsonExplanation<'a> {
    id: &'a str,
    /// Of a criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// Of a mistake.
    #[serde(skip_serializing_if = "Option::is_none")]
    flagged: Option<bool>,
    about: &'a [String],
    wordings: &'a [String],
    says: Vec<JsonStatement<'a>>,
    denies: Vec<JsonStatement<'a>>,
    code: Vec<JsonAttempt<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    omits: Option<JsonOmitted<'a>>,
}

#[derive(Serialize)]
struct JsonOmitted<'a> {
    id: &'a str,
    outcome: &'static str,
}

#[derive(Serialize)]
struct JsonStatement<'a> {
    sentence: JsonQuote<'a>,
    attempts: Vec<JsonAttempt<'a>>,
}

#[derive(Serialize)]
struct JsonAttempt<'a> {
    wording: &'a str,
    met: bool,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    asks: &'a str,
    met: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<JsonQuote<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<JsonSubject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    elsewhere: Option<JsonQuote<'a>>,
}

#[derive(Serialize)]
struct JsonQuote<'a> {
    field: usize,
    part: &'a str,
    line: usize,
    start: usize,
    end: usize,
    quote: &'a str,
}

#[derive(Serialize)]
struct JsonSubject<'a> {
    whence: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<JsonQuote<'a>>,
}

impl<'a> JsonExplanation<'a> {
    pub(super) fn new(explanation: &'a Explanation) -> Self {
        let (outcome, flagged) = match explanation.verdict {
            Verdict::Criterion(outcome) => (Some(outcome_name(outcome)), None),
            Verdict::Mistake(flagged) => (None, Some(flagged)),
        };
        let omits = explanation.omits.as_ref();
        Self {
            id: &explanation.id,
            outcome,
            flagged,
            about: &explanation.about,
            wordings: &explanation.wordings,
            says: explanation.says.iter().map(JsonStatement::new).collect(),
            denies: explanation.denies.iter().map(JsonStatement::new).collect(),
            code: explanation.code.iter().map(JsonAttempt::new).collect(),
            omits: omits.map(|(id, outcome)| JsonOmitted {
                id,
                outcome: outcome_name(*outcome),
            }),
        }
    }
}

impl<'a> JsonStatement<'a> {
    fn new(statement: &'a Statement) -> Self {
        Self {
            sentence: JsonQuote::new(&statement.sentence),
            attempts: statement.attempts.iter().map(JsonAttempt::new).collect(),
        }
    }
}

impl<'a> JsonAttempt<'a> {
    fn new(attempt: &'a Attempt) -> Self {
        Self {
            wording: &attempt.wording,
            met: attempt.met,
            items: attempt.items.iter().map(JsonItem::new).collect(),
        }
    }
}

impl<'a> JsonItem<'a> {
    fn new(item: &'a Item) -> Self {
        let elsewhere = match &item.why {
            Some(Failure::Elsewhere(quote)) => Some(JsonQuote::new(quote)),
            _ => None,
        };
        Self {
            asks: &item.asks,
            met: item.why.is_none(),
            found: item.found.as_ref().map(JsonQuote::new),
            subject: item.subject.as_ref().map(JsonSubject::new),
            why: item.why.as_ref().map(failure_name),
            elsewhere,
        }
    }
}

impl<'a> JsonQuote<'a> {
    fn new(quote: &'a Quote) -> Self {
        Self {
            field: quote.field,
            part: &quote.part,
            line: quote.line,
            start: quote.span.start,
            end: quote.span.end,
            quote: &quote.text,
        }
    }
}

impl<'a> JsonSubject<'a> {
    fn new(subject: &'a Subject) -> Self {
        let (whence, name, from) = match subject {
            Subject::Named(name) => ("named", Some(name.clone()), None),
            Subject::Before(name, from) => ("before", Some(name.clone()), Some(from)),
            Subject::Heading(name, from) => ("heading", Some(name.clone()), Some(from)),
            Subject::Topic(from) => ("topic", None, from.as_ref()),
            Subject::Asked { part, number: None } => ("asked", Some(part.clone()), None),
            Subject::Asked {
                part,
                number: Some(number),
            } => ("asked", Some(format!("{part}.{number}")), None),
            Subject::Nothing => ("nothing", None, None),
        };
        Self {
            whence,
            name,
            from: from.map(JsonQuote::new),
        }
    }
}
