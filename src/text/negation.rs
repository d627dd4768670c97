//! Which words of a sentence a negator governs. After NegEx and ConText: triggers with a direction, ends of
//! scope, pseudo-negations; the longest trigger wins. (Chapman et al. 2001; Harkema et al. 2009.)

use super::list::Phrases;
use super::token::Token;

/// Where a trigger's scope lies, within its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The whole clause: "the answer has **not** arrived".
    Clause,
    /// What follows: "**no** answer".
    Forward,
    /// What precedes: "the answer is **missing**".
    Backward,
    /// Nothing: it only looks like a negator ("not only").
    Nothing,
    /// What follows, across a "that": "it is **not true** that …".
    Across,
}

/// Triggers, longer ones before their beginnings.
static TRIGGERS: Phrases<(&str, Reach)> = Phrases::of(&[
    ("not only", Reach::Nothing),
    ("not just", Reach::Nothing),
    ("not merely", Reach::Nothing),
    ("not until", Reach::Nothing),
    ("not before", Reach::Nothing),
    ("not least", Reach::Nothing),
    ("not to mention", Reach::Nothing),
    ("not sure", Reach::Nothing),
    ("no matter", Reach::Nothing),
    ("no doubt", Reach::Nothing),
    ("no wonder", Reach::Nothing),
    ("no sooner", Reach::Nothing),
    ("no idea", Reach::Nothing),
    ("no problem", Reach::Nothing),
    ("nothing but", Reach::Nothing),
    ("none other than", Reach::Nothing),
    ("whether or not", Reach::Nothing),
    ("or not", Reach::Nothing),
    ("if not", Reach::Nothing),
    ("not true", Reach::Across),
    ("not require", Reach::Across),
    ("not need that", Reach::Across),
    ("not necessary", Reach::Across),
    ("not demand", Reach::Across),
    ("not say", Reach::Across),
    ("not tell", Reach::Across),
    ("not the case", Reach::Across),
    ("not correct", Reach::Across),
    ("not right", Reach::Across),
    ("not mean", Reach::Across),
    ("not imply", Reach::Across),
    ("not that", Reach::Across),
    ("untrue", Reach::Across),
    ("wrong to", Reach::Across),
    ("wrong that", Reach::Across),
    ("false that", Reach::Across),
    ("not", Reach::Clause),
    ("never", Reach::Clause),
    ("hardly", Reach::Clause),
    ("barely", Reach::Clause),
    ("scarcely", Reach::Clause),
    ("no one", Reach::Forward),
    ("no", Reach::Forward),
    ("nor", Reach::Forward),
    ("neither", Reach::Forward),
    ("without", Reach::Forward),
    ("nobody", Reach::Forward),
    ("nothing", Reach::Forward),
    ("none", Reach::Forward),
    ("zero", Reach::Forward),
    ("lack of", Reach::Forward),
    ("lack", Reach::Forward),
    ("lacks", Reach::Forward),
    ("lacking", Reach::Forward),
    ("absence of", Reach::Forward),
    ("devoid of", Reach::Forward),
    ("free of", Reach::Forward),
    ("instead of", Reach::Forward),
    ("rather than", Reach::Forward),
    ("other than", Reach::Forward),
    ("far from", Reach::Forward),
    ("anything but", Reach::Forward),
    ("by no means", Reach::Clause),
    ("in no way", Reach::Clause),
    ("not at all", Reach::Clause),
    ("except", Reach::Forward),
    ("fail to", Reach::Forward),
    ("fails to", Reach::Forward),
    ("failed to", Reach::Forward),
    ("unable to", Reach::Forward),
    ("impossible to", Reach::Forward),
    ("impossible", Reach::Clause),
    ("refuses to", Reach::Forward),
    ("missing", Reach::Backward),
    ("absent", Reach::Backward),
    ("nowhere", Reach::Backward),
]);

/// The negators of a sentence and what each governs.
#[derive(Debug, Clone, Default)]
pub struct Negations {
    scopes: Vec<Scope>,
}

#[derive(Debug, Clone, Copy)]
struct Scope {
    trigger: (usize, usize),
    governs: (usize, usize),
}

impl Negations {
    /// Whether the words `start..end` are denied: governed by an odd number of negators that stand outside them.
    pub fn denies(&self, start: usize, end: usize) -> bool {
        let outside = |scope: &&Scope| scope.trigger.1 <= start || scope.trigger.0 >= end;
        let governing = |scope: &&Scope| scope.governs.0 < end && start < scope.governs.1;
        self.scopes.iter().filter(outside).filter(governing).count() % 2 == 1
    }
}

/// Finds the negators of a sentence, given the clause of each token.
pub fn negations(tokens: &[Token], clauses: &[u16]) -> Negations {
    let mut scopes = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match TRIGGERS.at(tokens, at) {
            Some((len, &("nor", _)))
                if scopes.iter().any(|scope: &Scope| {
                    scope.governs.1 > at && tokens[scope.trigger.0].norm == "neither"
                }) =>
            {
                at += len
            }
            Some((len, &(_, reach))) => {
                if let Some(governs) = governed(tokens, clauses, (at, at + len), reach) {
                    scopes.push(Scope {
                        trigger: (at, at + len),
                        governs,
                    });
                }
                at += len;
            }
            None => at += 1,
        }
    }
    Negations { scopes }
}

fn governed(
    tokens: &[Token],
    clauses: &[u16],
    trigger: (usize, usize),
    reach: Reach,
) -> Option<(usize, usize)> {
    let own = clauses[trigger.0];
    let start = clauses.partition_point(|&clause| clause < own);
    let end = clauses.partition_point(|&clause| clause <= clauses[trigger.1 - 1]);
    let past_next = || {
        clauses.get(end).map_or(end, |&next| {
            clauses.partition_point(|&clause| clause <= next)
        })
    };
    let relative = tokens
        .get(end)
        .is_some_and(|t| matches!(t.norm.as_str(), "that" | "which" | "who" | "whom"));
    const PARTICIPLE: usize = 4;
    let participle = tokens
        .get(trigger.1)
        .is_some_and(|t| t.norm.len() > 4 && t.norm.ends_with("ing"));
    match reach {
        Reach::Clause if participle => Some((trigger.1, end.min(trigger.1 + PARTICIPLE))),
        Reach::Clause => Some((start, end)),
        Reach::Forward if relative => Some((trigger.1, past_next())),
        Reach::Forward => Some((trigger.1, end)),
        Reach::Backward => Some((start, trigger.0)),
        Reach::Nothing => None,
        Reach::Across => Some((trigger.1, past_next())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{clauses, tokens};
    use super::*;
    use crate::source::Span;

    /// Whether `word` is denied in `sentence`.
    fn denied(sentence: &str, word: &str) -> bool {
        let tokens = tokens(sentence, Span::new(0, sentence.len()));
        let found = negations(&tokens, &clauses(&tokens));
        let at = tokens.iter().position(|t| t.norm == word).expect(word);
        found.denies(at, at + 1)
    }

    #[test]
    fn a_not_governs_its_clause_and_no_more() {
        for (sentence, word, expected) in [
            ("The guest has not arrived", "arrived", true),
            ("The guest has not arrived", "guest", true),
            ("The guest hasn't arrived, the letter came", "letter", false),
            ("The letter came but no guest arrived", "letter", false),
            ("The letter came but no guest arrived", "guest", true),
            ("No guest came because the train failed", "train", false),
            ("not only the guest came", "guest", false),
            ("The guest never fails to arrive", "arrive", false),
            ("The guest is not without luggage", "luggage", false),
            ("The luggage is missing", "luggage", true),
            ("It is not true that the guest came", "guest", true),
            ("That doesn't mean that the guest came", "came", true),
            ("He came without luggage", "luggage", true),
            ("He came without luggage", "came", false),
            ("A letter that was not sent", "letter", false),
            ("no letters or parcels", "parcels", true),
            ("There is nothing that came", "came", true),
            ("The guest has not yet come", "come", true),
            ("He is not so soon sent away", "sent", true),
            ("no letters and he came", "came", false),
            ("a letter instead of a parcel", "parcel", true),
            ("whether or not he came", "came", false),
        ] {
            assert_eq!(denied(sentence, word), expected, "{sentence} / {word}");
        }
    }
}
