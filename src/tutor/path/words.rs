//! Words for what a picture of a packet's way shows.

use super::{Asked, At, Path, Station, Tried, Visit, Way};
use crate::netfilter::{Hook, Packet, Payload, Standing, Tuple, Verdict};
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

/// What translation changed: `source becomes 203.0.113.50:51234`; what it was stands in the packet.
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
        (old != new).then(|| format!("{name} becomes {new}"))
    });
    match changed.collect::<Vec<_>>() {
        none if none.is_empty() => "the packet inside it is rewritten".to_owned(),
        changed => changed.join(", "),
    }
}

impl Path {
    /// What became of the probe and whether it should have, in one sentence with the reason.
    pub fn result(&self) -> String {
        let judged = match (self.standing, self.wanted) {
            (Standing::AsWanted, _) => ", as it should",
            (_, None) => "; either may be wanted",
            _ => "",
        };
        format!("It {}{judged}: {}.", self.outcome, self.why)
    }
}

impl Way {
    /// Where the packet comes from: `in by eth0`.
    pub fn begins(&self) -> String {
        match self.stations.first().map(|station| &station.at) {
            Some(At::Wire(interface)) => format!("in by {interface}"),
            _ => "from a program on the gateway".to_owned(),
        }
    }

    /// Where it ends: `goes out by eth0`, `is dropped here`.
    pub fn ends(&self) -> String {
        match &self.verdict {
            Verdict::Delivered => "reaches a program on the gateway".to_owned(),
            Verdict::Sent(interface) => format!("goes out by {interface}"),
            Verdict::Dropped => "is dropped here".to_owned(),
            Verdict::Rejected => "is rejected here, and its sender is told".to_owned(),
            Verdict::Unroutable => "ends here: no route leads on".to_owned(),
            Verdict::Loop => "ends here: the chains lead in a circle".to_owned(),
        }
    }

    /// The hooks, the routing and the like that it came to, without both ends.
    pub fn passed(&self) -> impl Iterator<Item = &Station> {
        let inner = |at: &At| matches!(at, At::Hook(_) | At::Routing);
        let lit = self.stations.iter().filter(|station| station.lit);
        lit.filter(move |station| inner(&station.at))
    }

    /// The names of the stations that it did not come to.
    pub fn missed(&self) -> Vec<String> {
        let dark = self.stations.iter().filter(|station| !station.lit);
        dark.map(|station| station.at.name()).collect()
    }
}

impl Station {
    /// What is to be said of it in a few words: whose rules stand there, and what tracking said.
    pub fn details(&self) -> Vec<String> {
        let filters = matches!(
            self.at,
            At::Hook(Hook::Input | Hook::Forward | Hook::Output)
        );
        let mut details = Vec::new();
        match (&self.at, self.visits.as_slice()) {
            (At::Hook(_), []) if filters => details.push("no rules, open by default".to_owned()),
            (At::Hook(_), []) => details.push("no rules".to_owned()),
            (At::Hook(hook), [visit]) if visit.chain == hook.chain() => {
                details.push(format!("table {}", visit.table));
            }
            (At::Hook(_), [visit]) => details.push(visit.name()),
            (At::Routing, _) => details.extend(self.says.first().cloned()),
            _ => {}
        }
        details.extend(self.state.map(|state| format!("state {state}")));
        details
    }

    /// What else happened at a hook.
    pub fn notes(&self) -> &[String] {
        match self.at {
            At::Hook(_) => &self.says,
            _ => &[],
        }
    }
}

impl Visit {
    /// The chain for people: `chain own of table filter`.
    pub fn name(&self) -> String {
        let back = if self.again { "back in " } else { "" };
        format!("{back}chain {} of table {}", self.chain, self.table)
    }

    /// What is said of the rules that were not asked.
    pub fn unasked(&self) -> Option<String> {
        match self.rest {
            0 => None,
            1 => Some("1 rule below is not asked any more".to_owned()),
            rest => Some(format!("{rest} rules below are not asked any more")),
        }
    }
}

impl Tried {
    /// What it is: `line 4`.
    pub fn label(&self) -> String {
        match self.source {
            Asked::Rule { line, .. } => format!("line {line}"),
            Asked::Policy(_) => "policy".to_owned(),
            Asked::Assumed => "assumed".to_owned(),
        }
    }

    /// Its words: the text of the answer, or where it comes from instead.
    pub fn words(&self) -> String {
        match self.source {
            Asked::Rule { .. } => self.text.clone(),
            Asked::Policy(Some(line)) => format!("line {line}: {}", self.text),
            Asked::Policy(None) => "the default, as no rule matched".to_owned(),
            Asked::Assumed => "taken for granted; your rules translate nothing".to_owned(),
        }
    }
}

/// A packet in words that can be read aloud.
pub fn spoken(packet: &Packet) -> String {
    let ends = match packet.ports() {
        Some((from, to)) => format!(
            "from {} port {from} to {} port {to}",
            packet.source, packet.destination
        ),
        None => format!("from {} to {}", packet.source, packet.destination),
    };
    match packet.payload {
        Payload::Tcp { flags, .. } => format!("a TCP packet {ends} with {flags}"),
        Payload::Udp { .. } => format!("a UDP packet {ends}"),
        Payload::Icmp { kind, .. } => format!("an ICMP packet of type {kind} {ends}"),
        Payload::IcmpError { .. } => format!("an ICMP error {ends}"),
        Payload::Other(number) => format!("a packet of protocol {number} {ends}"),
    }
}
