//! Plain mode: which choices each place understands, and why others cannot be done.

use super::plain::{Memory, due, said, talk};
use crate::tui::plain::{CHOICES, Place};
use crate::tui::{Behind, Ending, run_plain};
use crate::tutor::fixture;

/// A script that leads to each place, and how its prompt begins there.
const WAYS: [(Place, &str, &str); 6] = [
    (Place::Start, "", "Start. "),
    (Place::Answer, "1\n", "Part 1 of 3, 0 words, empty. "),
    (
        Place::Feedback,
        "1\n1\na\n.\n3\n",
        "Part 1 of 3, feedback. ",
    ),
    (Place::Whole, "w\n", "The whole grade. "),
    (Place::Card, "r\n", "Prompt 1 of 3. "),
    (Place::Told, "r\n3\n", "Prompt 1 of 3, missing; "),
];

#[test]
fn each_place_understands_the_choices_it_lists_and_refuses_the_others() {
    let session = due();
    let talk = |input: String| talk(session.clone(), input.as_bytes(), false).0;
    for (place, way, prompt) in WAYS {
        for choice in CHOICES {
            let offered = CHOICES.iter().filter(|c| c.places.contains(&place));
            let offered = { offered }.any(|c| c.command == choice.command);
            let is_number = |key: &str| key.parse::<usize>().is_ok();
            let key = choice
                .keys
                .iter()
                .find(|k| place != Place::Start || !is_number(k));
            let key = key.expect("a key").to_uppercase();
            let answer = place == Place::Card && key.len() > 1;
            for line in [format!("{key}\n"), format!("  {key}\t \r\n")] {
                let text = talk(format!("{way}{line}"));
                assert!(text.contains(prompt), "{place:?}: {text}");
                let refused = text.contains("No choice here:");
                assert_eq!(
                    refused,
                    !offered && !answer,
                    "{line:?} in {place:?}: {text}"
                );
            }
        }
        for (line, refused) in [("", false), ("   ", false), ("zz", place != Place::Card)] {
            let text = talk(format!("{way}{line}\n"));
            assert_eq!(
                text.contains("'zz' is no choice."),
                refused,
                "{place:?}: {text}"
            );
        }
    }
}

#[test]
fn what_cannot_be_done_says_why() {
    for (input, why) in [
        ("9\n", "There is no part 9: they are numbered 1 to 3."),
        ("0\n", "There is no part 0: they are numbered 1 to 3."),
        (
            "1\n0\n",
            "No choice here: 0 works in feedback: 3 hands the part in.",
        ),
        ("1\n5\n", "This is the first part."),
        ("3\n4\n", "This is the last part. w is the whole grade."),
        ("1\nu\n", "There is nothing to bring back."),
        ("1\n7\n", "Nothing is written for part 1 yet. 1 writes."),
        ("1\na\n", "There is no attempt at part 1 yet: 3 submits it."),
        ("1\na 1\n", "There is no such attempt."),
        ("1\n3\n", "Nothing is written yet. 1 writes."),
        (
            "1\n1\na\n.\n4\n3\n",
            "Nothing is written for part 2 yet. Feedback on part 2: 0 of 2 met",
        ),
        ("1\n1\na\n.\n4\n3\nt\n", "There is no attempt to take up."),
        ("1\n1\na\n.\n3\no\n", "Nothing waits for your own words"),
        ("1\n1\na\n.\n3\n0\nx\n", "'x' is no number."),
        ("1\n1\na\n.\n3\n0\n9\n0 3\n", "There is no item 9."),
        (
            "1\n1\na\n.\n3\n0\n9\n0 3\n",
            "The next hint for item 3 is closed",
        ),
        (
            "1\n1\na\n.\n3\n0\nitem 2\n",
            "The next hint for item 2 is closed",
        ),
        ("1\n1\na\n.\n3\n0\nq\n", "Goodbye."),
        (
            "1\n1\na\n.\n3\na\n7\na 1\n",
            "There is no such attempt.\nLook at attempt number, or an empty line to go back: Feedback on part 1, attempt 1",
        ),
        (
            "1\n1\na\n.\n3\nt\n",
            "Your answer reads as this attempt does.",
        ),
        ("1\n1\na\n.\n3\na\n7\n", "There is no such attempt."),
        (
            "1\ne\n",
            "The answer is as it was: that is not possible here.",
        ),
        ("1\n1\na\n.\n3\np\n", "This part has no firewall rules"),
        (
            "w\nm\n",
            "A model answer is read after an attempt of a sentence or two.",
        ),
        ("r\n", "Nothing is due today. Nothing else comes back."),
    ] {
        let text = said(input);
        assert!(text.contains(why), "{input:?}: {text}");
    }
    let (text, _, _) = talk(due(), b"r\n0\n0\n0\n", false);
    assert!(
        text.contains("Both hints for this prompt are open."),
        "{text}"
    );
}

/// What came of lines where a choice is asked for in part 1: its text, and what was said.
#[test]
fn only_a_sentence_that_begins_with_no_choice_is_added_and_only_that() {
    for (lines, text, says) in [
        (
            "c 2\n7\n",
            "",
            "'c 2' is no choice: c stands alone. Nothing was written.",
        ),
        (
            "p x\n3 4\nhelp me\nnext part\n7\n",
            "",
            "'next part' is no choice: 4 stands alone.",
        ),
        ("a packet\n", "", "it is a, or a with a number, as in a 2"),
        ("zz\n", "", "'zz' is no choice. ? lists the choices."),
        (
            "b is\n7\n",
            "b is",
            "Added to your answer to part 1 as line 1. 1 writes more, u takes it back.",
        ),
        ("b is\nb was\nc 2\n", "b is\nb was", "as line 2."),
        ("b is\nb was\nu\n", "b is", "1. b is\n"),
        ("1\nb\n\td\n.\n", "b\n\td", "Line 2: Line 3: "),
        ("1\nb\nd\n.\ne 1 B  c\n", "B  c\nd", "Line 1 is now: B  c\n"),
        (
            "1\nb\nd\n.\ne 2\nD\n",
            "b\nD",
            "Line 2 is: d\nLine 2, or an empty line to leave it: ",
        ),
        ("1\nb\nd\n.\ne 2\n\n", "b\nd", "Line 2 is: d\n"),
        (
            "1\nb\nd\n.\nd 1\n",
            "d",
            "Line 1 is deleted. u takes it back.",
        ),
        ("1\nb\nd\n.\nd\n2\nu\n", "b\nd", "Line 2 is deleted."),
        (
            "1\nb\nd\n.\nd 3\n",
            "b\nd",
            "There is no line 3: they are numbered 1 to 2.",
        ),
        ("1\nb\n.\nd 0\n", "b", "Your answer has only line 1."),
        ("d 1\n", "", "Nothing is written yet. 1 writes."),
    ] {
        let (said, outcome, _) = talk(fixture::session(), format!("1\n{lines}").as_bytes(), false);
        assert_eq!(outcome.session.parts()[0].text, text, "{lines:?}");
        assert!(said.contains(says), "{lines:?}: {said}");
    }
}

#[test]
fn what_is_known_is_not_read_again() {
    const FIRST: &str = "1\n1\nconntrack remembers every connection in a table\nx\n.\n3\n";
    for (then, says, never) in [
        ("", "1. Met, 30.0 of 30.0 points", "Still met"),
        (
            "3\n",
            "Nothing changed since attempt 1: 1 of 3 met, 30.0 of 60.0 points. f reads",
            "Still met",
        ),
        (
            "d 2\n3\n",
            "Still met: 1; f 1 reads one.\n2. Still missing, 0.0 of 20.0 points: State NEW. Think: Which packet finds no entry in the table?\n3. ",
            "Nothing changed",
        ),
        (
            "d 1\n3\n",
            "Lost: 1.\n1. Missing, 0.0 of 30.0 points: Definition\n",
            "Still met",
        ),
        // Met again: heard before.
        (
            "d 1\n3\nu\n3\n",
            "1. Met, 30.0 of 30.0 points: Definition: Conntrack maintains state table of all connections\n   You wrote: \"conntrack remembers every connection in a table\".\n2. Still",
            "Still met",
        ),
        (
            "3\nf 1\n",
            "Right. The table is what makes the rest possible.\nPart 1 of 3, feedback.",
            "Still met",
        ),
        (
            "f\n",
            "3. Missing, 0.0 of 10.0 points: State ESTABLISHED",
            "no such item",
        ),
        (
            "f 9\n",
            "There is no such item: they are numbered 1 to 3.",
            "Still met",
        ),
        (
            "w\nf 4\n",
            "4. Missing, 0.0 of 20.0 points: SNAT analysis\n   Think: ",
            "no such item",
        ),
    ] {
        let (said, _, _) = talk(
            fixture::session(),
            format!("{FIRST}{then}").as_bytes(),
            false,
        );
        assert!(said.contains(says), "{then:?}: {said}");
        assert!(!said.contains(never), "{then:?}: {said}");
    }
}

#[test]
fn neither_a_dot_nor_an_empty_line_answers_a_prompt() {
    for (input, says) in [
        ("r\n.\n", "That is no answer."),
        ("r\n\n", "That is no answer."),
        ("r\n1\n.\n", "That is no answer."),
        ("r\n1\n \n.\n", "That is no answer."),
        ("r\n4\n3\n\n4\n", "nothing"),
    ] {
        let (said, outcome, _) = talk(due(), input.as_bytes(), false);
        let told = said.contains("What was asked for:");
        assert_eq!(told, says == "nothing", "{input:?}: {said}");
        assert!(said.contains(says), "{input:?}: {said}");
        drop(outcome);
    }
    let (said, _, _) = talk(due(), b"r\n4\n3\n\n4\n", false);
    assert!(
        said.contains("0 of 1 known unaided. 2 prompts are still due today, r begins them."),
        "{said}"
    );
}

#[test]
fn a_list_of_questions_is_gone_back_to_where_there_is_one() {
    for (behind, input, ending, says) in [
        (
            Behind::Questions,
            "l\n",
            Ending::Back,
            "Back to the list. What you wrote is kept.",
        ),
        (
            Behind::Questions,
            "1\nl\n",
            Ending::Back,
            "l back to the list of questions\n",
        ),
        (Behind::Questions, "q\n", Ending::Quit, "Goodbye."),
        (
            Behind::Nothing,
            "l\nq\n",
            Ending::Quit,
            "There is no list of questions",
        ),
    ] {
        let mut output = Vec::new();
        let mut store = Memory::default();
        let session = fixture::session();
        let ended = run_plain(
            session,
            &mut store,
            &mut input.as_bytes(),
            &mut output,
            behind,
        );
        assert_eq!(ended.expect("memory").ending, ending, "{input:?}");
        let said = String::from_utf8(output).expect("UTF-8");
        assert!(said.contains(says), "{input:?}: {said}");
    }
}

#[test]
fn what_was_read_counts_as_help_and_the_learners_word_for_what_was_known() {
    const NEW: &str = "1\n1\nit is something that the kernel does with all of its packets when they come\n.\n3\nw\n";
    const THEN: &str = "1\n1\nconntrack remembers every connection in a table\n.\n3\n";
    for (between, says) in [
        ("m\n", "1. Met with a hint, 30.0 of 30.0 points"),
        ("", "1. Met, 30.0 of 30.0 points"),
    ] {
        let input = format!("{NEW}{between}s\n{THEN}");
        let (said, _, _) = talk(fixture::session(), input.as_bytes(), false);
        assert!(said.contains(says), "{between:?}: {said}");
    }
    for (input, says) in [
        (
            "r\nit keeps track\nk\n",
            "Your word is taken. It comes back on ",
        ),
        (
            "r\nit keeps track\n",
            "k I knew this and said it in other words",
        ),
        (
            "r\nit keeps track\nk\nk\n",
            "This is for an answer of yours that was not understood.",
        ),
        (
            "r\n3\nk\n",
            "This is for an answer of yours that was not understood.",
        ),
        (
            "1\nk\n",
            "No choice here: k works in a review: s, and then r.",
        ),
    ] {
        let (said, _, _) = talk(due(), input.as_bytes(), false);
        assert!(said.contains(says), "{input:?}: {said}");
    }
}
