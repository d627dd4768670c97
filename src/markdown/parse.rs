//! From the parser's events to the tree of blocks, without recursion.

use super::block::{Alignment, Block, BlockKind, Inline};
use super::guard::{self, DEEPEST, TooDeep};
use super::line::Style;
use crate::source::Span;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The blocks of `text[from..]`, their spans counted from the start of `text`.
///
/// # Errors
/// Where items and quotes nest deeper than [`DEEPEST`].
pub fn blocks(text: &str, from: usize) -> Result<Vec<Block>, TooDeep> {
    guard::check(text, from)?;
    let body = text.get(from..).unwrap_or_default();
    let mut builder = Builder::new(text, from);
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        builder.event(event, range)?;
    }
    Ok(builder.done)
}

/// The open blocks, the outermost first, and the marks in force.
struct Builder<'t> {
    text: &'t str,
    from: usize,
    done: Vec<Block>,
    open: Vec<Block>,
    /// Whether the innermost open block is a paragraph that no event opened: the text of a tight item.
    implied: bool,
    depth: usize,
    strong: usize,
    emphasis: usize,
    targets: Vec<Option<String>>,
}

impl<'t> Builder<'t> {
    const fn new(text: &'t str, from: usize) -> Self {
        Self {
            text,
            from,
            done: Vec::new(),
            open: Vec::new(),
            implied: false,
            depth: 0,
            strong: 0,
            emphasis: 0,
            targets: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), TooDeep> {
        let span = Span::new(range.start + self.from, range.end + self.from);
        match event {
            Event::Start(tag) => match block_kind(&tag) {
                Some(kind) => self.start(kind, span)?,
                None => self.start_inline(tag, span),
            },
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) | Event::Html(text) => self.text(&text, span),
            Event::Code(text) => self.inline(text.into_string(), Some(Style::Code), span),
            Event::SoftBreak => self.inline(" ".to_owned(), None, span),
            Event::HardBreak => self.inline("\n".to_owned(), None, span),
            Event::Rule => {
                self.start(BlockKind::Rule, span)?;
                self.close(span);
            }
            Event::InlineHtml(text) => self.inline(text.into_string(), None, span),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, kind: BlockKind, span: Span) -> Result<(), TooDeep> {
        self.close_implied();
        if matches!(kind, BlockKind::Item | BlockKind::Quote) {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(TooDeep { span });
            }
        }
        self.open.push(Block {
            kind,
            span,
            inlines: Vec::new(),
            children: Vec::new(),
        });
        Ok(())
    }

    fn start_inline(&mut self, tag: Tag<'_>, span: Span) {
        self.imply(span);
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => self.targets.push(None),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.targets.push(Some(dest_url.into_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                if let Some(target) = self.targets.pop().flatten().filter(|t| !t.is_empty()) {
                    self.inline(format!(" ({target})"), Some(Style::Target), span);
                }
            }
            _ => {
                self.close_implied();
                self.close(span);
            }
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        match self.open.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Code { text: held, .. } | BlockKind::Html(held)) => held.push_str(text),
            _ => self.inline(text.to_owned(), None, span),
        }
    }

    /// Adds text to the innermost block, in the given style or the one in force.
    fn inline(&mut self, text: String, style: Option<Style>, span: Span) {
        self.imply(span);
        let strong = self.strong > 0;
        let style = style.unwrap_or(match (strong, self.emphasis) {
            (true, _) => Style::Strong,
            (false, 1..) => Style::Emphasis,
            (false, 0) => Style::Plain,
        });
        if let Some(block) = self.open.last_mut() {
            block.inlines.push(Inline {
                text,
                style,
                strong,
                span,
            });
        }
    }

    /// Opens the paragraph of a tight item where text comes without one.
    fn imply(&mut self, span: Span) {
        if let Some(BlockKind::Item) = self.open.last().map(|block| &block.kind) {
            self.open.push(Block {
                kind: BlockKind::Paragraph,
                span,
                inlines: Vec::new(),
                children: Vec::new(),
            });
            self.implied = true;
        } else if self.implied
            && let Some(block) = self.open.last_mut()
        {
            block.span = block.span.cover(span);
        }
    }

    fn close_implied(&mut self) {
        if std::mem::take(&mut self.implied)
            && let Some(span) = self.open.last().map(|block| block.span)
        {
            self.close(span);
        }
    }

    fn close(&mut self, span: Span) {
        let Some(mut block) = self.open.pop() else {
            return;
        };
        if matches!(block.kind, BlockKind::Item | BlockKind::Quote) {
            self.depth -= 1;
        }
        let held = self.text.get(span.start..span.end).unwrap_or_default();
        block.span = Span::new(span.start, span.start + held.trim_end().len());
        match self.open.last_mut() {
            Some(parent) => parent.children.push(block),
            None => self.done.push(block),
        }
    }
}

/// The block a tag opens; none for marks within a line.
fn block_kind(tag: &Tag<'_>) -> Option<BlockKind> {
    Some(match tag {
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::CodeBlock(kind) => BlockKind::Code {
            language: match kind {
                CodeBlockKind::Fenced(info) => info.trim().to_owned(),
                CodeBlockKind::Indented => String::new(),
            },
            text: String::new(),
        },
        Tag::HtmlBlock | Tag::MetadataBlock(_) => BlockKind::Html(String::new()),
        Tag::List(start) => BlockKind::List { start: *start },
        Tag::Item => BlockKind::Item,
        Tag::Table(columns) => BlockKind::Table {
            alignments: columns.iter().copied().map(alignment).collect(),
        },
        Tag::TableHead | Tag::TableRow => BlockKind::Row,
        Tag::TableCell => BlockKind::Cell,
        Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition => BlockKind::Quote,
        _ => return None,
    })
}

fn alignment(of: pulldown_cmark::Alignment) -> Alignment {
    match of {
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
    }
}
