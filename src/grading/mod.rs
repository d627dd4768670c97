//! One answer against one rubric: outcomes with their evidence, then the score. Pure.

mod agreement;
mod binding;
mod close;
mod code;
mod echo;
mod entries;
mod explain;
mod explain_code;
mod explain_item;
mod explanation;
mod feedback;
mod field;
mod follow_up;
mod grade;
mod grader;
mod heap;
mod mention;
mod pointer;
mod probe_words;
mod reach;
mod reading;
mod review;
mod rules;
mod search;
mod statement;

pub use agreement::{Agreement, Confusion, Disagreement, Marks, Reviewed, Row, UnknownLabel};
pub use explanation::{Attempt, Explanation, Failure, Item, Quote, Statement, Subject, Verdict};
pub use grade::{CriterionGrade, Evidence, Flag, Grade, NearMiss, Outcome, SectionScore};
pub use grader::Grader;
pub use probe_words::{ProbeWords, open_by_default};
pub use rules::RulesGrade;
