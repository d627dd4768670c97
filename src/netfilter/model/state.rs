//! What connection tracking says of a packet (its state) and of its connection (status bits).

use std::fmt;

/// The state of a packet. Source: conntrack-facts §2, resolve_normal_ct() of nf_conntrack_core.c.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// In the original direction of a connection that has had no reply yet.
    New,
    /// A reply, or a packet of a connection that has had one.
    Established,
    /// An ICMP error about a tracked packet, or the opening of an expected connection.
    Related,
    /// Fits no connection and may start none; also every packet before tracking.
    Invalid,
    /// Exempted from tracking in the raw table.
    Untracked,
}

impl State {
    /// Its name as `--ctstate` spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "NEW",
            Self::Established => "ESTABLISHED",
            Self::Related => "RELATED",
            Self::Invalid => "INVALID",
            Self::Untracked => "UNTRACKED",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of states. `SNAT` and `DNAT` are virtual: whether the connection is translated (conntrack-facts §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct States(u8);

impl States {
    /// The virtual state of a connection whose source is translated.
    pub const SNAT: Self = Self(1 << 6);
    /// The virtual state of a connection whose destination is translated.
    pub const DNAT: Self = Self(1 << 7);
    /// No state.
    pub const NONE: Self = Self(0);

    /// The set of one state.
    pub const fn of(state: State) -> Self {
        Self(1 << state as u8)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the state is in it.
    pub const fn contains(self, state: State) -> bool {
        self.0 & (1 << state as u8) != 0
    }

    /// Whether the two share a member.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `other` is in it.
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl fmt::Display for States {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use State::{Established, Invalid, New, Related, Untracked};
        let states = [New, Established, Related, Invalid, Untracked];
        let mut names: Vec<&str> = states
            .into_iter()
            .filter(|state| self.contains(*state))
            .map(State::name)
            .collect();
        names.extend(self.meets(Self::SNAT).then_some("SNAT"));
        names.extend(self.meets(Self::DNAT).then_some("DNAT"));
        f.write_str(&names.join(","))
    }
}

/// A status bit of a connection, as `--ctstatus` names it. Source: conntrack-facts §3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Announced by a helper.
    Expected,
    /// Has had a packet of the reply direction.
    SeenReply,
    /// Not dropped early when the table fills.
    Assured,
    /// Its first packet has left the machine or reached it.
    Confirmed,
}

/// A set of status bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Statuses(u8);

impl Statuses {
    /// `NONE`: no bit at all, which no connection has.
    pub const NONE: Self = Self(1 << 7);

    /// The set of one bit.
    pub const fn of(status: Status) -> Self {
        Self(1 << status as u8)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share a member.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
