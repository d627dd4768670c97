//! Hints: which open when, and what becomes of the points they helped to.

use super::{DEFINITION, after, feedback, item, write};
use crate::tutor::{Action, Level, Mark, Session};

fn hint(id: &str) -> Action {
    Action::Hint(id.to_owned())
}

fn submitted(session: &mut Session, text: &str) {
    session.update(write(text));
    session.update(Action::Submit);
}

#[test]
fn the_next_hint_opens_once_the_answer_changed() {
    for (between, opens) in [
        (vec![], false),
        (vec![Action::Submit], false),
        (vec![Action::Back, Action::Submit], false),
        (vec![write("  X \n"), Action::Submit], false),
        (vec![write("y"), write("x"), Action::Submit], false),
        (
            vec![Action::Next, write("y"), Action::Previous, Action::Submit],
            false,
        ),
        (vec![write("x more"), Action::Submit], false),
        (vec![write("x and more"), Action::Submit], true),
    ] {
        let mut session = after(&[write("x"), Action::Submit]);
        for action in &between {
            session.update(action.clone());
        }
        assert_eq!(item(&session, "state-new").closed, !opens, "{between:?}");
        session.update(hint("state-new"));
        let shown = item(&session, "state-new").hints.len();
        assert_eq!(shown, if opens { 2 } else { 1 }, "{between:?}");
    }
}

#[test]
fn the_ladder_has_an_end_and_each_criterion_its_own() {
    let mut session = after(&[write("x"), Action::Submit]);
    for (text, opened) in [
        ("one way", 2),
        ("some other", 3),
        ("third try", 4),
        ("last words", 4),
    ] {
        submitted(&mut session, text);
        session.update(hint("state-new"));
        session.update(hint("state-new"));
        assert_eq!(item(&session, "state-new").hints.len(), opened, "{text}");
    }
    let last = item(&session, "state-new");
    assert!(!last.more && !last.closed);
    assert_eq!(last.hints[3].0, Level::Assertion);
    assert_eq!(item(&session, "definition").hints.len(), 1);
}

#[test]
fn why_a_near_miss_does_not_count_is_told_after_a_hint() {
    let mut session = after(&[write("x"), Action::Submit]);
    for (text, told) in [("NEW it is", false), ("NEW then what next", true)] {
        submitted(&mut session, text);
        let near = item(&session, "state-new").nearest.clone();
        assert_eq!(!near.expect("a near miss").1.is_empty(), told, "{text}");
        session.update(hint("state-new"));
    }
}

#[test]
fn what_was_met_after_a_hint_is_kept_apart() {
    const SAID: &str = "NEW is the first packet of a connection";
    for (hints, unaided, helped) in [(0, 20.0, false), (1, 0.0, true), (3, 0.0, true)] {
        let mut session = after(&[write("x"), Action::Submit]);
        for number in 0..hints {
            submitted(&mut session, &format!("attempt{number} number{number}"));
            session.update(hint("state-new"));
        }
        submitted(&mut session, SAID);
        let shown = feedback(&session);
        assert_eq!((shown.points, shown.unaided), (20.0, unaided), "{hints}");
        assert_eq!(item(&session, "state-new").mark, Mark::Met);
        assert_eq!(item(&session, "state-new").helped(), helped);
        assert_eq!(shown.line().contains("unaided"), helped, "{}", shown.line());
        let asked = shown.unexplained().map(|item| item.id.as_str());
        assert_eq!(asked, helped.then_some("state-new"));
    }
}

#[test]
fn own_words_are_kept_with_the_attempt() {
    let mut session = after(&[write("x"), Action::Submit]);
    submitted(&mut session, "another way");
    session.update(hint("state-new"));
    submitted(&mut session, "NEW is the first packet of a connection");
    let explain = |id: &str, words: &str| Action::Explain(id.into(), words.into());
    for (id, words, kept) in [
        ("definition", "not met", false),
        ("nonsense", "no such", false),
        ("state-new", " \n", false),
        ("state-new", "the\rone nobody knew\u{1b}", true),
    ] {
        let saves = !session.update(explain(id, words)).is_empty();
        assert_eq!(saves, kept, "{id} {words:?}");
    }
    let words = item(&session, "state-new").explained.as_deref();
    assert_eq!(words, Some("the\none nobody knew"));
    assert!(feedback(&session).unexplained().is_none());
    let attempts = &session.draft().parts[0].attempts;
    let last = attempts.last().expect("an attempt");
    assert_eq!(last.explained["state-new"], "the\none nobody knew");
    assert!(last.helped.contains("state-new"));
}

#[test]
fn what_was_read_elsewhere_counts_as_help() {
    const SAID: &str = "NEW is the first packet of a connection";
    for (first, tried) in [("x", false), (DEFINITION, true)] {
        for reads in [false, true] {
            let mut session = after(&[write(first), Action::Submit]);
            if reads {
                session.update(Action::Reveal);
            }
            submitted(&mut session, &format!("{first}. {SAID}"));
            assert_eq!(item(&session, "state-new").helped(), reads, "{first}");
            assert_eq!(session.draft().hints["state-new"].revealed, reads);
            assert!(
                !item(&session, "definition").helped(),
                "met before it was read"
            );
        }
        let session = after(&[write(first), Action::Submit, Action::Finish]);
        assert_eq!(session.part().is_tried(), tried, "{first}");
        let models = &super::summary(&session).models;
        assert_eq!(!models.is_empty(), tried, "{first}");
    }
}
