//! Which words of a sentence tell of a world that is not ours: "if it were so, that would follow". What is said
//! there holds the other way round here.

use super::list::Words;
use super::token::{Kind, Shape, Token};

/// Words that open a condition, besides "if".
static CONDITIONS: Words = Words::new(&["without", "otherwise"]);
/// Openings that suppose by themselves.
static SUPPOSES: Words = Words::new(&["were", "had"]);
/// Openings that do so without a "would".
static IMAGINES: Words = Words::new(&["suppose", "supposing", "imagine"]);
/// Subjects that make a "would" polite rather than unreal.
static POLITE: Words = Words::new(&["i", "we"]);
/// Words that bring the real world back within a sentence.
static RETURNS: Words = Words::new(&["but", "however", "actually"]);
/// Words between "if" and its verb.
const SUBJECT: usize = 7;

/// For each token whether it stands in a supposed world.
pub fn supposed(tokens: &[Token]) -> Vec<bool> {
    let mut out = vec![false; tokens.len()];
    let mut start = 0;
    for end in 0..=tokens.len() {
        let ends = tokens.get(end).is_none_or(|_| ends_world(tokens, end));
        if ends {
            let unreal = is_supposed(&tokens[start..end]) && !is_defined(&tokens[start..end]);
            out[start..end].fill(unreal);
            start = end;
        }
    }
    out
}

/// Whether a token ends one world and begins another: a mark, a "but", an "otherwise", a "with it" after a "without it".
fn ends_world(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1).map_or("", |t| t.norm.as_str());
    token.is_mark(';')
        || token.is_mark(':')
        || token.norm == "otherwise"
        || RETURNS.contains(&token.norm)
        || (token.norm == "with" && matches!(next, "it" | "this" | "that"))
}

/// "If nobody had answered, it would be NEW": what the name stands for, in whatever world.
fn is_defined(tokens: &[Token]) -> bool {
    const BACK: usize = 3;
    (BACK..tokens.len()).any(|at| {
        let before = |word: &str| tokens[at - BACK..at].iter().any(|t| t.norm == word);
        tokens[at].shape == Shape::Upper
            && before("would")
            && !before("not")
            && ["be", "become", "count"].into_iter().any(before)
    })
}

/// Whether a stretch supposes what is not: a past "if" with a "would", or a "would" under "without".
fn is_supposed(tokens: &[Token]) -> bool {
    let norm = |at: usize| tokens[at].norm.as_str();
    let all = 0..tokens.len();
    let has = |word: &str| all.clone().any(|at| norm(at) == word);
    let would = all
        .clone()
        .any(|at| norm(at) == "would" && !is_polite(tokens, at));
    let advice = !would && has("would") && !has("could");
    let past_if = all
        .clone()
        .any(|at| norm(at) == "if" && supposes_behind(tokens, at));
    let first = tokens.iter().find(|t| t.kind == Kind::Word);
    let supposes = first.is_some_and(|t| SUPPOSES.contains(&t.norm));
    let imagines = first.is_some_and(|t| IMAGINES.contains(&t.norm));
    let past = all.clone().any(|at| is_past(norm(at)));
    let without = all
        .clone()
        .any(|at| at < 2 && CONDITIONS.contains(norm(at)));
    (past_if && !advice)
        || (supposes && !may_come(tokens) && (has("would") || has("could")))
        || (imagines && (past || has("would") || has("could")))
        || (would && without)
}

/// "I would load it": said politely; but "I would have to" is of another world.
fn is_polite(tokens: &[Token], at: usize) -> bool {
    let own = at > 0 && POLITE.contains(&tokens[at - 1].norm);
    let forced = tokens
        .get(at + 1)
        .is_some_and(|t| t.norm == "have" || t.norm == "need");
    own && !forced
}

/// "Were it to fill up, …": it may yet come.
fn may_come(tokens: &[Token]) -> bool {
    let were = tokens.iter().take(2).any(|t| t.norm == "were");
    let to = tokens.iter().take(SUBJECT).position(|t| t.norm == "to");
    were && to.is_some_and(|at| !tokens[at - 1].norm.ends_with("ed"))
}

/// Whether the "if" at `at` has a past verb, and a "would" or a "could" outside its own clause follows from it.
fn supposes_behind(tokens: &[Token], at: usize) -> bool {
    let norm = |at: usize| tokens[at].norm.as_str();
    let clause = at + 1..tokens.len().min(at + SUBJECT);
    let past = clause.clone().any(|at| is_past(norm(at)));
    let could = clause.clone().any(|at| norm(at) == "could");
    let would = (0..tokens.len()).any(|at| norm(at) == "would");
    let could_follow = (0..at)
        .chain(clause.end..tokens.len())
        .any(|at| norm(at) == "could");
    (past && (would || could_follow)) || (could && would)
}

/// Whether a sentence may suppose something and may as well tell it: "if it opened the door, one would see".
pub fn is_doubtful(tokens: &[Token]) -> bool {
    let norm = |at: usize| tokens[at].norm.as_str();
    let regular = |at: usize| {
        (norm(at).len() > 4 && norm(at).ends_with("ed"))
            || matches!(
                norm(at),
                "kept"
                    | "went"
                    | "came"
                    | "got"
                    | "made"
                    | "took"
                    | "gave"
                    | "knew"
                    | "saw"
                    | "cost"
                    | "lost"
                    | "ran"
            )
    };
    let would = tokens.iter().any(|t| t.norm == "would");
    let past_if = (0..tokens.len())
        .any(|at| norm(at) == "if" && (at + 1..tokens.len().min(at + SUBJECT)).any(regular));
    would && past_if && !supposed(tokens).contains(&true)
}

fn is_past(norm: &str) -> bool {
    matches!(norm, "were" | "was" | "had" | "did" | "meant")
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;
    use crate::source::Span;

    #[test]
    fn only_what_is_not_so_is_supposed() {
        for (sentence, word, expected) in [
            ("If the moon were cheese it would smell", "smell", true),
            (
                "If the moon were cheese it would smell; it is rock",
                "rock",
                false,
            ),
            (
                "If the moon was cheese it would smell, but it is rock",
                "rock",
                false,
            ),
            ("If the moon is full it shines", "shines", false),
            ("If the moon is full it would shine", "shine", false),
            ("Were the moon cheese, it would smell", "cheese", true),
            ("Without the moon there would be no tide", "tide", true),
            ("Without the moon there is no tide", "tide", false),
            ("If I had to choose I would eat cheese", "cheese", false),
            (
                "If the moon were cheese I would have to eat it",
                "eat",
                true,
            ),
            ("Were the moon to fall, the tide would stop", "stop", false),
            (
                "The tide is real, otherwise it would be still",
                "real",
                false,
            ),
            (
                "The tide is real, otherwise it would be still",
                "still",
                true,
            ),
            ("I would eat cheese", "cheese", false),
            ("Otherwise the tide would stop", "stop", true),
            (
                "Had the moon been cheese, mice could live there",
                "mice",
                true,
            ),
        ] {
            let tokens = tokens(sentence, Span::new(0, sentence.len()));
            let at = tokens.iter().position(|t| t.norm == word).expect(word);
            assert_eq!(supposed(&tokens)[at], expected, "{sentence} / {word}");
        }
    }
}
