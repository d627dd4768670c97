//! Translation: chosen for the first packet of a connection, kept in its entry, applied to every packet both ways.

use super::track::{Entry, Table};
use crate::netfilter::model::{
    Direction, Hook, Network, Packet, Payload, PortRange, Rewrite, Target, Tuple,
};
use crate::netfilter::topology::Topology;
use std::net::IpAddr;

/// Whether a hook exchanges sources; the others exchange destinations.
pub(super) const fn at_source(hook: Hook) -> bool {
    matches!(hook, Hook::Postrouting | Hook::Input)
}

/// Where a translation is chosen: at which hook, and by which interfaces the packet came and leaves.
pub(super) struct Spot<'p> {
    pub(super) hook: Hook,
    pub(super) came: Option<&'p str>,
    pub(super) out: Option<&'p str>,
    pub(super) topology: &'p Topology,
}

/// Writes into an entry what a rule's target says.
pub(super) fn set_up(table: &mut Table, at: usize, target: &Target, spot: &Spot<'_>) {
    let Some(entry) = table.get(at) else { return };
    let like = entry.original.source;
    let (came, out, topology) = (spot.came, spot.out, spot.topology);
    let (source, rewrite) = match target {
        Target::Snat(rewrite) => (true, *rewrite),
        Target::Dnat(rewrite) => (false, *rewrite),
        Target::Masquerade(ports) => {
            let address = out.and_then(|out| topology.masquerade(out, like));
            (true, to(address, *ports))
        }
        Target::Redirect(ports) => {
            let loopback = if like.is_ipv4() {
                IpAddr::from([127, 0, 0, 1])
            } else {
                IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1_u16])
            };
            let address = came.map_or(Some(loopback), |came| topology.address(came, like));
            (false, to(address, *ports))
        }
        Target::Netmap(network) => netmap(entry, *network, at_source(spot.hook)),
        _ => return,
    };
    let chosen = if source {
        source_tuple(table, entry, rewrite)
    } else {
        destination_tuple(entry, rewrite)
    };
    if let Some(entry) = table.get_mut(at) {
        entry.reply = chosen;
    }
}

/// No rule wants the source translated: its port is exchanged all the same where answers to it would be another
/// connection's. Source: nf_nat_alloc_null_binding() of nf_nat_core.c.
pub(super) fn keep_apart(table: &mut Table, at: usize) {
    let Some(entry) = table.get(at) else { return };
    let free = unique(table, entry.reply, None);
    if let Some(entry) = table.get_mut(at) {
        entry.reply = free;
    }
}

fn to(address: Option<IpAddr>, ports: Option<PortRange>) -> Rewrite {
    Rewrite {
        addresses: address.map(|address| (address, address)),
        ports,
    }
}

/// The address in the new network that has the old one's host part.
fn netmap(entry: &Entry, network: Network, source: bool) -> (bool, Rewrite) {
    let now = entry.reply.inverse();
    let old = if source { now.source } else { now.destination };
    let host = Network::new(old, network.prefix);
    let offset = match (old, host.host(0)) {
        (IpAddr::V4(old), IpAddr::V4(base)) => old.to_bits() - base.to_bits(),
        _ => 0,
    };
    (source, to(Some(network.host(offset)), None))
}

/// The reply tuple once answers go to another address. What fits stays; a sender that has been translated before is
/// translated so again; else the port stays where it may. Source: get_unique_tuple() of nf_nat_core.c.
fn source_tuple(table: &Table, entry: &Entry, rewrite: Rewrite) -> Tuple {
    let reply = entry.reply;
    let to = |address: IpAddr, port: u16| Tuple {
        destination: address,
        ..with_port(reply, port)
    };
    let fits = |tuple: &Tuple| {
        let inside = |(low, high)| (low..=high).contains(&tuple.destination);
        let port = |ports: PortRange| ports.contains(tuple.destination_port);
        rewrite.addresses.is_none_or(inside) && rewrite.ports.is_none_or(port)
    };
    let known = if fits(&reply) {
        Some(reply)
    } else {
        let mut known = table.sources_of(entry.original).map(|(a, b)| to(a, b));
        known.find(fits)
    };
    if let Some(known) = known.filter(|known| !table.is_taken(known)) {
        return known;
    }
    let address = rewrite.addresses.map_or(reply.destination, |(low, _)| low);
    let old = reply.destination_port;
    let port = match rewrite.ports {
        Some(ports) if !ports.contains(old) => ports.first,
        _ => old,
    };
    unique(table, to(address, port), rewrite.ports)
}

/// The reply tuple to another port; an ICMP id is the same both ways.
const fn with_port(reply: Tuple, port: u16) -> Tuple {
    let icmp = matches!(reply.protocol, 1 | 58);
    Tuple {
        destination_port: port,
        source_port: if icmp { port } else { reply.source_port },
        ..reply
    }
}

fn destination_tuple(entry: &Entry, rewrite: Rewrite) -> Tuple {
    let mut reply = entry.reply;
    if let Some((first, _)) = rewrite.addresses {
        reply.source = first;
    }
    if let Some(ports) = rewrite
        .ports
        .filter(|ports| !ports.contains(reply.source_port))
    {
        reply.source_port = ports.first;
    }
    reply
}

/// The tuple, or one with another port where answers to it belong to another connection already; it stays as it is
/// where it has no ports, or none is free.
fn unique(table: &Table, wanted: Tuple, ports: Option<PortRange>) -> Tuple {
    let old = wanted.destination_port;
    let range = ports.unwrap_or_else(|| kin(old, wanted.protocol));
    let mut candidates = match wanted.protocol {
        1 | 6 | 17 | 33 | 58 | 132 | 136 => Some(range.first..=range.last),
        _ => None,
    }
    .into_iter()
    .flatten();
    let mut tuple = wanted;
    while table.is_taken(&tuple) {
        let Some(port) = candidates.next() else {
            return wanted;
        };
        tuple = with_port(tuple, port);
    }
    tuple
}

/// The ports among which another is chosen for a port: servers know clients by such classes, and any id is as good.
/// Source: nf_nat_l4proto_unique_tuple() of nf_nat_core.c.
const fn kin(port: u16, protocol: u8) -> PortRange {
    let (first, last) = match (protocol, port) {
        (1 | 58, _) => (0, u16::MAX),
        (_, 0..=511) => (1, 511),
        (_, 512..=1023) => (600, 1023),
        _ => (1024, u16::MAX),
    };
    PortRange { first, last }
}

/// The packet with the translation of its connection applied at this hook.
pub(super) fn apply(entry: &Entry, direction: Direction, hook: Hook, packet: Packet) -> Packet {
    let target = entry.tuple(direction.other()).inverse();
    if let Payload::IcmpError { kind, code, about } = packet.payload {
        return error(entry, direction, hook, packet, (kind, code, about));
    }
    if at_source(hook) {
        packet.from_source(target.source, target.source_port)
    } else {
        packet.to_destination(target.destination, target.destination_port)
    }
}

/// An ICMP error: its outer addresses and the packet it quotes are exchanged from the same entry.
fn error(
    entry: &Entry,
    direction: Direction,
    hook: Hook,
    packet: Packet,
    parts: (u8, u8, Tuple),
) -> Packet {
    let (kind, code, about) = parts;
    let inside = entry.tuple(direction.other());
    let mut packet = packet;
    if at_source(hook) {
        // only the end of the connection itself has an address to hide; a router in between keeps its own
        let wire = entry.tuple(direction);
        if packet.source == wire.source {
            packet.source = inside.destination;
        }
        packet.payload = Payload::IcmpError {
            kind,
            code,
            about: Tuple {
                destination: inside.destination,
                destination_port: inside.destination_port,
                ..about
            },
        };
    } else {
        packet.destination = inside.source;
        packet.payload = Payload::IcmpError {
            kind,
            code,
            about: Tuple {
                source: inside.source,
                source_port: inside.source_port,
                ..about
            },
        };
    }
    packet
}
