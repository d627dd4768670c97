//! Text fitted to columns: cut at a word, wrapped, padded, and made safe for a terminal.

use super::style::{Style, Tone};
use crate::source::printable;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Untrusted text on one line: safe for a terminal, blanks and line ends as single spaces.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    printable(&words.join(" ")).into_owned()
}

/// The text in at most `width` columns, cut behind a word with an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    let fits = prefix(text, room);
    let at_word = fits.rfind(' ').filter(|at| at * 2 >= fits.len());
    let kept = match at_word {
        Some(at) if !text[fits.len()..].starts_with(' ') => &fits[..at],
        _ => fits,
    };
    format!("{}…", kept.trim_end())
}

/// The longest start of the text that fits, never cutting a grapheme.
fn prefix(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// A quote in its marks, in at most `width` columns.
pub(super) fn quoted(text: &str, width: usize) -> String {
    format!("\"{}\"", cut(&one_line(text), width.saturating_sub(2)))
}

/// The text on lines that start with `indent`, each within `width` columns; a longer word is broken.
pub(super) fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let room = width.saturating_sub(indent.width()).max(20);
    let mut out = String::new();
    let mut line = String::new();
    for word in one_line(text).split(' ') {
        let mut word = word;
        if !line.is_empty() && line.width() + 1 + word.width() > room {
            push_line(&mut out, indent, &mut line);
        }
        while word.width() > room {
            let part = prefix(word, room);
            line.push_str(part);
            push_line(&mut out, indent, &mut line);
            word = &word[part.len()..];
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    push_line(&mut out, indent, &mut line);
    out
}

fn push_line(out: &mut String, indent: &str, line: &mut String) {
    if !line.is_empty() {
        out.push_str(indent);
        out.push_str(line);
        out.push('\n');
        line.clear();
    }
}

/// The text behind its lead, further lines below its start.
pub(super) fn hanging(lead: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(lead.width());
    format!("{lead}{}\n", wrapped(text, &indent, width).trim())
}

/// The text with blanks behind it up to `width` columns.
pub(super) fn left(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(blanks))
}

/// The text with blanks before it up to `width` columns.
pub(super) fn right(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(blanks))
}

/// A bar of `width` cells, filled to a share from 0 to 1: full only at 1, empty only at 0.
pub(super) fn bar(share: f64, width: usize) -> (String, String) {
    let cells = width as f64;
    let mut full = (share.clamp(0.0, 1.0) * cells).round() as usize;
    if share < 1.0 {
        full = full.min(width.saturating_sub(1));
    }
    if share > 0.0 {
        full = full.max(1);
    }
    ("█".repeat(full), "░".repeat(width - full))
}

/// Each line painted on its own, so that a pager may cut between them.
pub(super) fn painted(style: Style, tone: Tone, lines: &str) -> String {
    lines
        .lines()
        .map(|line| style.paint(tone, line) + "\n")
        .collect()
}

/// The widest of some texts.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_behind_a_word_and_never_within_a_grapheme() {
        for (text, width, want) in [
            ("short", 10, "short"),
            ("conntrack keeps a table", 15, "conntrack…"),
            ("conntrack keeps a table", 16, "conntrack keeps…"),
            ("conntrack keeps a table", 18, "conntrack keeps a…"),
            ("abcdefghijklmnop", 8, "abcdefg…"),
            ("漢字漢字漢字", 7, "漢字漢…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("", 0, ""),
        ] {
            assert_eq!(cut(text, width), want, "{text} in {width}");
        }
    }

    #[test]
    fn lines_are_wrapped_within_their_width() {
        for (text, want) in [
            ("", ""),
            ("one", "  one\n"),
            (
                "one two three four five six",
                "  one two three four\n  five six\n",
            ),
            ("a\r\n b\tc", "  a b c\n"),
            (
                "abcdefghijklmnopqrstuvwxyz tail",
                "  abcdefghijklmnopqrst\n  uvwxyz tail\n",
            ),
            ("esc \u{1b}[2J", "  esc \u{FFFD}[2J\n"),
        ] {
            assert_eq!(wrapped(text, "  ", 22), want, "{text}");
        }
    }

    #[test]
    fn a_bar_is_full_at_one_alone_and_empty_at_nought_alone() {
        for (share, full) in [(0.0, 0), (0.01, 1), (0.5, 5), (0.99, 9), (1.0, 10)] {
            let (filled, rest) = bar(share, 10);
            assert_eq!(filled.chars().count(), full, "share {share}");
            assert_eq!(rest.chars().count(), 10 - full, "share {share}");
        }
    }
}
