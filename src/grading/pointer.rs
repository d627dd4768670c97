//! "The former", "the second one": words that point into a row of names.

use super::mention::{EXPLAINS, Mention};
use crate::text::{Kind, Token};

/// Words that point into a list of names, with the place they point to; `None` is the last.
const POINTERS: &[(&str, Option<usize>)] = &[
    ("former", Some(0)),
    ("first", Some(0)),
    ("1st", Some(0)),
    ("second", Some(1)),
    ("2nd", Some(1)),
    ("third", Some(2)),
    ("3rd", Some(2)),
    ("fourth", Some(3)),
    ("4th", Some(3)),
    ("latter", None),
    ("last", None),
];

/// The names that stand in a row.
pub(super) fn listed(named: &[Mention]) -> Vec<usize> {
    const BETWEEN: usize = 2;
    let beside = |one: &Mention, other: &Mention| {
        other.listed && other.end <= one.start && one.start - other.end <= BETWEEN
    };
    let stands = |one: &&Mention| one.listed || named.iter().any(|other| beside(one, other));
    named.iter().filter(stands).map(|m| m.name).collect()
}

/// Whether a sentence may point into a row of names.
pub(super) fn points(tokens: &[Token]) -> bool {
    let pointer = |t: &Token| POINTERS.iter().any(|(word, _)| *word == t.norm);
    tokens.iter().any(pointer)
}

/// "the former", "the second one", where they stand for a name of the row.
pub(super) fn pointers(tokens: &[Token], row: &[usize]) -> Vec<Mention> {
    if row.len() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for at in 1..tokens.len() {
        let Some((_, place)) = POINTERS.iter().find(|(word, _)| *word == tokens[at].norm) else {
            continue;
        };
        let one = usize::from(
            tokens
                .get(at + 1)
                .is_some_and(|t| t.norm == "one" || t.norm == "state"),
        );
        let end = at + 1 + one;
        let always = matches!(tokens[at].norm.as_str(), "former" | "latter");
        let stands = always
            || tokens.get(end).is_none_or(|t| {
                t.kind != Kind::Word && t.kind != Kind::Number
                    || EXPLAINS.contains(&t.norm.as_str())
            });
        let name = row.get(place.unwrap_or(row.len() - 1));
        if let (true, true, Some(&name)) = (tokens[at - 1].norm == "the", stands, name) {
            out.push(Mention {
                start: at - 1,
                end,
                name,
                listed: false,
            });
        }
    }
    out
}
