//! Whether an answer speaks of the question's field at all, by the terms that the rubric lists.

use super::reading::Reading;
use crate::source::Span;
use crate::text::{self, Shape};

/// From this many words an answer must have a term of the field.
const WORDS: usize = 100;

/// The terms, ready to find: the words of each, and whether it must stand in capitals.
#[derive(Debug)]
pub(super) struct Terms(Vec<(Vec<String>, bool)>);

impl Terms {
    /// Reads the terms of a rubric.
    pub(super) fn new(terms: &[String]) -> Self {
        let read = |term: &String| {
            let tokens = text::tokens(term, Span::new(0, term.len()));
            let capitals = tokens.iter().all(|t| t.shape == Shape::Upper);
            let words: Vec<String> = text::words(&tokens).map(str::to_owned).collect();
            (!words.is_empty()).then_some((words, capitals))
        };
        Self(terms.iter().filter_map(read).collect())
    }

    /// Whether a text of some length, without code, has none of them.
    pub(super) fn are_absent_from(&self, reading: &Reading) -> bool {
        let words = reading
            .sentences
            .iter()
            .map(|read| text::words(&read.tokens).count());
        let long = words.sum::<usize>() >= WORDS;
        let has = |(words, capitals): &&(Vec<String>, bool)| {
            reading.sentences.iter().any(|read| {
                let mut places = 0..(read.tokens.len() + 1).saturating_sub(words.len());
                places.any(|at| {
                    let here = &read.tokens[at..at + words.len()];
                    here.iter()
                        .zip(words)
                        .all(|(t, word)| t.norm == *word && (!capitals || t.shape == Shape::Upper))
                })
            })
        };
        long && !self.0.is_empty()
            && reading.code.is_empty()
            && !self.0.iter().any(|term| has(&term))
    }
}
