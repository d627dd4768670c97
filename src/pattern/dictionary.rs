//! The words that the patterns of a rubric know, and which of them a learner's word stands for.

use crate::text;
use std::collections::HashMap;

/// Number of a known word or word beginning.
pub(super) type WordId = u32;

/// Shortest word that may be a misspelling of another.
const MIN_MISSPELT: usize = 5;
/// From this length two edits are forgiven.
const TWO_EDITS: usize = 8;

/// Known words.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary {
    words: HashMap<String, WordId>,
    prefixes: HashMap<String, WordId>,
    /// Bytes of the longest of them.
    longest_prefix: usize,
    by_first: HashMap<char, Vec<(String, WordId)>>,
    count: WordId,
}

impl Dictionary {
    /// The number of a word, given one where it is new.
    pub(super) fn word(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.words.get(word) {
            return id;
        }
        let id = self.fresh();
        self.words.insert(word.to_owned(), id);
        if let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) {
            self.by_first
                .entry(first)
                .or_default()
                .push((word.to_owned(), id));
        }
        id
    }

    /// The number of a word beginning.
    pub(super) fn prefix(&mut self, prefix: &str) -> WordId {
        if let Some(&id) = self.prefixes.get(prefix) {
            return id;
        }
        let id = self.fresh();
        self.longest_prefix = self.longest_prefix.max(prefix.len());
        self.prefixes.insert(prefix.to_owned(), id);
        id
    }

    fn fresh(&mut self) -> WordId {
        self.count += 1;
        self.count - 1
    }

    /// How many numbers are given.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// All words and beginnings that a learner's word may stand for: itself, its bases, and where none of
    /// them is known, the known word it is a misspelling of.
    pub(super) fn meanings(&self, norm: &str) -> Vec<WordId> {
        let bases = text::bases(norm);
        let mut out: Vec<WordId> = bases
            .iter()
            .filter_map(|base| self.words.get(base).copied())
            .collect();
        // A word may be a megabyte long: no beginning is looked up that is longer than any known one.
        let ends = norm.char_indices().skip(3).map(|(end, _)| end);
        let ends = ends.chain([norm.len()]);
        for end in ends.take_while(|&end| end <= self.longest_prefix) {
            out.extend(self.prefixes.get(&norm[..end]).copied());
        }
        if out.is_empty() && !text::is_function_word(norm) {
            out.extend(self.misspelt(&bases));
        }
        out
    }

    /// The nearest known words, where they are near enough and one word in its inflections.
    fn misspelt(&self, bases: &[String]) -> Vec<WordId> {
        let mut best: Vec<(&str, WordId)> = Vec::new();
        let mut least = usize::MAX;
        for base in bases
            .iter()
            .filter(|base| base.chars().all(char::is_alphabetic))
        {
            let length = base.chars().count();
            let Some(first) = base.chars().next().filter(|_| length >= MIN_MISSPELT) else {
                continue;
            };
            for (word, id) in self.by_first.get(&first).map_or(&[][..], Vec::as_slice) {
                let Some(distance) = near(base, length, word).filter(|&distance| distance <= least)
                else {
                    continue;
                };
                if distance < least {
                    best.clear();
                    least = distance;
                }
                best.push((word, *id));
            }
        }
        let shortest = best
            .iter()
            .map(|(word, _)| *word)
            .min_by_key(|word| word.len());
        let one_word = |word: &str| {
            shortest.is_some_and(|base| text::bases(word).iter().any(|known| known == base))
        };
        if best.iter().all(|(word, _)| one_word(word)) {
            best.iter().map(|&(_, id)| id).collect()
        } else {
            Vec::new()
        }
    }
}

/// The number of edits from a misspelt word to a known one, where few enough for its length.
fn near(written: &str, length: usize, word: &str) -> Option<usize> {
    let known = word.chars().count();
    let allowed = if length.min(known) >= TWO_EDITS { 2 } else { 1 };
    if known < MIN_MISSPELT || length.abs_diff(known) > allowed || is_inflection_of(written, word) {
        return None;
    }
    let distance = strsim::osa_distance(written, word);
    (distance <= allowed).then_some(distance)
}

/// A word and its opposite or another part of speech differ in a prefix or suffix, not by a slip.
fn is_inflection_of(written: &str, word: &str) -> bool {
    let opposite = ["un", "in", "de", "re", "dis"];
    opposite.iter().any(|prefix| {
        written.strip_prefix(prefix) == Some(word) || word.strip_prefix(prefix) == Some(written)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_itself_its_base_and_what_it_misspells() {
        let mut dictionary = Dictionary::default();
        for word in [
            "connection",
            "reply",
            "established",
            "table",
            "not",
            "packet",
            "note",
            "tracked",
            "receive",
        ] {
            dictionary.word(word);
        }
        dictionary.prefix("handsh");
        for (written, known) in [
            ("connections", Some("connection")),
            ("conection", Some("connection")),
            ("conections", Some("connection")),
            ("establised", Some("established")),
            ("recieve", Some("receive")),
            ("replies", Some("reply")),
            ("pakcet", Some("packet")),
            ("noted", Some("note")),
            ("untracked", None),
            ("relay", None),
            ("stable", None),
            ("racket", None),
        ] {
            let found = dictionary.meanings(written);
            let expected: Vec<_> = known.iter().map(|word| dictionary.words[*word]).collect();
            assert_eq!(found, expected, "{written}");
        }
        assert_eq!(dictionary.meanings("handshaking").len(), 1);
    }
}
