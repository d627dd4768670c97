//! Review: what comes back when, and how a round goes.

use super::{DEFINITION, write};
use crate::tutor::fixture::{TODAY, grader, session, to_the_letter};
use crate::tutor::schedule::later;
use crate::tutor::{Action, CardView, Draft, Effect, Mark, RoundEnd, Session, View};

/// The session of this draft, so many days later.
fn days_on(draft: Draft, days: i32) -> Session {
    Session::resume(grader(), later(TODAY, days), draft).marked_by(to_the_letter)
}

/// What is left after an answer that met the definition alone.
fn missed() -> Draft {
    let mut session = session();
    session.update(write(DEFINITION));
    session.update(Action::Submit);
    session.draft()
}

fn card(session: &Session) -> &CardView {
    match session.view() {
        View::Card(card) => card,
        other => panic!("no card but {other:?}"),
    }
}

fn end(session: &Session) -> &RoundEnd {
    match session.view() {
        View::RoundEnd(end) => end,
        other => panic!("no end but {other:?}"),
    }
}

#[test]
fn what_was_missed_comes_back_and_what_was_met_does_not() {
    let draft = missed();
    let cards: Vec<_> = draft.schedule.cards.keys().collect();
    assert_eq!(cards, ["state-established", "state-new"]);
    let mut empty = session();
    empty.update(Action::Submit);
    assert!(empty.draft().schedule.cards.is_empty(), "nothing was tried");
    for (days, due) in [(0, 0), (1, 1), (2, 2), (40, 2)] {
        let start = days_on(draft.clone(), days).start();
        assert_eq!(start.due, due, "after {days} days");
        assert_eq!(start.later.is_some(), due < 2, "after {days} days");
    }
}

#[test]
fn an_answer_moves_the_card() {
    for (text, clues, mark, gap) in [
        (
            "NEW is the first packet of a connection",
            0,
            Mark::Met,
            Some(3),
        ),
        (
            "NEW is the first packet of a connection",
            1,
            Mark::Met,
            Some(1),
        ),
        ("no idea", 0, Mark::Missing, Some(1)),
        ("", 2, Mark::Missing, Some(1)),
    ] {
        let mut session = days_on(missed(), 40);
        session.update(Action::Review);
        while card(&session).id != "state-new" {
            session.update(Action::NextCard);
        }
        for _ in 0..clues {
            session.update(Action::Clue);
        }
        assert_eq!(card(&session).clues.len(), clues);
        session.update(write(text));
        assert_eq!(session.update(Action::Submit), [Effect::Save]);
        let told = card(&session).told.as_ref().expect("an outcome");
        assert_eq!(told.item.mark, mark, "{text}");
        assert_eq!(told.next, gap.map(|gap| later(TODAY, 40 + gap)), "{text}");
        assert!(told.assertion.contains("first packet"));
        assert_eq!(session.update(Action::Submit), [], "answered once");
    }
}

#[test]
fn a_card_asks_its_own_question_or_that_of_the_ladder() {
    let mut session = days_on(missed(), 40);
    session.update(Action::Review);
    for _ in 0..2 {
        let shown = card(&session);
        let asked = match shown.id.as_str() {
            "state-new" => "Which packet of a connection is NEW?",
            _ => "What has conntrack seen by the time it calls a connection ESTABLISHED?",
        };
        assert_eq!(shown.prompt, asked);
        session.update(Action::NextCard);
    }
}

#[test]
fn a_card_known_four_times_sits() {
    let mut draft = missed();
    let mut days = 40;
    for step in 0..4 {
        let mut session = days_on(draft, days);
        session.update(Action::Review);
        while card(&session).id != "state-new" {
            session.update(Action::NextCard);
        }
        session.update(write("NEW is the first packet of a connection"));
        session.update(Action::Submit);
        let next = card(&session).told.as_ref().expect("an outcome").next;
        assert_eq!(next.is_none(), step == 3, "step {step}");
        draft = session.draft();
        days += 20;
    }
    assert!(!draft.schedule.cards.contains_key("state-new"));
}

#[test]
fn a_round_ends_and_what_was_skipped_stays_due() {
    let mut session = days_on(missed(), 40);
    session.update(Action::Review);
    assert_eq!((card(&session).number, card(&session).of), (1, 2));
    session.update(Action::NextCard);
    session.update(write("half an ans"));
    assert_eq!(
        session.draft().schedule.cards[&card(&session).id].text,
        "half an ans"
    );
    session.update(Action::Submit);
    session.update(Action::NextCard);
    let shown = end(&session);
    assert_eq!((shown.answered, shown.known), (1, 0));
    assert_eq!(session.start().due, 1, "the skipped one");
    let mut fresh = super::session();
    fresh.update(Action::Review);
    assert_eq!(end(&fresh).answered, 0);
}

#[test]
fn an_exam_draws_the_cards_near() {
    let mut session = days_on(missed(), 0);
    session.update(Action::Exam(Some(later(TODAY, 1))));
    assert_eq!(session.start().due, 2, "both come before the exam");
    assert_eq!(session.start().exam, Some(later(TODAY, 1)));
}

#[test]
fn the_learners_word_keeps_the_gaps_behind_a_card() {
    for (text, says, gap, knew) in [
        ("in other words", true, 3, true),
        ("in other words", false, 1, false),
        ("", true, 1, false),
        ("NEW is the first packet of a connection", true, 7, false),
    ] {
        let mut draft = missed();
        let card_before = draft.schedule.cards.get_mut("state-new");
        card_before.expect("a card").step = 1;
        let mut session = days_on(draft, 40);
        session.update(Action::Review);
        while card(&session).id != "state-new" {
            session.update(Action::NextCard);
        }
        session.update(write(text));
        session.update(Action::Submit);
        if says {
            session.update(Action::Knew);
            assert_eq!(session.update(Action::Knew), [], "said once");
        }
        let told = card(&session).told.as_ref().expect("an outcome");
        assert_eq!(
            (told.knew, told.next),
            (knew, Some(later(TODAY, 40 + gap))),
            "{text}"
        );
    }
}
