//! The list of questions: by keys, as pictures at three sizes, and line by line.

use super::harness::{Screen, key, picture, text};
use crate::tui::{Behind, Choice, Chooser, Ending, Input, Listed, Options, choose_plain};
use crate::tutor::{Action, fixture};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn rows() -> Vec<Listed> {
    vec![
        Listed {
            title: "Connection Tracking and Stateful Filtering".into(),
            about: "level hard, conntrack, nat".into(),
            progress: "2 of 3 submitted, best 41.0 of 100 points, 3 due for review".into(),
            faults: None,
        },
        Listed {
            title: "questions/broken.md".into(),
            faults: Some("2 faults\nquestions/broken.md:1:1: no `id`\n  | # Title\n  | ^".into()),
            ..Listed::default()
        },
        Listed {
            title: "NAT\u{1b}[2J 漢字".into(),
            progress: "not begun".into(),
            ..Listed::default()
        },
    ]
}

fn chooser() -> Chooser {
    let options = Options {
        color: true,
        ..Options::default()
    };
    Chooser::new(rows(), 0, &options)
}

/// Presses keys by name; what came of the last one.
fn press(chooser: &mut Chooser, names: &str) -> Option<Choice> {
    let keys = names.split_whitespace();
    keys.map(|name| chooser.handle(Input::Key(key(name))))
        .last()
        .flatten()
}

fn drawn(chooser: &mut Chooser, width: u16, height: u16) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
    terminal
        .draw(|frame| chooser.draw(frame))
        .expect("a test backend");
    terminal
}

#[test]
fn keys_choose_open_and_leave() {
    let leave = Some(Choice::Leave(Ending::Quit));
    for (keys, choice) in [
        ("Enter", Some(Choice::Open(0))),
        ("Up Enter", Some(Choice::Open(0))),
        ("Down Down Enter", Some(Choice::Open(2))),
        ("Down Down Down Enter", Some(Choice::Open(2))),
        ("End Enter", Some(Choice::Open(2))),
        ("3", Some(Choice::Open(2))),
        ("2", None),
        ("Down Enter", None),
        ("Down Enter Enter", None),
        ("Down Enter Esc", None),
        ("Down Enter Esc Down Enter", Some(Choice::Open(2))),
        ("Down Enter 1", Some(Choice::Open(0))),
        ("9", None),
        ("9 Esc", None),
        ("9 Esc Esc", leave),
        ("Esc", leave),
        ("q", leave),
        ("C-q", leave),
        ("Down Enter C-q", leave),
        ("C-c", leave),
        ("F1", None),
        ("F5", None),
        ("x", None),
    ] {
        assert_eq!(press(&mut chooser(), keys), choice, "{keys}");
    }
}

#[test]
fn what_does_nothing_says_what_does() {
    for (keys, said) in [
        ("F1", "Enter or a digit opens"),
        ("x", "Enter or a digit opens"),
        ("9", "There is no question 9."),
        ("2", "no `id`"),
        ("Down", "[!] has faults; Enter shows them"),
    ] {
        let mut chooser = chooser();
        press(&mut chooser, keys);
        let shown = text(&drawn(&mut chooser, 80, 24));
        assert!(shown.contains(said), "{keys}: {shown}");
    }
}

#[test]
fn pictures_of_the_list() {
    for (name, keys) in [("list", "Down Down"), ("list-faults", "2")] {
        for (width, height) in [(80, 24), (120, 40), (40, 15)] {
            let mut chooser = chooser();
            press(&mut chooser, keys);
            let mut terminal = drawn(&mut chooser, width, height);
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("{name}-{width}x{height}"), picture(&mut terminal));
            });
        }
    }
}

#[test]
fn every_size_fits() {
    for width in 1..=60 {
        for height in [1, 4, 5, 6, 9, 15] {
            let mut chooser = chooser();
            for keys in ["F1", "End", "2", "Down PgDn"] {
                press(&mut chooser, keys);
                drawn(&mut chooser, width, height);
            }
        }
    }
}

#[test]
fn by_lines_a_number_opens() {
    for (input, choice, said) in [
        (
            "1\n",
            Choice::Open(0),
            "1. Connection Tracking and Stateful Filtering, level hard, conntrack, nat: 2 of 3 submitted",
        ),
        ("3", Choice::Open(2), "not begun."),
        ("2\n 1 \r\n", Choice::Open(0), "no `id`"),
        (
            "0\n4\n\nx\n3\n",
            Choice::Open(2),
            "'x' is no number in the list.",
        ),
        ("q\n", Choice::Leave(Ending::Quit), "There are 3 questions."),
        (
            "Q\n",
            Choice::Leave(Ending::Quit),
            "q to leave, ? for help: ",
        ),
        (
            "?\n1\n",
            Choice::Open(0),
            "A number opens a question; l there leads back here.",
        ),
        ("l\n1\n", Choice::Open(0), "help: There are 3 questions."),
        (
            "",
            Choice::Leave(Ending::Closed),
            "2. questions/broken.md: has faults",
        ),
    ] {
        let mut output = Vec::new();
        let chosen = choose_plain(&rows(), &mut input.as_bytes(), &mut output);
        assert_eq!(chosen.expect("memory"), choice, "{input:?}");
        let output = String::from_utf8(output).expect("UTF-8");
        assert!(output.contains(said), "{input:?}: {output}");
        assert!(!output.contains('\u{1b}'), "{output}");
    }
}

/// A screen that was opened from something, on the view that an action leads to.
fn opened_from(behind: Behind, action: Action) -> Screen {
    let mut session = fixture::session();
    session.update(action);
    let options = Options {
        behind,
        ..Options::default()
    };
    Screen::of(session, options, 80, 24)
}

#[test]
fn a_session_goes_back_to_what_it_was_opened_from() {
    for (behind, action, keys, leaves) in [
        (Behind::Questions, Action::Home, "Esc", true),
        (Behind::Questions, Action::Home, "q", true),
        (Behind::Questions, Action::Home, "Enter Esc", false),
        (Behind::Questions, Action::Home, "Enter F9 Esc", true),
        (Behind::Questions, Action::Home, "F1 Esc", false),
        (Behind::Questions, Action::Review, "Esc", false),
        (Behind::Questions, Action::Review, "Esc Esc", true),
        (Behind::Nothing, Action::Home, "Esc", false),
        (Behind::Nothing, Action::Review, "Enter", false),
        (Behind::Rounds, Action::Review, "Enter", true),
        (Behind::Rounds, Action::Review, "Esc", true),
        (Behind::Rounds, Action::Home, "Esc", false),
    ] {
        let mut screen = opened_from(behind, action);
        let reaction = screen.press(keys);
        assert_eq!(reaction.quit, leaves, "{behind:?} {keys}");
        let ending = if leaves { Ending::Back } else { Ending::Quit };
        assert_eq!(screen.app.ending(), ending, "{behind:?} {keys}");
        screen.press("C-q");
        assert_eq!(screen.app.ending(), Ending::Quit, "{behind:?} {keys}");
    }
}

#[test]
fn the_footer_says_where_the_way_back_leads() {
    for (behind, action, said) in [
        (Behind::Questions, Action::Home, "Esc all questions"),
        (Behind::Rounds, Action::Review, "Enter next question"),
    ] {
        let shown = opened_from(behind, action).text();
        assert!(shown.contains(said), "{shown}");
    }
}
