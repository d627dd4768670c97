//! A submission: what a learner handed in. Splits it into parts, blocks, prose and code.

mod submission;

pub use submission::{Field, Submission};
