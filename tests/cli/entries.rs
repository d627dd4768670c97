//! `entries`: the question's own entries as they are explained, the keys of the contract, and lines that are refused.

use crate::harness::{Row, check, folder, program, run, run_in};
use serde_json::Value;

const QUESTION: &str = include_str!("../../questions/conntrack.md");
const GOOD: &str = "udp 17 29 src=10.0.0.1 dst=8.8.8.8 sport=1 dport=53 [UNREPLIED] \
                    src=8.8.8.8 dst=10.0.0.1 sport=53 dport=1 mark=0 use=1\n";

fn row(args: &'static str, stdin: &'static [u8], code: i32) -> Row {
    Row {
        args,
        stdin,
        code,
        out: &[],
        err: &[],
    }
}

#[test]
fn the_entries_of_the_question_are_explained() {
    let folder = folder();
    let out = run(
        program(folder.path()).args(["entries", "-"]),
        QUESTION.as_bytes(),
    )
    .out;
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("entries", out);
    });
    let longest = out.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(80), "{longest:?}: {out}");
    let args = ["entries", "-", "--color", "always"];
    let painted = run(program(folder.path()).args(args), QUESTION.as_bytes()).out;
    assert!(
        painted.contains("\u{1b}[33m≠  dst   203.0.113.50"),
        "{painted}"
    );
}

#[test]
fn a_line_that_no_kernel_prints_is_reported_and_the_others_are_explained() {
    check(&[
        Row {
            out: &["1. udp 29 s [UNREPLIED] (line 2)", "original direction NEW"],
            ..row("entries", b"$ conntrack -L\nudp 17 29 src=1.1.1.1 dst=2.2.2.2 sport=1 dport=2 [UNREPLIED] src=2.2.2.2 dst=1.1.1.1 sport=2 dport=1", 0)
        },
        Row {
            out: &["1. udp 29 s"],
            err: &["conntutor: <stdin>:1:1: expected a protocol, found 'upd'; did you mean 'udp'?\n  | upd 17"],
            ..row("entries -", b"upd 17 29 src=1.1.1.1\nudp 17 29 src=1.1.1.1 dst=2.2.2.2 sport=1 dport=2 src=2.2.2.2 dst=1.1.1.1 sport=2 dport=1", 2)
        },
        Row {
            out: &["{\"error\":\"expected a protocol, found 'hello'\",\"column\":1,\"mend\":", "\"line\":1}\n"],
            err: &["<stdin>:1:1: expected a protocol, found 'hello'"],
            ..row("entries --format jsonl", b"hello\n", 2)
        },
        Row {
            out: &["\"protocol\":\"tcp\"", "\"nat\":null", "\"error\":\"expected an address, found '1.2'\",\"column\":11,"],
            err: &["1:11"],
            ..row("entries --format jsonl", b"tcp 6 src=1.2 dst=2.2.2.2 sport=1 dport=2 src=2.2.2.2 dst=1.2 sport=2 dport=1", 2)
        },
        Row {
            err: &["<stdin> holds no conntrack entry"],
            ..row("entries", b"", 2)
        },
        Row {
            out: &["[]\n"],
            err: &["<stdin> holds no conntrack entry"],
            ..row("entries --format json", b"```\niptables -L\n```\n", 2)
        },
        Row {
            err: &["byte 0xe9 is not UTF-8"],
            ..row("entries latin.md", b"", 2)
        },
        Row {
            err: &["absent.txt: cannot be read"],
            ..row("entries absent.txt", b"", 2)
        },
    ]);
}

#[test]
fn an_entry_has_the_keys_of_the_contract() {
    let folder = folder();
    let of = |format: &str| {
        let input = format!("{QUESTION}\n```\n{GOOD}```\n");
        let args = ["entries", "--format", format];
        run(program(folder.path()).args(args), input.as_bytes()).out
    };
    let lines: Vec<Value> = of("jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let array: Vec<Value> = serde_json::from_str(&of("json")).unwrap();
    assert_eq!(lines, array);
    let found: Vec<[&Value; 4]> = lines
        .iter()
        .map(|entry| ["protocol", "state", "nat", "timeout"].map(|key| &entry[key]))
        .collect();
    let wanted = serde_json::json!([
        ["tcp", "ESTABLISHED", "snat", 299],
        ["tcp", "SYN_SENT", "snat", 5],
        ["udp", null, "none", 25],
        ["udp", null, "none", 29],
    ]);
    assert_eq!(serde_json::to_value(found).unwrap(), wanted);
    let first = &lines[0];
    assert_eq!(
        first["reply"],
        serde_json::json!({"src": "8.8.8.8", "dst": "203.0.113.50", "sport": 53, "dport": 12001})
    );
    assert_eq!(first["changed"], serde_json::json!(["src", "sport"]));
    assert_eq!(first["flags"], serde_json::json!(["ASSURED"]));
    assert!(
        first["explanation"]
            .as_str()
            .unwrap()
            .contains("SNAT: 192.168.1.10:51234 goes out")
    );
    assert_eq!(
        lines[3]["next"],
        serde_json::json!({"original": "NEW", "reply": "ESTABLISHED"})
    );
    assert_eq!(lines[3]["unread"], serde_json::json!([]));
    assert_eq!(
        lines[3]["fields"],
        serde_json::json!({"mark": "0", "use": "1"})
    );
}

#[test]
fn long_addresses_stand_below_each_other_and_nothing_steers_the_terminal() {
    let folder = folder();
    let long = "2001:db8:1111:2222:3333:4444:5555:6666";
    let line = format!(
        "udp 17 9 src={long} dst={long} sport=1 dport=2 src={long} dst={long} sport=2 dport=1 helper=\u{1b}[2J\u{202e}\n"
    );
    std::fs::write(folder.path().join("long.txt"), line).unwrap();
    let out = run_in(folder.path(), "entries long.txt").out;
    assert!(
        out.contains(&format!("   src   {long}\n    =  dst   {long}\n")),
        "{out}"
    );
    assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out:?}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}
