//! `grade --explain`: the tree in text and JSON, and ids that nobody knows.

use crate::harness::{Row, check, folder, program, run, run_in};
use serde_json::Value;
use std::fs;

const PAPER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/rubrics/doors.md");

const ANSWER: &str = "Part 1\n\nNEW: the porter writes down the visitor on the first visit.\n\
    OLD: it is not the first visit. People think it is a later visit.\n\
    The list is a book.\n\nPart 2\n\nIt is finite.\n";

#[test]
fn the_tree_stands_in_place_of_the_report() {
    let folder = folder();
    fs::write(folder.path().join("doors.md"), ANSWER).unwrap();
    let mut out = String::new();
    for width in ["80", "120"] {
        let args = ["grade", "doors.md", "--question", PAPER, "--width", width];
        let ids = [
            "state-new",
            "state-old",
            "memory",
            "limits",
            "endless",
            "no-limit",
        ];
        let mut command = program(folder.path());
        command
            .args(args)
            .args(ids.iter().flat_map(|id| ["--explain", id]));
        let done = run(&mut command, b"");
        assert_eq!((done.code, done.err.as_str()), (0, ""));
        out += &done.out;
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("explain", out);
    });
}

#[test]
fn ids_are_checked_before_anything_is_graded() {
    let row = |args, code, out, err| Row {
        args,
        stdin: b"",
        code,
        out,
        err,
    };
    check(&[
        row(
            "grade good.md --explain state-new",
            0,
            &["[x] state-new: met\n"],
            &[],
        ),
        row(
            "grade good.md --explain state-new --explain udp-untracked",
            0,
            &[
                "[x] state-new: met\n",
                "( ) udp-untracked: mistake not made\n",
            ],
            &[],
        ),
        row(
            "grade good.md --explain state-nwe",
            2,
            &[],
            &[
                "conntutor: no criterion or mistake is called 'state-nwe'; did you mean 'state-new'?\n",
            ],
        ),
        row(
            "grade good.md --explain xyzzy",
            2,
            &[],
            &["'xyzzy'; conntutor show --rubric lists them\n"],
        ),
        row(
            "grade --help",
            0,
            &["--explain <ID>", "grade answer.md --explain state-new"],
            &[],
        ),
    ]);
}

#[test]
fn json_holds_the_tree_with_exact_quotes() {
    let folder = folder();
    let args = "grade good.md --explain state-new --explain ignores-exhaustion --format";
    for format in ["json", "jsonl"] {
        let done = run_in(folder.path(), &format!("{args} {format}"));
        let grade: Value = serde_json::from_str(&done.out).unwrap();
        let [new, exhaustion] = grade["explain"].as_array().unwrap().as_slice() else {
            panic!("{grade}");
        };
        assert_eq!(
            (&new["id"], &new["outcome"]),
            (&"state-new".into(), &"met".into())
        );
        assert_eq!(exhaustion["flagged"], true);
        assert_eq!(exhaustion["omits"]["outcome"], "missing");
        let said = &new["says"][0];
        assert_eq!(
            (&said["sentence"]["line"], &said["attempts"][0]["met"]),
            (&1.into(), &true.into())
        );
        let item = &said["attempts"][0]["items"][0];
        assert_eq!(
            item["subject"],
            serde_json::json!({"whence": "named", "name": "NEW"})
        );
        let text = "NEW: the first packet of a connection.\n";
        let at = |key: &str| usize::try_from(item["found"][key].as_u64().unwrap()).unwrap();
        assert_eq!(item["found"]["quote"], text[at("start")..at("end")]);
    }
}

#[test]
fn a_tree_keeps_to_the_width_and_steers_no_terminal() {
    let folder = folder();
    for (color, coloured) in [("never", false), ("always", true)] {
        let args = format!("grade controls.md --width 40 --explain state-new --color {color}");
        let done = run_in(folder.path(), &args);
        assert_eq!(done.out.contains('\u{1b}'), coloured, "{}", done.out);
        assert!(done.out.contains("\u{FFFD}[31mred"), "{}", done.out);
        assert!(!done.out.contains('\u{202e}'), "{:?}", done.out);
        if !coloured {
            let longest = done.out.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(40), "{longest:?}: {}", done.out);
        }
    }
}
