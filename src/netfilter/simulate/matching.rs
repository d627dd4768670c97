//! Whether a packet passes the tests of a rule.

use super::track::{Entry, Tracking};
use crate::netfilter::model::{Direction, Key, Match, Packet, Payload, Side, States, Target, Test};
use crate::netfilter::topology::Topology;
use std::net::IpAddr;

/// A packet at a hook, with all that a test may ask for.
pub(super) struct View<'w> {
    pub(super) packet: Packet,
    pub(super) came: Option<&'w str>,
    pub(super) out: Option<&'w str>,
    pub(super) tracking: Tracking,
    /// Whether tracking has seen it, or has been told not to.
    pub(super) tracked: bool,
    pub(super) entry: Option<&'w Entry>,
    /// The mark of its connection, which rules may have changed by now.
    pub(super) connection_mark: u32,
    pub(super) topology: &'w Topology,
}

/// What the tests of a rule came to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Whether all hold.
    pub(super) holds: bool,
    /// What was taken for granted on the way.
    pub(super) assumed: Vec<String>,
    /// Whether a state was asked for that the packet has.
    pub(super) by_state: bool,
    /// How many values were compared.
    pub(super) cost: usize,
}

impl View<'_> {
    /// Runs the tests of a rule, up to the first that fails.
    pub(super) fn matches(&self, matches: &[Match]) -> Outcome {
        let mut outcome = Outcome::default();
        for found in matches {
            let holds = self.holds(found);
            outcome.cost += found.weight();
            if let Test::Assumed { what, holds: real } = &found.test {
                let not = if *real { "" } else { "not so that " };
                outcome.assumed.push(format!("{not}{what}"));
            }
            outcome.by_state |= matches!(
                found.test,
                Test::State(_) | Test::Status(_) | Test::Direction(_)
            );
            if !holds {
                // what was granted before a test that fails anyway is of no interest
                let last = outcome.assumed.pop();
                outcome.assumed.clear();
                let decisive = matches!(found.test, Test::Assumed { .. });
                outcome.assumed.extend(last.filter(|_| decisive));
                return outcome;
            }
        }
        outcome.holds = true;
        outcome
    }

    /// Does what a target says beside the verdict; rules behind it see that at once.
    pub(super) fn change(&mut self, target: &Target) {
        let known = self.entry.is_some();
        match target {
            Target::Mark(change) => self.packet.mark = change.apply(self.packet.mark),
            Target::ConnMark(change) => {
                self.connection_mark = change.apply(self.connection_mark);
            }
            Target::SaveMark(copy) => {
                self.connection_mark = copy.apply(self.packet.mark, self.connection_mark);
            }
            Target::RestoreMark(copy) if known => {
                self.packet.mark = copy.apply(self.connection_mark, self.packet.mark);
            }
            Target::Notrack if !known => {
                self.tracked = true;
                self.tracking = Tracking::UNTRACKED;
            }
            _ => {}
        }
    }

    /// A packet without a connection passes no test of one, not even with `!`. Sources: connmark_mt() of xt_connmark.c,
    /// conntrack_mt() of xt_conntrack.c, nft_ct_get_eval() of nft_ct.c.
    fn holds(&self, found: &Match) -> bool {
        let of_connection = matches!(
            found.test,
            Test::Status(_)
                | Test::Direction(_)
                | Test::ConnAddress(..)
                | Test::ConnPort(..)
                | Test::ConnMark { .. }
                | Test::ConnProtocol(_)
        );
        (self.entry.is_some() || !of_connection) && self.test(&found.test) != found.negated
    }

    fn test(&self, test: &Test) -> bool {
        let packet = &self.packet;
        match test {
            Test::In(names) => self.came.is_some_and(|came| names.contains(came)),
            Test::Out(names) => self.out.is_some_and(|out| names.contains(out)),
            Test::Address(side, addresses) => addresses.contains(self.address(*side)),
            Test::Version4(v4) => packet.source.is_ipv4() == *v4,
            Test::Protocol(numbers) => numbers.contains(&packet.protocol()),
            Test::Port(side, ports) => self.port(*side).is_some_and(|port| ports.contains(port)),
            Test::EitherPort(ports) => packet
                .ports()
                .is_some_and(|(a, b)| ports.contains(a) || ports.contains(b)),
            Test::TcpFlags { mask, set } => match packet.payload {
                Payload::Tcp { flags, .. } => flags.0 & mask.0 == set.0,
                _ => false,
            },
            Test::Icmp { kind, codes } => packet
                .icmp()
                .is_some_and(|(held, code)| held == *kind && (codes.0..=codes.1).contains(&code)),
            Test::Mark { value, mask } => packet.mark & mask == *value,
            Test::Local(side) => self.topology.is_local(self.address(*side)),
            Test::ReversePath { loose } => self.reverse_path(*loose),
            Test::Assumed { holds, .. } => *holds,
            Test::Any(tests) => tests.iter().any(|test| self.test(test)),
            Test::All(tests) => tests.iter().all(|test| self.test(test)),
            _ => self.connection(test),
        }
    }

    /// Tests of the connection rather than the packet.
    fn connection(&self, test: &Test) -> bool {
        match test {
            Test::State(states) => self.state(*states),
            Test::Status(statuses) => self
                .entry
                .is_some_and(|entry| entry.status().meets(*statuses)),
            Test::Direction(direction) => self
                .tracking
                .entry
                .is_some_and(|(_, held)| held == *direction),
            Test::ConnProtocol(number) => self
                .entry
                .is_some_and(|entry| entry.original.protocol == *number),
            Test::ConnAddress(key, addresses) => self
                .entry
                .is_some_and(|entry| addresses.contains(end(entry, *key).0)),
            Test::ConnPort(key, range) => self
                .entry
                .is_some_and(|entry| range.contains(end(entry, *key).1)),
            Test::ConnMark { value, mask } => self.connection_mark & mask == *value,
            _ => false,
        }
    }

    fn state(&self, states: States) -> bool {
        let virtual_too = |entry: &Entry| {
            (states.meets(States::SNAT) && entry.is_snat())
                || (states.meets(States::DNAT) && entry.is_dnat())
        };
        states.contains(self.tracking.state) || self.entry.is_some_and(virtual_too)
    }

    fn address(&self, side: Side) -> IpAddr {
        match side {
            Side::Source => self.packet.source,
            Side::Destination => self.packet.destination,
        }
    }

    fn port(&self, side: Side) -> Option<u16> {
        self.packet.ports().map(|(source, destination)| match side {
            Side::Source => source,
            Side::Destination => destination,
        })
    }

    fn reverse_path(&self, loose: bool) -> bool {
        let back = self.topology.route(self.packet.source);
        match (back, self.came) {
            (Some(back), Some(came)) => loose || back == came || came == "lo",
            _ => false,
        }
    }
}

fn end(entry: &Entry, key: Key) -> (IpAddr, u16) {
    let tuple = match key.direction {
        Direction::Original => entry.original,
        Direction::Reply => entry.reply,
    };
    match key.side {
        Side::Source => (tuple.source, tuple.source_port),
        Side::Destination => (tuple.destination, tuple.destination_port),
    }
}
