//! The real program with more than one question: the list, the review of several, the day of the exam.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the tests write files and run the program, and fail by panicking"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::{TempDir, tempdir};

const SHIPPED: &str = "Connection Tracking";
const QUESTION: &str = include_str!("data/rubrics/doors.md");
const RUBRIC: &str = include_str!("data/rubrics/doors.yaml");

/// A folder with these files, and nothing of the user's own.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// Runs the program there: exit code, output, errors.
fn run(folder: &Path, args: &str, input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_conntutor"))
        .args(args.split_whitespace())
        .current_dir(folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut keys = child.stdin.take().expect("its input");
    // One that refuses its arguments does not read.
    let _ = keys.write_all(input.as_bytes());
    drop(keys);
    let output = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// What a question keeps, with cards due on these days.
fn kept(question: &str, cards: &[(&str, &str)]) -> String {
    let cards: Vec<String> = cards
        .iter()
        .map(|(id, day)| format!(r#""{id}": {{"due": "{day}", "step": 0, "text": ""}}"#))
        .collect();
    format!(
        r#"{{"version": 2, "question": "{question}", "current": "1", "parts": [], "hints": {{}},
            "cards": {{{}}}, "exam": null}}"#,
        cards.join(", ")
    )
}

#[test]
fn several_questions_come_as_a_list_and_one_does_not() {
    let faulty = ("questions/bad.md", "# No front matter\n");
    let doors = [
        ("questions/doors.md", QUESTION),
        ("rubrics/doors.yaml", RUBRIC),
    ];
    let two = folder(&doors);
    let notes = folder(&[
        ("questions/notes.md", "# Notes\n"),
        ("questions/README.md", ""),
    ]);
    let three = folder(&[
        doors[0],
        doors[1],
        faulty,
        ("rubrics/bad.yaml", "question: x\n"),
    ]);
    let nothing = folder(&[]);
    let asked = "Number of a question";
    for (place, args, listed) in [
        (&nothing, "--plain", &[][..]),
        (&two, "--plain --state-dir .", &["There are 2", SHIPPED]),
        (&nothing, "practice --plain", &[]),
        (&notes, "practice --plain", &[]),
        (&two, "practice --plain questions/doors.md", &[]),
        (&two, "practice --plain questions", &[]),
        (
            &two,
            "practice --plain",
            &["There are 2", SHIPPED, "2. Doors: not begun."],
        ),
        (
            &three,
            "practice --plain",
            &["There are 3", "questions/bad.md: has faults"],
        ),
        (
            &three,
            "practice --plain questions/",
            &["There are 2", "Doors"],
        ),
        (
            &two,
            "practice --plain questions/doors.md absent.md",
            &["1. Doors", "2. absent.md: has faults"],
        ),
    ] {
        let (code, output, errors) = run(place.path(), args, "");
        assert_eq!(code, Some(0), "{args}: {errors}");
        assert_eq!(
            output.contains(asked),
            !listed.is_empty(),
            "{args}: {output}"
        );
        for said in listed {
            assert!(output.contains(said), "{args}: {said}: {output}");
        }
    }
}

#[test]
fn a_question_of_the_list_is_opened_and_its_progress_told_after() {
    let place = folder(&[
        ("questions/doors.md", QUESTION),
        ("rubrics/doors.yaml", RUBRIC),
    ]);
    let keys = "2\n1\nhe remembers every visitor\n.\nl\nq\n";
    let (code, output, errors) = run(place.path(), "practice --plain", keys);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{output}");
    let lists: Vec<&str> = output.split("There are 2 questions.").skip(1).collect();
    let [before, after] = lists.as_slice() else {
        panic!("{output}");
    };
    assert!(before.contains("Doors: not begun."), "{output}");
    assert!(after.contains("Doors: begun."), "{output}");
    assert!(place.path().join("state/conntutor/doors-01.json").exists());
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let place = folder(&[
        ("questions/a.md", QUESTION),
        ("rubrics/a.yaml", RUBRIC),
        ("questions/b.md", QUESTION),
        ("rubrics/b.yaml", RUBRIC),
        ("empty/file.txt", ""),
        ("lone.md", QUESTION),
        ("notes.md", "# Notes\n"),
    ]);
    for (args, code, said) in [
        ("practice --plain empty", 2, "holds no question"),
        (
            "practice --plain absent",
            2,
            "absent: cannot be read: No such file",
        ),
        (
            "--plain --state-dir empty/file.txt",
            0,
            "Nothing can be kept of this session: empty/file.txt: ",
        ),
        (
            "practice absent.md",
            2,
            "absent.md: cannot be read: No such file",
        ),
        (
            "practice --plain lone.md",
            2,
            "no rubric for lone.md: looked for ",
        ),
        (
            "practice --plain notes.md",
            2,
            "conntutor: 3 faults\nnotes.md:1:1: no front matter",
        ),
        (
            "practice --plain notes.md",
            2,
            "no rubric for notes.md: looked for ",
        ),
        (
            "practice --plain questions --rubric rubrics/a.yaml",
            2,
            "--rubric goes with one question",
        ),
        (
            "practice --plain questions/a.md --rubric rubrics/b.yaml",
            0,
            "",
        ),
        ("practice --exam-date 30.06.2030", 2, "YYYY-MM-DD"),
        ("practice --exam-date 2001-01-01", 2, "that day is over"),
        ("review --exam-date tomorrow", 2, "'none' for no exam"),
        ("review absent.md", 2, "absent.md"),
    ] {
        let (ended, _, errors) = run(place.path(), args, "");
        assert_eq!(ended, Some(code), "{args}: {errors}");
        assert!(errors.contains(said), "{args}: {errors}");
    }
    let (_, output, _) = run(place.path(), "practice --plain questions", "2\nq\n");
    let told = "the id 'doors-01' is that of questions/a.md already";
    assert!(output.contains(told), "{output}");
}

#[test]
fn a_review_says_when_nothing_is_due_and_when_something_is() {
    let place = folder(&[
        ("questions/doors.md", QUESTION),
        ("rubrics/doors.yaml", RUBRIC),
    ]);
    let doors = "review questions/doors.md";
    let state = place.path().join("state/conntutor/doors-01.json");
    let (code, output, errors) = run(place.path(), doors, "");
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let never = "Nothing is due today. What you miss in practice comes back after";
    assert!(output.starts_with(never), "{output}");
    for (cards, said) in [
        (
            &[("memory", "2990-01-01")][..],
            "One comes back on 2990-01-01.",
        ),
        (
            &[("memory", "2990-01-01"), ("limits", "2980-01-01")],
            "2 come back, the first on 2980-01-01.",
        ),
    ] {
        fs::write(&state, kept("doors-01", cards)).expect("written");
        let (code, output, errors) = run(place.path(), doors, "");
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        assert!(output.contains(said), "{output}");
        let (code, output, _) = run(place.path(), "review", "");
        assert_eq!(code, Some(0));
        assert!(output.contains("Doors: Nothing is due today."), "{output}");
        assert_eq!(output.lines().count(), 2, "a line a question: {output}");
    }
    fs::write(&state, kept("doors-01", &[("memory", "2020-01-01")])).expect("written");
    let (code, output, _) = run(place.path(), doors, "");
    assert_eq!(code, Some(0));
    assert!(output.contains("Review, prompt 1 of 1"), "{output}");
}

#[test]
fn the_day_of_the_exam_is_kept_until_there_is_none() {
    let place = folder(&[]);
    let exam = || {
        let state = place
            .path()
            .join("state/conntutor/iptables-subj-04-conntrack.json");
        let text = fs::read_to_string(state).expect("kept");
        let draft: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        draft["exam"].clone()
    };
    for (args, day, told) in [
        (
            "practice --plain --exam-date 2990-06-30",
            "2990-06-30".into(),
            "The exam is on 2990-06-30: ",
        ),
        ("practice --plain", "2990-06-30".into(), ""),
        (
            "review --exam-date 2991-06-30",
            "2991-06-30".into(),
            "The exam is on 2991-06-30: ",
        ),
        (
            "review --exam-date none",
            serde_json::Value::Null,
            "No day of an exam is set now.",
        ),
    ] {
        let (code, _, errors) = run(place.path(), args, "");
        assert_eq!(code, Some(0), "{args}: {errors}");
        assert_eq!(errors.is_empty(), told.is_empty(), "{args}: {errors}");
        assert!(errors.contains(told), "{args}: {errors}");
        assert_eq!(exam(), day, "{args}");
    }
}
