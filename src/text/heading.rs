//! Whether a line names what the lines below it are about, or goes on from the one above.

use super::marker::marker;
use super::token::{Kind, Token};

/// Most words of a line that counts as a heading without being marked as one.
const HEADING_WORDS: usize = 4;

pub(super) fn starts_small(words: &[Token]) -> bool {
    words.first().is_some_and(|t| {
        t.shape == super::Shape::Lower && t.kind != Kind::Number && !t.is_mark('|')
    })
}

/// Whether a line begins with a term that it goes on to explain: `name: …`, `name = …`, `name - …`.
pub(super) fn has_label(words: &[Token]) -> bool {
    let mark = words
        .iter()
        .take(2 * HEADING_WORDS)
        .position(|t| matches!(t.kind, Kind::Mark(':' | '=' | '-' | '>')));
    mark.is_some_and(|at| {
        at > 0 && words[..at].iter().filter(|t| t.is_word()).count() <= HEADING_WORDS
    })
}

/// A short line that names what the lines below it are about.
pub(super) fn looks_like_heading(words: &[Token], next: &str, item: bool) -> bool {
    let count = words.iter().filter(|t| t.is_word()).count();
    let colon = words
        .iter()
        .rev()
        .find(|t| !t.is_mark('*'))
        .is_some_and(|t| t.is_mark(':'));
    let bold = words.len() > 4
        && words[..2]
            .iter()
            .chain(&words[words.len() - 2..])
            .all(|t| t.is_mark('*'));
    let told = words
        .last()
        .is_some_and(|t| t.is_mark('.') || t.is_mark('?'));
    let asks = words.last().is_some_and(|t| t.is_mark('?')) && count <= 2 * HEADING_WORDS;
    let body = if told && count <= 2 {
        &words[..words.len() - 1]
    } else {
        words
    };
    let plain = bare(body)
        .iter()
        .all(|t| t.is_word() || matches!(t.kind, Kind::Mark('*' | '`' | '[' | ']')));
    let followed = !next.trim().is_empty();
    (colon && count <= 2 * HEADING_WORDS)
        || (bold && words[2..words.len() - 2].iter().all(|t| !t.is_mark('*')))
        || (plain && !item && followed && count <= HEADING_WORDS)
        || (asks && followed)
}

/// The words of a line without a dash at its end and without what stands in brackets behind them.
fn bare(words: &[Token]) -> &[Token] {
    let dashed = words.last().is_some_and(|t| t.is_mark('-'));
    let words = if dashed {
        &words[..words.len() - 1]
    } else {
        words
    };
    let open = words.iter().position(|t| t.is_mark('('));
    let closed = words.last().is_some_and(|t| t.is_mark(')'));
    match open {
        Some(open) if closed && open > 0 => &words[..open],
        _ => words,
    }
}

/// Whether an item is a term that the next line explains: that line is indented as an item of its own, or is no item.
pub(super) fn heads_an_item(line: &str, words: &[Token], next: &str) -> bool {
    const TERM: usize = 2;
    let item_next = marker(next.trim_start(), usize::MAX).item;
    let term = words.iter().filter(|t| t.is_word()).count() <= TERM;
    deeper(line, next) || (term && !item_next && !next.trim().is_empty())
}

/// Whether the next line is an item below this one.
fn deeper(line: &str, next: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    indent(next) > indent(line) && next.trim_start().starts_with(['-', '*', '+', '•'])
}
