//! In which tables and chains the kernel takes a module or target.

use super::command::Command;
use super::table;
use crate::netfilter::model::{Hook, Target};
use crate::netfilter::slip::Slip;

/// A set of hooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hooks(u8);

impl Hooks {
    const PREROUTING: Self = Self::of(Hook::Prerouting);
    const INPUT: Self = Self::of(Hook::Input);
    const FORWARD: Self = Self::of(Hook::Forward);
    const OUTPUT: Self = Self::of(Hook::Output);
    const POSTROUTING: Self = Self::of(Hook::Postrouting);
    const ALL: Self = Self(u8::MAX);
    const COMING: Self = Self::PREROUTING.with(Self::INPUT).with(Self::FORWARD);
    const GOING: Self = Self::FORWARD.with(Self::OUTPUT).with(Self::POSTROUTING);

    /// The set of one hook.
    pub(super) const fn of(hook: Hook) -> Self {
        Self(1 << hook as u8)
    }

    /// Both sets together.
    #[must_use]
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is in it.
    pub(super) const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Where a module or target may stand.
struct Place {
    module: &'static str,
    /// An option to which it applies; empty for the module as such.
    option: &'static str,
    /// Tables; none for all of them.
    tables: &'static [&'static str],
    hooks: Hooks,
}

const fn place(
    module: &'static str,
    option: &'static str,
    tables: &'static [&'static str],
    hooks: Hooks,
) -> Place {
    Place {
        module,
        option,
        tables,
        hooks,
    }
}

/// Source: the `.table` and `.hooks` of the kernel's modules (net/netfilter/xt_*.c), observed chain by chain on 6.18.
const PLACES: &[Place] = &[
    place("REJECT", "", &["filter"], Hooks::ALL),
    place("CT", "", &["raw"], Hooks::ALL),
    place("NOTRACK", "", &["raw"], Hooks::ALL),
    place("MASQUERADE", "", &["nat"], Hooks::POSTROUTING),
    place("SNAT", "", &["nat"], Hooks::POSTROUTING.with(Hooks::INPUT)),
    place("DNAT", "", &["nat"], Hooks::PREROUTING.with(Hooks::OUTPUT)),
    place(
        "REDIRECT",
        "",
        &["nat"],
        Hooks::PREROUTING.with(Hooks::OUTPUT),
    ),
    place("NETMAP", "", &["nat"], Hooks::ALL),
    place("TOS", "", &["mangle"], Hooks::ALL),
    place("DSCP", "", &["mangle"], Hooks::ALL),
    place("TTL", "", &["mangle"], Hooks::ALL),
    place("HL", "", &["mangle"], Hooks::ALL),
    place("CHECKSUM", "", &["mangle"], Hooks::ALL),
    place("ECN", "", &["mangle"], Hooks::ALL),
    place("TCPOPTSTRIP", "", &["mangle"], Hooks::ALL),
    place("TPROXY", "", &["mangle"], Hooks::PREROUTING),
    place("CONNSECMARK", "", &["mangle", "security"], Hooks::ALL),
    place("TCPMSS", "clamp-mss-to-pmtu", &[], Hooks::GOING),
    place("CLASSIFY", "", &[], Hooks::GOING),
    place("SYNPROXY", "", &[], Hooks::INPUT.with(Hooks::FORWARD)),
    place("owner", "", &[], Hooks::OUTPUT.with(Hooks::POSTROUTING)),
    place("mac", "", &[], Hooks::COMING),
    place("policy", "dir in", &[], Hooks::COMING),
    place("policy", "dir out", &[], Hooks::GOING),
    place("rpfilter", "", &["mangle", "raw"], Hooks::PREROUTING),
    place("socket", "", &[], Hooks::PREROUTING.with(Hooks::INPUT)),
    place("addrtype", "limit-iface-in", &[], Hooks::COMING),
    place("addrtype", "limit-iface-out", &[], Hooks::GOING),
    place("devgroup", "src-group", &[], Hooks::COMING),
    place("devgroup", "dst-group", &[], Hooks::GOING),
    place(
        "physdev",
        "physdev-out",
        &[],
        Hooks::COMING.with(Hooks::POSTROUTING),
    ),
    place(
        "physdev",
        "physdev-is-out",
        &[],
        Hooks::COMING.with(Hooks::POSTROUTING),
    ),
    place(
        "cgroup",
        "",
        &[],
        Hooks::INPUT.with(Hooks::OUTPUT).with(Hooks::POSTROUTING),
    ),
    place("realm", "", &[], Hooks::GOING.with(Hooks::INPUT)),
];

/// The rows that a rule's details touch.
fn places(details: &str) -> impl Iterator<Item = &'static Place> {
    details.split(';').flat_map(|part| {
        let module = part.split(' ').next().unwrap_or_default();
        let options = &part[module.len()..];
        let whole = options.is_empty() || options.starts_with(" --");
        PLACES.iter().filter(move |place| {
            place.module == module
                && whole
                && (place.option.is_empty()
                    || options.split(" --").any(|option| {
                        option.trim_end() == place.option
                            || option.split(' ').next() == Some(place.option)
                    }))
        })
    })
}

/// Whether the kernel takes a rule of these details in chains that hang on these hooks.
pub(super) fn may_stand(details: &str, hooks: Hooks) -> bool {
    places(details).all(|place| place.hooks.covers(hooks))
}

/// Notes a module or target that has no place in the table or chain of its rule.
pub(super) fn check(command: &Command, slips: &mut Vec<Slip>) {
    let span = command
        .target
        .as_ref()
        .map_or(command.span, |target| target.span);
    let table = command.table.0.as_str();
    if table == "nat" && command.action == Some(Target::Drop) {
        let slip = Slip::refused(span, "DROP has no place in table nat");
        slips.push(slip.mend("filter in table filter"));
    }
    let hook = command
        .chain
        .as_ref()
        .and_then(|(chain, _)| table::hook(table, chain));
    for place in places(&command.details) {
        let module = place.module;
        if let Some(right) = place
            .tables
            .first()
            .filter(|_| !place.tables.contains(&table))
        {
            let slip = Slip::refused(span, format!("{module} has its place in table {right}"));
            slips.push(slip.mend(format!("say -t {right}")));
        } else if let Some(hook) = hook.filter(|hook| !place.hooks.covers(Hooks::of(*hook))) {
            let right: Vec<&str> = table::hooks(table)
                .iter()
                .filter(|hook| place.hooks.covers(Hooks::of(**hook)))
                .map(|hook| hook.chain())
                .collect();
            let what = format!(
                "{module} has no place in {hook}, but in {}",
                right.join(" and ")
            );
            let slip = Slip::refused(span, what);
            slips.push(match right.first() {
                Some(right) => slip.mend(format!("write {right}")),
                None => slip,
            });
        }
    }
}
