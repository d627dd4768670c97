//! The options of match modules: what each tests.

use super::core::assumed;
use super::options::Opt;
use super::parser::Parser;
use super::value::{Ill, Value, keyword, masked};
use super::{address, conntrack, port};
use crate::netfilter::model::{Addresses, Block, Direction, Flags, Key, PortRange, Side, Test};
use crate::netfilter::names;
use crate::netfilter::shell::Word;

impl Parser<'_> {
    /// Does what an option of a match module says.
    pub(super) fn extension(
        &mut self,
        word: &Word<'_>,
        option: &Opt,
        values: &[Word<'_>],
        negated: bool,
    ) {
        let value = values.first().unwrap_or(word);
        match option.module {
            "tcp" | "udp" | "sctp" | "dccp" | "udplite" => {
                self.transport(option, value, values, negated)
            }
            "multiport" => self.multiport(option, value, negated),
            "icmp" | "icmp6" => self.icmp(value, negated),
            "state" | "conntrack" => self.conntrack(option, value, negated),
            "mark" | "connmark" => {
                let made = masked(&value.text);
                let Some((value, mask)) = self.settle(value.span, made) else {
                    return;
                };
                let test = if option.module == "mark" {
                    Test::Mark { value, mask }
                } else {
                    Test::ConnMark { value, mask }
                };
                self.test(negated, test);
            }
            "iprange" => self.range(option, value, negated),
            "addrtype" => self.address_type(option, value, negated),
            "rpfilter" => self.reverse_path(option),
            "recent" => self.recent(option, negated),
            _ => self.assumption(option, value, negated),
        }
    }

    fn transport(&mut self, option: &Opt, value: &Word<'_>, values: &[Word<'_>], negated: bool) {
        match option.name {
            "sport" | "source-port" => self.port(Side::Source, value, negated),
            "dport" | "destination-port" => self.port(Side::Destination, value, negated),
            "syn" => self.test(negated, SYN),
            "tcp-flags" => self.flags(values, negated),
            other => self.test(
                negated,
                assumed(format!("{other} {} fits", value.text.to_lowercase()), false),
            ),
        }
    }

    fn port(&mut self, side: Side, value: &Word<'_>, negated: bool) {
        let ports = port::single(&value.text);
        if let Some(ports) = self.settle(value.span, ports) {
            // the nft backend turns "not up to 1023" into "from 1024 on"
            let rest = negated.then(|| port::rest(&ports)).flatten();
            let test = Test::Port(side, rest.clone().unwrap_or(ports));
            self.test(negated && rest.is_none(), test);
        }
    }

    fn multiport(&mut self, option: &Opt, value: &Word<'_>, negated: bool) {
        let ports = port::list(&value.text);
        let Some(ports) = self.settle(value.span, ports) else {
            return;
        };
        let test = match option.name {
            "sports" | "source-ports" => Test::Port(Side::Source, ports),
            "dports" | "destination-ports" => Test::Port(Side::Destination, ports),
            _ => Test::EitherPort(ports),
        };
        self.test(negated, test);
    }

    fn flags(&mut self, values: &[Word<'_>], negated: bool) {
        let [mask, set] = values else { return };
        let (asked, on) = (flags(&mask.text), flags(&set.text));
        if let (Some(asked), Some(on)) = (self.settle(mask.span, asked), self.settle(set.span, on))
        {
            self.test(
                negated,
                Test::TcpFlags {
                    mask: asked,
                    set: on,
                },
            );
        }
    }

    fn icmp(&mut self, value: &Word<'_>, negated: bool) {
        let found = match names::icmp(self.v4, &value.text) {
            Some(found) => Ok(found),
            None => Err(icmp_meant(self.v4, &value.text)),
        };
        let Some((kind, low, high)) = self.settle(value.span, found) else {
            return;
        };
        let codes = (low, high);
        let test = if self.v4 && kind == 255 {
            Test::Protocol(vec![1]) // `any`
        } else {
            Test::Icmp { kind, codes }
        };
        self.test(negated, test);
    }

    fn conntrack(&mut self, option: &Opt, value: &Word<'_>, negated: bool) {
        match option.name {
            "state" | "ctstate" => {
                let states = conntrack::states(&value.text, option.name == "ctstate");
                if let Some(states) = self.settle(value.span, states) {
                    self.test(negated, Test::State(states));
                }
            }
            "ctstatus" => {
                let statuses = conntrack::statuses(&value.text);
                if let Some(statuses) = self.settle(value.span, statuses) {
                    self.test(negated, Test::Status(statuses));
                }
            }
            "ctdir" => {
                if negated {
                    let what = "'!' does not go with --ctdir";
                    self.refuse(value.span, what, Some("name the other direction"));
                }
                let upper = value.text.to_uppercase();
                let direction = keyword(&upper, &["ORIGINAL", "REPLY"], "direction");
                match self.settle(value.span, direction) {
                    Some("ORIGINAL") => self.test(negated, Test::Direction(Direction::Original)),
                    Some(_) => self.test(negated, Test::Direction(Direction::Reply)),
                    None => {}
                }
            }
            "ctproto" => {
                let number = names::protocol(&value.text);
                let number =
                    number.ok_or_else(|| Ill::new(format!("unknown protocol '{}'", value.text)));
                if let Some(number) = self.settle(value.span, number) {
                    self.test(negated, Test::ConnProtocol(number));
                }
            }
            "ctexpire" => self.test(
                negated,
                assumed(format!("the entry expires in {} s", value.text), false),
            ),
            name => self.connection(name, value, negated),
        }
    }

    /// `--ctorigsrc` and its kin.
    fn connection(&mut self, name: &str, value: &Word<'_>, negated: bool) {
        let direction = if name.starts_with("ctorig") {
            Direction::Original
        } else {
            Direction::Reply
        };
        let side = if name.contains("src") {
            Side::Source
        } else {
            Side::Destination
        };
        let key = Key { direction, side };
        if name.ends_with("port") {
            let range: Value<PortRange> = port::range(&value.text);
            if let Some(range) = self.settle(value.span, range) {
                self.test(negated, Test::ConnPort(key, range));
            }
        } else {
            let block = address::block(self.v4, &value.text);
            if let Some(block) = self.settle(value.span, block) {
                self.test(negated, Test::ConnAddress(key, Addresses(vec![block])));
            }
        }
    }

    fn range(&mut self, option: &Opt, value: &Word<'_>, negated: bool) {
        let side = if option.name == "src-range" {
            Side::Source
        } else {
            Side::Destination
        };
        let range = address::range(self.v4, &value.text);
        if let Some((low, high)) = self.settle(value.span, range) {
            self.test(
                negated,
                Test::Address(side, Addresses(vec![Block::Range { low, high }])),
            );
        }
    }

    fn address_type(&mut self, option: &Opt, value: &Word<'_>, negated: bool) {
        let side = match option.name {
            "src-type" => Side::Source,
            "dst-type" => Side::Destination,
            _ => return,
        };
        const TYPES: [&str; 12] = [
            "UNSPEC",
            "UNICAST",
            "LOCAL",
            "BROADCAST",
            "ANYCAST",
            "MULTICAST",
            "BLACKHOLE",
            "UNREACHABLE",
            "PROHIBIT",
            "THROW",
            "NAT",
            "XRESOLVE",
        ];
        let mut any = Vec::new();
        for part in value.text.split(',') {
            let upper = part.to_uppercase();
            match self.settle(value.span, keyword(&upper, &TYPES, "address type")) {
                Some(
                    kind @ ("BROADCAST" | "BLACKHOLE" | "PROHIBIT" | "THROW" | "NAT" | "XRESOLVE"),
                ) if !self.v4 => {
                    self.refuse(
                        value.span,
                        format!("IPv6 has no addresses of type {kind}"),
                        None,
                    );
                }
                Some("LOCAL") => any.push(Test::Local(side)),
                // a probe's addresses are one machine's each: unicast unless they are our own
                Some("UNICAST") => any.push(assumed("the address is one machine's", true)),
                Some(other) => any.push(assumed(format!("the address is of type {other}"), false)),
                None => return,
            }
        }
        let test = if any.len() == 1 {
            any.remove(0)
        } else {
            Test::Any(any)
        };
        self.test(negated, test);
    }

    /// `--loose` and `--invert` change the one test that the module makes.
    fn reverse_path(&mut self, option: &Opt) {
        let last = self
            .matches
            .iter_mut()
            .rev()
            .find(|found| matches!(found.test, Test::ReversePath { .. }));
        let Some(found) = last else { return };
        match option.name {
            "loose" => found.test = Test::ReversePath { loose: true },
            "invert" => found.negated = !found.negated,
            _ => {}
        }
    }
}

/// `--syn`: of SYN, RST, ACK and FIN only SYN. Source: iptables-extensions(8), tcp.
pub(super) const SYN: Test = Test::TcpFlags {
    mask: Flags::SYN
        .with(Flags::RST)
        .with(Flags::ACK)
        .with(Flags::FIN),
    set: Flags::SYN,
};

/// A list of TCP flags.
pub(super) fn flags(text: &str) -> Value<Flags> {
    let mut all = Flags::default();
    for part in text.split(',') {
        all = all.with(match part.to_uppercase().as_str() {
            "ALL" => Flags::ALL,
            "NONE" => Flags::default(),
            "SYN" => Flags::SYN,
            "ACK" => Flags::ACK,
            "FIN" => Flags::FIN,
            "RST" => Flags::RST,
            "URG" => Flags::URG,
            "PSH" => Flags::PSH,
            _ => return Err(Ill::new(format!("unknown TCP flag '{part}'"))),
        });
    }
    Ok(all)
}

fn icmp_meant(v4: bool, text: &str) -> Ill<(u8, u8, u8)> {
    let wrong = format!("unknown ICMP type '{text}'");
    let lower = text.to_lowercase().replace(['_', ' '], "-");
    let near = crate::netfilter::slip::nearest(
        &lower,
        [
            "echo-request",
            "echo-reply",
            "time-exceeded",
            "destination-unreachable",
        ],
    );
    match near.or_else(|| (lower == "echo").then_some("echo-request")) {
        Some(name) => match names::icmp(v4, name) {
            Some(found) => Ill::meant(wrong, format!("write {name}"), found),
            None => Ill::new(wrong),
        },
        None => Ill::new(wrong),
    }
}
