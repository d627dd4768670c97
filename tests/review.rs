//! Prompts of the review, marked by the shipped rubric: what each criterion accepts is known, what it rejects is not.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use conntutor::grading::Grader;
use conntutor::load::{Places, paper};
use conntutor::rubric::{Criterion, Example};
use conntutor::tutor::{Action, Card, Draft, Mark, Session, View};
use jiff::civil::{Date, date};
use std::sync::Arc;

const TODAY: Date = date(2026, 3, 1);
/// Share of the examples that may come out otherwise on their own than in an answer.
const TOLERATED: f64 = 0.04;

/// How an answer to the prompt of one criterion is marked.
fn answered(grader: &Grader, id: &str, text: &str) -> Mark {
    let card = Card {
        due: TODAY,
        step: 0,
        text: String::new(),
    };
    let mut draft = Draft::default();
    draft.schedule.cards.insert(id.to_owned(), card);
    let mut session = Session::resume(grader.clone(), TODAY, draft);
    for action in [
        Action::Review,
        Action::Write(text.to_owned()),
        Action::Submit,
    ] {
        session.update(action);
    }
    match session.view() {
        View::Card(card) => card.told.as_ref().expect("an outcome").item.mark,
        other => panic!("{id}: {other:?}"),
    }
}

fn wrong(grader: &Grader, criteria: &[Criterion]) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for criterion in criteria {
        let mut hold = |example: &Example, met: bool| {
            asked += 1;
            if (answered(grader, &criterion.id, &example.text) == Mark::Met) != met {
                wrong.push(format!("{} {met}: {}", criterion.id, example.text));
            }
        };
        let alone = |example: &&Example| example.under.is_empty();
        criterion
            .accepts
            .iter()
            .filter(alone)
            .for_each(|e| hold(e, true));
        criterion
            .rejects
            .iter()
            .filter(alone)
            .for_each(|e| hold(e, false));
        let mark = answered(grader, &criterion.id, &criterion.hints.assertion);
        if mark != Mark::Met {
            wrong.push(format!(
                "{}: the statement that is asked for is not known",
                criterion.id
            ));
        }
    }
    (asked, wrong)
}

#[test]
fn prompts_are_marked_as_the_answer_is() {
    let (question, rubric) = paper(&Places::default()).expect("the shipped paper");
    let rubric = Arc::new(rubric);
    let grader = Grader::new(Arc::new(question), Arc::clone(&rubric));
    let mut criteria = rubric.criteria.clone();
    for follow_up in &rubric.follow_ups {
        criteria.extend(follow_up.rubric.criteria.iter().cloned());
    }
    let (asked, wrong) = wrong(&grader, &criteria);
    let share = wrong.len() as f64 / asked as f64;
    assert!(
        asked > 400 && share <= TOLERATED,
        "{share}: {}",
        wrong.join("\n")
    );
}
