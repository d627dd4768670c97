//! What the self-check found, for programs.

use super::json;
use crate::check::Finding;
use serde::Serialize;

#[derive(Serialize)]
struct FindingJson<'a> {
    paper: &'a str,
    code: &'static str,
    severity: &'static str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    mend: &'a str,
}

/// All findings of all papers as one array; each paper with the name it was checked under.
pub fn findings_json(papers: &[(String, Vec<Finding>)]) -> String {
    let all: Vec<FindingJson<'_>> = papers
        .iter()
        .flat_map(|(paper, findings)| findings.iter().map(move |finding| told(paper, finding)))
        .collect();
    json::pretty(&all)
}

fn told<'a>(paper: &'a str, finding: &'a Finding) -> FindingJson<'a> {
    let place = finding.place.as_ref();
    FindingJson {
        paper,
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        file: place.map(|place| place.file.as_str()),
        line: place.map(|place| place.position.line),
        column: place.map(|place| place.position.column),
        message: &finding.what,
        mend: &finding.mend,
    }
}
