//! The words that the patterns of a rubric know, and which of them a learner's word stands for.

use super::slip::Slips;
use crate::text::{self, Bases};
use rustc_hash::FxHashMap;

/// Number of a known word or word beginning.
pub(super) type WordId = u32;

/// Number of a set of them.
pub(super) type SetId = u32;

/// Known words.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary {
    words: FxHashMap<String, WordId>,
    prefixes: FxHashMap<String, WordId>,
    /// Bytes of the longest of them.
    longest_prefix: usize,
    slips: Slips,
    count: WordId,
    /// Sets of words and beginnings, any of which will do.
    by_members: FxHashMap<Vec<WordId>, SetId>,
    /// The same by their numbers.
    sets: Vec<Vec<WordId>>,
}

impl Dictionary {
    /// The number of a word, given one where it is new.
    pub(super) fn word(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.words.get(word) {
            return id;
        }
        let id = self.fresh();
        self.words.insert(word.to_owned(), id);
        self.slips.add(word, id);
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

    /// The number of a set of words and beginnings, in order.
    pub(super) fn set(&mut self, members: Vec<WordId>) -> SetId {
        if let Some(&id) = self.by_members.get(&members) {
            return id;
        }
        let id = SetId::try_from(self.sets.len()).unwrap_or(SetId::MAX);
        self.sets.push(members.clone());
        self.by_members.insert(members, id);
        id
    }

    /// The words and beginnings of a set.
    pub(super) fn members(&self, set: SetId) -> &[WordId] {
        &self.sets[set as usize]
    }

    /// How many sets there are.
    pub(super) fn sets(&self) -> usize {
        self.sets.len()
    }

    fn fresh(&mut self) -> WordId {
        self.count += 1;
        self.count - 1
    }

    /// How many numbers are given.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// For each number whether it is a word of grammar, which most sentences hold.
    pub(super) fn grammar(&self) -> Vec<bool> {
        let mut grammar = vec![false; self.len()];
        for (word, &id) in &self.words {
            grammar[id as usize] = text::is_function_word(word) || text::is_filler(word);
        }
        grammar
    }

    /// Adds to `out` all words and beginnings that a learner's word may stand for: itself, its bases, and where
    /// none of them is known, the known word it is a misspelling of.
    pub(super) fn meanings(&self, norm: &str, bases: &mut Bases, out: &mut Vec<WordId>) {
        let before = out.len();
        let bases = bases.of(norm);
        out.extend(bases.iter().filter_map(|base| self.words.get(base)));
        // A word may be a megabyte long: no beginning is looked up that is longer than any known one.
        let ends = norm.char_indices().skip(3).map(|(end, _)| end);
        let ends = ends.chain([norm.len()]);
        for end in ends.take_while(|&end| end <= self.longest_prefix) {
            out.extend(self.prefixes.get(&norm[..end]));
        }
        if out.len() == before && !text::is_function_word(norm) {
            self.slips.find(bases, out);
        }
    }
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
            let mut found = Vec::new();
            dictionary.meanings(written, &mut Bases::default(), &mut found);
            let expected: Vec<_> = known.iter().map(|word| dictionary.words[*word]).collect();
            assert_eq!(found, expected, "{written}");
        }
        let mut found = Vec::new();
        dictionary.meanings("handshaking", &mut Bases::default(), &mut found);
        assert_eq!(found.len(), 1);
    }
}
