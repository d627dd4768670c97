//! The words of a line: split at blanks, what stands in brackets whole.

use crate::source::Span;

/// A word and its place in the whole text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

impl<'t> Word<'t> {
    /// What stands between brackets, where the word is in them.
    pub(super) fn bracketed(self) -> Option<&'t str> {
        self.text.strip_prefix('[')?.strip_suffix(']')
    }

    /// Name and value of a field, and the value's place; a comma behind the value is none of it.
    pub(super) fn field(self) -> Option<(&'t str, Word<'t>)> {
        let (name, value) = self.text.split_once('=')?;
        let start = self.span.start + name.len() + 1;
        let text = value.trim_end_matches([',', ';']);
        let span = Span::new(start, start + text.len());
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic());
        named.then_some((name, Word { text, span }))
    }
}

/// The words under a span of the text. A backslash that ends a line and a code mark are blanks.
pub(super) fn words(text: &str, span: Span) -> impl Iterator<Item = Word<'_>> {
    let mut at = span.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..span.end)?;
        let start = at + (rest.len() - rest.trim_start_matches(is_blank).len());
        let rest = text.get(start..span.end).filter(|rest| !rest.is_empty())?;
        at = start + length(rest);
        Some(Word {
            text: &text[start..at],
            span: Span::new(start, at),
        })
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\\' | '`' | '\u{feff}')
}

/// Bytes of the first word of a text that starts with one.
fn length(text: &str) -> usize {
    if text.starts_with('[')
        && let Some(end) = text[1..].find([']', '[', '\n'])
        && text[1 + end..].starts_with(']')
    {
        return end + 2;
    }
    let more = |(at, c): (usize, char)| at > 0 && (is_blank(c) || c == '[');
    text.char_indices()
        .find(|pair| more(*pair))
        .map_or(text.len(), |(at, _)| at)
}
