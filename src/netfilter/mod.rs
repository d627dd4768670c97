//! The network as the kernel sees it: packets, connections, rules, and what the rules do to a packet.
//! Text goes in and verdicts come out; nothing is sent, nothing is run, and no exam is known here.
//!
//! `shell` and the parsers turn text into rules (`read`), `simulate` sends packets through them, `judge` runs a list
//! of probes and says what each came to.

mod entry;
mod iptables;
mod judge;
mod model;
mod names;
mod nft;
mod read;
mod shell;
mod simulate;
mod slip;
mod topology;

pub use entry::{
    Address, Changed, Entry, EntryFlag, EntryLine, Event, Explanation, Extra, Facing, Field, Nat,
    PrintedTuple, Topic, Translation, entries,
};
pub use judge::{
    Behaviour, Door, Host, Probe, ProbeResult, Proof, ReturnRule, Scene, Shadowed, Standing,
    Traffic, Trial, WhyUseless, behaviour, is_for_v6_alone, judge, return_rules, shadowed,
};
pub use model::{
    Addresses, Base, Block, Chain, ChainKey, Direction, Family, Flags, Hook, Interfaces, Key, Kind,
    MarkChange, MarkCopy, Match, NamedSets, Network, Packet, Payload, Policy, PortRange, Ports,
    Rewrite, Rule, Ruleset, Side, State, States, Status, Statuses, Target, Test, Tuple,
};
pub use read::{Note, Reading, file, read, restore, ruleset};
pub use simulate::{Origin, Place, Step, Verdict, Walk, World};
pub use slip::Slip;
pub use topology::{Interface, Route, Topology};

#[cfg(test)]
mod tests;
