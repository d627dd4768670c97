//! What plain mode says, as text: made to be read aloud, so words stand where the screen has signs.

mod card;
mod feedback;
mod item;
mod part;
mod start;
mod whole;

pub(super) use card::{clue, comes_back};
pub(super) use feedback::{attempts, has_item, hint, hint_for, items_in_full, unchanged, way};
pub(super) use part::{answer, question};
pub(super) use start::opening;
pub(super) use whole::models;

use super::table::Place;
use crate::tutor::{Session, View};

/// Everything that the session shows.
pub(super) fn view(session: &Session) -> String {
    match session.view() {
        View::Start(start) => start::start(session, start),
        View::Answer => {
            let next = match session.part().text.trim().is_empty() {
                true => "1 writes your answer",
                false => "7 reads what you have written, 1 writes more",
            };
            format!(
                "{} {next}, 3 submits it, ? lists all choices.",
                question(session)
            )
        }
        View::Feedback(feedback) => feedback::feedback(session, feedback),
        View::Summary(summary) => whole::whole(session, summary),
        View::Card(card) => match &card.told {
            None => card::asked(session, card),
            Some(told) => card::told(session, card, told),
        },
        View::RoundEnd(end) => card::end(end),
    }
}

/// The line before each choice: where the learner is.
pub(super) fn prompt(session: &Session) -> String {
    let part = session.part();
    let place = match session.view() {
        View::Start(_) | View::RoundEnd(_) => "Start".to_owned(),
        View::Answer => {
            let (heading, length) = (part.heading(), part.length());
            format!("{heading}, {length}, {}", part.progress().label())
        }
        View::Feedback(feedback) if feedback.is_old() => {
            let (number, of) = (feedback.attempt, feedback.attempts);
            format!("{}, attempt {number} of {of}", part.heading())
        }
        View::Feedback(_) => format!("{}, feedback", part.heading()),
        View::Summary(_) => "The whole grade".to_owned(),
        View::Card(card) => match &card.told {
            None => {
                let (number, of) = (card.number, card.of);
                return format!("Prompt {number} of {of}. Your answer in a line, or a choice: ");
            }
            Some(told) => {
                let (number, of, mark) = (card.number, card.of, told.item.mark.label());
                format!("Prompt {number} of {of}, {mark}; an empty line goes on")
            }
        },
    };
    format!("{place}. Your choice: ")
}

/// What one does here and how it all works.
pub(super) fn help(place: Place) -> String {
    let here = match place {
        Place::Start => "This is the start: all parts, and what is due for review. A number opens a part.
Each part is answered on its own, and submitted as often as you like: it says then what your answer earned.",
        Place::Answer => {
            "Here you answer one part. 1 takes lines until one holds a single dot; 3 submits.
A sentence where a choice is asked for is added to your answer as one line, unless its first word is a choice."
        }
        Place::Feedback => {
            "This is what your answer earned. What is missing is asked for, not told. Change your answer
with 1 or 2 and submit it again with 3; the next hint for an item opens once the answer has changed.
Unaided points are those that you reached without a hint."
        }
        Place::Whole => "This is the grade of all parts together, as they read now.",
        Place::Card => {
            "This is a prompt of the review: answer from memory. Any line but a choice is your answer;
1 takes several lines until one holds a single dot."
        }
        Place::Told => "This is what came of your answer to the prompt. An empty line goes on to the next.",
    };
    format!(
        "{here}
Everything is kept as you write it. The end of the input, Ctrl-D, leaves as q does."
    )
}
