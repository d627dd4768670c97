//! How a word looks: option or value, and the dashes that word processors make of `-`.

use super::options::{self, Opt};

/// Match modules with the options that a `!` may not stand before; `*` is all of them.
/// Source: the extensions of iptables 1.8.9 ("cannot be inverted"), observed one by one.
const NEVER_INVERTED: &[(&str, &[&str])] = &[
    ("limit", &["*"]),
    ("comment", &["*"]),
    ("rpfilter", &["*"]),
    ("socket", &["*"]),
    ("conntrack", &["ctdir"]),
    ("statistic", &["mode", "packet"]),
    ("string", &["algo", "from", "to", "icase"]),
    ("connbytes", &["connbytes-dir", "connbytes-mode"]),
    (
        "connlimit",
        &["connlimit-mask", "connlimit-saddr", "connlimit-daddr"],
    ),
    ("addrtype", &["limit-iface-in", "limit-iface-out"]),
    ("owner", &["suppl-groups"]),
    ("policy", &["dir", "pol", "strict", "next"]),
    ("ttl", &["ttl-lt", "ttl-gt"]),
    ("hl", &["hl-lt", "hl-gt"]),
    ("connlabel", &["set"]),
    (
        "recent",
        &[
            "seconds", "reap", "hitcount", "rttl", "name", "rsource", "rdest", "mask",
        ],
    ),
    (
        "time",
        &[
            "timestart",
            "timestop",
            "datestart",
            "datestop",
            "utc",
            "kerneltz",
            "contiguous",
        ],
    ),
];

/// Whether a `!` may stand before the option.
pub(super) fn invertible(option: &Opt) -> bool {
    match option.module {
        "core" => matches!(
            option.name,
            "protocol"
                | "proto"
                | "source"
                | "src"
                | "destination"
                | "dst"
                | "in-interface"
                | "out-interface"
                | "fragment"
        ),
        "hashlimit" => matches!(
            option.name,
            "hashlimit" | "hashlimit-upto" | "hashlimit-above"
        ),
        module if options::is_target(module) => false,
        module => {
            let never = NEVER_INVERTED.iter().find(|(of, _)| *of == module);
            never.is_none_or(|(_, names)| *names != ["*"] && !names.contains(&option.name))
        }
    }
}

/// Whether a rule's tests or its target show the option, so that two rules that differ in it differ there.
pub(super) fn shown(option: &Opt) -> bool {
    match option.module {
        "core" | "tcp" | "udp" | "icmp" | "icmp6" | "state" | "conntrack" | "multiport"
        | "mark" | "connmark" | "iprange" | "rpfilter" | "SNAT" | "DNAT" | "MASQUERADE"
        | "REDIRECT" | "NETMAP" | "MARK" | "REJECT" => !matches!(
            option.name,
            "random" | "random-fully" | "persistent" | "ctexpire" | "tcp-option"
        ),
        "limit" => option.name == "limit",
        "CONNMARK" => !option.name.ends_with("mask"),
        _ => false,
    }
}

/// Whether the value may look like an option: free text.
pub(super) fn takes_anything(option: &Opt) -> bool {
    matches!(
        option.name,
        "comment"
            | "log-prefix"
            | "nflog-prefix"
            | "string"
            | "hex-string"
            | "name"
            | "hashlimit-name"
            | "helper"
            | "in-interface"
            | "out-interface"
    )
}

/// Whether a word can hardly be a value.
pub(super) fn looks_like_option(text: &str) -> bool {
    let behind = text.trim_start_matches('-');
    text.len() > behind.len() && behind.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// An option written with a dash that no keyboard option has: `–A`, `—state`.
pub(super) fn mended_dash(text: &str) -> Option<String> {
    let rest = text.trim_start_matches(['-', '–', '—', '−', '‐', '‑']);
    let odd = text.starts_with(['–', '—', '−', '‐', '‑']);
    if !odd || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    Some(if rest.chars().count() == 1 {
        format!("-{rest}")
    } else {
        format!("--{rest}")
    })
}
