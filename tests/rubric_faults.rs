//! Every fault of a rubric file: its exact message, and a near miss that is no fault.

use conntutor::rubric::parse;
use conntutor::source::Source;
use std::fmt::Write;

const MINIMAL: &str = include_str!("data/rubrics/minimal.yaml");

/// The faults of the minimal rubric after an edit, one a line, without the file's name.
fn faults(from: &str, to: &str) -> String {
    assert!(MINIMAL.contains(from), "no '{from}' in minimal.yaml");
    faults_of(&MINIMAL.replacen(from, to, 1))
}

fn faults_of(text: &str) -> String {
    match parse(&Source::new("r.yaml", text)) {
        Ok(_) => String::new(),
        Err(faults) => faults.0.iter().fold(String::new(), |mut all, fault| {
            let fault = fault.to_string();
            let fault = fault.strip_prefix("r.yaml:").unwrap_or(&fault);
            let _ = write!(all, "{}{fault}", if all.is_empty() { "" } else { "\n" });
            all
        }),
    }
}

#[test]
fn each_slip_is_named_with_its_place() {
    let rows = [
        // keys
        ("    weight: 3", "    wieght: 3"),
        ("    section: mandatory\n", ""),
        ("criteria:", "criterions:"),
        ("    covers: Believing", "    colour: Believing"),
        ("weight: 3", "weight: 3\n    weight: 4"),
        ("says: UDP", "denies: UDP"),
        ("pump: What", "pumps: What"),
        ("not-after:", "not_after:"),
        ("under: ESTABLISHED, text:", "undr: ESTABLISHED, text:"),
        ("text: packets passed both ways", "part: 2"),
        // values
        ("weight: 3", "weight: heavy"),
        ("weight: 3", "weight: 0"),
        ("weight: 3", "weight: -1"),
        ("weight: 3", "weight: .inf"),
        ("weight: 3", "weight: NaN"),
        ("weight: 3", "weight: inf"),
        ("weight: 3", "weight:"),
        ("weight: 3", "weight: [3]"),
        ("deduction: 0", "deduction: -2"),
        ("deduction: 0", "deduction: some"),
        ("id: state-established", "id: state established"),
        ("id: state-established", "id:"),
        ("id: rules-return", "id: state-established"),
        ("id: ignores-exhaustion", "id: udp-untracked"),
        ("met: Right. The reply", "met: Right: The reply"),
        ("      - reply <seen>", "      - reply: <seen>"),
        ("      - reply <seen>", "      -"),
        ("      - reply <seen>", "      - ''"),
        ("says: UDP is not tracked", "says: []"),
        ("says: UDP is not tracked", "about: UDP"),
        ("omits: table-limits", "omits: table-limit"),
        ("omits: table-limits", "omits: nonsense"),
        (
            "omits: table-limits",
            "omits: table-limits\n    says: the table is endless",
        ),
        ("asked: \"1.2\"", "asked: 1"),
        ("asked: \"1.2\"", "asked: 1.0"),
        ("asked: \"1.2\"", "asked: [1.2, one]"),
        ("accepts: [UDP is not", "accepts: UDP is not # ["),
        ("criteria:\n", "criteria: []\nothers:\n"),
        ("  table: [table,", "  table: [],\n  tables: [table,"),
        ("    NEW: [NEW]", "    NEW: []"),
        ("    NEW: [NEW]", "    NEW: [NEW, ESTABLISHED]"),
        ("vocabulary:", "  entry:\n    NEW: [first]\nvocabulary:"),
        ("  seen: [seen,", "  packet: [seen,"),
        ("model:\n", "model: none\nrest:\n"),
        // regexes
        ("'/^\\s*#/'", "'^\\s*#'"),
        ("'/^\\s*#/'", "'/^\\s*(#/'"),
        ("'/^\\s*#/'", "'/é''x[/'"),
        ("'/^\\s*#/'", "\"/\\u00e9\\\\s\\\\q/\""),
        ("'/^\\s*#/'", "'/(\\w{500}){500}/'"),
        // YAML
        ("weight: 3", "weight: &w 3"),
        ("weight: 3", "weight: *w"),
        ("weight: 3", "weight: !!int 3"),
        ("    weight: 3", "\tweight: 3"),
        ("    weight: 3", "   weight: 3"),
        ("met: Right. The reply", "met: \"Right. The reply"),
        ("met: Right. The reply", "met: @Right. The reply"),
        ("met: Right. The reply", "met: \"Right\" The reply"),
        ("# The smallest", "[a, b]: c\n# The smallest"),
        (
            "model:\n",
            "model: [[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\nrest:\n",
        ),
    ];
    for (from, to) in rows {
        println!("{from:?} -> {to:?}\n{}\n", faults(from, to));
    }
    for text in [
        "",
        "# only\n",
        "---\na: b\n---\nc: d\n",
        "text",
        "[]",
        "\0",
        "a: \u{7}b",
    ] {
        println!("{text:?}\n{}\n", faults_of(text));
    }
}
