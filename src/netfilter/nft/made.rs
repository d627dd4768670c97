//! The test that a left side makes with its values.

use super::expression::Left;
use crate::netfilter::model::{
    Addresses, Block, Direction, Interfaces, Network, PortRange, Ports, State, States, Status,
    Statuses, Test,
};
use crate::netfilter::names;
use crate::netfilter::slip::nearest;
use std::net::IpAddr;

type Ill = (String, Option<String>, Option<Test>);
/// A test, and whether it is the other way round.
pub(super) type Made = Result<(Test, bool), Ill>;

/// The test that a left side makes with given elements.
pub(super) fn matched(left: &Left, elements: &[String]) -> Made {
    let right = |test| Ok((test, false));
    if let Some(set) = elements.iter().find(|element| element.starts_with('@')) {
        let what = format!("the packet is in the set {set}");
        return right(Test::Assumed { what, holds: false });
    }
    if let Left::Concatenation(lefts) = left {
        return concatenated(lefts, elements);
    }
    let all = |what: &str| (format!("no {what} '{}'", elements.join(", ")), None, None);
    match left {
        Left::In => right(Test::In(interfaces(elements))),
        Left::Out => right(Test::Out(interfaces(elements))),
        Left::Address(side) => match addresses(elements) {
            Some(found) => right(Test::Address(*side, found)),
            None => Err(all("address")),
        },
        Left::ConnAddress(key) => match addresses(elements) {
            Some(found) => right(Test::ConnAddress(*key, found)),
            None => Err(all("address")),
        },
        Left::Protocol => {
            let numbers: Option<Vec<u8>> =
                elements.iter().map(|name| names::protocol(name)).collect();
            match numbers {
                Some(numbers) => right(Test::Protocol(numbers)),
                None => Err(all("protocol")),
            }
        }
        Left::Version => right(version(elements)),
        Left::Port(side) => {
            let ranges: Option<Vec<PortRange>> = elements.iter().map(|text| port(text)).collect();
            match ranges {
                Some(ranges) => right(Test::Port(*side, Ports(ranges))),
                None => Err(all("port")),
            }
        }
        Left::IcmpType(v4) => icmp(*v4, elements).map_or_else(|| Err(all("ICMP type")), right),
        Left::State => states(elements),
        Left::Status => right(statuses(elements)),
        Left::Direction => {
            let reply = elements.iter().any(|text| text == "reply" || text == "1");
            right(Test::Direction(if reply {
                Direction::Reply
            } else {
                Direction::Original
            }))
        }
        Left::Mark | Left::ConnMark => {
            let number = elements.first().and_then(|text| names::unsigned(text));
            match (number, left) {
                (Some(value), Left::Mark) => right(Test::Mark {
                    value,
                    mask: u32::MAX,
                }),
                (Some(value), _) => right(Test::ConnMark {
                    value,
                    mask: u32::MAX,
                }),
                (None, _) => Err(all("mark")),
            }
        }
        Left::FibType(side) => {
            let local = elements.iter().any(|text| text == "local");
            right(if local {
                Test::Local(*side)
            } else {
                assumed(&format!("the address is {}", elements.join(" or ")), false)
            })
        }
        // `missing`, `eq 0`: no way back; anything else: a way back
        Left::FibPath => {
            let missing = elements.iter().any(|text| text == "missing" || text == "0");
            Ok((Test::ReversePath { loose: false }, missing))
        }
        Left::Flags | Left::Concatenation(_) | Left::Other(_) => {
            let what = if let Left::Other(what) = left {
                what
            } else {
                "the flags"
            };
            right(assumed(
                &format!("{what} is {}", elements.join(", ")),
                false,
            ))
        }
    }
}

/// Values such as `1.1.1.1 . 22`, each part for one of the left sides.
fn concatenated(lefts: &[Left], elements: &[String]) -> Made {
    let mut any = Vec::new();
    for element in elements {
        let parts: Vec<&str> = element.split(" . ").collect();
        if parts.len() != lefts.len() {
            return Err((
                format!("'{element}' has not {} parts", lefts.len()),
                Some("put ' . ' between its parts".to_owned()),
                None,
            ));
        }
        let tests = lefts.iter().zip(parts);
        let tests: Result<Vec<Test>, Ill> = tests
            .map(|(left, part)| matched(left, &[part.to_owned()]).map(|(test, _)| test))
            .collect();
        any.push(Test::All(tests?));
    }
    Ok((
        if any.len() == 1 {
            any.remove(0)
        } else {
            Test::Any(any)
        },
        false,
    ))
}

pub(super) fn assumed(what: &str, holds: bool) -> Test {
    Test::Assumed {
        what: what.to_owned(),
        holds,
    }
}

/// `*` at the end stands for any ending.
fn interfaces(elements: &[String]) -> Interfaces {
    let name = |text: &String| {
        text.strip_suffix('*')
            .map_or_else(|| text.clone(), |start| format!("{start}+"))
    };
    Interfaces(elements.iter().map(name).collect())
}

fn addresses(elements: &[String]) -> Option<Addresses> {
    let one = |text: &String| {
        if let Some((low, high)) = text.split_once('-') {
            let (low, high): (IpAddr, IpAddr) = (low.parse().ok()?, high.parse().ok()?);
            return (low <= high).then_some(Block::Range { low, high });
        }
        let (host, prefix) = text
            .split_once('/')
            .map_or((text.as_str(), None), |(h, p)| (h, Some(p)));
        let address: IpAddr = host.parse().ok()?;
        let prefix = match prefix {
            Some(prefix) => {
                let width = if address.is_ipv4() { 32 } else { 128 };
                prefix.parse().ok().filter(|prefix| *prefix <= width)?
            }
            None => 128,
        };
        Some(Block::network(Network::new(address, prefix)))
    };
    elements
        .iter()
        .map(one)
        .collect::<Option<Vec<Block>>>()
        .map(Addresses)
}

fn port(text: &str) -> Option<PortRange> {
    if let Some(port) = names::port(text) {
        return Some(PortRange::one(port));
    }
    let (first, last) = text.split_once('-')?;
    let (first, last) = (names::port(first)?, names::port(last)?);
    (first <= last).then_some(PortRange { first, last })
}

fn icmp(v4: bool, elements: &[String]) -> Option<Test> {
    let one = |text: &String| {
        let (kind, low, high) = names::icmp(v4, text)?;
        Some(Test::Icmp {
            kind,
            codes: (low, high),
        })
    };
    let mut tests = elements.iter().map(one).collect::<Option<Vec<Test>>>()?;
    Some(if tests.len() == 1 {
        tests.remove(0)
    } else {
        Test::Any(tests)
    })
}

fn version(elements: &[String]) -> Test {
    let v4 = elements
        .iter()
        .any(|text| matches!(text.as_str(), "ipv4" | "ip"));
    let v6 = elements
        .iter()
        .any(|text| matches!(text.as_str(), "ipv6" | "ip6"));
    if v4 && v6 {
        assumed("the packet is IPv4 or IPv6", true)
    } else {
        Test::Version4(v4)
    }
}

const STATES: [(&str, State); 5] = [
    ("new", State::New),
    ("established", State::Established),
    ("related", State::Related),
    ("invalid", State::Invalid),
    ("untracked", State::Untracked),
];

fn states(elements: &[String]) -> Made {
    let mut all = States::NONE;
    let mut wrong = None;
    for text in elements {
        let found = STATES.iter().find(|(name, _)| name == text);
        let near = nearest(text, STATES.map(|(name, _)| name));
        let meant = found.or_else(|| STATES.iter().find(|(name, _)| Some(*name) == near));
        if found.is_none() {
            wrong = wrong.or(Some((
                format!("no state '{text}'"),
                near.map(|near| format!("write {near}")),
            )));
        }
        all = meant.map_or(all, |(_, state)| all.with(States::of(*state)));
    }
    match wrong {
        None => Ok((Test::State(all), false)),
        Some((what, mend)) => Err((what, mend, Some(Test::State(all)))),
    }
}

fn statuses(elements: &[String]) -> Test {
    let mut all = Statuses::default();
    let mut virtual_too = States::NONE;
    for text in elements {
        match text.as_str() {
            "expected" => all = all.with(Statuses::of(Status::Expected)),
            "seen-reply" => all = all.with(Statuses::of(Status::SeenReply)),
            "assured" => all = all.with(Statuses::of(Status::Assured)),
            "confirmed" => all = all.with(Statuses::of(Status::Confirmed)),
            "snat" => virtual_too = virtual_too.with(States::SNAT),
            "dnat" => virtual_too = virtual_too.with(States::DNAT),
            _ => {}
        }
    }
    Test::Any(vec![Test::Status(all), Test::State(virtual_too)])
}
