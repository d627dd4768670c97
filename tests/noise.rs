//! What unrelated technical prose gets: texts that share words with the exam and say nothing of what it asks.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test reads its data"
)]

use conntutor::answer::Submission;
use conntutor::grading::{Evidence, Grader};
use conntutor::load::{Places, paper};
use serde::Deserialize;
use std::fmt::Write as _;
use std::sync::Arc;

/// Criteria met per text, on average; all should be under it.
const MEAN: f64 = 0.1;
/// The mistake that is made by saying nothing.
const BY_OMISSION: &str = "ignores-exhaustion";

const TEXTS: &str = include_str!("data/noise.jsonl");

/// A text about something else.
#[derive(Deserialize)]
struct Noise {
    id: String,
    topic: String,
    text: String,
}

fn quoted(id: &str, evidence: &[Evidence]) -> String {
    let said = evidence
        .iter()
        .map(|e| format!("{:?} by {}", e.quote, e.wording));
    format!("  {id}: {}\n", said.collect::<Vec<_>>().join("; "))
}

#[test]
fn unrelated_prose_earns_nothing() {
    let (question, rubric) = paper(&Places::default()).expect("the shipped paper");
    let grader = Grader::new(Arc::new(question), Arc::new(rubric));
    let (mut texts, mut met, mut flagged) = (0, 0, 0);
    let mut list = String::new();
    for line in TEXTS.lines() {
        let noise: Noise = serde_json::from_str(line).expect("a text");
        let grade = grader.grade(&Submission::whole(noise.id.as_str(), noise.text.as_str()));
        let credited: Vec<_> = grade.criteria.iter().filter(|c| c.points > 0.0).collect();
        let mistakes: Vec<_> = grade
            .mistakes
            .iter()
            .filter(|m| m.id != BY_OMISSION)
            .collect();
        texts += 1;
        met += credited.len();
        flagged += mistakes.len();
        if credited.is_empty() && mistakes.is_empty() {
            continue;
        }
        writeln!(list, "{}, {}", noise.id, noise.topic).expect("a string takes it");
        for criterion in credited {
            list += &quoted(&criterion.id, &criterion.evidence);
        }
        for mistake in mistakes {
            list += &quoted(&format!("mistake {}", mistake.id), &mistake.evidence);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of texts")]
    let mean = met as f64 / f64::from(texts);
    assert!(
        mean < MEAN && flagged == 0,
        "{met} criteria met and {flagged} mistakes flagged in {texts} texts, {mean:.2} criteria in each\n{list}"
    );
}
