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

type Edit = (&'static str, &'static str, &'static [&'static str]);

/// What is replaced in the minimal rubric, by what, and the faults that this makes.
#[rustfmt::skip]
const EDITS: &[Edit] = &[
        ("    weight: 3", "    wieght: 3", &["17:5: a criterion without 'weight'; add 'weight:'", "20:5: unknown key 'wieght' in a criterion; did you mean 'weight'?"]),
        ("    section: mandatory\n", "", &["17:5: a criterion without 'section'; add 'section:'"]),
        ("criteria:", "criterions:", &["2:1: a rubric without 'criteria'; add 'criteria:'", "16:1: unknown key 'criterions' in a rubric; did you mean 'criteria'?"]),
        ("    covers: Believing", "    colour: Believing", &["99:5: a mistake without 'covers'; add 'covers:'", "100:5: unknown key 'colour' in a mistake; known are id, covers, refutation, fact, part, about, asked, says, code, entries, omits, deduction, accepts, rejects"]),
        ("weight: 3", "weight: 3\n    weight: 4", &["21:5: the key 'weight' stands here twice; the first is in line 20"]),
        ("says: UDP", "denies: UDP", &["99:9: 'udp-untracked' has neither 'says' nor 'code'; write how a marker recognises it", "102:5: unknown key 'denies' in a mistake; known are id, covers, refutation, fact, part, about, asked, says, code, entries, omits, deduction, accepts, rejects"]),
        ("pump: What", "pumps: What", &["38:7: a hint ladder without 'pump'; add 'pump:'", "38:7: unknown key 'pumps' in a hint ladder; did you mean 'pump'?"]),
        ("- has: [", "- rules: retuns\n        has: [", &["52:16: 'rules' is 'retuns'; did you mean 'returns'?"]),
        ("not-after:", "not_after:", &["54:9: unknown key 'not_after' in an item of 'code'; did you mean 'not-after'?"]),
        ("under: ESTABLISHED, text:", "undr: ESTABLISHED, text:", &["32:11: unknown key 'undr' in an example; did you mean 'under'?"]),
        ("text: packets passed both ways", "part: 2", &["32:9: an example without 'text'; add 'text:'"]),
        ("weight: 3", "weight: heavy", &["20:13: 'weight' is 'heavy', not a number; write a number such as 3"]),
        ("weight: 3", "weight: 0", &["20:13: 'weight' is 0; write a number above 0"]),
        ("weight: 3", "weight: -1", &["20:13: 'weight' is -1; write a number above 0"]),
        ("weight: 3", "weight: .inf", &["20:13: 'weight' is '.inf', not a number; write a number such as 3"]),
        ("weight: 3", "weight: NaN", &["20:13: 'weight' is not finite; write a number such as 3"]),
        ("weight: 3", "weight: inf", &["20:13: 'weight' is not finite; write a number such as 3"]),
        ("weight: 3", "weight:", &["20:5: 'weight' is empty; write a number such as 3"]),
        ("weight: 3", "weight: [3]", &["20:13: 'weight' is a list, not a number; write a number"]),
        ("deduction: 0", "deduction: -2", &["103:16: 'deduction' is -2; write the points that it takes off, from 0"]),
        ("deduction: 0", "deduction: some", &["103:16: 'deduction' is 'some', not a number; write a number such as 3"]),
        ("id: state-established", "id: state established", &["17:9: 'id' holds ' '; use the letters a to z, digits, '-', '_' and '.'"]),
        ("id: state-established", "id:", &["17:5: 'id' is empty; write its text"]),
        ("id: rules-return", "id: state-established", &["46:9: the criterion id 'state-established' is taken; the first is in line 17"]),
        ("id: ignores-exhaustion", "id: udp-untracked", &["109:9: the mistake id 'udp-untracked' is taken; the first is in line 99"]),
        ("met: Right. The reply", "met: Right: The reply", &["42:15: not readable as YAML: mapping values are not allowed in this context; put a text that holds ': ' in quotes"]),
        ("      - reply <seen>", "      - reply: <seen>", &["26:9: an item of 'says' is a map, not a text; put a text that holds 'reply: ' in quotes"]),
        ("      - reply <seen>", "      -", &["26:8: an item of 'says' is empty; write its text"]),
        ("      - reply <seen>", "      - ''", &["26:9: an item of 'says' is empty; write its text"]),
        ("question: iptables-subj-04-conntrack", "question: iptables-subj-04-conntrack\nnetwork: { inside: eth1, outside: eth0, clients: 192.168.1.0/24, public: 203.0.113.50/24, probes: [{ id: a, sends: ping 1.2.3.4 > 1.2.3.5, shows: s, wanted: pass }] }", &[]),
        ("question: iptables-subj-04-conntrack", "question: iptables-subj-04-conntrack\nnetwork: { inside: eth1, outside: eth0, clients: 192.168.1.0/24, public: 203.0.113.50/24, probes: [{ id: a, sends: tcp 1.2.3.4 > 1.2.3.5, shows: s }] }", &["3:137: the destination has no port; write it behind the address: 203.0.113.50:22"]),
        ("question: iptables-subj-04-conntrack", "question: iptables-subj-04-conntrack\nnetwork: { inside: eth1, outside: eth0, clients: 192.168.1.0/24, public: 203.0.113.50/24, probes: [{ id: a, sends: tcp 1.2.3.4 > 1.2.3.5:1 in eth7, shows: s }] }", &["3:143: the gateway has no interface 'eth7'; write eth1 (inside) or eth0 (outside)"]),
        ("question: iptables-subj-04-conntrack", "question: iptables-subj-04-conntrack\nnetwork: { inside: eth1, outside: eth0, clients: 192.168.1.0/24, public: 203.0.113.50/24, probes: [{ id: a, sends: ping 1.2.3.4 > 1.2.3.5, shows: s, wanted: passes }] }", &["3:158: 'wanted' is 'passes'; did you mean 'pass'?"]),
        ("question: iptables-subj-04-conntrack", "question: iptables-subj-04-conntrack\nnetwork: { inside: eth1, outside: eth0, clients: 192.168.1.0/24, public: 203.0.113.50/24, probes: [{ id: a, sends: ping 1.2.3.4 > 1.2.3.5, wanted: drop }] }", &["3:100: a probe without 'shows'; add 'shows:'", "3:148: 'wanted' is 'drop'; write pass or blocked"]),
        ("question: iptables-subj-04-conntrack", "question: iptables-subj-04-conntrack\nnetwork: { inside: eth1, outside: eth0, clients: 192.168.1.0/24, public: 203.0.113.50/24, probes: [{ id: a, sends: ping 1.2.3.4 > 1.2.3.5, shows: s }, { id: a, sends: gre 1.2.3.4 > 1.2.3.5, shows: t }] }", &["3:158: the probe id 'a' is taken; the first is in line 3"]),
        ("says: UDP is not tracked", "says: []", &["99:9: 'udp-untracked' has neither 'says' nor 'code'; write how a marker recognises it", "102:11: 'says' is an empty list; add an item that starts with '- '"]),
        ("says: UDP is not tracked", "about: UDP", &["99:9: 'udp-untracked' has neither 'says' nor 'code'; write how a marker recognises it"]),
        ("omits: table-limits", "omits: table-limit", &["111:12: 'omits' names no criterion: 'table-limit'; did you mean 'table-limits'?"]),
        ("omits: table-limits", "omits: nonsense", &["111:12: 'omits' names no criterion: 'nonsense'; write the id of a criterion"]),
        ("omits: table-limits", "omits: table-limits\n    says: the table is endless", &["109:9: 'ignores-exhaustion' is said by omission and by wording; leave out 'omits', or both 'says' and 'code'"]),
        ("asked: \"1.2\"", "asked: \"1.2\"\n    entries: [2, 0, one]", &["24:18: 'entries' is '0'; write the number of an entry, from 1", "24:21: 'entries' is 'one'; write the number of an entry, from 1"]),
        ("asked: \"1.2\"", "asked: 1.0", &["23:12: 'asked' is '1.0'; write part and sub-question, such as \"2.3\", or a part, \"2\""]),
        ("asked: \"1.2\"", "asked: [1.2, one]", &["23:18: 'asked' is 'one'; write part and sub-question, such as \"2.3\", or a part, \"2\""]),
        ("accepts: [UDP is not", "accepts: UDP is not # [", &["104:14: 'accepts' is a text, not a list; start each item with '- '"]),
        ("criteria:\n", "criteria: []\nothers:\n", &["16:11: 'criteria' holds no criterion; add one that starts with '- id:'", "17:1: unknown key 'others' in a rubric; known are question, criteria, model, network, terms, subjects, vocabulary, mistakes, follow_ups"]),
        ("  table: [table,", "  table: [],\n  tables: [table,", &["14:12: not readable as YAML: while parsing a block mapping, did not find expected key; indent the keys of one map alike"]),
        ("    NEW: [NEW]", "    NEW: []", &["6:10: 'NEW' is an empty list; add an item that starts with '- '"]),
        ("    NEW: [NEW]", "    NEW: [NEW, ESTABLISHED]", &["7:19: the form 'ESTABLISHED' names 'NEW' already; keep it with one of the two"]),
        ("vocabulary:", "  entry:\n    NEW: [first]\nvocabulary:", &["10:5: the subject 'NEW' is taken; the first is in line 6"]),
        ("  seen: [seen,", "  packet: [seen,", &["11:3: the key 'packet' stands here twice; the first is in line 10", "25:19: no concept 'seen' in the vocabulary; add it to the vocabulary", "26:16: no concept 'seen' in the vocabulary; add it to the vocabulary"]),
        ("model:\n", "model: none\nrest:\n", &["115:8: 'model' is a text, not a map; write 'key: value' lines under it", "116:1: unknown key 'rest' in a rubric; known are question, criteria, model, network, terms, subjects, vocabulary, mistakes, follow_ups"]),
        ("'/^\\s*#/'", "'^\\s*#'", &["53:18: a pattern for code that is no '/regex/'; write it between slashes: '/-j\\s+DROP/'"]),
        ("'/^\\s*#/'", "'/^\\s*(#/'", &["53:24: the regex does not compile: unclosed group; write '\\(' for a parenthesis itself"]),
        ("'/^\\s*#/'", "'/é''x[/'", &["53:24: the regex does not compile: unclosed character class; write '\\[' for a bracket itself"]),
        ("'/^\\s*#/'", "\"/\\u00e9\\\\s\\\\q/\"", &["53:29: the regex does not compile: unrecognized escape sequence; write '\\\\' for a backslash itself"]),
        ("'/^\\s*#/'", "'/(\\w{500}){500}/'", &["53:20: the regex does not compile: it takes too much memory; repeat less"]),
        ("- <packet> <seen> <both", "- <packet> <sen> <both", &["25:19: no concept 'sen' in the vocabulary; did you mean <seen>?"]),
        ("- <packet> <seen> <both", "- <packet> & (é <both", &["25:20: '(' is not closed; add ')'"]),
        ("  seen: [seen,", "  seen: [<limits>, seen,", &["11:11: no concept 'limits' in the vocabulary; did you mean <limit>?"]),
        ("packet: [packet,", "packet: [packet, <table>,", &["10:3: concept 'packet' contains itself; take it out of one of its forms"]),
        ("about: ESTABLISHED", "about: ESTABLISHD", &["22:12: 'about' names no subject 'ESTABLISHD'; did you mean 'ESTABLISHED'?"]),
        ("about: ESTABLISHED", "about: new", &["22:12: 'about' names no subject 'new'; did you mean 'NEW'?"]),
        ("about: ESTABLISHED", "about: [table, <tabel>]", &["22:21: no concept 'tabel' in the vocabulary; did you mean <table>?"]),
        ("weight: 3", "weight: &w 3", &["20:13: anchors and aliases are not read; write the value out, or put a text that starts with '&' or '*' in quotes"]),
        ("weight: 3", "weight: *w", &["20:13: not readable as YAML: while parsing node, found unknown anchor; put a text that starts with this sign in quotes"]),
        ("weight: 3", "weight: !!int 3", &["20:13: tags are not read; put a text that starts with '!' in quotes"]),
        ("    weight: 3", "\tweight: 3", &["19:14: not readable as YAML: while scanning a plain scalar, found a tab; indent with spaces"]),
        ("    weight: 3", "   weight: 3", &["20:4: not readable as YAML: while parsing a block collection, did not find expected '-' indicator; indent the items of one list alike"]),
        ("met: Right. The reply", "met: \"Right. The reply", &["42:10: not readable as YAML: invalid indentation in quoted scalar; close the quotation mark"]),
        ("met: Right. The reply", "met: @Right. The reply", &["42:10: not readable as YAML: unexpected character: `@'; put a text that starts with this sign in quotes"]),
        ("met: Right. The reply", "met: \"Right\" The reply", &["42:18: not readable as YAML: invalid trailing content after double-quoted scalar; put the whole text in quotes"]),
        ("# The smallest", "[a, b]: c\n# The smallest", &["1:1: a key that is no text; put the key in quotes"]),
        ("model:\n", "model: [[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\nrest:\n", &["115:23: nested deeper than 16 levels; no rubric needs more than 6"]),
        ("  - asks: 2", "  - ask: 2", &["123:5: a follow-up without 'asks'; add 'asks:'", "123:5: unknown key 'ask' in a follow-up; did you mean 'asks'?"]),
        ("  - asks: 2", "  - asks: 0", &["123:11: 'asks' is '0'; write the number of a follow-up, from 1"]),
        ("  - asks: 2", "  - asks: second", &["123:11: 'asks' is 'second'; write the number of a follow-up, from 1"]),
        ("  - asks: 2", "  - asks:", &["123:5: 'asks' is empty; write its text"]),
        ("  - asks: 2", "  - asks: 1234", &[]),
        ("follow_ups:", "follow_ups:\n  - { asks: 2, criteria: [], model: m }", &["123:26: 'criteria' holds no criterion; add one that starts with '- id:'", "124:11: the follow-up '2' is taken; the first is in line 123"]),
        ("follow_ups:\n", "follow_ups: 2\nmore:\n", &["122:13: 'follow_ups' is a text, not a list; start each item with '- '", "123:1: unknown key 'more' in a rubric; did you mean 'model'?"]),
        ("    model: When the table", "    modle: When the table", &["123:5: a follow-up without 'model'; add 'model:'", "143:5: unknown key 'modle' in a follow-up; did you mean 'model'?"]),
        ("id: full-drops\n", "id: table-limits\n", &["127:13: the criterion id 'table-limits' is taken; the first is in line 74", "140:16: 'omits' names no criterion: 'full-drops'; write the id of a criterion"]),
        ("id: full-unasked", "id: udp-untracked", &["138:13: the mistake id 'udp-untracked' is taken; the first is in line 99"]),
        ("omits: full-drops", "omits: table-limits", &["140:16: 'omits' names no criterion: 'table-limits'; write the id of a criterion"]),
        ("omits: table-limits", "omits: full-drops", &["111:12: 'omits' names no criterion: 'full-drops'; write the id of a criterion"]),
        ("      full: [full,", "      table: [full,", &["125:7: the concept 'table' is taken; the first is in line 14", "125:7: concept 'table' contains itself; take it out of one of its forms", "130:14: no concept 'full' in the vocabulary; add it to the vocabulary"]),
        ("<table> overflows", "<tabel> overflows", &["125:22: no concept 'tabel' in the vocabulary; did you mean <table>?"]),
        ("<table> overflows", "<full> overflows", &["125:7: concept 'full' contains itself; take it out of one of its forms"]),
        ("says: UDP is not tracked", "says: <full> & UDP", &["102:12: no concept 'full' in the vocabulary; add it to the vocabulary"]),
        ("          - <full> & <packet> dropped", "          - <full> & <packt> dropped", &["130:23: no concept 'packt' in the vocabulary; did you mean <packet>?"]),
        ("        covers: What is new is dropped", "        covers: What is new is dropped\n        section: bonus", &["129:9: unknown key 'section' in a criterion of a follow-up; known are id, covers, hints, met, missing, fact, topic, recall, recall_opening, weight, about, says, denies, code, entries, accepts, rejects"]),
        ("        covers: What is new is dropped", "        weight: 0\n        covers: What is new is dropped", &["128:17: 'weight' is 0; write a number above 0"]),
        ("        covers: Not saying", "        deduction: 2\n        covers: Not saying", &["139:9: unknown key 'deduction' in a mistake of a follow-up; did you mean 'refutation'?"]),
        ("        omits: full-drops\n", "", &["138:13: 'full-unasked' has neither 'says' nor 'code'; write how a marker recognises it"]),
        ("          - <full> & <packet> dropped", "          - <full> & & dropped", &["130:22: a phrase without a word; write the words that count"]),
];

/// Whole files and their faults.
#[rustfmt::skip]
const FILES: &[(&str, &[&str])] = &[
        ("", &["1:1: the rubric is empty; a rubric starts with 'question:' and the id of its question"]),
        ("# only\n", &["1:1: the rubric is empty; a rubric starts with 'question:' and the id of its question"]),
        ("---\na: b\n---\nc: d\n", &["2:1: a rubric without 'question'; add 'question:'", "2:1: a rubric without 'criteria'; add 'criteria:'", "2:1: a rubric without 'model'; add 'model:'", "2:1: unknown key 'a' in a rubric; known are question, criteria, model, network, terms, subjects, vocabulary, mistakes, follow_ups", "3:1: a second document; keep one rubric to a file"]),
        ("text", &["1:1: a rubric is a text, not a map; write 'key: value' lines under it"]),
        ("[]", &["1:1: a rubric is a list, not a map; write 'key: value' lines under it"]),
        ("\0", &["1:1: not readable as YAML: found unprintable character; take the character out"]),
        ("a: \u{7}b", &["1:1: a rubric without 'question'; add 'question:'", "1:1: a rubric without 'criteria'; add 'criteria:'", "1:1: a rubric without 'model'; add 'model:'", "1:1: unknown key 'a' in a rubric; known are question, criteria, model, network, terms, subjects, vocabulary, mistakes, follow_ups"]),
];

#[test]
fn each_slip_is_named_with_its_place() {
    for (from, to, expected) in EDITS {
        assert_eq!(faults(from, to), expected.join("\n"), "{from:?} → {to:?}");
    }
    for (text, expected) in FILES {
        assert_eq!(faults_of(text), expected.join("\n"), "{text:?}");
    }
}

#[test]
fn what_only_looks_like_a_slip_is_none() {
    for (from, to) in [
        ("weight: 3", "weight: 0.5"),
        ("weight: 3", "weight: 1e1"),
        ("weight: 3", "weight: '3'"),
        ("deduction: 0", "deduction: 2.5"),
        ("    deduction: 0\n", ""),
        ("asked: \"1.2\"", "asked: 1.2"),
        ("asked: \"1.2\"", "asked: [1.2, 2.10]"),
        ("about: ESTABLISHED", "about: [ESTABLISHED, NEW]"),
        ("about: ESTABLISHED", "about: table"),
        ("about: ESTABLISHED", "about: \"the <table>\""),
        (
            "      - reply <seen>",
            "      - \"within 2: reply & <seen>\"",
        ),
        ("      - reply <seen>", "      - \"<table> & not <limit>\""),
        ("id: state-established", "id: State_2.established"),
        ("met: Right. The reply", "met: Right – the reply"),
        ("met: Right. The reply", "met: \"Right: the reply\" #"),
        ("pump: What", "pump: '' #"),
        ("'/^\\s*#/'", "'/[(]\\[/'"),
        ("['/^\\s*#/']", "'/a/'"),
        ("    NEW: [NEW]", "    NEW: NEW"),
        (
            "vocabulary:",
            "  entry:\n    \"1\": [first, ESTABLISHED]\nvocabulary:",
        ),
        (
            "  seen: [seen,",
            "  yes: [no, null, true, 1]\n  seen: [seen,",
        ),
        ("# The smallest", "--- # The smallest"),
        ("# The smallest", "# é漢 The smallest"),
    ] {
        assert_eq!(faults(from, to), "", "{from:?} → {to:?}");
    }
    assert_eq!(faults_of(&MINIMAL.replace('\n', "\r\n")), "");
}

#[test]
fn a_fault_inside_a_scalar_is_found_however_it_is_written() {
    for (written, line, column) in [
        ("- one <x>", 26, 14),
        ("- 'it''s a <x>'", 26, 19),
        ("- \"a\\\"b \\u00e9 c\\\\d <x>\"", 26, 28),
        ("- \"one\n          two <x>\"", 27, 16),
        ("- one\n          two <x>", 27, 16),
        ("- >\n          one\n          two <x>", 28, 16),
        ("- |\n          one\n          two <x>", 28, 16),
        ("- >-\n          é <x>", 27, 14),
        ("- é漢 <x>", 26, 13),
    ] {
        let found = faults("- reply <seen>", written);
        let expected = format!("{line}:{column}: no concept 'x' in the vocabulary");
        assert!(found.starts_with(&expected), "{written:?}: {found}");
    }
}

#[test]
fn places_hold_with_windows_line_ends_and_a_byte_order_mark() {
    let text = MINIMAL
        .replace("weight: 2", "weight: x")
        .replace("# The", "# é漢 The");
    let expected = "49:13: 'weight' is 'x', not a number; write a number such as 3";
    assert_eq!(faults_of(&text), expected);
    assert_eq!(faults_of(&text.replace('\n', "\r\n")), expected);
    assert_eq!(faults_of(&format!("\u{feff}{text}")), expected);
}

#[test]
fn a_file_of_a_thousand_slips_tells_a_hundred() {
    let text = "model: {}\nquestion: q\ncriteria:\n".to_owned() + &"- a: b\n".repeat(200);
    let Err(faults) = parse(&Source::new("r.yaml", text)) else {
        panic!("it parsed");
    };
    assert_eq!(faults.0.len(), 101);
    let last = faults.0[100].to_string();
    assert_eq!(
        last,
        "r.yaml:204:1: 1900 more faults; mend those above first"
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test that measures")]
fn a_heap_of_nonsense_is_read_in_linear_time() {
    let fill = |piece: &str| piece.repeat(300_000 / piece.len());
    let keys: String = (0..20_000).map(|n| format!("k{n}: v\n")).collect();
    let chain: String = (0..20_000)
        .map(|n| format!(" c{n}: [<c{}>]\n", n + 1))
        .collect();
    for text in [
        fill("a"),
        fill("["),
        fill("{a: "),
        fill("- "),
        fill("- a\n"),
        fill("é: "),
        fill("\"\\u00e9"),
        fill("? "),
        fill("'"),
        fill("#\n"),
        keys,
        format!("criteria: [{}]", fill("{id: a, says: <x>},")),
        format!("criteria:\n- id: a\n  says: [{}]", fill("<x>,")),
        format!("mistakes: [{}]", fill("{id: a, omits: b},")),
        format!("vocabulary:\n{chain}"),
    ] {
        let start = std::time::Instant::now();
        assert_ne!(faults_of(&text), "");
        let took = start.elapsed();
        assert!(took.as_secs() < 10, "{took:?} for {:?}", text.get(..20));
    }
}

#[test]
fn concepts_may_contain_each_other_two_thousand_deep() {
    let chain = |count: usize| {
        let concept = |n| format!("  c{n}: [<c{}>]\n", n + 1);
        let mut chain: String = (1..count).map(concept).collect();
        chain.push_str(&format!("  c{count}: [end]\n"));
        MINIMAL.replace("  packet: [", &format!("{chain}  packet: ["))
    };
    assert_eq!(faults_of(&chain(1995)), "");
    let expected = "2010:3: more than 2000 concepts; \
                    make forms of one concept of those that mean the same";
    assert_eq!(faults_of(&chain(1996)).lines().next(), Some(expected));
}
