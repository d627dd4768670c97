//! Named sets and maps, and what may stand in a chain because of its type.

use super::block::Reader;
use super::value::{entries, list};
use crate::netfilter::model::{ChainKey, Hook, Kind, Match, Rule, Target, Test};

/// Types of elements. Source: nft(8), DATA TYPES.
const TYPES: [&str; 26] = [
    "ipv4_addr",
    "ipv6_addr",
    "ether_addr",
    "inet_proto",
    "inet_service",
    "mark",
    "ifname",
    "verdict",
    "ct_state",
    "ct_dir",
    "ct_status",
    "ct_label",
    "icmp_type",
    "icmp_code",
    "icmpv6_type",
    "icmpv6_code",
    "iface_index",
    "iface_type",
    "uid",
    "gid",
    "devgroup",
    "realm",
    "pkt_type",
    "nf_proto",
    "time",
    "tcp_flag",
];

impl Reader<'_, '_> {
    /// `set NAME { type …; elements = { … } }`, and the same for a map.
    pub(super) fn set(&mut self) {
        let is_map = self.cursor.next().is_some_and(|word| word.is("map"));
        let Some(name) = self.cursor.word() else {
            return;
        };
        let key = self.cursor.key(&name.text);
        if !self.cursor.take("{") {
            self.cursor.skip_statement();
            return;
        }
        let mut elements = Vec::new();
        let (mut typed, mut intervals) = (false, false);
        while !self.cursor.is("}") && self.cursor.peek().is_some() {
            let span = self.cursor.span();
            match self.cursor.text(0) {
                "elements" if self.cursor.text(1) == "=" => {
                    let _ = (self.cursor.next(), self.cursor.next());
                    let found = if is_map {
                        entries(&mut self.cursor, &key)
                    } else {
                        let values = list(&mut self.cursor).into_iter();
                        values.map(|value| (value, None)).collect()
                    };
                    let ranged = |value: &str| value.contains(['/', '-']);
                    if !intervals
                        && found.iter().any(|(value, _)| {
                            ranged(value) && value.contains(|c: char| c.is_ascii_digit())
                        })
                    {
                        self.cursor.refuse_with(
                            span,
                            "ranges in a set that is not made for them",
                            "write flags interval before the elements",
                        );
                    }
                    elements.extend(found);
                }
                ";" => {}
                "type" | "typeof" => {
                    typed = true;
                    self.check_type();
                    self.cursor.skip_statement();
                }
                "flags" => {
                    while !self.cursor.at_end() {
                        intervals |= self.cursor.next().is_some_and(|word| word.is("interval"));
                    }
                }
                "timeout" | "gc-interval" | "size" | "policy" | "auto-merge" | "counter"
                | "comment" => {
                    self.cursor.skip_statement();
                }
                other => {
                    let what = format!("'{other}' has no place in a set");
                    self.cursor.refuse(span, what);
                    self.cursor.skip_statement();
                }
            }
            let _ = self.cursor.take(";");
        }
        if !typed {
            self.cursor
                .refuse_with(name.span, "a set lacks its type", "write type … in it");
        }
        self.close("set");
        self.cursor.sets.entry(key).or_default().extend(elements);
    }

    /// `type ipv4_addr . inet_service : verdict`: notes a type that nft does not know.
    fn check_type(&mut self) {
        if !self.cursor.next().is_some_and(|word| word.is("type")) {
            return;
        }
        while !self.cursor.at_end() {
            let span = self.cursor.span();
            let text = self.cursor.text(0);
            let _ = self.cursor.next();
            if !matches!(text, "." | ":") && !TYPES.contains(&text) {
                let what = format!("no type '{text}'");
                let near = crate::netfilter::slip::nearest(text, TYPES);
                match near {
                    Some(near) => self
                        .cursor
                        .refuse_with(span, what, &format!("write {near}")),
                    None => self.cursor.refuse(span, what),
                }
            }
        }
    }

    /// Translation stands in nat chains, on the hooks where it can be done.
    pub(super) fn check_place(&mut self, key: &ChainKey, rules: &[Rule]) {
        use Hook::{Input, Output, Postrouting, Prerouting};
        let Some(base) = self.rules.chain(key).and_then(|chain| chain.base) else {
            return;
        };
        for rule in rules {
            let back = |found: &Match| matches!(found.test, Test::ReversePath { .. });
            if matches!(base.hook, Output | Postrouting) && rule.matches.iter().any(back) {
                let mend = "put it into a chain of hook prerouting";
                self.cursor.refuse_with(
                    rule.span,
                    "a packet that leaves has no way back to look up",
                    mend,
                );
            }
            for target in &rule.targets {
                let hooks: &[Hook] = match target {
                    Target::Masquerade(_) => &[Postrouting],
                    Target::Snat(_) => &[Postrouting, Input],
                    Target::Dnat(_) | Target::Redirect(_) => &[Prerouting, Output],
                    _ => continue,
                };
                if base.kind != Kind::Nat || !hooks.contains(&base.hook) {
                    let what = format!(
                        "{} has no place in this chain",
                        target.name().to_lowercase()
                    );
                    let hook = hooks[0].chain().to_lowercase();
                    let mend = format!("put it into a chain of type nat hook {hook}");
                    self.cursor.refuse_with(rule.span, what, &mend);
                }
            }
        }
    }
}
