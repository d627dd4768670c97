//! Sets of addresses: networks with a mask, ranges, lists of both.

use std::fmt;
use std::net::IpAddr;

/// An address and the number of leading bits that name its network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network {
    /// Any address of the network; host bits may be set.
    pub address: IpAddr,
    /// Leading bits that count.
    pub prefix: u8,
}

impl Network {
    /// The network of an address; a prefix longer than the address counts as the whole address.
    pub fn new(address: IpAddr, prefix: u8) -> Self {
        let prefix = prefix.min(width(address));
        Self { address, prefix }
    }

    /// Whether the address lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        Block::network(self).contains(address)
    }

    /// Its `n`-th address, counted from its lowest; the highest where it has no such address.
    pub fn host(self, n: u32) -> IpAddr {
        let mask = prefix_mask(self.address, self.prefix);
        let low = bits(self.address) & mask;
        let room = all_ones(self.address) & !mask;
        from_bits(self.address, low | u128::from(n).min(room))
    }

    /// Which of its addresses this is, counted from its lowest; see [`Network::host`].
    pub fn number(self, address: IpAddr) -> u32 {
        let room = all_ones(self.address) & !prefix_mask(self.address, self.prefix);
        u32::try_from(bits(address) & room).unwrap_or(u32::MAX)
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.host(0), self.prefix)
    }
}

/// One stretch of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Block {
    /// All addresses that equal this one under the mask, which need not be a prefix.
    Masked {
        /// The address, host bits cleared.
        address: IpAddr,
        /// The bits that are compared.
        mask: u128,
    },
    /// All addresses from `low` to `high`.
    Range {
        /// The first.
        low: IpAddr,
        /// The last.
        high: IpAddr,
    },
}

impl Block {
    /// The addresses of a network.
    pub fn network(network: Network) -> Self {
        Self::masked(
            network.address,
            prefix_mask(network.address, network.prefix),
        )
    }

    /// The addresses that equal `address` under `mask`. iptables clears host bits in the same way.
    pub fn masked(address: IpAddr, mask: u128) -> Self {
        Self::Masked {
            address: from_bits(address, bits(address) & mask),
            mask,
        }
    }

    /// Whether it holds the address; never one of the other family.
    pub fn contains(self, address: IpAddr) -> bool {
        match self {
            Self::Masked {
                address: held,
                mask,
            } => same_family(held, address) && bits(address) & mask == bits(held),
            Self::Range { low, high } => {
                same_family(low, address) && (bits(low)..=bits(high)).contains(&bits(address))
            }
        }
    }

    /// Its lowest address.
    pub fn first(self) -> IpAddr {
        match self {
            Self::Masked { address, .. } => address,
            Self::Range { low, .. } => low,
        }
    }

    /// Its network, where it is one with a plain prefix.
    pub fn as_network(self) -> Option<Network> {
        let Self::Masked { address, mask } = self else {
            return None;
        };
        let prefix = u8::try_from(mask.count_ones()).ok()?;
        (prefix_mask(address, prefix) == mask).then_some(Network { address, prefix })
    }

    /// Whether every address of `other` is in it.
    pub fn covers(self, other: Self) -> bool {
        match (self, other) {
            (
                Self::Masked {
                    address: outer,
                    mask,
                },
                Self::Masked {
                    address: inner,
                    mask: finer,
                },
            ) => {
                same_family(outer, inner)
                    && mask & finer == mask
                    && bits(inner) & mask == bits(outer)
            }
            (outer, Self::Range { low, high }) => {
                outer == other || (low == high && outer.contains(low))
            }
            (Self::Range { .. }, inner) => {
                let Some(network) = inner.as_network() else {
                    return false;
                };
                self.contains(network.host(0)) && self.contains(network.host(u32::MAX))
            }
        }
    }
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.as_network()) {
            (_, Some(network)) => write!(f, "{network}"),
            (Self::Masked { address, mask }, None) => {
                write!(f, "{address}/{}", from_bits(*address, *mask))
            }
            (Self::Range { low, high }, _) => write!(f, "{low}-{high}"),
        }
    }
}

/// A list of blocks; an address is in it when it is in any of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Addresses(pub Vec<Block>);

impl Addresses {
    /// Whether any block holds the address.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|block| block.contains(address))
    }

    /// Whether each block of `other` is in one of its own.
    pub fn covers(&self, other: &Self) -> bool {
        let held = |inner: &Block| self.0.iter().any(|outer| outer.covers(*inner));
        other.0.iter().all(held)
    }
}

fn same_family(a: IpAddr, b: IpAddr) -> bool {
    a.is_ipv4() == b.is_ipv4()
}

fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn all_ones(address: IpAddr) -> u128 {
    u128::MAX >> (128 - u32::from(width(address)))
}

fn prefix_mask(address: IpAddr, prefix: u8) -> u128 {
    let rest = u32::from(width(address).saturating_sub(prefix));
    all_ones(address) & u128::MAX.checked_shl(rest).unwrap_or(0)
}

/// The address as a number.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(v4.to_bits()),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// The address of that number, in the family of `like`.
fn from_bits(like: IpAddr, bits: u128) -> IpAddr {
    match like {
        IpAddr::V4(_) => IpAddr::V4(u32::try_from(bits).unwrap_or(u32::MAX).into()),
        IpAddr::V6(_) => IpAddr::V6(bits.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_hold_their_own_and_no_other() {
        for (network, prefix, address, inside) in [
            ("192.168.1.10", 24, "192.168.1.255", true),
            ("192.168.1.10", 24, "192.168.2.0", false),
            ("0.0.0.0", 0, "8.8.8.8", true),
            ("0.0.0.0", 0, "::1", false),
            ("10.0.0.1", 32, "10.0.0.1", true),
            ("10.0.0.1", 32, "10.0.0.2", false),
            ("fe80::", 10, "febf::1", true),
            ("::", 0, "fe80::1", true),
            ("fe80::", 10, "fec0::1", false),
        ] {
            let network = Network::new(network.parse().expect(network), prefix);
            let address = address.parse().expect(address);
            assert_eq!(network.contains(address), inside, "{network} {address}");
        }
    }

    #[test]
    fn hosts_are_counted_from_the_network_and_blocks_cover_smaller_ones() {
        let network = |text: &str, prefix| Network::new(text.parse().expect(text), prefix);
        assert_eq!(
            network("192.168.1.0", 24).host(10).to_string(),
            "192.168.1.10"
        );
        assert_eq!(
            network("192.168.1.9", 32).host(10).to_string(),
            "192.168.1.9"
        );
        for (outer, inner, covers) in [
            (network("192.168.0.0", 16), network("192.168.1.0", 24), true),
            (
                network("192.168.1.0", 24),
                network("192.168.0.0", 16),
                false,
            ),
            (
                network("192.168.1.0", 24),
                network("192.168.2.0", 24),
                false,
            ),
            (network("0.0.0.0", 0), network("192.168.2.0", 24), true),
        ] {
            let (outer, inner) = (Block::network(outer), Block::network(inner));
            assert_eq!(outer.covers(inner), covers, "{outer} {inner}");
        }
    }
}
