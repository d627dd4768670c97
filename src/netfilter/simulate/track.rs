//! The connection table: which packet belongs to which connection, and in which state that makes it.

use super::tcp::{Progress, Word};
use crate::netfilter::model::{Direction, Flags, Packet, Payload, State, Status, Statuses, Tuple};
use std::collections::HashMap;
use std::net::IpAddr;

/// Its protocol number.
const GRE: u8 = 47;

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
    /// How far it has come (TCP).
    progress: Option<Progress>,
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
    /// Connections by their sender: address, port, protocol.
    senders: HashMap<(IpAddr, u16, u8), Vec<usize>>,
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

    /// The addresses and ports that the sender of a tuple has been translated to, the latest first.
    pub(super) fn sources_of(&self, tuple: Tuple) -> impl Iterator<Item = (IpAddr, u16)> {
        let sent = self.senders.get(&sender(tuple)).into_iter().flatten();
        let entries = sent.rev().filter_map(|at| self.entries.get(*at));
        entries.map(|entry| (entry.reply.destination, entry.reply.destination_port))
    }

    /// Gives a packet its state; a first packet gets a new entry, which counts once it is confirmed.
    pub(super) fn track(&mut self, packet: &Packet) -> Tracking {
        if let Payload::IcmpError { about, .. } = packet.payload {
            return self.error(about, packet.destination);
        }
        if is_malformed(packet) {
            return Tracking::INVALID;
        }
        let tuple = packet.tuple();
        match self.index.get(&tuple).copied() {
            Some((at, direction)) => self.known(at, direction, packet),
            None => self.unknown(packet),
        }
    }

    /// A packet of a known connection. Source: resolve_normal_ct(), conntrack-facts §2.
    fn known(&mut self, at: usize, direction: Direction, packet: &Packet) -> Tracking {
        let Some(entry) = self.entries.get_mut(at) else {
            return Tracking::INVALID;
        };
        let replied = entry.seen_reply;
        // the tracker of GRE needs no more than an answer (conntrack-facts §3)
        entry.assured |= replied && packet.protocol() == GRE;
        if let (Some(progress), Payload::Tcp { flags, .. }) = (&mut entry.progress, packet.payload)
        {
            let before = *progress;
            match progress.take(direction, flags, replied) {
                Word::Invalid => return Tracking::INVALID,
                Word::Reopens => {
                    self.forget(at);
                    return self.unknown(packet);
                }
                Word::End => {
                    self.forget(at);
                    return tracking(at, direction, replied);
                }
                Word::Valid => entry.assured |= replied && progress.is_assured(before),
            }
        }
        entry.seen_reply |= direction == Direction::Reply;
        tracking(at, direction, replied)
    }

    /// A packet of no connection opens one, where it may. Sources: conntrack-facts §2 and §5: a SYN, or a bare ACK when
    /// tracking is loose; ICMP queries; any datagram.
    fn unknown(&mut self, packet: &Packet) -> Tracking {
        match packet.payload {
            Payload::Tcp { flags, .. } => match Progress::first(flags, self.strict) {
                None => Tracking::INVALID,
                progress => self.open(packet.tuple(), progress),
            },
            Payload::Icmp { kind, .. } if !opens(kind, packet.source.is_ipv4()) => {
                Tracking::INVALID
            }
            Payload::IcmpError { .. } => Tracking::INVALID,
            _ => self.open(packet.tuple(), None),
        }
    }

    /// An ICMP error: related to the connection of the packet that it is about, and nothing without one, nor where it
    /// goes to another than that packet's sender. It travels against that packet, so its direction is the other one.
    fn error(&self, about: Tuple, destination: IpAddr) -> Tracking {
        // the packet inside is as it was on the wire where the error arose: turned round, it is an answer
        let found = self.index.get(&about.inverse()).copied();
        found
            .filter(|_| about.source == destination)
            .map_or(Tracking::INVALID, |entry| Tracking {
                state: State::Related,
                entry: Some(entry),
            })
    }

    fn open(&mut self, original: Tuple, progress: Option<Progress>) -> Tracking {
        self.entries.push(Entry {
            original,
            reply: original.inverse(),
            seen_reply: false,
            assured: false,
            confirmed: false,
            source_done: false,
            destination_done: false,
            mark: 0,
            progress,
        });
        Tracking {
            state: State::New,
            entry: Some((self.entries.len() - 1, Direction::Original)),
        }
    }

    /// The first packet got through: the connection is known from now on, under both tuples. Not so where one of them
    /// is another connection's: the packet is lost. Source: __nf_conntrack_confirm() of nf_conntrack_core.c.
    pub(super) fn confirm(&mut self, at: usize) -> bool {
        let Some(entry) = self.entries.get_mut(at).filter(|entry| !entry.confirmed) else {
            return true;
        };
        let tuples = [entry.original, entry.reply];
        if tuples.iter().any(|tuple| self.index.contains_key(tuple)) {
            return false;
        }
        entry.confirmed = true;
        let sent = self.senders.entry(sender(tuples[0])).or_default();
        sent.push(at);
        self.index.insert(tuples[0], (at, Direction::Original));
        self.index.insert(tuples[1], (at, Direction::Reply));
        true
    }

    /// A RST made here has ended the connection, if it is one already.
    pub(super) fn reset(&mut self, at: usize) {
        let entry = self.entries.get_mut(at).filter(|entry| entry.confirmed);
        if let Some(progress) = entry.and_then(|entry| entry.progress.as_mut()) {
            progress.close();
        }
    }

    /// The connection is over: packets that look like its own belong to another one from now on.
    fn forget(&mut self, at: usize) {
        let Some(entry) = self.entries.get(at) else {
            return;
        };
        for tuple in [entry.original, entry.reply] {
            if self.index.get(&tuple).is_some_and(|(held, _)| *held == at) {
                self.index.remove(&tuple);
            }
        }
        if let Some(sent) = self.senders.get_mut(&sender(entry.original)) {
            sent.retain(|held| *held != at);
        }
    }
}

const fn sender(tuple: Tuple) -> (IpAddr, u16, u8) {
    (tuple.source, tuple.source_port, tuple.protocol)
}

const fn tracking(at: usize, direction: Direction, replied: bool) -> Tracking {
    let state = match direction {
        Direction::Original if !replied => State::New,
        _ => State::Established,
    };
    Tracking {
        state,
        entry: Some((at, direction)),
    }
}

/// Whether an ICMP message of that type opens a connection: the queries.
const fn opens(kind: u8, v4: bool) -> bool {
    if v4 {
        matches!(kind, 8 | 13 | 15 | 17)
    } else {
        kind == 128
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
