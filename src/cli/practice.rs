//! `conntutor practice`: a session on the terminal.

use super::args::PracticeArgs;
use super::paper::grader_for;
use super::run::Ending;
use super::terminal::Terminal;
use crate::load::Places;
use anyhow::{Result, bail};

pub(super) fn run(args: &PracticeArgs, _terminal: Terminal) -> Result<Ending> {
    let _grader = grader_for(&Places {
        question: args.question.clone(),
        rubric: args.rubric.clone(),
    })?;
    bail!("practice needs a terminal");
}
