//! Styled lines: what a screen draws and a plain printer joins.

use unicode_width::UnicodeWidthStr;

/// How a piece of text is meant; what it looks like is for the printer to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// Running text.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// `**strong**`
    Strong,
    /// `*emphasis*`
    Emphasis,
    /// Code within a line.
    Code,
    /// A line of a code block.
    CodeBlock,
    /// The mark of a list item: `- `, `2. `.
    Bullet,
    /// Quoted text and the bar before it.
    Quote,
    /// Where a link leads, shown behind its text.
    Target,
    /// Rules and the lines of a table.
    Dim,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it is meant.
    pub style: Style,
}

impl Piece {
    /// A piece of text in a style.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }

    /// Columns it takes on a terminal.
    pub fn width(&self) -> usize {
        self.text.width()
    }
}

/// One line, laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its pieces from left to right; neighbours differ in style.
    pub spans: Vec<Piece>,
}

impl Line {
    /// Its text without styles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// Columns it takes on a terminal.
    pub fn width(&self) -> usize {
        self.spans.iter().map(Piece::width).sum()
    }

    /// Adds a piece at the end, joined to the last one where the style is the same.
    pub fn push(&mut self, piece: Piece) {
        match self.spans.last_mut() {
            Some(last) if last.style == piece.style => last.text.push_str(&piece.text),
            _ if piece.text.is_empty() => {}
            _ => self.spans.push(piece),
        }
    }
}
