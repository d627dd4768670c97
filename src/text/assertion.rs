//! Which words of a sentence the writer asserts: not what others are said to think, not a question, not a
//! quotation, not what would be so in another world.

use super::token::{Token, phrase_at, words};

/// Openings that hand the following words to somebody else, or to an earlier self.
const ATTRIBUTIONS: &[&str] = &[
    "people think",
    "people believe",
    "people say",
    "people often",
    "people assume",
    "people claim",
    "some think",
    "some say",
    "some people",
    "some believe",
    "some claim",
    "many think",
    "many say",
    "many people",
    "many believe",
    "others say",
    "others think",
    "most people",
    "one might think",
    "one may think",
    "one could think",
    "you might think",
    "you may think",
    "you could think",
    "you would think",
    "might assume",
    "is often said",
    "is often claimed",
    "often hear",
    "often read",
    "is said that",
    "is claimed",
    "a myth",
    "the myth",
    "a misconception",
    "common misconception",
    "common mistake",
    "the misconception",
    "the mistake",
    "common error",
    "contrary to",
    "i thought",
    "i first thought",
    "i used to think",
    "i believed",
    "i assumed",
    "i would have said",
    "my first thought",
    "wrongly",
    "mistakenly",
    "supposedly",
    "allegedly",
    "it is wrong",
    "it is false",
    "would be wrong",
    "is wrong to",
    "students think",
    "students believe",
    "beginners think",
    "colleague says",
    "colleague said",
    "colleagues say",
    "colleague claims",
    "told me",
    "textbook says",
    "the internet says",
    "the opposite of",
    "tempting to",
    "easy to think",
    "do not think",
    "do not believe",
    "used to believe",
    "used to be taught",
];

/// Words that bring the writer's own voice back.
const RETURNS: &[&str] = &[
    "but",
    "however",
    "yet",
    "actually",
    "fact",
    "reality",
    "truth",
    "really",
    "wrong",
    "nonsense",
    "instead",
    "now",
    "true",
    "untrue",
    "false",
    "incorrect",
];

/// Words that open a condition.
const CONDITIONS: &[&str] = &["if", "without", "otherwise", "suppose", "imagine", "unless"];
/// Subjects that make a "would" polite rather than unreal.
const POLITE: &[&str] = &["i", "we"];
/// Words that leave it open.
const HEDGES: &[&str] = &[
    "maybe",
    "perhaps",
    "might",
    "possibly",
    "may",
    "could",
    "either",
    "probably",
    "presumably",
];
/// Words that, with a hedge, say that the writer does not commit.
const UNCOMMITTED: &[&str] = &[
    "sure",
    "idea",
    "depends",
    "recall",
    "remember",
    "measured",
    "know",
    "forgotten",
    "guess",
];
/// Verbs with which somebody else's words are reported.
const REPORTS: &[&str] = &[
    "say", "says", "said", "claim", "claims", "claimed", "think", "thinks", "believe", "believes",
    "wrote", "writes", "write", "promise", "promises", "mention", "mentions", "call", "insists",
    "insist", "told", "states", "teach", "teaches", "assume", "assumes", "have", "expect",
    "saying",
];
/// Words with which a reported or asked claim is turned down.
const REFUTES: &[&str] = &[
    "wrong",
    "nonsense",
    "untrue",
    "mistaken",
    "false",
    "disagree",
    "agree",
    "incorrect",
    "rubbish",
    "myth",
    "nope",
    "opposite",
    "otherwise",
    "contrary",
];

/// Longest quotation, in words, that still counts as naming a term.
const TERM_WORDS: usize = 4;

/// For each token whether the writer asserts it.
pub fn asserted(tokens: &[Token]) -> Vec<bool> {
    let mut out = vec![!is_question(tokens); tokens.len()];
    silence_attributions(tokens, &mut out);
    silence_quotations(tokens, &mut out);
    if is_counterfactual(tokens) || is_open(tokens) {
        out.fill(false);
    }
    out
}

/// Whether the sentence reports what others say.
pub fn reports(tokens: &[Token]) -> bool {
    let words: Vec<&str> = words(tokens).take(5).collect();
    let own = words
        .first()
        .is_some_and(|word| matches!(*word, "i" | "we" | "you" | "it" | "this" | "that"));
    !own && words.iter().skip(1).any(|word| REPORTS.contains(word))
}

/// Whether the sentence turns down the one before it: "Wrong, …", "That's nonsense.", "I don't agree."
pub fn refutes(tokens: &[Token]) -> bool {
    words(tokens).take(8).any(|word| REFUTES.contains(&word))
}

/// "Perhaps so, perhaps not", "it might be this or that, I am not sure": nothing is claimed.
fn is_open(tokens: &[Token]) -> bool {
    let count = |list: &[&str]| {
        tokens
            .iter()
            .filter(|t| list.contains(&t.norm.as_str()))
            .count()
    };
    let hedges = count(HEDGES);
    hedges >= 2
        || (hedges == 1
            && count(UNCOMMITTED) >= 1
            && tokens
                .iter()
                .any(|t| matches!(t.norm.as_str(), "not" | "no" | "depends" | "or")))
}

fn is_question(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .rev()
        .find(|t| !t.is_mark('"') && !t.is_mark(')'))
        .is_some_and(|t| t.is_mark('?'))
}

fn silence_attributions(tokens: &[Token], out: &mut [bool]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some((len, _)) = phrase_at(tokens, at, ATTRIBUTIONS, |text| text) else {
            at += 1;
            continue;
        };
        let from = at;
        at += len;
        while at < tokens.len() && !RETURNS.contains(&tokens[at].norm.as_str()) {
            at += 1;
        }
        out[from..at].fill(false);
    }
}

fn silence_quotations(tokens: &[Token], out: &mut [bool]) {
    let quotes: Vec<usize> = (0..tokens.len())
        .filter(|&at| tokens[at].is_mark('"'))
        .collect();
    for pair in quotes.chunks_exact(2) {
        let inside = pair[0] + 1..pair[1];
        if tokens[inside.clone()]
            .iter()
            .filter(|t| t.is_word())
            .count()
            > TERM_WORDS
        {
            out[inside].fill(false);
        }
    }
}

/// "If it were so, that would follow", "suppose it did": a world that is not ours.
fn is_counterfactual(tokens: &[Token]) -> bool {
    let norm = |at: usize| tokens[at].norm.as_str();
    let supposed = tokens.iter().find(|t| t.is_word()).is_some_and(|t| {
        matches!(
            t.norm.as_str(),
            "suppose" | "imagine" | "assuming" | "were" | "had"
        )
    });
    let did = |at: usize| {
        matches!(norm(at), "were" | "was" | "had" | "did" | "could")
            || (norm(at).len() > 4 && norm(at).ends_with("ed"))
    };
    let past_if =
        (0..tokens.len()).any(|at| norm(at) == "if" && (at + 1..tokens.len().min(at + 6)).any(did));
    let polite = |at: usize| {
        at.checked_sub(1)
            .is_some_and(|before| POLITE.contains(&norm(before)))
    };
    let would = (0..tokens.len()).any(|at| norm(at) == "would" && !polite(at));
    let could = tokens.iter().any(|t| t.norm == "could");
    let condition = (0..tokens.len())
        .any(|at| CONDITIONS.contains(&norm(at)) && (norm(at) != "without" || at < 2));
    (supposed
        && tokens
            .iter()
            .any(|t| matches!(t.norm.as_str(), "did" | "were" | "would" | "could")))
        || (would && condition)
        || (past_if && (would || could))
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;
    use crate::source::Span;

    fn is_asserted(sentence: &str, word: &str) -> bool {
        let tokens = tokens(sentence, Span::new(0, sentence.len()));
        let at = tokens.iter().position(|t| t.norm == word).expect(word);
        asserted(&tokens)[at]
    }

    #[test]
    fn only_the_writers_own_claims_are_asserted() {
        for (sentence, word, expected) in [
            ("The moon is made of rock", "rock", true),
            (
                "People think the moon is cheese, but it is rock",
                "cheese",
                false,
            ),
            (
                "People think the moon is cheese, but it is rock",
                "rock",
                true,
            ),
            ("It is a myth that the moon is cheese", "cheese", false),
            ("Is the moon cheese?", "cheese", false),
            (
                "The claim \"the moon is made of cheese\" is silly",
                "cheese",
                false,
            ),
            ("The \"cheese\" moon", "cheese", true),
            ("If the moon were cheese it would smell", "smell", false),
            ("If the moon is full it shines", "shines", true),
            (
                "Contrary to the cheese theory the moon is rock",
                "cheese",
                false,
            ),
            (
                "I first thought of cheese, actually it is rock",
                "rock",
                true,
            ),
        ] {
            assert_eq!(is_asserted(sentence, word), expected, "{sentence} / {word}");
        }
    }
}
