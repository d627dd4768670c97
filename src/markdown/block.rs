//! The tree of blocks: headings, paragraphs, lists, code, each with its place in the text.

use super::{Piece, Style};
use crate::source::Span;

/// A block of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes, marks included, without the white space behind it.
    pub span: Span,
    /// Text of a heading, a paragraph or a cell.
    pub inlines: Vec<Inline>,
    /// Blocks within: items of a list, blocks of an item or quote, rows of a table, cells of a row.
    pub children: Vec<Block>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph; also the text of a tight list item.
    Paragraph,
    /// Fenced or indented code.
    Code {
        /// The info string of the fence; empty for indented code.
        language: String,
        /// The code to the letter, lines ended by line feeds.
        text: String,
    },
    /// A list; `start` is the first number of a numbered one.
    List {
        /// The first number; none for bullets.
        start: Option<u64>,
    },
    /// An item of a list.
    Item,
    /// A block quote.
    Quote,
    /// A table; its first row is the head.
    Table {
        /// One for each column.
        alignments: Vec<Alignment>,
    },
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// HTML to the letter.
    Html(String),
    /// A thematic break.
    Rule,
}

/// Where the text of a table column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// At the left, also where the table does not say.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A stretch of text in one style. A soft break is a blank, a hard break a line feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// The text, escapes and entities resolved.
    pub text: String,
    /// How it is meant.
    pub style: Style,
    /// Whether it stands within `**strong**` marks, whatever its style.
    pub strong: bool,
    /// Its bytes.
    pub span: Span,
}

impl Inline {
    /// The same as a piece of a line.
    pub fn piece(&self) -> Piece {
        Piece::new(self.text.as_str(), self.style)
    }
}

impl Block {
    /// Its own text on one line without any mark; the targets of links are left out.
    pub fn plain(&self) -> String {
        plain(&self.inlines)
    }

    /// The blocks within that are a list's items, or none.
    pub fn items(&self) -> &[Block] {
        match self.kind {
            BlockKind::List { .. } => &self.children,
            _ => &[],
        }
    }
}

/// The text of inlines on one line without any mark; the targets of links are left out.
pub fn plain<'i>(inlines: impl IntoIterator<Item = &'i Inline>) -> String {
    let shown = inlines
        .into_iter()
        .filter(|inline| inline.style != Style::Target);
    let text: String = shown.map(|inline| inline.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
