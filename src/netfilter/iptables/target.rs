//! Targets: their options, and what they do.

use super::options::{self, Opt};
use super::parser::Parser;
use super::value::{Ill, Value, masked, number};
use super::{address, port};
use crate::netfilter::model::{MarkChange, MarkCopy, Network, PortRange, Rewrite, Target};
use crate::netfilter::shell::Word;
use crate::netfilter::slip::nearest;

/// What the options of a target have said so far.
#[derive(Debug, Default)]
pub(super) struct Options {
    rewrite: Option<Rewrite>,
    ports: Option<PortRange>,
    network: Option<Network>,
    reject: Option<String>,
    mark: Option<MarkChange>,
    packet_mask: Option<u32>,
    connection_mask: Option<u32>,
    save: bool,
    restore: bool,
    notrack: bool,
    bypass: bool,
}

/// What `--reject-with` takes; a beginning is enough. Source: iptables-extensions(8), REJECT.
const REJECTS: [&str; 11] = [
    "icmp-net-unreachable",
    "icmp-host-unreachable",
    "icmp-port-unreachable",
    "icmp-proto-unreachable",
    "icmp-net-prohibited",
    "icmp-host-prohibited",
    "icmp-admin-prohibited",
    "tcp-reset",
    "icmp6-no-route",
    "icmp6-adm-prohibited",
    "icmp6-port-unreachable",
];

/// Short names of the same.
const SHORT_REJECTS: [&str; 13] = [
    "net-unreach",
    "host-unreach",
    "proto-unreach",
    "port-unreach",
    "net-prohib",
    "host-prohib",
    "tcp-rst",
    "admin-prohib",
    "no-route",
    "adm-prohibited",
    "addr-unreach",
    "icmp6-addr-unreachable",
    "policy-fail",
];

/// The target that a mistyped or wrongly named one was plainly meant as.
pub(super) fn meant_name(text: &str) -> Option<&'static str> {
    const OTHER_WORDS: [(&str, &str); 8] = [
        ("allow", "ACCEPT"),
        ("permit", "ACCEPT"),
        ("pass", "ACCEPT"),
        ("deny", "DROP"),
        ("block", "DROP"),
        ("discard", "DROP"),
        ("masq", "MASQUERADE"),
        ("no-track", "NOTRACK"),
    ];
    let lower = text.to_lowercase();
    let other = OTHER_WORDS
        .iter()
        .find(|(word, _)| *word == lower)
        .map(|(_, name)| *name);
    let common = [
        "ACCEPT",
        "DROP",
        "REJECT",
        "LOG",
        "RETURN",
        "MASQUERADE",
        "SNAT",
        "DNAT",
        "NOTRACK",
    ];
    let exact = options::targets().find(|name| name.eq_ignore_ascii_case(text));
    exact.or(other).or_else(|| nearest(text, common))
}

impl Parser<'_> {
    /// Does what an option of a target says.
    pub(super) fn target_option(&mut self, option: &Opt, values: &[Word]) {
        let Some(value) = values.first() else {
            self.target_flag(option.name);
            return;
        };
        match option.name {
            "to-source" | "to-destination" => {
                let rewrite = rewrite(self.v4, &value.text);
                self.options.rewrite = self.settle(value.span, rewrite);
            }
            "to-ports" => {
                let ports = dashed_ports(&value.text);
                self.options.ports = self.settle(value.span, ports);
            }
            "to" => self.netmap(value),
            "reject-with" => {
                let kind = reject(&value.text);
                self.options.reject = self.settle(value.span, kind);
            }
            "set-mark" | "set-xmark" | "and-mark" | "or-mark" | "xor-mark" => {
                self.mark(option.name, value)
            }
            "nfmask" | "ctmask" | "mask" => {
                let mask = self.settle(value.span, number(&value.text));
                if option.name != "ctmask" {
                    self.options.packet_mask = mask;
                }
                if option.name != "nfmask" {
                    self.options.connection_mask = mask;
                }
            }
            "log-prefix" | "nflog-prefix" => {}
            "queue-num" | "nflog-group" => {
                let good = number(value.text.split(':').next().unwrap_or_default());
                let _ = self.settle(value.span, good);
            }
            _ => {}
        }
    }

    fn target_flag(&mut self, name: &str) {
        match name {
            "save-mark" => self.options.save = true,
            "restore-mark" => self.options.restore = true,
            "notrack" => self.options.notrack = true,
            "queue-bypass" => self.options.bypass = true,
            _ => {}
        }
    }

    fn netmap(&mut self, value: &Word) {
        let block = address::block(self.v4, &value.text);
        if let Some(block) = self.settle(value.span, block) {
            self.options.network = block.as_network();
        }
    }

    fn mark(&mut self, name: &str, value: &Word) {
        let Some((number, mask)) = self.settle(value.span, masked(&value.text)) else {
            return;
        };
        self.options.mark = Some(match name {
            // `--set-mark v/m` zeroes the bits of `m` and ORs `v`
            "set-mark" => MarkChange {
                clear: mask | number,
                flip: number,
            },
            "set-xmark" => MarkChange {
                clear: mask,
                flip: number,
            },
            "and-mark" => MarkChange {
                clear: !number,
                flip: 0,
            },
            "or-mark" => MarkChange {
                clear: number,
                flip: number,
            },
            _ => MarkChange {
                clear: 0,
                flip: number,
            },
        });
    }

    /// The target that name and options make together; none where the name is a chain's.
    pub(super) fn action(&mut self) -> Option<Target> {
        let named = self.target.clone()?;
        let span = named.span;
        let name = named.name.as_str();
        let rewrite = self.options.rewrite;
        let lacks = |parser: &mut Self, what: &str| {
            parser.refuse(span, format!("{name} lacks {what}"), None);
        };
        Some(match name {
            "ACCEPT" => Target::Accept,
            "DROP" => Target::Drop,
            "RETURN" => Target::Return,
            "QUEUE" => Target::Queue { bypass: false },
            "NFQUEUE" => Target::Queue {
                bypass: self.options.bypass,
            },
            "REJECT" => {
                let kind = self.options.reject.take();
                Target::Reject(kind.unwrap_or_else(|| "icmp-port-unreachable".to_owned()))
            }
            "SNAT" => {
                if rewrite.is_none() {
                    lacks(self, "--to-source");
                }
                Target::Snat(rewrite.unwrap_or_default())
            }
            "DNAT" => {
                if rewrite.is_none() {
                    lacks(self, "--to-destination");
                }
                Target::Dnat(rewrite.unwrap_or_default())
            }
            "MASQUERADE" => Target::Masquerade(self.options.ports),
            "REDIRECT" => Target::Redirect(self.options.ports),
            "NETMAP" => match self.options.network {
                Some(network) => Target::Netmap(network),
                None => {
                    lacks(self, "--to");
                    Target::Passive("NETMAP".to_owned())
                }
            },
            "MARK" | "CONNMARK" => self.marking(&named.name, span),
            "NOTRACK" => Target::Notrack,
            "CT" if self.options.notrack => Target::Notrack,
            other => {
                let known = options::targets().find(|known| *known == other)?;
                Target::Passive(known.to_owned())
            }
        })
    }

    /// Whether ports are to be translated.
    pub(super) fn translates_ports(&self) -> bool {
        let inside = self.options.rewrite.and_then(|rewrite| rewrite.ports);
        self.options.ports.or(inside).is_some()
    }

    /// Whether the sender is told by a TCP reset.
    pub(super) fn rejects_with_reset(&self) -> bool {
        self.options
            .reject
            .as_deref()
            .is_some_and(|kind| kind.starts_with("tcp"))
    }

    fn marking(&mut self, name: &str, span: crate::source::Span) -> Target {
        match (self.options.mark, self.options.save, self.options.restore) {
            (_, true, _) => Target::SaveMark(MarkCopy {
                of: self.options.packet_mask.unwrap_or(u32::MAX),
                over: self.options.connection_mask.unwrap_or(u32::MAX),
            }),
            (_, _, true) => Target::RestoreMark(MarkCopy {
                of: self.options.connection_mask.unwrap_or(u32::MAX),
                over: self.options.packet_mask.unwrap_or(u32::MAX),
            }),
            (Some(change), ..) if name == "MARK" => Target::Mark(change),
            (Some(change), ..) => Target::ConnMark(MarkChange {
                clear: self.options.connection_mask.unwrap_or(change.clear),
                ..change
            }),
            _ => {
                self.refuse(
                    span,
                    format!("{name} lacks its mark"),
                    Some("say --set-mark"),
                );
                Target::Passive(name.to_owned())
            }
        }
    }
}

/// The value of `--to-source` and `--to-destination`: `address[-address][:port[-port]]`, or ports alone.
fn rewrite(v4: bool, text: &str) -> Value<Rewrite> {
    let (addresses, ports) = if v4 {
        text.split_once(':')
            .map_or((text, None), |(a, p)| (a, Some(p)))
    } else if let Some((inner, ports)) =
        text.strip_prefix('[').and_then(|rest| rest.split_once(']'))
    {
        (inner, ports.strip_prefix(':'))
    } else {
        (text, None)
    };
    let mut made = Rewrite::default();
    if !addresses.is_empty() {
        made.addresses =
            Some(address::range(v4, addresses).map_err(|ill| Ill::<Rewrite>::new(ill.what))?);
    }
    if let Some(ports) = ports {
        let ports = dashed_ports(ports.split('/').next().unwrap_or_default());
        made.ports = Some(ports.map_err(|ill| Ill::<Rewrite>::new(ill.what))?);
    }
    Ok(made)
}

/// `80` or `1024-2048`.
fn dashed_ports(text: &str) -> Value<PortRange> {
    let colon = text.replacen('-', ":", 1);
    if text.contains(':') {
        return Err(Ill::new(format!(
            "'{text}' is no range of ports; expected first-last"
        )));
    }
    port::range(&colon)
}

fn reject(text: &str) -> Value<String> {
    let known = REJECTS.iter().chain(&SHORT_REJECTS);
    if known.clone().any(|kind| kind.starts_with(text)) && !text.is_empty() {
        return Ok(text.to_owned());
    }
    let wrong = format!("unknown reject type '{text}'");
    match nearest(text, known.copied()) {
        Some(near) => Err(Ill::meant(wrong, format!("write {near}"), near.to_owned())),
        None => Err(Ill::meant(
            wrong,
            "write icmp-port-unreachable or tcp-reset",
            text.to_owned(),
        )),
    }
}
