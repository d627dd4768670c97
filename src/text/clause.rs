//! Cuts a sentence into clauses: the stretches across which a "not" has no say.

use super::token::{Kind, Token};

/// Words that open a clause of their own.
const OPENERS: &[&str] = &[
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
];

/// For each token the number of its clause, counted from 0. Marks and openers begin a new one.
pub fn clauses(tokens: &[Token]) -> Vec<u16> {
    let mut current = 0;
    tokens
        .iter()
        .map(|token| {
            if opens(token) {
                current += 1;
            }
            current
        })
        .collect()
}

fn opens(token: &Token) -> bool {
    match token.kind {
        Kind::Mark(mark) => {
            matches!(
                mark,
                ',' | ';' | ':' | '(' | ')' | '-' | '>' | '.' | '?' | '!' | '=' | '|'
            )
        }
        Kind::Word => OPENERS.contains(&token.norm.as_str()),
        Kind::Number => false,
    }
}
