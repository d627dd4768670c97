//! Entries of the connection table as `conntrack` and /proc print them: `lines` finds them in what people paste,
//! `head` and `parse` read one, `nat` compares its two tuples. No exam and no screen is known here.

mod head;
mod lines;
mod model;
mod names;
mod nat;
mod parse;
mod words;

pub use model::{Address, Entry, EntryFlag, Event, Extra, Field, PrintedTuple};
pub use nat::{Changed, Nat, Translation};
pub use parse::{EntryLine, entries};

#[cfg(test)]
mod tests;
