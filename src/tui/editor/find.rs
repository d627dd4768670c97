//! Finding: all places of a text in another, without regard to case unless a capital is asked for.

use super::words;
use regex::RegexBuilder;
use std::ops::Range;

/// The places where something was found, in order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Finds {
    places: Vec<Range<usize>>,
}

impl Finds {
    /// Finds `wanted` literally; nothing is found for nothing. A find never cuts a grapheme.
    pub(in crate::tui) fn new(text: &str, wanted: &str) -> Self {
        let any_case = !wanted.chars().any(char::is_uppercase);
        let pattern = RegexBuilder::new(&regex::escape(wanted))
            .case_insensitive(any_case)
            .build();
        let whole = |place: &Range<usize>| {
            words::is_edge(text, place.start) && words::is_edge(text, place.end)
        };
        let places = match pattern {
            Ok(pattern) if !wanted.is_empty() => {
                let found = pattern.find_iter(text).map(|found| found.range());
                found.filter(whole).collect()
            }
            _ => Vec::new(),
        };
        Self { places }
    }

    /// Index of the first find from a place on, from the start again where there is none.
    pub(in crate::tui) fn from(&self, place: usize) -> Option<usize> {
        let at = self.places.partition_point(|found| found.start < place);
        (!self.places.is_empty()).then(|| at % self.places.len())
    }

    /// Index of the find before or behind another, round the ends.
    pub(in crate::tui) fn step(&self, at: usize, forward: bool) -> usize {
        let count = self.places.len().max(1);
        (at + if forward { 1 } else { count - 1 }) % count
    }

    /// The find with this index.
    pub(in crate::tui) fn get(&self, at: usize) -> Option<Range<usize>> {
        self.places.get(at).cloned()
    }

    /// How many there are.
    pub(in crate::tui) const fn len(&self) -> usize {
        self.places.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_are_literal_and_mind_case_only_with_a_capital() {
        for (text, wanted, count) in [
            ("NEW and new", "new", 2),
            ("NEW and new", "New", 0),
            ("NEW and new", "NEW", 1),
            ("a.b a+b", ".", 1),
            ("aaaa", "aa", 2),
            ("ÄÖ äö", "äö", 2),
            ("e\u{301}e", "e", 1),
            ("a", "", 0),
            ("", "a", 0),
        ] {
            assert_eq!(Finds::new(text, wanted).len(), count, "{wanted} in {text}");
        }
    }

    #[test]
    fn the_search_goes_round() {
        let finds = Finds::new("x a x a x", "x");
        for (place, expected) in [(0, 0), (1, 1), (5, 2), (9, 0)] {
            assert_eq!(finds.from(place), Some(expected), "{place}");
        }
        assert_eq!((finds.step(2, true), finds.step(0, false)), (0, 2));
        assert_eq!(Finds::new("x", "y").from(0), None);
    }
}
