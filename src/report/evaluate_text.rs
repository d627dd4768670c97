//! Agreement with human marks as a table, and each disagreement with its quotes.

use super::grade_json::outcome_name;
use super::layout::{left, one_line, right, widest, wrapped};
use super::style::{Style, Tone};
use crate::grading::{Agreement, Confusion, Disagreement, Evidence, Row};
use std::fmt::Write;

/// What was compared: whole answers and single statements are counted apart.
#[derive(Debug, Clone, Copy)]
pub struct Evaluation<'a> {
    /// Over whole answers.
    pub answers: &'a Agreement,
    /// Over single statements.
    pub statements: &'a Agreement,
    /// Whether each disagreement is listed.
    pub list: bool,
}

impl<'a> Evaluation<'a> {
    /// What was compared at all, with its name.
    pub(super) fn compared(self) -> impl Iterator<Item = (&'static str, &'a Agreement)> {
        [("answers", self.answers), ("statements", self.statements)]
            .into_iter()
            .filter(|(_, of)| of.pooled().n() + of.pooled_mistakes().n() > 0)
    }
}

/// The tables, then the list where it is asked for.
pub fn evaluate_text(evaluation: Evaluation, style: Style) -> String {
    let mut out = String::new();
    for (what, agreement) in evaluation.compared() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&tables(what, agreement, style));
        if evaluation.list && !agreement.disagreements.is_empty() {
            let count = agreement.disagreements.len();
            let title = format!("{count} disagreements on {what}");
            let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, &title));
            for disagreement in &agreement.disagreements {
                out.push_str(&listed(disagreement, style));
            }
        }
    }
    out
}

const HEAD: &str = "    n human grader precision recall    f1  kappa accuracy";

fn tables(what: &str, agreement: &Agreement, style: Style) -> String {
    let rows = agreement.criteria.iter().chain(&agreement.mistakes);
    let names = widest(rows.map(|row| row.id.as_str())).max("criteria pooled".len());
    let mut out = String::new();
    for (title, rows, pooled) in [
        ("criteria", &agreement.criteria, agreement.pooled()),
        ("mistakes", &agreement.mistakes, agreement.pooled_mistakes()),
    ] {
        if pooled.n() == 0 {
            continue;
        }
        let head = left(&format!("{what}: {title}"), names) + HEAD;
        let _ = writeln!(out, "{}", style.paint(Tone::Strong, &head));
        for Row { id, counts } in rows.iter().filter(|row| row.counts.n() > 0) {
            let _ = writeln!(out, "{}", figures(id, *counts, names));
        }
        let line = figures(&format!("{title} pooled"), pooled, names);
        let _ = writeln!(out, "{}\n", style.paint(Tone::Strong, &line));
    }
    if let Some(error) = agreement.mean_absolute_error() {
        let kappa = decimal(agreement.banded_kappa());
        let n = agreement.scores.len();
        let _ = writeln!(out, "{n} scores: mean absolute error {error:.1} points,");
        let _ = writeln!(out, "quadratic weighted kappa in ten-point bands {kappa}");
    }
    if agreement.reviewed.answers + agreement.unreviewed.answers > 0 {
        out.push_str(&review(agreement));
    }
    out
}

/// How many answers ask for a look, and how often the grader is wrong on these and on the others.
fn review(agreement: &Agreement) -> String {
    let (asking, others) = (agreement.reviewed, agreement.unreviewed);
    let n = asking.answers + others.answers;
    let share = asking.answers as f64 * 100.0 / n as f64;
    format!(
        "{} of {n} answers ask for review ({share:.1} %); criteria wrong there {}, elsewhere {}\n",
        asking.answers,
        decimal(asking.error_rate()),
        decimal(others.error_rate())
    )
}

fn figures(id: &str, c: Confusion, names: usize) -> String {
    let columns = [
        (c.n().to_string(), 5),
        ((c.both + c.human_only).to_string(), 6),
        ((c.both + c.grader_only).to_string(), 7),
        (decimal(c.precision()), 10),
        (decimal(c.recall()), 7),
        (decimal(c.f1()), 6),
        (decimal(c.kappa()), 7),
        (decimal(c.accuracy()), 9),
    ];
    let cells = columns.iter().map(|(text, width)| right(text, *width));
    left(&one_line(id), names) + &cells.collect::<String>()
}

fn decimal(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.3}"))
}

fn listed(disagreement: &Disagreement, style: Style) -> String {
    let (human, grader) = match (disagreement.is_mistake, disagreement.human) {
        (true, true) => ("made", "not flagged"),
        (true, false) => ("not made", "flagged"),
        (false, human) => {
            let grader = disagreement.outcome.map_or("missing", outcome_name);
            (if human { "met" } else { "not met" }, grader)
        }
    };
    let head = format!(
        "{} {}: human {human}, grader {grader}",
        one_line(&disagreement.answer),
        disagreement.item
    );
    let mut out = format!("\n{}\n", style.paint(Tone::Warn, &head));
    if let Some(statement) = &disagreement.statement {
        out.push_str(&labelled("text", statement, style));
    }
    for evidence in &disagreement.evidence {
        out.push_str(&labelled("quote", &quote(evidence), style));
        out.push_str(&labelled("wording", &evidence.wording, style));
    }
    if let Some(nearest) = &disagreement.nearest {
        out.push_str(&labelled("nearest", &quote(&nearest.evidence), style));
        out.push_str(&labelled("wording", &nearest.evidence.wording, style));
        out.push_str(&labelled("why", &nearest.why, style));
    }
    out
}

fn quote(evidence: &Evidence) -> String {
    match evidence.part.as_str() {
        "" => format!("\"{}\"", evidence.quote),
        part => format!("\"{}\" (part {part})", evidence.quote),
    }
}

fn labelled(label: &str, text: &str, style: Style) -> String {
    match text.is_empty() {
        true => String::new(),
        false => wrapped(&format!("{label}: {text}"), "    ", style.width),
    }
}
