//! A submission: what a learner handed in. Splits it into parts, and each part into prose and code.

mod code;
mod layout;
mod opening;
mod submission;

pub use code::CodeLine;
pub use layout::{Stretch, layout};
pub use submission::{Field, Submission};
