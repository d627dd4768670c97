//! Which fields the reply tuple has otherwise than the original one turned round: what NAT did.
//! Source: conntrack-facts §2 and §6 (SNAT: reply destination ≠ original source; DNAT: reply source ≠ original destination).

use super::model::{Entry, PrintedTuple};
use crate::netfilter::model::Tuple;

/// What kind of translation a connection has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nat {
    /// None.
    None,
    /// The source address is another one.
    Snat,
    /// The destination address is another one.
    Dnat,
    /// Both addresses are.
    Both,
    /// Only a port is, or the id or key that stands for one.
    PortOnly,
}

impl Nat {
    /// Its name in a report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Snat => "snat",
            Self::Dnat => "dnat",
            Self::Both => "snat+dnat",
            Self::PortOnly => "port-only",
        }
    }
}

/// A field of the original tuple that is translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// The source address.
    Source,
    /// The destination address.
    Destination,
    /// The source port.
    SourcePort,
    /// The destination port.
    DestinationPort,
}

impl Changed {
    /// Its name in an entry of this protocol; the id of ICMP, which stands in both tuples, as `icmp-id`.
    pub const fn name(self, protocol: u8) -> &'static str {
        match (self, protocol) {
            (Self::Source, _) => "src",
            (Self::Destination, _) => "dst",
            (Self::SourcePort | Self::DestinationPort, 1 | 58) => "icmp-id",
            (Self::SourcePort, 47) => "srckey",
            (Self::DestinationPort, 47) => "dstkey",
            (Self::SourcePort, _) => "sport",
            (Self::DestinationPort, _) => "dport",
        }
    }
}

/// Both tuples of an entry, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The original tuple.
    pub original: Tuple,
    /// The reply tuple.
    pub reply: Tuple,
    /// The kind.
    pub nat: Nat,
    /// Which fields, addresses first.
    pub changed: Vec<Changed>,
}

impl Translation {
    /// Whether the field is translated.
    pub fn has(&self, field: Changed) -> bool {
        self.changed.contains(&field)
    }
}

impl Entry {
    /// What its tuples say of NAT; nothing where one is missing or holds what is no address.
    pub fn translation(&self) -> Option<Translation> {
        let tuple = |printed: &PrintedTuple| printed.tuple(self.number);
        let (original, reply) = (tuple(&self.original)?, tuple(self.reply.as_ref()?)?);
        let changed = changed(original, reply);
        Some(Translation {
            original,
            reply,
            nat: kind(&changed),
            changed,
        })
    }
}

fn changed(original: Tuple, reply: Tuple) -> Vec<Changed> {
    let plain = original.inverse();
    let icmp = matches!(original.protocol, 1 | 58);
    let fields = [
        (Changed::Source, plain.destination != reply.destination),
        (Changed::Destination, plain.source != reply.source),
        (
            Changed::SourcePort,
            plain.destination_port != reply.destination_port,
        ),
        (
            Changed::DestinationPort,
            plain.source_port != reply.source_port && !icmp,
        ),
    ];
    let differing = fields.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(field, _)| field).collect()
}

fn kind(changed: &[Changed]) -> Nat {
    let has = |field| changed.contains(&field);
    match (has(Changed::Source), has(Changed::Destination)) {
        (true, true) => Nat::Both,
        (true, false) => Nat::Snat,
        (false, true) => Nat::Dnat,
        (false, false) if changed.is_empty() => Nat::None,
        (false, false) => Nat::PortOnly,
    }
}
