//! Slips of the pen: the known word that an unknown one was meant to be.

use super::dictionary::WordId;
use crate::text::Bases;
use rustc_hash::FxHashMap;

/// Shortest word that may be a misspelling of another.
const MIN_MISSPELT: usize = 5;
/// From this length two edits are forgiven.
const TWO_EDITS: usize = 8;

/// The known words, by their first letter: nobody gets that one wrong.
#[derive(Debug, Clone, Default)]
pub(super) struct Slips {
    by_first: FxHashMap<char, Vec<Known>>,
}

/// A known word that may be misspelt.
#[derive(Debug, Clone)]
struct Known {
    length: usize,
    letters: Letters,
    id: WordId,
    word: Box<str>,
}

/// The letters of a word as a set of bits. One edit takes at most one letter out of it and one into it.
#[derive(Debug, Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(word: &str) -> Self {
        Self(
            word.chars()
                .fold(0, |all, c| all | 1 << (u32::from(c) % 64)),
        )
    }

    /// Fewest edits between two words of these letters.
    fn fewest_edits(self, other: Self) -> usize {
        let (lost, won) = (self.0 & !other.0, other.0 & !self.0);
        lost.count_ones().max(won.count_ones()) as usize
    }
}

impl Slips {
    /// Notes a known word.
    pub(super) fn add(&mut self, word: &str, id: WordId) {
        let length = word.chars().count();
        let first = word.chars().next().filter(|c| c.is_alphabetic());
        if let Some(first) = first.filter(|_| length >= MIN_MISSPELT) {
            self.by_first.entry(first).or_default().push(Known {
                length,
                letters: Letters::of(word),
                id,
                word: word.into(),
            });
        }
    }

    /// Adds to `out` the nearest known words, where they are near enough and one word in its inflections.
    pub(super) fn find(&self, bases: &Bases, out: &mut Vec<WordId>) {
        let mut best: Vec<&Known> = Vec::new();
        let mut least = usize::MAX;
        for base in bases.iter() {
            for (known, distance) in self.near(base) {
                if distance > least {
                    continue;
                }
                if distance < least {
                    best.clear();
                    least = distance;
                }
                best.push(known);
            }
        }
        let Some(shortest) = best.iter().min_by_key(|known| known.word.len()) else {
            return;
        };
        let mut bases = Bases::default();
        let mut one_word = |word: &str| bases.of(word).iter().any(|base| base == &*shortest.word);
        if best.len() == 1 || best.iter().all(|known| one_word(&known.word)) {
            out.extend(best.iter().map(|known| known.id));
        }
    }

    /// The known words that are few enough edits away for their length, with the number of edits.
    fn near<'a>(&'a self, written: &'a str) -> impl Iterator<Item = (&'a Known, usize)> {
        let length = written.chars().count();
        let whole = length >= MIN_MISSPELT && written.chars().all(char::is_alphabetic);
        let first = written.chars().next().filter(|_| whole);
        let known = first.and_then(|first| self.by_first.get(&first));
        let letters = Letters::of(written);
        known.into_iter().flatten().filter_map(move |known| {
            let allowed = if length.min(known.length) >= TWO_EDITS {
                2
            } else {
                1
            };
            if length.abs_diff(known.length) > allowed
                || letters.fewest_edits(known.letters) > allowed
                || is_opposite(written, &known.word)
            {
                return None;
            }
            let distance = strsim::osa_distance(written, &known.word);
            (distance <= allowed).then_some((known, distance))
        })
    }
}

/// A word and its opposite or another part of speech differ in a prefix or suffix, not by a slip.
fn is_opposite(written: &str, word: &str) -> bool {
    let opposite = ["un", "in", "de", "re", "dis"];
    opposite.iter().any(|prefix| {
        written.strip_prefix(prefix) == Some(word) || word.strip_prefix(prefix) == Some(written)
    })
}
