//! The decisions of a person counted beside the grades, by criterion and mistake.

use super::confusion::Confusion;
use super::disagreement::Disagreement;
use super::reviewed::Reviewed;
use super::scores;
use crate::grading::{Grade, Outcome};
use crate::rubric::Rubric;

/// The decisions on one criterion or mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Criterion or mistake id.
    pub id: String,
    /// Its decisions.
    pub counts: Confusion,
}

/// A label names neither a criterion nor a mistake of the rubric.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the rubric has no {kind} '{id}'")]
pub struct UnknownLabel {
    /// "criterion" or "mistake".
    pub kind: &'static str,
    /// The id as it was given.
    pub id: String,
}

/// What a person decided about one answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Criteria met or not met; criteria left out were not judged.
    pub criteria: Vec<(String, bool)>,
    /// Mistakes made or not made; mistakes left out were not judged.
    pub mistakes: Vec<(String, bool)>,
}

/// Agreement over any number of answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement {
    /// Decisions by criterion, in the rubric's order.
    pub criteria: Vec<Row>,
    /// Decisions by mistake, in the rubric's order.
    pub mistakes: Vec<Row>,
    /// The answers that ask for a person's look.
    pub reviewed: Reviewed,
    /// The other answers.
    pub unreviewed: Reviewed,
    /// Human score and grade, for each answer with all its criteria judged.
    pub scores: Vec<(f64, f64)>,
    /// Where they differ, in the order of the answers.
    pub disagreements: Vec<Disagreement>,
    deductions: Vec<f64>,
}

impl Agreement {
    /// Nothing counted yet.
    pub fn new(rubric: &Rubric) -> Self {
        let row = |id: &String| Row {
            id: id.clone(),
            counts: Confusion::default(),
        };
        Self {
            criteria: rubric.criteria.iter().map(|c| row(&c.id)).collect(),
            mistakes: rubric.mistakes.iter().map(|m| row(&m.id)).collect(),
            deductions: rubric.mistakes.iter().map(|m| m.deduction).collect(),
            ..Self::default()
        }
    }

    /// The first label that the rubric does not know.
    ///
    /// # Errors
    /// Names that label.
    pub fn admits(&self, marks: &Marks) -> Result<(), UnknownLabel> {
        known(&self.criteria, &marks.criteria, "criterion")?;
        known(&self.mistakes, &marks.mistakes, "mistake")
    }

    /// Counts one answer; labels that the rubric does not know are passed over.
    pub fn add(&mut self, marks: &Marks, grade: &Grade) {
        let decisions = self.decide(marks, grade);
        match grade.review.is_empty() {
            true => self.unreviewed.add(decisions),
            false => self.reviewed.add(decisions),
        }
        self.scores
            .extend(self.human_score(marks, grade).map(|h| (h, grade.score)));
    }

    /// Counts one statement, marked for what its marks name and nothing else.
    pub fn add_statement(&mut self, marks: &Marks, grade: &Grade, text: &str) {
        let before = self.disagreements.len();
        self.decide(marks, grade);
        for disagreement in &mut self.disagreements[before..] {
            disagreement.statement = Some(text.to_owned());
        }
    }

    /// Counts each decision; gives those on criteria.
    fn decide(&mut self, marks: &Marks, grade: &Grade) -> Confusion {
        let mut decisions = Confusion::default();
        for (id, human) in &marks.criteria {
            self.add_criterion(id, *human, grade, &mut decisions);
        }
        for (id, human) in &marks.mistakes {
            self.add_mistake(id, *human, grade);
        }
        decisions
    }

    /// All decisions on criteria together.
    pub fn pooled(&self) -> Confusion {
        total(&self.criteria)
    }

    /// All decisions on mistakes together.
    pub fn pooled_mistakes(&self) -> Confusion {
        total(&self.mistakes)
    }

    /// Mean distance of the grader's score from the person's, in points.
    pub fn mean_absolute_error(&self) -> Option<f64> {
        scores::mean_absolute_error(&self.scores)
    }

    /// Quadratic weighted kappa of the scores in bands of ten points.
    pub fn banded_kappa(&self) -> Option<f64> {
        scores::banded_kappa(&self.scores)
    }

    fn add_criterion(&mut self, id: &str, human: bool, grade: &Grade, decisions: &mut Confusion) {
        let Some(graded) = grade.criteria.iter().find(|c| c.id == id) else {
            return;
        };
        let grader = graded.outcome == Outcome::Met;
        count(&mut self.criteria, id, human, grader);
        decisions.add(human, grader);
        if human != grader {
            self.disagreements
                .push(Disagreement::on_criterion(grade, graded, human));
        }
    }

    fn add_mistake(&mut self, id: &str, human: bool, grade: &Grade) {
        let flag = grade.mistakes.iter().find(|m| m.id == id);
        count(&mut self.mistakes, id, human, flag.is_some());
        if human != flag.is_some() {
            self.disagreements
                .push(Disagreement::on_mistake(grade, id, flag));
        }
    }

    /// The score that the person's marks give by the weights of the rubric; none unless all criteria are judged.
    fn human_score(&self, marks: &Marks, grade: &Grade) -> Option<f64> {
        let label = |id: &str| marks.criteria.iter().find(|(l, _)| l == id).map(|l| l.1);
        let mut score = 0.0;
        for criterion in &grade.criteria {
            score += if label(&criterion.id)? {
                criterion.max
            } else {
                0.0
            };
        }
        for (mistake, deduction) in self.mistakes.iter().zip(&self.deductions) {
            if marks
                .mistakes
                .iter()
                .any(|(l, yes)| *yes && *l == mistake.id)
            {
                score -= deduction;
            }
        }
        Some(score.clamp(0.0, grade.max))
    }
}

fn known(rows: &[Row], labels: &[(String, bool)], kind: &'static str) -> Result<(), UnknownLabel> {
    let stranger = labels
        .iter()
        .find(|(id, _)| rows.iter().all(|row| row.id != *id));
    match stranger {
        Some((id, _)) => Err(UnknownLabel {
            kind,
            id: id.clone(),
        }),
        None => Ok(()),
    }
}

fn count(rows: &mut [Row], id: &str, human: bool, grader: bool) {
    if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
        row.counts.add(human, grader);
    }
}

fn total(rows: &[Row]) -> Confusion {
    rows.iter()
        .fold(Confusion::default(), |sum, row| sum.plus(row.counts))
}

#[cfg(test)]
mod tests {
    use super::super::testing::confusion;
    use super::*;
    use crate::grading::{CriterionGrade, Flag};

    fn grade(met: &[bool], mistakes: &[&str]) -> Grade {
        let criteria = met.iter().enumerate().map(|(at, &met)| CriterionGrade {
            id: format!("c{at}"),
            section: "mandatory".into(),
            part: "1".into(),
            outcome: if met { Outcome::Met } else { Outcome::Missing },
            points: 0.0,
            max: 50.0,
            evidence: Vec::new(),
            nearest: None,
            close: false,
            proof: String::new(),
            feedback: String::new(),
        });
        let flags = mistakes.iter().map(|id| Flag {
            id: (*id).to_owned(),
            evidence: Vec::new(),
            proof: String::new(),
            feedback: String::new(),
        });
        Grade {
            id: "a".into(),
            question: "q".into(),
            rubric: "r".into(),
            score: met.iter().filter(|m| **m).count() as f64 * 50.0,
            max: 100.0,
            sections: Vec::new(),
            criteria: criteria.collect(),
            mistakes: flags.collect(),
            review: Vec::new(),
            rules: None,
        }
    }

    fn empty() -> Agreement {
        let row = |id: &str| Row {
            id: id.to_owned(),
            counts: Confusion::default(),
        };
        Agreement {
            criteria: vec![row("c0"), row("c1")],
            mistakes: vec![row("m")],
            deductions: vec![10.0],
            ..Agreement::default()
        }
    }

    fn marks(criteria: &[(&str, bool)], mistakes: &[(&str, bool)]) -> Marks {
        let own = |labels: &[(&str, bool)]| {
            labels
                .iter()
                .map(|(id, yes)| ((*id).to_owned(), *yes))
                .collect()
        };
        Marks {
            criteria: own(criteria),
            mistakes: own(mistakes),
        }
    }

    #[test]
    fn answers_are_counted_by_criterion_and_mistake_and_scored_by_the_same_weights() {
        let mut agreement = empty();
        let human = marks(&[("c0", true), ("c1", false)], &[("m", true)]);
        agreement.add(&human, &grade(&[true, true], &[]));
        assert_eq!(agreement.criteria[0].counts, confusion([1, 0, 0, 0]));
        assert_eq!(agreement.criteria[1].counts, confusion([0, 1, 0, 0]));
        assert_eq!(agreement.pooled_mistakes(), confusion([0, 0, 1, 0]));
        assert_eq!(agreement.scores, [(40.0, 100.0)]);
        let listed: Vec<_> = agreement
            .disagreements
            .iter()
            .map(|d| (d.item.as_str(), d.human))
            .collect();
        assert_eq!(listed, [("c1", false), ("m", true)]);
    }

    #[test]
    fn answers_that_ask_for_a_look_are_counted_apart() {
        let mut agreement = empty();
        let human = marks(&[("c0", true), ("c1", false)], &[]);
        let mut doubtful = grade(&[true, true], &[]);
        doubtful.review.push("contradicts itself about c0".into());
        agreement.add(&human, &doubtful);
        agreement.add(&human, &grade(&[true, false], &[]));
        agreement.add(&human, &grade(&[true, false], &[]));
        let of = |reviewed: Reviewed| (reviewed.answers, reviewed.error_rate());
        assert_eq!(of(agreement.reviewed), (1, Some(0.5)));
        assert_eq!(of(agreement.unreviewed), (2, Some(0.0)));
        assert_eq!(of(empty().reviewed), (0, None));
    }

    #[test]
    fn a_statement_counts_for_what_it_names_alone() {
        let mut agreement = empty();
        agreement.add_statement(
            &marks(&[("c1", true)], &[]),
            &grade(&[true, false], &["m"]),
            "said",
        );
        assert_eq!(agreement.pooled(), confusion([0, 0, 1, 0]));
        assert_eq!(agreement.pooled_mistakes().n(), 0);
        assert!(agreement.scores.is_empty());
        assert_eq!(
            agreement.disagreements[0].statement.as_deref(),
            Some("said")
        );
    }

    #[test]
    fn labels_that_the_rubric_does_not_know_are_named() {
        for (marks, want) in [
            (marks(&[("c0", true)], &[("m", false)]), None),
            (
                marks(&[("c9", true)], &[]),
                Some("the rubric has no criterion 'c9'"),
            ),
            (
                marks(&[], &[("c0", true)]),
                Some("the rubric has no mistake 'c0'"),
            ),
        ] {
            let got = empty().admits(&marks).err().map(|e| e.to_string());
            assert_eq!(got.as_deref(), want);
        }
    }
}
