//! `conntutor practice`: a session on the terminal or line by line, behind a list where there are more questions.

use super::args::PracticeArgs;
use super::failure;
use super::run::Ending;
use super::shelf::{Paper, papers};
use super::sitting::{Sitting, session};
use super::state::glance;
use super::terminal::Terminal;
use crate::grading::Grader;
use crate::tui::{self, Behind, Choice, Listed, Outcome};
use crate::tutor::Action;
use anyhow::Result;
use std::path::Path;

pub(super) fn run(args: &PracticeArgs, terminal: Terminal) -> Result<Ending> {
    let mut papers = papers(args)?;
    let mut sitting = Sitting::new(&args.session, terminal)?;
    if papers.len() == 1 {
        let grader = papers.remove(0).grader?;
        sitting.begin("practice")?;
        let outcome = practise(&mut sitting, grader, Behind::Nothing)?;
        return Ok(sitting.end(outcome.ending));
    }
    sitting.begin("practice")?;
    let mut chosen = 0;
    loop {
        let rows = papers
            .iter()
            .map(|paper| listed(paper, sitting.folder.as_deref()));
        chosen = match sitting.choose(rows.collect(), chosen)? {
            Choice::Open(at) => at,
            Choice::Leave(ending) => return Ok(sitting.end(ending)),
        };
        let Some(Ok(grader)) = papers.get(chosen).map(|paper| &paper.grader) else {
            continue;
        };
        let ending = practise(&mut sitting, grader.clone(), Behind::Questions)?.ending;
        if ending != tui::Ending::Back {
            return Ok(sitting.end(ending));
        }
    }
}

fn practise(sitting: &mut Sitting, grader: Grader, behind: Behind) -> Result<Outcome> {
    let mut open = sitting.open(grader);
    open.session.update(Action::Home);
    sitting.run(open, behind)
}

/// A question as the list shows it, with what is kept of it.
fn listed(paper: &Paper, folder: Option<&Path>) -> Listed {
    let grader = match &paper.grader {
        Ok(grader) => grader,
        Err(error) => {
            return Listed {
                title: paper.name.clone(),
                faults: Some(failure::text(error)),
                ..Listed::default()
            };
        }
    };
    let question = grader.question();
    let level = question.level.iter().map(|level| format!("level {level}"));
    let about: Vec<String> = level.chain(question.tags.iter().cloned()).collect();
    let kept = glance(folder, &question.id);
    Listed {
        title: question.title.clone(),
        about: about.join(", "),
        progress: session(grader.clone(), kept).start().line(),
        faults: None,
    }
}
