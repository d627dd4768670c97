//! What a class did, counted grade by grade: its size in memory does not grow with the class.

use super::layout::{bar, left, one_line, painted, right, widest, wrapped};
use super::style::{Style, Tone};
use crate::grading::{Grade, Outcome};
use std::fmt::Write;

/// Scores in tenths of a point.
const TENTHS: usize = 1001;

/// Counts over any number of grades.
#[derive(Debug, Clone)]
pub struct Class {
    n: usize,
    sum: f64,
    scores: Vec<usize>,
    met: Vec<(String, usize)>,
    mistakes: Vec<(String, usize)>,
    review: usize,
}

impl Class {
    /// Nobody yet; the mistakes that may be counted, in order.
    pub fn new<'a>(mistakes: impl Iterator<Item = &'a str>) -> Self {
        Self {
            n: 0,
            sum: 0.0,
            scores: vec![0; TENTHS],
            met: Vec::new(),
            mistakes: mistakes.map(|id| (id.to_owned(), 0)).collect(),
            review: 0,
        }
    }

    /// Counts one grade.
    pub fn add(&mut self, grade: &Grade) {
        self.n += 1;
        self.sum += grade.score;
        let tenths = (grade.score * 10.0).round().max(0.0) as usize;
        self.scores[tenths.min(TENTHS - 1)] += 1;
        self.review += usize::from(!grade.review.is_empty());
        if self.met.is_empty() {
            self.met = grade.criteria.iter().map(|c| (c.id.clone(), 0)).collect();
        }
        for ((_, met), criterion) in self.met.iter_mut().zip(&grade.criteria) {
            *met += usize::from(criterion.outcome == Outcome::Met);
        }
        for (id, made) in &mut self.mistakes {
            *made += usize::from(grade.mistakes.iter().any(|flag| flag.id == *id));
        }
    }

    /// How many were counted.
    pub fn n(&self) -> usize {
        self.n
    }

    /// The mean score; 0 for nobody.
    pub fn mean(&self) -> f64 {
        self.sum / self.n.max(1) as f64
    }

    /// The score in the middle, to a tenth of a point; between the two in the middle of an even number.
    pub fn median(&self) -> f64 {
        let upper = self.n / 2;
        let lower = self.n.saturating_sub(1) / 2;
        (self.ranked(lower) + self.ranked(upper)) / 2.0
    }

    /// The score at a rank, from 0 for the lowest.
    fn ranked(&self, rank: usize) -> f64 {
        let mut seen = 0;
        for (tenths, count) in self.scores.iter().enumerate() {
            seen += count;
            if seen > rank {
                return tenths as f64 / 10.0;
            }
        }
        0.0
    }

    /// The summary as text.
    pub fn text(&self, style: Style) -> String {
        let title = format!(
            "{} answers: mean {:.1}, median {:.1}, lowest {:.1}, highest {:.1}",
            self.n,
            self.mean(),
            self.median(),
            self.ranked(0),
            self.ranked(self.n.saturating_sub(1)),
        );
        let mut out = painted(style, Tone::Strong, &wrapped(&title, "", style.width));
        if self.review > 0 {
            let _ = writeln!(out, "{} of them ask for a person's look", self.review);
        }
        let named = self.met.iter().chain(&self.mistakes);
        let names = widest(named.map(|(id, _)| id.as_str()));
        let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, "met by"));
        for (id, met) in &self.met {
            out.push_str(&self.line(id, *met, names, style));
        }
        let made: Vec<_> = self.mistakes.iter().filter(|(_, n)| *n > 0).collect();
        if !made.is_empty() {
            let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, "mistakes made by"));
        }
        for (id, made) in made {
            out.push_str(&self.line(id, *made, names, style));
        }
        out
    }

    fn line(&self, id: &str, count: usize, names: usize, style: Style) -> String {
        let share = count as f64 / self.n.max(1) as f64;
        let room = style.width.saturating_sub(names + 18).clamp(1, 40);
        let (full, rest) = bar(share, room);
        format!(
            "  {}  {full}{}  {}  {}\n",
            left(&one_line(id), names),
            style.paint(Tone::Dim, &rest),
            right(&format!("{:.0} %", share * 100.0), 5),
            right(&count.to_string(), 5),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(score: f64) -> Grade {
        Grade {
            id: String::new(),
            question: String::new(),
            rubric: String::new(),
            score,
            max: 100.0,
            sections: Vec::new(),
            criteria: Vec::new(),
            mistakes: Vec::new(),
            review: Vec::new(),
            rules: None,
        }
    }

    #[test]
    fn mean_and_median_of_a_class() {
        let rows: [(&[f64], f64, f64); 5] = [
            (&[], 0.0, 0.0),
            (&[71.0], 71.0, 71.0),
            (&[10.0, 20.0], 15.0, 15.0),
            (&[100.0, 0.0, 30.3], 43.4333, 30.3),
            (&[1.0, 2.0, 3.0, 100.0], 26.5, 2.5),
        ];
        for (scores, mean, median) in rows {
            let mut class = Class::new(std::iter::empty());
            scores.iter().for_each(|score| class.add(&scored(*score)));
            assert!((class.mean() - mean).abs() < 1e-3, "mean of {scores:?}");
            assert!(
                (class.median() - median).abs() < 1e-9,
                "median of {scores:?}"
            );
        }
    }
}
