//! A question as text, for tests that compare what was read.

use conntutor::question::{Component, Question, parse};
use conntutor::source::{Source, Span};
use std::fmt::Write;

/// The question of a text that holds no fault.
#[expect(clippy::unwrap_used, reason = "a test fails by it")]
pub(crate) fn read(text: &str) -> Question {
    let read = parse(Source::new("q.md", text));
    read.map_err(|faults| faults.to_string()).unwrap()
}

/// Intro, parts, sub-questions and code, a line each.
pub(crate) fn asked(question: &Question) -> String {
    let slice = |span: Span| question.source.slice(span);
    let mut shown = format!("intro {:?}\n", slice(question.intro));
    for part in &question.parts {
        let _ = writeln!(
            shown,
            "part {} {:?} {:?}",
            part.id,
            part.title,
            slice(part.body)
        );
        for sub in &part.sub_questions {
            let _ = writeln!(shown, " {} {}", sub.number, sub.text);
        }
        for code in &part.code {
            let _ = writeln!(shown, " {:?} {} {:?}", code.kind, code.language, code.text);
        }
    }
    shown
}

/// Components as an indented list; code in quotes.
pub(crate) fn outline(components: &[Component], depth: usize) -> String {
    let mut shown = String::new();
    for component in components {
        let _ = writeln!(shown, "{:depth$}{}", "", component.text);
        for code in &component.code {
            let _ = writeln!(shown, "{:depth$}| {:?} {:?}", "", code.kind, code.text);
        }
        shown += &outline(&component.children, depth + 1);
    }
    shown
}
