//! Packets as people write them.

use crate::netfilter::{Door, Flags, Network, Payload, Probe, Scene, Traffic};

/// A port that stands for "none is written".
const CLIENT: u16 = 51_234;
const PING_ID: u16 = 4242;

fn scene() -> Scene {
    let clients = Network::new([192, 168, 1, 0].into(), 24);
    let public = Network::new([203, 0, 113, 50].into(), 24);
    Scene::new(("lan0", clients), ("wan0", public))
}

#[test]
fn packets_are_read_as_written() {
    let tcp = |source, destination, flags| {
        Traffic::Packet(Payload::Tcp {
            source,
            destination,
            flags,
        })
    };
    let udp = |source, destination| {
        Traffic::Packet(Payload::Udp {
            source,
            destination,
        })
    };
    let icmp = |kind, code, id| Traffic::Packet(Payload::Icmp { kind, code, id });
    for (text, door, traffic, strict) in [
        (
            "tcp 203.0.113.9:1234 > 203.0.113.50:22",
            Door::Outside,
            tcp(1234, 22, Flags::SYN),
            false,
        ),
        (
            "TCP 203.0.113.9 -> 203.0.113.50:22 ack strict",
            Door::Outside,
            tcp(CLIENT, 22, Flags::ACK),
            true,
        ),
        (
            "tcp 192.168.1.77:9 > 203.0.113.50:22 in wan0",
            Door::Outside,
            tcp(9, 22, Flags::SYN),
            false,
        ),
        (
            "tcp 192.168.1.77:9 to 203.0.113.50:22 in inside syn,ack",
            Door::Inside,
            tcp(9, 22, Flags(18)),
            false,
        ),
        (
            "udp 203.0.113.50:9 > 8.8.8.8:53",
            Door::Local,
            udp(9, 53),
            false,
        ),
        (
            "ping 8.8.8.8 > 203.0.113.50",
            Door::Outside,
            icmp(8, 0, PING_ID),
            false,
        ),
        (
            "icmp 192.168.1.10 > 8.8.8.8 type 13 code 0 id 7",
            Door::Inside,
            icmp(13, 0, 7),
            false,
        ),
        (
            "icmp 192.168.1.10 > 8.8.8.8 both ways",
            Door::Inside,
            Traffic::PingFlow,
            false,
        ),
        (
            "gre 192.168.1.10 > 8.8.8.8",
            Door::Inside,
            Traffic::Packet(Payload::Other(47)),
            false,
        ),
        (
            "udp 192.168.1.10:9 > 8.8.8.8:53, refused",
            Door::Inside,
            Traffic::ErrorFlow {
                source: 9,
                destination: 53,
            },
            false,
        ),
    ] {
        let probe = Probe::read(text, &scene()).expect(text);
        assert_eq!(
            (probe.door, probe.traffic, probe.strict),
            (door, traffic, strict),
            "{text}"
        );
    }
}

#[test]
fn slips_name_the_place_and_the_mend() {
    for (text, at, what) in [
        ("", 0, "the protocol is missing"),
        ("tpc 1.2.3.4 > 1.2.3.5", 0, "'tpc' is no protocol"),
        ("tcp 1.2.3.400 > 1.2.3.5", 4, "'1.2.3.400' is no address"),
        ("tcp 1.2.3.4:99999 > 1.2.3.5", 4, "'99999' is no port"),
        ("tcp 1.2.3.4 1.2.3.5", 12, "'>' between"),
        ("tcp 1.2.3.4 > 1.2.3.5", 21, "the destination has no port"),
        (
            "tcp 1.2.3.4 > 1.2.3.5:22 in eth0",
            28,
            "the gateway has no interface 'eth0'",
        ),
        (
            "tcp 1.2.3.4 > 1.2.3.5:22 sin",
            25,
            "'sin' means nothing here",
        ),
        ("icmp 1.2.3.4 > 1.2.3.5 type x", 28, "'x' is no type"),
        ("gre 1.2.3.4 > 1.2.3.5 both ways", 31, "round trips"),
        (
            "tcp 1.2.3.4 > 1.2.3.5:1 refused",
            31,
            "'refused' does not go",
        ),
        ("udp 1.2.3.4 > 1.2.3.5:1 syn", 27, "a TCP flag does not go"),
        (
            "tcp 1.2.3.4 > 1.2.3.5:1 type 8",
            30,
            "'type', 'code' or 'id'",
        ),
        ("tcp ::1 > 1.2.3.5:22", 4, "probes are IPv4"),
    ] {
        let slip = Probe::read(text, &scene()).expect_err(text);
        assert_eq!(slip.span.start, at, "{text}");
        assert!(slip.what.starts_with(what), "{text}: {}", slip.what);
    }
}
