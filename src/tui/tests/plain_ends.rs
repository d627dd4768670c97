//! Plain mode: the input ends, the output closes, the disk is full, texts are hostile; nothing is lost or gets out.

use super::plain::{FIRST_DAY, Memory, SECOND_DAY, due, next_day, talk, transcript};
use crate::grading::Grader;
use crate::question;
use crate::source::Source;
use crate::tui::{Behind, Ending, run_plain};
use crate::tutor::fixture;
use crate::tutor::{Mark, Session};
use std::io::{self, Write};
use std::sync::Arc;

#[test]
fn the_end_of_the_input_anywhere_keeps_everything() {
    let (_, draft) = transcript(fixture::session(), FIRST_DAY);
    for (script, begin) in [
        (FIRST_DAY, fixture::session()),
        (SECOND_DAY, next_day(draft)),
    ] {
        let ends = script.match_indices('\n').map(|(at, _)| at);
        let cuts = ends.flat_map(|at| [at.saturating_sub(1), at, at + 1]);
        for cut in cuts.filter(|cut| *cut + 2 < script.len()) {
            let (text, outcome, store) = talk(begin.clone(), &script.as_bytes()[..cut], false);
            assert_eq!(outcome.ending, Ending::Closed, "{cut}");
            assert!(
                text.ends_with("\nThe input ended. What you wrote is kept.\n"),
                "{text}"
            );
            assert_eq!(store.kept, Some(outcome.session.draft()), "{cut}");
        }
    }
}

/// Steers terminals, hides itself, turns the direction of text.
const HOSTILE: &str = "\u{1b}[2J\u{9b}31m\u{7}\u{202e}\u{200b}x";

#[test]
fn nothing_hostile_comes_out_wherever_it_goes_in() {
    let h = HOSTILE;
    let scripts = [
        format!("{h}\n{h} {h}\n.\n7\n"),
        format!("1\n1\n{h}\n.\n3\n0\n{h}\na\n{h}\na 1\nt\n8\nx\nm\n"),
        format!("r\n{h}\n\n1\n{h}\n.\n"),
    ];
    let mut hostile = due().draft();
    for part in &mut hostile.parts {
        part.text = h.to_owned();
        for attempt in &mut part.attempts {
            attempt.text = h.to_owned();
            attempt.mistakes.insert(h.to_owned());
            attempt.marks.insert(h.to_owned(), Mark::Met);
            attempt.explained.insert("state-new".into(), h.to_owned());
        }
    }
    for card in hostile.schedule.cards.values_mut() {
        card.text = h.to_owned();
    }
    let question = include_str!("../../../questions/conntrack.md").replace("Connection", h);
    let question = question::parse(Source::new("q.md", question.as_str()));
    let question = question.unwrap_or_else(|faults| panic!("{faults}"));
    let rubric = Arc::new(fixture::grader().rubric().clone());
    let grader = Grader::new(Arc::new(question), rubric);
    let today = due().today();
    for script in scripts {
        for session in [
            fixture::session(),
            Session::resume(fixture::grader(), today, hostile.clone()),
            Session::resume(grader.clone(), today, hostile.clone()),
        ] {
            let session = session.marked_by(fixture::to_the_letter);
            let (text, _, _) = talk(session, script.as_bytes(), false);
            let steers = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}';
            assert_eq!(text.chars().find(|c| steers(*c)), None, "{text}");
        }
    }
}

#[test]
fn the_end_of_the_input_keeps_what_was_written() {
    for (input, text) in [
        ("1\n1\nhalf", "half"),
        ("1\n1\nhalf\n", "half"),
        ("1\n1\nhalf\r\n.\r\n", "half"),
        (
            "one sentence at once\nand more",
            "one sentence at once\nand more",
        ),
        (
            "1\n1\nhalf\n.\nand the other half\n.\n9\n",
            "half\nand the other half",
        ),
    ] {
        let (transcript, outcome, store) = talk(fixture::session(), input.as_bytes(), false);
        assert!(
            matches!(outcome.ending, Ending::Closed | Ending::Quit),
            "{input:?}"
        );
        assert_eq!(store.kept.expect("saved").parts[0].text, text, "{input:?}");
        assert!(
            transcript.ends_with("What you wrote is kept.\n"),
            "{transcript}"
        );
    }
}

#[test]
fn hostile_input_comes_out_tame() {
    let input = b"1\n1\n\xff\x1b[31mred\x00\xe2\x80\xae\n.\n7\n\x1b[2J\n";
    let (transcript, _, store) = talk(fixture::session(), input, false);
    let steering = transcript.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(steering, None, "{transcript}");
    assert_eq!(store.kept.expect("saved").parts[0].text, "\u{FFFD}[31mred");
}

#[test]
fn a_full_disk_is_said_once() {
    let (transcript, outcome, _) = talk(fixture::session(), b"1\n1\na\nb\n.\n9\n9\n", true);
    assert_eq!(
        transcript.matches("Could not save: no space left").count(),
        1
    );
    assert_eq!(outcome.unsaved.as_deref(), Some("no space left"));
    assert_eq!(outcome.session.part().text, "a\nb");
    assert_eq!(
        transcript.matches("The same choice again leaves").count(),
        1
    );
    assert!(!transcript.contains("is kept."), "{transcript}");
}

#[test]
fn a_closed_output_ends_the_session_in_good_order() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut store = Memory::default();
    let outcome = run_plain(
        fixture::session(),
        &mut store,
        &mut &b"9\n"[..],
        &mut Closed,
        Behind::Nothing,
    );
    assert_eq!(outcome.expect("no error").ending, Ending::Closed);
}
