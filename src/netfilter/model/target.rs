//! What a rule does with a packet that it matches.

use super::address::Network;
use super::chain::ChainKey;
use super::port::PortRange;
use std::net::IpAddr;

/// The new address and port of a translation; a part left out stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rewrite {
    /// Addresses from which one is chosen; the simulator takes the first.
    pub addresses: Option<(IpAddr, IpAddr)>,
    /// Ports from which one is chosen; the old one is kept where it is among them.
    pub ports: Option<PortRange>,
}

/// A change of a mark: first the bits of `clear` go, then those of `flip` are turned over.
/// Source: iptables-extensions(8), `--set-xmark value/mask`: "zeroes out the bits given by mask and XORs value".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MarkChange {
    /// Bits cleared.
    pub clear: u32,
    /// Bits turned over afterwards.
    pub flip: u32,
}

impl MarkChange {
    /// The mark afterwards.
    pub const fn apply(self, mark: u32) -> u32 {
        (mark & !self.clear) ^ self.flip
    }
}

/// A mark copied over another: the bits of `over` go, then those of `of` are turned over as the copied mark has them.
/// Source: iptables-extensions(8), CONNMARK: "ctmark = (ctmark & ~ctmask) ^ (nfmark & nfmask)".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MarkCopy {
    /// Bits taken of the mark that is copied.
    pub of: u32,
    /// Bits cleared in the mark that it is copied over.
    pub over: u32,
}

impl MarkCopy {
    /// All bits.
    pub const WHOLE: Self = Self {
        of: u32::MAX,
        over: u32::MAX,
    };

    /// The mark `over` once `of` is copied over it.
    pub const fn apply(self, of: u32, over: u32) -> u32 {
        (over & !self.over) ^ (of & self.of)
    }
}

/// What a rule does. Which of them end the walk: iptables(8), iptables-extensions(8).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// Through this base chain.
    Accept,
    /// Gone, silently.
    Drop,
    /// Gone, and the sender is told with this answer.
    Reject(String),
    /// Back to the chain that jumped here.
    Return,
    /// Through another chain and back.
    Jump(ChainKey),
    /// Through another chain; its end is the end of this one.
    Goto(ChainKey),
    /// Another source.
    Snat(Rewrite),
    /// Another destination.
    Dnat(Rewrite),
    /// The source becomes the address of the interface it leaves by.
    Masquerade(Option<PortRange>),
    /// The destination becomes this machine.
    Redirect(Option<PortRange>),
    /// The network part of the address is exchanged: of the source behind the routing, of the destination before it.
    Netmap(Network),
    /// The packet's mark.
    Mark(MarkChange),
    /// The connection's mark.
    ConnMark(MarkChange),
    /// The packet's mark is kept in its connection.
    SaveMark(MarkCopy),
    /// The connection's mark is put on the packet.
    RestoreMark(MarkCopy),
    /// Not tracked.
    Notrack,
    /// Handed to a program; without one it is dropped, unless the rule says `bypass`.
    Queue {
        /// Passes where no program listens.
        bypass: bool,
    },
    /// Does something that decides nothing: a log line, a header field. The name says what.
    Passive(String),
}

impl Target {
    /// Whether it ends the walk through the base chain for every packet that it sees.
    pub const fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Drop
                | Self::Reject(_)
                | Self::Snat(_)
                | Self::Dnat(_)
                | Self::Masquerade(_)
                | Self::Redirect(_)
                | Self::Netmap(_)
                | Self::Queue { .. }
        )
    }

    /// Its name as iptables spells it; for a jump the chain's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Accept => "ACCEPT",
            Self::Drop => "DROP",
            Self::Reject(_) => "REJECT",
            Self::Return => "RETURN",
            Self::Jump(chain) | Self::Goto(chain) => &chain.name,
            Self::Snat(_) => "SNAT",
            Self::Dnat(_) => "DNAT",
            Self::Masquerade(_) => "MASQUERADE",
            Self::Redirect(_) => "REDIRECT",
            Self::Netmap(_) => "NETMAP",
            Self::Mark(_) => "MARK",
            Self::ConnMark(_) | Self::SaveMark(_) | Self::RestoreMark(_) => "CONNMARK",
            Self::Notrack => "NOTRACK",
            Self::Queue { .. } => "NFQUEUE",
            Self::Passive(name) => name,
        }
    }
}
