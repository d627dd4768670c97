//! The pictures in docs/practice.md, drawn anew: what the document shows is what the program draws.

use super::harness::Screen;
use crate::grading::Grader;
use crate::load::{Places, paper};
use crate::tui::Options;
use crate::tutor::fixture::TODAY;
use crate::tutor::{Action, Session};
use std::sync::Arc;

const DOC: &str = include_str!("../../../docs/practice.md");
const WIDTH: u16 = 96;

const PART_1: &str = "Conntrack keeps a table of every connection in the kernel.\n\
    NEW: first packet. ESTABLISHED: the three-way handshake is done.";
const PART_3: &str = "iptables -P FORWARD DROP\n\
    iptables -A FORWARD -i eth1 -o eth0 -j ACCEPT\n\
    iptables -A FORWARD -i eth0 -p tcp --sport 443 -j ACCEPT\n\
    iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n\
    iptables -A INPUT -i eth1 -j ACCEPT\n\
    iptables -A INPUT -j DROP";

/// What is done before a picture is drawn.
enum Step {
    Press(&'static str),
    Paste(&'static str),
}

use Step::{Paste, Press};

/// Each picture: its name in the document, lines, and how one comes there from the start screen.
const PICTURES: &[(&str, u16, &[Step])] = &[
    ("start", 26, &[]),
    ("answering", 15, &[Press("Enter"), Paste(PART_1)]),
    (
        "feedback",
        26,
        &[Press("Enter"), Paste(PART_1), Press("F5 Down Down Down")],
    ),
    (
        "second-attempt",
        20,
        &[
            Press("Enter"),
            Paste(PART_1),
            Press("F5 Esc"),
            Paste(" RELATED: belongs to a connection that is there, like an ICMP error."),
            Press("F5"),
        ],
    ),
    ("path", 21, &[Press("3"), Paste(PART_3), Press("F5 p")]),
    ("entries", 20, &[Press("2 F5 c")]),
    ("palette", 13, &[Press("Enter C-p u n d o")]),
    (
        "whole",
        22,
        &[Press("Enter"), Paste(PART_1), Press("F5 F6")],
    ),
];

fn session() -> Session {
    let (question, rubric) = paper(&Places::default()).expect("the shipped paper");
    let mut session = Session::new(Grader::new(Arc::new(question), Arc::new(rubric)), TODAY);
    session.update(Action::Home);
    session
}

fn drawn(session: Session, height: u16, steps: &[Step]) -> String {
    let mut screen = Screen::of(session, Options::default(), WIDTH, height);
    for step in steps {
        match step {
            Press(keys) => {
                screen.press(keys);
            }
            Paste(text) => screen.paste(text),
        }
    }
    screen.text()
}

/// A prompt of the review, a day after the answer of the other pictures.
fn review(height: u16) -> String {
    let mut session = session();
    for action in [Action::Go(0), Action::Write(PART_1.into()), Action::Submit] {
        session.update(action);
    }
    let (question, rubric) = paper(&Places::default()).expect("the shipped paper");
    let grader = Grader::new(Arc::new(question), Arc::new(rubric));
    let tomorrow = TODAY.tomorrow().expect("a day");
    let mut later = Session::resume(grader, tomorrow, session.draft());
    later.update(Action::Home);
    drawn(later, height, &[Press("r")])
}

#[test]
fn the_pictures_of_the_guide_are_what_the_program_draws() {
    let mut pictures: Vec<(&str, String)> = PICTURES
        .iter()
        .map(|(name, height, steps)| (*name, drawn(session(), *height, steps)))
        .collect();
    pictures.push(("review", review(18)));
    let mut wanted = DOC.to_owned();
    for (name, picture) in &pictures {
        let open = format!("```text picture={name}\n");
        let start = DOC
            .find(&open)
            .unwrap_or_else(|| panic!("no picture '{name}'"));
        let body = &DOC[start + open.len()..];
        let shown = &body[..body.find("```").expect("its end")];
        let lines = picture.lines().map(str::trim_end);
        let drawn = lines.collect::<Vec<_>>().join("\n");
        wanted = wanted.replace(
            &format!("{open}{shown}"),
            &format!("{open}{}\n", drawn.trim_end()),
        );
    }
    let fences = DOC.matches("```text picture=").count();
    assert_eq!(fences, pictures.len(), "each picture has a drawing");
    if wanted != DOC {
        let name = "practice.md.new";
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("target")
            .join(name);
        std::fs::write(&path, wanted).expect("written");
        panic!(
            "docs/practice.md shows old pictures; {} has the new ones",
            path.display()
        );
    }
}
