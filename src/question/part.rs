//! The parts of a question: headed as such, items of the list that asks, or the whole of it.

use super::chapter::{Chapter, trimmed};
use super::code::code_within;
use super::desk::Desk;
use super::lead::{lead, part_number, swallowed};
use super::{CodeBlock, Part, SubQuestion, asking};
use crate::markdown::{Block, BlockKind};
use crate::source::Span;

/// A part's heading: its block, number, title, and where its text begins.
struct Head {
    at: usize,
    id: String,
    title: String,
    start: usize,
    span: Span,
}

/// The Markdown before the first part, and the parts; `title` names a question of one part.
pub(super) fn read(desk: &mut Desk<'_>, chapter: &Chapter<'_>, title: &str) -> (Span, Vec<Part>) {
    note_swallowed(desk, chapter);
    let heads = heads(desk.text(), chapter.blocks);
    if !heads.is_empty() {
        return headed(desk, chapter, &heads);
    }
    if let Some(at) = asking::list(desk.text(), chapter.blocks) {
        return listed(desk, chapter, at);
    }
    if chapter.blocks.is_empty() {
        desk.fault(
            chapter.heading,
            "the question is empty",
            "write what it asks below the heading",
        );
    }
    let whole = part(
        "1".to_owned(),
        title.to_owned(),
        chapter.body,
        chapter.blocks,
    );
    (
        Span::new(chapter.body.start, chapter.body.start),
        vec![whole],
    )
}

fn heads(text: &str, blocks: &[Block]) -> Vec<Head> {
    let head = |(at, block)| {
        let lead = lead(text, block)?;
        let (id, title) = part_number(&lead.text)?;
        Some(Head {
            at,
            id,
            title,
            start: lead.end(),
            span: lead.span,
        })
    };
    blocks.iter().enumerate().filter_map(head).collect()
}

fn headed(desk: &mut Desk<'_>, chapter: &Chapter<'_>, heads: &[Head]) -> (Span, Vec<Part>) {
    let start = |head: &Head| chapter.blocks[head.at].span.start;
    let intro = Span::new(chapter.body.start, start(&heads[0]));
    let mut parts: Vec<Part> = Vec::new();
    for (index, head) in heads.iter().enumerate() {
        let next = heads.get(index + 1);
        let end = next.map_or(chapter.body.end, start);
        let blocks =
            &chapter.blocks[head.at + 1..next.map_or(chapter.blocks.len(), |next| next.at)];
        let body = trimmed(desk.text(), Span::new(head.start.min(end), end));
        if body.is_empty() {
            let what = format!("part {} is empty", head.id);
            desk.fault(head.span, what, "write what it asks, or remove it");
        }
        if parts.iter().any(|part| part.id == head.id) {
            desk.fault(
                head.span,
                format!("part {} stands twice", head.id),
                "number the parts anew",
            );
        }
        parts.push(part(head.id.clone(), head.title.clone(), body, blocks));
    }
    (trimmed(desk.text(), intro), parts)
}

/// The items of a list as parts.
fn listed(desk: &mut Desk<'_>, chapter: &Chapter<'_>, at: usize) -> (Span, Vec<Part>) {
    let list = &chapter.blocks[at];
    let intro = trimmed(desk.text(), Span::new(chapter.body.start, list.span.start));
    let mut parts = Vec::new();
    for (number, item) in numbers(list).zip(list.items()) {
        let text = item.children.first().map(Block::plain).unwrap_or_default();
        if text.is_empty() && item.children.is_empty() {
            desk.fault(
                item.span,
                format!("part {number} is empty"),
                "write what it asks, or remove it",
            );
        }
        parts.push(part(number.to_string(), text, item.span, &item.children));
    }
    (intro, parts)
}

fn part(id: String, title: String, body: Span, blocks: &[Block]) -> Part {
    let mut code: Vec<CodeBlock> = Vec::new();
    blocks
        .iter()
        .for_each(|block| code_within(block, &mut code));
    Part {
        id,
        title,
        body,
        sub_questions: sub_questions(blocks),
        code,
    }
}

/// The items of all lists among the blocks: numbered as they are, bullets counted on.
fn sub_questions(blocks: &[Block]) -> Vec<SubQuestion> {
    let mut found: Vec<SubQuestion> = Vec::new();
    for list in blocks {
        let counted = found.len() + 1;
        let numbered = matches!(list.kind, BlockKind::List { start: Some(_) });
        for (at, (number, item)) in numbers(list).zip(list.items()).enumerate() {
            let number = if numbered { number } else { counted + at };
            found.push(SubQuestion {
                number,
                text: text_of(item),
                span: item.span,
            });
        }
    }
    found
}

/// The numbers of a list's items; bullets from 1.
fn numbers(list: &Block) -> std::ops::RangeFrom<usize> {
    let start = match list.kind {
        BlockKind::List { start: Some(start) } => usize::try_from(start).unwrap_or(1),
        _ => 1,
    };
    start.min(usize::MAX / 2)..
}

fn text_of(item: &Block) -> String {
    let own = item
        .children
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)));
    own.map(Block::plain).collect::<Vec<_>>().join(" ")
}

fn note_swallowed(desk: &mut Desk<'_>, chapter: &Chapter<'_>) {
    for (text, span) in swallowed(desk.text(), chapter.blocks) {
        if part_number(&text).is_some() {
            let what = format!("`{text}` opens no paragraph of its own");
            desk.fault(span, what, "put an empty line before it");
        }
    }
}
