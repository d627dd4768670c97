//! Named text, byte spans, line and column; the faults found in it. The ground floor: it imports nothing.

mod fault;
mod nearest;
mod safe;
mod text;

pub use fault::{Fault, Faults};
pub(crate) use nearest::{did_you_mean, nearest};
pub use safe::{each_safe, printable};
pub use text::{Position, Source, Span};
