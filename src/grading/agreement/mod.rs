//! How far grades agree with human marks: counts, kappa, score error. Pure arithmetic over grades already made.

mod confusion;
mod disagreement;
mod reviewed;
mod scores;
mod tally;
#[cfg(test)]
mod testing;

pub use confusion::Confusion;
pub use disagreement::Disagreement;
pub use reviewed::Reviewed;
pub use tally::{Agreement, Marks, Row, UnknownLabel};
