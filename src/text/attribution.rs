//! Words that are somebody else's, or an earlier self's: "people think …", "the claim that …", "… is a myth".

use super::list::{Phrases, Words};
use super::token::{Token, words};

/// Openings that hand the following words to somebody else, or to an earlier self.
static ATTRIBUTIONS: Phrases<&str> = Phrases::new(&[
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
    "the claim that",
    "the idea that",
    "the notion that",
    "the belief that",
    "the view that",
    "the opinion that",
    "the assumption that",
    "a claim that",
    "a belief that",
    "a rumour",
    "a rumor",
    "the rumour",
    "the rumor",
    "legend has",
    "you might take",
    "one might take",
    "one may take",
    "you could take",
    "might be mistaken",
    "may be mistaken",
    "often mistaken",
    "at first sight",
    "at first glance",
    "on first sight",
    "is often thought",
    "is often believed",
    "is often taken",
    "is often assumed",
    "is often described",
    "is sometimes said",
    "is commonly believed",
    "is commonly said",
    "are often said",
    "are often thought",
    "is widely believed",
    "old notes say",
    "my old notes",
    "is supposedly",
    "it would be wrong",
    "would be a mistake",
    "is a mistake to",
    "be fooled",
    "be misled",
    "believing that",
    "thinking that",
    "believing",
    "everybody thinks",
    "everyone thinks",
    "everybody says",
    "everyone says",
    "nobody should think",
    "never think",
    "do not be fooled",
    "warns that",
    "warn that",
    "i had thought",
    "i used to believe",
    "i once thought",
    "i once believed",
    "i was told",
    "i was taught",
    "we were told",
    "at first i",
    "my first answer",
    "i first wrote",
    "i wrote first",
    "first i wrote",
    "in my first",
    "earlier i",
    "i previously",
]);

/// Words that bring the writer's own voice back.
static RETURNS: Words = Words::new(&[
    "but", "however", "yet", "actually", "fact", "reality", "truth", "really", "instead", "now",
]);

/// Verdicts on a claim that bring it back too.
static VERDICTS: Words = Words::new(&["wrong", "nonsense", "true", "untrue", "false", "incorrect"]);
/// Verbs of those of whom the writer turns away in the same sentence.
static SAYINGS: Words = Words::new(&[
    "say", "says", "said", "claim", "claims", "claimed", "think", "thinks", "thought", "believe",
    "believes", "assume", "assumes", "insist", "insists", "wrote", "swears", "argue", "argues",
    "suggests",
]);

/// Words that take a reported claim over after all.
static AGREES: Words = Words::new(&["agree", "rightly", "correctly", "indeed"]);
/// Nouns that call what precedes them false.
static MYTHS: Words = Words::new(&[
    "myth",
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
/// Verbs with which somebody else's words are reported.
static REPORTS: Words = Words::new(&[
    "say",
    "says",
    "said",
    "claim",
    "claims",
    "claimed",
    "think",
    "thinks",
    "believe",
    "believes",
    "wrote",
    "writes",
    "write",
    "promise",
    "promises",
    "mention",
    "mentions",
    "call",
    "insists",
    "insist",
    "told",
    "states",
    "teach",
    "teaches",
    "assume",
    "assumes",
    "have",
    "expect",
    "saying",
    "define",
    "defines",
    "describe",
    "describes",
    "explain",
    "explains",
    "present",
    "presents",
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

/// Takes away what the writer hands to others.
pub(super) fn silence(tokens: &[Token], out: &mut [bool]) {
    if agrees(tokens) {
        return;
    }
    silence_attributions(tokens, out);
    silence_reports(tokens, out);
    silence_myths(tokens, out);
}

/// Whether the sentence reports what others say.
pub fn reports(tokens: &[Token]) -> bool {
    const OPENING: usize = 5;
    let words: Vec<&str> = words(tokens).take(OPENING).collect();
    are_others(&words) && words.iter().skip(1).any(|word| REPORTS.contains(word))
}

fn are_others(words: &[&str]) -> bool {
    let own = |word: &&str| matches!(*word, "i" | "we" | "you" | "it" | "this" | "that");
    !words.first().is_some_and(own)
}

/// Whether the sentence turns down the one before it: "Wrong, …", "That's nonsense.", "I don't agree."
pub fn refutes(tokens: &[Token]) -> bool {
    const OPENING: usize = 8;
    words(tokens)
        .take(OPENING)
        .any(|word| REFUTES.contains(word) || MYTHS.contains(word))
}

/// Whether a sentence speaks of others.
pub fn is_of_others(tokens: &[Token]) -> bool {
    const OPENING: usize = 3;
    let words: Vec<&str> = words(tokens).take(OPENING).collect();
    words.iter().any(|word| OTHERS.contains(word))
}

/// Whether the sentence leaves out what the one before it offered: "I leave it out", "I threw that out".
pub fn leaves_out(tokens: &[Token]) -> bool {
    let words: Vec<&str> = words(tokens).take(8).collect();
    words.contains(&"i")
        && words.windows(2).any(|pair| {
            LEAVES.contains(pair[0])
                && matches!(pair[1], "it" | "that" | "this" | "them" | "those" | "out")
        })
}

/// "…, and I agree", "…, and that is right".
fn agrees(tokens: &[Token]) -> bool {
    let norm = |at: usize| tokens[at].norm.as_str();
    let before = |at: usize, by: usize| at.checked_sub(by).map_or("", |at| norm(at));
    (0..tokens.len()).any(|at| {
        let agreed = AGREES.contains(norm(at)) && before(at, 1) != "not";
        let right = matches!(norm(at), "right" | "true" | "correct")
            && before(at, 1) == "is"
            && matches!(before(at, 2), "that" | "this" | "which");
        agreed || right
    })
}

fn silence_attributions(tokens: &[Token], out: &mut [bool]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some((len, _)) = ATTRIBUTIONS.at(tokens, at) else {
            at += 1;
            continue;
        };
        let from = at;
        at += len;
        let verdict = |at: usize| VERDICTS.contains(&tokens[at].norm);
        while at < tokens.len() && !returns(&tokens[at]) && !verdict(at) {
            at += 1;
        }
        out[from..at].fill(false);
    }
}

/// "He thinks …; in fact …": a report is not the writer's where he comes back with his own voice.
fn silence_reports(tokens: &[Token], out: &mut [bool]) {
    const OPENING: usize = 5;
    let words: Vec<&str> = words(tokens).take(OPENING).collect();
    let says = are_others(&words) && words.iter().skip(1).any(|word| SAYINGS.contains(word));
    let back = tokens.iter().position(returns);
    if let (true, Some(back)) = (says, back) {
        out[..back].fill(false);
    }
}

/// "… is a myth", "…, which is wrong": what precedes is not claimed, back to where the sentence turned.
fn silence_myths(tokens: &[Token], out: &mut [bool]) {
    let mut from = 0;
    for at in 0..tokens.len() {
        let norm = tokens[at].norm.as_str();
        let names = |words: &Words| tokens[from..at].iter().any(|t| words.contains(&t.norm));
        let copula = at.checked_sub(3).unwrap_or(from).max(from);
        let is = tokens[copula..at]
            .iter()
            .any(|t| matches!(t.norm.as_str(), "is" | "was" | "be" | "are"));
        let denied = tokens[copula..at]
            .iter()
            .any(|t| t.norm == "not" || t.norm == "no");
        let pronoun = tokens[copula..at]
            .iter()
            .any(|t| matches!(t.norm.as_str(), "that" | "this" | "which"));
        let called = MYTHS.contains(norm) || (FALSE.contains(norm) && (pronoun || names(&CLAIMS)));
        if is && called && !denied {
            out[from..=at].fill(false);
        }
        if returns(&tokens[at]) {
            from = at;
        }
    }
}

fn returns(token: &Token) -> bool {
    token.is_mark(';') || RETURNS.contains(&token.norm)
}
