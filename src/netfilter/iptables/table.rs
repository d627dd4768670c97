//! The tables of iptables and their built-in chains.

use crate::netfilter::model::{Base, ChainKey, Family, Hook, Kind, Policy};

/// Tables with their chains. Source: iptables(8), TABLES.
pub(super) const TABLES: [(&str, &[Hook]); 5] = [
    ("filter", &[Hook::Input, Hook::Forward, Hook::Output]),
    (
        "nat",
        &[
            Hook::Prerouting,
            Hook::Input,
            Hook::Output,
            Hook::Postrouting,
        ],
    ),
    (
        "mangle",
        &[
            Hook::Prerouting,
            Hook::Input,
            Hook::Forward,
            Hook::Output,
            Hook::Postrouting,
        ],
    ),
    ("raw", &[Hook::Prerouting, Hook::Output]),
    ("security", &[Hook::Input, Hook::Forward, Hook::Output]),
];

/// All built-in chain names.
pub(super) const BUILT_IN: [&str; 5] = ["INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING"];

/// Whether there is a table of that name.
pub(super) fn is_table(name: &str) -> bool {
    TABLES.iter().any(|(known, _)| *known == name)
}

/// The hooks on which a table has chains.
pub(super) fn hooks(table: &str) -> &'static [Hook] {
    let found = TABLES.iter().find(|(known, _)| *known == table);
    found.map_or(&[], |(_, hooks)| hooks)
}

/// The hook of a built-in chain of a table.
pub(super) fn hook(table: &str, chain: &str) -> Option<Hook> {
    let hooks = hooks(table).iter().copied();
    hooks.into_iter().find(|hook| hook.chain() == chain)
}

/// The base of a built-in chain. Priorities: enum nf_ip_hook_priorities of linux/netfilter_ipv4.h.
pub(super) fn base(key: &ChainKey) -> Option<Base> {
    let hook = hook(&key.table, &key.name)?;
    let source = matches!(hook, Hook::Postrouting | Hook::Input);
    let (priority, kind) = match key.table.as_str() {
        "raw" => (-300, Kind::Filter),
        "mangle" => (-150, Kind::Filter),
        "nat" if source => (100, Kind::Nat),
        "nat" => (-100, Kind::Nat),
        "security" => (50, Kind::Filter),
        _ => (0, Kind::Filter),
    };
    Some(Base {
        hook,
        priority,
        kind,
        policy: Policy::Accept,
        given: None,
    })
}

/// The table that a rule was plainly meant for when its chain is none of the table it names.
pub(super) fn meant(chain: &str, target: Option<&str>) -> Option<&'static str> {
    let by_target = match target {
        Some("SNAT" | "DNAT" | "MASQUERADE" | "REDIRECT" | "NETMAP") => "nat",
        Some("NOTRACK" | "CT") => "raw",
        _ if chain == "POSTROUTING" || chain == "PREROUTING" => "mangle",
        _ => "filter",
    };
    hook(by_target, chain).map(|_| by_target)
}

/// The key of a chain.
pub(super) fn key(family: Family, table: &str, chain: &str) -> ChainKey {
    ChainKey::new(family, table, chain)
}
