//! The real program and what it keeps: two sessions at once, a kill, damage, places that cannot be written.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "the tests look at the files that the program leaves, say what they skip, and fail by panicking"
)]

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::{TempDir, tempdir};

const PATIENCE: Duration = Duration::from_secs(20);
const QUESTION: &str = "iptables-subj-04-conntrack";
const SHARED: &str = "Another session on this question is open";

/// Keys that write a line into part 1, and further ones.
fn wrote(lines: &[&str]) -> String {
    format!("1\n1\n{}\n", lines.join("\n"))
}

/// A session by lines that goes on until it is told to end.
struct Session {
    child: Child,
    keys: ChildStdin,
}

impl Session {
    fn start(state: &Path) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_conntutor")).args(practice(state)))
    }

    fn of(command: &mut Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        let keys = child.stdin.take().expect("its input");
        Self { child, keys }
    }

    fn send(&mut self, text: &str) {
        // One that cannot start does not read.
        let _ = self.keys.write_all(text.as_bytes());
    }

    /// Ends the input: exit code and all that was said.
    fn end(self) -> (Option<i32>, String) {
        let Self { mut child, keys } = self;
        drop(keys);
        let mut said = String::new();
        let mut output = child.stdout.take().expect("its output");
        output.read_to_string(&mut said).expect("UTF-8");
        let mut errors = child.stderr.take().expect("its errors");
        errors.read_to_string(&mut said).expect("UTF-8");
        (child.wait().expect("it ends").code(), said)
    }
}

fn practice(state: &Path) -> [&str; 4] {
    let state = state.to_str().expect("UTF-8");
    ["practice", "--plain", "--state-dir", state]
}

/// A whole session: exit code and all that was said.
fn session(state: &Path, keys: &str) -> (Option<i32>, String) {
    let mut session = Session::start(state);
    session.send(keys);
    session.end()
}

/// What is kept of part 1 in the main file, or in that of a slot: the text, and those of its attempts.
fn kept(state: &Path, slot: &str) -> Option<(String, Vec<String>)> {
    let text = fs::read_to_string(state.join(format!("{QUESTION}{slot}.json"))).ok()?;
    let draft: Value = serde_json::from_str(&text).expect("JSON");
    let part = &draft["parts"][0];
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let attempts = part["attempts"].as_array().into_iter().flatten();
    Some((
        words(&part["text"]),
        attempts.map(|attempt| words(&attempt["text"])).collect(),
    ))
}

fn main_file(state: &Path) -> PathBuf {
    state.join(format!("{QUESTION}.json"))
}

/// Waits until part 1 of this file reads so.
fn wait_for(state: &Path, slot: &str, text: &str) {
    let start = Instant::now();
    while kept(state, slot).is_none_or(|(kept, _)| kept != text) {
        assert!(start.elapsed() < PATIENCE, "'{text}' never came");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn two_sessions_at_once_keep_both_texts_whatever_ends_them() {
    for killed in [false, true] {
        let folder = tempdir().expect("a folder");
        let state = folder.path();
        let mut first = Session::start(state);
        first.send(&wrote(&["of the first"]));
        wait_for(state, "", "of the first");
        let mut second = Session::start(state);
        second.send(&wrote(&["and of the second"]));
        wait_for(state, ".2", "of the first\nand of the second");
        first.send("and more\n");
        wait_for(state, "", "of the first\nand more");
        for mut session in [first, second] {
            if killed {
                session.child.kill().expect("killed");
            }
            session.end();
        }
        let (code, said) = session(state, "");
        assert_eq!(code, Some(0));
        assert!(
            !said.contains(SHARED),
            "locks went with their holders: {said}"
        );
        assert!(said.contains("was joined in"), "{said}");
        let (text, attempts) = kept(state, "").expect("kept");
        assert_eq!(text, "of the first\nand more");
        assert_eq!(attempts, ["of the first\nand of the second"]);
        assert_eq!(kept(state, ".2"), None);
    }
}

#[test]
fn the_second_session_is_told_that_it_is_not_alone() {
    let folder = tempdir().expect("a folder");
    let mut first = Session::start(folder.path());
    first.send(&wrote(&["here"]));
    wait_for(folder.path(), "", "here");
    let (code, said) = session(folder.path(), "");
    assert_eq!((code, said.matches(SHARED).count()), (Some(0), 1), "{said}");
    let (_, said) = first.end();
    assert!(!said.contains(SHARED), "{said}");
}

#[test]
fn a_kill_loses_no_line_that_was_written_a_second_ago() {
    let folder = tempdir().expect("a folder");
    let mut session = Session::start(folder.path());
    session.send(&wrote(&["line 0"]));
    wait_for(folder.path(), "", "line 0");
    let lines: Vec<String> = (1..40).map(|n| format!("line {n}\n")).collect();
    session.send(&lines.concat());
    sleep(Duration::from_secs(1));
    session.send("the last second");
    session.child.kill().expect("killed");
    session.end();
    let (text, _) = kept(folder.path(), "").expect("kept");
    let written = format!("line 0\n{}", lines.concat());
    assert!(text.starts_with(written.trim_end()), "{text}");
}

/// What a session wrote, changed, and what the next one says of it.
fn after(change: impl Fn(&str) -> String) -> (TempDir, String, String) {
    let folder = tempdir().expect("a folder");
    let (code, _) = session(folder.path(), &wrote(&["kept words", ".", "3"]));
    assert_eq!(code, Some(0));
    let path = main_file(folder.path());
    let changed = change(&fs::read_to_string(&path).expect("kept"));
    fs::write(&path, &changed).expect("written");
    let (code, said) = session(folder.path(), &wrote(&["more words"]));
    assert_eq!(code, Some(0), "{said}");
    (folder, changed, said)
}

#[test]
fn what_is_damaged_is_set_aside_and_the_session_goes_on() {
    for (change, told, text) in [
        (
            (|kept| kept[..kept.len() / 2].to_owned()) as fn(&str) -> String,
            "is no JSON",
            "more words",
        ),
        (
            |kept| kept.replace("\"version\": 2", "\"version\": 12"),
            "was written by a later version of conntutor (the draft has version 12, this program reads up to 2)",
            "more words",
        ),
        (
            |kept| kept.replace("\"hints\": {", "\"hints\": \"no\", \"old\": {"),
            "left out: all hints; the file",
            "kept words\nmore words",
        ),
        (
            |kept| kept.replace("\"day\": \"2", "\"day\": \"x"),
            "left out: attempt 1 of part 1",
            "kept words\nmore words",
        ),
    ] {
        let (folder, changed, said) = after(change);
        assert!(said.contains(told), "{told}: {said}");
        let kind = if told.contains("later") {
            "later"
        } else {
            "damaged"
        };
        let aside = format!("{QUESTION}.json.{kind}-1");
        assert!(said.contains(&aside), "{said}");
        let aside = fs::read_to_string(folder.path().join(aside));
        assert_eq!(aside.expect("set aside"), changed, "{told}");
        assert_eq!(kept(folder.path(), "").expect("kept").0, text, "{told}");
    }
}

/// The session goes on and says once that it cannot save.
fn goes_on_unsaved(code: Option<i32>, said: &str, why: &str, known: bool) {
    let doubts = said
        .matches("Nothing can be kept of this session: ")
        .count();
    assert_eq!(doubts, usize::from(known), "{why}: {said}");
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.matches("Could not save").count(), 1, "{why}: {said}");
    assert!(said.contains(why), "{why}: {said}");
    assert!(said.contains("Feedback on part 1"), "{said}");
}

#[test]
fn a_place_that_is_no_folder_is_told_once() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "as it was").expect("written");
    let keys = wrote(&["one", "two", ".", "3"]);
    for state in [file.clone(), file.join("below"), "/proc/x".into()] {
        let (code, said) = session(&state, &keys);
        goes_on_unsaved(code, &said, QUESTION, true);
    }
    assert_eq!(fs::read_to_string(&file).expect("there"), "as it was");
    let mut homeless = Command::new(env!("CARGO_BIN_EXE_conntutor"));
    homeless.args(["practice", "--plain"]);
    homeless.env_remove("HOME").env_remove("XDG_STATE_HOME");
    let mut session = Session::of(&mut homeless);
    session.send(&keys);
    let (code, said) = session.end();
    goes_on_unsaved(code, &said, "--state-dir", true);
}

/// A session whose state folder is a file system of its own: made by mount options, filled by a shell command.
fn on_a_mount(options: &str, fill: &str, keys: &str) -> Option<(Option<i32>, String)> {
    let folder = tempdir().expect("a folder");
    let state = folder.path().to_str().expect("UTF-8");
    let mount =
        format!("mount -t tmpfs -o {options} tmpfs {state} && cd {state} && {fill}; exec \"$@\"");
    let can = Command::new("unshare")
        .args(["-Urm", "sh", "-c", &mount, "sh", "true"])
        .output();
    if !can.is_ok_and(|done| done.status.success() && done.stderr.is_empty()) {
        eprintln!("skipped: no mount in a user namespace here");
        return None;
    }
    let mut command = Command::new("unshare");
    command.args([
        "-Urm",
        "sh",
        "-c",
        &mount,
        "sh",
        env!("CARGO_BIN_EXE_conntutor"),
    ]);
    let mut session = Session::of(command.args(practice(folder.path())));
    session.send(keys);
    Some(session.end())
}

#[test]
fn a_disk_that_is_full_or_read_only_is_told_once() {
    let keys = wrote(&["one", "two", ".", "3"]);
    for (options, fill, why, known) in [
        (
            "size=64k",
            "head -c 64k /dev/zero > full",
            "No space left",
            false,
        ),
        ("nr_inodes=2", "touch full", "No space left", true),
        (
            "size=64k",
            "mount -o remount,ro .",
            "Read-only file system",
            true,
        ),
    ] {
        if let Some((code, said)) = on_a_mount(options, fill, &keys) {
            goes_on_unsaved(code, &said, why, known);
        }
    }
}

#[test]
fn where_there_is_room_on_such_a_disk_it_is_kept() {
    if let Some((code, said)) = on_a_mount("size=1m", "true", &wrote(&["one", ".", "3"])) {
        assert_eq!(code, Some(0), "{said}");
        assert!(!said.contains("Could not save"), "{said}");
    }
}
