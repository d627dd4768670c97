//! Whom a rule is about: addresses, protocol, interfaces.

use super::address;
use super::core::assumed;
use super::options::Opt;
use super::parser::Parser;
use super::value::{Ill, Value};
use crate::netfilter::model::{Addresses, Block, Interfaces, Side, Test};
use crate::netfilter::names;
use crate::netfilter::shell::Word;
use crate::netfilter::slip::{Slip, nearest};

/// Longest name of an interface. Source: IFNAMSIZ of linux/if.h, less the closing zero.
const LONGEST_INTERFACE: usize = 15;

impl Parser<'_> {
    /// Address, protocol, interface.
    pub(super) fn selector(&mut self, option: &Opt, value: &Word<'_>, negated: bool) {
        match option.name {
            "protocol" | "proto" => self.protocol(value, negated),
            "source" | "src" => self.addresses(Side::Source, value, negated),
            "destination" | "dst" => self.addresses(Side::Destination, value, negated),
            "in-interface" => self.interface(value, negated, Test::In),
            "out-interface" => self.interface(value, negated, Test::Out),
            _ => {}
        }
    }

    fn protocol(&mut self, value: &Word<'_>, negated: bool) {
        if self.verb.is_none() && super::table::BUILT_IN.contains(&value.text.as_ref()) {
            self.refuse(
                value.span,
                "-p is the protocol",
                Some("the policy is -P, a capital letter"),
            );
            self.policy(value, value);
            return;
        }
        let Some(numbers) = self.settle(value.span, protocols(&value.text)) else {
            return;
        };
        let first = numbers.first().copied().unwrap_or(0);
        if first == 0 {
            if negated {
                self.refuse(value.span, "no packet is of no protocol", None);
                self.test(false, assumed("no packet", false));
            }
            return;
        }
        self.named_protocol = Some(first);
        if !negated {
            self.protocol = Some(first);
        }
        self.test(negated, Test::Protocol(numbers));
    }

    fn addresses(&mut self, side: Side, value: &Word<'_>, negated: bool) {
        let mut negated = negated;
        let mut text = value.text.as_ref();
        if let Some(rest) = text.strip_prefix('!') {
            self.refuse(
                value.span,
                "'!' stands before the option, apart from it",
                Some("write ! -s or ! -d"),
            );
            (negated, text) = (true, rest);
        }
        if negated && text.contains(',') {
            let mend = "give each address a rule of its own";
            self.refuse(
                value.span,
                "'!' does not go with a list of addresses",
                Some(mend),
            );
        }
        let mut blocks = Vec::new();
        for part in text.split(',') {
            if part.is_empty() {
                self.refuse(
                    value.span,
                    "an empty address in the list",
                    Some("leave no comma or blank there"),
                );
                continue;
            }
            let block = address::block(self.v4, part);
            if block.is_err() && address::is_host_name(part) {
                let what = format!("the address is that of {part}, as the resolver says");
                self.test(negated, assumed(what, false));
                return;
            }
            if block.is_err()
                && let Some((low, high)) = part.split_once('-')
                && let Ok(range) = address::range(self.v4, &format!("{low}-{high}"))
            {
                let mend = "write -m iprange --src-range or --dst-range";
                self.refuse(value.span, "a range is no address", Some(mend));
                blocks.push(Block::Range {
                    low: range.0,
                    high: range.1,
                });
                continue;
            }
            blocks.extend(self.settle(value.span, block));
        }
        self.test(negated, Test::Address(side, Addresses(blocks)));
    }

    /// An interface. The tool takes any name literally; what was meant by `eth*` or `eth0,eth1` is something else.
    fn interface(&mut self, value: &Word<'_>, negated: bool, make: fn(Interfaces) -> Test) {
        let text = value.text.as_ref();
        let plain = text.trim_matches(['<', '>']);
        if text.is_empty() {
            self.refuse(value.span, "an interface without a name", None);
        } else if text.len() > LONGEST_INTERFACE && !text.contains(',') {
            let mend = format!("names have at most {LONGEST_INTERFACE} bytes");
            self.refuse(
                value.span,
                format!("the interface name '{text}' is too long"),
                Some(&mend),
            );
        }
        let bang = plain.starts_with('!');
        let names: Vec<String> = plain
            .trim_start_matches('!')
            .split(',')
            .map(|name| name.split(':').next().unwrap_or(name))
            .map(|name| {
                name.strip_suffix('*')
                    .map_or_else(|| name.to_owned(), |start| format!("{start}+"))
            })
            .collect();
        if bang || names != [text] {
            let what = format!("taken literally: no interface is called '{text}'");
            self.slips
                .push(Slip::unnoticed(value.span, what).mend(inert_mend(text)));
            let literal = Interfaces(vec![text.to_owned()]);
            self.literal.push((self.matches.len(), make(literal)));
        }
        self.test(negated != bang, make(Interfaces(names)));
    }
}

fn inert_mend(text: &str) -> &'static str {
    if text.contains(',') {
        "give each interface a rule of its own"
    } else if text.contains('*') {
        "'+' at the end stands for any ending"
    } else if text.contains(':') {
        "an alias is no interface; write the name before the ':'"
    } else {
        "write ! apart, before the option"
    }
}

fn protocols(text: &str) -> Value<Vec<u8>> {
    if let Some(number) = names::protocol(text) {
        return Ok(vec![number]);
    }
    let each: Option<Vec<u8>> = text.split([',', '/', '|']).map(names::protocol).collect();
    if let Some(numbers) = each {
        return Err(Ill::meant(
            format!("'{text}' is more than one protocol"),
            "give each protocol a rule of its own",
            numbers,
        ));
    }
    let wrong = format!("unknown protocol '{text}'");
    match nearest(text, ["tcp", "udp", "icmp", "icmpv6", "sctp", "all"]) {
        Some(found) => Err(Ill::meant(
            wrong,
            format!("write {found}"),
            names::protocol(found).into_iter().collect(),
        )),
        None if text == "any" => Err(Ill::meant(wrong, "write all", vec![0])),
        None => Err(Ill::new(wrong)),
    }
}
