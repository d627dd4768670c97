//! Breaks styled text into lines of a width: at blanks where it can, within a word only where it must.

use super::line::{Line, Piece, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The pieces as lines no wider than `width` (one at least). A line feed in a piece ends the line.
pub(super) fn wrap(pieces: &[Piece], width: usize) -> Vec<Line> {
    let mut wrapper = Wrapper {
        width: width.max(1),
        ..Wrapper::default()
    };
    for piece in pieces {
        for run in runs(&piece.text) {
            wrapper.run(run, piece.style);
        }
    }
    wrapper.finish()
}

/// What stands in a text by turns: words, blanks, line feeds.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let kind = Kind::of(rest.chars().next()?);
        let end = match kind {
            Kind::Break => 1,
            _ => rest.find(|c| Kind::of(c) != kind).unwrap_or(rest.len()),
        };
        let (run, behind) = rest.split_at(end);
        rest = behind;
        Some(run)
    })
}

#[derive(PartialEq, Eq)]
enum Kind {
    Word,
    Blank,
    Break,
}

impl Kind {
    /// A no-break space is part of its word.
    const fn of(c: char) -> Self {
        match c {
            '\n' => Self::Break,
            ' ' | '\t' | '\r' => Self::Blank,
            _ => Self::Word,
        }
    }
}

#[derive(Default)]
struct Wrapper {
    width: usize,
    lines: Vec<Line>,
    line: Line,
    used: usize,
    blank: Option<Piece>,
    word: Vec<Piece>,
    word_width: usize,
}

impl Wrapper {
    fn run(&mut self, run: &str, style: Style) {
        match run.chars().next().map(Kind::of) {
            Some(Kind::Word) => {
                self.word_width += run.width();
                self.word.push(Piece::new(run, style));
            }
            Some(Kind::Blank) => {
                self.end_word();
                let shown = if style == Style::Code { run } else { " " };
                self.blank = Some(Piece::new(shown, style));
            }
            _ => {
                self.end_word();
                self.end_line();
            }
        }
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let blank = self.blank.take();
        let gap = blank.as_ref().map_or(0, Piece::width);
        if self.used > 0 {
            if self.used + gap + self.word_width > self.width {
                self.end_line();
            } else if let Some(blank) = blank {
                self.add(blank);
            }
        }
        let fits = self.used + self.word_width <= self.width;
        for piece in std::mem::take(&mut self.word) {
            if fits {
                self.add(piece);
            } else {
                self.add_broken(&piece);
            }
        }
        self.word_width = 0;
    }

    fn add(&mut self, piece: Piece) {
        self.used += piece.width();
        self.line.push(piece);
    }

    /// A word wider than a line goes on line after line.
    fn add_broken(&mut self, piece: &Piece) {
        for grapheme in piece.text.graphemes(true) {
            if self.used > 0 && self.used + grapheme.width() > self.width {
                self.end_line();
            }
            self.add(Piece::new(grapheme, piece.style));
        }
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
        self.blank = None;
    }

    fn finish(mut self) -> Vec<Line> {
        self.end_word();
        if !self.line.spans.is_empty() {
            self.end_line();
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_within_words_only_where_they_must() {
        for (text, width, lines) in [
            ("", 10, vec![]),
            ("one two three", 7, vec!["one two", "three"]),
            ("one  two\tthree", 99, vec!["one two three"]),
            ("a\nb", 9, vec!["a", "b"]),
            ("a\n\nb", 9, vec!["a", "", "b"]),
            ("nf_conntrack_ftp", 6, vec!["nf_con", "ntrack", "_ftp"]),
            ("a nf_conntrack", 6, vec!["a", "nf_con", "ntrack"]),
            ("10\u{a0}MB of", 6, vec!["10\u{a0}MB", "of"]),
            ("漢字漢字 a", 4, vec!["漢字", "漢字", "a"]),
            ("漢字", 1, vec!["漢", "字"]),
            ("abc", 0, vec!["a", "b", "c"]),
            ("e\u{301}e\u{301}", 1, vec!["e\u{301}", "e\u{301}"]),
        ] {
            let wrapped = wrap(&[Piece::new(text, Style::Plain)], width);
            let texts: Vec<String> = wrapped.iter().map(Line::text).collect();
            assert_eq!(texts, lines, "{text:?} at {width}");
        }
    }

    #[test]
    fn a_word_of_two_styles_stays_whole_and_code_keeps_its_blanks() {
        let pieces = [
            Piece::new("the ", Style::Plain),
            Piece::new("NEW", Style::Strong),
            Piece::new(": ", Style::Plain),
            Piece::new("a  b", Style::Code),
        ];
        let texts =
            |width| -> Vec<String> { wrap(&pieces, width).iter().map(Line::text).collect() };
        assert_eq!(texts(7), ["the", "NEW: a", "b"]);
        assert_eq!(texts(99), ["the NEW: a  b"]);
        assert_eq!(wrap(&pieces, 99)[0].spans, pieces);
    }
}
