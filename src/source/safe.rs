//! The one boundary where untrusted text is made safe for a terminal.

use std::borrow::Cow;

/// The text with everything that could steer a terminal or hide itself replaced by `\u{FFFD}`:
/// control characters except line feed and tab, bidirectional overrides, zero-width characters.
/// Sources: Unicode UAX #9 (bidi controls), ECMA-48 (C0, C1).
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(unsafe_for_terminal) {
        let replaced = |c| {
            if unsafe_for_terminal(c) {
                '\u{FFFD}'
            } else {
                c
            }
        };
        Cow::Owned(text.chars().map(replaced).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn unsafe_for_terminal(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn steering_characters_are_replaced_and_the_rest_kept() {
        for (text, safe) in [
            ("plain é 漢\n\t", "plain é 漢\n\t"),
            ("\u{1b}[2J", "\u{FFFD}[2J"),
            ("a\u{202e}b\u{200b}c", "a\u{FFFD}b\u{FFFD}c"),
            (
                "bell\u{7} cr\r nul\0 c1\u{9b}",
                "bell\u{FFFD} cr\u{FFFD} nul\u{FFFD} c1\u{FFFD}",
            ),
        ] {
            assert_eq!(printable(text), safe);
        }
    }
}
