//! No text, however broken, brings the readers of rules down, and no packet the machine that they make.

use conntutor::netfilter::{
    Family, Flags, Host, Interface, Network, Origin, Packet, Payload, Probe, Reading, Route,
    Ruleset, Scene, Topology, Traffic, Tuple, Verdict, World, behaviour, judge, read, restore,
    return_rules, ruleset, shadowed,
};
use conntutor::source::Source;
use proptest::collection::vec;
use proptest::prelude::*;
use std::net::IpAddr;
use std::sync::Arc;

/// Lines as people and tools write them.
const LINES: &[&str] = &[
    "iptables -A INPUT -i eth0 -p tcp --dport 22 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT",
    "sudo iptables -t nat -A POSTROUTING -o eth0 -s 192.168.1.0/24 -j MASQUERADE",
    "iptables -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 192.168.1.10:80",
    "iptables -t nat -I OUTPUT 1 -p udp -j DNAT --to-destination 255.255.255.255:0-65535",
    "iptables -t nat -A PREROUTING -d 203.0.113.50 -j NETMAP --to 10.0.0.0/8",
    "iptables -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports 1-2",
    "iptables -t mangle -A PREROUTING -m mark ! --mark 0x1/0xff -j MARK --set-xmark 0xffffffff/0",
    "iptables -t mangle -A FORWARD -j CONNMARK --save-mark",
    "iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark",
    "iptables -t raw -A PREROUTING -p udp -j CT --notrack",
    "iptables -N a; iptables -N b; iptables -A a -j b; iptables -A b -g a; iptables -A INPUT -j a",
    "iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    "iptables -A FORWARD -p tcp ! --syn -m limit --limit 3/minute -j REJECT --reject-with tcp-reset",
    "iptables -R INPUT 1 -m multiport --dports 1:2,80,443 -j DROP",
    "iptables -D INPUT -j DROP; iptables -E a b; iptables -X; iptables -F",
    "iptables -P INPUT DROP && iptables -P FORWARD DROP",
    "ip6tables -A INPUT -s fe80::/10 -p icmpv6 --icmpv6-type echo-request -j ACCEPT",
    "ip6tables -t nat -A PREROUTING -p tcp -j DNAT --to-destination [fe80::1]:80",
    "LAN=eth1; WAN=\"eth0 $LAN\"; iptables -A FORWARD -i $LAN -o ${WAN} -j ACCEPT",
    "for p in 22 80 $LAN; do iptables -A INPUT -p tcp --dport $p -j ACCEPT; done",
    "allow() { iptables -A INPUT -s \"$1\" -j \"${2:-ACCEPT}\"; }",
    "allow 10.0.0.1 DROP",
    "iptables-restore <<EOF",
    "EOF",
    "*filter",
    ":INPUT DROP [0:0]",
    ":own - [0:0]",
    "[12:34] -A INPUT -m comment --comment \"a b\" -j own",
    "COMMIT",
    "nft add table inet t",
    "nft add chain inet t c '{ type filter hook forward priority 0; policy drop; }'",
    "nft add rule inet t c ct state vmap { established : accept, invalid : drop }",
    "table inet filter {",
    "chain input { type filter hook input priority filter - 5; policy drop;",
    "set s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 1.2.3.4-1.2.3.9 } }",
    "iifname { \"eth0\", \"eth1\" } ip saddr @s tcp dport { 22, 80-90 } counter accept",
    "ip saddr . tcp dport vmap { 1.2.3.4 . 22 : drop }",
    "tcp flags & (fin|syn) == syn / ack log prefix \"x\" dnat ip6 to [::1]:80",
    "ct original ip daddr != 10.0.0.1 meta mark set 0x1 jump own",
    "define ports = { 22, $ports }",
    "}",
    "# eth0 = internet, eth1 = clients",
    "I think the rule should be `iptables -A INPUT -j ACCEPT`, don't you?",
];
/// What stands between words, and what no tool expects.
const ODD: &[&str] = &[
    " ",
    "\n",
    ";",
    "\\\n",
    "'",
    "\"",
    "{",
    "}",
    "$",
    "${",
    "(",
    ")",
    "!",
    " ! ",
    "-",
    "--",
    "–",
    ",",
    ":",
    "/",
    "=",
    "#",
    "@",
    "`",
    "<<EOF\n",
    "\0",
    "\u{202e}",
    "\u{200b}",
    "é",
    "🔥",
    "[",
    "]",
    "99999999999999999999",
    "-1",
    "0x",
    "+",
    "*",
    "&&",
    "|",
    "for x in ",
    "do ",
    "done",
    "f() {",
];

/// What is done to the words of a text.
type Edit = (u8, prop::sample::Index, prop::sample::Index);

/// Lines with words cut, doubled, exchanged and spliced.
fn mutated(lines: &[prop::sample::Index], edits: &[Edit]) -> String {
    let line = |at: &prop::sample::Index| LINES[at.index(LINES.len())];
    let text: Vec<&str> = lines.iter().map(line).collect();
    let text = text.join("\n");
    let mut words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    for (kind, first, second) in edits {
        if words.is_empty() {
            break;
        }
        let (first, other) = (first.index(words.len()), second.index(words.len()));
        match kind % 6 {
            0 => drop(words.remove(first)),
            1 => words.insert(other, words[first]),
            2 => words.swap(first, other),
            3 => words.insert(first, ODD[second.index(ODD.len())]),
            4 => words[first] = ODD[second.index(ODD.len())],
            _ => {
                let middle = words[first].len() / 2;
                words[first] = words[first].get(..middle).unwrap_or_default();
            }
        }
    }
    words.concat()
}

fn scene() -> Scene {
    let clients = Network::new([192, 168, 1, 0].into(), 24);
    let public = Network::new([203, 0, 113, 50].into(), 24);
    Scene::new(("eth1", clients), ("eth0", public))
}

/// Every reading of a text, with all that is asked of it.
fn readings(text: &str) -> Vec<Reading> {
    let source = Source::new("fuzz", text);
    let readings = vec![
        read(&source),
        ruleset(&source),
        restore(&source, Family::V4),
        restore(&source, Family::V6),
    ];
    for reading in &readings {
        for fault in reading.faults(&source) {
            assert!(text.is_char_boundary(fault.span.start), "{fault}");
            assert!(text.is_char_boundary(fault.span.end), "{fault}");
            let _ = fault.excerpt();
        }
        for rules in [&reading.typed, &reading.meant] {
            let _ = (shadowed(rules), return_rules(rules, &scene()));
        }
    }
    let seen = scene().seen_by(&readings[0], &source);
    let _ = behaviour(&readings[0].meant, &seen);
    readings
}

fn address() -> impl Strategy<Value = IpAddr> {
    let known: [IpAddr; 8] = [
        [192, 168, 1, 10].into(),
        [192, 168, 1, 1].into(),
        [203, 0, 113, 50].into(),
        [203, 0, 113, 9].into(),
        [127, 0, 0, 1].into(),
        [0; 4].into(),
        [255; 4].into(),
        [0xfe80, 0, 0, 0, 0, 0, 0, 1_u16].into(),
    ];
    prop_oneof![
        prop::sample::select(known.to_vec()),
        any::<[u8; 4]>().prop_map(IpAddr::from),
        any::<[u16; 8]>().prop_map(IpAddr::from),
    ]
}

fn port() -> impl Strategy<Value = u16> {
    prop_oneof![
        prop::sample::select(vec![0, 22, 80, 443, 65_535]),
        any::<u16>()
    ]
}

fn payload() -> impl Strategy<Value = Payload> {
    let tuple = (
        address(),
        address(),
        any::<u8>(),
        port(),
        port(),
        any::<u8>(),
    );
    let tuple = tuple.prop_map(
        |(source, destination, protocol, source_port, destination_port, kind)| Tuple {
            source,
            destination,
            protocol,
            source_port,
            destination_port,
            kind,
        },
    );
    prop_oneof![
        (port(), port(), any::<u8>()).prop_map(|(source, destination, flags)| Payload::Tcp {
            source,
            destination,
            flags: Flags(flags),
        }),
        (port(), port()).prop_map(|(source, destination)| Payload::Udp {
            source,
            destination,
        }),
        (any::<u8>(), any::<u8>(), any::<u16>()).prop_map(|(kind, code, id)| Payload::Icmp {
            kind,
            code,
            id,
        }),
        (any::<u8>(), any::<u8>(), tuple).prop_map(|(kind, code, about)| Payload::IcmpError {
            kind,
            code,
            about,
        }),
        any::<u8>().prop_map(Payload::Other),
    ]
}

fn origin() -> impl Strategy<Value = Origin> {
    prop_oneof![
        prop::sample::select(vec!["eth0", "eth1", "lo", "", "eth0+"])
            .prop_map(|name| Origin::Wire(name.to_owned())),
        Just(Origin::Local),
    ]
}

fn network() -> impl Strategy<Value = Network> {
    (address(), any::<u8>()).prop_map(|(address, prefix)| Network::new(address, prefix))
}

fn topology() -> impl Strategy<Value = Topology> {
    let name = || prop::sample::select(vec!["eth0", "eth1", "lo", "tun0"]).prop_map(str::to_owned);
    let interface =
        (name(), vec(network(), 0..3)).prop_map(|(name, addresses)| Interface { name, addresses });
    let route = (network(), name()).prop_map(|(to, by)| Route { to, by });
    let any = (vec(interface, 0..4), vec(route, 0..4))
        .prop_map(|(interfaces, routes)| Topology { interfaces, routes });
    prop_oneof![Just(scene().topology()), any]
}

/// Sends packets one after another; each has one end and a trace that a reader could get through.
fn sent(rules: Ruleset, topology: Topology, packets: &[(Packet, Origin)], strict: bool) {
    let mut world = World::new(Arc::new(rules), topology);
    if strict {
        world = world.strict();
    }
    for (packet, origin) in packets {
        let walk = world.send(*packet, origin);
        assert!(walk.steps.len() < 10_000, "{} steps", walk.steps.len());
        let passed = matches!(walk.verdict, Verdict::Delivered | Verdict::Sent(_));
        assert_eq!(walk.verdict.passes(), passed);
        let _ = (walk.state(), walk.decisions().count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn bytes_of_any_kind_are_read(bytes in vec(any::<u8>(), 0..300)) {
        readings(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn mutated_lines_are_read(
        lines in vec(any::<prop::sample::Index>(), 1..12),
        edits in vec(any::<Edit>(), 0..12),
    ) {
        readings(&mutated(&lines, &edits));
    }

    #[test]
    fn packets_of_any_kind_end_somewhere(
        lines in vec(any::<prop::sample::Index>(), 1..20),
        edits in vec(any::<Edit>(), 0..4),
        topology in topology(),
        packets in vec((address(), address(), payload(), any::<u32>(), origin()), 1..12),
        strict in any::<bool>(),
    ) {
        let packets: Vec<(Packet, Origin)> = packets
            .into_iter()
            .map(|(source, destination, payload, mark, origin)| {
                let packet = Packet { mark, ..Packet::new(source, destination, payload) };
                (packet, origin)
            })
            .collect();
        let text = mutated(&lines, &edits);
        let source = Source::new("fuzz", text.as_str());
        let probes: Vec<Probe> = packets
            .iter()
            .map(|(packet, _)| Probe {
                id: "any".to_owned(),
                from: Host::Address(packet.source),
                door: conntutor::netfilter::Door::Outside,
                to: Host::Address(packet.destination),
                traffic: Traffic::Packet(packet.payload),
                strict,
                wanted: None,
            })
            .collect();
        for reading in [read(&source), ruleset(&source), restore(&source, Family::V6)] {
            prop_assert_eq!(judge(&reading.meant, &scene(), &probes).len(), probes.len());
            sent(reading.meant, topology.clone(), &packets, strict);
        }
    }
}
