//! Which list of a question asks for something, where its parts are not headed as such.

use super::lead::lead;
use crate::markdown::{Block, BlockKind};

/// Words that head a list of demands.
const ASKS: [&str; 12] = [
    "task",
    "tasks",
    "requirement",
    "requirements",
    "deliverable",
    "deliverables",
    "question",
    "questions",
    "exercise",
    "exercises",
    "assignment",
    "your task",
];

/// The index of the list whose items are the parts: the last numbered one under a lead that asks, else the first
/// numbered one in the running text.
pub(super) fn list(text: &str, blocks: &[Block]) -> Option<usize> {
    let mut under_ask = None;
    let mut running = None;
    let mut asks = false;
    let mut headed = false;
    for (at, block) in blocks.iter().enumerate() {
        if let Some(found) = lead(text, block) {
            headed = found.names();
            asks = headed && is_ask(&found.text);
        } else if is_numbered(block) {
            if asks {
                under_ask = Some(at);
            } else if !headed {
                running.get_or_insert(at);
            }
        }
    }
    under_ask.or(running)
}

fn is_numbered(block: &Block) -> bool {
    matches!(block.kind, BlockKind::List { start: Some(_) })
}

fn is_ask(lead: &str) -> bool {
    let plain = lead.trim().trim_end_matches(':').trim().to_lowercase();
    ASKS.contains(&plain.as_str())
}
