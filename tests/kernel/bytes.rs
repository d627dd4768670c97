//! Packets as bytes on the wire and back: IPv4 with TCP, UDP, ICMP or nothing known inside, checksums right.

use conntutor::netfilter::{Flags, Packet, Payload, Tuple};
use std::net::{IpAddr, Ipv4Addr};

/// Types of ICMP errors, which carry the packet they are about. Source: RFC 792.
const ERRORS: [u8; 5] = [3, 4, 5, 11, 12];
/// The sequence number of a SYN.
const FIRST: u32 = 1000;
/// Length of an IPv4 header without options.
const HEADER: usize = 20;

/// The IPv4 packet. Sequence numbers are those of a connection that carries no data and of which both ends chose the
/// same.
pub(crate) fn encode(packet: &Packet) -> Vec<u8> {
    let (source, destination) = (v4(packet.source), v4(packet.destination));
    let mut body = body(packet);
    let at = match packet.payload {
        Payload::Tcp { .. } => Some((16, true)),
        Payload::Udp { .. } => Some((6, true)),
        Payload::Icmp { .. } | Payload::IcmpError { .. } => Some((2, false)),
        Payload::Other(_) => None,
    };
    if let Some((at, with_addresses)) = at {
        let mut summed = Vec::new();
        if with_addresses {
            summed.extend(source.octets());
            summed.extend(destination.octets());
            summed.extend([0, packet.protocol()]);
            summed.extend(length(body.len()));
        }
        summed.extend(&body);
        body[at..at + 2].copy_from_slice(&checksum(&summed).to_be_bytes());
    }
    let [high, low] = length(HEADER + body.len());
    let mut bytes = vec![0x45, 0, high, low, 0, 1, 0, 0, 64, packet.protocol(), 0, 0];
    bytes.extend(source.octets());
    bytes.extend(destination.octets());
    let sum = checksum(&bytes);
    bytes[10..12].copy_from_slice(&sum.to_be_bytes());
    bytes.extend(body);
    bytes
}

/// What the IP header is followed by, checksum left out.
fn body(packet: &Packet) -> Vec<u8> {
    match packet.payload {
        Payload::Tcp {
            source,
            destination,
            flags,
        } => tcp(source, destination, flags),
        Payload::Udp {
            source,
            destination,
        } => [ports(source, destination), vec![0, 12, 0, 0], vec![7; 4]].concat(),
        Payload::Icmp { kind, code, id } => {
            let [high, low] = id.to_be_bytes();
            // a timestamp or a mask is longer; what is missing is zero
            [vec![kind, code, 0, 0, high, low, 0, 1], vec![0; 12]].concat()
        }
        Payload::IcmpError { kind, code, about } => {
            let quoted = encode(&quoted(&about));
            [vec![kind, code, 0, 0, 0, 0, 0, 0], quoted].concat()
        }
        Payload::Other(_) => vec![0; 8],
    }
}

fn tcp(source: u16, destination: u16, flags: Flags) -> Vec<u8> {
    let number = FIRST + u32::from(!flags.has(Flags::SYN));
    let acknowledged = if flags.has(Flags::ACK) { FIRST + 1 } else { 0 };
    let mut bytes = ports(source, destination);
    bytes.extend(number.to_be_bytes());
    bytes.extend(acknowledged.to_be_bytes());
    // header of five words, flags, a window, checksum, no urgent data
    bytes.extend([0x50, flags.0, 0x20, 0, 0, 0, 0, 0]);
    bytes
}

/// A packet of that tuple, for an error to quote.
fn quoted(about: &Tuple) -> Packet {
    let (source, destination) = (about.source_port, about.destination_port);
    let flags = Flags::ACK;
    let payload = match about.protocol {
        6 => Payload::Tcp {
            source,
            destination,
            flags,
        },
        17 => Payload::Udp {
            source,
            destination,
        },
        1 => Payload::Icmp {
            kind: about.kind,
            code: 0,
            id: source,
        },
        other => Payload::Other(other),
    };
    Packet::new(about.source, about.destination, payload)
}

/// The packet that IPv4 bytes are, and its type-of-service byte; none where they are none of ours.
pub(crate) fn decode(bytes: &[u8]) -> Option<(Packet, u8)> {
    let source: [u8; 4] = bytes.get(12..16)?.try_into().ok()?;
    let destination: [u8; 4] = bytes.get(16..20)?.try_into().ok()?;
    let body = bytes.get(HEADER..)?;
    let word = |at: usize| Some(u16::from_be_bytes(body.get(at..at + 2)?.try_into().ok()?));
    let payload = match bytes[9] {
        6 => Payload::Tcp {
            source: word(0)?,
            destination: word(2)?,
            flags: Flags(*body.get(13)?),
        },
        17 => Payload::Udp {
            source: word(0)?,
            destination: word(2)?,
        },
        1 => {
            let (kind, code) = (*body.first()?, *body.get(1)?);
            if ERRORS.contains(&kind) {
                let about = decode(body.get(8..)?)?.0.tuple();
                Payload::IcmpError { kind, code, about }
            } else {
                let id = word(4)?;
                Payload::Icmp { kind, code, id }
            }
        }
        other => Payload::Other(other),
    };
    Some((
        Packet::new(source.into(), destination.into(), payload),
        bytes[1],
    ))
}

fn ports(source: u16, destination: u16) -> Vec<u8> {
    [source.to_be_bytes(), destination.to_be_bytes()].concat()
}

fn length(bytes: usize) -> [u8; 2] {
    u16::try_from(bytes).expect("a short packet").to_be_bytes()
}

fn v4(address: IpAddr) -> Ipv4Addr {
    match address {
        IpAddr::V4(address) => address,
        IpAddr::V6(address) => panic!("{address} in a test of IPv4"),
    }
}

/// The Internet checksum. Source: RFC 1071.
fn checksum(bytes: &[u8]) -> u16 {
    let word = |pair: &[u8]| u32::from(pair[0]) << 8 | pair.get(1).map_or(0, |low| u32::from(*low));
    let sum: u32 = bytes.chunks(2).map(word).sum();
    let folded = (sum & 0xffff) + (sum >> 16);
    let folded = (folded & 0xffff) + (folded >> 16);
    !u16::try_from(folded).expect("folded twice")
}

#[test]
fn packets_come_back_as_they_were_sent() {
    let (a, b) = ([192, 168, 1, 10].into(), [8, 8, 8, 8].into());
    let udp = Payload::Udp {
        source: 1,
        destination: 65_535,
    };
    for payload in [
        udp,
        Payload::Tcp {
            source: 443,
            destination: 51_234,
            flags: Flags::SYN.with(Flags::ACK),
        },
        Payload::Icmp {
            kind: 8,
            code: 0,
            id: 4242,
        },
        Payload::IcmpError {
            kind: 3,
            code: 3,
            about: Packet::new(b, a, udp).tuple(),
        },
        Payload::Other(47),
    ] {
        let packet = Packet::new(a, b, payload);
        let bytes = encode(&packet);
        assert_eq!(decode(&bytes), Some((packet, 0)), "{packet}");
        assert_eq!(checksum(&bytes[..HEADER]), 0, "{packet}: header");
        if matches!(payload, Payload::Icmp { .. } | Payload::IcmpError { .. }) {
            assert_eq!(checksum(&bytes[HEADER..]), 0, "{packet}: body");
        }
    }
}
