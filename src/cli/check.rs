//! `conntutor check`: the faults of a rubric, found without a learner.

use super::args::CheckArgs;
use super::paper::grader_for;
use super::run::Ending;
use super::terminal::Terminal;
use super::{failure, output};
use crate::load::{self, Places};
use anyhow::Result;

pub(super) fn run(args: &CheckArgs, _terminal: Terminal) -> Result<Ending> {
    let mut ending = Ending::Done;
    for places in papers(args)? {
        match grader_for(&places) {
            Ok(_) => output::print("no findings\n")?,
            Err(error) => {
                failure::print(&error.into());
                ending = Ending::Incomplete;
            }
        }
    }
    Ok(ending)
}

fn papers(args: &CheckArgs) -> Result<Vec<Places>> {
    if args.paths.is_empty() {
        return Ok(vec![Places::default()]);
    }
    let mut papers = Vec::new();
    for path in &args.paths {
        papers.extend(load::papers_in(path)?);
    }
    Ok(papers)
}
