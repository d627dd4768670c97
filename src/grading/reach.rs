//! What is said within reach of each sentence: the concepts of the statements that begin with it.

use super::reading::Reading;
use super::statement;
use crate::pattern::{Item, Lexicon, Polarity, Wording};

/// For each sentence the statements of one, two, … sentences that begin with it.
pub(super) struct Reaches {
    /// The concepts of each statement and of its heading, as sets of bits, one after the other.
    bits: Vec<u64>,
    /// For each sentence and number of sentences, where its set begins.
    rows: Vec<usize>,
    longest: usize,
    stride: usize,
}

impl Reaches {
    /// Notes what is said in the statements of up to `longest` sentences.
    pub(super) fn new(reading: &Reading, longest: usize) -> Self {
        let stride = reading.sentences.first();
        let mut reaches = Self {
            bits: Vec::new(),
            rows: Vec::with_capacity(reading.sentences.len() * longest),
            longest,
            stride: stride.map_or(0, |read| read.scan.bits().len()),
        };
        for at in 0..reading.sentences.len() {
            reaches.add(reading, at);
        }
        reaches
    }

    fn add(&mut self, reading: &Reading, at: usize) {
        let sentences = &reading.sentences;
        let end = statement::window(reading, at, self.longest);
        let mut row = self.bits.len();
        self.bits.extend_from_slice(sentences[at].scan.bits());
        if let Some(heading) = sentences[at].place.heading {
            self.join(row, sentences[heading].scan.bits());
        }
        self.rows.push(row);
        for reach in 2..=self.longest {
            if at + reach <= end {
                let before = row..row + self.stride;
                row = self.bits.len();
                self.bits.extend_from_within(before);
                self.join(row, sentences[at + reach - 1].scan.bits());
            }
            self.rows.push(row);
        }
    }

    fn join(&mut self, row: usize, bits: &[u64]) {
        let row = self.bits[row..].iter_mut();
        row.zip(bits).for_each(|(all, more)| *all |= more);
    }

    /// The concepts that the statement of up to `reach` sentences from `at` on and its heading say, as a set of bits.
    fn there(&self, at: usize, reach: usize) -> &[u64] {
        let row = self.rows[at * self.longest + reach - 1];
        &self.bits[row..row + self.stride]
    }

    /// Whether each item of a wording may be satisfied in the statement that begins at `at`.
    pub(super) fn hold_all(&self, lexicon: &Lexicon, wording: Wording, at: usize) -> bool {
        let there = self.there(at, lexicon.reach(wording));
        let items = lexicon.items(wording);
        items.iter().all(|item| may_be(item, there))
    }

    /// How many items of a wording may be satisfied in the statement that begins at `at`, and whether one is not
    /// said there at all.
    pub(super) fn holds(&self, lexicon: &Lexicon, wording: Wording, at: usize) -> (usize, bool) {
        let items = lexicon.items(wording);
        let there = self.there(at, lexicon.reach(wording));
        let holds = items.iter().filter(|item| may_be(item, there)).count();
        (holds, holds < items.len())
    }
}

/// Whether an item may be satisfied where these concepts are said.
fn may_be(item: &Item, there: &[u64]) -> bool {
    item.polarity == Polarity::Absent || item.concept.is_among(there)
}
