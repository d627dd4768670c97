//! What the self-check found, for people: place, reason, mend, and the line at fault.

use super::style::{Style, Tone};
use crate::check::{Finding, Severity};
use crate::source::printable;
use std::fmt::Write;

/// Findings one by one, then their count. `paper` names what was checked.
pub fn findings_text(paper: &str, findings: &[Finding], style: Style) -> String {
    let mut out = String::new();
    for finding in findings {
        let tone = match finding.severity {
            Severity::Error => Tone::Bad,
            Severity::Warning => Tone::Warn,
        };
        let severity = style.paint(tone, finding.severity.as_str());
        let place = finding.place.as_ref().map(|place| {
            format!(
                "{}:{}:{}: ",
                place.file, place.position.line, place.position.column
            )
        });
        let what = printable(&finding.what).into_owned();
        let _ = writeln!(
            out,
            "{}{severity}: {what} [{}]",
            place.unwrap_or_default(),
            finding.code
        );
        if let Some(place) = &finding.place {
            let _ = writeln!(
                out,
                "  | {}",
                style.paint(Tone::Dim, &printable(place.line.trim_end()))
            );
        }
        let _ = writeln!(out, "  = {}", printable(&finding.mend));
    }
    let _ = writeln!(
        out,
        "{}",
        style.paint(Tone::Strong, &counted(paper, findings))
    );
    out
}

fn counted(paper: &str, findings: &[Finding]) -> String {
    let of = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => format!("{paper}: no findings"),
        (errors, warnings) => format!(
            "{paper}: {errors} error{}, {warnings} warning{}; `conntutor check --explain CODE` teaches one",
            if errors == 1 { "" } else { "s" },
            if warnings == 1 { "" } else { "s" },
        ),
    }
}
