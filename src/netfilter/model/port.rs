//! Sets of port numbers.

use std::fmt;

/// Ports from `first` to `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PortRange {
    /// The first.
    pub first: u16,
    /// The last.
    pub last: u16,
}

impl PortRange {
    /// One port.
    pub const fn one(port: u16) -> Self {
        Self {
            first: port,
            last: port,
        }
    }

    /// Whether the port is in it.
    pub const fn contains(self, port: u16) -> bool {
        self.first <= port && port <= self.last
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

/// A list of ranges; a port is in it when it is in any of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Ports(pub Vec<PortRange>);

impl Ports {
    /// Whether any range holds the port.
    pub fn contains(&self, port: u16) -> bool {
        self.0.iter().any(|range| range.contains(port))
    }

    /// Whether each range of `other` is in one of its own.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.iter().all(|inner| {
            let holds =
                |outer: &PortRange| outer.contains(inner.first) && outer.contains(inner.last);
            self.0.iter().any(holds)
        })
    }
}
