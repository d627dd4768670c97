//! Attempts: which are kept, what changed between them, and how they are looked at again.

use super::{DEFINITION, TODAY, after, feedback, grader, item, summary, write};
use crate::tutor::attempt::KEPT;
use crate::tutor::{Action, Attempt, Change, Effect, Mark, Progress, Session, View};

const WRONG: &str = "ESTABLISHED means the handshake is done";

fn change(first: &str, second: &str) -> Change {
    let session = after(&[write(first), Action::Submit, write(second), Action::Submit]);
    feedback(&session).change.clone().expect("a change")
}

#[test]
fn a_second_attempt_tells_what_it_gained_and_lost() {
    let new = "NEW is the first packet of a connection";
    for (first, second, points, gained, lost, mended, made) in [
        ("x", DEFINITION, 30.0, "definition", "", "", ""),
        (DEFINITION, "x", -30.0, "", "definition", "", ""),
        (DEFINITION, new, -10.0, "state-new", "definition", "", ""),
        ("x", "y", 0.0, "", "", "", ""),
        (
            WRONG,
            "x",
            -5.0,
            "",
            "state-established",
            "states-as-tcp-states",
            "",
        ),
        (
            "x",
            WRONG,
            5.0,
            "state-established",
            "",
            "",
            "states-as-tcp-states",
        ),
    ] {
        let change = change(first, second);
        let words = |ids: &[String]| ids.join(" ");
        assert_eq!(change.points, points, "{first} then {second}");
        assert_eq!(words(&change.gained), gained, "{first} then {second}");
        assert_eq!(words(&change.lost), lost, "{first} then {second}");
        assert_eq!(words(&change.mended), mended, "{first} then {second}");
        assert_eq!(words(&change.made), made, "{first} then {second}");
        assert_eq!(change.since, 1);
    }
}

#[test]
fn only_another_text_makes_another_attempt() {
    for (actions, attempts) in [
        (vec![Action::Submit], 0),
        (vec![write(" "), Action::Submit], 0),
        (vec![write("a"), Action::Submit, Action::Submit], 1),
        (
            vec![
                write("a"),
                Action::Submit,
                write("b"),
                write("a"),
                Action::Submit,
            ],
            1,
        ),
        (
            vec![write("a"), Action::Submit, write("b"), Action::Submit],
            2,
        ),
    ] {
        let session = after(&actions);
        assert_eq!(session.part().attempts.len(), attempts, "{actions:?}");
        let shown = feedback(&session);
        assert_eq!((shown.attempt, shown.attempts), (attempts, attempts));
        assert_eq!(shown.change.is_some(), attempts == 2);
    }
}

#[test]
fn an_old_attempt_is_looked_at_and_taken_up_again() {
    let mut session = after(&[
        write(DEFINITION),
        Action::Submit,
        write("worse"),
        Action::Submit,
    ]);
    for number in [0, 3, 99] {
        assert_eq!(session.update(Action::Look(number)), []);
        assert_eq!(
            feedback(&session).attempt,
            2,
            "there is no attempt {number}"
        );
    }
    session.update(Action::Look(1));
    let shown = feedback(&session);
    assert_eq!(
        (shown.attempt, shown.is_old(), shown.points),
        (1, true, 30.0)
    );
    assert_eq!(shown.answer[0].text, DEFINITION);
    assert_eq!(item(&session, "definition").mark, Mark::Met);
    assert_eq!(session.part().text, "worse", "the draft stays");
    let closed = session.update(Action::Hint("state-new".into()));
    assert_eq!(closed, [], "no hint on an old attempt");
    assert_eq!(session.update(Action::Restore(9)), []);
    session.update(write("never handed in"));
    assert_eq!(session.update(Action::Restore(1)), [Effect::Save]);
    assert_eq!(
        (session.view(), session.part().text.as_str()),
        (&View::Answer, DEFINITION)
    );
    let kept = session.part().attempts.last().expect("an attempt");
    assert_eq!((kept.text.as_str(), kept.points), ("never handed in", None));
}

#[test]
fn the_best_attempt_outlives_the_many() {
    let mut session = after(&[write(DEFINITION), Action::Submit]);
    for number in 0..KEPT + 5 {
        session.update(write(&format!("attempt {number}")));
        session.update(Action::Submit);
    }
    let part = session.part();
    assert_eq!(part.attempts.len(), KEPT);
    assert_eq!(part.best().and_then(|best| best.points), Some(30.0));
    let last = part.attempts.last().map(|last| last.text.as_str());
    assert_eq!(last, Some(format!("attempt {}", KEPT + 4).as_str()));
}

#[test]
fn the_start_tells_how_far_each_part_is() {
    let mut session = after(&[
        write(DEFINITION),
        Action::Submit,
        write("x"),
        Action::Submit,
        Action::Next,
        write("two words"),
        Action::Home,
    ]);
    let View::Start(start) = session.view().clone() else {
        panic!("no start");
    };
    let lines: Vec<_> = start.rows.iter().map(|row| row.line()).collect();
    assert_eq!(
        lines,
        [
            "submitted twice, best 30.0 of 60.0 points",
            "draft, 2 words",
            "not answered"
        ]
    );
    assert_eq!((start.resume, start.fresh, start.due), (1, false, 0));
    assert_eq!(session.update(Action::Go(1)), []);
    assert_eq!(session.view(), &View::Answer);
}

#[test]
fn what_another_session_never_handed_in_is_no_submission() {
    let other = |text: &str| Attempt::unmarked(TODAY, text.to_owned());
    let handed_in = || {
        let session = after(&[write(DEFINITION), Action::Submit]);
        session.part().attempts[0].clone()
    };
    for (attempts, progress, line) in [
        (vec![], Progress::Draft, "draft, 7 words"),
        (vec![other("theirs")], Progress::Draft, "draft, 7 words"),
        (vec![other(DEFINITION)], Progress::Draft, "draft, 7 words"),
        (
            vec![handed_in(), other("theirs")],
            Progress::Submitted,
            "submitted once, best 30.0 of 60.0 points",
        ),
    ] {
        let mut draft = after(&[write(DEFINITION)]).draft();
        draft.parts[0].changed = false;
        draft.parts[0].attempts.clone_from(&attempts);
        let mut session = Session::resume(grader(), TODAY, draft);
        assert_eq!(session.part().progress(), progress);
        assert_eq!(session.start().rows[0].line(), line);
        session.update(Action::Finish);
        let models = summary(&session).models.len();
        assert_eq!(
            models,
            usize::from(progress == Progress::Submitted),
            "{line}"
        );
        session.update(write("x"));
        session.update(write(DEFINITION));
        assert_eq!(session.part().progress(), progress, "{line}");
        session.update(write("x"));
        session.update(Action::Submit);
        let since = feedback(&session)
            .change
            .as_ref()
            .map(|change| change.since);
        assert_eq!(since, (progress == Progress::Submitted).then_some(1));
    }
    let mut draft = after(&[write(DEFINITION)]).draft();
    draft.parts[0].attempts = vec![other(DEFINITION)];
    let mut session = Session::resume(grader(), TODAY, draft);
    session.update(Action::Submit);
    assert_eq!(
        session.start().rows[0].attempts,
        1,
        "the same text handed in"
    );
}

#[test]
fn the_end_names_the_strongest_and_the_weakest() {
    let whole = after(&[write(DEFINITION), Action::Submit, Action::Finish]);
    let whole = summary(&whole);
    let strongest: Vec<_> = whole
        .strongest
        .iter()
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(strongest, ["definition"]);
    let weakest: Vec<_> = whole
        .weakest
        .iter()
        .map(|(at, item)| (*at, item.id.as_str()))
        .collect();
    assert_eq!(
        weakest,
        [(0, "state-new"), (1, "snat-analysis"), (1, "udp-tracked")]
    );
}

#[test]
fn the_export_holds_answers_quotes_and_attempts() {
    let text = "conntrack remembers every connection in a table\n```\nfence\n```";
    let session = after(&[write(text), Action::Submit, write("later"), Action::Submit]);
    let exported = session.export();
    for expected in [
        "# Connection Tracking and Stateful Filtering\n",
        "Exported on 2026-03-01.",
        "## Grade: 0.0 of 100.0 points",
        "## Part 1 of 3: Conceptual Understanding\n\n```text\nlater\n```",
        "- Attempt 1, 2026-03-01: 30.0 of 60.0 points\n",
        "### What to practise next",
    ] {
        assert!(exported.contains(expected), "{expected}\nin {exported}");
    }
    let back = after(&[write(text)]).export();
    assert!(back.contains("\n````text\n"), "{back}");
}
