//! The connection table: which packet belongs to which connection, and in which state that makes it.

use crate::netfilter::model::{Direction, Flags, Packet, Payload, State, Status, Statuses, Tuple};
use std::collections::HashMap;

/// One connection.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// As the first packet went; never changes (conntrack-facts §6).
    pub(super) original: Tuple,
    /// As answers will look on the wire; translation is written here.
    pub(super) reply: Tuple,
    /// Whether it has had an answer.
    pub(super) seen_reply: bool,
    /// Whether the handshake is complete (TCP).
    pub(super) assured: bool,
    /// Whether its first packet got through.
    pub(super) confirmed: bool,
    /// Whether the source has had its chance to be translated.
    pub(super) source_done: bool,
    /// Whether the destination has had its chance.
    pub(super) destination_done: bool,
    /// The connection's mark.
    pub(super) mark: u32,
}

impl Entry {
    /// The tuple of a direction.
    pub(super) const fn tuple(&self, direction: Direction) -> Tuple {
        match direction {
            Direction::Original => self.original,
            Direction::Reply => self.reply,
        }
    }

    /// Its status bits.
    pub(super) fn status(&self) -> Statuses {
        let bit = |on: bool, status| {
            if on {
                Statuses::of(status)
            } else {
                Statuses::default()
            }
        };
        bit(self.seen_reply, Status::SeenReply)
            .with(bit(self.assured, Status::Assured))
            .with(bit(self.confirmed, Status::Confirmed))
    }

    /// Whether the source is translated: answers go elsewhere than to who asked.
    pub(super) fn is_snat(&self) -> bool {
        let back = self.reply.inverse();
        (back.source, back.source_port) != (self.original.source, self.original.source_port)
    }

    /// Whether the destination is translated.
    pub(super) fn is_dnat(&self) -> bool {
        let back = self.reply.inverse();
        (back.destination, back.destination_port)
            != (self.original.destination, self.original.destination_port)
    }
}

/// What tracking says of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tracking {
    /// Its state.
    pub(super) state: State,
    /// Its connection and its direction in it.
    pub(super) entry: Option<(usize, Direction)>,
}

impl Tracking {
    /// Before tracking, and for what tracking refuses.
    pub(super) const INVALID: Self = Self {
        state: State::Invalid,
        entry: None,
    };
    /// Exempted.
    pub(super) const UNTRACKED: Self = Self {
        state: State::Untracked,
        entry: None,
    };
}

/// All connections.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    entries: Vec<Entry>,
    index: HashMap<Tuple, (usize, Direction)>,
    /// nf_conntrack_tcp_loose=0: no connection is picked up in its middle.
    pub(super) strict: bool,
}

impl Table {
    /// A connection.
    pub(super) fn get(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    /// A connection, to change.
    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut Entry> {
        self.entries.get_mut(at)
    }

    /// Whether answers that look so belong to a connection already.
    pub(super) fn is_taken(&self, tuple: &Tuple) -> bool {
        self.index.contains_key(tuple)
    }

    /// Gives a packet its state; a first packet gets a new entry, which counts once it is confirmed.
    pub(super) fn track(&mut self, packet: &Packet) -> Tracking {
        if let Payload::IcmpError { about, .. } = packet.payload {
            return self.error(about);
        }
        if is_malformed(packet) {
            return Tracking::INVALID;
        }
        let tuple = packet.tuple();
        match self.index.get(&tuple).copied() {
            Some((at, direction)) => self.known(at, direction, packet),
            None if self.may_open(packet) => self.open(tuple),
            None => Tracking::INVALID,
        }
    }

    /// A packet of a known connection. Source: resolve_normal_ct(), conntrack-facts §2.
    fn known(&mut self, at: usize, direction: Direction, packet: &Packet) -> Tracking {
        let Some(entry) = self.entries.get_mut(at) else {
            return Tracking::INVALID;
        };
        let replied = entry.seen_reply;
        if direction == Direction::Reply {
            entry.seen_reply = true;
        } else if replied
            && matches!(packet.payload, Payload::Tcp { flags, .. } if flags.has(Flags::ACK))
        {
            entry.assured = true;
        }
        let state = if direction == Direction::Reply || replied {
            State::Established
        } else {
            State::New
        };
        Tracking {
            state,
            entry: Some((at, direction)),
        }
    }

    /// An ICMP error: related to the connection of the packet that it is about, and nothing without one.
    /// It travels against that packet, so its direction is the other one.
    fn error(&self, about: Tuple) -> Tracking {
        // the packet inside is as it was on the wire where the error arose: turned round, it is an answer
        let found = self.index.get(&about.inverse()).copied();
        match found {
            Some((at, direction)) => Tracking {
                state: State::Related,
                entry: Some((at, direction)),
            },
            None => Tracking::INVALID,
        }
    }

    /// Whether a packet of no connection may open one. Sources: conntrack-facts §2 and §5: a SYN, or a bare ACK when
    /// tracking is loose; ICMP queries; any datagram.
    fn may_open(&self, packet: &Packet) -> bool {
        match packet.payload {
            Payload::Tcp { flags, .. } => {
                let ending = flags.0 & (Flags::RST.0 | Flags::FIN.0) != 0;
                let syn = flags.has(Flags::SYN);
                let ack = flags.has(Flags::ACK);
                !ending && ((syn && !ack) || (ack && !syn && !self.strict))
            }
            Payload::Icmp { kind, .. } if packet.source.is_ipv4() => {
                matches!(kind, 8 | 13 | 15 | 17)
            }
            Payload::Icmp { kind, .. } => kind == 128,
            Payload::IcmpError { .. } => false,
            Payload::Udp { .. } | Payload::Other(_) => true,
        }
    }

    fn open(&mut self, original: Tuple) -> Tracking {
        self.entries.push(Entry {
            original,
            reply: original.inverse(),
            seen_reply: false,
            assured: false,
            confirmed: false,
            source_done: false,
            destination_done: false,
            mark: 0,
        });
        Tracking {
            state: State::New,
            entry: Some((self.entries.len() - 1, Direction::Original)),
        }
    }

    /// The first packet got through: the connection is known from now on, under both tuples.
    pub(super) fn confirm(&mut self, at: usize) {
        let Some(entry) = self.entries.get_mut(at).filter(|entry| !entry.confirmed) else {
            return;
        };
        entry.confirmed = true;
        let (original, reply) = (entry.original, entry.reply);
        self.index.insert(original, (at, Direction::Original));
        self.index.insert(reply, (at, Direction::Reply));
    }
}

/// TCP flags that go in no packet. Source: tcp_valid_flags of nf_conntrack_proto_tcp.c: SYN, SYN+ACK, RST, RST+ACK,
/// FIN+ACK and ACK, each with or without PSH and, but for the RSTs, URG.
fn is_malformed(packet: &Packet) -> bool {
    let Payload::Tcp { flags, .. } = packet.payload else {
        return false;
    };
    let kind = flags.0 & !(Flags::PSH.0 | Flags::URG.0);
    let [fin, syn, rst, ack] = [Flags::FIN.0, Flags::SYN.0, Flags::RST.0, Flags::ACK.0];
    let valid = [syn, syn | ack, rst, rst | ack, fin | ack, ack];
    !valid.contains(&kind)
}
