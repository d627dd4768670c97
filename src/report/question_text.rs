//! The question as a learner sees it, and the rubric as an instructor does.

use super::layout::{hanging, left, one_line, right, widest};
use super::style::{Style, Tone};
use crate::question::{Part, Question};
use crate::rubric::{Criterion, Rubric};
use crate::source::printable;
use std::fmt::Write;

/// Title, introduction and all parts; not the expected answer.
pub fn question_text(question: &Question, style: Style) -> String {
    let title = style.paint(Tone::Strong, &one_line(&question.title));
    let mut out = format!("{title}\n");
    let intro = question.source.slice(question.intro).trim();
    if !intro.is_empty() {
        let _ = write!(out, "\n{}\n", printable(&lines(intro)));
    }
    for part in &question.parts {
        let _ = write!(out, "\n{}", part_text(question, part, style));
    }
    out
}

/// One part with its title.
pub fn part_text(question: &Question, part: &Part, style: Style) -> String {
    let title = format!("Part {}: {}", part.id, part.title);
    let body = lines(question.source.slice(part.body).trim_matches(['\n', '\r']));
    format!(
        "{}\n\n{}\n",
        style.paint(Tone::Strong, &one_line(&title)),
        printable(&body)
    )
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Each criterion with its points and the bullet it covers, then the mistakes.
pub fn rubric_text(question: &Question, rubric: &Rubric, style: Style) -> String {
    let ids = rubric.criteria.iter().map(|c| c.id.as_str());
    let names = widest(ids.chain(rubric.mistakes.iter().map(|m| m.id.as_str())));
    let mut out = format!("{}, rubric {}\n", one_line(&rubric.question), rubric.hash);
    for section in &question.sections {
        let of: Vec<&Criterion> = rubric
            .criteria
            .iter()
            .filter(|c| c.section == section.id)
            .collect();
        let weights: f64 = of.iter().map(|c| c.weight).sum();
        let title = format!("{} ({} %)", one_line(&section.title), section.percent);
        let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, &title));
        for criterion in of {
            let points = f64::from(section.percent) * criterion.weight / weights;
            let lead = format!(
                "  {}  {}  part {}  ",
                left(&one_line(&criterion.id), names),
                right(&format!("{points:.1}"), 5),
                one_line(&criterion.part)
            );
            out.push_str(&hanging(&lead, &criterion.covers, style.width));
        }
    }
    if !rubric.mistakes.is_empty() {
        let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, "Common mistakes"));
    }
    for mistake in &rubric.mistakes {
        let lead = format!("  {}  ", left(&one_line(&mistake.id), names));
        out.push_str(&hanging(&lead, &mistake.covers, style.width));
    }
    out
}
