//! A question and its rubric made ready to grade any number of answers.

use super::grade::{CriterionGrade, Grade, Outcome, SectionScore};
use crate::answer::Submission;
use crate::question::Question;
use crate::rubric::Rubric;
use std::sync::Arc;

/// Grades answers to one question. Cheap to clone; safe to share between threads.
#[derive(Debug, Clone)]
pub struct Grader {
    question: Arc<Question>,
    rubric: Arc<Rubric>,
}

impl Grader {
    /// Prepares grading.
    pub fn new(question: Arc<Question>, rubric: Arc<Rubric>) -> Self {
        Self { question, rubric }
    }

    /// The question.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Its rubric.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Marks one submission.
    pub fn grade(&self, submission: &Submission) -> Grade {
        let criteria = self
            .rubric
            .criteria
            .iter()
            .map(|criterion| CriterionGrade {
                id: criterion.id.clone(),
                section: criterion.section.clone(),
                part: criterion.part.clone(),
                outcome: Outcome::Missing,
                points: 0.0,
                max: self.max_points(criterion.section.as_str(), criterion.weight),
                evidence: Vec::new(),
                nearest: None,
                feedback: criterion.missing.clone(),
            })
            .collect();
        Grade {
            id: submission.id.clone(),
            question: self.question.id.clone(),
            rubric: self.rubric.hash.clone(),
            score: 0.0,
            max: 100.0,
            sections: self
                .question
                .sections
                .iter()
                .map(|s| SectionScore {
                    id: s.id.clone(),
                    points: 0.0,
                    max: f64::from(s.percent),
                })
                .collect(),
            criteria,
            mistakes: Vec::new(),
            review: Vec::new(),
        }
    }

    fn max_points(&self, section: &str, weight: f64) -> f64 {
        let total: f64 = self
            .rubric
            .criteria
            .iter()
            .filter(|c| c.section == section)
            .map(|c| c.weight)
            .sum();
        let percent = self
            .question
            .sections
            .iter()
            .find(|s| s.id == section)
            .map_or(0, |s| s.percent);
        f64::from(percent) * weight / total
    }
}
