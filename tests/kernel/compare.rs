//! What the kernel did to a packet beside what the simulator says of it.

use super::gateway::{Gateway, Seen};
use conntutor::netfilter::{
    Door, Flags, Hook, Kind, Packet, Payload, PortRange, Ruleset, State, Step, Target, Verdict,
    Walk,
};

/// A packet that was sent through the kernel.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) packet: Packet,
    pub(crate) door: Door,
    /// The packet where it came out, if it did.
    pub(crate) through: Option<Seen>,
    /// What else came out: what the kernel itself had to say.
    pub(crate) others: Vec<Seen>,
}

impl Sent {
    /// Sends a packet.
    pub(crate) fn new(gateway: &Gateway, packet: Packet, door: Door) -> Self {
        let seen = gateway.send(&packet, door);
        let own = |seen: &Seen| is_same(&packet, &seen.packet);
        let (through, mut others): (Vec<Seen>, Vec<Seen>) = seen.into_iter().partition(own);
        others.extend(through.iter().skip(1));
        Self {
            packet,
            door,
            through: through.first().copied(),
            others,
        }
    }
}

/// Whether a packet that came out is the one that went in, translated at most. An answer to it is none: nothing
/// answers an ICMP error or a RST, and an answer to anything else is one of these.
fn is_same(sent: &Packet, seen: &Packet) -> bool {
    match (sent.payload, seen.payload) {
        (Payload::Tcp { flags: a, .. }, Payload::Tcp { flags: b, .. }) => a == b,
        (Payload::Udp { .. }, Payload::Udp { .. }) => true,
        (Payload::Icmp { kind: a, .. }, Payload::Icmp { kind: b, .. })
        | (Payload::IcmpError { kind: a, .. }, Payload::IcmpError { kind: b, .. })
        | (Payload::Other(a), Payload::Other(b)) => a == b,
        _ => false,
    }
}

/// What a comparison leaves open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Leeway {
    /// Ports that the kernel chooses among at random, where it does not keep the old one.
    ranges: Vec<PortRange>,
    /// Whether the rules say anything about packets from the gateway itself, such as what REJECT sends.
    silences: bool,
}

impl Leeway {
    /// What the rules leave open.
    pub(crate) fn of(rules: &Ruleset) -> Self {
        let targets = rules
            .chains()
            .iter()
            .flat_map(|chain| &chain.rules)
            .flat_map(|rule| &rule.targets);
        let chosen = targets.filter_map(|target| match target {
            Target::Snat(rewrite) | Target::Dnat(rewrite) => rewrite.ports,
            Target::Masquerade(ports) | Target::Redirect(ports) => *ports,
            _ => None,
        });
        let silences = |hook| {
            let chains = rules.at(hook, true);
            chains.iter().any(|(chain, base)| {
                base.kind == Kind::Filter && (base.given.is_some() || !chain.rules.is_empty())
            })
        };
        Self {
            ranges: chosen.filter(|ports| ports.first != ports.last).collect(),
            silences: silences(Hook::Output) || silences(Hook::Postrouting),
        }
    }

    /// Whether the kernel may have chosen another port than the simulator: both chose, and the simulator takes the
    /// first that is free.
    fn differ(&self, protocol: u8, ours: u16, theirs: u16) -> bool {
        let in_one = |range: &PortRange| range.contains(ours) && range.contains(theirs);
        let first = |from: u16| (from..from + 64).contains(&ours);
        if protocol == 1 {
            return first(0); // of ids any
        }
        self.ranges.iter().any(in_one)
            || (first(1) && theirs < 512)
            || (first(600) && (600..1024).contains(&theirs))
            || (first(1024) && theirs >= 1024)
    }

    /// The kernel's packet with the simulator's ports where they may differ.
    fn aligned(&self, theirs: Packet, ours: Packet, known: &[u16]) -> Packet {
        let align = |protocol: u8, theirs: u16, ours: u16| {
            if !known.contains(&ours) && self.differ(protocol, ours, theirs) {
                ours
            } else {
                theirs
            }
        };
        let mut packet = theirs;
        if let (Payload::IcmpError { about, .. }, Payload::IcmpError { about: other, .. }) =
            (&mut packet.payload, ours.payload)
        {
            about.source_port = align(about.protocol, about.source_port, other.source_port);
            about.destination_port = align(
                about.protocol,
                about.destination_port,
                other.destination_port,
            );
        }
        let (a, b) = (packet.tuple(), ours.tuple());
        packet
            .from_source(a.source, align(a.protocol, a.source_port, b.source_port))
            .to_destination(
                a.destination,
                align(a.protocol, a.destination_port, b.destination_port),
            )
    }
}

/// Whether two connections wanted one port and the kernel has chosen another one than the simulator: from there on
/// rules about ports may part them, so that there is nothing more to compare.
pub(crate) fn parted(walk: &Walk, sent: &Sent, leeway: &Leeway) -> bool {
    sent.through.is_some_and(|seen| {
        let (ours, theirs) = (walk.last.tuple(), seen.packet.tuple());
        let apart = |ours: u16, theirs: u16| {
            let in_one = |range: &PortRange| range.contains(ours) && range.contains(theirs);
            ours != theirs && !leeway.ranges.iter().any(in_one)
        };
        apart(ours.source_port, theirs.source_port)
            || apart(ours.destination_port, theirs.destination_port)
    })
}

/// How the simulator's word differs from the kernel's deed. `known` are the ports at which packets were aimed.
pub(crate) fn difference(
    walk: &Walk,
    sent: &Sent,
    leeway: &Leeway,
    known: &[u16],
) -> Option<String> {
    let same = |ours: Packet, theirs: Packet| {
        let ours = Packet { mark: 0, ..ours };
        ours == leeway.aligned(theirs, ours, known)
    };
    if !same(walk.packet, sent.packet) {
        return Some(format!("the kernel had {} to send", sent.packet));
    }
    let door = match &walk.verdict {
        Verdict::Delivered => Some(Door::Local),
        Verdict::Sent(interface) if interface == "eth1" => Some(Door::Inside),
        Verdict::Sent(_) => Some(Door::Outside),
        _ => None,
    };
    match (door, sent.through) {
        (None, None) => said(walk, sent, leeway),
        (Some(door), Some(seen)) => {
            if seen.door != door || !same(walk.last, seen.packet) {
                Some(format!("kernel: {} at {:?}", seen.packet, seen.door))
            } else if let Some(other) = sent.others.first() {
                Some(format!("kernel: {} besides", other.packet))
            } else if parted(walk, sent, leeway) && keeps_ports(&sent.packet, &seen.packet) {
                Some("kernel: keeps its port".to_owned())
            } else if seen.state != state(walk) {
                Some(format!("kernel: state {:?}", seen.state))
            } else {
                None
            }
        }
        (_, Some(seen)) => Some(format!(
            "kernel: got through as {} at {:?} with state {:?}",
            seen.packet, seen.door, seen.state
        )),
        (Some(_), None) => Some(format!("kernel: stopped it, saying {:?}", sent.others)),
    }
}

fn keeps_ports(sent: &Packet, seen: &Packet) -> bool {
    let ports = |packet: &Packet| {
        let tuple = packet.tuple();
        (tuple.source_port, tuple.destination_port)
    };
    ports(sent) == ports(seen)
}

/// The state right behind tracking, at the last hook where it looks; NOTRACK may come later.
fn state(walk: &Walk) -> Option<State> {
    let tracks = |step: &Step| matches!(step, Step::Hook(Hook::Prerouting | Hook::Output, _));
    let last = walk.steps.iter().rposition(tracks).unwrap_or(0);
    let tracked = |step: &Step| match step {
        Step::Tracked(state) => Some(*state),
        _ => None,
    };
    let (before, behind) = walk.steps.split_at(last);
    let there = behind.iter().find_map(tracked);
    there.or_else(|| before.iter().rev().find_map(tracked))
}

/// The same for what the sender is told: nothing of a drop, something of a rejection.
fn said(walk: &Walk, sent: &Sent, leeway: &Leeway) -> Option<String> {
    // nothing answers an error, a router advertisement, or a RST
    let mute = match sent.packet.payload {
        Payload::IcmpError { .. } | Payload::Icmp { kind: 9, .. } => true,
        Payload::Tcp { flags, .. } => flags.has(Flags::RST),
        _ => false,
    };
    match walk.verdict {
        Verdict::Rejected => {
            let silent = sent.others.is_empty() && !mute && !leeway.silences;
            (silent && sent.door != Door::Local).then(|| "kernel: silent".to_owned())
        }
        _ => {
            let other = sent.others.first()?;
            Some(format!("kernel: told the sender {}", other.packet))
        }
    }
}
