//! What is found, kept, joined and set aside, in folders of all kinds.

use super::*;
use crate::tutor::PartDraft;
use jiff::civil::date;
use std::fs;
use std::time::{Duration, SystemTime};
use tempfile::{TempDir, tempdir};

const TODAY: Date = date(2026, 3, 1);

fn draft(text: &str) -> Draft {
    Draft {
        question: "q".into(),
        parts: vec![PartDraft {
            id: "1".into(),
            text: text.into(),
            ..PartDraft::default()
        }],
        ..Draft::default()
    }
}

fn open(folder: &Path) -> Opened {
    DraftFile::open(Some(folder), "q", TODAY)
}

/// The text of the first part.
fn text(opened: &Opened) -> Option<&str> {
    Some(opened.draft.as_ref()?.parts.first()?.text.as_str())
}

/// Texts of the attempts at the first part.
fn attempts(opened: &Opened) -> Vec<&str> {
    let parts = opened.draft.iter().flat_map(|draft| &draft.parts);
    let attempts = parts.flat_map(|part| &part.attempts);
    attempts.map(|attempt| attempt.text.as_str()).collect()
}

/// A folder in which this was kept last.
fn holding(text: &str) -> TempDir {
    let folder = tempdir().expect("a folder");
    open(folder.path()).file.keep(&draft(text)).expect("kept");
    folder
}

/// Names in a folder, sorted; locks left out.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.into_string().expect("UTF-8"));
    let mut names: Vec<_> = names.filter(|name| !name.ends_with(".lock")).collect();
    names.sort();
    names
}

#[test]
fn what_is_saved_is_found_again_and_no_other_file_is_left() {
    let folder = tempdir().expect("a folder");
    let state = folder.path().join("a/b");
    assert_eq!(text(&open(&state)), None);
    for kept in ["one", "two"] {
        open(&state).file.keep(&draft(kept)).expect("kept");
        let opened = open(&state);
        assert_eq!((text(&opened), opened.notices.len()), (Some(kept), 0));
    }
    assert_eq!(names(&state), ["q.json"]);
}

#[test]
fn what_cannot_be_used_is_set_aside() {
    let other = Draft {
        question: "other".into(),
        ..Draft::default()
    };
    let whole = draft("text").to_json();
    for (content, why) in [
        (b"{".to_vec(), "the draft is no JSON"),
        (whole.as_bytes()[..whole.len() / 2].to_vec(), "no JSON"),
        (b"\xff\xfe".to_vec(), "UTF-8"),
        (vec![], "no JSON"),
        (
            b"{\"version\":99}".to_vec(),
            "by a later version of conntutor (the draft has version 99",
        ),
        (other.to_json().into_bytes(), "the question 'other'"),
    ] {
        let folder = holding("before");
        let path = folder.path().join("q.json");
        for number in 1..=2 {
            fs::write(&path, &content).expect("written");
            let opened = open(folder.path());
            let kind = if why.contains("later") {
                "later"
            } else {
                "damaged"
            };
            let aside = format!("q.json.{kind}-{number}");
            let told = opened.notices.join("\n");
            assert!(told.contains(why) && told.contains(&aside), "{why}: {told}");
            assert_eq!(text(&opened), None);
            assert_eq!(fs::read(folder.path().join(aside)).expect("aside"), content);
            assert!(!path.exists());
        }
    }
}

#[test]
fn of_what_is_damaged_in_part_the_rest_is_used_and_a_copy_stays() {
    let folder = holding("text");
    let path = folder.path().join("q.json");
    let kept = fs::read_to_string(&path).expect("kept");
    let damaged = kept.replace("\"attempts\": []", "\"attempts\": [{\"day\":\"never\"}]");
    assert_ne!(damaged, kept);
    fs::write(&path, &damaged).expect("written");
    let opened = open(folder.path());
    let told = opened.notices.join("\n");
    assert!(told.contains("left out: attempt 1 of part 1"), "{told}");
    assert!(told.contains("q.json.damaged-1"), "{told}");
    assert_eq!(text(&opened), Some("text"));
    drop(opened);
    let aside = folder.path().join("q.json.damaged-1");
    assert_eq!(fs::read_to_string(aside).expect("a copy"), damaged);
    assert_eq!(open(folder.path()).notices, [""; 0], "told once");
    assert_eq!(names(folder.path()), ["q.json", "q.json.damaged-1"]);
}

#[test]
fn a_second_session_has_a_slot_that_is_joined_when_both_are_over() {
    // What the first and the second wrote; the text and the attempts of the third.
    for (first, second, joined, tried) in [
        (None, None, "began", &[][..]),
        (Some("mine"), None, "mine", &[]),
        (None, Some("other"), "other", &[]),
        (Some("mine"), Some("other"), "mine", &["other"]),
        (Some("same"), Some("same"), "same", &[]),
    ] {
        let folder = holding("began");
        let mut main = open(folder.path());
        let mut slot = open(folder.path());
        assert_eq!(main.notices, [""; 0]);
        assert_eq!(
            (text(&slot), slot.notices.as_slice()),
            (Some("began"), &[SHARED.to_owned()][..])
        );
        for (opened, wrote) in [(&mut main, first), (&mut slot, second)] {
            if let Some(wrote) = wrote {
                opened.file.keep(&draft(wrote)).expect("kept");
            }
        }
        drop((main, slot));
        let third = open(folder.path());
        assert_eq!(text(&third), Some(joined), "{first:?} {second:?}");
        assert_eq!(attempts(&third), tried, "{first:?} {second:?}");
        assert_eq!(!third.notices.is_empty(), second.is_some());
        assert_eq!(names(folder.path()), ["q.json"]);
        drop(third);
        assert_eq!(attempts(&open(folder.path())), tried, "joined once");
    }
}

#[test]
fn three_at_once_lose_nothing_in_whatever_order_they_end() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let folder = holding("began");
        let mut open_now: Vec<_> = (0..3).map(|_| Some(open(folder.path()))).collect();
        for (opened, wrote) in open_now.iter_mut().flatten().zip(["a", "b", "c"]) {
            opened.file.keep(&draft(wrote)).expect("kept");
        }
        for at in order {
            open_now[at] = None;
            drop(open(folder.path()));
        }
        let last = open(folder.path());
        let mut all = attempts(&last);
        all.extend(text(&last));
        all.sort_unstable();
        assert_eq!(all, ["a", "b", "c"], "{order:?}");
        assert_eq!(names(folder.path()), ["q.json"], "{order:?}");
    }
}

#[test]
fn a_slot_that_waits_to_be_joined_is_no_free_slot() {
    let folder = holding("began");
    let main = open(folder.path());
    open(folder.path())
        .file
        .keep(&draft("waits"))
        .expect("kept");
    open(folder.path()).file.keep(&draft("too")).expect("kept");
    let slots = [
        "q.2.began.json",
        "q.2.json",
        "q.3.began.json",
        "q.3.json",
        "q.json",
    ];
    assert_eq!(names(folder.path()), slots);
    drop(main);
    assert_eq!(text(&open(folder.path())), Some("waits"));
    assert_eq!(names(folder.path()), ["q.json"]);
}

#[test]
fn a_damaged_slot_is_set_aside_and_the_main_file_stays() {
    let folder = holding("began");
    for (content, aside) in [("{", "q.2.json.damaged-1"), ("[]", "q.2.json.damaged-2")] {
        fs::write(folder.path().join("q.2.json"), content).expect("written");
        let opened = open(folder.path());
        assert_eq!(text(&opened), Some("began"));
        assert!(opened.notices.join("\n").contains(aside));
        let kept = fs::read_to_string(folder.path().join(aside));
        assert_eq!(kept.expect("set aside"), content);
    }
    assert_eq!(
        names(folder.path()),
        ["q.2.json.damaged-1", "q.2.json.damaged-2", "q.json"]
    );
}

#[test]
fn a_slot_without_its_beginning_loses_no_text() {
    let folder = holding("mine");
    let other = draft("other").to_json();
    fs::write(folder.path().join("q.2.json"), other).expect("written");
    let opened = open(folder.path());
    assert_eq!(
        (text(&opened), attempts(&opened)),
        (Some("mine"), vec!["other"])
    );
}

#[test]
fn what_a_kill_left_is_removed_once_it_is_old_and_nothing_else_is() {
    let folder = holding("text");
    let hour = Duration::from_secs(3600);
    for (name, age, stays) in [
        ("q.json.new-17", hour * 2, false),
        ("q.2.json.new-17", hour * 2, false),
        ("q.2.began.json.new-4194304", hour * 2, false),
        ("q.json.new-18", hour / 2, true),
        ("q.json.new-", hour * 2, true),
        ("q.json.new-mine", hour * 2, true),
        ("q.json.damaged-1", hour * 2, true),
        ("qq.json.new-17", hour * 2, true),
        ("q.md", hour * 2, true),
    ] {
        let path = folder.path().join(name);
        let file = fs::File::create(&path).expect("made");
        let then = SystemTime::now() - age;
        file.set_modified(then).expect("dated");
        let first = open(folder.path());
        assert_eq!(path.exists(), stays, "{name}");
        let again = fs::File::create(&path).expect("made");
        again.set_modified(then).expect("dated");
        let second = open(folder.path());
        assert_eq!(second.notices, [SHARED], "{name}");
        assert!(path.exists(), "{name}: only the owner tidies");
        drop((first, second));
        fs::remove_file(path).expect("removed");
    }
    assert_eq!(text(&open(folder.path())), Some("text"));
}

#[test]
fn a_place_where_nothing_can_be_kept_is_known_beforehand() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    for (place, why) in [
        (Some(folder.path().join("a/b")), None),
        (Some(folder.path().to_owned()), None),
        (Some(file.clone()), Some("file: ")),
        (Some(file.join("below")), Some("below: ")),
        (Some("/proc/x".into()), Some("/proc/x: ")),
        (None, Some("no folder for drafts is known")),
    ] {
        let told = doubt(place.as_deref());
        assert_eq!(told.is_some(), why.is_some(), "{place:?}");
        let told = told.unwrap_or_default();
        let named = told.contains(why.unwrap_or_default());
        assert!(
            named && (why.is_none() || told.contains("--state-dir")),
            "{told}"
        );
    }
    assert_eq!(names(folder.path()), ["a", "file"]);
}

#[test]
fn what_cannot_be_saved_says_why() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    let mut opened = open(&file);
    assert_eq!((opened.notices.len(), opened.draft.is_none()), (0, true));
    let why = opened.file.keep(&draft("x")).expect_err("no folder");
    assert!(why.contains("q.json: "), "{why}");
    let mut nowhere = DraftFile::open(None, "q", TODAY);
    let why = nowhere.file.keep(&draft("x")).expect_err("no folder");
    assert!(why.contains("--state-dir"), "{why}");
}

#[cfg(unix)]
#[test]
fn a_link_keeps_pointing_where_it_points() {
    let folder = holding("text");
    let path = folder.path().join("q.json");
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(&path, &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, &path).expect("a link");
    open(folder.path()).file.keep(&draft("new")).expect("kept");
    assert!(fs::symlink_metadata(&path).expect("there").is_symlink());
    assert_eq!(text(&open(folder.path())), Some("new"));
    assert!(
        fs::read_to_string(&elsewhere)
            .expect("there")
            .contains("new")
    );
}
