//! The one boundary where untrusted text is made safe for a terminal.

use std::borrow::Cow;

/// The text with everything that could steer a terminal or hide itself replaced by `\u{FFFD}`:
/// control characters except line feed and tab, bidirectional overrides, zero-width characters.
/// A joiner between two characters that are not ASCII stays: Persian words and family emoji need it, and no
/// command is written in them.
/// Sources: Unicode UAX #9 (bidi controls), UAX #31 (joiners), ECMA-48 (C0, C1).
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_suspect) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    each_safe(text, |c, safe| {
        shown.push(if safe { c } else { '\u{FFFD}' })
    });
    Cow::Owned(shown)
}

/// Says of each character of a text whether it is safe to show where it stands.
pub fn each_safe(text: &str, mut say: impl FnMut(char, bool)) {
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = matches!(c, '\u{200C}' | '\u{200D}')
            && before.is_some_and(is_foreign)
            && chars.peek().copied().is_some_and(is_foreign);
        say(c, joins || !is_suspect(c));
        before = Some(c);
    }
}

fn is_foreign(c: char) -> bool {
    !c.is_ascii() && !is_suspect(c)
}

fn is_suspect(c: char) -> bool {
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
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("می\u{200c}شود", "می\u{200c}شود"),
            ("N\u{200d}EW\u{200c}", "N\u{FFFD}EW\u{FFFD}"),
            ("é\u{200d}\u{200d}é", "é\u{FFFD}\u{FFFD}é"),
            ("é\u{200d}", "é\u{FFFD}"),
        ] {
            assert_eq!(printable(text), safe);
        }
    }
}
