//! One answer against one rubric: outcomes with their evidence, then the score. Pure.

mod agreement;
mod grade;
mod grader;

pub use agreement::{Agreement, Confusion, Disagreement, Marks, Row, UnknownLabel};
pub use grade::{CriterionGrade, Evidence, Flag, Grade, NearMiss, Outcome, SectionScore};
pub use grader::Grader;
