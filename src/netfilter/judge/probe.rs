//! A probe: a packet or a round trip whose fate is asked for. Written in roles, so that it fits any topology.

use crate::netfilter::model::{Flags, Payload};
use std::net::IpAddr;

/// A port that a client would choose.
pub(super) const CLIENT: u16 = 51_234;
/// Id of pings.
pub(super) const PING_ID: u16 = 4242;
/// ICMP types of an echo request. Sources: RFC 792, RFC 4443.
pub(super) const ECHO: u8 = 8;
const ECHO_V6: u8 = 128;

/// Who sends or receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// The n-th address of the inside network.
    Inside(u32),
    /// The gateway's own address inside.
    GatewayInside,
    /// The gateway's own address outside.
    GatewayOutside,
    /// Any other.
    Address(IpAddr),
}

/// Where the first packet comes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// In by the inside interface.
    Inside,
    /// In by the outside interface.
    Outside,
    /// From a program on the gateway.
    Local,
}

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Traffic {
    /// A TCP connection: handshake and data both ways.
    TcpFlow {
        /// The opener's port.
        source: u16,
        /// The other's.
        destination: u16,
    },
    /// A UDP datagram and its answer.
    UdpFlow {
        /// The asker's port.
        source: u16,
        /// The other's.
        destination: u16,
    },
    /// An ICMP echo and its answer.
    PingFlow,
    /// One packet.
    Packet(Payload),
    /// A UDP datagram, and the port unreachable that comes back for it.
    ErrorFlow {
        /// The asker's port.
        source: u16,
        /// The port that nobody listens on.
        destination: u16,
    },
}

impl Traffic {
    /// What the first packet carries.
    pub(super) const fn opening(self, v4: bool) -> Payload {
        match self {
            Self::Packet(payload) => payload,
            Self::TcpFlow {
                source,
                destination,
            } => Payload::Tcp {
                source,
                destination,
                flags: Flags::SYN,
            },
            Self::UdpFlow {
                source,
                destination,
            }
            | Self::ErrorFlow {
                source,
                destination,
            } => Payload::Udp {
                source,
                destination,
            },
            Self::PingFlow => Payload::Icmp {
                kind: if v4 { ECHO } else { ECHO_V6 },
                code: 0,
                id: PING_ID,
            },
        }
    }
}

/// One probe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// What it is called.
    pub id: String,
    /// Who sends the first packet.
    pub from: Host,
    /// Where that packet comes up.
    pub door: Door,
    /// Who it is for.
    pub to: Host,
    /// What is sent.
    pub traffic: Traffic,
    /// Whether tracking is strict (nf_conntrack_tcp_loose=0).
    pub strict: bool,
    /// Whether it should pass, where that is asked.
    pub wanted: Option<bool>,
}
