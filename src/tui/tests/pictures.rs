//! The pictures in the documents, drawn anew: what they show is what the program draws.

use super::harness::Screen;
use crate::grading::Grader;
use crate::load::{Places, paper};
use crate::tui::Options;
use crate::tutor::fixture::TODAY;
use crate::tutor::{Action, Session};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const DOCUMENTS: &[(&str, &str)] = &[
    (
        "docs/practice.md",
        include_str!("../../../docs/practice.md"),
    ),
    ("README.md", include_str!("../../../README.md")),
];
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
    ("entries", 20, &[Press("2 TRY F5 c")]),
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
    screen.text().trim_end().to_owned()
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

/// The document with each picture that it names drawn anew, and the names of these.
fn renewed<'d>(document: &'d str, pictures: &[(&str, String)]) -> (String, Vec<&'d str>) {
    const OPEN: &str = "```text picture=";
    let mut pieces = document.split(OPEN);
    let mut renewed = pieces.next().unwrap_or_default().to_owned();
    let mut names = Vec::new();
    for piece in pieces {
        let (name, rest) = piece.split_once('\n').expect("a name");
        let (_, after) = rest.split_once("```").expect("its end");
        let known = pictures.iter().find(|(known, _)| *known == name);
        let (_, drawn) = known.unwrap_or_else(|| panic!("no drawing for '{name}'"));
        renewed += &format!("{OPEN}{name}\n{drawn}\n```{after}");
        names.push(name);
    }
    (renewed, names)
}

#[test]
fn the_pictures_of_the_guide_are_what_the_program_draws() {
    let mut pictures: Vec<(&str, String)> = PICTURES
        .iter()
        .map(|(name, height, steps)| (*name, drawn(session(), *height, steps)))
        .collect();
    pictures.push(("review", review(18)));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shown = Vec::new();
    let mut old = Vec::new();
    for (name, document) in DOCUMENTS {
        let (renewed, names) = renewed(document, &pictures);
        shown.extend(names);
        if renewed != *document {
            let new = root.join("target").join(name.replace('/', "-"));
            fs::write(&new, renewed).expect("written");
            old.push(format!(
                "{name} shows old pictures; {} has new ones",
                new.display()
            ));
        }
    }
    assert!(old.is_empty(), "{}", old.join("\n"));
    for (name, _) in &pictures {
        assert!(shown.contains(name), "'{name}' is drawn for no document");
    }
}
