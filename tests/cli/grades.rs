//! What `grade` writes in each format, and its exit codes.

use crate::harness::{Row, check, folder, program, run, run_in};
use serde_json::Value;

#[test]
fn the_text_report_shows_why() {
    let row = |args, code, out, err| Row {
        args,
        stdin: b"",
        code,
        out,
        err,
    };
    check(&[
        row(
            "grade good.md",
            0,
            &[
                "good ",
                " of 100\nmandatory  ",
                "  [x] state-new ",
                "\"the first packet of a connection\"\n",
                "  [ ] state-invalid ",
                "what to try next\n  +12.0  definition: ",
            ],
            &[],
        ),
        row(
            "grade empty.md one.json",
            0,
            &[
                "────",
                "2 answers: mean 0.0, median 0.0, lowest 0.0, highest 0.0",
                "met by\n",
                "mistakes made by\n  ignores-exhaustion",
            ],
            &[],
        ),
        row(
            "grade model.jsonl --fail-under 50",
            0,
            &["100.0 of 100"],
            &[],
        ),
        row(
            "grade empty.md --fail-under 50",
            1,
            &["0.0 of 100"],
            &["conntutor: 1 of 1 answer below 50\n"],
        ),
        row(
            "grade empty.md model.jsonl --fail-under 50 --format jsonl",
            1,
            &["\"model\""],
            &["1 of 2 answers below 50"],
        ),
        row(
            "grade empty.md nope.md --fail-under 50",
            2,
            &["0.0 of 100"],
            &["nope.md: cannot be read"],
        ),
    ]);
}

#[test]
fn lines_keep_to_the_width_and_steer_no_terminal() {
    let folder = folder();
    for width in [40, 80, 120] {
        let done = run_in(
            folder.path(),
            &format!("grade good.md controls.md --width {width}"),
        );
        let longest = done.out.lines().map(|line| line.chars().count()).max();
        assert!(
            longest <= Some(width),
            "{longest:?} in {width}: {}",
            done.out
        );
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!done.out.contains(steers), "{:?}", done.out);
        assert!(done.out.contains("\u{FFFD}[31mred"), "{}", done.out);
    }
}

#[test]
fn json_keeps_the_contract() {
    let folder = folder();
    let one: Value =
        serde_json::from_str(&run_in(folder.path(), "grade good.md --format json").out).unwrap();
    let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
    for key in [
        "id", "question", "rubric", "score", "max", "sections", "criteria", "mistakes", "review",
    ] {
        assert!(keys.iter().any(|k| *k == key), "no {key} in {keys:?}");
    }
    let of = |list: &str, id: &str| {
        let found = one[list]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["id"] == id);
        found.unwrap_or_else(|| panic!("no {id}")).clone()
    };
    assert_eq!(
        of("sections", "mandatory"),
        serde_json::json!({"id": "mandatory", "points": 3.0, "max": 60.0})
    );
    let new = of("criteria", "state-new");
    assert_eq!(
        (&new["outcome"], &new["met"], &new["points"]),
        (&"met".into(), &true.into(), &3.0.into())
    );
    let evidence = &new["evidence"][0];
    let text = "NEW: the first packet of a connection.\n";
    let span =
        evidence["start"].as_u64().unwrap() as usize..evidence["end"].as_u64().unwrap() as usize;
    assert_eq!(evidence["quote"], text[span]);
    assert_eq!(
        of("mistakes", "ignores-exhaustion")["evidence"],
        serde_json::json!([])
    );

    let several = run_in(
        folder.path(),
        "grade good.md empty.md one.json --format json",
    )
    .out;
    let several: Value = serde_json::from_str(&several).unwrap();
    let ids: Vec<&Value> = several
        .as_array()
        .unwrap()
        .iter()
        .map(|grade| &grade["id"])
        .collect();
    assert_eq!(ids, ["good", "empty", "s1"]);
}

#[test]
fn many_answers_come_out_in_their_order() {
    let folder = folder();
    let lines: String = (0..1000)
        .map(|n| format!("{{\"id\":\"s{n}\",\"text\":\"\"}}\n"))
        .collect();
    let done = run(
        program(folder.path()).args(["grade", "-", "--format", "jsonl"]),
        lines.as_bytes(),
    );
    let ids: Vec<String> = done
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(ids, (0..1000).map(|n| format!("s{n}")).collect::<Vec<_>>());
}

#[test]
fn colour_is_used_where_it_is_asked_for_alone() {
    let folder = folder();
    type Variables = &'static [(&'static str, &'static str)];
    let rows: [(&str, Variables, bool); 6] = [
        ("auto", &[], false),
        ("always", &[], true),
        ("always", &[("NO_COLOR", "1")], true),
        ("auto", &[("CLICOLOR_FORCE", "1")], true),
        ("never", &[("CLICOLOR_FORCE", "1")], false),
        ("auto", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ];
    for (when, variables, coloured) in rows {
        let mut command = program(folder.path());
        command
            .args(["grade", "good.md", "--color", when])
            .envs(variables.iter().copied());
        let done = run(&mut command, b"");
        assert_eq!(
            done.out.contains('\u{1b}'),
            coloured,
            "--color {when}, {variables:?}"
        );
    }
}
