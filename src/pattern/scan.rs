//! What was found in a sentence: which concepts, and where.

use super::lexicon::ConceptId;
use super::memory::Positions;

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
    /// For each concept its number among those found, plus one; 0 where it was not found.
    index: Vec<u16>,
    /// The concepts found, each with the end of its stretch of `places`.
    found: Vec<(ConceptId, usize)>,
    /// First tokens, and the positions behind the last ones.
    places: Vec<(u8, Positions)>,
}

impl Scan {
    /// Nothing found of so many concepts.
    pub(super) fn new(concepts: usize) -> Self {
        Self {
            index: vec![0; concepts],
            ..Self::default()
        }
    }

    /// Where a concept occurs, by its first token; the shortest reading at each place.
    pub fn occurrences(&self, concept: ConceptId) -> impl Iterator<Item = Occurrence> + '_ {
        self.list(concept).iter().map(|&(start, ends)| Occurrence {
            start: usize::from(start),
            end: ends.trailing_zeros() as usize,
        })
    }

    /// Whether a concept occurs at all.
    pub fn has(&self, concept: ConceptId) -> bool {
        self.index
            .get(concept.at())
            .is_some_and(|&number| number > 0)
    }

    /// The concepts that occur, each behind those it contains.
    pub fn concepts(&self) -> impl Iterator<Item = ConceptId> + '_ {
        self.found.iter().map(|&(concept, _)| concept)
    }

    /// The beginnings of a concept and the positions behind it, in order.
    pub(super) fn list(&self, concept: ConceptId) -> &[(u8, Positions)] {
        let number = self.index.get(concept.at()).copied().unwrap_or(0);
        usize::from(number)
            .checked_sub(1)
            .map_or(&[], |at| &self.places[self.begin(at)..self.found[at].1])
    }

    /// Notes an occurrence of the concept that was found last, or of a further one.
    pub(super) fn add(&mut self, concept: ConceptId, start: u8, ends: Positions) {
        if !self.has(concept) {
            self.found.push((concept, self.places.len()));
            self.index[concept.at()] = u16::try_from(self.found.len()).unwrap_or(0);
        }
        let last = self.found.len() - 1;
        let begin = self.begin(last);
        let known = self.places[begin..].binary_search_by_key(&start, |&(start, _)| start);
        match known {
            Ok(at) => self.places[begin + at].1 |= ends,
            Err(at) => self.places.insert(begin + at, (start, ends)),
        }
        self.found[last].1 = self.places.len();
    }

    /// Where the places of the concept with this number begin.
    fn begin(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.found[before].1)
    }
}
