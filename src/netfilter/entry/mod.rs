//! Entries of the connection table as `conntrack` and /proc print them: `lines` finds them in what people paste,
//! `head` and `parse` read one, `nat` compares its two tuples, `explain` says what it means. No exam and no screen is
//! known here.

mod explain;
mod facing;
mod head;
mod limits;
mod lines;
mod meaning;
mod model;
mod names;
mod nat;
mod odd;
mod parse;
mod words;

pub use explain::{Explanation, Topic};
pub use facing::Facing;
pub use model::{Address, Entry, EntryFlag, Event, Extra, Field, PrintedTuple};
pub use nat::{Changed, Nat, Translation};
pub use parse::{EntryLine, entries};

#[cfg(test)]
mod tests;
