//! What a learner types or pastes, made fit to be kept: one kind of line end, nothing invisible.

use crate::source::each_safe;

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

/// Cleans a typed or pasted text. What may stay is said by `source`, the boundary to the terminal.
pub fn clean(raw: &str) -> Cleaned {
    let mut cleaned = Cleaned {
        text: String::with_capacity(raw.len()),
        line_ends: 0,
        dropped: 0,
    };
    let mut after_return = false;
    each_safe(raw, |c, safe| {
        let closes = after_return && c == '\n';
        after_return = c == '\r';
        match c {
            '\n' if closes => {}
            '\r' | '\u{2028}' | '\u{2029}' => {
                cleaned.text.push('\n');
                cleaned.line_ends += 1;
            }
            _ if safe => cleaned.text.push(c),
            _ => cleaned.dropped += 1,
        }
    });
    cleaned
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
            (
                "می\u{200c}شود 👩\u{200d}🔬",
                "می\u{200c}شود 👩\u{200d}🔬",
                0,
                0,
            ),
            ("N\u{200d}EW", "NEW", 0, 1),
            ("\r\r\n\n", "\n\n\n", 2, 0),
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
