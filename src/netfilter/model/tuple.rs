//! One direction of a connection as connection tracking keys it.

use std::fmt;
use std::net::IpAddr;

/// Which way a packet goes in its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As the first packet went.
    Original,
    /// As the answers go.
    Reply,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Original => Self::Reply,
            Self::Reply => Self::Original,
        }
    }
}

/// Addresses, protocol and ports of one direction. For an ICMP query both ports hold its id, so that the tuple turns
/// round like any other; its type is kept in `kind`. Source: conntrack-facts §1 and §5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tuple {
    /// Who sends.
    pub source: IpAddr,
    /// Who receives.
    pub destination: IpAddr,
    /// Protocol number.
    pub protocol: u8,
    /// Source port, or the id of an ICMP query; zero where the protocol has none.
    pub source_port: u16,
    /// Destination port, or the id of an ICMP query; zero where the protocol has none.
    pub destination_port: u16,
    /// Type of an ICMP query; zero otherwise.
    pub kind: u8,
}

impl Tuple {
    /// The tuple of an answer to it.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            source: self.destination,
            destination: self.source,
            source_port: self.destination_port,
            destination_port: self.source_port,
            kind: if matches!(self.protocol, 1 | 58) {
                answering(self.protocol, self.kind)
            } else {
                self.kind
            },
            ..self
        }
    }
}

impl fmt::Display for Tuple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (source, destination) = (self.source, self.destination);
        match self.protocol {
            6 | 17 | 33 | 132 | 136 => write!(
                f,
                "{source}:{} > {destination}:{}",
                self.source_port, self.destination_port
            ),
            _ => write!(f, "{source} > {destination}"),
        }
    }
}

/// The ICMP type that answers a query, and the query of an answer.
/// Sources: invmap of nf_conntrack_proto_icmp.c and nf_conntrack_proto_icmpv6.c (conntrack-facts §5).
fn answering(protocol: u8, kind: u8) -> u8 {
    match (protocol, kind) {
        (1, 0) => 8,
        (1, 8) => 0,
        (1, 13 | 15 | 17) | (58, 128) => kind + 1,
        (1, 14 | 16 | 18) | (58, 129) => kind - 1,
        _ => kind,
    }
}
