//! The words that the patterns of a rubric know, and which of them a learner's word stands for.

use super::slip::Slips;
use crate::text::{self, Bases};
use rustc_hash::FxHashMap;

/// Number of a known word, of a word beginning, or of a set of them.
pub(super) type WordId = u32;

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
    sets: FxHashMap<Vec<WordId>, WordId>,
    /// The same by their numbers.
    members: FxHashMap<WordId, Vec<WordId>>,
    /// The sets that each word or beginning is in.
    within: FxHashMap<WordId, Vec<WordId>>,
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

    /// The number of a set of words and beginnings.
    pub(super) fn set(&mut self, words: &[WordId]) -> WordId {
        let mut members = Vec::new();
        for word in words {
            match self.members.get(word) {
                Some(inner) => members.extend(inner),
                None => members.push(*word),
            }
        }
        members.sort_unstable();
        members.dedup();
        if let [only] = members.as_slice() {
            return *only;
        }
        if let Some(&id) = self.sets.get(&members) {
            return id;
        }
        let id = self.fresh();
        for &word in &members {
            self.within.entry(word).or_default().push(id);
        }
        self.members.insert(id, members.clone());
        self.sets.insert(members, id);
        id
    }

    /// The words and beginnings of a set; none for what is no set.
    pub(super) fn members(&self, set: WordId) -> Option<&[WordId]> {
        self.members.get(&set).map(Vec::as_slice)
    }

    /// All sets with their members.
    pub(super) fn sets(&self) -> impl Iterator<Item = (WordId, &[WordId])> {
        self.members
            .iter()
            .map(|(&set, members)| (set, members.as_slice()))
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
    /// none of them is known, the known word it is a misspelling of; and the sets that they are in.
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
        for at in before..out.len() {
            let sets = self.within.get(&out[at]);
            out.extend(sets.into_iter().flatten());
        }
        out[before..].sort_unstable();
        let mut kept = before;
        for at in before..out.len() {
            if kept == before || out[at] != out[kept - 1] {
                out[kept] = out[at];
                kept += 1;
            }
        }
        out.truncate(kept);
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
