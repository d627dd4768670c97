//! Which sentences only heap up terms: lists without grammar, words glued at random, patterns instead of prose.

use super::reading::Read;
use crate::text::{self, Token};

/// From this many words a sentence without grammar is a heap of terms.
const HEAP_WORDS: usize = 12;
/// From this many words without a function word or a mark too.
const NAKED_WORDS: usize = 7;
/// A heap has at most this share of function words, in percent.
const HEAP_GRAMMAR: usize = 10;
/// And at most this share of words that say who does what.
const HEAP_LIFE: usize = 14;
/// Most words between two commas of a heap.
const WORDS_A_TERM: usize = 3;
/// From this many words a text is judged by how much happens in it.
const SALAD_WORDS: usize = 40;
/// Prose has at least this share of words that say who does what, in percent.
const SALAD_LIFE: usize = 7;

/// Terms without grammar: hardly a function word, and either nothing that explains or a comma every few words; or
/// words that never stand beside each other, or the notation of patterns.
pub(super) fn is_heap(tokens: &[Token], written: &str) -> bool {
    const CLASHES: usize = 2;
    let words = text::words(tokens).count();
    let grammar = text::words(tokens)
        .filter(|word| text::is_function_word(word))
        .count();
    let explains = tokens
        .iter()
        .any(|t| [':', '=', '>', '('].iter().any(|&mark| t.is_mark(mark)));
    let commas = tokens.iter().filter(|t| t.is_mark(',')).count();
    let still = !are_lively(tokens.iter(), words, HEAP_LIFE);
    let bare = still && grammar * 100 < words * HEAP_GRAMMAR;
    let naked = still && words >= NAKED_WORDS && grammar == 0 && !explains && commas == 0;
    naked
        || (words >= HEAP_WORDS && bare && (!explains || commas * WORDS_A_TERM >= words))
        || text::clashes(tokens) >= CLASHES
        || is_notation(written)
}

/// `(this|that|those)`, `<this> & <that>`: a pattern, not a sentence.
fn is_notation(written: &str) -> bool {
    const BARS: usize = 2;
    let bytes = written.as_bytes();
    let glued = |at: &usize| {
        bytes[*at] == b'|'
            && *at > 0
            && bytes[at - 1].is_ascii_alphanumeric()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    let named = || {
        written.split('<').skip(1).any(|rest| {
            let name = rest.split('>').next().unwrap_or_default();
            name.len() < rest.len()
                && !name.is_empty()
                && name.chars().all(|c| c.is_alphabetic() || c == ' ')
        })
    };
    (0..bytes.len()).filter(glued).count() >= BARS || (written.contains(['&', '|']) && named())
}

/// Spreads what one sentence shows to its neighbours: the rest of a heaped line, runs of single terms, and all of a
/// text in which nothing happens.
pub(super) fn spread(sentences: &mut [Read]) {
    rests(sentences);
    short_lines(sentences);
    if is_salad(sentences) || is_mostly_heaps(sentences) {
        sentences.iter_mut().for_each(|read| read.heap = true);
    }
}

/// Whether more words stand in heaps than in sentences.
fn is_mostly_heaps(sentences: &[Read]) -> bool {
    let words = |read: &Read| text::words(&read.tokens).count();
    let heaped: usize = sentences.iter().filter(|read| read.heap).map(words).sum();
    let all: usize = sentences.iter().map(words).sum();
    all >= SALAD_WORDS && heaped * 2 > all
}

/// Whether hardly a word of the text says who does what.
fn is_salad(sentences: &[Read]) -> bool {
    let words = || {
        sentences
            .iter()
            .flat_map(|read| &read.tokens)
            .filter(|t| t.is_word())
    };
    let all = words().count();
    all >= SALAD_WORDS && !are_lively(words(), all, SALAD_LIFE)
}

/// Whether so many words hold at least this share, in percent, that say who does what. Looks no further than it must.
fn are_lively<'a>(tokens: impl Iterator<Item = &'a Token>, words: usize, share: usize) -> bool {
    let wanted = (words * share).div_ceil(100);
    tokens.filter(|t| text::is_lively(t)).take(wanted).count() == wanted
}

/// The rest of a line that is mostly a heap is no better for being short.
fn rests(sentences: &mut [Read]) {
    for line in sentences
        .chunk_by_mut(|one, next| one.place.line == next.place.line && one.field == next.field)
    {
        let heaps = line.iter().filter(|read| read.heap).count();
        if heaps * 2 >= line.len() && heaps > 0 {
            line.iter_mut().for_each(|read| read.heap = true);
        }
    }
}

/// A run of lines that are a term each is a heap as well.
fn short_lines(sentences: &mut [Read]) {
    const LINES: usize = 8;
    const WORDS: usize = 3;
    let is_term = |read: &Read| {
        let words = || text::words(&read.tokens);
        words().count() <= WORDS && !words().any(text::is_function_word)
    };
    for run in sentences.chunk_by_mut(|one, next| is_term(one) && is_term(next)) {
        if run.len() >= LINES {
            run.iter_mut().for_each(|read| read.heap = true);
        }
    }
}
