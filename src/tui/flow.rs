//! Styled text broken into lines of a width, between words where it can be.

use crate::source::printable;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a tab takes at most.
const TAB: usize = 4;

/// Text in the making: pieces with their styles, and what stands before its lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Flow {
    pieces: Vec<(String, Style)>,
    first: usize,
    rest: usize,
}

/// One character as a reader counts them.
struct Glyph {
    text: String,
    style: Style,
    width: usize,
}

impl Flow {
    /// Text that starts at column `first` and goes on at column `rest`.
    pub(super) fn indented(first: usize, rest: usize) -> Self {
        Self {
            pieces: Vec::new(),
            first,
            rest,
        }
    }

    /// The same with one more piece.
    pub(super) fn add(mut self, text: &str, style: Style) -> Self {
        self.push(text, style);
        self
    }

    /// Appends a piece.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        self.pieces.push((printable(text).into_owned(), style));
    }

    /// The lines, none wider than `width`; where the width leaves no room, nothing is indented.
    pub(super) fn lines(&self, width: usize) -> Vec<Line<'static>> {
        let width = width.max(1);
        let fits = width >= self.rest.max(self.first) + 8;
        let indent = |at: usize| match (fits, at) {
            (false, _) => 0,
            (true, 0) => self.first,
            (true, _) => self.rest,
        };
        let mut lines: Vec<Line<'static>> = Vec::new();
        for paragraph in self.paragraphs() {
            let mut glyphs = paragraph.as_slice();
            loop {
                let indent = indent(lines.len());
                let (taken, left) = break_line(glyphs, width - indent.min(width - 1));
                lines.push(line(indent, taken));
                if left.is_empty() {
                    break;
                }
                glyphs = left;
            }
        }
        lines
    }

    fn paragraphs(&self) -> Vec<Vec<Glyph>> {
        let mut paragraphs = vec![Vec::new()];
        for (text, style) in &self.pieces {
            for grapheme in text.graphemes(true) {
                match (grapheme, paragraphs.last_mut()) {
                    ("\n", _) => paragraphs.push(Vec::new()),
                    (_, Some(paragraph)) => paragraph.push(glyph(grapheme, *style)),
                    (_, None) => {}
                }
            }
        }
        paragraphs
    }
}

fn glyph(grapheme: &str, style: Style) -> Glyph {
    let text = if grapheme == "\t" {
        " ".repeat(TAB)
    } else {
        grapheme.to_owned()
    };
    Glyph {
        width: text.width(),
        text,
        style,
    }
}

/// As many glyphs as fit, broken behind the last blank that does; and what is left for the next lines.
fn break_line(glyphs: &[Glyph], width: usize) -> (&[Glyph], &[Glyph]) {
    let mut used = 0;
    let mut blank = None;
    for (at, glyph) in glyphs.iter().enumerate() {
        let is_blank = glyph.text == " ";
        used += glyph.width;
        if used > width && at > 0 && !is_blank {
            let cut = blank.unwrap_or(at);
            return (&glyphs[..cut], &glyphs[cut..]);
        }
        if is_blank {
            blank = Some(at + 1);
        }
    }
    (glyphs, &[])
}

/// A line of glyphs, neighbours of one style joined; blanks at its end are cut.
fn line(indent: usize, glyphs: &[Glyph]) -> Line<'static> {
    let end = glyphs
        .iter()
        .rposition(|glyph| glyph.text.trim() != "")
        .map_or(0, |at| at + 1);
    let mut spans: Vec<Span<'static>> = Vec::new();
    if indent > 0 {
        spans.push(Span::raw(" ".repeat(indent)));
    }
    for glyph in &glyphs[..end] {
        match spans.last_mut() {
            Some(span) if span.style == glyph.style => span.content.to_mut().push_str(&glyph.text),
            _ => spans.push(Span::styled(glyph.text.clone(), glyph.style)),
        }
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::Flow;
    use ratatui::style::Style;

    fn broken(text: &str, width: usize, first: usize, rest: usize) -> Vec<String> {
        let flow = Flow::indented(first, rest).add(text, Style::new());
        flow.lines(width).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_break_between_words_and_inside_those_too_long() {
        for (text, width, expected) in [
            ("", 10, &[""][..]),
            ("one two three", 7, &["one two", "three"]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("one\n\ntwo", 9, &["one", "", "two"]),
            ("漢字漢字", 5, &["漢字", "漢字"]),
            ("漢", 1, &["漢"]),
            ("a\tb", 9, &["a    b"]),
            (
                "e\u{301}e\u{301}e\u{301}",
                2,
                &["e\u{301}e\u{301}", "e\u{301}"],
            ),
            ("\u{1b}[2J", 9, &["\u{FFFD}[2J"]),
        ] {
            assert_eq!(broken(text, width, 0, 0), expected, "{text:?} in {width}");
        }
    }

    #[test]
    fn further_lines_hang_where_there_is_room() {
        assert_eq!(broken("one two three", 12, 1, 4), [" one two", "    three"]);
        assert_eq!(broken("one two", 5, 1, 4), ["one", "two"]);
    }

    #[test]
    fn a_style_holds_across_the_break() {
        let flow = Flow::default()
            .add("a ", Style::new())
            .add("b c", Style::new().bold());
        let lines = flow.lines(3);
        assert_eq!(lines[1].spans[0].style, Style::new().bold());
    }
}
