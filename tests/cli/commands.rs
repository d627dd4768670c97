//! The other commands: what they print, and what they say of bad arguments.

use crate::harness::{Row, check, folder, run_in};
use serde_json::Value;

fn row(args: &'static str, out: &'static [&'static str]) -> Row {
    Row {
        args,
        stdin: b"",
        code: 0,
        out,
        err: &[],
    }
}

fn refused(args: &'static str, err: &'static [&'static str]) -> Row {
    Row {
        args,
        stdin: b"",
        code: 2,
        out: &[],
        err,
    }
}

#[test]
fn commands_print_what_they_promise() {
    check(&[
        row(
            "--help",
            &[
                "Usage: conntutor",
                "Examples:",
                "Exit codes:\n  0  done\n  1  findings",
                "practice",
                "evaluate",
                "Practice options, no command needed:\n      --plain",
            ],
        ),
        row("practice --help", &["[QUESTION]", "Options:", "--plain"]),
        row("--version", &["conntutor 0."]),
        row(
            "grade --help",
            &[
                "conntutor grade answers/ --format jsonl",
                "Answers:\n  NAME.md",
            ],
        ),
        row(
            "show",
            &[
                "Connection Tracking and Stateful Filtering\n",
                "Part 1: Conceptual Understanding",
                "[ASSURED]",
                "Part 3: Firewall Rules",
            ],
        ),
        row(
            "show --part 2",
            &["Part 2: Practical Analysis\n\nGiven these conntrack entries:\n"],
        ),
        row(
            "show --json --part 3",
            &["\"id\": \"3\"", "Uses connection tracking for efficiency"],
        ),
        row(
            "show --rubric",
            &[
                "Mandatory (60 %)",
                "definition",
                " 12.0  part 1  Definition: Conntrack maintains",
                "Common mistakes",
            ],
        ),
        row(
            "show --rubric --json",
            &["\"id\": \"state-new\"", "\"points\": 3.0"],
        ),
        row(
            "entries --help",
            &["conntrack -L -p udp | conntutor entries"],
        ),
        row("completions bash", &["_conntutor()"]),
        row("completions zsh", &["#compdef conntutor"]),
        row("man", &[".TH conntutor 1"]),
        row("man", &["\\-\\-plain"]),
        row("completions fish", &["-l plain -d"]),
        row("man grade", &[".TH conntutor-grade 1", "fail"]),
        row("check", &["<shipped>/rubrics/conntrack.yaml: no findings"]),
        row("check --format json", &["[]"]),
        row(
            "check --explain few-examples",
            &["less than three accepted"],
        ),
    ]);
}

#[test]
fn the_question_is_shown_without_its_answer() {
    let folder = folder();
    for args in ["show", "show --json", "show --part 1"] {
        let shown = run_in(folder.path(), args).out;
        assert!(!shown.contains("maintains state table"), "{args}: {shown}");
    }
    let json: Value = serde_json::from_str(&run_in(folder.path(), "show --json").out).unwrap();
    assert_eq!(json["id"], "iptables-subj-04-conntrack");
    assert_eq!(json["parts"].as_array().unwrap().len(), 3);
}

#[test]
fn bad_arguments_and_files_are_named() {
    check(&[
        refused("gade", &["unrecognized subcommand 'gade'", "'grade'"]),
        refused(
            "--plain grade x.md",
            &[
                "'--plain' stands before 'grade'",
                "it belongs to 'practice' and 'review'",
            ],
        ),
        refused(
            "--color never --state-dir there practice",
            &["write it behind the command: conntutor practice --state-dir"],
        ),
        refused(
            "--plain --ascii",
            &["'--plain' cannot be used with '--ascii'"],
        ),
        refused(
            "grade x.md --format yaml",
            &["invalid value 'yaml'", "text, json, jsonl"],
        ),
        refused(
            "grade x.md --fail-under 101",
            &["a score is a number from 0 to 100"],
        ),
        refused("grade x.md --width 20", &["20 is not in 40..=400"]),
        refused("grade x.md -j 0", &["0 is not in 1..=1024"]),
        refused("evaluate", &["<MARKED.jsonl>"]),
        refused(
            "show --part 9",
            &["the question has no part '9'; its parts are 1, 2, 3"],
        ),
        refused(
            "man nope",
            &["there is no command 'nope'; see conntutor --help"],
        ),
        refused("completions nope", &["invalid value 'nope'"]),
        refused(
            "check --explain nope",
            &["no finding is called 'nope'; there are "],
        ),
        refused(
            "show nope.md",
            &["conntutor: nope.md: cannot be read: No such file"],
        ),
        refused(
            "show huge.md",
            &[
                "huge.md: the file is larger than 1 MiB; a question or a rubric is a few pages of text",
            ],
        ),
        refused("show answers", &["answers: cannot be read: Is a directory"]),
        refused("show latin.md", &["latin.md:2:4"]),
        refused(
            "grade empty.md --question lone.md",
            &[
                "no rubric for lone.md: looked for ../rubrics/lone.yaml, ../rubrics/lone.yml, lone.yaml, lone.yml; give it with --rubric",
            ],
        ),
        refused(
            "grade empty.md --rubric nope.yaml",
            &["nope.yaml: cannot be read"],
        ),
        refused(
            "grade empty.md --rubric latin.md",
            &["latin.md:2:4: byte 0xe9 is not UTF-8"],
        ),
        refused(
            "grade empty.md --question broken/questions/x.md",
            &[
                "faults\nbroken/questions/x.md:1:1: no front matter",
                "broken/rubrics/x.yaml:2:1: unknown key 'wieght'",
                "\n  | wieght: 3\n  | ^",
            ],
        ),
        refused(
            "check broken/questions",
            &[
                "broken/questions/x.md:1:1: no front matter",
                "broken/rubrics/x.yaml:2:1: unknown key",
            ],
        ),
        refused(
            "check broken/rubrics/x.yaml",
            &["broken/questions/x.md:1:1: no front matter"],
        ),
        refused(
            "check nothing",
            &["nothing: the folder holds no question and no rubric"],
        ),
        refused(
            "check picture.png",
            &["picture.png: neither a question nor a rubric; give a question .md"],
        ),
        refused("check nope", &["nope: neither a question nor a rubric"]),
        refused("check nope.yaml", &["nope.yaml: cannot be read"]),
    ]);
}

#[test]
fn a_rubric_for_another_question_is_refused_by_grade_and_found_by_check() {
    let folder = folder();
    let shipped = include_str!("../../rubrics/conntrack.yaml");
    let other = shipped.replacen(
        "question: iptables-subj-04-conntrack",
        "question: another",
        1,
    );
    assert_ne!(other, shipped);
    std::fs::write(folder.path().join("other.yaml"), other).unwrap();
    let graded = run_in(folder.path(), "grade empty.md --rubric other.yaml");
    let wanted = "conntutor: the rubric marks the question 'another', but the question is 'iptables-subj-04-conntrack'\n";
    assert_eq!((graded.code, graded.err.as_str()), (2, wanted));
    let checked = run_in(folder.path(), "check other.yaml");
    assert_eq!(checked.code, 1, "{}{}", checked.out, checked.err);
    assert!(checked.out.contains("[wrong-question]"), "{}", checked.out);
}

#[test]
fn evaluate_sets_the_grader_beside_the_human() {
    check(&[
        row(
            "evaluate marked.jsonl",
            &[
                "answers: criteria",
                "criteria pooled",
                "statements: criteria",
                "statements: mistakes",
                "0 of 1 answers ask for review (0.0 %); criteria wrong there -, elsewhere 0.500\n",
            ],
        ),
        row(
            "evaluate marked.jsonl --list",
            &[
                "m1 state-new: human met, grader missing",
                "m1 udp-untracked: human made, grader not flagged",
                "m3 udp-untracked: human made, grader not flagged\n    text: a dog",
            ],
        ),
        row(
            "evaluate marked.jsonl --list --format json",
            &[
                "\"statements\"",
                "\"human_only\": 1",
                "\"unreviewed\": {\n      \"answers\": 1,\n      \"decisions\": 2,\n      \"wrong\": 1,\n      \"error_rate\": 0.5\n",
                "\"criterion\": \"state-new\"",
            ],
        ),
        refused(
            "evaluate mismarked.jsonl",
            &[
                "mismarked.jsonl:1: the rubric has no criterion 'nope'",
                "mismarked.jsonl:2:45: invalid value: integer `2`, expected 1 or 0, true or false",
                "mismarked.jsonl:3:1: the line has no marks; write \"labels\"",
                "mismarked.jsonl:4:1: the line has no 'credit'; write \"credit\": true or false",
                "mismarked.jsonl:5: the rubric has no mistake 'nope'",
            ],
        ),
        refused("evaluate nope.jsonl", &["nope.jsonl: cannot be read"]),
        refused("evaluate empty.md", &["empty.md holds no marked answer"]),
        Row {
            args: "evaluate -",
            stdin: b"{\"id\":1,\"text\":\"\",\"labels\":{\"definition\":0}}",
            code: 0,
            out: &["definition "],
            err: &[],
        },
    ]);
}
