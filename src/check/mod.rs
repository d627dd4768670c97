//! Faults of a rubric, found without a learner: against the question, against its own examples, against gaming. Pure.

mod code;
mod coverage;
mod examples;
mod explain;
mod finding;
mod findings;
mod hints;
mod names;
mod quote;
mod reach;
mod whole;

pub use code::Code;
pub use explain::explain;
pub use finding::{Finding, Place, Severity};
pub use findings::check;
