//! Packets beyond the probes: chance sends openings, answers, repetitions, errors and strays through one ruleset, with
//! one connection table for all of them.

use super::compare::{Leeway, Sent, difference, parted};
use super::gateway::Gateway;
use super::probes::{DNS, WEB, turned, unreachable};
use super::random::Random;
use conntutor::netfilter::{Door, Flags, Origin, Packet, Payload, Ruleset, Topology, Walk, World};
use std::net::IpAddr;
use std::sync::Arc;

/// Packets sent for one ruleset.
const LENGTH: usize = 40;

/// How a walk through chance went.
pub(crate) struct Wandered {
    pub(crate) packets: usize,
    /// The ways up to the one that differs, and how.
    pub(crate) wrong: Option<(Vec<Walk>, String)>,
}

/// A packet that got through, in both worlds.
#[derive(Clone)]
struct Passed {
    sent: Both,
    door: Door,
    /// Where it came out, and as what.
    out: Door,
    seen: Both,
}

/// A packet in the kernel and in the simulator, where chosen ports may differ.
#[derive(Clone, Copy)]
struct Both {
    kernel: Packet,
    simulator: Packet,
}

impl Both {
    fn map(self, change: impl Fn(Packet) -> Packet) -> Self {
        Self {
            kernel: change(self.kernel),
            simulator: change(self.simulator),
        }
    }
}

/// What is sent next.
struct Move {
    packet: Both,
    door: Door,
    /// Whether it follows from none before it.
    fresh: bool,
}

/// Sends packets until one fares otherwise in the kernel than in the simulator.
pub(crate) fn run(
    gateway: &Gateway,
    topology: Topology,
    (rules, leeway): (&Ruleset, &Leeway),
    mut random: Random,
) -> Wandered {
    let strict = random.chance(20);
    let mut world = World::new(Arc::new(rules.clone()), topology);
    if strict {
        world = world.strict();
    }
    gateway.strict(strict);
    gateway.forget();
    let mut passed: Vec<Passed> = Vec::new();
    let mut walks = Vec::new();
    let mut known = Vec::new();
    for packets in 1..=LENGTH {
        let next = choose(&mut random, &passed);
        if next.fresh {
            known.extend(ports(&next.packet.simulator));
        }
        let sent = Sent::new(gateway, next.packet.kernel, next.door);
        let walk = world.send(next.packet.simulator, &origin(next.door));
        let wrong = difference(&walk, &sent, leeway, &known);
        walks.push(walk.clone());
        if wrong.is_some() || parted(&walk, &sent, leeway) {
            let wrong = wrong.map(|why| (walks, why));
            return Wandered { packets, wrong };
        }
        if let Some(seen) = sent.through {
            passed.push(Passed {
                sent: next.packet,
                door: next.door,
                out: seen.door,
                seen: Both {
                    kernel: seen.packet,
                    simulator: walk.last,
                },
            });
        }
    }
    Wandered {
        packets: LENGTH,
        wrong: None,
    }
}

/// The ports of a packet, or its id.
pub(crate) fn ports(packet: &Packet) -> Vec<u16> {
    let tuple = packet.tuple();
    let both = [tuple.source_port, tuple.destination_port];
    both.into_iter().filter(|port| *port != 0).collect()
}

fn origin(door: Door) -> Origin {
    match door {
        Door::Inside => Origin::Wire("eth1".to_owned()),
        Door::Outside => Origin::Wire("eth0".to_owned()),
        Door::Local => Origin::Local,
    }
}

fn choose(random: &mut Random, passed: &[Passed]) -> Move {
    if passed.is_empty() || random.chance(35) {
        return fresh(random);
    }
    let recent = passed.len().min(4);
    let earlier = &passed[passed.len() - 1 - random.below(recent)];
    match random.below(10) {
        0..=5 => back(earlier, |seen| turned(seen, None), random),
        // nothing answers an error
        6 if !matches!(earlier.sent.kernel.payload, Payload::IcmpError { .. }) => {
            back(earlier, unreachable, random)
        }
        _ => again(earlier, random),
    }
}

/// An answer from where a packet came out.
fn back(earlier: &Passed, answer: impl Fn(&Packet) -> Packet, random: &mut Random) -> Move {
    let flags = answering_flags(&earlier.sent.kernel, random);
    let with_flags = |packet: Packet| match (answer(&packet), flags) {
        (answer, Some(flags)) if matches!(answer.payload, Payload::Tcp { .. }) => {
            flagged(answer, flags)
        }
        (answer, _) => answer,
    };
    Move {
        packet: earlier.seen.map(with_flags),
        door: earlier.out,
        fresh: false,
    }
}

/// What a TCP receiver would answer with, mostly.
fn answering_flags(packet: &Packet, random: &mut Random) -> Option<Flags> {
    let Payload::Tcp { flags, .. } = packet.payload else {
        return None;
    };
    let usual = if flags == Flags::SYN {
        Flags::SYN.with(Flags::ACK)
    } else {
        Flags::ACK
    };
    Some(if random.chance(75) {
        usual
    } else {
        any_flags(random)
    })
}

/// The same sender once more, with other flags where it is TCP.
fn again(earlier: &Passed, random: &mut Random) -> Move {
    let flags = if random.chance(60) {
        Flags::ACK
    } else {
        any_flags(random)
    };
    Move {
        packet: earlier.sent.map(|packet| flagged(packet, flags)),
        door: earlier.door,
        fresh: false,
    }
}

const fn flagged(mut packet: Packet, flags: Flags) -> Packet {
    if let Payload::Tcp { flags: old, .. } = &mut packet.payload {
        *old = flags;
    }
    packet
}

fn any_flags(random: &mut Random) -> Flags {
    let [fin, syn, rst, psh, ack, urg] = [1, 2, 4, 8, 16, 32];
    let several = [
        syn,
        syn,
        ack,
        syn | ack,
        fin | ack,
        fin | ack,
        rst,
        rst | ack,
        psh | ack,
        fin,
        0,
        syn | fin,
        fin | psh | urg,
        syn | psh,
        syn | rst,
        63,
    ];
    Flags(several[random.below(several.len())])
}

/// A packet of no earlier one.
fn fresh(random: &mut Random) -> Move {
    let inside: [IpAddr; 3] = [10, 10, 77].map(|host| [192, 168, 1, host].into());
    let world = [WEB, DNS, WEB];
    let own: [IpAddr; 2] = [[192, 168, 1, 1].into(), [203, 0, 113, 50].into()];
    let lo: [IpAddr; 1] = [[127, 0, 0, 1].into()];
    let one = |random: &mut Random, several: &[IpAddr]| several[random.below(several.len())];
    let door = [
        Door::Inside,
        Door::Inside,
        Door::Outside,
        Door::Outside,
        Door::Local,
    ][random.below(5)];
    let (source, destination) = match door {
        Door::Inside => {
            let to = if random.chance(70) { &world[..] } else { &own };
            (one(random, &inside), one(random, to))
        }
        Door::Outside => {
            let from = if random.chance(85) {
                &world[..]
            } else {
                &inside
            };
            let to = if random.chance(60) {
                &own[1..]
            } else {
                &inside
            };
            (one(random, from), one(random, to))
        }
        Door::Local => {
            let to = [&world[..], &inside, &own, &lo][random.below(4)];
            let to = one(random, to);
            let from = match to {
                IpAddr::V4(v4) if v4.is_loopback() => to,
                to if inside.contains(&to) => own[0],
                _ => own[1],
            };
            (from, to)
        }
    };
    let packet = Packet::new(source, destination, payload(random));
    Move {
        packet: Both {
            kernel: packet,
            simulator: packet,
        },
        door,
        fresh: true,
    }
}

fn payload(random: &mut Random) -> Payload {
    let low = [22, 53, 80, 443, 8080, 5000, 25, 3000];
    let source = match random.below(4) {
        0 => low[random.below(low.len())],
        1 => 51_234,
        _ => 40_000,
    };
    let destination = low[random.below(low.len())];
    match random.below(20) {
        0..=10 => Payload::Tcp {
            source,
            destination,
            flags: if random.chance(70) {
                Flags::SYN
            } else {
                any_flags(random)
            },
        },
        11..=15 => Payload::Udp {
            source,
            destination,
        },
        16 | 17 => Payload::Icmp {
            kind: [8, 8, 8, 0, 13, 17, 15, 9][random.below(8)],
            code: 0,
            id: 4242,
        },
        18 => {
            let about = Packet::new(
                [192, 168, 1, 10].into(),
                WEB,
                Payload::Udp {
                    source,
                    destination,
                },
            );
            let (kind, code) = [(3, 3), (3, 1), (11, 0), (5, 1), (12, 0)][random.below(5)];
            Payload::IcmpError {
                kind,
                code,
                about: about.tuple(),
            }
        }
        _ => Payload::Other([47, 50][random.below(2)]),
    }
}
