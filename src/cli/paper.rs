//! The question and rubric that the arguments name, made ready to grade.

use super::args::PaperArgs;
use crate::grading::Grader;
use crate::load::{self, LoadError, Places};
use std::sync::Arc;

/// A grader for the named or shipped paper.
pub(super) fn grader(args: &PaperArgs) -> Result<Grader, LoadError> {
    grader_for(&Places {
        question: args.question.clone(),
        rubric: args.rubric.clone(),
    })
}

/// A grader for the paper at these places.
pub(super) fn grader_for(places: &Places) -> Result<Grader, LoadError> {
    let (question, rubric) = load::paper(places)?;
    Ok(Grader::new(Arc::new(question), Arc::new(rubric)))
}
