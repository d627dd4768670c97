//! Rulesets for nft by chance: several tables and base chains, sets, verdict maps.

use super::load::{Case, Form};
use super::random::Random;
use std::fmt::Write;

const MATCHES: &[&str] = &[
    "ct state established,related",
    "ct state { established, related }",
    "ct state new",
    "ct state invalid",
    "ct state != new",
    "ct state untracked",
    "ct direction reply",
    "ct status snat",
    "ct status dnat",
    "ct status assured",
    "ct mark 1",
    "meta mark 1",
    "meta mark != 0",
    "ip saddr 192.168.1.0/24",
    "ip saddr != 192.168.1.0/24",
    "ip saddr { 192.168.1.10, 203.0.113.0/24 }",
    "ip daddr 203.0.113.50",
    "ip daddr != { 192.168.1.0/24, 127.0.0.1 }",
    "ip daddr @friends",
    "ip saddr @friends",
    "ip saddr 192.168.1.5-192.168.1.20",
    "ip protocol icmp",
    "ip protocol { tcp, udp }",
    "meta l4proto tcp",
    "meta l4proto { icmp, udp }",
    "tcp dport 443",
    "tcp dport { 22, 80, 8000-9000 }",
    "tcp dport @services",
    "tcp dport != 22",
    "tcp sport 443",
    "udp dport 53",
    "udp sport { 53, 5000 }",
    "udp dport 1024-65535",
    "th dport 8080",
    "tcp flags syn",
    "tcp flags & (syn | ack) == syn",
    "tcp flags & (fin | syn | rst | ack) == syn",
    "icmp type echo-request",
    "icmp type { echo-request, echo-reply }",
    "icmp type destination-unreachable",
    "fib daddr type local",
    "fib saddr type local",
];
const VERDICTS: &[&str] = &[
    "accept",
    "accept",
    "accept",
    "accept",
    "drop",
    "drop",
    "counter accept",
    "counter drop",
    "return",
    "reject",
    "log",
    "counter",
    "meta mark set 1",
    "ct mark set 1",
    "meta mark set ct mark",
    "ct mark set meta mark",
];
const WHOLE: &[&str] = &[
    "ct state vmap { established : accept, related : accept, invalid : drop }",
    "ct state established,related accept",
    "ct state invalid drop",
    "iifname vmap { \"lo\" : accept, \"eth0\" : jump own, \"eth1\" : accept }",
    "ip protocol vmap { tcp : jump own, udp : accept, icmp : drop }",
    "tcp dport vmap { 22 : drop, 443 : accept, 8000-9000 : goto own }",
    "jump own",
    "goto own",
];

/// A ruleset by chance, for `nft -f`.
pub(crate) fn ruleset(random: &mut Random, number: usize) -> Case {
    let mut text = String::new();
    for table in 0..=random.below(3) {
        self::table(random, table, &mut text);
    }
    if random.chance(60) {
        nat(random, &mut text);
    }
    Case {
        name: format!("nft {number}"),
        form: Form::Ruleset,
        text,
    }
}

fn table(random: &mut Random, number: usize, text: &mut String) {
    let family = random.pick(&["ip", "inet"]);
    let _ = writeln!(text, "table {family} t{number} {{");
    *text += "  set friends {\n    type ipv4_addr\n    flags interval\n    elements = { 192.168.1.0/26, 8.8.8.8 }\n  }\n";
    *text += "  set services {\n    type inet_service\n    elements = { 443, 8080, 53 }\n  }\n";
    *text += "  chain own {\n";
    for _ in 0..random.below(4) {
        let _ = writeln!(text, "    {}", rule(random, "own", false));
    }
    *text += "  }\n";
    let hooks = ["input", "forward", "output", "prerouting", "postrouting"];
    for (at, hook) in hooks.iter().enumerate() {
        let often = [80, 80, 40, 20, 15][at];
        if random.chance(often) {
            // each its own priority: the order among equals is not stated
            let priority = match (number, random.below(5)) {
                (0, 0) => "filter".to_owned(),
                (_, 1) => format!("filter + {}", 5 + number),
                (_, 2) => format!("mangle - {}", 1 + number),
                (_, 3) if *hook == "prerouting" || *hook == "output" => {
                    format!("raw - {}", 1 + number)
                }
                _ => (10 * number + at).to_string(),
            };
            base(random, hook, &priority, text);
        }
    }
    *text += "}\n";
}

fn base(random: &mut Random, hook: &str, priority: &str, text: &mut String) {
    let policy = random.pick(&["policy drop; ", "policy accept; ", ""]);
    let _ = writeln!(text, "  chain at-{hook} {{");
    let _ = writeln!(
        text,
        "    type filter hook {hook} priority {priority}; {policy}"
    );
    for _ in 0..random.below(6) {
        let early = hook == "prerouting" || hook == "output";
        let _ = writeln!(text, "    {}", rule(random, hook, early));
    }
    *text += "  }\n";
}

fn rule(random: &mut Random, hook: &str, early: bool) -> String {
    if hook != "own" && random.chance(25) {
        let whole = random.pick(WHOLE);
        let seen = !(whole.starts_with("iifname") && matches!(hook, "output" | "postrouting"));
        if seen {
            return whole.to_owned();
        }
    }
    let mut matches = Vec::new();
    if random.chance(35) {
        let keyword = match hook {
            "input" | "prerouting" => "iifname",
            "output" | "postrouting" => "oifname",
            "own" => "iifname",
            _ => random.pick(&["iifname", "oifname", "iif", "oif"]),
        };
        let names: &[&str] = if keyword.ends_with("name") {
            &[
                "eth0",
                "\"eth1\"",
                "lo",
                "\"eth*\"",
                "{ eth0, lo }",
                "!= eth0",
            ]
        } else {
            &["eth0", "eth1", "lo"]
        };
        matches.push(format!("{keyword} {}", random.pick(names)));
    }
    for _ in 0..random.below(3) {
        let found = random.pick(MATCHES);
        // two protocols in one rule are refused
        if !(is_of_protocol(found) && matches.iter().any(|other| is_of_protocol(other))) {
            matches.push(found.to_owned());
        }
    }
    let verdict = match random.pick(VERDICTS) {
        "reject" if matches!(hook, "prerouting" | "postrouting" | "own") => "drop",
        _ if early && random.chance(8) => "notrack",
        verdict => verdict,
    };
    matches.push(verdict.to_owned());
    matches.join(" ")
}

fn is_of_protocol(found: &str) -> bool {
    let first = found.split(' ').next();
    matches!(first, Some("tcp" | "udp" | "icmp" | "th")) || found.contains("proto")
}

fn nat(random: &mut Random, text: &mut String) {
    let going = [
        "oifname eth0 masquerade",
        "oifname \"eth0\" ip saddr 192.168.1.0/24 masquerade",
        "ip saddr 192.168.1.0/24 oif eth0 snat to 203.0.113.60",
        "oifname eth0 tcp dport 443 snat to 203.0.113.50:2000-2010",
        "oifname eth0 counter snat 203.0.113.50",
        "ct state new oifname eth0 masquerade",
    ];
    let coming = [
        "iifname eth0 tcp dport 8080 dnat to 192.168.1.10",
        "iifname eth0 tcp dport { 80, 8080 } dnat to 192.168.1.10:80",
        "iifname eth0 udp dport 5000 redirect to :53",
        "tcp dport 22 redirect",
        "ip daddr 203.0.113.50 tcp dport vmap { 80 : accept, 8080 : drop }",
        "iifname eth0 ip saddr 8.8.8.8 dnat 192.168.1.77",
    ];
    *text += "table ip nat {\n  chain coming {\n    type nat hook prerouting priority dstnat; policy accept;\n";
    for _ in 0..random.below(3) {
        let _ = writeln!(text, "    {}", random.pick(&coming));
    }
    *text +=
        "  }\n  chain going {\n    type nat hook postrouting priority srcnat; policy accept;\n";
    for _ in 0..=random.below(2) {
        let _ = writeln!(text, "    {}", random.pick(&going));
    }
    *text += "  }\n}\n";
}
