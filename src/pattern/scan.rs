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
    /// The concepts found, as a set of bits.
    bits: Vec<u64>,
    /// The concepts found in the order of their numbers, each with its stretch of `places`.
    found: Vec<Found>,
    /// First tokens and, as a set of bits, last ones.
    places: Vec<(u8, Positions)>,
}

/// Where the places of a concept stand.
#[derive(Debug, Clone, Copy)]
struct Found {
    concept: ConceptId,
    from: u32,
    to: u32,
}

impl Scan {
    /// Nothing found of so many concepts.
    pub(super) fn new(concepts: usize) -> Self {
        const USUAL: usize = 96;
        Self {
            bits: vec![0; concepts.div_ceil(64)],
            found: Vec::with_capacity(USUAL),
            places: Vec::with_capacity(USUAL),
        }
    }

    /// Where a concept occurs, by its first token; the shortest reading at each place.
    pub fn occurrences(&self, concept: ConceptId) -> impl Iterator<Item = Occurrence> + '_ {
        self.list(concept).iter().map(|&(start, lasts)| Occurrence {
            start: usize::from(start),
            end: lasts.trailing_zeros() as usize + 1,
        })
    }

    /// Whether a concept occurs at all.
    pub fn has(&self, concept: ConceptId) -> bool {
        concept.is_among(&self.bits)
    }

    /// The concepts that occur, by their numbers.
    pub fn concepts(&self) -> impl Iterator<Item = ConceptId> + '_ {
        self.found.iter().map(|found| found.concept)
    }

    /// The concepts that occur, as a set of bits.
    pub fn bits(&self) -> &[u64] {
        &self.bits
    }

    fn list(&self, concept: ConceptId) -> &[(u8, Positions)] {
        if !self.has(concept) {
            return &[];
        }
        let found = self
            .found
            .binary_search_by_key(&concept, |found| found.concept);
        found.map_or(&[], |at| {
            self.places(self.found[at].from, self.found[at].to)
        })
    }

    /// A stretch of places.
    pub(super) fn places(&self, from: u32, to: u32) -> &[(u8, Positions)] {
        &self.places[from as usize..to as usize]
    }

    /// Notes a concept with its places, by their first tokens; gives their stretch.
    pub(super) fn add(
        &mut self,
        concept: ConceptId,
        places: impl Iterator<Item = (u8, Positions)>,
    ) -> (u32, u32) {
        let count = |places: &[(u8, Positions)]| u32::try_from(places.len()).unwrap_or(u32::MAX);
        let from = count(&self.places);
        self.places.extend(places);
        let to = count(&self.places);
        self.bits[concept.at() / 64] |= 1 << (concept.at() % 64);
        self.found.push(Found { concept, from, to });
        (from, to)
    }

    /// Puts the concepts in order.
    pub(super) fn close(&mut self) {
        self.found.sort_unstable_by_key(|found| found.concept);
    }
}
