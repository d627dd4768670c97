//! `conntutor show`: the question as a learner sees it, the rubric, or the keys.

use super::args::ShowArgs;
use super::output;
use super::run::Ending;
use super::terminal::Terminal;
use crate::load::{self, Places};
use crate::question::{Part, Question};
use crate::report::{part_text, question_json, question_text, rubric_json, rubric_text};
use crate::tui::Keys;
use anyhow::{Result, anyhow};
use std::slice;

pub(super) fn run(args: &ShowArgs, terminal: Terminal) -> Result<Ending> {
    let style = terminal.style();
    let text = if args.keys {
        Keys::default().to_yaml()
    } else if let Some(rubric) = &args.rubric {
        let (question, rubric) = load::paper(&Places {
            question: args.question.clone(),
            rubric: rubric.clone(),
        })?;
        match args.json {
            true => rubric_json(&question, &rubric) + "\n",
            false => rubric_text(&question, &rubric, style),
        }
    } else {
        let question = load::question(args.question.as_deref())?;
        match (&args.part, args.json) {
            (None, true) => question_json(&question, &question.parts) + "\n",
            (None, false) => question_text(&question, style),
            (Some(id), true) => {
                question_json(&question, slice::from_ref(part(&question, id)?)) + "\n"
            }
            (Some(id), false) => part_text(&question, part(&question, id)?, style),
        }
    };
    output::print(&text)?;
    Ok(Ending::Done)
}

fn part<'a>(question: &'a Question, id: &str) -> Result<&'a Part> {
    let found = question.parts.iter().find(|part| part.id == id);
    found.ok_or_else(|| {
        let ids: Vec<&str> = question.parts.iter().map(|part| part.id.as_str()).collect();
        anyhow!(
            "the question has no part '{id}'; its parts are {}",
            ids.join(", ")
        )
    })
}
