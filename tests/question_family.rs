//! Whole question files as teachers of such courses write them: each beside what is read out of it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads its data"
)]

use conntutor::question::{CodeBlock, Component, Question, parse_bytes};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The question of a file of the family.
fn read(name: &str, text: &str) -> Question {
    parse_bytes(name, text.as_bytes()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Everything that is read, a line each, so that a difference shows where it is.
fn shape(question: &Question) -> String {
    let mut shown = format!("{} {:?} {:?}\n", question.id, question.level, question.tags);
    for (key, value) in &question.extra {
        let _ = writeln!(shown, "{key} = {value:?}");
    }
    let _ = writeln!(shown, "# {}", question.title);
    let _ = writeln!(shown, "intro {:?}", question.source.slice(question.intro));
    for part in &question.parts {
        let body = question.source.slice(part.body);
        let lines = body.lines().count();
        let _ = writeln!(shown, "part {} {}: {lines} lines", part.id, part.title);
        for sub in &part.sub_questions {
            let _ = writeln!(shown, "  {}. {}", sub.number, sub.text);
        }
        part.code
            .iter()
            .for_each(|block| code(block, 1, &mut shown));
    }
    for section in &question.sections {
        let _ = writeln!(shown, "{} {} %", section.title, section.percent);
        outline(&section.components, 1, &mut shown);
    }
    shown += "mistakes\n";
    outline(&question.mistakes, 1, &mut shown);
    shown += "follow-ups\n";
    outline(&question.follow_ups, 1, &mut shown);
    shown
}

fn outline(components: &[Component], depth: usize, shown: &mut String) {
    for component in components {
        let _ = writeln!(shown, "{}- {}", "  ".repeat(depth), component.text);
        component
            .code
            .iter()
            .for_each(|block| code(block, depth + 1, shown));
        outline(&component.children, depth + 1, shown);
    }
}

/// Code to the letter, each line behind a bar.
fn code(block: &CodeBlock, depth: usize, shown: &mut String) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(shown, "{indent}{:?} {:?}", block.kind, block.language);
    for line in block.text.lines() {
        let _ = writeln!(shown, "{indent}|{line}");
    }
}

#[test]
fn each_file_of_the_family_is_read_as_it_is_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/questions/family");
    let mut wrong = String::new();
    let mut seen = 0;
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    for path in names
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
    {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(path).unwrap();
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        for (way, text) in [
            ("as written", text.clone()),
            ("with carriage returns", text.replace('\n', "\r\n")),
            ("behind a byte order mark", format!("\u{feff}{text}")),
        ] {
            let found = shape(&read(&name, &text)).replace("\\r\\n", "\\n");
            if found != expected {
                let _ = writeln!(wrong, "== {name} {way} is read as\n{found}");
            }
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(seen >= 6, "only {seen} files in {}", folder.display());
}
