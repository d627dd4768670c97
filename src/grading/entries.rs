//! Conntrack entries of the question, read as the kernel printed them, in proof of what is said about them.

use crate::netfilter::{self, Entry, Topic};
use crate::question::Question;
use crate::source::Span;

/// The entries of a question in their order.
pub(super) fn of(question: &Question) -> Vec<Entry> {
    let lines = netfilter::entries(&question.source);
    lines.filter_map(|line| line.entry).collect()
}

/// What the entries of these numbers show of translation: `in entry 1 NAT is SNAT: …`.
pub(super) fn proof(entries: &[Entry], numbers: &[(usize, Span)]) -> String {
    let shown = numbers.iter().filter_map(|(number, _)| {
        let explained = entries.get(number.checked_sub(1)?)?.explain();
        let nat = explained
            .said
            .into_iter()
            .find(|(topic, _)| *topic == Topic::Nat);
        nat.map(|(_, words)| format!("in entry {number} NAT is {words}"))
    });
    shown.collect::<Vec<_>>().join("; ")
}
