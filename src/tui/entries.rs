//! The conntrack entries that the current part shows, and their explanation as text for plain mode.

use crate::netfilter::{self, Entry, Facing};
use crate::source::Source;
use crate::tutor::Session;
use std::fmt::Write;

/// Why the entries of the part are not explained now: it shows none, or nothing was tried. What they say is
/// what the part asks for.
pub(super) fn refusal(session: &Session) -> Option<&'static str> {
    if shown(session).next().is_none() {
        return Some("This part shows no conntrack entries.");
    }
    let untried = !session.part().is_tried();
    untried.then_some(
        "Try first: once you have handed in a sentence or two, the entries are explained. What you meet after reading them counts as helped.",
    )
}

/// The entries of what the question says before all parts, and of the part.
pub(super) fn shown(session: &Session) -> impl Iterator<Item = Entry> {
    let question = session.question();
    let bodies = std::iter::once(question.intro).chain(session.asked().map(|part| part.body));
    bodies.flat_map(|body| {
        let source = Source::new("", question.source.slice(body));
        let found: Vec<Entry> = netfilter::entries(&source)
            .filter_map(|line| line.entry)
            .collect();
        found
    })
}

/// The entries explained, made to be read aloud: words stand where the screen has signs.
pub(super) fn text(session: &Session) -> String {
    let mut text = String::new();
    for (entry, number) in shown(session).zip(1..) {
        let told = entry.explain();
        let _ = writeln!(text, "Entry {number}: {entry}");
        for field in &told.fields {
            let (name, value) = &field.original;
            let reply = field
                .reply
                .as_ref()
                .map(|(name, value)| match field.differs {
                    true => format!(
                        ", changed: {name} of the reply is {value}, {}",
                        rewritten(field)
                    ),
                    false => format!(", the same as {name} of the reply"),
                });
            let _ = writeln!(text, "{name} {value}{}.", reply.unwrap_or_default());
        }
        for (topic, words) in &told.said {
            let _ = writeln!(text, "{}: {words}.", topic.label());
        }
        text.push('\n');
    }
    text
}

/// What it means that a field is another one in the reply.
pub(super) fn rewritten(field: &Facing) -> &'static str {
    match field.original.0 {
        "src" => "source rewritten: SNAT",
        "dst" => "destination rewritten: DNAT",
        "sport" => "source port rewritten",
        "dport" => "destination port rewritten",
        "srckey" | "dstkey" | "id" => "rewritten",
        _ => "not what an answer has",
    }
}
