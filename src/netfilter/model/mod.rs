//! Rules as the kernel holds them: tables, chains, tests and targets, and the packets that walk through them.
//! Parsers fill these types, the simulator reads them; neither a text nor a table of connections is known here.

mod address;
mod chain;
mod packet;
mod port;
mod rule;
mod state;
mod target;
mod tuple;

pub use address::{Addresses, Block, Network};
pub use chain::{Base, Chain, ChainKey, Family, Hook, Kind, NamedSets, Policy, Ruleset};
pub use packet::{Flags, Packet, Payload};
pub use port::{PortRange, Ports};
pub use rule::{Interfaces, Key, Match, Rule, Side, Test};
pub use state::{State, States, Status, Statuses};
pub use target::{MarkChange, MarkCopy, Rewrite, Target};
pub use tuple::{Direction, Tuple};
