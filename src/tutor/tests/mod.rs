//! The session, action by action.

mod attempts;
mod hints;
mod review;

use super::fixture::{TODAY, grader, session, to_the_letter};
use super::{
    Action, Draft, Effect, Feedback, Item, Level, Mark, Progress, Session, Shade, Summary, View,
};

const DEFINITION: &str = "conntrack remembers every connection in a table";

fn after(actions: &[Action]) -> Session {
    let mut session = session();
    for action in actions {
        session.update(action.clone());
    }
    session
}

fn write(text: &str) -> Action {
    Action::Write(text.to_owned())
}

fn feedback(session: &Session) -> &Feedback {
    match session.view() {
        View::Feedback(feedback) => feedback,
        other => panic!("no feedback but {other:?}"),
    }
}

fn summary(session: &Session) -> &Summary {
    match session.view() {
        View::Summary(summary) => summary,
        other => panic!("no summary but {other:?}"),
    }
}

fn item<'a>(session: &'a Session, id: &str) -> &'a Item {
    let items = &feedback(session).items;
    items.iter().find(|item| item.id == id).expect(id)
}

#[test]
fn actions_have_the_effects_they_should() {
    use Action::{Back, Finish, Go, Hint, Next, Previous, Quit, Submit};
    let save = &[Effect::Save][..];
    for (before, action, effects) in [
        (vec![], write("a"), save),
        (vec![write("a")], write("a"), &[]),
        (vec![], Next, save),
        (vec![Go(2)], Next, &[]),
        (vec![], Previous, &[]),
        (vec![Go(1)], Previous, save),
        (vec![], Go(9), &[]),
        (vec![], Submit, save),
        (vec![], Hint("definition".into()), &[]),
        (vec![Submit], Hint("definition".into()), &[]),
        (
            vec![Submit, write("two words"), Submit],
            Hint("definition".into()),
            save,
        ),
        (vec![Submit], Hint("nonsense".into()), &[]),
        (vec![], Finish, &[]),
        (vec![Submit], Back, &[]),
        (vec![], Quit, &[Effect::Save, Effect::Quit]),
    ] {
        let mut session = after(&before);
        assert_eq!(
            session.update(action.clone()),
            effects,
            "{before:?} then {action:?}"
        );
    }
}

#[test]
fn parts_are_left_and_returned_to_with_their_text() {
    let session = after(&[write("one"), Action::Next, write("two"), Action::Previous]);
    assert_eq!(
        (session.current(), session.part().text.as_str()),
        (0, "one")
    );
    assert_eq!(session.parts()[1].text, "two");
    let session = after(&[write("one"), Action::Submit, Action::Go(2)]);
    assert_eq!((session.current(), session.view()), (2, &View::Answer));
}

#[test]
fn progress_follows_writing_and_submitting() {
    for (actions, progress, attempts) in [
        (vec![], Progress::Empty, 0),
        (vec![write(" \n")], Progress::Empty, 0),
        (vec![write("a")], Progress::Draft, 0),
        (vec![write("a"), Action::Submit], Progress::Submitted, 1),
        (
            vec![write("a"), Action::Submit, Action::Submit],
            Progress::Submitted,
            1,
        ),
        (
            vec![write("a"), Action::Submit, write("b")],
            Progress::Draft,
            1,
        ),
        (
            vec![write("a"), Action::Submit, write("b"), Action::Submit],
            Progress::Submitted,
            2,
        ),
    ] {
        let session = after(&actions);
        let part = session.part();
        assert_eq!(
            (part.progress(), part.attempts.len()),
            (progress, attempts),
            "{actions:?}"
        );
    }
}

#[test]
fn what_was_said_is_shown_with_the_words_that_said_it() {
    let session = after(&[write(&format!("Well, {DEFINITION}.")), Action::Submit]);
    let met = item(&session, "definition");
    assert_eq!((met.mark, met.points, met.number), (Mark::Met, 30.0, 1));
    assert_eq!(
        met.title,
        "Definition: Conntrack maintains state table of all connections"
    );
    assert_eq!(met.quotes[0].text, DEFINITION);
    assert!(met.hints.is_empty() && !met.more);
    let answer = &feedback(&session).answer;
    let texts: Vec<_> = answer
        .iter()
        .map(|run| (run.text.as_str(), run.shade))
        .collect();
    let expected = [
        ("Well, ", Shade::Plain),
        (DEFINITION, Shade::Credited),
        (".", Shade::Plain),
    ];
    assert_eq!(texts, expected);
    assert_eq!(answer[1].marks, [1]);
}

#[test]
fn what_is_missing_is_asked_for_and_never_told() {
    let session = after(&[write("NEW"), Action::Submit]);
    let missing = item(&session, "state-new");
    assert_eq!(
        (missing.mark, missing.title.as_str()),
        (Mark::Missing, "State NEW")
    );
    let pump = "Which packet finds no entry in the table?";
    assert_eq!(missing.hints, [(Level::Pump, pump.to_owned())]);
    let (quote, why) = missing.nearest.as_ref().expect("a near miss");
    assert_eq!((quote.text.as_str(), why.as_str()), ("NEW", ""));
    for item in &feedback(&session).items {
        assert!(!format!("{item:?}").contains("irst packet"), "{item:?}");
    }
}

#[test]
fn mistakes_are_flagged_where_they_were_made() {
    let wrong = "ESTABLISHED means the handshake is done";
    let session = after(&[write(wrong), Action::Submit]);
    let mistake = item(&session, "states-as-tcp-states");
    assert_eq!(
        (mistake.mark, mistake.quotes[0].text.as_str()),
        (Mark::Mistake, wrong)
    );
    assert_eq!(feedback(&session).answer[0].shade, Shade::Faulty);
    assert_eq!(
        feedback(&session).line(),
        "0 of 3 met, 1 partly, 1 mistake, 5.0 of 60.0 points"
    );
    let other = after(&[write(wrong), Action::Next, write("x"), Action::Submit]);
    let ids: Vec<_> = feedback(&other)
        .items
        .iter()
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(ids, ["snat-analysis", "udp-tracked"]);
}

#[test]
fn saying_and_denying_is_a_contradiction() {
    let both = "ESTABLISHED means packets went both ways. ESTABLISHED means the handshake is done";
    let session = after(&[write(both), Action::Submit]);
    assert_eq!(item(&session, "state-established").mark, Mark::Contradicted);
}

#[test]
fn content_counts_in_whatever_part_it_stands() {
    let session = after(&[
        write("UDP is tracked by its timeout"),
        Action::Next,
        Action::Submit,
    ]);
    let met = item(&session, "udp-tracked");
    assert_eq!((met.mark, met.quotes[0].part), (Mark::Met, 0));
    assert!(
        feedback(&session).answer.is_empty(),
        "nothing stands in this part"
    );
}

#[test]
fn the_end_shows_all_sections_and_what_to_try_next() {
    let session = after(&[write(DEFINITION), Action::Finish]);
    let whole = summary(&session);
    assert_eq!((whole.score, whole.max), (30.0, 100.0));
    let titles: Vec<_> = whole
        .sections
        .iter()
        .map(|s| (s.title.as_str(), s.points))
        .collect();
    assert_eq!(titles, [("Mandatory", 30.0), ("Bonus", 0.0)]);
    assert_eq!(whole.unanswered, [1, 2]);
    let (part, next) = whole.weakest.first().expect("something is left");
    assert_eq!((*part, next.id.as_str()), (0, "state-new"));
    let numbers: Vec<_> = whole
        .sections
        .iter()
        .flat_map(|s| &s.items)
        .map(|i| i.number)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert_eq!(whole.mistakes[0].number, 6);
}

#[test]
fn a_kept_session_goes_on_where_it_was() {
    let hint = Action::Hint("state-new".into());
    let before = after(&[
        write("one"),
        Action::Submit,
        hint,
        Action::Next,
        write("two"),
    ]);
    let kept = before.draft();
    let session = Session::resume(grader(), TODAY, kept.clone()).marked_by(to_the_letter);
    assert_eq!(session.draft(), kept);
    assert_eq!(
        (session.current(), session.part().text.as_str()),
        (1, "two")
    );
    assert_eq!(session.parts()[0].progress(), Progress::Submitted);
}

#[test]
fn a_draft_of_another_edition_loses_nothing() {
    let text = r#"{"version":1,"question":"q","current":"7","parts":[{"part":"7","text":"kept"},{"part":"1","text":"a\rb\u001b"}]}"#;
    let (draft, _) = Draft::from_json(text).expect("readable");
    let session = Session::resume(grader(), TODAY, draft);
    assert_eq!(
        (session.current(), session.part().text.as_str()),
        (0, "a\nb")
    );
    let kept = session.draft();
    assert!(
        kept.parts
            .iter()
            .any(|part| part.id == "7" && part.text == "kept")
    );
}
