//! One grade as text: what it earned and by which words, what is missing, what is wrong, what to try next.

use super::explain_text::explain_text;
use super::layout::{bar, cut, left, one_line, painted, quoted, right, widest, wrapped};
use super::rules_text::answer_rules;
use super::style::{Style, Tone};
use crate::grading::{CriterionGrade, Evidence, Explanation, Flag, Grade, Outcome};
use crate::rubric::Rubric;
use std::fmt::Write;

/// Lines below a criterion stand in this far.
const INDENT: &str = "        ";

/// The full report of one answer.
pub fn grade_text(grade: &Grade, rubric: &Rubric, style: Style) -> String {
    let mut out = header(grade, style);
    let names = widest(grade.criteria.iter().map(|c| c.id.as_str()));
    for section in &grade.sections {
        let _ = writeln!(
            out,
            "\n{}",
            style.paint(Tone::Strong, &one_line(&section.id))
        );
        for criterion in grade.criteria.iter().filter(|c| c.section == section.id) {
            out.push_str(&criterion_text(criterion, names, style));
        }
    }
    if !grade.mistakes.is_empty() {
        let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, "common mistakes"));
        for flag in &grade.mistakes {
            out.push_str(&mistake(flag, names, style));
        }
    }
    if let Some(rules) = &grade.rules {
        let title = style.paint(Tone::Strong, "what the rules do");
        let _ = write!(out, "\n{title}\n{}", answer_rules(rules, style));
    }
    if !grade.review.is_empty() {
        out.push('\n');
        for reason in &grade.review {
            let reason = wrapped(&format!("review: {reason}"), "", style.width);
            out.push_str(&painted(style, Tone::Warn, &reason));
        }
    }
    out.push_str(&next(grade, rubric, style));
    out
}

/// The explanations of one answer, below its points.
pub(super) fn explained_text(grade: &Grade, explanations: &[Explanation], style: Style) -> String {
    let trees = explanations.iter().map(|tree| explain_text(tree, style));
    header(grade, style) + &trees.collect::<String>()
}

/// `s17 … 71.0 of 100`, then a bar for each section.
fn header(grade: &Grade, style: Style) -> String {
    let score = format!("{:.1} of {:.0}", grade.score, grade.max);
    let id = cut(
        &one_line(&grade.id),
        style.width.saturating_sub(score.len() + 2),
    );
    let id = left(&id, style.width.saturating_sub(score.len()));
    let mut out = format!(
        "{}{}\n",
        style.paint(Tone::Strong, &id),
        style.paint(Tone::Strong, &score)
    );
    let names = widest(grade.sections.iter().map(|s| s.id.as_str()));
    for section in &grade.sections {
        let share = share(section.points, section.max);
        let points = format!("{:.1}/{:.0}", section.points, section.max);
        let room = style.width.saturating_sub(names + 20).clamp(10, 40);
        let (full, rest) = bar(share, room);
        let _ = writeln!(
            out,
            "{}  {}  {}{}  {}",
            left(&one_line(&section.id), names),
            right(&points, 8),
            style.paint(tone(share), &full),
            style.paint(Tone::Dim, &rest),
            right(&format!("{:.0} %", share * 100.0), 5),
        );
    }
    out
}

fn share(points: f64, max: f64) -> f64 {
    if max > 0.0 { points / max } else { 0.0 }
}

fn tone(share: f64) -> Tone {
    match share {
        s if s >= 0.7 => Tone::Good,
        s if s >= 0.4 => Tone::Warn,
        _ => Tone::Bad,
    }
}

/// One line where it is met; below it, where it is not, what is missing and what came nearest.
fn criterion_text(criterion: &CriterionGrade, names: usize, style: Style) -> String {
    let (mark, tone) = match criterion.outcome {
        Outcome::Met => ("[x]", Tone::Good),
        Outcome::Partial => ("[~]", Tone::Warn),
        Outcome::Missing => ("[ ]", Tone::Bad),
        Outcome::Contradicted => ("[!]", Tone::Bad),
    };
    let lead = format!(
        "  {} {}  {}",
        style.paint(tone, mark),
        left(&one_line(&criterion.id), names),
        right(&format!("{:.1}/{:.1}", criterion.points, criterion.max), 9)
    );
    let mut line = lead + &quote_behind(&criterion.evidence, names + 19, style);
    if criterion.outcome != Outcome::Met {
        line.push_str(&shortfall(criterion, style));
    }
    let told = criterion
        .nearest
        .as_ref()
        .is_some_and(|near| near.why == criterion.proof);
    if !told {
        line.push_str(&proof(&criterion.proof, style));
    }
    line
}

/// Narrower than this a quote says little: it gets a line of its own.
const NARROW: usize = 24;

/// The first quote behind `used` columns, or on the next line, and the line's end.
fn quote_behind(evidence: &[Evidence], used: usize, style: Style) -> String {
    let Some(first) = evidence.first() else {
        return "\n".to_owned();
    };
    let more = match evidence.len() {
        1 => String::new(),
        n => format!(" +{}", n - 1),
    };
    let (before, room) = match style.width.saturating_sub(used) {
        room if room >= NARROW => ("  ".to_owned(), room),
        _ => (format!("\n{INDENT}"), style.width - INDENT.len()),
    };
    let quote = quoted(&first.quote, room.saturating_sub(more.len()));
    format!("{before}{quote}{more}\n")
}

/// The packet that shows it.
fn proof(proof: &str, style: Style) -> String {
    painted(style, Tone::Dim, &wrapped(proof, INDENT, style.width))
}

fn shortfall(criterion: &CriterionGrade, style: Style) -> String {
    let mut out = String::new();
    if criterion.outcome == Outcome::Contradicted {
        for evidence in criterion.evidence.iter().skip(1) {
            let quote = quoted(
                &evidence.quote,
                style.width.saturating_sub(INDENT.len() + 9),
            );
            let _ = writeln!(out, "{INDENT}against: {quote}");
        }
    }
    out.push_str(&wrapped(&criterion.feedback, INDENT, style.width));
    if let Some(nearest) = &criterion.nearest {
        let quote = quoted(
            &nearest.evidence.quote,
            style.width.saturating_sub(INDENT.len() + 9),
        );
        let near = format!("{INDENT}nearest: {quote}\n");
        out.push_str(&painted(style, Tone::Dim, &near));
        let why = wrapped(&format!("but {}", nearest.why), INDENT, style.width);
        out.push_str(&painted(style, Tone::Dim, &why));
    }
    out
}

fn mistake(flag: &Flag, names: usize, style: Style) -> String {
    let name = one_line(&flag.id);
    let name = match flag.evidence.is_empty() {
        true => name,
        false => left(&name, names),
    };
    let lead = format!("  {} {name}", style.paint(Tone::Bad, "(!)"));
    let quote = quote_behind(&flag.evidence, names + 8, style);
    lead + &quote + &proof(&flag.proof, style) + &wrapped(&flag.feedback, INDENT, style.width)
}

/// Questions that lead to the points most worth having.
fn next(grade: &Grade, rubric: &Rubric, style: Style) -> String {
    let mut missed: Vec<&CriterionGrade> = grade
        .criteria
        .iter()
        .filter(|c| c.outcome != Outcome::Met)
        .collect();
    missed.sort_by(|a, b| (b.max - b.points).total_cmp(&(a.max - a.points)));
    let mut out = String::new();
    for criterion in missed.into_iter().take(3) {
        let Some(asked) = rubric.criteria.iter().find(|c| c.id == criterion.id) else {
            continue;
        };
        let worth = format!("{:+.1}", criterion.max - criterion.points);
        let lead = format!("  {}  ", right(&worth, 5));
        let question = format!("{}: {}", criterion.id, asked.hints.pump);
        let hint = wrapped(&question, &" ".repeat(lead.len()), style.width);
        let _ = write!(out, "{lead}{}", hint.trim_start());
    }
    match out.is_empty() {
        true => out,
        false => format!("\n{}\n{out}", style.paint(Tone::Strong, "what to try next")),
    }
}
