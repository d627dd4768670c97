//! Which of several lists asks for something, told by the words that lead to it.

use super::lead::lead;
use crate::markdown::{Block, BlockKind};

/// Words that ask, wherever they stand in a lead.
const VERBS: &str = "analyse analyze answer calculate compare configure create define describe determine \
    discuss do evaluate explain find identify implement must needs propose provide show solve write";

/// Names of lists that ask.
const ASKING: &str = "analysis assignment challenge challenges deliverable deliverables exercise exercises \
    objective objectives problem problems question questions requirement requirements step steps task tasks";

/// Names of lists that tell, and words that open a lead to one.
const TELLING: &str = "assume assumption assumptions background consider constraint constraints context details \
    environment example examples fact facts given goal goals hint hints hosts note notes output reference \
    references resources scenario setup situation suppose topology";

/// What a lead makes of the list under it, from the least to the most likely to be what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Tells,
    Unclear,
    Asks,
}

impl Class {
    fn of(lead: &str) -> Self {
        let lead = lead.to_lowercase();
        let words = || {
            lead.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
        };
        let any = |list: &str| words().any(|word| holds(list, word));
        if any(VERBS) {
            Self::Asks
        } else if words().next().is_some_and(|word| holds(TELLING, word)) {
            Self::Tells
        } else if any(ASKING) {
            Self::Asks
        } else if any(TELLING) {
            Self::Tells
        } else {
            Self::Unclear
        }
    }
}

fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|held| held == word)
}

/// An item of a list with its number.
#[derive(Clone, Copy)]
pub(super) struct Demand<'b> {
    /// Its number as written, from 1 for bullets.
    pub(super) number: u64,
    /// The item.
    pub(super) item: &'b Block,
    /// Which of the blocks its list is.
    pub(super) at: usize,
}

/// One list, or several that go on where code broke them.
struct Group<'b> {
    class: Class,
    demands: Vec<Demand<'b>>,
}

/// The items of the last numbered list that asks; else of the last that may.
pub(super) fn numbered<'b>(text: &str, blocks: &'b [Block]) -> Vec<Demand<'b>> {
    let mut groups = groups(text, blocks, true);
    let best = groups.iter().map(|group| group.class).max();
    let last = groups
        .iter()
        .rposition(|group| Some(group.class) == best && group.class > Class::Tells);
    last.map(|at| groups.swap_remove(at).demands)
        .unwrap_or_default()
}

/// The bullets of all lists that ask; else of all that may.
pub(super) fn bulleted<'b>(text: &str, blocks: &'b [Block]) -> Vec<Demand<'b>> {
    let groups = groups(text, blocks, false);
    let best = groups.iter().map(|group| group.class).max();
    let asked = groups
        .into_iter()
        .filter(|group| Some(group.class) == best && group.class > Class::Tells);
    let demands = asked.flat_map(|group| group.demands);
    demands
        .zip(1..)
        .map(|(demand, number)| Demand { number, ..demand })
        .collect()
}

fn groups<'b>(text: &str, blocks: &'b [Block], numbered: bool) -> Vec<Group<'b>> {
    let mut groups: Vec<Group<'b>> = Vec::new();
    let mut leads = Leads::default();
    // Whether nothing but code stands between the last list and here.
    let mut broken = false;
    for (at, block) in blocks.iter().enumerate() {
        match block.kind {
            BlockKind::List { start } if start.is_some() == numbered => {
                add(&mut groups, block, at, (leads.class(), broken));
                broken = true;
            }
            BlockKind::List { .. } => {}
            _ => {
                broken &= matches!(block.kind, BlockKind::Code { .. });
                leads.pass(text, block);
            }
        }
    }
    groups
}

/// Adds a list: to the last group where its numbers go on or only code broke it, else as a group of its own.
fn add<'b>(
    groups: &mut Vec<Group<'b>>,
    list: &'b Block,
    at: usize,
    (class, broken): (Class, bool),
) {
    let first = match list.kind {
        BlockKind::List { start: Some(start) } => start,
        _ => 1,
    };
    if let Some(group) = groups.last_mut()
        && let Some(next) = group
            .demands
            .last()
            .map(|last| last.number.saturating_add(1))
        && (broken || first == next && first > 1)
    {
        group.class = group.class.max(class);
        group.demands.extend(demands(list, at, next));
    } else {
        let demands = demands(list, at, first).collect();
        groups.push(Group { class, demands });
    }
}

fn demands(list: &Block, at: usize, first: u64) -> impl Iterator<Item = Demand<'_>> {
    let numbered = list.items().iter().zip(0..);
    numbered.map(move |(item, nth)| Demand {
        number: first.saturating_add(nth),
        item,
        at,
    })
}

/// The leads in force: the last bold one or small heading, and the line with a colon before a list.
#[derive(Default)]
struct Leads {
    bold: Option<Class>,
    near: Option<Class>,
}

impl Leads {
    fn pass(&mut self, text: &str, block: &Block) {
        if let Some(lead) = lead(text, block).filter(|lead| lead.names()) {
            self.bold = Some(Class::of(&lead.text));
            self.near = None;
        }
        if block.kind == BlockKind::Paragraph {
            let held = text
                .get(block.span.start..block.span.end)
                .unwrap_or_default();
            let last = held.lines().next_back().unwrap_or_default();
            self.near = last.ends_with(':').then(|| Class::of(last));
        }
        // What `Given these entries:` announces is the code: a list behind that is no part of it.
        if matches!(block.kind, BlockKind::Code { .. }) && self.near == Some(Class::Tells) {
            self.near = None;
        }
    }

    /// The nearer lead decides, where it is clear.
    fn class(&self) -> Class {
        let clear = |class: &Class| *class != Class::Unclear;
        self.near
            .filter(clear)
            .or(self.bold)
            .unwrap_or(Class::Unclear)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_ask_or_tell_by_their_words() {
        for (lead, class) in [
            ("Tasks:", Class::Asks),
            ("Requirements", Class::Asks),
            ("Your deliverables", Class::Asks),
            ("Analyze:", Class::Asks),
            (
                "Write iptables rules for a restrictive firewall that:",
                Class::Asks,
            ),
            ("Given these entries, explain:", Class::Asks),
            ("Given these requirements:", Class::Tells),
            ("Given these conntrack entries:", Class::Tells),
            ("Scenario", Class::Tells),
            ("Network topology:", Class::Tells),
            ("Policy:", Class::Unclear),
            ("", Class::Unclear),
        ] {
            assert_eq!(Class::of(lead), class, "{lead}");
        }
    }
}
