//! What is turned down: a claim called a myth, a claim taken back in the next sentence, a slip corrected on the spot.

use super::attribution::{reports, returns};
use super::list::Words;
use super::token::{Token, words};

/// Nouns that call what precedes them false.
static MYTHS: Words = Words::new(&[
    "myth",
    "tale",
    "half-truth",
    "superstition",
    "fable",
    "misconception",
    "rumour",
    "rumor",
    "fallacy",
    "legend",
    "untrue",
    "bunk",
    "hogwash",
    "misunderstanding",
]);
/// Words that do so behind "that is", "this is" or "which is", and where a claim is named.
static FALSE: Words = Words::new(&[
    "wrong",
    "false",
    "incorrect",
    "mistaken",
    "mistake",
    "error",
    "nonsense",
    "rubbish",
]);
/// Words that name what precedes as a claim.
static CLAIMS: Words = Words::new(&[
    "claim",
    "idea",
    "belief",
    "saying",
    "statement",
    "notion",
    "thinking",
    "believing",
    "assumption",
    "view",
]);
/// Words with which a reported or asked claim is turned down.
static REFUTES: Words = Words::new(&[
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
]);

/// Those whose advice may be turned down.
static OTHERS: Words = Words::new(&[
    "he",
    "she",
    "they",
    "colleague",
    "colleagues",
    "guides",
    "tutorials",
    "books",
    "people",
    "others",
    "some",
    "many",
    "most",
    "forum",
    "forums",
    "howtos",
    "blogs",
    "guide",
    "tutorial",
    "book",
    "friend",
    "boss",
    "predecessor",
]);
/// Verbs of turning it down.
static LEAVES: Words = Words::new(&[
    "leave", "leaving", "left", "threw", "throw", "remove", "removed", "skip", "skipped", "drop",
    "dropped", "deleted", "avoid", "refuse",
]);

/// What a writer says who corrects what he has just written.
const CORRECTIONS: &[&str] = &[
    "no wait",
    "wait no",
    "scrap that",
    "strike that",
    "scratch that",
    "correction",
    "crossed out",
    "delete that",
    "wrong way round",
    "i was wrong",
    "i correct that",
    "no i mean",
    "sorry no",
    "that was wrong",
    "no that is wrong",
    "no sorry",
];
/// The words that these begin with.
static CORRECTING: Words = Words::new(&[
    "correction",
    "crossed",
    "delete",
    "i",
    "no",
    "scrap",
    "scratch",
    "sorry",
    "strike",
    "that",
    "wait",
    "wrong",
]);

/// Words with which a whole attempt is taken back.
static RETRACTS: Words = Words::new(&[
    "corrected",
    "correction",
    "instead",
    "mistake",
    "oops",
    "revised",
    "scrap",
    "scratch",
    "sorry",
    "strike",
    "wait",
    "wrong",
]);

/// Takes away what the sentence itself turns down.
pub(super) fn silence(tokens: &[Token], out: &mut [bool]) {
    silence_myths(tokens, out);
    silence_corrected(tokens, out);
}

/// "It is DNAT, no wait, SNAT": what stands before a correction is taken back.
fn silence_corrected(tokens: &[Token], out: &mut [bool]) {
    let bare: Vec<usize> = (0..tokens.len())
        .filter(|&at| tokens[at].is_word())
        .collect();
    let norms: Vec<&str> = words(tokens).collect();
    let mut from = 0;
    for at in 0..norms.len() {
        let ends = |length: usize| bare[at + length - 1] + 1;
        let closes = |length: usize| tokens.get(ends(length)).is_none_or(|t| !t.is_word());
        if let Some(length) = corrections(&norms[at..]).find(|&length| closes(length)) {
            out[from..ends(length)].fill(false);
            from = ends(length);
        }
    }
}

/// How many words each correction takes that begins with the first of these words.
fn corrections(norms: &[&str]) -> impl Iterator<Item = usize> {
    let begins = norms.first().is_some_and(|word| CORRECTING.contains(word));
    let phrases = CORRECTIONS.iter().filter(move |_| begins);
    phrases.filter_map(|phrase| {
        let mut rest = norms.iter();
        let same = phrase.split(' ').all(|word| rest.next() == Some(&word));
        same.then(|| phrase.split(' ').count())
    })
}

/// "… is a myth", "…, which is wrong": what precedes is not claimed, back to where the sentence turned.
fn silence_myths(tokens: &[Token], out: &mut [bool]) {
    let mut from = 0;
    for at in 0..tokens.len() {
        let norm = tokens[at].norm.as_str();
        let claimed = || tokens[from..at].iter().any(|t| CLAIMS.contains(&t.norm));
        let copula = at.checked_sub(5).unwrap_or(from).max(from);
        let is = || {
            tokens[copula..at]
                .iter()
                .any(|t| matches!(t.norm.as_str(), "is" | "was" | "be" | "are"))
        };
        let denied = || {
            tokens[copula..at]
                .iter()
                .any(|t| t.norm == "not" || t.norm == "no")
        };
        let pronoun = || {
            tokens[copula..at]
                .iter()
                .any(|t| matches!(t.norm.as_str(), "that" | "this" | "which"))
        };
        let clausal = || tokens.get(from).is_some_and(|t| t.norm == "that");
        let called =
            MYTHS.contains(norm) || (FALSE.contains(norm) && (pronoun() || clausal() || claimed()));
        if called && is() && !denied() {
            out[from..=at].fill(false);
        }
        if returns(&tokens[at]) {
            from = at;
        }
    }
}

/// Whether the sentence turns down the one before it: "Wrong, …", "That's nonsense.", "I don't agree."
fn refutes(tokens: &[Token]) -> bool {
    const OPENING: usize = 8;
    const SHORT: usize = 6;
    let denies = words(tokens).any(|word| matches!(word, "not" | "no" | "never"));
    let first = words(tokens).next().unwrap_or_default();
    let answers = matches!(
        first,
        "it" | "they"
            | "that"
            | "this"
            | "you"
            | "we"
            | "no"
            | "not"
            | "he"
            | "she"
            | "i"
            | "never"
            | "one"
    );
    if denies && answers && words(tokens).count() <= SHORT {
        return true;
    }
    words(tokens)
        .take(OPENING)
        .any(|word| REFUTES.contains(word) || MYTHS.contains(word))
}

/// Whether a sentence speaks of others.
fn is_of_others(tokens: &[Token]) -> bool {
    const OPENING: usize = 3;
    let words: Vec<&str> = words(tokens).take(OPENING).collect();
    words.iter().any(|word| OTHERS.contains(word))
}

/// Whether the sentence leaves out what the one before it offered: "I leave it out", "I threw that out".
fn leaves_out(tokens: &[Token]) -> bool {
    let words: Vec<&str> = words(tokens).take(8).collect();
    words.contains(&"i")
        && words.windows(2).any(|pair| {
            LEAVES.contains(pair[0])
                && matches!(pair[1], "it" | "that" | "this" | "them" | "those" | "out")
        })
}

/// Whether the sentence opens by correcting the one before it, whosever that was: "No! …", "No wait, …".
fn corrects(tokens: &[Token]) -> bool {
    let first = tokens.iter().find(|t| t.is_word());
    let cries =
        first.is_some_and(|t| t.norm == "no") && tokens.get(1).is_some_and(|t| t.is_mark('!'));
    let norms: Vec<&str> = words(tokens).take(3).collect();
    cries || corrections(&norms).next().is_some()
}

/// Whether a remark between two attempts takes back the first: "Sorry, wrong way round. Again:".
pub fn retracts(tokens: &[Token]) -> bool {
    words(tokens).any(|word| RETRACTS.contains(word)) || corrects(tokens)
}

/// Whether a claim is taken back by the sentence behind it.
pub fn takes_back(claim: &[Token], answer: &[Token]) -> bool {
    corrects(answer)
        || ((reports(claim) || is_of_others(claim)) && (refutes(answer) || leaves_out(answer)))
}
