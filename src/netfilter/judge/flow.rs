//! Runs probes: sends each packet of a probe and the answers that its receiver would give.

use super::probe::{Probe, Traffic};
use super::scene::Scene;
use crate::netfilter::model::{
    Base, Chain, ChainKey, Family, Flags, Hook, Interfaces, Kind, Match, Packet, Payload, Policy,
    Rule, Ruleset, Target, Test,
};
use crate::netfilter::simulate::{MOST, Origin, Verdict, Walk, World};
use crate::source::Span;
use std::cell::Cell;
use std::sync::Arc;

/// What a probe came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeResult {
    /// The probe's id.
    pub id: String,
    /// Whether the packet, or the whole round trip, got through.
    pub passes: bool,
    /// Whether it should have.
    pub wanted: Option<bool>,
    /// The way of each packet sent, the first one first; the last is the one that decided.
    pub walks: Vec<Walk>,
}

impl ProbeResult {
    /// Whether the first packet got through, whatever became of the answers.
    pub fn opens(&self) -> bool {
        self.walks.first().is_some_and(|walk| walk.verdict.passes())
    }
}

/// Runs each probe through the rules, with an empty connection table each time.
pub fn judge(rules: &Ruleset, scene: &Scene, probes: &[Probe]) -> Vec<ProbeResult> {
    let ground = Ground::new(rules, scene);
    probes.iter().map(|probe| ground.run(probe)).collect()
}

/// The place and the rules for any number of probes, which share what may be spent on them.
pub(super) struct Ground<'s> {
    /// The rules, with a masquerade where the scene assumes one.
    pub(super) rules: Arc<Ruleset>,
    /// Of these only what translates.
    open: Arc<Ruleset>,
    scene: &'s Scene,
    /// How many values the rules may still compare.
    budget: Cell<usize>,
}

/// The rules, with a masquerade where the scene assumes one.
fn prepared(rules: &Ruleset, scene: &Scene) -> Ruleset {
    let mut rules = rules.clone();
    let nat = rules.at(Hook::Postrouting, true);
    let translates = nat
        .iter()
        .any(|(chain, base)| base.kind == Kind::Nat && !chain.rules.is_empty());
    if !scene.masquerade || translates {
        return rules;
    }
    let base = Base {
        hook: Hook::Postrouting,
        priority: 100,
        kind: Kind::Nat,
        policy: Policy::Accept,
        given: None,
    };
    let key = ChainKey::new(Family::V4, "nat", Hook::Postrouting.chain());
    rules.ensure(&key, Some(base)).rules.push_back(Rule {
        span: Span::default(),
        matches: vec![Match::is(Test::Out(Interfaces(vec![
            scene.outside.clone(),
        ])))],
        targets: vec![Target::Masquerade(None)],
        details: String::new(),
    });
    rules
}

impl<'s> Ground<'s> {
    /// The ground for these rules.
    pub(super) fn new(rules: &Ruleset, scene: &'s Scene) -> Self {
        let rules = prepared(rules, scene);
        let filters = |chain: &Chain| chain.base.is_some_and(|base| base.kind == Kind::Filter);
        let mut open = rules.clone();
        open.remove(filters);
        Self {
            rules: Arc::new(rules),
            open: Arc::new(open),
            scene,
            budget: Cell::new(MOST),
        }
    }

    /// A trip through these rules, with its first packet.
    fn trip(&self, rules: &Arc<Ruleset>, probe: &Probe) -> (Trip, Packet) {
        let world = World::new(Arc::clone(rules), self.scene.topology()).within(self.budget.get());
        let trip = Trip {
            world: if probe.strict { world.strict() } else { world },
            origin: self.scene.origin(probe.door),
            walks: Vec::new(),
        };
        let (from, to) = (self.scene.address(probe.from), self.scene.address(probe.to));
        let payload = probe.traffic.opening(from.is_ipv4());
        (trip, Packet::new(from, to, payload))
    }

    fn result(&self, probe: &Probe, passes: bool, trip: Trip) -> ProbeResult {
        self.budget.set(trip.world.budget());
        ProbeResult {
            id: probe.id.clone(),
            passes,
            wanted: probe.wanted,
            walks: trip.walks,
        }
    }

    /// Runs one probe.
    pub(super) fn run(&self, probe: &Probe) -> ProbeResult {
        let (mut trip, first) = self.trip(&self.rules, probe);
        let passes = match probe.traffic {
            Traffic::Packet(_) => trip.there(first).is_some(),
            Traffic::TcpFlow { .. } => trip.tcp(first),
            Traffic::UdpFlow { .. } => {
                trip.round(first, Answer::Same) && trip.round(first, Answer::Same)
            }
            Traffic::PingFlow => trip.round(first, Answer::Same),
            Traffic::ErrorFlow { .. } => trip.round(first, Answer::Unreachable),
        };
        self.result(probe, passes, trip)
    }

    /// Opens a connection while nothing but translation stands in its way, then sends the answer through the rules.
    pub(super) fn answer(&self, probe: &Probe) -> ProbeResult {
        let (mut trip, first) = self.trip(&self.open, probe);
        let answer = match probe.traffic {
            Traffic::TcpFlow { .. } => Answer::Tcp(Flags::SYN.with(Flags::ACK)),
            _ => Answer::Same,
        };
        let passes = trip.there(first).is_some_and(|walk| {
            trip.world.load(Arc::clone(&self.rules));
            trip.back(&walk, first, answer)
        });
        self.result(probe, passes, trip)
    }
}

/// How the receiver answers.
#[derive(Clone, Copy)]
enum Answer {
    /// With these TCP flags.
    Tcp(Flags),
    /// With the same kind of packet, turned round.
    Same,
    /// With an ICMP port unreachable.
    Unreachable,
}

struct Trip {
    world: World,
    origin: Origin,
    walks: Vec<Walk>,
}

impl Trip {
    /// Handshake, then data both ways.
    fn tcp(&mut self, syn: Packet) -> bool {
        let data = Flags::PSH.with(Flags::ACK);
        self.round(syn, Answer::Tcp(Flags::SYN.with(Flags::ACK)))
            && self.there(flagged(syn, Flags::ACK)).is_some()
            && self.round(flagged(syn, data), Answer::Tcp(data))
    }

    /// Sends a packet; the way where it got through.
    fn there(&mut self, packet: Packet) -> Option<Walk> {
        let walk = self.world.send(packet, &self.origin);
        self.walks.push(walk.clone());
        walk.verdict.passes().then_some(walk)
    }

    /// Sends a packet and the answer to it; whether the answer reaches the sender.
    fn round(&mut self, packet: Packet, answer: Answer) -> bool {
        let Some(walk) = self.there(packet) else {
            return false;
        };
        self.back(&walk, packet, answer)
    }

    /// Sends the answer to a packet that got through; whether it reaches the sender.
    fn back(&mut self, walk: &Walk, packet: Packet, answer: Answer) -> bool {
        let back = match &walk.verdict {
            Verdict::Sent(interface) => Origin::Wire(interface.clone()),
            _ => Origin::Local,
        };
        let walk = self.world.send(answered(&walk.last, answer), &back);
        let arrived = walk.verdict.passes() && walk.last.destination == packet.source;
        self.walks.push(walk);
        arrived
    }
}

/// The same packet with these TCP flags.
fn flagged(mut packet: Packet, with: Flags) -> Packet {
    if let Payload::Tcp { flags, .. } = &mut packet.payload {
        *flags = with;
    }
    packet
}

/// The answer to a packet as its receiver saw it.
fn answered(seen: &Packet, answer: Answer) -> Packet {
    let payload = match (seen.payload, answer) {
        (_, Answer::Unreachable) => Payload::IcmpError {
            kind: if seen.source.is_ipv4() { 3 } else { 1 },
            code: if seen.source.is_ipv4() { 3 } else { 4 },
            about: seen.tuple(),
        },
        (
            Payload::Tcp {
                source,
                destination,
                flags,
            },
            answer,
        ) => Payload::Tcp {
            source: destination,
            destination: source,
            flags: match answer {
                Answer::Tcp(with) => with,
                _ => flags,
            },
        },
        (
            Payload::Udp {
                source,
                destination,
            },
            _,
        ) => Payload::Udp {
            source: destination,
            destination: source,
        },
        (Payload::Icmp { id, code, .. }, _) => Payload::Icmp {
            kind: seen.tuple().inverse().kind,
            code,
            id,
        },
        (other, _) => other,
    };
    Packet::new(seen.destination, seen.source, payload)
}
