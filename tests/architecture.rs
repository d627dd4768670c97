//! The floor plan: a room imports only from floors below it, and every file says what it is.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test reads the sources"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms by floor, from the ground up.
const FLOORS: [&[&str]; 8] = [
    &["source"],
    &["netfilter", "text", "markdown", "yaml"],
    &["pattern", "question"],
    &["rubric", "answer"],
    &["grading", "load"],
    &["check", "tutor"],
    &["report", "tui"],
    &["cli"],
];
/// Longest file, in lines.
const LONGEST: usize = 400;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its room (none for `lib.rs` and `main.rs`) and its text.
fn sources() -> Vec<(PathBuf, Option<String>, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    found.sort();
    let room = |path: &PathBuf| {
        let inner = path.strip_prefix(&root).expect("below src");
        (inner.components().count() > 1).then(|| {
            inner
                .components()
                .next()
                .expect("a first part")
                .as_os_str()
                .to_string_lossy()
                .into_owned()
        })
    };
    found
        .into_iter()
        .map(|path| {
            (
                path.clone(),
                room(&path),
                fs::read_to_string(&path).expect("UTF-8"),
            )
        })
        .collect()
}

fn floor(room: &str) -> usize {
    FLOORS
        .iter()
        .position(|rooms| rooms.contains(&room))
        .unwrap_or_else(|| panic!("{room} stands on no floor"))
}

/// The rooms that a line names, comments left out.
fn named(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or_default();
    code.match_indices("crate::")
        .map(|(at, found)| {
            code[at + found.len()..]
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or("")
        })
        .filter(|room| FLOORS.iter().any(|rooms| rooms.contains(room)))
        .collect()
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for (path, room, text) in sources() {
        let Some(room) = room else { continue };
        for (number, line) in text.lines().enumerate() {
            for other in named(line)
                .into_iter()
                .filter(|other| *other != room && floor(other) >= floor(&room))
            {
                wrong.push(format!(
                    "{}:{}: {room} imports {other}",
                    path.display(),
                    number + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_is_short_enough() {
    let mut wrong = Vec::new();
    for (path, _, text) in sources() {
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: opens without `//!`", path.display()));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!(
                "{}: {lines} lines, more than {LONGEST}",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_cli_prints() {
    for (path, room, text) in sources() {
        let prints = ["println!", "eprintln!", "print!(", "eprint!("]
            .iter()
            .any(|print| text.contains(print));
        assert!(
            !prints || room.as_deref() == Some("cli"),
            "{} prints",
            path.display()
        );
    }
}
