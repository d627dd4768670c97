//! Explanations: what a tree says of a sentence, and that it always comes to what the grade says.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test reads its data"
)]

use conntutor::answer::Submission;
use conntutor::grading::{Explanation, Grader, Outcome, Verdict};
use conntutor::load::{Places, paper};
use conntutor::report::{Format, Gradebook, Style};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn grader(places: &Places) -> Grader {
    let (question, rubric) = paper(places).expect("a paper");
    Grader::new(Arc::new(question), Arc::new(rubric))
}

/// A small paper that no change of the shipped rubric touches.
fn doors() -> Grader {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rubrics");
    grader(&Places {
        question: Some(folder.join("doors.md")),
        rubric: Some(folder.join("doors.yaml")),
    })
}

fn ids(grader: &Grader) -> Vec<String> {
    let rubric = grader.rubric();
    let criteria = rubric.criteria.iter().map(|c| c.id.clone());
    let mistakes = rubric.mistakes.iter().map(|m| m.id.clone());
    criteria.chain(mistakes).collect()
}

/// The tree of one id as text.
fn tree(grader: &Grader, text: &str, id: &str) -> String {
    let submission = Submission::whole("a", text);
    let explanations = grader.explain(&submission, &[id.to_owned()]);
    let style = Style {
        width: 200,
        colour: false,
    };
    let mut book = Gradebook::new(Format::Text, grader.rubric(), style);
    book.add(&grader.grade(&submission), &explanations)
}

#[test]
fn a_tree_says_what_matched_and_what_was_in_the_way() {
    let grader = doors();
    let rows: &[(&str, &str, &[&str])] = &[
        (
            "NEW is the first visit.",
            "state-new",
            &[
                "[x] state-new: met\n  must be about: NEW\n  line 1: \"NEW is the first visit.\"\n",
                "    [x] first visit\n        [x] first visit = \"first visit\"; about NEW, named in the sentence\n",
            ],
        ),
        (
            "OLD is the first visit.",
            "state-new",
            &[
                "[ ] state-new: missing",
                "[ ] first visit = \"first visit\"; about OLD, named in the sentence; not about what it must be about\n",
            ],
        ),
        (
            "NEW is not the first visit.",
            "state-new",
            &[
                "[ ] first visit = \"first visit\"; about NEW, named in the sentence; denied, and must be affirmed\n",
            ],
        ),
        (
            "NEW:\nthat is the first visit",
            "state-new",
            &["about NEW, from the heading \"NEW:\" (line 1)\n"],
        ),
        (
            "NEW is a state. This is the first visit.",
            "state-new",
            &["about NEW, from the sentence before, \"NEW is a state.\" (line 1)\n"],
        ),
        (
            "Is NEW the first visit?",
            "state-new",
            &["; asked, not claimed\n"],
        ),
        (
            "People think NEW is the first visit.",
            "state-new",
            &["; said of others, not claimed\n"],
        ),
        (
            "Perhaps it is finite, the list, perhaps not.",
            "limits",
            &["[ ] <limited> = \"finite\"; on the topic; left open, not claimed\n"],
        ),
        (
            "If the list were limited it would fill.",
            "limits",
            &["; only supposed, so it holds the other way round\n"],
        ),
        (
            "The porter has a list.\n\nThe day is limited.",
            "limits",
            &[
                "  must be about: list, or question 1.2\n",
                "[x] <list> = \"list\"; on the topic\n",
                "[ ] <limited>; not in this statement; elsewhere \"limited\" (line 3)\n",
            ],
        ),
        (
            "Part 1\n1. He remembers.\n2. The book is finite.",
            "limits",
            &[
                "  part 1, line 3: \"The book is finite.\"\n",
                "[x] <limited> = \"finite\"; ",
            ],
        ),
        (
            "",
            "memory",
            &[
                "[ ] memory: missing\n  no sentence has any of what it asks for, one of:\n    <remember> ... <visitor>\n",
            ],
        ),
        (
            "The list never ends.",
            "endless",
            &["(!) endless: mistake made\n", "= \"list never ends\"\n"],
        ),
        (
            "The list is limited.",
            "endless",
            &["( ) endless: mistake not made\n"],
        ),
        (
            "",
            "no-limit",
            &["(!) no-limit: mistake made\n  made by not saying limits, which is missing\n"],
        ),
    ];
    for (text, id, lines) in rows {
        let tree = tree(&grader, text, id);
        for line in *lines {
            assert!(
                tree.contains(line),
                "{id} on {text:?}: no {line:?} in\n{tree}"
            );
        }
    }
}

/// A name in the sentence says what it is about, also where its part is asked for.
#[test]
fn a_name_comes_before_the_part_that_asks() {
    let text = "Part 1\nNEW: both sides have sent something.\n";
    let tree = tree(&grader(&Places::default()), text, "state-established");
    let line = "\"both sides\"; about NEW, named in the sentence;";
    assert!(tree.contains(line), "no {line:?} in\n{tree}");
}

/// What an answer's rules do, on the shipped rubric.
#[test]
fn a_tree_of_rules_shows_the_one_that_does_it() {
    let grader = grader(&Places::default());
    let accept = "iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT";
    let drop = "iptables -A INPUT -j DROP";
    for (rules, lines) in [
        (
            format!("{accept}\n{drop}"),
            &[
                "[x] rules-return: met",
                "[x] rules: returns = \"iptables -A INPUT -m state",
            ][..],
        ),
        (
            format!("{drop}\n{accept}"),
            &["[ ] rules-return: missing", "[ ] rules: returns; "],
        ),
        (
            drop.to_owned(),
            &["[ ] rules-return: missing", "[ ] rules: returns; "],
        ),
    ] {
        let text = format!("Part 3\n```\n{rules}\n```\n");
        let tree = tree(&grader, &text, "rules-return");
        for line in lines {
            assert!(tree.contains(line), "{rules}: no {line:?} in\n{tree}");
        }
    }
}

/// One in so many of the marked answers and statements.
const SAMPLE: usize = 12;

/// A sample of the marked files.
fn submissions() -> Vec<Submission> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/marked");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("UTF-8");
        let lines = text
            .lines()
            .step_by(SAMPLE)
            .map(|line| serde_json::from_str(line).expect("JSON"));
        out.extend(lines.map(|line: Value| submission(&line)));
    }
    out
}

fn submission(line: &Value) -> Submission {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let id = text(&line["id"]);
    match line["parts"].as_object() {
        Some(parts) => Submission::of_parts(id, parts.iter().map(|(k, v)| (k.clone(), text(v)))),
        None => {
            let whole = format!("{}\n{}", text(&line["context"]), text(&line["text"]));
            Submission::of_parts(id, [(text(&line["part"]), whole)])
        }
    }
}

#[test]
fn a_tree_comes_to_what_the_grade_says() {
    let grader = grader(&Places::default());
    let ids = ids(&grader);
    let all = submissions();
    assert!(all.len() > 200, "{}", all.len());
    for submission in &all {
        let grade = grader.grade(submission);
        let explained = grader.explain(submission, &ids);
        assert_eq!(explained.len(), ids.len(), "{}", submission.id);
        for tree in &explained {
            let criterion = grade.criteria.iter().find(|c| c.id == tree.id);
            let verdict = criterion.map_or_else(
                || Verdict::Mistake(grade.mistakes.iter().any(|m| m.id == tree.id)),
                |c| Verdict::Criterion(c.outcome),
            );
            assert_eq!(tree.verdict, verdict, "{} {}", submission.id, tree.id);
            stands_for_itself(tree, &submission.id);
        }
        nearest_leads(&grade, &explained);
    }
}

/// A wording is met where all its items are, and the tree holds where one is.
fn stands_for_itself(tree: &Explanation, answer: &str) {
    let says = tree.says.iter().flat_map(|said| &said.attempts);
    let attempts = || says.clone().chain(&tree.code);
    for attempt in attempts() {
        let all = attempt.items.iter().all(|item| item.why.is_none());
        assert_eq!(attempt.met, all, "{answer} {}: {attempt:?}", tree.id);
    }
    let said = attempts().any(|attempt| attempt.met);
    let expected = match tree.verdict {
        Verdict::Criterion(outcome) => outcome != Outcome::Missing,
        Verdict::Mistake(made) => made && tree.omits.is_none(),
    };
    assert_eq!(said, expected, "{answer} {}", tree.id);
}

/// The first statement of a tree is the one that the grade shows as the nearest.
fn nearest_leads(grade: &conntutor::grading::Grade, explained: &[Explanation]) {
    for criterion in &grade.criteria {
        let tree = explained.iter().find(|tree| tree.id == criterion.id);
        let first = tree.and_then(|tree| tree.says.first());
        let (Some(near), Some(first)) = (&criterion.nearest, first) else {
            continue;
        };
        if near.evidence.wording.starts_with("rules:") {
            continue; // what rules do is shown by the line, not by a statement
        }
        let attempt = &first.attempts[0];
        assert_eq!(
            near.evidence.wording, attempt.wording,
            "{} {}",
            grade.id, criterion.id
        );
    }
}
