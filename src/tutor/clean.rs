//! What a learner types or pastes, made fit to be kept: one kind of line end, nothing invisible.

use crate::source::printable;
use std::borrow::Cow;

/// A text after cleaning, and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text: lines end in `\n`; no control, bidi or zero-width character but tab.
    pub text: String,
    /// How many `\r\n` and `\r` became `\n`.
    pub line_ends: usize,
    /// How many invisible characters were dropped.
    pub dropped: usize,
}

/// Cleans a typed or pasted text.
pub fn clean(raw: &str) -> Cleaned {
    let mut cleaned = Cleaned {
        text: String::with_capacity(raw.len()),
        line_ends: 0,
        dropped: 0,
    };
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                cleaned.text.push('\n');
                cleaned.line_ends += 1;
            }
            '\u{2028}' | '\u{2029}' => {
                cleaned.text.push('\n');
                cleaned.line_ends += 1;
            }
            _ if is_visible(c) => cleaned.text.push(c),
            _ => cleaned.dropped += 1,
        }
    }
    cleaned
}

/// The boundary itself is `source::printable`; this asks it about one character.
fn is_visible(c: char) -> bool {
    matches!(printable(c.encode_utf8(&mut [0; 4])), Cow::Borrowed(_))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn line_ends_become_one_kind_and_invisible_characters_go() {
        for (raw, text, line_ends, dropped) in [
            ("plain\ttext é 漢\n", "plain\ttext é 漢\n", 0, 0),
            ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd", 3, 0),
            ("a\u{1b}[201~b\0", "a[201~b", 0, 2),
            ("\u{202e}evil\u{200b}\u{feff}", "evil", 0, 3),
            ("para\u{2029}graph", "para\ngraph", 1, 0),
            ("", "", 0, 0),
        ] {
            let cleaned = clean(raw);
            assert_eq!(
                (cleaned.text.as_str(), cleaned.line_ends, cleaned.dropped),
                (text, line_ends, dropped),
                "{raw:?}"
            );
        }
    }
}
