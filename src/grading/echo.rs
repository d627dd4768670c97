//! Which words of an answer are the question's own. Pasting a question back says nothing.

use crate::question::Question;
use crate::source::Span;
use crate::text;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many words in a row shared with what the question asks are a quotation.
const ASKED_RUN: usize = 6;
/// So many shared with the expected answer; shorter runs are how anyone would put it.
const EXPECTED_RUN: usize = 14;

/// The runs of words that stand in a question file.
#[derive(Debug, Clone)]
pub(super) struct Echo {
    asked: HashSet<u64>,
    expected: HashSet<u64>,
}

/// What was found of a question in an answer.
pub(super) struct Found {
    /// For each word whether it is quoted.
    pub(super) quoted: Vec<bool>,
    /// Whether a run of the expected answer is among them.
    pub(super) expected: bool,
}

impl Echo {
    /// Notes the runs of a question file.
    pub(super) fn new(question: &Question) -> Self {
        let source = &question.source;
        let asked_end = question
            .parts
            .iter()
            .map(|part| part.body.end)
            .max()
            .unwrap_or(0);
        let asked = words(source.text(), Span::new(0, asked_end));
        let expected = words(source.text(), Span::new(asked_end, source.text().len()));
        Self {
            asked: runs(&asked, ASKED_RUN),
            expected: runs(&expected, EXPECTED_RUN),
        }
    }

    /// Marks the words of an answer that are quoted.
    pub(super) fn find(&self, words: &[&str]) -> Found {
        let mut quoted = vec![false; words.len()];
        mark(words, ASKED_RUN, &self.asked, &mut quoted);
        let expected = mark(words, EXPECTED_RUN, &self.expected, &mut quoted);
        Found { quoted, expected }
    }
}

fn words(text: &str, span: Span) -> Vec<String> {
    text::words(&text::tokens(text, span))
        .map(str::to_owned)
        .collect()
}

fn runs(words: &[String], length: usize) -> HashSet<u64> {
    words
        .windows(length)
        .map(|run| hash(run.iter().map(String::as_str)))
        .collect()
}

fn mark(words: &[&str], length: usize, known: &HashSet<u64>, quoted: &mut [bool]) -> bool {
    let mut any = false;
    for (at, run) in words.windows(length).enumerate() {
        if known.contains(&hash(run.iter().copied())) {
            quoted[at..at + length].fill(true);
            any = true;
        }
    }
    any
}

fn hash<'a>(run: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}
