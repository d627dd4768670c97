//! The self-check: each finding in a table with its exact message, beside a rubric that has none.

#![expect(clippy::panic, reason = "a helper of tests")]

use conntutor::check::{Code, Finding, Severity, check};
use conntutor::grading::Grader;
use conntutor::question::{self, Question};
use conntutor::rubric::parse;
use conntutor::source::Source;
use proptest::prelude::{ProptestConfig, any, proptest};
use std::sync::Arc;

const RUBRIC: &str = include_str!("data/rubrics/doors.yaml");
const QUESTION: &str = include_str!("data/rubrics/doors.md");

fn question() -> Question {
    let question = question::parse(Source::new("doors.md", QUESTION));
    question.unwrap_or_else(|faults| panic!("{faults}"))
}

fn findings_of(rubric: &str) -> Vec<Finding> {
    let rubric = parse(&Source::new("doors.yaml", rubric));
    let rubric = rubric.unwrap_or_else(|faults| panic!("{faults}"));
    check(&Grader::new(Arc::new(question()), Arc::new(rubric)))
}

/// The findings after an edit of the good rubric, each with its code.
fn findings(edits: &[(&str, &str)]) -> Vec<String> {
    let mut text = RUBRIC.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "no {from:?} in doors.yaml");
        text = text.replacen(from, to, 1);
    }
    let findings = findings_of(&text);
    let told = findings
        .iter()
        .map(|found| format!("{} {found}", found.code));
    told.collect()
}

/// Edits of the good rubric, and the findings that they make.
type Row = (
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (&[("question: doors-01", "question: doors-1")], &["wrong-question doors.yaml:1:11: the rubric is for the question 'doors-1'; write 'question: doors-01'"]),
    (&[("covers: The list is limited", "covers: The list is limitless")], &["unknown-component doors.yaml:88:13: no component reads 'The list is limitless'; did you mean 'The list is limited'?", "uncovered-component doors.md:29:1: no criterion covers 'The list is limited'; add a criterion with this 'covers'"]),
    (&[("covers: The list is limited", "covers: Something else altogether")], &["unknown-component doors.yaml:88:13: no component reads 'Something else altogether'; copy a bullet of the question", "uncovered-component doors.md:29:1: no criterion covers 'The list is limited'; add a criterion with this 'covers'"]),
    (&[("covers: Believing the list is endless", "covers: Believing the list ends")], &["unknown-mistake doors.yaml:115:13: no common mistake reads 'Believing the list ends'; did you mean 'Believing the list is endless'?", "uncovered-mistake doors.md:32:1: no mistake covers 'Believing the list is endless'; add a mistake with this 'covers'"]),
    (&[("covers: Forgetting the limit", "covers: Writing too little")], &["unknown-mistake doors.yaml:130:13: no common mistake reads 'Writing too little'; copy a bullet of the question", "uncovered-mistake doors.md:33:1: no mistake covers 'Forgetting the limit'; add a mistake with this 'covers'"]),
    (&[("section: bonus", "section: bonuss")], &["unknown-section doors.yaml:89:14: the question has no section 'bonuss'; did you mean 'bonus'?", "empty-section doors.md:28:1: the 40 points of 'bonus' can be had by no criterion; add criteria with 'section: bonus'"]),
    (&[("section: bonus", "section: extra")], &["unknown-section doors.yaml:89:14: the question has no section 'extra'; its sections are mandatory and bonus", "empty-section doors.md:28:1: the 40 points of 'bonus' can be had by no criterion; add criteria with 'section: bonus'"]),
    (&[("section: bonus", "section: mandatory")], &["other-section doors.yaml:89:14: 'limits' counts for 'mandatory', its component for 'bonus'; write 'section: bonus'", "empty-section doors.md:28:1: the 40 points of 'bonus' can be had by no criterion; add criteria with 'section: bonus'"]),
    (&[("part: 1\n    about: list", "part: 7\n    about: list")], &["unknown-part doors.yaml:91:11: the question has no part '7'; its parts are 1 and 2"]),
    (&[("asked: 1.2", "asked: 1.3")], &["unknown-sub-question doors.yaml:93:12: part 1 has no sub-question 3; it has 1.1 and 1.2"]),
    (&[("asked: 1.2", "asked: [1.2, 2.1]")], &["unknown-sub-question doors.yaml:93:18: part 2 has no sub-question 1; take 'asked' out"]),
    (&[("asked: 1.2", "asked: 1.2\n    entries: [1, 7]")], &["unknown-entry doors.yaml:94:15: the question has no conntrack entry 1; it has 0", "unknown-entry doors.yaml:94:18: the question has no conntrack entry 7; it has 0"]),
    (&[("asked: 1.2", "asked: 4.1")], &["unknown-part doors.yaml:93:12: the question has no part '4'; its parts are 1 and 2"]),
    (&[("{ under: \"NEW:\", text:", "{ part: 3, under: \"NEW:\", text:")], &["unknown-part doors.yaml:49:9: the question has no part '3'; its parts are 1 and 2"]),
    (&[("\n  2: Write", "\n  9: Write")], &["unknown-part doors.yaml:139:3: the question has no part '9'; its parts are 1 and 2"]),
    (&[("      - he stores each guest\n", "")], &["few-examples doors.yaml:15:5: 'memory' has too few examples: 2 accepted, 3 rejected; write 3 of each at least"]),
    (&[("      - he stores each guest\n", ""), ("      - visitors\n", "")], &["few-examples doors.yaml:15:5: 'memory' has too few examples: 2 accepted, 2 rejected; write 3 of each at least"]),
    (&[("      - the list never ends\n", "")], &["few-examples doors.yaml:114:5: 'endless' has too few examples: 2 accepted, 3 rejected; write 3 of each at least"]),
    (&[("- he stores each guest", "- he likes each guest")], &["wrong-example doors.yaml:24:9: 'he likes each guest' does not meet 'memory'; add a wording that reaches it, or move it to 'rejects'"]),
    (&[("- he stores each guest", "- he does not store each guest")], &["wrong-example doors.yaml:24:9: 'he does not store each guest' does not meet 'memory': it is said the other way round; add a wording that reaches it, or move it to 'rejects'"]),
    (&[("- he does not remember visitors", "- he does remember visitors")], &["wrong-example doors.yaml:27:9: 'he does remember visitors' meets 'memory' by the wording '<remember> ... <visitor>'; narrow what reaches it, or move it to 'accepts'"]),
    (&[("- NEW is the first visit", "- OLD is the first visit")], &["wrong-example doors.yaml:47:9: 'OLD is the first visit' does not meet 'state-new': it is said about something else; add a wording that reaches it, or move it to 'rejects'"]),
    (&[("- the list never ends", "- the list has an end")], &["wrong-example doors.yaml:120:9: 'the list has an end' is not flagged as 'endless'; add a wording that reaches it, or move it to 'rejects'"]),
    (&[("- the list has a limit, it is not endless", "- the list is endless")], &["wrong-example doors.yaml:123:9: 'the list is endless' is flagged as 'endless' by the wording '<list> ... (endless | never ends)'; narrow what reaches it, or move it to 'accepts'"]),
    (&[("    The list is limited to forty lines.\n  2", "    The list has lines.\n  2")], &["model-score doors.yaml:136:3: the model answer scores 60.0 of 100 without 'limits'; add a sentence that says it, or widen the wordings"]),
    (&[("question: doors-01\n", "question: doors-01\nnetwork: { inside: eth1, outside: eth0, clients: 192.168.1.0/24, public: 203.0.113.50/24, probes: [{ id: knock, sends: tcp 203.0.113.9 > 203.0.113.50:22, shows: a knock, wanted: blocked }, { id: out, sends: ping 192.168.1.10 > 8.8.8.8 both ways, shows: a ping, wanted: pass }] }\n"), ("  2: Write the number on the door.", "  2: |\n    Write the number on the door.\n    iptables -A INPUT -p tcp --dport 22 -j ACCEPT\n    iptables -P FORWARD DROP")], &["model-probe doors.yaml:2:106: the rules of the model answer let through 'knock'; mend the rules, or 'wanted'", "model-probe doors.yaml:2:196: the rules of the model answer block 'out'; mend the rules, or 'wanted'"]),
    (&[("    The list is limited to forty lines.\n  2", "    The list is limited. The list never ends.\n  2")], &["model-mistake doors.yaml:114:5: 'The list never ends' of the model answer is flagged as 'endless'; narrow the wordings, or mend the model answer"]),
    (&[("- <remember> ... <visitor>\n", "- <remember> ... <visitor>\n      - door 17 open\n")], &["free-points doors.yaml:15:5: the question's code pasted back scores 30.0 by 'memory'; ask for more than the terms of the question", "unreached-wording doors.yaml:22:9: no example is met by the wording 'door 17 open'; add an accepted example that needs it, or take it out"]),
    (&[("- <list> & <limited>\n", "- <list>\n      - <limited> & <list>\n      - bounded list\n")], &["free-points doors.yaml:87:5: the question pasted back scores 40.0 by 'limits'; ask for more than the terms of the question", "free-points doors.yaml:87:5: each part pasted into its own answer scores 40.0 by 'limits'; ask for more than the terms of the question", "free-points doors.yaml:87:5: the question file pasted scores 40.0 by 'limits'; ask for more than the terms of the question", "unreached-wording doors.yaml:97:9: no example is met by the wording 'bounded list'; add an accepted example that needs it, or take it out", "wrong-example doors.yaml:104:9: 'the list' meets 'limits' by the wording '<list>'; narrow what reaches it, or move it to 'accepts'"]),
    (&[("pump: Who was", "pump: ' ' # ")], &["empty-hint doors.yaml:31:13: the pump of 'memory' is blank; write what helps at this step"]),
    (&[("prompt: The list holds", "prompt: '' # ")], &["empty-hint doors.yaml:107:15: the prompt of 'limits' is blank; write what helps at this step"]),
    (&[("missing: You do not say how long", "missing: The list is LIMITED  to forty lines. How long")], &["hint-tells doors.yaml:110:14: 'missing' of 'limits' gives the assertion away; ask for it, or say where to look"]),
    (&[("pump: How long can it get?", "pump: Do you know that the list is limited to forty lines?")], &["hint-tells doors.yaml:105:13: 'pump' of 'limits' gives the assertion away; ask for it, or say where to look"]),
    (&[("covers: The list is limited\n", "covers: The list is limited\n    topic: How the list is limited\n")], &["hint-tells doors.yaml:89:12: 'topic' of 'limits' earns the point by itself; ask for it, or say where to look"]),
    (&[("covers: The list goes home with the porter\n", "covers: The list goes home with the porter\n        topic: Who goes home\n")], &["hint-tells doors.yaml:168:16: 'topic' of 'takes-list' fills the gaps of the prompt; ask for it, or say where to look"]),
    (&[("missing: You do not say how long it gets.\n", "missing: You do not say how long it gets.\n    recall: Is the book bounded?\n    recall_opening: The book is finite, namely\n")], &["hint-tells doors.yaml:111:13: 'recall_opening' of 'limits' earns the point by itself; ask for it, or say where to look"]),
    (&[("missing: You do not say how long it gets.\n", "missing: You do not say how long it gets.\n    recall: Why is the list limited to forty lines\n")], &["hint-tells doors.yaml:111:13: 'recall' of 'limits' earns the point by itself; ask for it, or say where to look"]),
    (&[("asks: 1", "asks: 2")], &["unknown-follow-up doors.yaml:142:11: the question has no follow-up 2; it has 1", "uncovered-follow-up doors.md:36:1: no follow-up of the rubric marks 'What does the porter do at night?'; add one with 'asks: 1' under 'follow_ups'"]),
    (&[("question: doors-01", "question: doors-1"), ("- at night the gate is bolted\n", "- at night\n")], &["wrong-question doors.yaml:1:11: the rubric is for the question 'doors-1'; write 'question: doors-01'", "wrong-example doors.yaml:152:13: 'at night' does not meet 'locks-up'; add a wording that reaches it, or move it to 'rejects'"]),
    (&[("- he remembers the door", "- he locks the door")], &["wrong-example doors.yaml:157:13: 'he locks the door' meets 'locks-up' by the wording '<lock> & <door>'; narrow what reaches it, or move it to 'accepts'"]),
    (&[("          - he goes home\n", "")], &["few-examples doors.yaml:166:9: 'takes-list' has too few examples: 3 accepted, 2 rejected; write 3 of each at least"]),
    (&[("pump: And the list?", "pump: Do you know that he takes the list home?")], &["hint-tells doors.yaml:179:17: 'pump' of 'takes-list' gives the assertion away; ask for it, or say where to look"]),
    (&[("model: The porter locks the door and takes the list home.", "model: The porter locks the door.")], &["model-score doors.yaml:200:12: the model answer scores 25.0 of 100 without 'takes-list'; add a sentence that says it, or widen the wordings"]),
    (&[("door and takes the list home.\n", "door and takes the list home. The door stays open.\n")], &["model-mistake doors.yaml:187:9: 'The door stays open' of the model answer is flagged as 'open-at-night'; narrow the wordings, or mend the model answer"]),
    (&[("says: <list> & home", "says: [<list> & home, book home]")], &["unreached-wording doors.yaml:169:31: no example is met by the wording 'book home'; add an accepted example that needs it, or take it out"]),
    (&[("        covers: The door is locked\n", "        covers: The door is locked\n        entries: 1\n")], &["unknown-entry doors.yaml:149:18: the question has no conntrack entry 1; it has 0"]),
    (&[("- at night the gate is bolted\n", "- { part: 2, text: at night the gate is bolted }\n")], &["unknown-part doors.yaml:152:13: the question has no part '2'; its only part is 1"]),
];

#[test]
fn a_good_rubric_has_no_finding() {
    assert_eq!(findings(&[]), Vec::<String>::new());
}

#[test]
fn each_finding_is_told_with_its_place_and_mend() {
    for (edits, expected) in ROWS {
        assert_eq!(&findings(edits), expected, "{edits:?}");
    }
}

#[test]
fn what_is_no_finding() {
    for edits in [
        &[(
            "covers: The list is limited",
            "covers: \"the *list*  is limited.\"",
        )][..],
        &[("section: bonus", "section: bonus # 40 %")],
        &[("asked: 1.2", "asked: 1")],
        &[("weight: 2", "weight: 200")],
        &[(
            "covers: The list is limited\n",
            "covers: The list is limited\n    topic: The length of it\n    recall: How long is it?\n    recall_opening: [It has, The book]\n",
        )],
        &[(
            "missing: You do not say how long",
            "missing: The list is limited to how many lines? How long",
        )],
    ] {
        assert_eq!(findings(edits), Vec::<String>::new(), "{edits:?}");
    }
}

#[test]
fn findings_come_in_the_order_of_their_places_and_always_alike() {
    let bad = RUBRIC
        .replace("section: mandatory", "section: none")
        .replace("part: 1", "part: 8")
        .replace("covers: The", "covers: A")
        .replace("says: first visit", "says: [first visit, first night]");
    let findings = findings_of(&bad);
    assert!(findings.len() > 10);
    assert_eq!(findings, findings_of(&bad));
    let places: Vec<_> = findings.iter().filter_map(|f| f.place.as_ref()).collect();
    assert_eq!(places.len(), findings.len());
    let keys = |file: &'static str| {
        let in_file = places.iter().filter(move |place| place.file == file);
        in_file.map(|place| place.position).collect::<Vec<_>>()
    };
    assert!(keys("doors.yaml").is_sorted());
    assert!(keys("doors.md").is_sorted());
    let is_warning = |found: &Finding| found.severity == Severity::Warning;
    assert!(
        findings
            .iter()
            .all(|f| is_warning(f) == (f.code == Code::UnreachedWording))
    );
}

#[test]
fn every_kind_of_finding_has_a_row() {
    for code in Code::ALL {
        let start = format!("{code} ");
        let mut told = ROWS.iter().flat_map(|(_, findings)| findings.iter());
        assert!(
            told.any(|found| found.starts_with(&start)),
            "no row for {code}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_mutated_rubric_panics(edits in proptest::collection::vec(any::<(u16, u8)>(), 1..4)) {
        const WORDS: &[&str] = &["not ", "", "list", "é", "<list>", "7", "&", "\n      - x", "new", "old"];
        let mut text = RUBRIC.to_owned();
        for (at, word) in edits {
            let gaps: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
            text.insert_str(gaps[usize::from(at) % gaps.len()], WORDS[usize::from(word) % WORDS.len()]);
        }
        if let Ok(rubric) = parse(&Source::new("doors.yaml", text)) {
            for found in check(&Grader::new(Arc::new(question()), Arc::new(rubric))) {
                assert!(!found.what.is_empty() && !found.mend.is_empty());
            }
        }
    }
}
