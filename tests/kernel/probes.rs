//! The question's probes, and their round trips through the kernel: each answer is made from what really arrived.

use super::compare::Sent;
use super::gateway::{Gateway, Seen};
use conntutor::load;
use conntutor::netfilter::{Door, Flags, Packet, Payload, Probe, Scene, Traffic, Tuple};
use conntutor::rubric;
use std::net::IpAddr;

/// A host out in the world.
pub(crate) const WEB: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9));
/// Another one.
pub(crate) const DNS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(8, 8, 8, 8));
/// The id with which a probe pings.
const PING: u16 = 4242;

/// The question's gateway, with the probes of its rubric.
pub(crate) fn question() -> rubric::Gateway {
    let rubric = rubric::parse(&load::shipped_rubric()).expect("the shipped rubric");
    rubric.network.expect("a network")
}

/// Sends a probe through the kernel: each packet with what became of it, up to the one that did not get through.
pub(crate) fn run(gateway: &Gateway, scene: &Scene, probe: &Probe) -> Vec<Sent> {
    gateway.strict(probe.strict);
    gateway.forget();
    let (from, to) = (scene.address(probe.from), scene.address(probe.to));
    let mut trip = Trip {
        gateway,
        door: probe.door,
        sent: Vec::new(),
    };
    let packet = |payload| Packet::new(from, to, payload);
    let udp = |source, destination| {
        packet(Payload::Udp {
            source,
            destination,
        })
    };
    match probe.traffic {
        Traffic::Packet(payload) => {
            trip.there(packet(payload));
        }
        Traffic::TcpFlow {
            source,
            destination,
        } => {
            let tcp = |flags| {
                packet(Payload::Tcp {
                    source,
                    destination,
                    flags,
                })
            };
            trip.tcp(tcp);
        }
        Traffic::UdpFlow {
            source,
            destination,
        } => {
            let question = udp(source, destination);
            let _ = trip.round(question, answer) && trip.round(question, answer);
        }
        Traffic::PingFlow => {
            let (kind, code, id) = (8, 0, PING);
            trip.round(packet(Payload::Icmp { kind, code, id }), answer);
        }
        Traffic::ErrorFlow {
            source,
            destination,
        } => {
            trip.round(udp(source, destination), unreachable);
        }
    }
    trip.sent
}

struct Trip<'g> {
    gateway: &'g Gateway,
    door: Door,
    sent: Vec<Sent>,
}

impl Trip<'_> {
    /// Handshake, then data both ways.
    fn tcp(&mut self, tcp: impl Fn(Flags) -> Packet) -> bool {
        let with = |flags| move |seen: &Packet| turned(seen, Some(flags));
        let data = Flags::PSH.with(Flags::ACK);
        self.round(tcp(Flags::SYN), with(Flags::SYN.with(Flags::ACK)))
            && self.there(tcp(Flags::ACK)).is_some()
            && self.round(tcp(data), with(data))
    }

    /// A packet and the answer to it; whether the answer gets back to the sender.
    fn round(&mut self, packet: Packet, answer: impl Fn(&Packet) -> Packet) -> bool {
        let Some(seen) = self.there(packet) else {
            return false;
        };
        let back = self.send(answer(&seen.packet), seen.door);
        back.is_some_and(|back| back.packet.destination == packet.source)
    }

    fn there(&mut self, packet: Packet) -> Option<Seen> {
        self.send(packet, self.door)
    }

    fn send(&mut self, packet: Packet, door: Door) -> Option<Seen> {
        let sent = Sent::new(self.gateway, packet, door);
        let through = sent.through;
        self.sent.push(sent);
        through
    }
}

/// The answer to a packet, of its own kind.
pub(crate) fn answer(seen: &Packet) -> Packet {
    turned(seen, None)
}

/// A packet turned round, with these TCP flags.
pub(crate) fn turned(seen: &Packet, tcp: Option<Flags>) -> Packet {
    let Tuple {
        source_port: source,
        destination_port: destination,
        kind,
        ..
    } = seen.tuple().inverse();
    let payload = match seen.payload {
        Payload::Tcp { flags, .. } => Payload::Tcp {
            source,
            destination,
            flags: tcp.unwrap_or(flags),
        },
        Payload::Udp { .. } => Payload::Udp {
            source,
            destination,
        },
        Payload::Icmp { id, code, .. } => Payload::Icmp { kind, code, id },
        other => other,
    };
    Packet::new(seen.destination, seen.source, payload)
}

/// The ICMP port unreachable for a packet.
pub(crate) fn unreachable(seen: &Packet) -> Packet {
    let (kind, code, about) = (3, 3, seen.tuple());
    let payload = Payload::IcmpError { kind, code, about };
    Packet::new(seen.destination, seen.source, payload)
}
