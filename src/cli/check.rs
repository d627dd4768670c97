//! `conntutor check`: the faults of a rubric, found without a learner.

use super::args::{CheckArgs, ReportFormat};
use super::paper::grader_for;
use super::run::Ending;
use super::terminal::Terminal;
use super::{failure, output};
use crate::check::{Code, Finding, Severity, check, explain};
use crate::load::{self, Places};
use crate::report::{findings_json, findings_text};
use anyhow::{Result, anyhow};

pub(super) fn run(args: &CheckArgs, terminal: Terminal) -> Result<Ending> {
    if let Some(code) = &args.explain {
        return teach(code);
    }
    let mut unreadable = false;
    let mut checked: Vec<(String, Vec<Finding>)> = Vec::new();
    for places in papers(args)? {
        match grader_for(&places) {
            Ok(grader) => checked.push((grader.rubric().source.name().to_owned(), check(&grader))),
            Err(error) => {
                failure::print(&error.into());
                unreadable = true;
            }
        }
    }
    output::print(&told(args.format, &checked, terminal))?;
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    Ok(
        match (
            unreadable,
            checked
                .iter()
                .any(|(_, findings)| findings.iter().any(is_error)),
        ) {
            (true, _) => Ending::Incomplete,
            (false, true) => Ending::Findings,
            (false, false) => Ending::Done,
        },
    )
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
    if args.paths.is_empty() {
        return Ok(vec![Places::default()]);
    }
    let mut papers = Vec::new();
    for path in &args.paths {
        papers.extend(load::papers_in(path)?);
    }
    Ok(papers)
}
