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
    helper: Option<String>,
}

/// What `--reject-with` takes, with the short name of each; a beginning is enough.
/// Source: iptables-extensions(8), REJECT (IPv4-specific).
const REJECTS: [(&str, &str); 8] = [
    ("icmp-net-unreachable", "net-unreach"),
    ("icmp-host-unreachable", "host-unreach"),
    ("icmp-proto-unreachable", "proto-unreach"),
    ("icmp-port-unreachable", "port-unreach"),
    ("icmp-net-prohibited", "net-prohib"),
    ("icmp-host-prohibited", "host-prohib"),
    ("tcp-reset", "tcp-rst"),
    ("icmp-admin-prohibited", "admin-prohib"),
];

/// The same for IPv6.
const REJECTS6: [(&str, &str); 7] = [
    ("icmp6-no-route", "no-route"),
    ("icmp6-adm-prohibited", "adm-prohibited"),
    ("icmp6-addr-unreachable", "addr-unreach"),
    ("icmp6-port-unreachable", "port-unreach"),
    ("tcp-reset", "tcp-rst"),
    ("icmp6-policy-fail", "policy-fail"),
    ("icmp6-reject-route", "reject-route"),
];

/// The kernel's helpers with the protocols that they help.
const HELPERS: [(&str, &[u8]); 11] = [
    ("ftp", &[6]),
    ("irc", &[6]),
    ("pptp", &[6]),
    ("sane", &[6]),
    ("Q.931", &[6]),
    ("H.245", &[6]),
    ("RAS", &[17]),
    ("tftp", &[17]),
    ("amanda", &[17]),
    ("snmp", &[17]),
    ("sip", &[6, 17]),
];

/// The protocol that a helper asks for and the rule does not name.
pub(super) fn helper_needs(parser: &Parser<'_>) -> Option<&'static str> {
    let helper = parser.options.helper.as_deref()?;
    let (_, protocols) = HELPERS.iter().find(|(name, _)| *name == helper)?;
    let right = parser
        .protocol
        .is_some_and(|number| protocols.contains(&number));
    let name = if protocols.contains(&6) {
        "-p tcp"
    } else {
        "-p udp"
    };
    (!right).then_some(name)
}

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
    pub(super) fn target_option(&mut self, option: &Opt, values: &[Word<'_>]) {
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
                let kind = reject(self.v4, &value.text);
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
            "helper" => self.helper(value),
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

    fn helper(&mut self, value: &Word<'_>) {
        if !HELPERS.iter().any(|(name, _)| *name == value.text) {
            let what = format!("no helper '{}'", value.text);
            let near = nearest(&value.text, HELPERS.map(|(name, _)| name));
            let mend = near.map(|near| format!("write {near}"));
            self.refuse(value.span, what, mend.as_deref());
        }
        self.options.helper = Some(value.text.to_string());
    }

    /// Whether the target changes a port.
    pub(super) fn has_ports(&self) -> bool {
        let rewrite = self
            .options
            .rewrite
            .is_some_and(|made| made.ports.is_some());
        rewrite || self.options.ports.is_some()
    }

    fn netmap(&mut self, value: &Word<'_>) {
        let block = address::block(self.v4, &value.text);
        if let Some(block) = self.settle(value.span, block) {
            self.options.network = block.as_network();
        }
    }

    fn mark(&mut self, name: &str, value: &Word<'_>) {
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
                Target::Reject(
                    kind.unwrap_or_else(|| super::resolve::usual_reject(self.v4).to_owned()),
                )
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
        let whole = |text: &str| text.parse::<std::net::IpAddr>().is_ok();
        if !addresses.splitn(2, '-').all(whole) {
            return Err(Ill::new(format!("'{addresses}' is no address")));
        }
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
    if text.contains(':') || text.starts_with('-') || text.ends_with('-') {
        return Err(Ill::new(format!(
            "'{text}' is no range of ports; expected first-last"
        )));
    }
    port::range(&colon)
}

fn reject(v4: bool, text: &str) -> Value<String> {
    let known: &[(&str, &str)] = if v4 { &REJECTS } else { &REJECTS6 };
    let lower = text.to_ascii_lowercase();
    let found = known
        .iter()
        .find(|(name, short)| name.starts_with(&lower) || short.starts_with(&lower));
    if let Some((name, _)) = found {
        return Ok((*name).to_owned());
    }
    let wrong = format!("unknown reject type '{text}'");
    let names = known.iter().flat_map(|(name, short)| [*name, *short]);
    let near = nearest(text, names).unwrap_or(if v4 {
        "icmp-port-unreachable"
    } else {
        "icmp6-port-unreachable"
    });
    Err(Ill::meant(wrong, format!("write {near}"), near.to_owned()))
}
