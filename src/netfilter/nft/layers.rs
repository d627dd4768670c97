//! Which protocols a rule has spoken of: nft refuses a rule that no packet could match, or whose answer does not fit.

use super::cursor::Cursor;
use crate::netfilter::model::{Family, Match, Target, Test};
use crate::netfilter::names;
use crate::source::Span;

/// The protocols of a rule so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    /// IPv4 (true) or IPv6, once it is known.
    v4: Option<bool>,
    /// Whether the last test is of `meta nfproto`, which settles the version.
    family: bool,
    /// Transport protocols, once they are known.
    transport: Vec<u8>,
}

impl Layers {
    /// What the family of the table says.
    pub(super) fn of(family: Family) -> Self {
        let v4 = match family {
            Family::V4 => Some(true),
            Family::V6 => Some(false),
            Family::Both | Family::Other => None,
        };
        Self {
            v4,
            family: false,
            transport: Vec::new(),
        }
    }

    /// Takes in the first two words of a test, such as `tcp dport`.
    pub(super) fn look(&mut self, cursor: &mut Cursor<'_>, span: Span, words: (&str, &str)) {
        let v4 = match words.0 {
            "ip" | "icmp" => Some(true),
            "ip6" | "icmpv6" => Some(false),
            _ => None,
        };
        // nft itself does not mind ICMP behind an IPv6 address
        if let (Some(before), Some(now)) = (self.v4, v4)
            && before != now
            && words.0.starts_with("ip")
        {
            cursor.refuse(span, "no packet is both IPv4 and IPv6");
        }
        self.v4 = self.v4.or(v4);
        self.family = words.1 == "nfproto";
        let number = match words.0 {
            "tcp" | "udp" | "sctp" | "dccp" | "udplite" | "icmp" | "icmpv6" => {
                names::protocol(words.0)
            }
            _ => None,
        };
        if let Some(number) = number {
            if self.transport.iter().any(|before| *before != number) {
                cursor.refuse(
                    span,
                    format!("no packet is {} and another protocol", words.0),
                );
            }
            self.transport = vec![number];
        }
    }

    /// Takes in what a test says of the protocol: `meta l4proto tcp`.
    pub(super) fn read(&mut self, found: &[Match]) {
        for found in found.iter().filter(|found| !found.negated) {
            if let Test::Protocol(numbers) = &found.test
                && self.transport.is_empty()
            {
                self.transport.clone_from(numbers);
            }
            if let Test::Version4(v4) = found.test
                && self.family
            {
                self.v4 = Some(v4);
            }
        }
    }

    /// The test that a target brings with it: a TCP reset answers TCP alone, an ICMP error IPv4.
    pub(super) fn implied(&self, target: &Target) -> Option<Match> {
        let Target::Reject(kind) = target else {
            return None;
        };
        let test = match kind.split('-').next() {
            Some("tcp") if self.transport.is_empty() => Test::Protocol(vec![6]),
            Some("icmp") if self.v4.is_none() => Test::Version4(true),
            Some("icmp6") if self.v4.is_none() => Test::Version4(false),
            _ => return None,
        };
        Some(Match::is(test))
    }

    /// The target where the protocols make it another: the answer for both families is that of the one.
    pub(super) fn narrowed(&self, target: Target) -> Target {
        match (target, self.v4) {
            (Target::Reject(kind), Some(v4)) if kind == "icmpx-port-unreachable" => {
                let kind = if v4 {
                    "icmp-port-unreachable"
                } else {
                    "icmp6-port-unreachable"
                };
                Target::Reject(kind.to_owned())
            }
            (target, _) => target,
        }
    }

    /// Notes an answer or address that does not fit the protocols.
    pub(super) fn check(&self, cursor: &mut Cursor<'_>, span: Span, target: &Target) {
        let wrong = match target {
            Target::Reject(kind) if kind == "tcp-reset" => {
                self.transport.iter().any(|number| *number != 6)
            }
            Target::Reject(kind) if kind.starts_with("icmp6-") => self.v4 == Some(true),
            Target::Reject(kind) if kind.starts_with("icmp-") => self.v4 == Some(false),
            _ => false,
        };
        if wrong {
            cursor.refuse(
                span,
                "this answer does not go with the protocol of the rule",
            );
        }
    }
}
