//! What rules do as a whole, what is said of those that let answers in, and which side is which.

use super::scene;
use crate::netfilter::{behaviour, read, return_rules};
use crate::source::Source;

const KNOWN: &str = "-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT";

/// Whether answers come in by their state, the inside may open connections, and strangers are kept out.
#[test]
fn the_three_questions_are_answered_by_what_rules_do() {
    let nft = |forward: &str, nat: &str| {
        format!(
            "table inet fw {{\nchain forward {{\ntype filter hook forward priority 0;{forward}\n}}\n\
             chain post {{\ntype nat hook postrouting priority 100;\n{nat}\n}}\n}}\n"
        )
    };
    let many: String = (0..5_000)
        .map(|n| {
            format!(
                "iptables -A INPUT -s 10.0.{}.{} -p tcp --dport {n} -j DROP\n",
                n >> 8,
                n & 255
            )
        })
        .collect();
    let returning = |rule: &str| {
        format!(
            "iptables -N own\niptables -A own {KNOWN}\n{rule}\niptables -A FORWARD -j own\niptables -A FORWARD -i eth0 -j DROP\n"
        )
    };
    for (text, expected) in [
        // what a nat chain accepts is permitted nothing, and what it does not translate is not refused
        (
            nft(
                " policy drop;\nct state established,related accept\niifname eth1 oifname eth0 ct state new accept",
                "ip saddr 192.168.1.200 masquerade",
            ),
            [true, true, true],
        ),
        (
            nft(
                "\nct state established accept\niifname eth0 drop",
                "oifname eth0 masquerade",
            ),
            [true, false, true],
        ),
        // rules too many to follow keep nobody out
        (
            many + "iptables -A INPUT -j ACCEPT\n",
            [false, false, false],
        ),
        // RETURN says something where it picks packets out, and nothing where it takes all
        (returning("iptables -A own -j RETURN"), [true, false, true]),
        (
            returning("iptables -A own -i eth1 -m state --state NEW -j RETURN"),
            [true, true, true],
        ),
        // drops in FORWARD do not take OUTPUT's place
        (
            format!(
                "iptables -A OUTPUT -j ACCEPT\niptables -A INPUT {KNOWN}\niptables -A INPUT -j DROP\niptables -A FORWARD -j DROP\n"
            ),
            [true, true, true],
        ),
    ] {
        let source = Source::new("answer", text);
        let reading = read(&source);
        let found = behaviour(&reading.meant, &scene().seen_by(&reading, &source));
        let found = [found.returns, found.outbound, found.keeps_out].map(|proof| proof.holds);
        let start: String = source.text().chars().take(600).collect();
        assert_eq!(found, expected, "{start}");
    }
}

#[test]
fn rules_for_answers_are_told_for_what_they_are() {
    for (rule, said) in [
        (
            "-A INPUT -p tcp --sport 443 -j ACCEPT",
            "anybody may choose; ESTABLISHED,RELATED lets them in already",
        ),
        (
            "-A INPUT -p tcp --sport 443 -m state --state ESTABLISHED -j ACCEPT",
            "which adds nothing",
        ),
        (
            "-A INPUT -p icmp --icmp-type 3 -j ACCEPT",
            "ESTABLISHED,RELATED lets them in already",
        ),
        (
            "-A FORWARD -i eth0 -p udp --sport 53 -j ACCEPT",
            "ESTABLISHED,RELATED would let them in",
        ),
        ("-A FORWARD -o eth0 -p udp --sport 123 -j ACCEPT", ""),
        ("-A INPUT -i eth1 -p udp --sport 68 -j ACCEPT", ""),
        ("-A INPUT -p tcp --dport 443 -j ACCEPT", ""),
    ] {
        let text = format!(
            "iptables -A INPUT {KNOWN}\niptables -A FORWARD -i lo {KNOWN}\niptables {rule}\n"
        );
        let source = Source::new("answer", text);
        let reading = read(&source);
        let found = return_rules(&reading.meant, &scene());
        let told = found
            .first()
            .map(|rule| rule.account(&source))
            .unwrap_or_default();
        assert_eq!(told.is_empty(), said.is_empty(), "{rule}: {told}");
        assert!(told.contains(said), "{rule}: {told}");
    }
}

#[test]
fn answers_are_let_in_already_only_where_the_rule_for_them_is_reached() {
    for (before, after, already) in [
        ("", "", true),
        ("", "iptables -A FORWARD -j DROP\n", false),
        ("iptables -A FORWARD -j DROP\n", "", false),
        ("", "iptables -A FORWARD -i eth0 -j REJECT\n", false),
        ("", "iptables -A FORWARD -i eth1 -j DROP\n", true),
        ("", "iptables -A FORWARD -p udp -j DROP\n", true),
        ("", "iptables -A FORWARD -j LOG\n", true),
        ("", "iptables -A INPUT -j DROP\n", true),
    ] {
        let port = "iptables -A FORWARD -i eth0 -p tcp --sport 443 -j ACCEPT";
        let text = format!("{before}{port}\n{after}iptables -A FORWARD {KNOWN}\n");
        let source = Source::new("answer", text);
        let found = return_rules(&read(&source).meant, &scene());
        let told = found.first().map(|rule| rule.account(&source));
        let told = told.unwrap_or_default();
        let said = if already {
            "lets them in already"
        } else {
            "would let them in"
        };
        assert!(told.contains(said), "{}: {told}", source.text());
    }
}

#[test]
fn the_sides_are_taken_from_what_the_text_says_of_them() {
    for (text, inside, outside, network) in [
        (
            "iptables -A INPUT -j DROP",
            "eth1",
            "eth0",
            "192.168.1.0/24",
        ),
        (
            "iptables -A FORWARD -i lan0 -o wan0 -j ACCEPT",
            "lan0",
            "wan0",
            "192.168.1.0/24",
        ),
        (
            "A=enp1s0 # A = internet\niptables -A INPUT -i enp1s0 -j DROP\n# enp1s0 is the internet side",
            "eth1",
            "enp1s0",
            "192.168.1.0/24",
        ),
        (
            "iptables -A FORWARD -s 10.1.0.0/16 -j ACCEPT",
            "eth1",
            "eth0",
            "10.1.0.0/16",
        ),
        // a distant network in INPUT, or a dropped one, is not the inside where the usual one is named
        (
            "iptables -A INPUT -s 10.8.0.0/24 -j DROP\niptables -A FORWARD -s 192.168.1.10 -j ACCEPT",
            "eth1",
            "eth0",
            "192.168.1.0/24",
        ),
        (
            "iptables -A INPUT -s 10.0.0.0/8 -j ACCEPT\niptables -A FORWARD -s 172.16.1.0/24 -j ACCEPT",
            "eth1",
            "eth0",
            "172.16.1.0/24",
        ),
        // no interface has such a name
        (
            "iptables -A INPUT -i 192.168.1.1 -j ACCEPT\niptables -A INPUT -i eth0,eth1 -j ACCEPT",
            "eth1",
            "eth0",
            "192.168.1.0/24",
        ),
    ] {
        let source = Source::new("answer", text);
        let reading = read(&source);
        let seen = scene().seen_by(&reading, &source);
        let found = (
            seen.inside.as_str(),
            seen.outside.as_str(),
            seen.network.to_string(),
        );
        assert_eq!(found, (inside, outside, network.to_owned()), "{text}");
    }
}
