//! A packet: what its headers say and what the machine has written on it.

use super::tuple::Tuple;
use std::fmt;
use std::net::IpAddr;

/// TCP flags, bits as in the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Flags(pub u8);

impl Flags {
    /// The sender has finished.
    pub const FIN: Self = Self(1);
    /// Opens a connection.
    pub const SYN: Self = Self(2);
    /// Ends it at once.
    pub const RST: Self = Self(4);
    /// Push.
    pub const PSH: Self = Self(8);
    /// Acknowledges.
    pub const ACK: Self = Self(16);
    /// Urgent.
    pub const URG: Self = Self(32);
    /// All six.
    pub const ALL: Self = Self(63);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"];
        let set = |bit: &usize| self.0 & (1 << bit) != 0;
        let shown: Vec<&str> = (0..names.len()).filter(set).map(|bit| names[bit]).collect();
        f.write_str(&shown.join(","))
    }
}

/// What an IP packet carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Payload {
    /// TCP.
    Tcp {
        /// Source port.
        source: u16,
        /// Destination port.
        destination: u16,
        /// Flags.
        flags: Flags,
    },
    /// UDP.
    Udp {
        /// Source port.
        source: u16,
        /// Destination port.
        destination: u16,
    },
    /// An ICMP query or answer (ICMPv6 where the addresses are).
    Icmp {
        /// Type.
        kind: u8,
        /// Code.
        code: u8,
        /// Id that joins query and answer.
        id: u16,
    },
    /// An ICMP error, with the head of the packet it is about, as that packet was on the wire.
    IcmpError {
        /// Type.
        kind: u8,
        /// Code.
        code: u8,
        /// The packet it is about.
        about: Tuple,
    },
    /// Any other protocol, by its number.
    Other(u8),
}

/// One packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Packet {
    /// Source address.
    pub source: IpAddr,
    /// Destination address.
    pub destination: IpAddr,
    /// What it carries.
    pub payload: Payload,
    /// The mark that rules put on it (`-j MARK`).
    pub mark: u32,
}

impl Packet {
    /// A packet without a mark.
    pub const fn new(source: IpAddr, destination: IpAddr, payload: Payload) -> Self {
        Self {
            source,
            destination,
            payload,
            mark: 0,
        }
    }

    /// The number of its protocol.
    pub const fn protocol(&self) -> u8 {
        match self.payload {
            Payload::Tcp { .. } => 6,
            Payload::Udp { .. } => 17,
            Payload::Icmp { .. } | Payload::IcmpError { .. } if self.source.is_ipv4() => 1,
            Payload::Icmp { .. } | Payload::IcmpError { .. } => 58,
            Payload::Other(number) => number,
        }
    }

    /// Source and destination port, where it has them.
    pub const fn ports(&self) -> Option<(u16, u16)> {
        match self.payload {
            Payload::Tcp {
                source,
                destination,
                ..
            }
            | Payload::Udp {
                source,
                destination,
            } => Some((source, destination)),
            _ => None,
        }
    }

    /// ICMP type and code, where it is ICMP.
    pub const fn icmp(&self) -> Option<(u8, u8)> {
        match self.payload {
            Payload::Icmp { kind, code, .. } | Payload::IcmpError { kind, code, .. } => {
                Some((kind, code))
            }
            _ => None,
        }
    }

    /// Its tuple, as connection tracking sees it.
    pub const fn tuple(&self) -> Tuple {
        let (source_port, destination_port, kind) = match self.payload {
            Payload::Tcp {
                source,
                destination,
                ..
            }
            | Payload::Udp {
                source,
                destination,
            } => (source, destination, 0),
            Payload::Icmp { kind, id, .. } => (id, id, kind),
            Payload::IcmpError { kind, .. } => (0, 0, kind),
            Payload::Other(_) => (0, 0, 0),
        };
        Tuple {
            source: self.source,
            destination: self.destination,
            protocol: self.protocol(),
            source_port,
            destination_port,
            kind,
        }
    }

    /// The RST that answers it; none where it is no TCP, or a RST itself.
    pub fn reset(&self) -> Option<Self> {
        let Payload::Tcp {
            source,
            destination,
            flags,
        } = self.payload
        else {
            return None;
        };
        let payload = Payload::Tcp {
            source: destination,
            destination: source,
            flags: Flags::RST,
        };
        (!flags.has(Flags::RST)).then(|| Self::new(self.destination, self.source, payload))
    }

    /// The same packet with another source, port included.
    #[must_use]
    pub const fn from_source(mut self, address: IpAddr, port: u16) -> Self {
        self.source = address;
        match &mut self.payload {
            Payload::Tcp { source, .. } | Payload::Udp { source, .. } => *source = port,
            Payload::Icmp { id, .. } => *id = port,
            _ => {}
        }
        self
    }

    /// The same packet with another destination, port included.
    #[must_use]
    pub const fn to_destination(mut self, address: IpAddr, port: u16) -> Self {
        self.destination = address;
        match &mut self.payload {
            Payload::Tcp { destination, .. } | Payload::Udp { destination, .. } => {
                *destination = port;
            }
            Payload::Icmp { id, .. } => *id = port,
            _ => {}
        }
        self
    }
}

impl fmt::Display for Packet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tuple = self.tuple();
        match self.payload {
            Payload::Tcp { flags, .. } => write!(f, "TCP {tuple} {flags}"),
            Payload::Udp { .. } => write!(f, "UDP {tuple}"),
            Payload::Icmp { kind, code, .. } => write!(f, "ICMP {tuple} type {kind} code {code}"),
            Payload::IcmpError { kind, code, about } => {
                write!(f, "ICMP {tuple} type {kind} code {code} about {about}")
            }
            Payload::Other(number) => write!(f, "protocol {number} {tuple}"),
        }
    }
}
