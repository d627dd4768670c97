//! Physical lines joined to logical ones, and told apart: code, comment, prose.

use crate::source::Span;

/// A logical line: physical lines joined where one ends in `\`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Its text, continuations included.
    pub(crate) text: &'t str,
    /// Where it starts in the whole text.
    pub(crate) start: usize,
}

impl Line<'_> {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// The logical lines of a text.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    for physical in text.split_inclusive('\n') {
        at += physical.len();
        let body = physical.trim_end_matches(['\n', '\r']);
        let joined = body.trim_end_matches([' ', '\t']).ends_with('\\') && !is_comment(body);
        if !joined || at == text.len() {
            let whole = text[start..at].trim_end_matches(['\n', '\r']);
            out.push(Line { text: whole, start });
            start = at;
        }
    }
    out
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn continuations_join_and_comments_do_not() {
        for (text, expected) in [
            ("a\nb", vec!["a", "b"]),
            ("a \\\n b\nc\n", vec!["a \\\n b", "c"]),
            ("a \\  \r\n b", vec!["a \\  \r\n b"]),
            ("# a \\\nb", vec!["# a \\", "b"]),
            ("a \\", vec!["a \\"]),
            ("", vec![]),
            ("\n", vec![""]),
        ] {
            let found: Vec<&str> = lines(text).iter().map(|line| line.text).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
