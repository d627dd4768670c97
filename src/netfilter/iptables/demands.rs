//! What modules and targets demand of their options: one at least, one at most, never without another, never twice.
//! Source: what iptables 1.8.9 refuses; its extensions' final checks.

use super::parser::Parser;
use crate::source::Span;

/// A module or target with options of which it wants at least one; a lone `*` stands for any it has.
const WANTS: &[(&str, &[&str])] = &[
    ("state", &["state"]),
    ("conntrack", &["*"]),
    ("multiport", &["dports", "sports", "ports"]),
    ("iprange", &["src-range", "dst-range"]),
    ("mark", &["mark"]),
    ("connmark", &["mark"]),
    ("comment", &["comment"]),
    ("mac", &["mac-source"]),
    ("pkttype", &["pkt-type"]),
    ("connlimit", &["connlimit-above", "connlimit-upto"]),
    ("hashlimit", &["hashlimit-upto", "hashlimit-above"]),
    ("hashlimit", &["hashlimit-name"]),
    ("recent", &["set", "rcheck", "update", "remove"]),
    ("addrtype", &["src-type", "dst-type"]),
    ("owner", &["uid-owner", "gid-owner", "socket-exists"]),
    ("string", &["string", "hex-string"]),
    ("string", &["algo"]),
    ("policy", &["dir"]),
    ("set", &["match-set"]),
    ("length", &["length"]),
    ("ttl", &["ttl-eq", "ttl-lt", "ttl-gt"]),
    ("tos", &["tos"]),
    ("dscp", &["dscp", "dscp-class"]),
    ("helper", &["helper"]),
    ("statistic", &["mode"]),
    ("physdev", &["*"]),
    ("tcpmss", &["mss"]),
    ("connbytes", &["connbytes"]),
    ("connbytes", &["connbytes-dir"]),
    ("connbytes", &["connbytes-mode"]),
    ("connlabel", &["label"]),
    ("quota", &["quota"]),
    ("cpu", &["cpu"]),
    ("devgroup", &["src-group", "dst-group"]),
    ("realm", &["realm"]),
    ("u32", &["u32"]),
    ("ecn", &["*"]),
    ("TCPMSS", &["set-mss", "clamp-mss-to-pmtu"]),
    ("TOS", &["*"]),
    ("DSCP", &["*"]),
    ("TTL", &["*"]),
    ("HL", &["*"]),
    ("CHECKSUM", &["checksum-fill"]),
    ("CLASSIFY", &["set-class"]),
    ("TEE", &["gateway"]),
    ("TPROXY", &["on-port"]),
    ("AUDIT", &["type"]),
    ("ECN", &["*"]),
    ("SECMARK", &["selctx"]),
];

/// Options that exclude each other.
const ALONE: &[(&str, &[&str])] = &[
    ("tcp", &["syn", "tcp-flags"]),
    ("multiport", &["sports", "dports", "ports"]),
    ("hashlimit", &["hashlimit-upto", "hashlimit-above"]),
    ("connlimit", &["connlimit-upto", "connlimit-above"]),
    ("recent", &["set", "rcheck", "update", "remove"]),
    ("recent", &["rttl", "set", "remove"]),
    ("recent", &["seconds", "set", "remove"]),
    ("recent", &["hitcount", "set", "remove"]),
    ("addrtype", &["limit-iface-in", "limit-iface-out"]),
    ("time", &["utc", "kerneltz"]),
    ("ttl", &["ttl-eq", "ttl-lt", "ttl-gt"]),
    ("hl", &["hl-eq", "hl-lt", "hl-gt"]),
    ("dscp", &["dscp", "dscp-class"]),
    (
        "MARK",
        &["set-mark", "set-xmark", "and-mark", "or-mark", "xor-mark"],
    ),
    (
        "CONNMARK",
        &[
            "set-mark",
            "set-xmark",
            "and-mark",
            "or-mark",
            "xor-mark",
            "save-mark",
            "restore-mark",
        ],
    ),
    ("TOS", &["set-tos", "and-tos", "or-tos", "xor-tos"]),
    ("DSCP", &["set-dscp", "set-dscp-class"]),
    ("TTL", &["ttl-set", "ttl-inc", "ttl-dec"]),
    ("HL", &["hl-set", "hl-inc", "hl-dec"]),
    ("NFQUEUE", &["queue-num", "queue-balance"]),
];

/// Options that go only with another.
const WITH: &[(&str, &str, &str)] = &[
    ("recent", "reap", "seconds"),
    ("owner", "suppl-groups", "gid-owner"),
    ("time", "contiguous", "timestop"),
    ("policy", "next", "strict"),
    ("statistic", "every", "packet"),
    ("statistic", "packet", "every"),
    ("NFQUEUE", "queue-cpu-fanout", "queue-balance"),
];

/// Second names of options.
const SECOND_NAMES: &[(&str, &str)] = &[
    ("source-port", "sport"),
    ("destination-port", "dport"),
    ("source-ports", "sports"),
    ("destination-ports", "dports"),
    ("hashlimit", "hashlimit-upto"),
    ("ttl", "ttl-eq"),
    ("proto", "protocol"),
    ("src", "source"),
    ("dst", "destination"),
    ("goto", "jump"),
];

/// The first name of an option.
pub(super) fn first_name(module: &str, name: &'static str) -> &'static str {
    let second = SECOND_NAMES.iter().find(|(second, _)| *second == name);
    match second {
        Some((_, first)) if module != "policy" => first,
        _ => name,
    }
}

impl Parser<'_> {
    /// Whether the options of each module and of the target are those that it demands.
    pub(super) fn check_demands(&mut self, span: Span) {
        for at in 1..self.loaded.len() {
            let module = self.loaded[at];
            if module == "limit" && !self.has_said(at, "limit") {
                self.usual_limit();
            }
            for (_, wanted) in WANTS.iter().filter(|(of, _)| *of == module) {
                let any = if *wanted == ["*"] {
                    self.said_of(at).next().is_some()
                } else {
                    wanted.iter().any(|name| self.has_said(at, name))
                };
                if !any {
                    self.lacks(span, at, wanted);
                }
            }
            for (_, alone) in ALONE.iter().filter(|(of, _)| *of == module) {
                let mut both = alone.iter().filter(|name| self.has_said(at, name));
                if let (Some(one), Some(other)) = (both.next(), both.next()) {
                    self.refuse(
                        span,
                        format!("--{one} does not go with --{other}"),
                        Some("say one of the two"),
                    );
                }
            }
            for (_, option, other) in WITH.iter().filter(|(of, ..)| *of == module) {
                if self.has_said(at, option) && !self.has_said(at, other) {
                    self.refuse(span, format!("--{option} goes with --{other} only"), None);
                }
            }
        }
    }

    /// The options said of a module, by the place at which it was loaded.
    pub(super) fn said_of(&self, at: usize) -> impl Iterator<Item = &'static str> {
        let said = self
            .said
            .iter()
            .filter(move |(instance, _)| *instance == at);
        said.map(|(_, name)| *name)
    }

    fn has_said(&self, at: usize, name: &str) -> bool {
        self.said_of(at).any(|said| said == name)
    }

    fn lacks(&mut self, span: Span, at: usize, wanted: &[&str]) {
        let module = self.loaded[at];
        let wants = match wanted {
            ["*"] if module == "conntrack" => "one of its options, such as --ctstate".to_owned(),
            ["*"] => "its options".to_owned(),
            names => format!("--{}", names.join(" or --")),
        };
        self.refuse(span, format!("module {module} lacks {wants}"), None);
    }
}
