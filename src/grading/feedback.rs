//! Puts findings into words: evidence with its quote, near misses with their reason.

use super::grade::{Evidence, NearMiss};
use super::reading::{Read, ReadCode, Reading};
use super::statement::{Near, Obstacle, Said};
use crate::answer::Submission;
use crate::pattern::Lexicon;
use crate::source::Span;
use crate::text;

/// The statement that says a wording, one quote for each sentence it takes.
pub(super) fn evidence(
    submission: &Submission,
    reading: &Reading,
    lexicon: &Lexicon,
    said: &Said,
) -> Vec<Evidence> {
    let mut sentences: Vec<usize> = said.items.iter().map(|&(index, ..)| index).collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences
        .into_iter()
        .map(|index| {
            let read = &reading.sentences[index];
            let tokens = said.items.iter().filter(|&&(at, ..)| at == index);
            let words = tokens.fold((usize::MAX, 0), |(start, end), &(_, from, to)| {
                (start.min(from), end.max(to))
            });
            let (start, end) = in_context(read, words);
            let span = read.tokens[start].span.cover(read.tokens[end - 1].span);
            quote(
                submission,
                (read.field, &read.part),
                span,
                lexicon.text(said.wording),
            )
        })
        .collect()
}

/// The clauses around the words that said it, so that the quote stands for itself; the sentence where they are short.
fn in_context(read: &Read, (start, end): (usize, usize)) -> (usize, usize) {
    const ENOUGH: usize = 4;
    let clauses = text::clauses(&read.tokens);
    let from = clauses.partition_point(|&clause| clause < clauses[start]);
    let to = clauses.partition_point(|&clause| clause <= clauses[end - 1]);
    let (from, to) = without_marks(read, (from, to));
    let words = text::words(&read.tokens[from..to]).count();
    if words >= ENOUGH {
        (from, to)
    } else {
        without_marks(read, (0, read.tokens.len()))
    }
}

/// The same stretch without punctuation at its ends.
fn without_marks(read: &Read, (mut from, mut to): (usize, usize)) -> (usize, usize) {
    let keeps = |at: usize| {
        read.tokens[at].is_word() || read.tokens[at].is_mark('[') || read.tokens[at].is_mark(']')
    };
    while from + 1 < to && !keeps(from) {
        from += 1;
    }
    while to > from + 1 && !keeps(to - 1) {
        to -= 1;
    }
    (from, to)
}

/// The line of code that says a wording.
pub(super) fn code_evidence(submission: &Submission, line: &ReadCode, wording: &str) -> Evidence {
    let span = trimmed(&submission.fields[line.field].text, line.line.span);
    quote(submission, (line.field, &line.part), span, wording)
}

/// The span without the blanks at the ends of its text.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.start..span.end];
    let lead = inside.len() - inside.trim_start().len();
    Span::new(span.start + lead, span.start + inside.trim_end().len())
}

/// What came nearest, in words.
pub(super) fn near_miss(
    submission: &Submission,
    reading: &Reading,
    lexicon: &Lexicon,
    near: &Near,
) -> Option<NearMiss> {
    let evidence = evidence(submission, reading, lexicon, &near.said)
        .into_iter()
        .next()?;
    let why = match &near.why {
        Obstacle::Denied => "it is said the other way round".to_owned(),
        Obstacle::OtherSubject => "it is said about something else".to_owned(),
        Obstacle::Quoted => "it is quoted from the question".to_owned(),
        Obstacle::NotAsserted => "it is asked, supposed or said of others, not claimed".to_owned(),
        Obstacle::Listed => "terms are listed, nothing is said about them".to_owned(),
        Obstacle::Spoilt(concept) => format!("the statement also says: {}", lexicon.name(*concept)),
        Obstacle::Lacks(concept) => format!("nothing is said of: {}", lexicon.name(*concept)),
    };
    Some(NearMiss { evidence, why })
}

fn quote(
    submission: &Submission,
    (field, part): (usize, &str),
    span: Span,
    wording: &str,
) -> Evidence {
    Evidence {
        field,
        part: part.to_owned(),
        span,
        quote: submission.fields[field]
            .text
            .get(span.start..span.end)
            .unwrap_or_default()
            .to_owned(),
        wording: wording.to_owned(),
    }
}
