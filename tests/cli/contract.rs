//! What other programs rely on: the keys of a grade, exact quotes, the same marks however an answer is handed in.

use crate::harness::{Done, folder, program, run, run_in};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Stdio;

const MARKED: &str = include_str!("../data/marked/dev.jsonl");

/// An answer: its id, and the text of each part.
type Parts = (String, Vec<(String, String)>);

/// What is done to each text.
type Change = fn(&str) -> String;

/// Every fifth of the marked answers.
fn answers() -> Vec<Parts> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let read = |line: &str| {
        let answer: Value = serde_json::from_str(line).unwrap();
        let parts = answer["parts"].as_object().unwrap().iter();
        let parts = parts.map(|(part, value)| (part.clone(), text(value)));
        (text(&answer["id"]), parts.collect())
    };
    MARKED.lines().step_by(5).map(read).collect()
}

/// The answers as JSON lines, each part changed.
fn lines(answers: &[Parts], change: impl Fn(&str) -> String) -> String {
    let line = |(id, parts): &Parts| {
        let part = |(part, text): &(String, String)| (part.clone(), change(text).into());
        let parts: Map<String, Value> = parts.iter().map(part).collect();
        format!("{}\n", json!({"id": id, "parts": parts}))
    };
    answers.iter().map(line).collect()
}

fn graded(folder: &Path, args: &str, stdin: &str) -> (Done, Vec<Value>) {
    let args = format!("grade {args} --format jsonl");
    let done = run(program(folder).args(args.split(' ')), stdin.as_bytes());
    let read = |line| serde_json::from_str(line).unwrap();
    let grades = done.out.lines().map(read).collect();
    (done, grades)
}

fn items<'g>(grade: &'g Value, list: &str) -> impl Iterator<Item = &'g Value> {
    grade[list].as_array().unwrap().iter()
}

/// All evidence of a grade, nearest misses included.
fn evidence(grade: &Value) -> Vec<&Value> {
    let both = items(grade, "criteria").chain(items(grade, "mistakes"));
    both.flat_map(|item| items(item, "evidence").chain(item.get("nearest")))
        .collect()
}

/// The score, the outcome of each criterion and the mistakes, without places.
fn marks(grade: &Value) -> String {
    let mut shown = format!("{} {}\n", grade["id"], grade["score"]);
    for item in items(grade, "criteria").chain(items(grade, "mistakes")) {
        let _ = writeln!(shown, "{} {}", item["id"], item["outcome"]);
    }
    shown
}

#[test]
fn every_quote_is_the_text_under_its_span() {
    let folder = folder();
    let answers = answers();
    let changes: [(&str, Change); 5] = [
        ("as written", str::to_owned),
        ("with carriage returns", |text| text.replace('\n', "\r\n")),
        ("behind a byte order mark", |text| format!("\u{feff}{text}")),
        ("with typographic marks", |text| {
            text.replace('\'', "\u{2019}").replace(" - ", " – ")
        }),
        ("with invisible characters", |text| {
            text.replace("tr", "t\u{ad}r").replace(". ", ".\u{200b} ")
        }),
    ];
    for (what, change) in changes {
        let (_, grades) = graded(folder.path(), "-", &lines(&answers, change));
        assert_eq!(grades.len(), answers.len(), "{what}");
        let mut seen = 0;
        for (grade, (id, parts)) in grades.iter().zip(&answers) {
            for found in evidence(grade) {
                let number = |key: &str| usize::try_from(found[key].as_u64().unwrap()).unwrap();
                let text = change(&parts[number("field")].1);
                let held = text.get(number("start")..number("end"));
                assert_eq!(held, found["quote"].as_str(), "{what}: {id}");
                seen += 1;
            }
        }
        assert!(seen > 100, "{what}: {seen} quotes");
    }
}

/// The text with another blank between words of small letters.
fn between_letters(text: &str, blank: char) -> String {
    let chars: Vec<char> = text.chars().collect();
    let small = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_lowercase)
    };
    let replaced = chars.iter().enumerate().map(|(at, &c)| match c {
        ' ' if small(at.checked_sub(1)) && small(Some(at + 1)) => blank,
        _ => c,
    });
    replaced.collect()
}

/// The answers as a table, its cells quoted.
fn table(answers: &[Parts]) -> String {
    let mut rows = "id,1,2,3\r\n".to_owned();
    for (id, parts) in answers {
        let cells = parts
            .iter()
            .map(|(_, text)| format!(",\"{}\"", text.replace('"', "\"\"")));
        let _ = write!(rows, "{id}{}\r\n", cells.collect::<String>());
    }
    rows
}

#[test]
fn the_same_answer_gets_the_same_marks_however_it_is_handed_in() {
    let folder = folder();
    let answers = answers();
    let plain = lines(&answers, str::to_owned);
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("same.jsonl", &plain);
    write(
        "same.json",
        &format!("[\n{}\n]", plain.trim_end().replace('\n', ",\n")),
    );
    write("crlf.jsonl", &plain.replace('\n', "\r\n"));
    write("same.csv", &table(&answers));
    let (_, grades) = graded(folder.path(), "-", &plain);
    let expected: Vec<String> = grades.iter().map(marks).collect();
    let with = |change: Change| lines(&answers, change);
    for (what, args, input) in [
        ("lines", "same.jsonl", String::new()),
        ("one thread", "same.jsonl -j 1", String::new()),
        ("an array", "same.json", String::new()),
        ("a table", "same.csv", String::new()),
        ("lines ended otherwise", "crlf.jsonl", String::new()),
        (
            "carriage returns",
            "-",
            with(|text| text.replace('\n', "\r\n")),
        ),
        (
            "empty lines behind",
            "-",
            with(|text| format!("{text}\n\n")),
        ),
        (
            "byte order marks",
            "-",
            with(|text| format!("\u{feff}{text}")),
        ),
        (
            "typographic apostrophes",
            "-",
            with(|text| text.replace('\'', "\u{2019}")),
        ),
        (
            "fixed blanks",
            "-",
            with(|text| between_letters(text, '\u{a0}')),
        ),
    ] {
        let (done, grades) = graded(folder.path(), args, &input);
        assert_eq!(grades.len(), expected.len(), "{what}: {}", done.err);
        for (grade, expected) in grades.iter().zip(&expected) {
            assert_eq!(marks(grade), *expected, "{what}");
        }
    }
}

/// An object has all keys of the first list, and no others than those and the second list's.
fn keys(object: &Value, needed: &str, more: &str) {
    let found: BTreeSet<&str> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let needed: BTreeSet<&str> = needed.split_whitespace().collect();
    let known: BTreeSet<&str> = needed
        .iter()
        .copied()
        .chain(more.split_whitespace())
        .collect();
    assert!(
        needed.is_subset(&found) && found.is_subset(&known),
        "{found:?}, wanted {needed:?} of {known:?}"
    );
}

#[test]
fn a_grade_has_the_keys_of_the_contract_and_no_others() {
    let folder = folder();
    let (_, grades) = graded(folder.path(), "-", &lines(&answers(), str::to_owned));
    for grade in &grades {
        keys(
            grade,
            "id question rubric score max sections criteria mistakes review",
            "rules",
        );
        items(grade, "sections").for_each(|section| keys(section, "id points max", ""));
        items(grade, "mistakes").for_each(|mistake| keys(mistake, "id evidence feedback", "proof"));
        for criterion in items(grade, "criteria") {
            let needed = "id section part outcome met points max evidence feedback";
            keys(criterion, needed, "nearest proof");
            let outcome = criterion["outcome"].as_str().unwrap();
            assert!(
                ["met", "partial", "missing", "contradicted"].contains(&outcome),
                "{outcome}"
            );
            assert_eq!(criterion["met"], outcome == "met", "{criterion}");
        }
        for found in evidence(grade) {
            keys(found, "field part start end quote", "wording why");
        }
        for probe in grade["rules"]["probes"].as_array().into_iter().flatten() {
            let needed = "id result standing account trace";
            keys(probe, needed, "expected as_typed");
        }
        let of = |list: &str, key: &str| {
            items(grade, list)
                .map(|item| item[key].as_f64().unwrap())
                .sum::<f64>()
        };
        let close = |a: f64, b: f64| (a - b).abs() < 0.2;
        assert!(
            close(of("sections", "points"), of("criteria", "points")),
            "{}",
            grade["id"]
        );
        assert!(close(of("sections", "max"), 100.0) && close(of("criteria", "max"), 100.0));
    }
}

#[test]
fn each_shell_gets_a_script_that_knows_the_commands() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let done = run_in(folder.path(), &format!("completions {shell}"));
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{shell}");
        for word in ["grade", "evaluate", "fail-under", "practice", "entries"] {
            assert!(done.out.contains(word), "{shell}: no {word}");
        }
    }
}

#[test]
fn no_command_minds_a_reader_that_is_gone() {
    let folder = folder();
    for args in [
        "show",
        "show --json",
        "show --rubric",
        "entries entries.txt",
        "entries entries.txt --format json",
        "check --format json",
        "completions zsh",
        "man",
        "--help",
        "grade --help",
        "grade good.md",
        "grade good.md one.jsonl --format json",
        "evaluate marked.jsonl --list",
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = program(folder.path());
        command
            .args(args.split(' '))
            .stdin(Stdio::null())
            .stdout(writer);
        let done = command.output().unwrap();
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!((done.status.code(), err.as_ref()), (Some(0), ""), "{args}");
    }
}
