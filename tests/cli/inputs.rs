//! What `grade` reads, and what it says of what it cannot read.

use crate::harness::{Row, check};

#[test]
fn answers_are_read_from_all_kinds_of_files() {
    let grade = |args, stdin: &'static [u8], out| Row {
        args,
        stdin,
        code: 0,
        out,
        err: &[],
    };
    check(&[
        grade(
            "grade empty.md --format jsonl",
            b"",
            &[
                "{\"id\":\"empty\",\"question\":\"iptables-subj-04-conntrack\"",
                "\"score\":0.0",
            ],
        ),
        grade(
            "grade good.txt --format jsonl",
            b"",
            &[
                "{\"id\":\"good\",",
                "\"quote\":\"the first packet of a connection\"",
            ],
        ),
        grade(
            "grade crlf.md --format jsonl",
            b"",
            &["\"start\":15,\"end\":47,\"quote\":\"the first packet of a connection\""],
        ),
        grade("grade line.txt", b"", &["line ", " 0.0 of 100"]),
        grade("grade one.jsonl --format jsonl", b"", &["\"id\":\"s1\""]),
        grade("grade bom.jsonl --format jsonl", b"", &["\"id\":\"s1\""]),
        grade("grade one.json --format jsonl", b"", &["\"id\":\"s1\""]),
        grade(
            "grade class.csv --format jsonl",
            b"",
            &["\"id\":\"s1\"", "\n{\"id\":\"s2\""],
        ),
        grade("grade parts.csv --format jsonl", b"", &["\"id\":\"s1\""]),
        grade(
            "grade - --format jsonl",
            b"NEW: the first packet of a connection",
            &["{\"id\":\"stdin\"", "the first packet of a connection\""],
        ),
        grade(
            "grade --format jsonl",
            b"",
            &["{\"id\":\"stdin\"", "\"score\":0.0"],
        ),
        grade(
            "grade - --format jsonl",
            b"\n  {\"id\":\"a\",\"text\":\"\"}\n{\"id\":\"b\",\"text\":\"\"}",
            &["{\"id\":\"a\"", "\n{\"id\":\"b\""],
        ),
        grade(
            "grade empty.md - one.json --format jsonl",
            b"[ASSURED] means nothing",
            &[
                "{\"id\":\"empty\"",
                "\n{\"id\":\"stdin\"",
                "\n{\"id\":\"s1\"",
            ],
        ),
        grade("grade -j 1 model.jsonl", b"", &["100.0 of 100"]),
    ]);
}

#[test]
fn what_cannot_be_read_is_named_with_its_place_and_the_rest_is_graded() {
    let refused = |args, out, err| Row {
        args,
        stdin: b"",
        code: 2,
        out,
        err,
    };
    check(&[
        refused(
            "grade nope.md",
            &[],
            &["conntutor: nope.md: cannot be read: No such file or directory"],
        ),
        refused(
            "grade nope.md empty.md --format jsonl",
            &["\"id\":\"empty\""],
            &["nope.md: cannot", "1 answer refused, 1 graded"],
        ),
        refused(
            "grade picture.png",
            &[],
            &[
                "picture.png: unknown kind of file; answers are read from .md, .txt, .jsonl, .json and .csv files",
            ],
        ),
        refused(
            "grade nothing",
            &[],
            &["nothing: the folder holds no answers; answers are read from"],
        ),
        refused(
            "grade - -",
            &[],
            &["<stdin>: standard input is named twice; give '-' once"],
        ),
        refused(
            "grade latin.md",
            &[],
            &["latin.md:2:4: byte 0xe9 is not UTF-8; save the text as UTF-8"],
        ),
        refused(
            "grade huge.md",
            &[],
            &["huge.md: the answer is larger than 8 MiB"],
        ),
        refused(
            "grade class.jsonl --format jsonl",
            &["\"id\":\"s1\"", "\n{\"id\":\"3\""],
            &[
                "class.jsonl:3:19: expected value",
                "1 answer refused, 2 graded",
            ],
        ),
        refused(
            "grade bytes.jsonl --format jsonl",
            &["\"id\":\"s2\""],
            &["bytes.jsonl:1:20: byte 0xff is not UTF-8"],
        ),
        refused(
            "grade large.jsonl --format jsonl",
            &["\"id\":\"s2\""],
            &["large.jsonl:1: the line is larger than 8 MiB"],
        ),
        refused(
            "grade large.json --format jsonl",
            &["\"id\":\"s2\""],
            &["large.json:1:2: the answer is larger than 8 MiB"],
        ),
        refused(
            "grade large.csv --format jsonl",
            &["\"id\":\"s1\""],
            &[
                "large.csv",
                "a row is larger than 8 MiB; look for a quote that is not closed",
            ],
        ),
        refused(
            "grade list.json --format jsonl",
            &["\"id\":\"s1\"", "\n{\"id\":\"s2\""],
            &[
                "list.json:3:3: answer '7' has no text; write \"text\": \"…\" or \"parts\": {\"1\": \"…\"}",
                "list.json:4:3: expected value",
                "2 answers refused, 2 graded",
            ],
        ),
        refused(
            "grade cut.json --format jsonl",
            &["\"id\":\"s1\""],
            &["cut.json:1:28: the file ends in the middle of this answer"],
        ),
        refused("grade none.json", &[], &["conntutor: no answer found"]),
        refused(
            "grade ragged.csv --format jsonl",
            &["\"id\":\"s2\""],
            &[
                "ragged.csv:2: the row has 1 cells where the header has 2",
                "ragged.csv:4: the row has no id",
                "ragged.csv:5: column 2 is not UTF-8; export the table as \"CSV UTF-8\"",
            ],
        ),
        refused(
            "grade noid.csv",
            &[],
            &[
                "noid.csv:1: the table has no column 'id'; the first row names the columns: id,text or id,part1,part2,part3",
            ],
        ),
        refused(
            "grade notext.csv",
            &[],
            &["notext.csv:1: the table has no column 'text' and no part column"],
        ),
        refused(
            "grade both.csv",
            &[],
            &["both.csv:1: the table has both a column 'text' and part columns"],
        ),
    ]);
}

#[test]
fn a_malformed_answer_says_what_is_wrong_with_it() {
    let line = |stdin, err| Row {
        args: "grade -",
        stdin,
        code: 2,
        out: &[],
        err,
    };
    check(&[
        line(
            b"{\"text\":\"\"}",
            &["<stdin>:1:1: the answer has no id; write {\"id\": \"…\", \"text\": \"…\"}"],
        ),
        line(
            b"{\"id\":\" \",\"text\":\"\"}",
            &["<stdin>:1:1: the answer has no id"],
        ),
        line(b"{\"id\":\"a\"}", &["<stdin>:1:1: answer 'a' has no text"]),
        line(
            b"{\"id\":\"a\",\"text\":\"\",\"parts\":{}}",
            &["answer 'a' has both text and parts; give one of them"],
        ),
        line(
            b"{\"id\":\"a\",\"text\":5}",
            &["<stdin>:1:18: invalid type: integer `5`, expected a string"],
        ),
        line(
            b"{\"id\":true,\"text\":\"\"}",
            &["expected an id, a string or a whole number"],
        ),
        line(
            b"{\"id\":\"a\",\"parts\":[\"x\"]}",
            &["expected parts such as {\"1\": \"…\", \"2\": \"…\"}"],
        ),
        line(
            b"{\"id\":\"a\",\"parts\":{\"1\":\"x\",\"1\":\"y\"}}",
            &["part '1' is given twice"],
        ),
        line(
            b"{\"id\":\"a\"",
            &["<stdin>:1:9: EOF while parsing an object"],
        ),
        line(
            "{\"id\":\"é\u{202e}\",\"text\":x}".as_bytes(),
            &["<stdin>:1:19: expected value"],
        ),
        line(
            b"{\"id\":\"a\x1b[2J\"}",
            &["control character (\\u0000-\\u001F) found while parsing a string"],
        ),
    ]);
}

#[test]
fn folders_are_read_one_level_deep_in_order() {
    check(&[Row {
        args: "grade answers --format jsonl",
        stdin: b"",
        code: 0,
        out: &[
            "{\"id\":\"a\"",
            "\n{\"id\":\"b\"",
            "\n{\"id\":\"carol/essay\"",
        ],
        err: &[
            "answers/notes.png: skipped: holds no answer",
            "answers/carol/deep: skipped: folders are read one level deep",
        ],
    }]);
}
