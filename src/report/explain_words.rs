//! The words that an explanation is told in, and the names that programs know them by.

use super::layout::quoted;
use super::style::Tone;
use crate::grading::{Failure, Outcome, Quote, Subject, Verdict};
use crate::text::Silence;

/// Columns of a quote that only says where.
const SHORT: usize = 40;

/// Mark, tone and words of what a tree comes to.
pub(super) fn verdict(verdict: Verdict) -> (&'static str, Tone, &'static str) {
    match verdict {
        Verdict::Criterion(Outcome::Met) => ("[x]", Tone::Good, "met"),
        Verdict::Criterion(Outcome::Partial) => ("[~]", Tone::Warn, "partly met"),
        Verdict::Criterion(Outcome::Missing) => ("[ ]", Tone::Bad, "missing"),
        Verdict::Criterion(Outcome::Contradicted) => ("[!]", Tone::Bad, "contradicted"),
        Verdict::Mistake(true) => ("(!)", Tone::Bad, "mistake made"),
        Verdict::Mistake(false) => ("( )", Tone::Good, "mistake not made"),
    }
}

/// Where a quote stands.
pub(super) fn place(quote: &Quote) -> String {
    match quote.part.as_str() {
        "" => format!("line {}", quote.line),
        part => format!("part {part}, line {}", quote.line),
    }
}

/// What words are about, and whence that is known.
pub(super) fn subject(subject: &Subject) -> String {
    let from = |quote: &Quote| format!("{} ({})", quoted(&quote.text, SHORT), place(quote));
    match subject {
        Subject::Named(name) => format!("about {name}, named in the sentence"),
        Subject::Before(name, quote) => {
            format!("about {name}, from the sentence before, {}", from(quote))
        }
        Subject::Heading(name, quote) => format!("about {name}, from the heading {}", from(quote)),
        Subject::Topic(None) => "on the topic".to_owned(),
        Subject::Topic(Some(quote)) => format!("on the topic by {}", from(quote)),
        Subject::Asked {
            part,
            number: Some(number),
        } => format!("answers question {part}.{number}"),
        Subject::Asked { part, number: None } => format!("stands in part {part}"),
        Subject::Nothing => "about nothing by name".to_owned(),
    }
}

/// Why an item is not satisfied.
pub(super) fn failure(failure: &Failure) -> String {
    let words = match failure {
        Failure::Elsewhere(quote) => {
            return format!(
                "not in this statement; elsewhere {} ({})",
                quoted(&quote.text, SHORT),
                place(quote)
            );
        }
        Failure::Absent => "not in the answer",
        Failure::Denied => "denied, and must be affirmed",
        Failure::Affirmed => "affirmed, and must be denied",
        Failure::Silenced(Silence::Question) => "asked, not claimed",
        Failure::Silenced(Silence::Attributed) => "said of others, not claimed",
        Failure::Silenced(Silence::Quotation) => "in quotation marks, not claimed",
        Failure::Supposed => "only supposed, so it holds the other way round",
        Failure::Silenced(Silence::Hedged) => "left open, not claimed",
        Failure::Refuted => "turned down by the next sentence",
        Failure::OtherSubject => "not about what it must be about",
        Failure::Listed => "terms are only listed",
        Failure::Echoed => "quoted from the question",
        Failure::Spoilt => "must not be there",
    };
    words.to_owned()
}

/// The name of a failure in JSON.
pub(super) fn failure_name(failure: &Failure) -> &'static str {
    match failure {
        Failure::Absent => "absent",
        Failure::Elsewhere(_) => "elsewhere",
        Failure::Denied => "denied",
        Failure::Affirmed => "affirmed",
        Failure::Silenced(Silence::Question) => "question",
        Failure::Silenced(Silence::Attributed) => "attributed",
        Failure::Silenced(Silence::Quotation) => "quotation",
        Failure::Supposed => "counterfactual",
        Failure::Silenced(Silence::Hedged) => "hedged",
        Failure::Refuted => "refuted",
        Failure::OtherSubject => "other-subject",
        Failure::Listed => "listed",
        Failure::Echoed => "echoed",
        Failure::Spoilt => "spoilt",
    }
}
