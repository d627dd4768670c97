//! Follow-up questions: what their graders are made of, and that they count for nothing else.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    reason = "a helper of tests; what was measured is shown"
)]

use conntutor::answer::Submission;
use conntutor::grading::Grader;
use conntutor::load::{Places, paper};
use conntutor::question;
use conntutor::rubric::parse;
use conntutor::source::Source;
use serde_json::Value;
use std::sync::Arc;

const RUBRIC: &str = include_str!("data/rubrics/doors.yaml");
const QUESTION: &str = include_str!("data/rubrics/doors.md");

fn grader(rubric: &str) -> Grader {
    let question = question::parse(Source::new("doors.md", QUESTION));
    let question = question.unwrap_or_else(|faults| panic!("{faults}"));
    let rubric = parse(&Source::new("doors.yaml", rubric));
    let rubric = rubric.unwrap_or_else(|faults| panic!("{faults}"));
    Grader::new(Arc::new(question), Arc::new(rubric))
}

/// The grader of the only follow-up.
fn follow_up() -> Grader {
    let follow_up = grader(RUBRIC).follow_up(1);
    follow_up.unwrap_or_else(|| panic!("no follow-up 1"))
}

#[test]
fn a_follow_up_is_a_question_of_one_part_and_one_section() {
    let follow_up = follow_up();
    let question = follow_up.question();
    assert_eq!(question.id, "doors-01/follow-up-1");
    assert_eq!(question.title, "What does the porter do at night?");
    let [part] = question.parts.as_slice() else {
        panic!("{} parts", question.parts.len());
    };
    assert_eq!((&*part.id, &part.title), ("1", &question.title));
    let shown = question.source.slice(part.body);
    assert_eq!(shown.trim(), "1. What does the porter do at night?");
    let [section] = question.sections.as_slice() else {
        panic!("{} sections", question.sections.len());
    };
    assert_eq!((&*section.id, section.percent), ("formative", 100));
    assert_eq!(follow_up.follow_ups(), 0);
}

#[test]
fn only_what_question_and_rubric_have_can_be_graded() {
    let with = grader(RUBRIC);
    assert_eq!(with.follow_ups(), 1);
    for (number, is_there) in [(0, false), (1, true), (2, false), (usize::MAX, false)] {
        assert_eq!(with.follow_up(number).is_some(), is_there, "{number}");
    }
    let other = grader(&RUBRIC.replace("asks: 1", "asks: 2"));
    assert!(other.follow_up(1).is_none() && other.follow_up(2).is_none());
}

#[test]
fn an_answer_is_marked_by_its_own_criteria() {
    let follow_up = follow_up();
    for (text, score, flags) in [
        ("", 0.0, 0),
        ("He bolts the gate.", 25.0, 0),
        ("The list goes home with him.", 75.0, 0),
        ("He locks the door, and he takes the book home.", 100.0, 0),
        ("The door stays open.", 0.0, 1),
        ("What does the porter do at night?", 0.0, 0),
        ("He remembers every visitor.", 0.0, 0),
    ] {
        let grade = follow_up.grade(&Submission::of_parts("a", [("1", text)]));
        assert_eq!(
            (grade.score, grade.mistakes.len()),
            (score, flags),
            "{text}"
        );
        assert_eq!(grade.question, "doors-01/follow-up-1");
    }
}

/// The words of a follow-up are no words of the question: whoever leaves them out gets the same grade.
#[test]
fn the_question_is_marked_as_if_it_had_no_follow_up() {
    let start = RUBRIC.find("\nfollow_ups:").unwrap_or(RUBRIC.len());
    let (with, without) = (grader(RUBRIC), grader(&RUBRIC[..start]));
    for text in [
        "He remembers every visitor. NEW is the first visit.",
        "He locks the door and takes the list home, which is limited.",
        "The list holds forty lokcs and bolst.",
    ] {
        let submission = Submission::whole("a", text);
        let (mut with, without) = (with.grade(&submission), without.grade(&submission));
        assert_ne!(with.rubric, without.rubric);
        with.rubric.clone_from(&without.rubric);
        assert_eq!(with, without, "{text}");
    }
}

fn shipped() -> Grader {
    let (question, rubric) = paper(&Places::default()).unwrap_or_else(|error| panic!("{error}"));
    Grader::new(Arc::new(question), Arc::new(rubric))
}

/// How often grader and person agree beyond chance: pairs of what the grader and the person say.
fn kappa(pairs: &[(bool, bool)]) -> f64 {
    let share = |of: &dyn Fn(&(bool, bool)) -> bool| {
        pairs.iter().filter(|pair| of(pair)).count() as f64 / pairs.len() as f64
    };
    let (graded, marked) = (share(&|pair| pair.0), share(&|pair| pair.1));
    let chance = graded * marked + (1.0 - graded) * (1.0 - marked);
    (share(&|pair| pair.0 == pair.1) - chance) / (1.0 - chance)
}

/// What grader and person say of one answer: of its criteria, and of its mistakes.
struct Compared {
    criteria: Vec<(bool, bool)>,
    mistakes: Vec<(bool, bool)>,
    wrong: Vec<String>,
}

/// Grades the answers of one set.
fn compared(grader: &Grader, set: &str) -> Compared {
    let (mut criteria, mut mistakes, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    let rows = include_str!("data/marked/follow-ups.jsonl").lines();
    let rows = rows.filter_map(|line| serde_json::from_str::<Value>(line).ok());
    for row in rows.filter(|row| row["set"] == set) {
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        let number = row["follow_up"].as_u64().unwrap_or_default();
        let follow_up = usize::try_from(number)
            .ok()
            .and_then(|n| grader.follow_up(n));
        let follow_up = follow_up.unwrap_or_else(|| panic!("no follow-up {number}"));
        let grade = follow_up.grade(&Submission::of_parts("a", [("1", text("text"))]));
        let mut compare = |pairs: &mut Vec<_>, key: &str, id: &str, found: bool| {
            let listed = row[key]
                .as_array()
                .is_some_and(|ids| ids.iter().any(|i| i == id));
            pairs.push((found, listed));
            if found != listed {
                wrong.push(format!("{}: {id} is {found}", text("id")));
            }
        };
        for criterion in &grade.criteria {
            compare(&mut criteria, "met", &criterion.id, criterion.points > 0.0);
        }
        for mistake in &follow_up.rubric().mistakes {
            let flagged = grade.mistakes.iter().any(|flag| flag.id == mistake.id);
            compare(&mut mistakes, "mistakes", &mistake.id, flagged);
        }
    }
    Compared {
        criteria,
        mistakes,
        wrong,
    }
}

/// Whole answers to the shipped follow-ups, marked before they were graded. The wordings of criteria were widened after a
/// look at the first set and not after one at the second, those of mistakes after one at both. Floors under what was
/// measured.
#[test]
fn grades_of_follow_ups_agree_with_marks() {
    let grader = shipped();
    for (set, answers, least) in [("tuned", 504, 0.9), ("unseen", 84, 0.75)] {
        let Compared {
            criteria,
            mistakes,
            wrong,
        } = compared(&grader, set);
        assert_eq!(criteria.len(), answers, "{set}");
        for (what, pairs) in [("criteria", criteria), ("mistakes", mistakes)] {
            let found = kappa(&pairs);
            println!("{set}: {what}: kappa {found:.3}");
            let wrong = wrong.join("\n");
            assert!(
                found >= least,
                "{set}: {what}: kappa {found}, at least {least} before\n{wrong}"
            );
        }
        println!("{}", wrong.join("\n"));
    }
}

/// Whoever denies a statement, ascribes it to others or pastes what was asked has not said it.
#[test]
fn nothing_said_of_a_follow_up_earns_nothing() {
    let grader = shipped();
    let file = grader.question().source.text();
    let asked = &file[file.find("## Follow-up").unwrap_or(0)..];
    let mut earned = Vec::new();
    for number in 1..=grader.follow_ups() {
        let follow_up = grader.follow_up(number);
        let follow_up = follow_up.unwrap_or_else(|| panic!("no follow-up {number}"));
        let met = |text: &str| -> Vec<String> {
            let grade = follow_up.grade(&Submission::of_parts("a", [("1", text)]));
            let met = grade.criteria.into_iter().filter(|c| c.points > 0.0);
            met.map(|c| c.id).collect()
        };
        let terms = "PORT, port 20, port 21, helper, nf_conntrack_ftp, expectation, RELATED, NEW, data connection, table full, \
            nf_conntrack_max, early drop, ASSURED, timeout, dmesg, raw table, NOTRACK, PREROUTING, OUTPUT, UNTRACKED, NAT, \
            first packet, entry, reply tuple, payload, nf_nat_ftp, ICMP error, master, SYNPROXY, stateless rules";
        for text in [
            file,
            asked,
            terms,
            &terms.replace(", ", "\n"),
            &terms.replace(',', ""),
        ] {
            assert_eq!(
                met(text),
                Vec::<String>::new(),
                "follow-up {number}: {text}"
            );
        }
        for criterion in &follow_up.rubric().criteria {
            let (id, said) = (&criterion.id, &criterion.hints.assertion);
            assert!(met(said).contains(id), "{id}: {said}");
            for denied in [
                "It is not true that",
                "Nobody should believe that",
                "Some people think that",
            ] {
                let text = format!("{denied} {}{}", said[..1].to_lowercase(), &said[1..]);
                earned.extend(met(&text).contains(id).then_some(text));
            }
        }
    }
    assert_eq!(earned, Vec::<String>::new());
}
