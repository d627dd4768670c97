//! What is asked: the introduction and the parts under `## Question`. They tile the chapter: no line is lost.

use super::asking::{self, Demand};
use super::chapter::Chapter;
use super::code::code_within;
use super::desk::Desk;
use super::lead::{self, lead, part_number};
use super::{Part, SubQuestion};
use crate::markdown::{self, Block, BlockKind};
use crate::source::Span;
use std::collections::HashMap;

/// The longest title, in characters, that is made from the opening words of a part without one.
const OPENING: usize = 60;

/// The introduction and the parts; at least one part. `title` is the question's.
pub(super) fn read(desk: &mut Desk<'_>, chapter: &Chapter<'_>, title: &str) -> (Span, Vec<Part>) {
    note_swallowed(desk, chapter.blocks);
    note_unlisted(desk, chapter.blocks);
    let drafts = drafts(desk, chapter, title);
    note_repeated(desk, &drafts);
    let first = drafts.first().filter(|draft| !draft.whole);
    let before = first.map_or(chapter.span.start, |draft| draft.place.start);
    let intro = held(desk, Span::new(chapter.span.start, before));
    let finished = drafts.into_iter().map(|draft| finish(desk, draft, title));
    let parts = finished.collect();
    (intro, parts)
}

/// A part before its body is read.
struct Draft<'b> {
    id: String,
    title: String,
    /// What to show where the part is at fault.
    place: Span,
    /// Whether it is all there is.
    whole: bool,
    body: Span,
    demands: Vec<Demand<'b>>,
    blocks: Vec<&'b Block>,
}

fn drafts<'b>(desk: &Desk<'_>, chapter: &Chapter<'b>, title: &str) -> Vec<Draft<'b>> {
    let drafts = under_leads(desk, chapter);
    if !drafts.is_empty() {
        return drafts;
    }
    let demands = asking::numbered(desk.text(), chapter.blocks);
    if demands.len() > 1 {
        return of_items(desk, chapter, &demands);
    }
    vec![Draft {
        id: "1".to_owned(),
        title: title.to_owned(),
        place: chapter.head,
        whole: true,
        body: chapter.span,
        demands: all_demands(desk.text(), chapter.blocks),
        blocks: chapter.blocks.iter().collect(),
    }]
}

/// Parts under leads such as `**Part 2: Practical Analysis**`.
fn under_leads<'b>(desk: &Desk<'_>, chapter: &Chapter<'b>) -> Vec<Draft<'b>> {
    let text = desk.text();
    let blocks = chapter.blocks;
    let mut heads = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if let Some(lead) = lead(text, block)
            && let Some((id, title)) = part_number(&lead.text)
        {
            heads.push((at, lead, id, title));
        }
    }
    let ends: Vec<(usize, usize)> = heads
        .iter()
        .skip(1)
        .map(|(at, lead, ..)| (*at, lead.span.start))
        .chain([(blocks.len(), chapter.span.end)])
        .collect();
    let drafted = heads.into_iter().zip(ends);
    drafted
        .map(|((at, lead, id, title), (to, end))| Draft {
            id,
            title,
            place: lead.span,
            whole: false,
            body: Span::new(lead.end(), end),
            demands: all_demands(text, &blocks[at..to]),
            blocks: blocks[at..to].iter().collect(),
        })
        .collect()
}

/// Parts that are the items of a list, each with what stands between it and the next.
fn of_items<'b>(desk: &Desk<'_>, chapter: &Chapter<'b>, demands: &[Demand<'b>]) -> Vec<Draft<'b>> {
    let text = desk.text();
    let mut drafts = Vec::new();
    for (nth, demand) in demands.iter().enumerate() {
        let next = demands.get(nth + 1);
        let end = next.map_or(chapter.span.end, |next| next.item.span.start);
        let to = next.map_or(chapter.blocks.len(), |next| next.at);
        let behind = chapter.blocks.get(demand.at + 1..to).unwrap_or_default();
        drafts.push(Draft {
            id: demand.number.to_string(),
            title: item_title(text, demand.item),
            place: demand.item.span,
            whole: false,
            body: Span::new(demand.item.span.start, end),
            demands: all_demands(text, &demand.item.children),
            blocks: std::iter::once(demand.item).chain(behind).collect(),
        });
    }
    drafts
}

/// The numbered demands among the blocks, else the bullets.
fn all_demands<'b>(text: &str, blocks: &'b [Block]) -> Vec<Demand<'b>> {
    let numbered = asking::numbered(text, blocks);
    if numbered.is_empty() {
        asking::bulleted(text, blocks)
    } else {
        numbered
    }
}

/// The bold lead of an item, else its opening words.
fn item_title(text: &str, item: &Block) -> String {
    let Some(first) = item.children.first() else {
        return String::new();
    };
    match lead(text, first).filter(|lead| lead.names()) {
        Some(lead) => lead::name(&lead.text).to_owned(),
        None => opening(&first.plain()),
    }
}

/// The words at the start, cut between words.
fn opening(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(OPENING) else {
        return text.trim_end_matches(':').to_owned();
    };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':']))
}

fn finish(desk: &mut Desk<'_>, draft: Draft<'_>, whole: &str) -> Part {
    let from = draft.body.start;
    if !draft.blocks.iter().any(|block| speaks(block, from)) {
        note_empty(desk, &draft);
    }
    let mut code = Vec::new();
    for block in &draft.blocks {
        code_within(block, &mut code);
    }
    let named = Some(draft.title).filter(|title| !title.is_empty());
    let opened = || draft.blocks.iter().find_map(|block| words(block, from));
    let title = named.or_else(|| opened().map(|text| opening(&text)));
    Part {
        id: draft.id,
        title: title.unwrap_or_else(|| whole.to_owned()),
        body: held(desk, draft.body),
        sub_questions: draft.demands.iter().map(sub_question).collect(),
        code,
    }
}

fn note_empty(desk: &mut Desk<'_>, draft: &Draft<'_>) {
    if draft.whole {
        let mend = "write under `## Question` what is asked";
        desk.fault(draft.place, "nothing is asked", mend);
    } else {
        let what = format!("part {} is empty", draft.id);
        desk.fault(draft.place, what, "write what it asks or remove it");
    }
}

/// Whether a block holds text or code from an offset on.
fn speaks(block: &Block, from: usize) -> bool {
    if block.span.start < from {
        return block.span.end > from;
    }
    let literal = matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html(_));
    literal || !block.inlines.is_empty() || block.children.iter().any(|child| speaks(child, from))
}

/// The first text within a block from an offset on, without the colon that a lead left.
fn words(block: &Block, from: usize) -> Option<String> {
    let behind = block.inlines.iter().filter(|inline| inline.span.end > from);
    let text = markdown::plain(behind);
    let own = text.trim_start_matches([':', ' ']);
    let own = Some(own.to_owned()).filter(|text| !text.is_empty());
    own.or_else(|| block.children.iter().find_map(|child| words(child, from)))
}

fn sub_question(demand: &Demand<'_>) -> SubQuestion {
    let shown = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
    let texts: Vec<String> = demand
        .item
        .children
        .iter()
        .filter(shown)
        .map(Block::plain)
        .collect();
    SubQuestion {
        number: usize::try_from(demand.number).unwrap_or(usize::MAX),
        text: texts.join(" "),
        span: demand.item.span,
    }
}

/// The span without empty lines before and white space behind; indentation is kept.
fn held(desk: &Desk<'_>, span: Span) -> Span {
    let text = desk.source.slice(span);
    let end = text.trim_end().len();
    let blank = end - text[..end].trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    Span::new(span.start + start, span.start + end)
}

/// Notes part leads that Markdown takes for the end of a list or paragraph.
fn note_swallowed(desk: &mut Desk<'_>, blocks: &[Block]) {
    for (bold, span) in lead::swallowed(desk.text(), blocks) {
        if let Some((id, _)) = part_number(&bold) {
            let what = format!("part {id} does not start a paragraph");
            desk.fault(span, what, "put an empty line before it");
        }
    }
}

/// Notes numbered lines that Markdown takes for text, as it does behind text unless the number is 1.
fn note_unlisted(desk: &mut Desk<'_>, blocks: &[Block]) {
    for block in blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
    {
        let mut leads = false;
        let mut at = block.span.start;
        for line in desk.source.slice(block.span).split_inclusive('\n') {
            if let Some(number) = numbered_line(line).filter(|_| leads) {
                let what = format!("item {number} is read as running text, no list");
                let span = Span::new(at, at + line.trim_end().len());
                desk.fault(span, what, "put an empty line before it");
            }
            leads = line.trim_end().ends_with([':', '*']);
            at += line.len();
        }
    }
}

/// The number that a line starts with as an item of a list does.
fn numbered_line(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let digits = line.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let marked = rest.starts_with(". ") || rest.starts_with(") ");
    (digits > 0 && marked).then_some(number)
}

/// Notes parts with the number of another.
fn note_repeated(desk: &mut Desk<'_>, drafts: &[Draft<'_>]) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for draft in drafts {
        if let Some(&first) = seen.get(draft.id.as_str()) {
            let what = format!("part {} stands twice", draft.id);
            let mend = format!(
                "give it another number; the first stands in line {}",
                desk.line(first)
            );
            desk.fault(draft.place, what, mend);
        } else {
            seen.insert(&draft.id, draft.place);
        }
    }
}
