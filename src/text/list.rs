//! Closed lists of words and phrases, each with a sieve that turns most words away at one look.

use super::token::Token;

/// For each first letter the lengths of the words that begin with it, as a set of bits. A word that is too long for
/// a bit has the last one; one that begins with no small letter has a row of its own.
#[derive(Debug)]
struct Sieve([u32; 27]);

impl Sieve {
    const fn empty() -> Self {
        Self([0; 27])
    }

    const fn place(bytes: &[u8], length: usize) -> (usize, u32) {
        let row = match bytes {
            [first @ b'a'..=b'z', ..] => (*first - b'a') as usize,
            _ => 26,
        };
        (row, 1 << if length < 31 { length } else { 31 })
    }

    const fn note(&mut self, word: &[u8], length: usize) {
        let (row, bit) = Self::place(word, length);
        self.0[row] |= bit;
    }

    fn passes(&self, word: &str) -> bool {
        let (row, bit) = Self::place(word.as_bytes(), word.len());
        self.0[row] & bit != 0
    }
}

/// A list of words.
#[derive(Debug)]
pub(super) struct Words {
    words: &'static [&'static str],
    sieve: Sieve,
    sorted: bool,
}

impl Words {
    /// The list of these words.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut sieve = Sieve::empty();
        let mut sorted = true;
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            sieve.note(word, word.len());
            sorted = sorted && (at == 0 || is_before(words[at - 1].as_bytes(), word));
            at += 1;
        }
        Self {
            words,
            sieve,
            sorted,
        }
    }

    /// Whether a word is in the list.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.sieve.passes(word)
            && if self.sorted {
                self.words.binary_search(&word).is_ok()
            } else {
                self.words.contains(&word)
            }
    }

    /// Whether the words stand in order.
    #[cfg(test)]
    pub(super) fn is_sorted(&self) -> bool {
        self.sorted
    }
}

/// Whether one word stands before another in the order of their bytes.
const fn is_before(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

/// A list of words, each with what it stands for.
#[derive(Debug)]
pub(super) struct Table<R: 'static> {
    entries: &'static [(&'static str, R)],
    sieve: Sieve,
}

impl<R> Table<R> {
    /// The list of these entries.
    pub(super) const fn new(entries: &'static [(&'static str, R)]) -> Self {
        let mut sieve = Sieve::empty();
        let mut at = 0;
        while at < entries.len() {
            let word = entries[at].0.as_bytes();
            sieve.note(word, word.len());
            at += 1;
        }
        Self { entries, sieve }
    }

    /// What a word stands for.
    pub(super) fn get(&self, word: &str) -> Option<&R> {
        if !self.sieve.passes(word) {
            return None;
        }
        let mut entries = self.entries.iter();
        entries.find_map(|(known, meaning)| (*known == word).then_some(meaning))
    }
}

/// A list of phrases. A phrase is its words with single blanks between them.
#[derive(Debug)]
pub(super) struct Phrases<P: 'static> {
    phrases: &'static [P],
    text: fn(&P) -> &'static str,
    sieve: Sieve,
    rows: Rows,
}

impl Phrases<&'static str> {
    /// The list of these phrases.
    pub(super) const fn new(phrases: &'static [&'static str]) -> Self {
        let mut sieve = Sieve::empty();
        let mut rows = Rows::empty();
        let mut at = phrases.len();
        while at > 0 {
            at -= 1;
            sieve.note(phrases[at].as_bytes(), first_word(phrases[at]));
            rows.note(phrases[at].as_bytes(), at);
        }
        Self {
            phrases,
            text: |phrase| phrase,
            sieve,
            rows,
        }
    }
}

impl<R> Phrases<(&'static str, R)> {
    /// The list of these phrases, each with what it stands for.
    pub(super) const fn of(phrases: &'static [(&'static str, R)]) -> Self {
        let mut sieve = Sieve::empty();
        let mut rows = Rows::empty();
        let mut at = phrases.len();
        while at > 0 {
            at -= 1;
            sieve.note(phrases[at].0.as_bytes(), first_word(phrases[at].0));
            rows.note(phrases[at].0.as_bytes(), at);
        }
        Self {
            phrases,
            text: |phrase| phrase.0,
            sieve,
            rows,
        }
    }
}

impl<P> Phrases<P> {
    /// How many tokens the first of the phrases takes that begins at `at`, and which phrase it is.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, &'static P)> {
        let first = tokens[at].norm.as_str();
        if !self.sieve.passes(first) {
            return None;
        }
        self.rows.of(first).find_map(|number| {
            let phrase = &self.phrases[number];
            let mut rest = (self.text)(phrase).strip_prefix(first)?;
            let mut length = 1;
            while !rest.is_empty() {
                let word = tokens.get(at + length)?.norm.as_str();
                rest = rest.strip_prefix(' ')?.strip_prefix(word)?;
                length += 1;
            }
            Some((length, phrase))
        })
    }
}

/// Most phrases of a list.
const MOST: usize = 512;

/// The phrases of a list by the letter that they begin with, each row in the order of the list. A number of a phrase
/// is one more than its place; 0 ends a row.
#[derive(Debug)]
struct Rows {
    first: [u16; 27],
    next: [u16; MOST],
}

impl Rows {
    const fn empty() -> Self {
        Self {
            first: [0; 27],
            next: [0; MOST],
        }
    }

    /// Puts a phrase before those of its row. A list that is too long does not compile.
    #[expect(clippy::cast_possible_truncation, reason = "there are at most 512")]
    const fn note(&mut self, phrase: &[u8], at: usize) {
        let (row, _) = Sieve::place(phrase, 0);
        self.next[at] = self.first[row];
        self.first[row] = at as u16 + 1;
    }

    /// The places of the phrases that begin with the letter of a word.
    fn of(&self, word: &str) -> impl Iterator<Item = usize> {
        let (row, _) = Sieve::place(word.as_bytes(), 0);
        let mut next = self.first[row];
        std::iter::from_fn(move || {
            let at = usize::from(next).checked_sub(1)?;
            next = self.next[at];
            Some(at)
        })
    }
}

/// Length of the first word of a phrase.
const fn first_word(phrase: &str) -> usize {
    let bytes = phrase.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b' ' {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_knows_its_words_and_no_others() {
        static SORTED: Words = Words::new(&["as", "is", "was"]);
        static LOOSE: Words = Words::new(&["zeta", "éta", "a"]);
        assert!(SORTED.is_sorted() && !LOOSE.is_sorted());
        for word in ["as", "is", "was"] {
            assert!(SORTED.contains(word), "{word}");
        }
        for word in ["zeta", "éta", "a"] {
            assert!(LOOSE.contains(word), "{word}");
        }
        for word in ["", "at", "wash", "eta", "b"] {
            assert!(!SORTED.contains(word) && !LOOSE.contains(word), "{word}");
        }
    }
}
