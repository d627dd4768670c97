//! Cuts a sentence into clauses: the stretches across which a "not" has no say.

use super::list::Words;
use super::token::{Kind, Token};
use super::words::is_negator;

/// Words that open a clause of their own.
static OPENERS: Words = Words::new(&[
    "although",
    "and",
    "as",
    "because",
    "but",
    "however",
    "if",
    "only",
    "once",
    "since",
    "so",
    "that",
    "then",
    "therefore",
    "though",
    "thus",
    "unless",
    "until",
    "when",
    "whenever",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "yet",
    "nevertheless",
    "nonetheless",
    "hence",
    "than",
    "after",
    "before",
    "till",
    "cause",
    "cos",
    "coz",
    "cuz",
    "even",
    "despite",
]);

/// Openers that only qualify the word behind them when a negator or a form of "be" stands before: "not yet", "is so".
static QUALIFIERS: Words = Words::new(&["yet", "so", "even", "then", "once", "as", "only"]);

/// For each token the number of its clause, counted from 0. Marks and openers begin a new one.
pub fn clauses(tokens: &[Token]) -> Vec<u16> {
    let mut current = 0;
    (0..tokens.len())
        .map(|at| {
            if opens(tokens, at) {
                current += 1;
            }
            current
        })
        .collect()
}

fn opens(tokens: &[Token], at: usize) -> bool {
    let norm = tokens[at].norm.as_str();
    match tokens[at].kind {
        Kind::Mark(mark) => {
            matches!(
                mark,
                ',' | ';' | ':' | '(' | ')' | '-' | '>' | '.' | '?' | '!' | '=' | '|'
            )
        }
        Kind::Word => {
            OPENERS.contains(norm) && !(QUALIFIERS.contains(norm) && qualifies(tokens, at))
        }
        Kind::Number => false,
    }
}

fn qualifies(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| tokens[before].norm.as_str());
    before.is_some_and(|word| {
        is_negator(word) || matches!(word, "is" | "are" | "was" | "has" | "have" | "been")
    })
}
