//! Tests of rules for iptables by chance.

use super::random::Random;

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

/// Tests for a rule of this table, chain and protocol, each with a blank behind it.
pub(crate) fn matches(random: &mut Random, table: &str, chain: &str, protocol: &str) -> String {
    let mut text = String::new();
    if random.chance(40) {
        text += &interface(random, chain);
    }
    for side in ["-s", "-d"] {
        if random.chance(18) {
            let network = random.pick(NETWORKS);
            // several cannot be excluded, nor can all
            let plain = network.contains(',') || network.ends_with("/0");
            let not = if plain { "" } else { not(random) };
            text += &format!("{not}{side} {network} ");
        }
    }
    if !protocol.is_empty() {
        text += &format!("-p {protocol} ");
        text += &of_protocol(random, protocol);
    }
    if random.chance(45) && table != "raw" {
        text += &of_connection(random);
    }
    if random.chance(12) {
        text += &other(random);
    }
    text
}

/// An interface where the chain knows one.
pub(crate) fn interface(random: &mut Random, chain: &str) -> String {
    let option = match chain {
        "PREROUTING" | "INPUT" => "-i",
        "OUTPUT" | "POSTROUTING" => "-o",
        _ => random.pick(&["-i", "-o"]),
    };
    let name = random.pick(&["eth0", "eth1", "eth0", "eth1", "lo", "eth+"]);
    format!("{}{option} {name} ", not(random))
}

fn not(random: &mut Random) -> &'static str {
    if random.chance(12) { "! " } else { "" }
}

fn of_protocol(random: &mut Random, protocol: &str) -> String {
    let port = |random: &mut Random| random.pick(PORTS).to_owned();
    match (protocol, random.below(10)) {
        ("tcp" | "udp", 0..=3) => {
            let not = not(random);
            format!("{not}--dport {} ", port(random))
        }
        ("tcp" | "udp", 4) => {
            let not = not(random);
            format!("{not}--sport {} ", port(random))
        }
        ("tcp" | "udp", 5) => {
            let option = random.pick(&["--dports", "--sports", "--ports"]);
            let not = not(random);
            format!("-m multiport {not}{option} 22,80,443,8000:9000 ")
        }
        ("tcp", 6) => "--syn ".to_owned(),
        ("tcp", 7) => {
            let not = not(random);
            let flags = [
                "SYN,ACK SYN,ACK",
                "SYN,RST,ACK,FIN SYN",
                "ALL ACK",
                "RST RST",
                "FIN,SYN FIN,SYN",
                "ALL NONE",
                "ACK,FIN FIN",
            ];
            format!("{not}--tcp-flags {} ", random.pick(&flags))
        }
        ("icmp", 0..=6) => {
            let not = not(random);
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
            format!("{not}--icmp-type {} ", random.pick(&kinds))
        }
        _ => String::new(),
    }
}

fn of_connection(random: &mut Random) -> String {
    let not = not(random);
    let states = random.pick(STATES);
    match random.below(12) {
        0..=4 => format!("-m conntrack {not}--ctstate {states} "),
        5..=7 => format!("-m state {not}--state {states} "),
        8 => format!(
            "-m conntrack --ctdir {} ",
            random.pick(&["ORIGINAL", "REPLY"])
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
            format!("-m conntrack {not}--ctstatus {} ", random.pick(&all))
        }
        10 => {
            let option = ["--ctorigsrc", "--ctorigdst", "--ctreplsrc", "--ctrepldst"];
            let option = random.pick(&option);
            format!(
                "-m conntrack {not}{option} {} ",
                random.pick(&NETWORKS[..8])
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
            let found = random.pick(&all);
            let option = if found.starts_with("--") {
                ""
            } else {
                "--ctstate "
            };
            format!("-m conntrack {option}{found} ")
        }
    }
}

fn other(random: &mut Random) -> String {
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
        "-m mark --mark 0x2/0x2 ",
        "-m connmark --mark 0x1/0x1 ",
    ];
    random.pick(&all).to_owned()
}
