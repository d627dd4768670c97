//! From blocks to lines: prose wrapped with a hanging indent, code to the letter.

use super::block::{Block, BlockKind};
use super::line::{Line, Piece, Style};
use super::{blocks, table, wrap::wrap};
use crate::source::Span;
use unicode_width::UnicodeWidthStr;

/// The widest rule that is drawn for a thematic break.
const RULE: usize = 40;

/// Markdown as lines no wider than `width` columns; lines of code keep their own width. Text nested beyond
/// sense is given as it stands.
pub fn render(text: &str, width: usize) -> Vec<Line> {
    let mut writer = Writer {
        text,
        width,
        lines: Vec::new(),
        margins: Vec::new(),
    };
    match blocks(text, 0) {
        Ok(blocks) => writer.blocks(&blocks),
        Err(_) => writer.verbatim(text, Style::Plain),
    }
    writer.lines
}

/// What stands before the lines of an item or quote.
struct Margin {
    /// Before the first line, until it is used.
    first: Option<Piece>,
    /// Before all further lines.
    rest: Piece,
}

struct Writer<'t> {
    text: &'t str,
    width: usize,
    lines: Vec<Line>,
    margins: Vec<Margin>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 && self.apart(&blocks[at - 1], block) {
                let line = self.margin(true);
                self.lines.push(line);
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(_) => self.prose(block, Some(Style::Heading)),
            BlockKind::Paragraph | BlockKind::Row | BlockKind::Cell => self.prose(block, None),
            BlockKind::Code { text, .. } => self.verbatim(text, Style::CodeBlock),
            BlockKind::Html(text) => self.verbatim(text, Style::Plain),
            BlockKind::List { start } => self.list(*start, &block.children),
            BlockKind::Item => self.blocks(&block.children),
            BlockKind::Quote => {
                let bar = Piece::new("> ", Style::Quote);
                self.within(bar.clone(), bar, &block.children);
            }
            BlockKind::Table { alignments } => {
                let width = self.room();
                self.put(table::lay_out(&block.children, alignments, width));
            }
            BlockKind::Rule => {
                let rule = "─".repeat(self.room().min(RULE));
                self.put(vec![Line {
                    spans: vec![Piece::new(rule, Style::Dim)],
                }]);
            }
        }
    }

    fn prose(&mut self, block: &Block, plain: Option<Style>) {
        let quoted = self.margins.iter().any(|m| m.rest.style == Style::Quote);
        let plain = plain.or(quoted.then_some(Style::Quote));
        let restyled = |style| match (style, plain) {
            (Style::Plain, Some(plain)) => plain,
            (Style::Strong | Style::Emphasis, Some(Style::Heading)) => Style::Heading,
            _ => style,
        };
        let pieces: Vec<Piece> = block
            .inlines
            .iter()
            .map(|inline| Piece::new(inline.text.as_str(), restyled(inline.style)))
            .collect();
        self.put(wrap(&pieces, self.room()));
    }

    fn list(&mut self, start: Option<u64>, items: &[Block]) {
        let last = start.map(|first| first.saturating_add(items.len().saturating_sub(1) as u64));
        let width = last.map_or(1, |number| number.to_string().len() + 1);
        for (at, item) in items.iter().enumerate() {
            if at > 0 && self.apart(&items[at - 1], item) {
                let line = self.margin(true);
                self.lines.push(line);
            }
            let mark = start.map_or_else(
                || "-".to_owned(),
                |first| format!("{}.", first.saturating_add(at as u64)),
            );
            let first = Piece::new(format!("{mark:>width$} "), Style::Bullet);
            let rest = Piece::new(" ".repeat(width + 1), Style::Plain);
            self.within(first, rest, &item.children);
        }
    }

    fn within(&mut self, first: Piece, rest: Piece, blocks: &[Block]) {
        let first = Some(first);
        self.margins.push(Margin { first, rest });
        self.blocks(blocks);
        if self.margins.last().is_some_and(|m| m.first.is_some()) {
            self.put(vec![Line::default()]);
        }
        self.margins.pop();
    }

    /// Lines that are never broken.
    fn verbatim(&mut self, text: &str, style: Style) {
        let line = |text| Line {
            spans: vec![Piece::new(text, style)],
        };
        self.put(text.lines().map(line).collect());
    }

    fn put(&mut self, lines: Vec<Line>) {
        for line in lines {
            let mut whole = self.margin(line.spans.is_empty());
            line.spans.into_iter().for_each(|piece| whole.push(piece));
            self.lines.push(whole);
        }
    }

    /// The margin of the next line, at most half the width; without blanks at its end on an empty line.
    fn margin(&mut self, empty: bool) -> Line {
        let mut line = Line::default();
        let mut left = self.width / 2;
        for margin in &mut self.margins {
            let mut piece = margin.first.take().unwrap_or_else(|| margin.rest.clone());
            piece.text.truncate(left);
            left -= piece.text.len();
            line.push(piece);
        }
        while empty && let Some(last) = line.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            line.spans.pop();
        }
        line
    }

    /// Columns left for text beside the margin.
    fn room(&self) -> usize {
        let margin: usize = self.margins.iter().map(|m| m.rest.text.width()).sum();
        (self.width - margin.min(self.width / 2)).max(1)
    }

    /// Whether an empty line stands between two neighbours: the author's own, or one that sets code off.
    fn apart(&self, before: &Block, block: &Block) -> bool {
        let gap = Span::new(before.span.end, block.span.start);
        let gap = self.text.get(gap.start..gap.end).unwrap_or_default();
        let set_off =
            |kind: &BlockKind| matches!(kind, BlockKind::Code { .. } | BlockKind::Table { .. });
        gap.matches('\n').count() > 1
            || matches!(block.kind, BlockKind::Heading(_))
            || set_off(&block.kind)
            || set_off(&last_within(before).kind)
    }
}

/// The last block within, as deep as it goes.
fn last_within(mut block: &Block) -> &Block {
    while let BlockKind::List { .. } | BlockKind::Item | BlockKind::Quote = block.kind
        && let Some(last) = block.children.last()
    {
        block = last;
    }
    block
}
