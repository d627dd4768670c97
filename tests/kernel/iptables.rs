//! Rulesets for iptables by chance: what stands in real files, more often the usual than the odd.

use super::load::{Case, Form};
use super::matches::{interface, matches};
use super::random::Random;
use std::fmt::Write;

/// Tables with their chains and how often, in percent, a ruleset uses them.
const TABLES: [(&str, &[&str], usize); 4] = [
    ("raw", &["PREROUTING", "OUTPUT"], 20),
    (
        "mangle",
        &["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
        30,
    ),
    ("nat", &["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"], 60),
    ("filter", &["INPUT", "FORWARD", "OUTPUT"], 100),
];
/// Rules as people write them.
const USUAL: &[&str] = &[
    "-m state --state ESTABLISHED,RELATED -j ACCEPT",
    "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    "-m conntrack --ctstate INVALID -j DROP",
    "-m state --state NEW -j ACCEPT",
    "-p tcp -m state --state NEW --dport 443 -j ACCEPT",
    "-p icmp -j ACCEPT",
    "-p tcp --dport 8080 -j ACCEPT",
    "-p udp --sport 53 -j ACCEPT",
    "-p tcp --sport 443 -m state --state ESTABLISHED -j ACCEPT",
    "-s 192.168.1.0/24 -j ACCEPT",
    "-p tcp ! --syn -m state --state NEW -j DROP",
    "-p tcp --tcp-flags ALL NONE -j DROP",
    "-j REJECT",
    "-j DROP",
];
/// What the tool refuses in every chain.
const REFUSED: &[&str] = &[
    "--dport 80 -j ACCEPT",
    "-p tcp --dport 22,80 -j ACCEPT",
    "-p tcp --dport 10-20 -j ACCEPT",
    "-m state --state NEW, RELATED -j ACCEPT",
    "-m state --state ESTABLISHED,RELATD -j ACCEPT",
    "-m conntrack --cstate NEW -j ACCEPT",
    "-s 192.168.1.256 -j DROP",
    "-p tcp -j ACCPET",
    "-p tpc --dport 80 -j ACCEPT",
    "-m multiport --dports 1,2 -j ACCEPT",
    "-p udp --syn -j ACCEPT",
    "-m conntrack ! --ctdir REPLY",
];

/// A ruleset by chance, as a save file or as commands.
pub(crate) fn ruleset(random: &mut Random, number: usize) -> Case {
    let form = if random.chance(70) {
        Form::Save
    } else {
        Form::Commands
    };
    let text = TABLES
        .into_iter()
        .filter(|(.., often)| random.chance(*often))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|(table, chains, _)| {
            Table {
                table,
                chains,
                form,
                random,
            }
            .write()
        })
        .collect();
    Case {
        name: format!("iptables {number}"),
        form,
        text,
    }
}

/// A table that is being made up.
struct Table<'r> {
    table: &'static str,
    chains: &'static [&'static str],
    form: Form,
    random: &'r mut Random,
}

impl Table<'_> {
    fn write(&mut self) -> String {
        let own = ["web", "log-drop"];
        let own = &own[..self.random.below(6).saturating_sub(3)];
        let mut text = String::new();
        let policies: Vec<(&str, &str)> = self
            .chains
            .iter()
            .map(|chain| (*chain, self.policy()))
            .collect();
        let rules = self.rules(own);
        if self.form == Form::Save {
            let _ = writeln!(text, "*{}", self.table);
            for (chain, policy) in policies {
                let _ = writeln!(text, ":{chain} {policy} [0:0]");
            }
            for chain in own {
                let _ = writeln!(text, ":{chain} - [0:0]");
            }
            for rule in rules {
                let _ = writeln!(text, "{rule}");
            }
            return text + "COMMIT\n";
        }
        let command = format!("iptables -t {}", self.table);
        let command = command.replace(" -t filter", "");
        for (chain, policy) in policies.iter().filter(|(_, policy)| *policy == "DROP") {
            let _ = writeln!(text, "{command} -P {chain} {policy}");
        }
        for chain in own {
            let _ = writeln!(text, "{command} -N {chain}");
        }
        for rule in rules {
            let _ = writeln!(text, "{command} {rule}");
        }
        text
    }

    fn policy(&mut self) -> &'static str {
        let often = match self.table {
            "filter" => 40,
            "nat" => 0,
            _ => 4,
        };
        if self.random.chance(often) {
            "DROP"
        } else {
            "ACCEPT"
        }
    }

    /// Rules for all chains, own chains first; each may go to those behind it.
    fn rules(&mut self, own: &[&str]) -> Vec<String> {
        let mut rules = Vec::new();
        let most = if self.table == "filter" { 6 } else { 4 };
        for (at, chain) in own.iter().enumerate() {
            for _ in 0..self.random.below(4) {
                rules.push(self.rule(chain, &own[at + 1..]));
            }
        }
        for chain in self.chains {
            for _ in 0..self.random.below(most) {
                rules.push(self.rule(chain, own));
            }
        }
        rules
    }

    fn rule(&mut self, chain: &str, reachable: &[&str]) -> String {
        if self.form == Form::Commands && self.random.chance(2) {
            return format!("-A {chain} {}", self.random.pick(REFUSED));
        }
        if self.table == "filter" && self.random.chance(35) {
            let interface = if self.random.chance(40) {
                interface(self.random, chain)
            } else {
                String::new()
            };
            return format!("-A {chain} {interface}{}", self.random.pick(USUAL));
        }
        let target = self.target(chain, reachable);
        let protocol = if target.contains("tcp-reset") {
            "tcp"
        } else if needs_ports(&target) {
            self.random.pick(&["tcp", "udp"])
        } else {
            self.random
                .pick(&["tcp", "tcp", "udp", "icmp", "all", "", "", "", "50"])
        };
        let matches = matches(self.random, self.table, chain, protocol);
        let target = if target.is_empty() {
            target
        } else {
            format!(" {target}")
        };
        format!("-A {chain} {}{target}", matches.trim())
    }

    fn target(&mut self, chain: &str, reachable: &[&str]) -> String {
        if !reachable.is_empty() && self.random.chance(20) {
            let option = if self.random.chance(25) { "-g" } else { "-j" };
            return format!("{option} {}", self.random.pick(reachable));
        }
        let several: &[&str] = match (self.table, chain) {
            ("filter", _) => &[
                "-j ACCEPT",
                "-j ACCEPT",
                "-j ACCEPT",
                "-j ACCEPT",
                "-j DROP",
                "-j DROP",
                "-j DROP",
                "-j REJECT",
                "-j REJECT --reject-with tcp-reset",
                "-j REJECT --reject-with icmp-host-prohibited",
                "-j RETURN",
                "-j LOG --log-prefix \"x: \"",
                "",
            ],
            ("mangle", _) => &[
                "-j MARK --set-mark 1",
                "-j MARK --set-mark 2",
                "-j MARK --set-xmark 0x1/0x3",
                "-j MARK --or-mark 2",
                "-j MARK --and-mark 1",
                "-j CONNMARK --set-mark 1",
                "-j CONNMARK --save-mark",
                "-j CONNMARK --restore-mark",
                "-j CONNMARK --save-mark --nfmask 0x3 --ctmask 0x1",
                "-j CONNMARK --restore-mark --mask 0x2",
                "-j CONNMARK --xor-mark 3",
                "-j ACCEPT",
                "-j DROP",
                "-j RETURN",
            ],
            ("raw", _) => &[
                "-j NOTRACK",
                "-j CT --notrack",
                "-j ACCEPT",
                "-j DROP",
                "-j RETURN",
            ],
            (_, "PREROUTING" | "OUTPUT") => &[
                "-j DNAT --to-destination 192.168.1.10",
                "-j DNAT --to-destination 192.168.1.10:8080",
                "-j DNAT --to-destination 192.168.1.77:22",
                "-j DNAT --to 203.0.113.9",
                "-j REDIRECT",
                "-j REDIRECT --to-ports 8080",
                "-j NETMAP --to 192.168.1.0/24",
                "-j ACCEPT",
                "-j RETURN",
            ],
            (_, "POSTROUTING") => &[
                "-j MASQUERADE",
                "-j MASQUERADE",
                "-j MASQUERADE",
                "-j MASQUERADE --to-ports 2000-2010",
                "-j SNAT --to-source 203.0.113.50",
                "-j SNAT --to-source 203.0.113.60",
                "-j SNAT --to-source 203.0.113.60:2000",
                "-j SNAT --to-source 203.0.113.50:2000-2010",
                "-j NETMAP --to 203.0.113.0/24",
                "-j ACCEPT",
                "-j RETURN",
            ],
            (_, "INPUT") => &["-j SNAT --to-source 203.0.113.60", "-j ACCEPT", "-j RETURN"],
            _ => &["-j ACCEPT", "-j RETURN", ""],
        };
        self.random.pick(several).to_owned()
    }
}

/// Whether a translation is of ports as well, which asks for a protocol that has some.
fn needs_ports(target: &str) -> bool {
    let translates = target.contains("--to");
    translates && (target.contains("-ports") || target.matches(':').count() > 0)
}
