//! Finds concepts in one sentence. Positions are bits: a phrase costs one pass over its steps for each place
//! it may begin at, whatever the sentence holds.

use super::dictionary::WordId;
use super::lexicon::{ConceptId, Lexicon, Step};
use crate::text::{self, Kind, Token};
use std::collections::HashMap;

/// A set of positions; bit `n` is "the next token to read is `n`".
type Positions = u128;

/// Fillers that may stand between two words of a phrase.
const MAX_FILLERS: usize = 3;

/// What the words met so far stand for, and room to match in; keeps the cost of a sentence low.
#[derive(Debug, Default)]
pub struct Memory {
    meanings: HashMap<String, Vec<WordId>>,
    /// Where each known word stands in the sentence at hand.
    places: Vec<Positions>,
    /// The words of the sentence at hand, as a set of bits.
    present: Vec<u64>,
}

/// Tokens `start..end` of a sentence that say a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// First token.
    pub start: usize,
    /// The token behind the last.
    pub end: usize,
}

/// The concepts found in a sentence.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// For each concept the index of its list, plus one; 0 where it was not found.
    index: Vec<u16>,
    lists: Vec<Vec<(u8, Positions)>>,
}

impl Scan {
    /// Where a concept occurs, by its first token; the shortest reading at each place.
    pub fn occurrences(&self, concept: ConceptId) -> impl Iterator<Item = Occurrence> + '_ {
        self.list(concept).iter().map(|&(start, ends)| Occurrence {
            start: usize::from(start),
            end: ends.trailing_zeros() as usize,
        })
    }

    /// Whether a concept occurs at all.
    pub fn has(&self, concept: ConceptId) -> bool {
        !self.list(concept).is_empty()
    }

    fn list(&self, concept: ConceptId) -> &[(u8, Positions)] {
        let index = self.index.get(concept.0 as usize).copied().unwrap_or(0);
        index
            .checked_sub(1)
            .map_or(&[], |at| self.lists[usize::from(at)].as_slice())
    }
}

impl Lexicon {
    /// Finds every concept in the tokens of a sentence. Tokens past [`text::WINDOW`] are not read.
    pub fn scan(&self, tokens: &[Token], memory: &mut Memory) -> Scan {
        let tokens = &tokens[..tokens.len().min(text::WINDOW)];
        let mut matcher = Matcher::new(self, tokens, memory);
        for &concept in &self.order {
            if matcher.may_begin(concept) {
                matcher.find(concept);
            }
        }
        matcher.scan
    }
}

impl Memory {
    /// Notes a word of the sentence at hand.
    fn note(&mut self, lexicon: &Lexicon, norm: &str, bit: Positions) {
        if !self.meanings.contains_key(norm) {
            self.meanings
                .insert(norm.to_owned(), lexicon.dictionary.meanings(norm));
        }
        for &id in self.meanings.get(norm).into_iter().flatten() {
            self.places[id as usize] |= bit;
            self.present[id as usize / 64] |= 1 << (id % 64);
        }
    }
}

struct Matcher<'a> {
    lexicon: &'a Lexicon,
    places: &'a [Positions],
    present: &'a [u64],
    fillers: Positions,
    soft: Positions,
    /// Negators: a gap does not reach across them.
    barriers: Positions,
    scan: Scan,
}

impl<'a> Matcher<'a> {
    fn new(lexicon: &'a Lexicon, tokens: &[Token], memory: &'a mut Memory) -> Self {
        memory.places.clear();
        memory.places.resize(lexicon.dictionary.len(), 0);
        memory.present.clear();
        memory
            .present
            .resize(lexicon.dictionary.len().div_ceil(64), 0);
        let (mut fillers, mut soft, mut barriers) = (0, 0, 0);
        for (at, token) in tokens.iter().enumerate() {
            let bit = 1 << at;
            if let Kind::Mark(mark) = token.kind {
                if matches!(mark, '*' | '`' | '"' | '[' | ']' | '#') {
                    fillers |= bit;
                    soft |= bit;
                }
                continue;
            }
            if text::is_negator(&token.norm) {
                barriers |= bit;
            }
            if text::is_filler(&token.norm) {
                fillers |= bit;
            }
            memory.note(lexicon, &token.norm, bit);
        }
        let scan = Scan {
            index: vec![0; lexicon.len()],
            lists: Vec::new(),
        };
        Self {
            lexicon,
            places: &memory.places,
            present: &memory.present,
            fillers,
            soft,
            barriers,
            scan,
        }
    }

    /// Whether a word that a form of the concept begins with is in the sentence.
    fn may_begin(&self, concept: ConceptId) -> bool {
        self.lexicon.firsts[concept.0 as usize]
            .iter()
            .zip(self.present)
            .any(|(first, present)| first & present != 0)
    }

    fn place(&self, word: WordId) -> Positions {
        self.places.get(word as usize).copied().unwrap_or(0)
    }

    /// Finds one concept; those it contains were found before.
    fn find(&mut self, concept: ConceptId) {
        let mut ends_at: Vec<(u8, Positions)> = Vec::new();
        for form in &self.lexicon.forms[concept.0 as usize] {
            let Some((first, rest)) = form.split_first() else {
                continue;
            };
            let mut starts = self.starts(first);
            while starts != 0 {
                let start = starts.trailing_zeros();
                starts &= starts - 1;
                let after = self.step(first, 1 << start, true);
                let ends = rest
                    .iter()
                    .fold(after, |at, step| self.step(step, at, false));
                if ends != 0 {
                    let start = u8::try_from(start).unwrap_or(u8::MAX);
                    match ends_at.iter_mut().find(|(known, _)| *known == start) {
                        Some((_, known)) => *known |= ends,
                        None => ends_at.push((start, ends)),
                    }
                }
            }
        }
        if !ends_at.is_empty() {
            ends_at.sort_unstable_by_key(|&(start, _)| start);
            self.scan.lists.push(ends_at);
            self.scan.index[concept.0 as usize] = u16::try_from(self.scan.lists.len()).unwrap_or(0);
        }
    }

    /// Where a step may begin.
    fn starts(&self, step: &Step) -> Positions {
        match step {
            Step::Word(word) => self.place(*word),
            Step::Concept(concept) => self
                .scan
                .list(*concept)
                .iter()
                .fold(0, |all, &(start, _)| all | (1 << start)),
            Step::Any(options) => options
                .iter()
                .filter_map(|option| option.first())
                .fold(0, |all, step| all | self.starts(step)),
            Step::Optional(inner) => self.starts(inner),
            Step::Gap(_) => 0,
        }
    }

    /// The positions reachable from `at` by one step; `exact` forbids fillers before it.
    fn step(&self, step: &Step, at: Positions, exact: bool) -> Positions {
        if at == 0 {
            return 0;
        }
        match step {
            Step::Word(word) => {
                let here = if exact { at } else { self.past_fillers(at) };
                (here & self.place(*word)) << 1
            }
            Step::Concept(concept) => {
                let here = if exact { at } else { self.past_fillers(at) };
                let found = self.scan.list(*concept).iter();
                found
                    .filter(|(start, _)| here & (1 << start) != 0)
                    .fold(0, |all, &(_, ends)| all | ends)
            }
            Step::Any(options) => options.iter().fold(0, |all, option| {
                let mut here = at;
                for (index, inner) in option.iter().enumerate() {
                    here = self.step(inner, here, exact && index == 0);
                }
                all | here
            }),
            Step::Gap(words) => (0..*words).fold(at, |here, _| {
                let here = self.past_soft(here);
                here | ((here & !self.barriers) << 1)
            }),
            Step::Optional(inner) => at | self.step(inner, at, exact),
        }
    }

    fn past_fillers(&self, at: Positions) -> Positions {
        (0..MAX_FILLERS).fold(at, |here, _| here | ((here & self.fillers) << 1))
    }

    fn past_soft(&self, at: Positions) -> Positions {
        (0..2).fold(at, |here, _| here | ((here & self.soft) << 1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::LexiconBuilder;
    use super::*;
    use crate::source::Span;

    /// Whether `form` is found in `sentence`, next to a concept `<colour>`.
    fn says(form: &str, sentence: &str) -> bool {
        let mut builder = LexiconBuilder::default();
        builder.declare("colour");
        builder.declare("it");
        for colour in ["red", "dark blue", "green*"] {
            builder.form("colour", colour).expect(colour);
        }
        builder.form("it", form).expect(form);
        let lexicon = builder.finish().expect("no circle");
        let tokens = text::tokens(sentence, Span::new(0, sentence.len()));
        let concept = lexicon.concept("it").expect("declared");
        lexicon.scan(&tokens, &mut Memory::default()).has(concept)
    }

    #[test]
    fn forms_match_what_they_say() {
        for (form, sentence, expected) in [
            ("open door", "the door is open", false),
            ("open door", "he opened the doors", true),
            ("open door", "an open and shut door", false),
            ("open ... door", "an open and shut door", true),
            ("open ... door", "open one two three four five door", false),
            ("(open|shut) door", "shut the door", true),
            ("<colour> door", "a dark blue door", true),
            ("<colour> door", "a blue door", false),
            ("<colour> door", "greenish door", true),
            ("open front? door", "open the front door", true),
            ("open front? door", "open door", true),
            ("open front? door", "open back door", false),
            ("don't open", "do not open", true),
            ("two-way", "two way, two-way", true),
            ("open door", "open, door", false),
            ("open door", "open *door*", true),
        ] {
            assert_eq!(says(form, sentence), expected, "{form} / {sentence}");
        }
    }
}
