//! `conntutor check`: the faults of a rubric, found without a learner.

use super::args::{CheckArgs, ReportFormat};
use super::run::Ending;
use super::terminal::Terminal;
use super::{failure, output};
use crate::check::{Code, Finding, Severity, check, explain};
use crate::grading::Grader;
use crate::load::{self, Places};
use crate::question::Question;
use crate::report::{findings_json, findings_text};
use crate::rubric::Rubric;
use anyhow::{Result, anyhow};
use std::sync::Arc;

pub(super) fn run(args: &CheckArgs, terminal: Terminal) -> Result<Ending> {
    if let Some(code) = &args.explain {
        return teach(code);
    }
    let mut unreadable = false;
    let mut checked: Vec<(String, Vec<Finding>)> = Vec::new();
    for places in papers(args)? {
        match load::pair(&places) {
            Ok((question, rubric)) => checked.push(findings(question, rubric)),
            Err(error) => {
                failure::print(&error.into());
                unreadable = true;
            }
        }
    }
    output::print(&told(args.format, &checked, terminal))?;
    let mut findings = checked.iter().flat_map(|(_, findings)| findings);
    Ok(
        match (
            unreadable,
            findings.any(|found| found.severity == Severity::Error),
        ) {
            (true, _) => Ending::Incomplete,
            (false, true) => Ending::Findings,
            (false, false) => Ending::Done,
        },
    )
}

/// The name of the rubric and what is found in it.
fn findings(question: Question, rubric: Rubric) -> (String, Vec<Finding>) {
    let name = rubric.source.name().to_owned();
    let grader = Grader::new(Arc::new(question), Arc::new(rubric));
    (name, check(&grader))
}

fn told(format: ReportFormat, checked: &[(String, Vec<Finding>)], terminal: Terminal) -> String {
    match format {
        ReportFormat::Json => findings_json(checked) + "\n",
        ReportFormat::Text => checked
            .iter()
            .map(|(paper, findings)| findings_text(paper, findings, terminal.style()))
            .collect(),
    }
}

fn teach(name: &str) -> Result<Ending> {
    let code = Code::of(name).ok_or_else(|| {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        anyhow!(
            "no finding is called '{name}'; there are {}",
            known.join(", ")
        )
    })?;
    output::print(&format!("{}\n", explain(code).trim_end()))?;
    Ok(Ending::Done)
}

fn papers(args: &CheckArgs) -> Result<Vec<Places>> {
    match args.paths.is_empty() {
        true => Ok(vec![Places::default()]),
        false => Ok(load::papers_in(&args.paths)?),
    }
}
