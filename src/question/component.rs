//! Bullets as components: their text, what nests in them, the code under them.

use super::code::code_block;
use super::desk::Desk;
use super::{CodeBlock, Component};
use crate::markdown::{Block, BlockKind};

/// The items of all lists among the blocks; code behind a list belongs to its last item.
pub(super) fn listed(desk: &mut Desk<'_>, blocks: &[Block]) -> Vec<Component> {
    let mut found = Vec::new();
    for block in blocks {
        add(desk, block, &mut found);
    }
    found
}

/// Adds what one block holds: a list's items, or code to the item before it.
pub(super) fn add(desk: &mut Desk<'_>, block: &Block, found: &mut Vec<Component>) {
    match (code_block(block), found.last_mut()) {
        (Some(code), Some(last)) => last.code.push(code),
        _ => found.extend(block.items().iter().map(|item| component(desk, item))),
    }
}

fn component(desk: &mut Desk<'_>, item: &Block) -> Component {
    let mut texts: Vec<String> = Vec::new();
    let mut children = Vec::new();
    let mut code: Vec<CodeBlock> = Vec::new();
    for block in &item.children {
        match &block.kind {
            BlockKind::Code { .. } => code.extend(code_block(block)),
            BlockKind::List { .. } => {
                children.extend(block.items().iter().map(|item| component(desk, item)))
            }
            _ => texts.extend(Some(block.plain()).filter(|text| !text.is_empty())),
        }
    }
    let component = Component {
        text: texts.join(" "),
        children,
        code,
        span: item.span,
    };
    if component.text.is_empty() && component.code.is_empty() && component.children.is_empty() {
        desk.fault(
            item.span,
            "an empty list item",
            "write its text or remove it",
        );
    }
    component
}
