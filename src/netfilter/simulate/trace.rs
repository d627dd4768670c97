//! What happened to a packet, step by step.

use crate::netfilter::model::{ChainKey, Hook, Packet, State};
use crate::source::Span;
use std::fmt;

/// What became of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Reached a program on this machine.
    Delivered,
    /// Went on by this interface.
    Sent(String),
    /// Gone silently.
    Dropped,
    /// Gone, and the sender was told.
    Rejected,
    /// Nothing leads to its destination.
    Unroutable,
    /// The rules go in a circle, which the tools refuse to load, or on for longer than they are followed.
    Loop,
}

impl Verdict {
    /// Whether the packet got where it wanted.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Delivered | Self::Sent(_))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delivered => f.write_str("delivered"),
            Self::Sent(interface) => write!(f, "sent by {interface}"),
            Self::Dropped => f.write_str("dropped"),
            Self::Rejected => f.write_str("rejected"),
            Self::Unroutable => f.write_str("no route"),
            Self::Loop => f.write_str("jumps in a circle"),
        }
    }
}

/// What a rule or policy stands for in a trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A rule, by its place in the text.
    Rule(Span),
    /// The policy of a base chain; its place where the text gives it.
    Policy(Option<Span>),
}

impl Place {
    /// The rule, by its place in the text; none where it is a policy.
    pub const fn rule(&self) -> Option<Span> {
        match self {
            Self::Rule(span) => Some(*span),
            Self::Policy(_) => None,
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The packet came to a hook, looking so.
    Hook(Hook, Packet),
    /// Tracking gave it a state.
    Tracked(State),
    /// A rule matched, or a policy applied: the chain, its place, what was done, and whether a state was asked for.
    Rule {
        /// The chain.
        chain: ChainKey,
        /// The rule or policy.
        place: Place,
        /// What it did: `ACCEPT`, `jump X`, `SNAT`.
        action: String,
        /// Whether it asked for a state that the packet has.
        by_state: bool,
        /// Whether its base chain translates: what it accepts is permitted nothing (netfilter-facts 13).
        translates: bool,
    },
    /// Something taken for granted.
    Assumed(String),
    /// Source or destination was exchanged.
    Rewritten {
        /// Before.
        from: Packet,
        /// Afterwards.
        to: Packet,
    },
    /// Where the routing sends it: `lo` for this machine.
    Routed(String),
}

impl Step {
    /// The step for people; `line` finds the line of a place in the text.
    pub fn describe(&self, line: impl Fn(Span) -> usize) -> String {
        match self {
            Self::Hook(hook, packet) => format!("{hook}: {packet}"),
            Self::Tracked(state) => format!("  state {state}"),
            Self::Rule {
                chain,
                place,
                action,
                ..
            } => match place {
                Place::Rule(span) if span.is_empty() => format!("  {chain}, assumed: {action}"),
                Place::Rule(span) => format!("  {chain}, line {}: {action}", line(*span)),
                Place::Policy(Some(span)) => {
                    format!("  {chain}, policy (line {}): {action}", line(*span))
                }
                Place::Policy(None) => format!("  {chain}, default policy: {action}"),
            },
            Self::Assumed(what) => format!("  assumed: {what}"),
            Self::Rewritten { from, to } => {
                format!("  rewritten: {} becomes {}", from.tuple(), to.tuple())
            }
            Self::Routed(interface) if interface == "lo" => "  routed: for this machine".to_owned(),
            Self::Routed(interface) => format!("  routed: out by {interface}"),
        }
    }
}

/// The way of one packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The packet as it was sent.
    pub packet: Packet,
    /// The packet as it left or arrived.
    pub last: Packet,
    /// What became of it.
    pub verdict: Verdict,
    /// Everything that happened, in order.
    pub steps: Vec<Step>,
}

/// A rule or policy at work: its chain, its place, what it did, and whether a state was asked for.
pub(in crate::netfilter) type Decision<'w> = (&'w ChainKey, &'w Place, &'w str, bool);

impl Walk {
    /// The rules that matched and the policies that applied, in order.
    pub fn decisions(&self) -> impl DoubleEndedIterator<Item = (&ChainKey, &Place, &str, bool)> {
        self.steps.iter().filter_map(|step| match step {
            Step::Rule {
                chain,
                place,
                action,
                by_state,
                ..
            } => Some((chain, place, action.as_str(), *by_state)),
            _ => None,
        })
    }

    /// The last decision of a filter on the packet's way.
    pub(in crate::netfilter) fn filter_decision(&self) -> Option<Decision<'_>> {
        let filters = |table: &str| !matches!(table, "nat" | "raw" | "mangle");
        self.steps.iter().rev().find_map(|step| match step {
            Step::Rule {
                chain,
                place,
                action,
                by_state,
                translates: false,
            } if filters(&chain.table) => Some((chain, place, action.as_str(), *by_state)),
            _ => None,
        })
    }

    /// The state that tracking gave the packet.
    pub fn state(&self) -> Option<State> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Tracked(state) => Some(*state),
            _ => None,
        })
    }
}
