//! Answers that try the grader: texts that say nothing, bytes that steer, lines too long, files too large.

use crate::harness::{Done, folder, program, run};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const QUESTION: &str = include_str!("../../questions/conntrack.md");

/// The grade of one text in a file of its own.
fn graded(folder: &Path, name: &str, text: &[u8]) -> (Done, Vec<Value>) {
    fs::write(folder.join(name), text).unwrap();
    let done = run(
        program(folder).args(["grade", name, "--format", "jsonl"]),
        b"",
    );
    let lines = done.out.lines();
    let grades = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    (done, grades)
}

#[test]
fn texts_that_say_nothing_earn_at_most_five_points() {
    let folder = folder();
    let asked = QUESTION.split("## Expected").next().unwrap();
    let code = QUESTION.split("```").nth(1).unwrap();
    let terms = "conntrack state table NEW ESTABLISHED RELATED INVALID stateful firewall SNAT reply tuple ASSURED \
        SYN_SENT UDP timeout nf_conntrack_max performance raw NOTRACK helper nf_conntrack_ftp iptables INPUT FORWARD \
        DROP ACCEPT";
    let each = |make: fn((usize, &str)) -> String| -> String {
        terms.split(' ').enumerate().map(make).collect()
    };
    for (what, text) in [
        ("nothing", String::new()),
        ("line ends", "\r\n\n\r".to_owned()),
        ("NULs", "\0".repeat(1000)),
        ("the question", asked.to_owned()),
        (
            "the question with carriage returns",
            asked.replace('\n', "\r\n"),
        ),
        (
            "the question quoted",
            asked.lines().map(|line| format!("> {line}\n")).collect(),
        ),
        ("its entries", code.to_owned()),
        ("its entries fenced", format!("```{code}```\n")),
        ("the terms", terms.to_owned()),
        (
            "the terms as bullets",
            each(|(_, term)| format!("- {term}\n")),
        ),
        (
            "the terms numbered",
            each(|(n, term)| format!("{n}. {term}\n")),
        ),
        (
            "the terms in each part",
            (1..4).map(|n| format!("Part {n}\n{terms}\n\n")).collect(),
        ),
    ] {
        let (done, grades) = graded(folder.path(), "try.md", text.as_bytes());
        assert_eq!((done.code, grades.len()), (0, 1), "{what}: {}", done.err);
        let score = grades[0]["score"].as_f64().unwrap();
        assert!(score <= 5.0, "{what}: {score}");
    }
}

/// Steers a terminal or hides what is there.
fn steers(c: char) -> bool {
    let hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}');
    hides || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[test]
fn no_character_of_an_answer_steers_the_terminal() {
    let folder = folder();
    let hidden = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}\u{feff}\0\u{8}\u{7f}\r";
    let text = format!(
        "NEW is the {hidden} first packet of a {hidden} connection.\nUDP {hidden} is not tracked."
    );
    let line = serde_json::json!({"id": format!("s{hidden}"), "text": text}).to_string();
    let broken = format!("{{\"id\": \"{hidden}\n");
    for args in ["text", "json", "jsonl", "text --color always"] {
        let coloured = args.contains("always");
        for input in [&line, &broken, &text] {
            let args = format!("grade - --format {args}");
            let done = run(
                program(folder.path()).args(args.split(' ')),
                input.as_bytes(),
            );
            // What follows an escape of ours is `[`, digits and `m`; none but the answer's own says `]0;x`.
            let own = |c: char| coloured && c == '\u{1b}';
            let found = done.out.chars().chain(done.err.chars());
            let found: Vec<char> = found.filter(|&c| steers(c) && !own(c)).collect();
            assert!(found.is_empty(), "{args} {input:?}: {found:?}");
            assert!(!done.out.contains("\u{1b}]"), "{args} {input:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_steer_nothing_and_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    for (name, bytes, code) in [
        (&b"a\x1b[31m.md"[..], &b""[..], 0),
        (b"b\xff.md", b"", 0),
        (b"c\x1b[2J.md", b"\xff", 2),
        (b"d\x1b[31m.png", b"", 2),
        (b"e f'\".txt", b"", 0),
        (b"-g.md", b"", 0),
    ] {
        let path = folder.path().join(OsStr::from_bytes(name));
        fs::write(&path, bytes).unwrap();
        let done = run(program(folder.path()).arg("grade").arg(&path), b"");
        assert_eq!(done.code, code, "{path:?}: {}", done.err);
        let shown = done.out + &done.err;
        assert!(!shown.contains(steers), "{path:?}: {shown:?}");
    }
}

/// One line each, as long as the time of an unoptimised build allows.
#[test]
fn a_long_line_is_graded_in_time_in_proportion_to_its_length() {
    const SAYS: &str = "NEW is the first packet of a connection, UDP is not tracked, it isn't that [ASSURED] never means nothing; ";
    const MIB: usize = 1 << 20;
    let folder = folder();
    for (what, unit, size) in [
        ("one word", "a", MIB),
        ("one number", "1", MIB),
        ("one word of accents", "e\u{301}", MIB),
        ("one dotted word", "a.b.", MIB / 8),
        ("apostrophes", "n't'", MIB / 8),
        ("marks", "<[(\"'*`", MIB / 4),
        ("quote marks", "> > ", MIB / 4),
        ("invisible characters", "\u{200b}", MIB / 4),
        ("statements", SAYS, MIB / 8),
        ("negations", "not ", MIB / 16),
        ("numbered items", "1) a 2) b ", MIB / 16),
        ("sentences", "a. ", MIB / 64),
        (
            "commands",
            "iptables -A INPUT -m state --state NEW -j DROP; ",
            MIB / 8,
        ),
        ("variables", "a=$a b=$b; ", MIB / 16),
    ] {
        let text = unit.repeat(size / unit.len());
        let before = Instant::now();
        let (done, grades) = graded(folder.path(), "long.txt", text.as_bytes());
        let took = before.elapsed();
        assert_eq!((done.code, grades.len()), (0, 1), "{what}: {}", done.err);
        assert!(took < Duration::from_secs(20), "{what} took {took:?}");
    }
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    let folder = folder();
    for name in ["huge.md", "huge.txt", "huge.jsonl", "huge.csv"] {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        file.set_len(100 << 20).unwrap();
        let before = Instant::now();
        let done = run(program(folder.path()).args(["grade", name]), b"");
        let took = before.elapsed();
        assert_eq!(done.code, 2, "{name}");
        let wanted = "larger than 8 MiB";
        assert!(done.err.contains(wanted), "{name}: {}", done.err);
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
    }
}
