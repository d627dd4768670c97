//! Probes as people write them: `tcp 203.0.113.9:1234 > 203.0.113.50:22 in eth0 syn`.

use super::probe::{CLIENT, Door, ECHO, Host, PING_ID, Probe, Traffic};
use super::scene::Scene;
use crate::netfilter::model::{Flags, Payload};
use crate::netfilter::names;
use crate::netfilter::slip::{Slip, nearest};
use crate::source::Span;
use std::net::IpAddr;
use std::str::FromStr;

/// Words that may stand behind the addresses.
const WORDS: [&str; 19] = [
    "and", "in", "local", "both", "ways", "refused", "strict", "type", "code", "id", "syn", "ack",
    "fin", "rst", "psh", "urg", "none", "flags", "with",
];

/// TCP flags by name.
const FLAGS: [(&str, Flags); 7] = [
    ("syn", Flags::SYN),
    ("ack", Flags::ACK),
    ("fin", Flags::FIN),
    ("rst", Flags::RST),
    ("psh", Flags::PSH),
    ("urg", Flags::URG),
    ("none", Flags(0)),
];

/// What is written behind the addresses.
#[derive(Default)]
struct Manner {
    door: Option<Door>,
    both_ways: bool,
    refused: bool,
    strict: bool,
    flags: Option<Flags>,
    kind: Option<u8>,
    code: u8,
    id: Option<u16>,
}

impl Manner {
    /// A word that says nothing of this protocol.
    fn misplaced(&self, protocol: u8) -> Option<&'static str> {
        let query = self.kind.is_some() || self.code != 0 || self.id.is_some();
        if self.refused && protocol != 17 {
            Some("'refused'")
        } else if self.flags.is_some() && (protocol != 6 || self.both_ways) {
            Some("a TCP flag")
        } else if query && (protocol != 1 || self.both_ways) {
            Some("'type', 'code' or 'id'")
        } else {
            None
        }
    }
}

impl Probe {
    /// Reads a packet or a round trip: `PROTOCOL SOURCE[:PORT] > DESTINATION[:PORT]`, and behind it in any order
    /// `in INTERFACE` or `local` (where it comes up; else where its source lives), TCP flags (else SYN), `type`,
    /// `code` and `id` of ICMP (else an echo request), `both ways` (the whole round trip), `refused` (a UDP datagram
    /// and the port unreachable that comes back), `strict` (nf_conntrack_tcp_loose=0).
    ///
    /// # Errors
    /// The place in the text, what was expected, and the mend where it is known.
    pub fn read(text: &str, scene: &Scene) -> Result<Self, Slip> {
        let mut words = Words::new(text);
        let protocol = protocol(&mut words)?;
        let (from, from_port) = endpoint(&mut words, "a source")?;
        arrow(&mut words)?;
        let (to, to_port) = endpoint(&mut words, "a destination")?;
        let manner = manner(&mut words, scene)?;
        let from = scene.host(from);
        let ports = (from_port.unwrap_or(CLIENT), to_port);
        Ok(Self {
            id: text.trim().to_owned(),
            from,
            door: manner.door.unwrap_or(match from {
                Host::Inside(_) => Door::Inside,
                Host::GatewayInside | Host::GatewayOutside => Door::Local,
                Host::Address(_) => Door::Outside,
            }),
            to: scene.host(to),
            strict: manner.strict,
            wanted: None,
            traffic: traffic(&words, protocol, ports, &manner)?,
        })
    }
}

/// The words of the text, each with its place.
struct Words<'t> {
    all: Vec<(&'t str, usize)>,
    at: usize,
    end: usize,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        let gap = |c: char| c.is_whitespace() || c == ',';
        let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let words = text.split(gap).filter(|word| !word.is_empty());
        Self {
            all: words.map(|word| (word, start(word))).collect(),
            at: 0,
            end: text.trim_end().len(),
        }
    }

    fn next(&mut self) -> Option<&'t str> {
        let (word, _) = self.all.get(self.at)?;
        self.at += 1;
        Some(word)
    }

    /// The place of the word taken last; behind the text where it had no more.
    fn last(&self) -> Span {
        match self.at.checked_sub(1).and_then(|at| self.all.get(at)) {
            Some((word, start)) => Span::new(*start, start + word.len()),
            None => Span::new(0, self.end),
        }
    }

    /// The next word, which must be there.
    fn need(&mut self, what: &str) -> Result<&'t str, Slip> {
        let end = Span::new(self.end, self.end);
        self.next()
            .ok_or_else(|| Slip::refused(end, format!("{what} is missing")).mend(EXAMPLE))
    }

    /// The next word as a number.
    fn number<N: FromStr>(&mut self, what: &str) -> Result<N, Slip> {
        let word = self.need(what)?;
        word.parse()
            .map_err(|_| Slip::refused(self.last(), format!("'{word}' is no {what}")))
    }
}

const EXAMPLE: &str = "write it such as 'tcp 203.0.113.9:1234 > 203.0.113.50:22 in eth0 syn'";

fn protocol(words: &mut Words<'_>) -> Result<u8, Slip> {
    let word = words.need("the protocol")?;
    let lower = word.to_ascii_lowercase();
    let number = match lower.as_str() {
        "ping" => Some(1),
        name => names::protocol(name).or_else(|| name.parse().ok()),
    };
    number.ok_or_else(|| {
        let slip = Slip::refused(words.last(), format!("'{word}' is no protocol"));
        slip.mend("begin with tcp, udp, icmp or a protocol's number")
    })
}

fn arrow(words: &mut Words<'_>) -> Result<(), Slip> {
    match words.need("'>'")? {
        ">" | "->" | "→" | "to" => Ok(()),
        other => Err(Slip::refused(
            words.last(),
            format!("'>' between source and destination was expected, not '{other}'"),
        )
        .mend(EXAMPLE)),
    }
}

fn endpoint(words: &mut Words<'_>, what: &str) -> Result<(IpAddr, Option<u16>), Slip> {
    let word = words.need(what)?;
    let place = words.last();
    let (address, port) = match word.rsplit_once(':') {
        Some((address, port)) if !address.contains(':') => (address, Some(port)),
        _ => (word, None),
    };
    let address: IpAddr = address
        .parse()
        .map_err(|_| Slip::refused(place, format!("'{address}' is no address")).mend(EXAMPLE))?;
    if address.is_ipv6() {
        return Err(Slip::refused(place, "probes are IPv4 packets").mend("write an IPv4 address"));
    }
    let port = port.map(|port| {
        port.parse().map_err(|_| {
            Slip::refused(place, format!("'{port}' is no port")).mend("write a number up to 65535")
        })
    });
    Ok((address, port.transpose()?))
}

fn manner(words: &mut Words<'_>, scene: &Scene) -> Result<Manner, Slip> {
    let mut manner = Manner::default();
    while let Some(word) = words.next() {
        let lower = word.to_ascii_lowercase();
        match lower.as_str() {
            "in" => manner.door = Some(door(words, scene)?),
            "local" => manner.door = Some(Door::Local),
            "both" => manner.both_ways = true,
            "ways" | "with" | "flags" | "and" => {}
            "refused" => manner.refused = true,
            "strict" => manner.strict = true,
            "type" => manner.kind = Some(words.number("type")?),
            "code" => manner.code = words.number("code")?,
            "id" => manner.id = Some(words.number("id")?),
            name => match FLAGS.iter().find(|(known, _)| *known == name) {
                Some((_, flag)) => {
                    manner.flags = Some(manner.flags.unwrap_or_default().with(*flag));
                }
                None => return Err(unknown(word, words.last())),
            },
        }
    }
    Ok(manner)
}

fn unknown(word: &str, place: Span) -> Slip {
    let slip = Slip::refused(place, format!("'{word}' means nothing here"));
    match nearest(word, WORDS) {
        Some(known) => slip.mend(format!("did you mean '{known}'?")),
        None => slip.mend(
            "known are 'in INTERFACE', 'local', 'both ways', 'refused', 'strict', TCP flags, 'type', 'code', 'id'",
        ),
    }
}

fn door(words: &mut Words<'_>, scene: &Scene) -> Result<Door, Slip> {
    match words.need("an interface")? {
        name if name == scene.inside || name == "inside" => Ok(Door::Inside),
        name if name == scene.outside || name == "outside" => Ok(Door::Outside),
        other => {
            let (inside, outside) = (&scene.inside, &scene.outside);
            let what = format!("the gateway has no interface '{other}'");
            let mend = format!("write {inside} (inside) or {outside} (outside)");
            Err(Slip::refused(words.last(), what).mend(mend))
        }
    }
}

fn traffic(
    words: &Words<'_>,
    protocol: u8,
    (source, destination): (u16, Option<u16>),
    manner: &Manner,
) -> Result<Traffic, Slip> {
    let end = Span::new(words.end, words.end);
    let port = || {
        let slip = Slip::refused(end, "the destination has no port");
        destination.ok_or_else(|| slip.mend("write it behind the address: 203.0.113.50:22"))
    };
    if let Some(word) = manner.misplaced(protocol) {
        let what = format!("{word} does not go with this protocol");
        return Err(Slip::refused(end, what).mend("leave it out"));
    }
    Ok(match (protocol, manner) {
        (
            6,
            Manner {
                both_ways: true, ..
            },
        ) => Traffic::TcpFlow {
            source,
            destination: port()?,
        },
        (6, _) => Traffic::Packet(Payload::Tcp {
            source,
            destination: port()?,
            flags: manner.flags.unwrap_or(Flags::SYN),
        }),
        (17, Manner { refused: true, .. }) => Traffic::ErrorFlow {
            source,
            destination: port()?,
        },
        (
            17,
            Manner {
                both_ways: true, ..
            },
        ) => Traffic::UdpFlow {
            source,
            destination: port()?,
        },
        (17, _) => Traffic::Packet(Payload::Udp {
            source,
            destination: port()?,
        }),
        (
            1,
            Manner {
                both_ways: true, ..
            },
        ) => Traffic::PingFlow,
        (1, _) => Traffic::Packet(Payload::Icmp {
            kind: manner.kind.unwrap_or(ECHO),
            code: manner.code,
            id: manner.id.unwrap_or(PING_ID),
        }),
        (
            _,
            Manner {
                both_ways: true, ..
            },
        ) => {
            let slip = Slip::refused(end, "round trips are known of TCP, UDP and ICMP");
            return Err(slip.mend("leave 'both ways' out"));
        }
        (other, _) => Traffic::Packet(Payload::Other(other)),
    })
}
