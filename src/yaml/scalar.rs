//! From an offset in a scalar's text back to the bytes of the file, through quotes, escapes and folded lines.

use super::tree::Text;
use crate::source::{Source, Span};

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Style {
    /// As it is.
    #[default]
    Plain,
    /// Between `'`, which is doubled inside.
    Single,
    /// Between `"`, with escapes.
    Double,
    /// Under `|` or `>`, indented.
    Block,
}

impl Text {
    /// Whether there is nothing to read in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text as one line, its bytes where they were.
    pub(crate) fn one_line(&self) -> String {
        self.text.trim_end().replace(['\n', '\t'], " ")
    }

    /// The byte of the file that holds the byte `at` of the text.
    pub(crate) fn place(&self, source: &Source, at: usize) -> usize {
        let written = source.slice(self.span);
        let mut walk = Walk {
            written,
            at: self.style.opening(written),
            style: self.style,
        };
        let before = self.text.get(..at).unwrap_or(&self.text);
        let mut gap = true;
        for c in before.chars() {
            gap = walk.pass(c, gap);
        }
        if self.text[before.len()..].starts_with(|c: char| !c.is_whitespace()) {
            walk.skip_gap(gap);
        }
        self.span.start + walk.at.min(written.len())
    }

    /// The same as a span of no length.
    pub(crate) fn spot(&self, source: &Source, at: usize) -> Span {
        let place = self.place(source, at);
        Span::new(place, place)
    }
}

impl Style {
    /// Bytes before the first character of the text.
    fn opening(self, written: &str) -> usize {
        match self {
            Self::Plain => 0,
            Self::Single | Self::Double => 1,
            Self::Block if written.starts_with(['|', '>']) => {
                written.find('\n').map_or(written.len(), |end| end + 1)
            }
            Self::Block => 0,
        }
    }
}

/// Goes over the written form, one character of the text after the other.
struct Walk<'w> {
    written: &'w str,
    at: usize,
    style: Style,
}

impl Walk<'_> {
    /// Passes what the character `c` was written as; true where a line break was passed.
    fn pass(&mut self, c: char, gap: bool) -> bool {
        if c.is_whitespace() && !self.rest().starts_with('\\') {
            return self.pass_space(c, gap);
        }
        self.skip_gap(gap);
        self.at += self.length();
        false
    }

    /// Indentation, and what else a line break swallowed.
    fn skip_gap(&mut self, gap: bool) {
        if gap {
            self.at += self.rest().len() - self.rest().trim_start().len();
        }
    }

    /// A blank of the text was a blank of the file, or a folded line break.
    fn pass_space(&mut self, c: char, gap: bool) -> bool {
        let folded = self.rest().starts_with(['\n', '\r']);
        if folded || c == '\n' {
            self.at += self.rest().find('\n').map_or(0, |end| end + 1);
            true
        } else if self.rest().starts_with(char::is_whitespace) {
            self.at += c.len_utf8();
            gap && self.style == Style::Block
        } else {
            gap
        }
    }

    /// Bytes that the next character takes in the file.
    fn length(&self) -> usize {
        let rest = self.rest();
        let mut chars = rest.chars();
        let first = chars.next().map_or(0, char::len_utf8);
        match (self.style, rest.as_bytes().first(), chars.next()) {
            (Style::Single, Some(b'\''), Some('\'')) => 2,
            (Style::Double, Some(b'\\'), Some('x')) => 4,
            (Style::Double, Some(b'\\'), Some('u')) => 6,
            (Style::Double, Some(b'\\'), Some('U')) => 10,
            (Style::Double, Some(b'\\'), Some(second)) => 1 + second.len_utf8(),
            _ => first,
        }
    }

    fn rest(&self) -> &str {
        self.written.get(self.at..).unwrap_or_default()
    }
}
