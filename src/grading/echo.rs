//! Which words of an answer are the question's own. Pasting a question back says nothing.

use crate::question::{Component, Question};
use crate::source::Span;
use crate::text;
use rustc_hash::{FxHashMap, FxHashSet};

/// So many words in a row shared with what the question asks are a quotation.
const ASKED_RUN: usize = 6;
/// So many shared with the expected answer; shorter runs are how anyone would put it.
const EXPECTED_RUN: usize = 14;

/// The number of a word of the question file.
type Number = u32;

/// The runs of words that stand in a question file.
#[derive(Debug, Clone, Default)]
pub(super) struct Echo {
    words: FxHashMap<String, Number>,
    asked: FxHashSet<[Number; ASKED_RUN]>,
    expected: FxHashSet<[Number; EXPECTED_RUN]>,
}

/// What was found of a question in an answer.
pub(super) struct Found {
    /// For each word whether it is quoted.
    pub(super) quoted: Vec<bool>,
    /// Whether a run of the expected answer is among them.
    pub(super) expected: bool,
}

impl Echo {
    /// Notes the runs of a question file: those up to its last part are asked, and the follow-ups where one of them is
    /// answered.
    pub(super) fn new(question: &Question, follow_ups: &[Component]) -> Self {
        let source = &question.source;
        let ends = question.parts.iter().map(|part| part.body.end);
        let asked_end = ends.max().unwrap_or(0);
        let mut echo = Self::default();
        let asked = echo.numbers(source.text(), Span::new(0, asked_end));
        let expected = echo.numbers(source.text(), Span::new(asked_end, source.text().len()));
        echo.asked = runs(&asked).collect();
        for follow_up in follow_ups {
            let asked = echo.numbers(source.text(), follow_up.span);
            echo.asked.extend(runs(&asked));
        }
        echo.expected = runs(&expected).collect();
        echo
    }

    /// The words of a stretch by their numbers; a new word gets one.
    fn numbers(&mut self, text: &str, span: Span) -> Vec<Number> {
        let tokens = text::tokens(text, span);
        let numbers = text::words(&tokens).map(|word| {
            let next = Number::try_from(self.words.len()).unwrap_or(Number::MAX);
            *self.words.entry(word.to_owned()).or_insert(next)
        });
        numbers.collect()
    }

    /// Marks the words of an answer that are quoted.
    pub(super) fn find(&self, words: &[&str]) -> Found {
        let mut quoted = vec![false; words.len()];
        let mut expected = false;
        let numbers: Vec<_> = words.iter().map(|word| self.words.get(*word)).collect();
        let mut at = 0;
        for known in numbers.chunk_by(|one, next| one.is_some() == next.is_some()) {
            let stretch: Vec<Number> = known.iter().filter_map(|number| number.copied()).collect();
            let end = at + known.len();
            mark(&stretch, &self.asked, &mut quoted[at..end]);
            expected |= mark(&stretch, &self.expected, &mut quoted[at..end]);
            at = end;
        }
        Found { quoted, expected }
    }
}

fn runs<const N: usize>(numbers: &[Number]) -> impl Iterator<Item = [Number; N]> {
    numbers.windows(N).filter_map(|run| run.try_into().ok())
}

/// Marks the known runs of a stretch; tells whether there is one.
fn mark<const N: usize>(
    numbers: &[Number],
    known: &FxHashSet<[Number; N]>,
    quoted: &mut [bool],
) -> bool {
    let mut any = false;
    for (at, run) in runs(numbers).enumerate() {
        if known.contains(&run) {
            quoted[at..at + N].fill(true);
            any = true;
        }
    }
    any
}
