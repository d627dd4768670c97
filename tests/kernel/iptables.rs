//! Rulesets for iptables by chance: what stands in real files, more often the usual than the odd.

use super::load::{Case, Form};
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
const NETWORKS: &[&str] = &[
    "192.168.1.0/24",
    "192.168.1.10",
    "192.168.0.0/16",
    "192.168.1.64/26",
    "203.0.113.0/24",
    "203.0.113.9",
    "203.0.113.50",
    "8.8.8.8/32",
    "127.0.0.0/8",
    "0.0.0.0/0",
    "192.168.1.10,8.8.8.8",
    "192.168.1.1/255.255.255.0",
];
const PORTS: &[&str] = &[
    "22",
    "53",
    "80",
    "443",
    "8080",
    "1024:65535",
    ":1023",
    "40000:",
    "http",
    "domain",
    "5000",
];
const STATES: &[&str] = &[
    "NEW",
    "ESTABLISHED",
    "RELATED",
    "INVALID",
    "UNTRACKED",
    "ESTABLISHED,RELATED",
    "RELATED,ESTABLISHED",
    "NEW,ESTABLISHED",
    "NEW,RELATED,ESTABLISHED",
    "INVALID,UNTRACKED",
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
                random,
            }
            .write(form)
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
    random: &'r mut Random,
}

impl Table<'_> {
    fn write(&mut self, form: Form) -> String {
        let own = ["web", "log-drop"];
        let own = &own[..self.random.below(6).saturating_sub(3)];
        let mut text = String::new();
        let policies: Vec<(&str, &str)> = self
            .chains
            .iter()
            .map(|chain| (*chain, self.policy()))
            .collect();
        let rules = self.rules(own);
        if form == Form::Save {
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
        if self.table == "filter" && self.random.chance(35) {
            let interface = if self.random.chance(40) {
                self.interface(chain)
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
        let matches = self.matches(chain, protocol);
        let target = if target.is_empty() {
            target
        } else {
            format!(" {target}")
        };
        format!("-A {chain} {}{target}", matches.trim())
    }

    fn matches(&mut self, chain: &str, protocol: &str) -> String {
        let mut text = String::new();
        if self.random.chance(40) {
            text += &self.interface(chain);
        }
        for side in ["-s", "-d"] {
            if self.random.chance(18) {
                let network = self.random.pick(NETWORKS);
                // several cannot be excluded, nor can all
                let plain = network.contains(',') || network.ends_with("/0");
                let not = if plain { "" } else { self.not() };
                text += &format!("{not}{side} {network} ");
            }
        }
        if !protocol.is_empty() {
            text += &format!("-p {protocol} ");
            text += &self.of_protocol(protocol);
        }
        if self.random.chance(45) && self.table != "raw" {
            text += &self.of_connection();
        }
        if self.random.chance(12) {
            text += &self.other();
        }
        text
    }

    fn interface(&mut self, chain: &str) -> String {
        let option = match chain {
            "PREROUTING" | "INPUT" => "-i",
            "OUTPUT" | "POSTROUTING" => "-o",
            _ => self.random.pick(&["-i", "-o"]),
        };
        let name = self
            .random
            .pick(&["eth0", "eth1", "eth0", "eth1", "lo", "eth+"]);
        format!("{}{option} {name} ", self.not())
    }

    fn not(&mut self) -> &'static str {
        if self.random.chance(12) { "! " } else { "" }
    }

    fn of_protocol(&mut self, protocol: &str) -> String {
        let port = |random: &mut Random| random.pick(PORTS).to_owned();
        match (protocol, self.random.below(10)) {
            ("tcp" | "udp", 0..=3) => {
                let not = self.not();
                format!("{not}--dport {} ", port(self.random))
            }
            ("tcp" | "udp", 4) => {
                let not = self.not();
                format!("{not}--sport {} ", port(self.random))
            }
            ("tcp" | "udp", 5) => {
                let option = self.random.pick(&["--dports", "--sports", "--ports"]);
                let not = self.not();
                format!("-m multiport {not}{option} 22,80,443,8000:9000 ")
            }
            ("tcp", 6) => "--syn ".to_owned(),
            ("tcp", 7) => {
                let not = self.not();
                let flags = [
                    "SYN,ACK SYN,ACK",
                    "SYN,RST,ACK,FIN SYN",
                    "ALL ACK",
                    "RST RST",
                    "FIN,SYN FIN,SYN",
                    "ALL NONE",
                    "ACK,FIN FIN",
                ];
                format!("{not}--tcp-flags {} ", self.random.pick(&flags))
            }
            ("icmp", 0..=6) => {
                let not = self.not();
                let kinds = [
                    "echo-request",
                    "8",
                    "0",
                    "echo-reply",
                    "destination-unreachable",
                    "3/3",
                    "port-unreachable",
                    "time-exceeded",
                    "any",
                ];
                format!("{not}--icmp-type {} ", self.random.pick(&kinds))
            }
            _ => String::new(),
        }
    }

    fn of_connection(&mut self) -> String {
        let not = self.not();
        let states = self.random.pick(STATES);
        match self.random.below(12) {
            0..=4 => format!("-m conntrack {not}--ctstate {states} "),
            5..=7 => format!("-m state {not}--state {states} "),
            8 => format!(
                "-m conntrack --ctdir {} ",
                self.random.pick(&["ORIGINAL", "REPLY"])
            ),
            9 => {
                let all = [
                    "SEEN_REPLY",
                    "ASSURED",
                    "CONFIRMED",
                    "NONE",
                    "EXPECTED",
                    "SEEN_REPLY,ASSURED",
                ];
                format!("-m conntrack {not}--ctstatus {} ", self.random.pick(&all))
            }
            10 => {
                let option = ["--ctorigsrc", "--ctorigdst", "--ctreplsrc", "--ctrepldst"];
                let option = self.random.pick(&option);
                format!(
                    "-m conntrack {not}{option} {} ",
                    self.random.pick(&NETWORKS[..8])
                )
            }
            _ => {
                let all = [
                    "DNAT",
                    "SNAT",
                    "SNAT,DNAT",
                    "--ctproto tcp",
                    "--ctorigdstport 80",
                    "--ctreplsrcport 443",
                ];
                let found = self.random.pick(&all);
                let option = if found.starts_with("--") {
                    ""
                } else {
                    "--ctstate "
                };
                format!("-m conntrack {option}{found} ")
            }
        }
    }

    fn other(&mut self) -> String {
        let all = [
            "-m mark --mark 1 ",
            "-m mark --mark 2/3 ",
            "-m mark ! --mark 1 ",
            "-m connmark --mark 1 ",
            "-m connmark ! --mark 0/1 ",
            "-m addrtype --dst-type LOCAL ",
            "-m addrtype ! --dst-type LOCAL ",
            "-m addrtype --src-type LOCAL ",
            "-m iprange --src-range 192.168.1.5-192.168.1.20 ",
            "-m iprange --dst-range 203.0.113.1-203.0.113.50 ",
            "-m iprange ! --src-range 8.0.0.0-9.0.0.0 ",
            "-m comment --comment \"why not\" ",
        ];
        self.random.pick(&all).to_owned()
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
