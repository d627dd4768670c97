//! How far grades agree with human marks: counts, kappa, score error. Pure arithmetic over grades already made.

mod confusion;
mod disagreement;
mod scores;
mod tally;
#[cfg(test)]
mod testing;

pub use confusion::Confusion;
pub use disagreement::Disagreement;
pub use tally::{Agreement, Marks, Row, UnknownLabel};
