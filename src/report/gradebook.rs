//! The grades of a run in one format, written as they come.

use super::class::Class;
use super::grade_json::{grade_json, grade_jsonl};
use super::grade_text::{explained_text, grade_text};
use super::style::{Style, Tone};
use crate::grading::{Explanation, Grade};
use crate::rubric::Rubric;

/// How grades are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A report for people; behind several, a summary of the class.
    Text,
    /// One object, or an array where there are several.
    Json,
    /// One object a line.
    JsonLines,
}

/// Writes grade after grade; keeps counts, not grades.
#[derive(Debug)]
pub struct Gradebook<'a> {
    format: Format,
    style: Style,
    rubric: &'a Rubric,
    class: Class,
    /// The first grade, until it is known whether it stays the only one.
    held: Option<String>,
    /// Whether explanations take the place of the report.
    explains: bool,
}

impl<'a> Gradebook<'a> {
    /// An empty book.
    pub fn new(format: Format, rubric: &'a Rubric, style: Style) -> Self {
        Self {
            format,
            style,
            rubric,
            class: Class::new(rubric.mistakes.iter().map(|m| m.id.as_str())),
            held: None,
            explains: false,
        }
    }

    /// What is to be written for the next grade; explanations, where there are any, take the place of its report.
    pub fn add(&mut self, grade: &Grade, explanations: &[Explanation]) -> String {
        self.class.add(grade);
        self.explains |= !explanations.is_empty();
        let first = self.class.n() == 1;
        match self.format {
            Format::JsonLines => grade_jsonl(grade, explanations) + "\n",
            Format::Text if first => self.text(grade, explanations),
            Format::Text => self.rule() + &self.text(grade, explanations),
            Format::Json if first => {
                self.held = Some(grade_json(grade, explanations));
                String::new()
            }
            Format::Json => match self.held.take() {
                Some(held) => format!("[\n{held},\n{}", grade_json(grade, explanations)),
                None => format!(",\n{}", grade_json(grade, explanations)),
            },
        }
    }

    fn text(&self, grade: &Grade, explanations: &[Explanation]) -> String {
        match explanations {
            [] => grade_text(grade, self.rubric, self.style),
            _ => explained_text(grade, explanations, self.style),
        }
    }

    /// What is to be written at the end.
    pub fn finish(self) -> String {
        match (self.format, self.class.n()) {
            (Format::Json, 0) => "[]\n".to_owned(),
            (Format::Json, 1) => self.held.unwrap_or_default() + "\n",
            (Format::Json, _) => "\n]\n".to_owned(),
            (Format::Text, 2..) if !self.explains => self.rule() + &self.class.text(self.style),
            (Format::Text | Format::JsonLines, _) => String::new(),
        }
    }

    fn rule(&self) -> String {
        let line = "─".repeat(self.style.width);
        format!("\n{}\n\n", self.style.paint(Tone::Dim, &line))
    }
}
