//! Words for what a picture of a packet's way shows.

use super::At;
use crate::netfilter::{Packet, Tuple};
use crate::source::{Source, Span};
use crate::tutor::item::one_line;

/// Characters of a rule that are quoted.
const QUOTED: usize = 300;

impl At {
    /// Its name for people.
    pub fn name(&self) -> String {
        match self {
            Self::Wire(interface) => interface.clone(),
            Self::Hook(hook) => hook.to_string(),
            Self::Routing => "routing".to_owned(),
            Self::Program => "program".to_owned(),
        }
    }
}

/// A text of the answer on one line, the start of a very long one.
pub(super) fn quote(source: &Source, span: Span) -> String {
    let start: String = source.slice(span).chars().take(QUOTED).collect();
    one_line(&start)
}

/// What translation changed: `source becomes 203.0.113.50:51234`.
pub(super) fn rewritten(from: &Packet, to: &Packet) -> String {
    let end = |tuple: Tuple, source: bool| {
        let (address, port) = match source {
            true => (tuple.source, tuple.source_port),
            false => (tuple.destination, tuple.destination_port),
        };
        match to.ports() {
            Some(_) => format!("{address}:{port}"),
            None => address.to_string(),
        }
    };
    let (before, after) = (from.tuple(), to.tuple());
    let ends = [(true, "source"), (false, "destination")];
    let changed = ends.iter().filter_map(|&(source, name)| {
        let (old, new) = (end(before, source), end(after, source));
        (old != new).then(|| format!("{name} {old} becomes {new}"))
    });
    match changed.collect::<Vec<_>>() {
        none if none.is_empty() => "the packet inside it is rewritten".to_owned(),
        changed => changed.join(", "),
    }
}
