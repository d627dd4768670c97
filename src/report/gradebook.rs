//! The grades of a run in one format, written as they come.

use super::class::Class;
use super::grade_json::{grade_json, grade_jsonl};
use super::grade_text::grade_text;
use super::style::{Style, Tone};
use crate::grading::Grade;
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
        }
    }

    /// What is to be written for the next grade.
    pub fn add(&mut self, grade: &Grade) -> String {
        self.class.add(grade);
        let first = self.class.n() == 1;
        match self.format {
            Format::JsonLines => grade_jsonl(grade) + "\n",
            Format::Text if first => grade_text(grade, self.rubric, self.style),
            Format::Text => self.rule() + &grade_text(grade, self.rubric, self.style),
            Format::Json if first => {
                self.held = Some(grade_json(grade));
                String::new()
            }
            Format::Json => match self.held.take() {
                Some(held) => format!("[\n{held},\n{}", grade_json(grade)),
                None => format!(",\n{}", grade_json(grade)),
            },
        }
    }

    /// What is to be written at the end.
    pub fn finish(self) -> String {
        match (self.format, self.class.n()) {
            (Format::Json, 0) => "[]\n".to_owned(),
            (Format::Json, 1) => self.held.unwrap_or_default() + "\n",
            (Format::Json, _) => "\n]\n".to_owned(),
            (Format::Text, 2..) => self.rule() + &self.class.text(self.style),
            (Format::Text | Format::JsonLines, _) => String::new(),
        }
    }

    fn rule(&self) -> String {
        let line = "─".repeat(self.style.width);
        format!("\n{}\n\n", self.style.paint(Tone::Dim, &line))
    }
}
