//! What the words met so far stand for, and room to match one sentence in.

use super::dictionary::{Dictionary, SetId, WordId};
use super::index::{FormId, Index, Thing};
use super::lexicon::{ConceptId, Lexicon};
use super::scan::Scan;
use crate::text::{self, Bases, Kind, Token};
use std::cell::Cell;
use std::collections::HashMap;

/// A set of tokens of a sentence, of which there are at most [`text::WINDOW`].
pub(super) type Positions = u64;

/// Most words that are known at a time, most bytes of one of them, and most of their meanings: together some
/// megabytes. A word's meaning depends on nothing else, so it is forgotten and found again without a difference.
const WORDS: usize = 20_000;
const WORD_BYTES: usize = 40;
const MEANINGS: usize = 500_000;

/// What words stand for, each looked up once for all answers, and where those of the sentence at hand stand.
#[derive(Debug, Default)]
pub struct Memory {
    /// Keyed by what learners write, so with a hash that they cannot foresee.
    words: HashMap<String, Word>,
    meanings: Vec<WordId>,
    bases: Bases,
    /// Where each known word stands in the sentence at hand.
    places: Vec<Positions>,
    /// Where one of each set stands, and the number of the sentence that this was found for: most sets are not asked
    /// for.
    sets: Vec<Cell<(u64, Positions)>>,
    /// The number of the sentence at hand.
    sentence: u64,
    /// Where each concept was found in it.
    met: Vec<Met>,
    /// The words and concepts of it.
    present: Vec<Thing>,
    /// The same, as a set of bits.
    there: Vec<u64>,
    /// The forms that are to be tried, as a set of bits.
    forms: Vec<u64>,
}

/// A learner's word: its stretch of `meanings`, and its part in a sentence.
#[derive(Debug, Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
    filler: bool,
    negator: bool,
}

/// Where a concept was found in a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Met {
    /// Tokens that it begins with.
    pub(super) starts: Positions,
    /// Those of them that say it alone.
    pub(super) alone: Positions,
    /// Those that say it together with further ones.
    pub(super) long: Positions,
    /// Its stretch of the places of the scan.
    pub(super) from: u32,
    pub(super) to: u32,
}

/// Tokens that phrases reach across, or do not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) fillers: Positions,
    pub(super) soft: Positions,
    /// Negators: a gap does not reach across them.
    pub(super) barriers: Positions,
}

impl Memory {
    /// Notes the words of a sentence, and every form that one of them makes possible.
    pub(super) fn open(&mut self, lexicon: &Lexicon, tokens: &[Token]) -> Marks {
        self.places.resize(lexicon.dictionary.len(), 0);
        self.sets.resize(lexicon.dictionary.sets(), Cell::default());
        self.sentence += 1;
        self.met.resize(lexicon.len(), Met::default());
        self.there.resize(lexicon.index.things().div_ceil(64), 0);
        self.forms.resize(lexicon.index.forms.len().div_ceil(64), 0);
        let mut marks = Marks::default();
        for (at, token) in tokens.iter().take(text::WINDOW).enumerate() {
            let bit = 1 << at;
            if let Kind::Mark(mark) = token.kind {
                if matches!(mark, '*' | '`' | '"' | '[' | ']' | '#') {
                    marks.fillers |= bit;
                    marks.soft |= bit;
                }
                continue;
            }
            let word = self.word(lexicon, &token.norm);
            if word.negator {
                marks.barriers |= bit;
            }
            if word.filler {
                marks.fillers |= bit;
            }
            for at in word.from..word.to {
                let word = self.meanings[at];
                if self.places[word as usize] == 0 {
                    self.meet(&lexicon.index, word);
                }
                self.places[word as usize] |= bit;
            }
        }
        marks
    }

    fn word(&mut self, lexicon: &Lexicon, norm: &str) -> Word {
        if let Some(&known) = self.words.get(norm) {
            return known;
        }
        if self.words.len() >= WORDS || self.meanings.len() >= MEANINGS {
            self.words.clear();
            self.meanings.clear();
        }
        let from = self.meanings.len();
        lexicon
            .dictionary
            .meanings(norm, &mut self.bases, &mut self.meanings);
        let word = Word {
            from,
            to: self.meanings.len(),
            filler: text::is_filler(norm),
            negator: text::is_negator(norm),
        };
        if norm.len() <= WORD_BYTES {
            self.words.insert(norm.to_owned(), word);
        }
        word
    }

    /// Notes a word or concept of the sentence, and the forms that it makes possible.
    pub(super) fn meet(&mut self, index: &Index, thing: Thing) {
        self.present.push(thing);
        self.there[thing as usize / 64] |= 1 << (thing % 64);
        for &form in index.filed(thing) {
            self.forms[form as usize / 64] |= 1 << (form % 64);
        }
    }

    /// Whether the sentence has all that a form needs.
    pub(super) fn may_hold(&self, lexicon: &Lexicon, form: FormId) -> bool {
        let is_there = |thing: Thing| self.there[thing as usize / 64] & 1 << (thing % 64) != 0;
        let is_one_there = |set| self.place_of_one(&lexicon.dictionary, set) != 0;
        lexicon.index.may_hold(form, is_there, is_one_there)
    }

    /// Where one of the words of a set stands.
    pub(super) fn place_of_one(&self, dictionary: &Dictionary, set: SetId) -> Positions {
        let known = &self.sets[set as usize];
        let (sentence, places) = known.get();
        if sentence == self.sentence {
            return places;
        }
        let members = dictionary.members(set).iter();
        let places = members.fold(0, |all, &word| all | self.place(word));
        known.set((self.sentence, places));
        places
    }

    /// Where a word stands.
    pub(super) fn place(&self, word: WordId) -> Positions {
        self.places[word as usize]
    }

    /// Where a concept was found.
    pub(super) fn met(&self, concept: ConceptId) -> &Met {
        &self.met[concept.at()]
    }

    /// Notes where a concept was found.
    pub(super) fn note(&mut self, concept: ConceptId, met: Met) {
        self.met[concept.at()] = met;
    }

    /// Takes the first form out that is to be tried, not before `from`.
    pub(super) fn next_form(&mut self, from: FormId) -> Option<FormId> {
        let first = from as usize / 64;
        let at = first + self.forms[first..].iter().position(|&forms| forms != 0)?;
        let bit = self.forms[at].trailing_zeros();
        self.forms[at] &= self.forms[at] - 1;
        FormId::try_from(at * 64).ok().map(|start| start + bit)
    }

    /// Forgets the sentence, not its words.
    pub(super) fn close(&mut self, scan: &Scan) {
        for thing in self.present.drain(..) {
            self.there[thing as usize / 64] = 0;
            if let Some(place) = self.places.get_mut(thing as usize) {
                *place = 0;
            }
        }
        for concept in scan.concepts() {
            self.met[concept.at()] = Met::default();
        }
    }
}
