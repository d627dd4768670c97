//! One answer against one rubric: outcomes with their evidence, then the score. Pure.

mod grade;
mod grader;

pub use grade::{CriterionGrade, Evidence, Flag, Grade, NearMiss, Outcome, SectionScore};
pub use grader::Grader;
