//! Looks through an answer for a statement that says one of some wordings, trying only those that can matter.

use super::reach::Reaches;
use super::reading::{Read, Reading};
use super::statement::{self, About, Near, Said};
use crate::pattern::{Lexicon, Wording};

/// For each sentence the wordings of which something is said in the statements that begin with it.
pub(super) struct Touched {
    /// A set of bits for each sentence, one after the other.
    bits: Vec<u64>,
    /// The same for those of which everything is said, one way or the other.
    whole: Vec<u64>,
    /// Numbers that the bits of a sentence take.
    stride: usize,
}

impl Touched {
    /// Notes what each sentence and those shortly behind it touch.
    pub(super) fn new(sentences: &[Read], lexicon: &Lexicon, reaches: &Reaches) -> Self {
        let stride = lexicon.wordings().div_ceil(64);
        let mut bits = vec![0; stride * sentences.len()];
        for (at, read) in sentences.iter().enumerate() {
            for concept in read.scan.concepts() {
                let mut note = |at: usize, wordings: &[Wording]| {
                    for wording in wordings {
                        bits[at * stride + wording.at() / 64] |= 1 << (wording.at() % 64);
                    }
                };
                note(at, lexicon.naming(concept));
                for back in 1..lexicon.longest_reach().min(at + 1) {
                    if sentences[at - back].place.block != read.place.block {
                        break;
                    }
                    note(at - back, lexicon.naming_far(concept));
                }
            }
        }
        let mut whole = bits.clone();
        for (place, row) in whole.iter_mut().enumerate() {
            for bit in each(*row) {
                let wording = lexicon.wording(place % stride * 64 + bit);
                let at = place / stride;
                if !wording.is_some_and(|wording| reaches.hold_all(lexicon, wording, at)) {
                    *row &= !(1 << bit);
                }
            }
        }
        Self {
            bits,
            whole,
            stride,
        }
    }

    fn row<'t>(&self, bits: &'t [u64], at: usize) -> &'t [u64] {
        &bits[at * self.stride..(at + 1) * self.stride]
    }
}

/// Those of the wordings whose bits are set, in order. They are numbered as they stand in the rubric, those of one
/// list without a gap.
fn among(bits: &[u64], wordings: &[Wording]) -> impl Iterator<Item = Wording> {
    let first = wordings.first().map_or(0, |first| first.at());
    let end = wordings.last().map_or(0, |last| last.at() + 1);
    (first / 64..end.div_ceil(64)).flat_map(move |word| {
        each(bits[word]).filter_map(move |bit| {
            let number = word * 64 + bit;
            wordings.get(number.checked_sub(first)?).copied()
        })
    })
}

/// The numbers of the bits that are set.
fn each(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let below = bits.checked_sub(1)?;
        let bit = bits.trailing_zeros() as usize;
        bits &= below;
        Some(bit)
    })
}

/// One answer to look through.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) reading: &'a Reading,
    pub(super) lexicon: &'a Lexicon,
    pub(super) touched: &'a Touched,
    pub(super) reaches: &'a Reaches,
}

impl Search<'_> {
    /// The first statement that says one of the wordings. Where it takes several sentences, and one of them says it alone,
    /// that one.
    pub(super) fn said(self, about: &About, wordings: &[Wording]) -> Option<Said> {
        let mut whole = self.whole(wordings);
        let says =
            |(at, wording)| statement::says(self.reading, self.lexicon, about, wording, at).ok();
        let first = whole.find_map(says)?;
        let (start, end) = first.sentences();
        let within = whole.take_while(|(at, _)| start < end && *at <= end);
        let alone = |said: &Said| {
            let (start, end) = said.sentences();
            start == end
        };
        Some(within.filter_map(says).find(alone).unwrap_or(first))
    }

    /// What came nearest to one of the wordings, where none is said.
    pub(super) fn nearest(self, about: &About, wordings: &[Wording]) -> Option<Near> {
        let mut nearest: Option<Near> = None;
        for (at, wording) in self.trials(wordings) {
            let (holds, lacks) = self.holds(wording, at);
            let most = if lacks {
                (holds, false)
            } else {
                (holds - 1, true)
            };
            if nearest.as_ref().is_some_and(|best| best.rank() >= most) {
                continue;
            }
            let near = statement::says(self.reading, self.lexicon, about, wording, at).err();
            let nearer = |near: &Near| {
                let best = nearest.as_ref();
                near.is_telling() && best.is_none_or(|best| near.rank() > best.rank())
            };
            if let Some(near) = near.filter(nearer) {
                nearest = Some(near);
            }
        }
        nearest
    }

    /// Every wording with each statement that has something of it, in order.
    pub(super) fn trials(self, wordings: &[Wording]) -> impl Iterator<Item = (usize, Wording)> {
        (0..self.reading.sentences.len()).flat_map(move |at| {
            let touched = self.touched.row(&self.touched.bits, at);
            among(touched, wordings).map(move |wording| (at, wording))
        })
    }

    /// Every wording with each statement that has all of it, in order.
    pub(super) fn whole(self, wordings: &[Wording]) -> impl Iterator<Item = (usize, Wording)> {
        (0..self.reading.sentences.len()).flat_map(move |at| {
            let whole = self.touched.row(&self.touched.whole, at);
            among(whole, wordings).map(move |wording| (at, wording))
        })
    }

    /// How many items of a wording may be satisfied in the statement that begins at `at`, and whether one is not
    /// said there at all.
    pub(super) fn holds(self, wording: Wording, at: usize) -> (usize, bool) {
        self.reaches.holds(self.lexicon, wording, at)
    }
}
