//! Left sides: what of a packet a rule looks at, and the test that it makes with a value.

use super::bits;
use super::cursor::Cursor;
use super::made::matched;
use super::value::list;
use crate::netfilter::model::{Direction, Family, Key, Match, Side, Test};
use crate::netfilter::names;
use crate::netfilter::slip::nearest;
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
    /// Several at once: `ip saddr . tcp dport`.
    Concatenation(Vec<Left>),
    /// Not to be told from a packet, or not modelled.
    Other(String),
}

/// A left side with what it implies: `tcp dport` is about TCP alone.
pub(super) struct Looked<'t> {
    pub(super) left: Left,
    /// The first two words of each of its parts, such as `tcp dport`.
    pub(super) words: Vec<(&'t str, &'t str)>,
    pub(super) implied: Vec<Match>,
    pub(super) span: Span,
}

/// The fields of a header or of the entry. Source: nft(8), PAYLOAD EXPRESSIONS, CONNTRACK EXPRESSIONS.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "ct",
        &[
            "state",
            "direction",
            "status",
            "mark",
            "expiration",
            "helper",
            "label",
            "l3proto",
            "protocol",
            "original",
            "reply",
            "bytes",
            "packets",
            "avgpkt",
            "zone",
            "id",
            "event",
            "count",
            "timeout",
            "expectation",
            "secmark",
            "proto-src",
            "proto-dst",
            "saddr",
            "daddr",
        ],
    ),
    (
        "ip",
        &[
            "version",
            "hdrlength",
            "dscp",
            "ecn",
            "length",
            "id",
            "frag-off",
            "ttl",
            "protocol",
            "checksum",
            "saddr",
            "daddr",
            "option",
        ],
    ),
    (
        "ip6",
        &[
            "version",
            "dscp",
            "ecn",
            "flowlabel",
            "length",
            "nexthdr",
            "hoplimit",
            "saddr",
            "daddr",
        ],
    ),
    (
        "tcp",
        &[
            "sport", "dport", "sequence", "ackseq", "doff", "reserved", "flags", "window",
            "checksum", "urgptr", "option",
        ],
    ),
    ("udp", &["sport", "dport", "length", "checksum"]),
    ("th", &["sport", "dport"]),
    (
        "icmp",
        &[
            "type", "code", "checksum", "id", "sequence", "mtu", "gateway",
        ],
    ),
    (
        "icmpv6",
        &[
            "type",
            "code",
            "checksum",
            "parameter-problem",
            "packet-too-big",
            "id",
            "sequence",
            "max-delay",
        ],
    ),
    ("ether", &["saddr", "daddr", "type"]),
];

/// Notes a field that the header has not.
fn check_field(cursor: &mut Cursor<'_>, (header, field): (&str, &str)) {
    let Some((_, fields)) = FIELDS.iter().find(|(known, _)| *known == header) else {
        return;
    };
    if !fields.contains(&field) {
        let span = cursor.ahead(1).map_or(cursor.span(), |token| token.span);
        let what = format!("{header} has no field '{field}'");
        match nearest(field, fields.iter().copied()) {
            Some(near) => cursor.refuse_with(span, what, &format!("write {header} {near}")),
            None => cursor.refuse(span, what),
        }
    }
}

/// The left side at the cursor, one field or several joined by dots; none where none begins here.
pub(super) fn left<'t>(cursor: &mut Cursor<'t>, family: Family) -> Option<Looked<'t>> {
    let mut looked = field(cursor, family)?;
    let mut more = Vec::new();
    while cursor.take(".") {
        let Some(next) = field(cursor, family) else {
            break;
        };
        looked.implied.extend(next.implied);
        looked.words.extend(next.words);
        more.push(next.left);
    }
    if !more.is_empty() {
        let first = looked.left;
        let all = std::iter::once(first).chain(more).collect();
        looked.left = Left::Concatenation(all);
    }
    Some(looked)
}

/// One field.
fn field<'t>(cursor: &mut Cursor<'t>, family: Family) -> Option<Looked<'t>> {
    let first = cursor.peek()?;
    let span = first.span;
    let second = cursor.ahead(1).map_or("", |token| token.text.as_str());
    let (left, implied, used) = known(first.text.as_str(), second, cursor, family)?;
    let words = vec![(first.text.as_str(), second)];
    check_field(cursor, words[0]);
    if family == Family::Both && first.is("ct") && matches!(cursor.text(2), "saddr" | "daddr") {
        let mend = "write ct original ip saddr";
        cursor.refuse_with(
            span,
            "in an inet table the family of the address must be said",
            mend,
        );
    }
    for _ in 0..used {
        let _ = cursor.next();
    }
    Some(Looked {
        left,
        words,
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
        ("icmp", "code") => (Left::Other("icmp code".to_owned()), protocol(1), 2),
        ("icmpv6", "code") => (Left::Other("icmpv6 code".to_owned()), protocol(58), 2),
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
    // `fib saddr . iif oif`: five words; `fib saddr oif` without the interface: three
    (Left::FibPath, Vec::new(), if third == "." { 5 } else { 3 })
}

/// The test of a left side with the value at the cursor. Unknown values are refused.
pub(super) fn test(cursor: &mut Cursor<'_>, looked: &Looked<'_>) -> Vec<Match> {
    if looked.left == Left::Flags {
        return vec![bits::flags(cursor)];
    }
    let negated = ["!=", "ne", "!", "not"]
        .iter()
        .any(|word| cursor.take(word));
    let _ = cursor.take("==") || cursor.take("eq");
    if matches!(
        looked.left,
        Left::Mark | Left::ConnMark | Left::State | Left::Status
    ) && (cursor.take("&") || cursor.take("and"))
    {
        return bits::masked(cursor, looked).into_iter().collect();
    }
    if ["<", "<=", ">", ">="].contains(&cursor.text(0)) {
        return vec![Match::new(negated, bits::comparison(cursor, looked))];
    }
    let bare = !cursor.text(0).starts_with(['{', '@', '$']);
    let span = cursor.span();
    let elements = list(cursor);
    if elements.is_empty() {
        cursor.refuse(looked.span, "a value is missing");
        return Vec::new();
    }
    if bare
        && elements.len() > 1
        && !matches!(looked.left, Left::State | Left::Status | Left::Other(_))
    {
        let mend = format!("write {{ {} }}", elements.join(", "));
        cursor.refuse_with(span, "a list stands in braces", &mend);
    }
    if let Left::Address(_) = looked.left {
        let v4 = looked.words[0].0 == "ip";
        let other = |text: &&String| {
            let host = text.split(['/', '-']).next().unwrap_or_default();
            host.parse::<std::net::IpAddr>()
                .is_ok_and(|found| found.is_ipv4() != v4)
        };
        if let Some(other) = elements.iter().find(other) {
            let what = format!("'{other}' is an address of the other family");
            cursor.refuse(span, what);
        }
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
