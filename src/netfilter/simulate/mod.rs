//! Packets through rules: the hooks in their order, the connection table, translation, and a trace of all of it.
//! Sources: netfilter-facts (kernel) and conntrack-facts §2, §5, §10, checked there against real packets.

mod chain;
mod matching;
mod nat;
mod path;
mod tcp;
mod trace;
mod track;
mod world;

pub(super) use trace::Decision;
pub use trace::{Place, Step, Verdict, Walk};
pub(super) use world::MOST;
pub use world::{Origin, World};
