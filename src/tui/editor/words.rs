//! Steps through a text: by what a reader sees as one character, and by words. All offsets are in bytes.

use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// What a step by words tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Break,
    Blank,
    Word,
    Sign,
}

/// The end of the grapheme that starts at `at`; the text's end where none does.
pub(super) fn next(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The start of the grapheme that ends at `at`; 0 where none does.
pub(super) fn previous(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first place from `at` on where a cursor may stand: between two graphemes.
pub(super) fn snap(text: &str, at: usize) -> usize {
    let starts = |at: &usize| text.is_char_boundary(*at);
    let at = (at..text.len()).find(starts).unwrap_or(text.len());
    if is_edge(text, at) {
        at
    } else {
        next(text, at)
    }
}

/// Whether no grapheme is cut at `at`.
pub(super) fn is_edge(text: &str, at: usize) -> bool {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.is_boundary(text, 0).unwrap_or(true)
}

/// Where the word to the left starts; at the start of a line, the end of the line before.
pub(super) fn word_left(text: &str, at: usize) -> usize {
    let mut steps = text[..at].grapheme_indices(true).rev().peekable();
    if let Some((at, _)) = steps.next_if(|(_, next)| class(next) == Class::Break) {
        return at;
    }
    let mut to = at;
    while let Some((at, _)) = steps.next_if(|(_, next)| class(next) == Class::Blank) {
        to = at;
    }
    let run = steps.peek().map(|(_, next)| class(next));
    while let Some((at, _)) =
        steps.next_if(|(_, next)| Some(class(next)) == run && run != Some(Class::Break))
    {
        to = at;
    }
    to
}

/// Where the word to the right ends; at the end of a line, the start of the line behind.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let blanks = run(text, at, Class::Blank);
    match text[blanks..].graphemes(true).next().map(class) {
        Some(Class::Break) if blanks == at => at + 1,
        Some(Class::Break) | None => blanks,
        Some(kind) => run(text, blanks, kind),
    }
}

/// Where the next word to the right starts; at the end of a line, the start of the line behind.
pub(super) fn word_right(text: &str, at: usize) -> usize {
    match text[at..].graphemes(true).next().map(class) {
        Some(Class::Break) => at + 1,
        Some(kind) => run(text, run(text, at, kind), Class::Blank),
        None => at,
    }
}

/// The end of the run of one class that starts at `at`.
fn run(text: &str, at: usize, kind: Class) -> usize {
    let rest = text[at..].grapheme_indices(true);
    let mut end = rest.skip_while(|(_, next)| class(next) == kind);
    end.next().map_or(text.len(), |(offset, _)| at + offset)
}

fn class(grapheme: &str) -> Class {
    match grapheme.chars().next() {
        Some('\n') => Class::Break,
        Some(c) if c.is_whitespace() => Class::Blank,
        Some(c) if c.is_alphanumeric() || c == '_' => Class::Word,
        _ => Class::Sign,
    }
}

/// The logical line around `at`, without its line end.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stop_where_a_reader_expects() {
        // The text, and where each step goes, `|` marking each stop from the left and from the right.
        for (text, right, left) in [
            ("one two  three", "one |two  |three|", "|one |two  |three"),
            ("-A INPUT", "-|A |INPUT|", "|-|A |INPUT"),
            ("a\n\nb c", "a|\n|\n|b |c|", "|a|\n|\n|b |c"),
            ("e\u{301}t 漢字", "e\u{301}t |漢字|", "|e\u{301}t |漢字"),
            ("", "", ""),
        ] {
            let stops = |step: fn(&str, usize) -> usize, from: usize, to: usize| {
                let mut stops = Vec::new();
                let mut at = from;
                while at != to {
                    at = step(text, at);
                    stops.push(at);
                }
                let mut shown = text.to_owned();
                stops.sort_unstable();
                stops.iter().rev().for_each(|&at| shown.insert(at, '|'));
                shown
            };
            assert_eq!(stops(word_right, 0, text.len()), right);
            assert_eq!(stops(word_left, text.len(), 0), left);
        }
    }

    #[test]
    fn no_step_cuts_what_is_seen_as_one() {
        for text in ["👨\u{200d}👩\u{200d}👧", "🇩🇪", "각", "e\u{301}", "क्षि"]
        {
            assert_eq!(next(text, 0), text.len(), "{text}");
            assert_eq!(previous(text, text.len()), 0, "{text}");
            assert_eq!(snap(text, 1), text.len(), "{text}");
        }
    }
}
