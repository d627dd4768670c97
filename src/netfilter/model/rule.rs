//! A rule: the tests that a packet must pass and what is done with it then.

use super::address::Addresses;
use super::packet::Flags;
use super::port::{PortRange, Ports};
use super::state::{States, Statuses};
use super::target::Target;
use super::tuple::Direction;
use crate::source::Span;

/// Names of interfaces; one that ends in `+` stands for all that begin so. Any other name is taken literally, as
/// the kernel does (netfilter-facts, command line: `eth*`, `eth0,eth1` are accepted and never match).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Interfaces(pub Vec<String>);

impl Interfaces {
    /// Whether any of the names stands for this interface.
    pub fn contains(&self, interface: &str) -> bool {
        self.0.iter().any(|name| {
            name.strip_suffix('+')
                .map_or(name == interface, |start| interface.starts_with(start))
        })
    }
}

/// Which end of a packet a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The sender.
    Source,
    /// The receiver.
    Destination,
}

/// Which tuple of the connection and which end of it a test looks at (`--ctorigsrc` and the like).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Original or reply tuple.
    pub direction: Direction,
    /// Source or destination.
    pub side: Side,
}

/// One property of a packet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// Came in by one of these.
    In(Interfaces),
    /// Leaves by one of these.
    Out(Interfaces),
    /// Source or destination address.
    Address(Side, Addresses),
    /// IPv4 (true) or IPv6.
    Version4(bool),
    /// Protocol number.
    Protocol(Vec<u8>),
    /// Source or destination port.
    Port(Side, Ports),
    /// Either port.
    EitherPort(Ports),
    /// Of the TCP flags in `mask` exactly those in `set` are on.
    TcpFlags {
        /// Flags looked at.
        mask: Flags,
        /// Flags that must be on.
        set: Flags,
    },
    /// ICMP type and codes.
    Icmp {
        /// Type.
        kind: u8,
        /// Codes.
        codes: (u8, u8),
    },
    /// State of the packet.
    State(States),
    /// Status of its connection.
    Status(Statuses),
    /// Direction in its connection.
    Direction(Direction),
    /// Protocol number of its connection, which an ICMP error about it does not have.
    ConnProtocol(u8),
    /// An address of its connection.
    ConnAddress(Key, Addresses),
    /// A port of its connection.
    ConnPort(Key, PortRange),
    /// Mark of the packet under a mask.
    Mark {
        /// The mark.
        value: u32,
        /// Bits compared.
        mask: u32,
    },
    /// Mark of its connection under a mask.
    ConnMark {
        /// The mark.
        value: u32,
        /// Bits compared.
        mask: u32,
    },
    /// Whether the address is one of this machine (`addrtype LOCAL`).
    Local(Side),
    /// Whether the packet came by the interface that leads to its source (`rpfilter`); `loose`: by any.
    ReversePath {
        /// Any interface will do.
        loose: bool,
    },
    /// Cannot be told from a packet: a limit, a list kept elsewhere. Taken as `holds`; the trace says so.
    Assumed {
        /// What is assumed, for people.
        what: String,
        /// Whether the packet passes.
        holds: bool,
    },
    /// One of several properties.
    Any(Vec<Test>),
    /// Each of several properties: a value of a concatenation.
    All(Vec<Test>),
}

impl Test {
    /// How many values are compared at most: what looking at it costs.
    pub fn weight(&self) -> usize {
        match self {
            Self::In(names) | Self::Out(names) => names.0.len(),
            Self::Address(_, addresses) | Self::ConnAddress(_, addresses) => addresses.0.len(),
            Self::Protocol(numbers) => numbers.len(),
            Self::Port(_, ports) | Self::EitherPort(ports) => ports.0.len(),
            Self::Any(tests) => tests.iter().map(Self::weight).sum(),
            _ => 1,
        }
    }
}

/// A test, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Match {
    /// Written with `!`.
    pub negated: bool,
    /// What is tested.
    pub test: Test,
}

impl Match {
    /// A test that must hold.
    pub const fn is(test: Test) -> Self {
        Self {
            negated: false,
            test,
        }
    }

    /// What looking at it costs: `Test::weight`.
    pub fn weight(&self) -> usize {
        self.test.weight()
    }

    /// A test that must not hold where `negated`.
    pub const fn new(negated: bool, test: Test) -> Self {
        Self { negated, test }
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Where it stands in the text.
    pub span: Span,
    /// All of these must hold.
    pub matches: Vec<Match>,
    /// Done in this order; empty for a rule that only counts.
    pub targets: Vec<Target>,
    /// What else `-D` must repeat of a rule of iptables: its modules in their order, and options that no test or
    /// target shows. `-m state` is not `-m conntrack` there, nor is a log line with another prefix the same.
    pub details: String,
}

impl Rule {
    /// The states it asks for, where it asks for any without `!`.
    pub fn states(&self) -> Option<States> {
        self.matches.iter().find_map(|found| match found {
            Match {
                negated: false,
                test: Test::State(states),
            } => Some(*states),
            _ => None,
        })
    }
}
