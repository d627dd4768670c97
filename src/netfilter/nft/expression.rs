//! Left sides: what of a packet a rule looks at, and the test that it makes with a value.

use super::cursor::Cursor;
use super::made::{assumed, matched};
use super::value::list;
use crate::netfilter::model::{Direction, Family, Flags, Key, Match, PortRange, Ports, Side, Test};
use crate::netfilter::names;
use crate::source::Span;

/// What a rule looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Left {
    In,
    Out,
    Address(Side),
    Protocol,
    Version,
    Port(Side),
    Flags,
    IcmpType(bool),
    State,
    Status,
    Direction,
    ConnAddress(Key),
    Mark,
    ConnMark,
    /// `fib daddr type`.
    FibType(Side),
    /// `fib saddr . iif oif`.
    FibPath,
    /// Not to be told from a packet, or not modelled.
    Other(String),
}

/// A left side with what it implies: `tcp dport` is about TCP alone.
pub(super) struct Looked {
    pub(super) left: Left,
    pub(super) implied: Vec<Match>,
    pub(super) span: Span,
}

/// The left side at the cursor; none where none begins here.
pub(super) fn left(cursor: &mut Cursor<'_>, family: Family) -> Option<Looked> {
    let first = cursor.peek()?;
    let span = first.span;
    let second = cursor.ahead(1).map_or("", |token| token.text.as_str());
    let (left, implied, used) = known(first.text.as_str(), second, cursor, family)?;
    for _ in 0..used {
        let _ = cursor.next();
    }
    let mut left = left;
    // `ip saddr . tcp dport`: several at once
    while cursor.take(".") {
        let second = cursor.ahead(1).map_or("", |token| token.text.as_str());
        let more = cursor
            .peek()
            .and_then(|next| known(&next.text, second, cursor, family));
        for _ in 0..more.map_or(0, |(_, _, used)| used) {
            let _ = cursor.next();
        }
        if !matches!(left, Left::FibPath) {
            left = Left::Other("a concatenation".to_owned());
        }
    }
    Some(Looked {
        left,
        implied,
        span,
    })
}

fn known(
    first: &str,
    second: &str,
    cursor: &Cursor<'_>,
    family: Family,
) -> Option<(Left, Vec<Match>, usize)> {
    let protocol = |number| vec![Match::is(Test::Protocol(vec![number]))];
    let version = |v4| {
        let needed = family == Family::Both;
        needed
            .then(|| Match::is(Test::Version4(v4)))
            .into_iter()
            .collect::<Vec<_>>()
    };
    let third = cursor.ahead(2).map_or("", |token| token.text.as_str());
    Some(match (first, second) {
        ("iif" | "iifname", _) | ("meta", "iif" | "iifname") => {
            (Left::In, Vec::new(), 1 + usize::from(first == "meta"))
        }
        ("oif" | "oifname", _) | ("meta", "oif" | "oifname") => {
            (Left::Out, Vec::new(), 1 + usize::from(first == "meta"))
        }
        ("ip", "saddr") => (Left::Address(Side::Source), version(true), 2),
        ("ip", "daddr") => (Left::Address(Side::Destination), version(true), 2),
        ("ip6", "saddr") => (Left::Address(Side::Source), version(false), 2),
        ("ip6", "daddr") => (Left::Address(Side::Destination), version(false), 2),
        ("ip", "protocol") => (Left::Protocol, version(true), 2),
        ("ip6", "nexthdr") => (Left::Protocol, version(false), 2),
        ("meta", "l4proto" | "protocol" | "nfproto") => (
            if second == "l4proto" {
                Left::Protocol
            } else {
                Left::Version
            },
            Vec::new(),
            2,
        ),
        ("tcp", "flags") => (Left::Flags, protocol(6), 2),
        ("tcp" | "udp" | "sctp" | "dccp" | "udplite" | "th", "dport" | "sport") => {
            let side = if second == "dport" {
                Side::Destination
            } else {
                Side::Source
            };
            let implied = names::protocol(first).map(protocol).unwrap_or_default();
            (Left::Port(side), implied, 2)
        }
        ("icmp", "type") => (Left::IcmpType(true), protocol(1), 2),
        ("icmpv6", "type") => (Left::IcmpType(false), protocol(58), 2),
        ("ct", "state") => (Left::State, Vec::new(), 2),
        ("ct", "status") => (Left::Status, Vec::new(), 2),
        ("ct", "direction") => (Left::Direction, Vec::new(), 2),
        ("ct", "mark") => (Left::ConnMark, Vec::new(), 2),
        ("ct", "original" | "reply") => conn(second, third, cursor)?,
        ("mark", _) => (Left::Mark, Vec::new(), 1),
        ("meta", "mark") => (Left::Mark, Vec::new(), 2),
        ("fib", "daddr" | "saddr") => fib(second, third),
        (
            "ct" | "meta" | "ip" | "ip6" | "tcp" | "udp" | "icmp" | "icmpv6" | "ether" | "rt"
            | "socket" | "vlan" | "arp" | "exthdr" | "hbh" | "frag" | "th" | "esp" | "ah",
            _,
        ) => (Left::Other(format!("{first} {second}")), Vec::new(), 2),
        (
            "pkttype" | "skuid" | "skgid" | "iifgroup" | "oifgroup" | "iiftype" | "rtclassid"
            | "cgroup" | "cpu" | "day" | "hour" | "time",
            _,
        ) => (Left::Other(first.to_owned()), Vec::new(), 1),
        _ => return None,
    })
}

/// `ct original ip saddr` and its kin.
fn conn(direction: &str, third: &str, cursor: &Cursor<'_>) -> Option<(Left, Vec<Match>, usize)> {
    let (field, used) = match third {
        "ip" | "ip6" => (cursor.ahead(3)?.text.as_str(), 4),
        other => (other, 3),
    };
    let direction = if direction == "original" {
        Direction::Original
    } else {
        Direction::Reply
    };
    Some(match field {
        "saddr" => (
            Left::ConnAddress(Key {
                direction,
                side: Side::Source,
            }),
            Vec::new(),
            used,
        ),
        "daddr" => (
            Left::ConnAddress(Key {
                direction,
                side: Side::Destination,
            }),
            Vec::new(),
            used,
        ),
        other => (Left::Other(format!("ct {other}")), Vec::new(), used),
    })
}

fn fib(second: &str, third: &str) -> (Left, Vec<Match>, usize) {
    let side = if second == "saddr" {
        Side::Source
    } else {
        Side::Destination
    };
    if third == "type" {
        return (Left::FibType(side), Vec::new(), 3);
    }
    // `fib saddr . iif oif`: five words
    (Left::FibPath, Vec::new(), 5)
}

/// The test of a left side with the value at the cursor. Unknown values are refused.
pub(super) fn test(cursor: &mut Cursor<'_>, looked: &Looked) -> Vec<Match> {
    let mut negated = cursor.take("!=") || cursor.take("ne") || cursor.take("!");
    let _ = cursor.take("==") || cursor.take("eq");
    if looked.left == Left::Flags {
        return vec![Match::new(negated, flags(cursor, &mut negated))];
    }
    let below = cursor.is("<") || cursor.is("<=");
    if below || cursor.is(">") || cursor.is(">=") {
        return vec![Match::new(negated, comparison(cursor, looked))];
    }
    let span = cursor.span();
    let elements = list(cursor);
    if elements.is_empty() {
        cursor.refuse(looked.span, "a value is missing");
        return Vec::new();
    }
    let made = matched(&looked.left, &elements);
    match made {
        Ok(test) => vec![Match::new(negated ^ test.1, test.0)],
        Err((what, mend, meant)) => {
            match mend {
                Some(mend) => cursor.refuse_with(span, what, &mend),
                None => cursor.refuse(span, what),
            }
            meant
                .map(|test| Match::new(negated, test))
                .into_iter()
                .collect()
        }
    }
}

/// `tcp flags syn`, `tcp flags & (fin|syn) == syn`, `tcp flags syn / fin,syn`.
fn flags(cursor: &mut Cursor<'_>, negated: &mut bool) -> Test {
    let mut first = Flags::default();
    let mut second = None;
    let mut mask_behind = false;
    while !cursor.at_end() {
        let Some(token) = cursor.peek() else { break };
        let flag = match token.text.as_str() {
            "fin" => Flags::FIN,
            "syn" => Flags::SYN,
            "rst" => Flags::RST,
            "psh" => Flags::PSH,
            "ack" => Flags::ACK,
            "urg" => Flags::URG,
            "ecn" | "cwr" | "0" | "0x0" | "|" | "," | "(" | ")" | "{" | "&" => Flags::default(),
            "/" | "==" | "!=" => {
                *negated ^= token.is("!=");
                mask_behind |= token.is("/");
                second = Some(Flags::default());
                Flags::default()
            }
            "}" => break,
            _ => break,
        };
        let slot = second.as_mut().unwrap_or(&mut first);
        *slot = slot.with(flag);
        let _ = cursor.next();
    }
    match second {
        Some(mask) if mask_behind => Test::TcpFlags { mask, set: first },
        Some(set) => Test::TcpFlags { mask: first, set },
        // without a mask any of the flags will do; with one flag that is the flag
        None => Test::TcpFlags {
            mask: first,
            set: first,
        },
    }
}

fn comparison(cursor: &mut Cursor<'_>, looked: &Looked) -> Test {
    let sign = cursor
        .next()
        .map_or("", |token| token.text.as_str())
        .to_owned();
    let value = cursor.word().map(|word| word.text).unwrap_or_default();
    let number = names::port(&value);
    let (Left::Port(side), Some(number)) = (&looked.left, number) else {
        return assumed(&format!("the packet is {sign} {value}"), false);
    };
    let range = match sign.as_str() {
        "<" => PortRange {
            first: 0,
            last: number.saturating_sub(1),
        },
        "<=" => PortRange {
            first: 0,
            last: number,
        },
        ">" => PortRange {
            first: number.saturating_add(1),
            last: u16::MAX,
        },
        _ => PortRange {
            first: number,
            last: u16::MAX,
        },
    };
    Test::Port(*side, Ports(vec![range]))
}
