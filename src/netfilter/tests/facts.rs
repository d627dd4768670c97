//! What the kernel does with packets (netfilter-facts, kernel; conntrack-facts §2), each as rules, a probe and its fate.

use super::scene;
use crate::netfilter::{Door, Flags, Host, Payload, Probe, Traffic, judge, read};
use crate::source::Source;
use std::net::IpAddr;

const WEB: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9));
const DNS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(8, 8, 8, 8));
const CLIENT: Host = Host::Inside(10);

fn syn(source: u16, destination: u16) -> Traffic {
    Traffic::Packet(Payload::Tcp {
        source,
        destination,
        flags: Flags::SYN,
    })
}

fn flagged(flags: Flags) -> Traffic {
    Traffic::Packet(Payload::Tcp {
        source: 40_000,
        destination: 8080,
        flags,
    })
}

/// The probes by name: who, where, whom, what.
fn probe(name: &str) -> Probe {
    let tcp = |destination| Traffic::TcpFlow {
        source: 51_234,
        destination,
    };
    let web = Host::Address(WEB);
    let dns = Host::Address(DNS);
    let (own, outside) = (Host::GatewayOutside, Door::Outside);
    let (from, door, to, traffic) = match name {
        "client-tcp" => (CLIENT, Door::Inside, web, tcp(443)),
        "client-udp" => (
            CLIENT,
            Door::Inside,
            dns,
            Traffic::UdpFlow {
                source: 40_000,
                destination: 53,
            },
        ),
        "client-ping" => (CLIENT, Door::Inside, dns, Traffic::PingFlow),
        "client-gateway" => (CLIENT, Door::Inside, Host::GatewayInside, tcp(8080)),
        "gateway-tcp" => (own, Door::Local, web, tcp(443)),
        "gateway-dns" => (
            own,
            Door::Local,
            dns,
            Traffic::UdpFlow {
                source: 40_000,
                destination: 53,
            },
        ),
        "in-gateway" => (web, outside, own, syn(40_000, 8080)),
        "in-gateway-udp" => (
            web,
            outside,
            own,
            Traffic::Packet(Payload::Udp {
                source: 40_000,
                destination: 5000,
            }),
        ),
        "in-gateway-443" => (web, outside, own, syn(443, 8080)),
        "in-client" => (web, outside, CLIENT, syn(40_000, 8080)),
        "in-service" => (
            web,
            outside,
            own,
            Traffic::TcpFlow {
                source: 40_000,
                destination: 80,
            },
        ),
        "spoofed" => (Host::Inside(77), outside, own, syn(40_000, 8080)),
        "ping" => (web, outside, own, Traffic::PingFlow),
        "error" => (
            CLIENT,
            Door::Inside,
            dns,
            Traffic::ErrorFlow {
                source: 40_000,
                destination: 33_434,
            },
        ),
        "ack" | "ack-strict" => (web, outside, own, flagged(Flags::ACK)),
        "synack" => (web, outside, own, flagged(Flags::SYN.with(Flags::ACK))),
        "rst" => (web, outside, own, flagged(Flags::RST)),
        "loopback" => (
            Host::Address([127, 0, 0, 1].into()),
            Door::Local,
            Host::Address([127, 0, 0, 1].into()),
            tcp(8080),
        ),
        other => panic!("no probe {other}"),
    };
    Probe {
        id: name.to_owned(),
        from,
        door,
        to,
        traffic,
        strict: name == "ack-strict",
        wanted: None,
    }
}

/// Rules; probes that pass; probes that do not.
const ROWS: &[(&str, &str, &str)] = &[
    ("", "client-tcp client-udp client-ping client-gateway gateway-tcp in-gateway in-client error ack synack loopback", ""),
    // the question's own rules: INPUT alone leaves FORWARD open (7)
    (
        "iptables -A INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT
         iptables -A INPUT -m state --state NEW -i eth1 -j ACCEPT
         iptables -A INPUT -j DROP",
        "client-tcp client-udp client-gateway gateway-tcp in-client error",
        "in-gateway in-gateway-udp in-gateway-443 ping ack synack spoofed loopback",
    ),
    (
        "iptables -P FORWARD DROP
         iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
         iptables -A FORWARD -i eth1 -o eth0 -m conntrack --ctstate NEW -j ACCEPT",
        "client-tcp client-udp client-ping error in-gateway",
        "in-client",
    ),
    // raw comes before tracking (1)
    ("iptables -t raw -A PREROUTING -m conntrack --ctstate INVALID -j DROP", "gateway-loop", "client-tcp client-udp gateway-tcp ping"),
    ("iptables -t raw -A PREROUTING -m conntrack --ctstate NEW -j DROP", "client-tcp in-gateway", ""),
    ("iptables -t mangle -A PREROUTING -m conntrack --ctstate NEW -j DROP", "gateway-tcp", "client-tcp in-gateway"),
    // UNTRACKED is a state of its own and is not translated (2)
    ("iptables -t raw -A PREROUTING -j NOTRACK\niptables -A INPUT -m state --state NEW -j DROP", "in-gateway client-tcp", ""),
    (
        "iptables -t raw -A PREROUTING -p udp -j CT --notrack
         iptables -A INPUT -m conntrack ! --ctstate UNTRACKED -j ACCEPT\niptables -P INPUT DROP",
        "in-gateway",
        "in-gateway-udp gateway-dns",
    ),
    // a bare ACK is NEW unless tracking is strict; a SYN-ACK is INVALID always (3), and INVALID is not dropped by itself (4)
    ("iptables -A INPUT -m state --state NEW -j DROP", "ack-strict synack rst gateway-tcp", "ack in-gateway"),
    ("iptables -A INPUT -m state --state INVALID -j DROP", "ack in-gateway", "ack-strict synack rst"),
    // NEW without ESTABLISHED: the first packet passes, the connection does not live (5)
    ("iptables -P FORWARD DROP\niptables -A FORWARD -m state --state NEW -j ACCEPT", "in-client", "client-tcp client-udp client-ping"),
    // FORWARD sees inner addresses both ways (6)
    (
        "iptables -P FORWARD DROP\niptables -A FORWARD -s 192.168.1.0/24 -j ACCEPT
         iptables -A FORWARD -i eth0 -d 192.168.1.0/24 -m state --state ESTABLISHED -j ACCEPT",
        "client-tcp client-udp",
        "in-client error",
    ),
    ("iptables -P FORWARD DROP\niptables -A FORWARD -i eth1 -j ACCEPT\niptables -A FORWARD -i eth0 -d 203.0.113.50 -j ACCEPT", "", "client-tcp"),
    // ESTABLISHED in INPUT does not help clients (8)
    ("iptables -P FORWARD DROP\niptables -A FORWARD -i eth1 -m state --state NEW -j ACCEPT\niptables -A INPUT -m state --state ESTABLISHED -j ACCEPT", "gateway-tcp", "client-tcp"),
    // RETURN in a base chain, and the end of a chain reached by -g, mean the policy (11)
    ("iptables -P INPUT DROP\niptables -A INPUT -j RETURN\niptables -A INPUT -j ACCEPT", "", "in-gateway gateway-tcp"),
    ("iptables -P INPUT DROP\niptables -N c\niptables -A INPUT -g c\niptables -A INPUT -j ACCEPT", "", "in-gateway"),
    ("iptables -P INPUT DROP\niptables -N c\niptables -A INPUT -j c\niptables -A INPUT -j ACCEPT", "in-gateway", ""),
    // -F keeps policies (12)
    ("iptables -P INPUT DROP\niptables -A INPUT -j ACCEPT\niptables -F", "", "in-gateway gateway-tcp"),
    ("iptables -A INPUT -j DROP\niptables -F", "in-gateway", ""),
    // ACCEPT ends its own chain only (13)
    ("iptables -t mangle -A INPUT -j ACCEPT\niptables -A INPUT -j DROP", "", "in-gateway"),
    ("iptables -t nat -A PREROUTING -j ACCEPT\niptables -P INPUT DROP", "", "in-gateway"),
    // loopback passes OUTPUT and INPUT (14)
    ("iptables -P INPUT DROP\niptables -A INPUT -i lo -j ACCEPT", "loopback", "gateway-tcp"),
    ("iptables -P OUTPUT DROP\niptables -A OUTPUT -o lo -j ACCEPT", "loopback client-tcp", "gateway-tcp client-gateway"),
    // OUTPUT DROP kills the answers to clients (15)
    ("iptables -P OUTPUT DROP\niptables -A OUTPUT -m state --state ESTABLISHED -j ACCEPT", "client-gateway in-service", "gateway-tcp"),
    // rules about addresses or source ports let strangers in (16)
    ("iptables -P INPUT DROP\niptables -A INPUT -s 192.168.1.0/24 -j ACCEPT", "spoofed client-gateway", "in-gateway"),
    ("iptables -P INPUT DROP\niptables -t mangle -A PREROUTING -m rpfilter --invert -j DROP\niptables -A INPUT -s 192.168.1.0/24 -j ACCEPT", "client-gateway", "spoofed"),
    ("iptables -P INPUT DROP\niptables -A INPUT -p tcp --sport 443 -j ACCEPT", "in-gateway-443 gateway-tcp", "in-gateway"),
    // twice the module is AND; ctdir and ctstatus know answers (17)
    ("iptables -P INPUT DROP\niptables -A INPUT -m state --state NEW -m conntrack --ctstate ESTABLISHED -j ACCEPT", "", "in-gateway gateway-tcp"),
    ("iptables -P INPUT DROP\niptables -A INPUT -m conntrack --ctdir REPLY -j ACCEPT", "gateway-tcp gateway-dns", "in-gateway"),
    ("iptables -P INPUT DROP\niptables -A INPUT -m conntrack --ctstatus SEEN_REPLY -j ACCEPT", "gateway-tcp gateway-dns", "in-gateway"),
    ("iptables -P INPUT DROP\niptables -A INPUT -m conntrack --ctstatus ASSURED -j ACCEPT", "", "gateway-tcp in-gateway"),
    // a rule without target decides nothing (18)
    ("iptables -P INPUT DROP\niptables -A INPUT", "", "in-gateway"),
    // RELATED covers ICMP errors, and those alone (10)
    ("iptables -P FORWARD DROP\niptables -A FORWARD -i eth1 -j ACCEPT\niptables -A FORWARD -m state --state ESTABLISHED -j ACCEPT", "client-udp client-ping", "error"),
    ("iptables -P FORWARD DROP\niptables -A FORWARD -i eth1 -j ACCEPT\niptables -A FORWARD -m state --state RELATED -j ACCEPT", "error", "client-udp client-ping"),
    // destination translation: INPUT and FORWARD see the new one
    (
        "iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 -j DNAT --to-destination 192.168.1.10:8080
         iptables -P FORWARD DROP\niptables -A FORWARD -m conntrack --ctstate DNAT -j ACCEPT",
        "in-service",
        "in-client client-tcp",
    ),
    ("iptables -t nat -A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080\niptables -P INPUT DROP\niptables -A INPUT -p tcp --dport 8080 -j ACCEPT", "in-service in-gateway", ""),
    // accepted and never matching
    ("iptables -P INPUT DROP\niptables -A INPUT -i 'eth*' -j ACCEPT", "", "in-gateway"),
    ("iptables -P INPUT DROP\niptables -A INPUT -i eth+ -j ACCEPT", "in-gateway client-gateway", "loopback"),
    // a circle that no packet can reach is taken
    ("iptables -N a\niptables -N b\niptables -A a -j b\niptables -A b -j a", "in-gateway", ""),
    // limits and lists are assumptions
    ("iptables -P INPUT DROP\niptables -A INPUT -m limit --limit 3/min -j ACCEPT", "in-gateway", ""),
    ("iptables -P INPUT DROP\niptables -A INPUT -m set --match-set friends src -j ACCEPT", "", "in-gateway"),
    // nft: verdict map, sets, wildcards, negation, final drop
    (
        "table inet gw {
           chain forward { type filter hook forward priority filter; policy drop;
             ct state vmap { established : accept, related : accept, invalid : drop }
             iifname \"eth1\" oifname \"eth*\" ct state new accept
           }
           chain input {
             type filter hook input priority filter; policy drop;
             iif lo accept
             ct state established,related accept
             ip saddr { 192.168.1.0/24, 10.0.0.0/8 } tcp dport { 22, 8080 } iifname != eth0 accept
           }
         }",
        "client-tcp client-udp error gateway-tcp client-gateway loopback",
        "in-client in-gateway in-gateway-udp spoofed synack",
    ),
    (
        "nft add table ip f\nnft 'add chain ip f in { type filter hook input priority 0; policy drop; }'
         nft add rule ip f in ct state established accept\nnft add rule ip f in tcp dport 1024-9000 tcp sport != 443 accept",
        "in-gateway gateway-tcp",
        "in-gateway-443 in-gateway-udp",
    ),
    ("table ip x {\n chain y {\n drop\n }\n}\n", "in-gateway", ""),
    (
        "table ip a {\n chain i {\n type filter hook input priority 0;\n accept\n }\n}\ntable ip b {\n chain i {\n type filter hook input priority 1;\n drop\n }\n}\n",
        "",
        "in-gateway",
    ),
];

#[test]
fn packets_fare_as_they_do_in_the_kernel() {
    let mut wrong = Vec::new();
    for (rules, pass, stop) in ROWS {
        let source = Source::new("rules", *rules);
        let reading = read(&source);
        for fault in reading
            .faults(&source)
            .iter()
            .filter(|_| !reading.is_accepted())
        {
            wrong.push(format!("{rules}\n  {fault}"));
        }
        let named = |names: &str, passes| {
            let names: Vec<&str> = names
                .split_whitespace()
                .filter(|name| *name != "gateway-loop")
                .collect();
            names
                .into_iter()
                .map(|name| (probe(name), passes))
                .collect::<Vec<_>>()
        };
        for (probe, passes) in named(pass, true).into_iter().chain(named(stop, false)) {
            let result = &judge(&reading.typed, &scene(), std::slice::from_ref(&probe))[0];
            if result.passes != passes {
                let line = |span: crate::source::Span| source.position(span.start).line;
                let trace: Vec<String> = result
                    .walks
                    .iter()
                    .flat_map(|walk| &walk.steps)
                    .map(|step| step.describe(line))
                    .collect();
                wrong.push(format!(
                    "{rules}\n  {} passes: {}\n    {}",
                    probe.id,
                    result.passes,
                    trace.join("\n    ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
