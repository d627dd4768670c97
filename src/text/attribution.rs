//! Words that are somebody else's, or an earlier self's: "people think …", "the claim that …", "… is a myth".

use super::hearsay::ATTRIBUTIONS;
use super::list::Words;
use super::token::{Token, words};

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
    "repeat",
    "repeats",
    "tell",
    "tells",
    "assert",
    "asserts",
    "allege",
    "heard",
    "hear",
    "read",
    "warn",
    "warns",
    "argue",
    "swear",
    "swears",
    "suggest",
    "suggests",
    "thought",
    "believed",
    "assumed",
]);
/// Takes away what the writer hands to others.
pub(super) fn silence(tokens: &[Token], out: &mut [bool]) {
    if agrees(tokens) {
        return;
    }
    silence_attributions(tokens, out);
    silence_sayings(tokens, out);
    silence_reports(tokens, out);
}

/// Whether the sentence reports what others say.
pub(super) fn reports(tokens: &[Token]) -> bool {
    others_do(tokens, &REPORTS)
}

/// Whether a sentence begins with somebody else, who does one of these things.
fn others_do(tokens: &[Token], verbs: &Words) -> bool {
    const OPENING: usize = 5;
    let mut opening = words(tokens).take(OPENING);
    let own = |word: &str| matches!(word, "i" | "we" | "you" | "it" | "this" | "that");
    !opening.next().is_some_and(own) && opening.any(|word| verbs.contains(word))
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

/// "it is often alleged that …", "the legend that …": said by nobody in particular, and not by the writer.
fn silence_sayings(tokens: &[Token], out: &mut [bool]) {
    static ADVERBS: Words = Words::new(&[
        "often",
        "frequently",
        "commonly",
        "widely",
        "sometimes",
        "generally",
        "usually",
        "popularly",
        "wrongly",
        "falsely",
        "mistakenly",
        "occasionally",
        "regularly",
    ]);
    static ALLEGED: Words = Words::new(&[
        "said",
        "asserted",
        "alleged",
        "claimed",
        "believed",
        "thought",
        "assumed",
        "told",
        "rumoured",
        "rumored",
        "maintained",
        "stated",
        "taught",
        "read",
        "heard",
        "written",
    ]);
    static TALES: Words = Words::new(&[
        "legend",
        "myth",
        "rumour",
        "rumor",
        "misconception",
        "half-truth",
        "superstition",
        "fairy",
        "fallacy",
        "tale",
        "prejudice",
        "urban",
    ]);
    let norm = |at: usize| tokens.get(at).map_or("", |t| t.norm.as_str());
    for at in 0..tokens.len() {
        let be = matches!(norm(at), "is" | "are" | "was" | "being");
        let adverb = ADVERBS.contains(norm(at + 1)) && ALLEGED.contains(norm(at + 2));
        let bare = ALLEGED.contains(norm(at + 1))
            && norm(at + 2) == "that"
            && at > 0
            && norm(at - 1) == "it";
        let tale = TALES.contains(norm(at)) && (norm(at + 1) == "that" || norm(at + 2) == "that");
        if (be && (adverb || bare)) || tale {
            let end = (at..tokens.len())
                .find(|&at| returns(&tokens[at]))
                .unwrap_or(tokens.len());
            out[at..end].fill(false);
        }
    }
}

/// "He thinks …; in fact …": a report is not the writer's where he comes back with his own voice.
fn silence_reports(tokens: &[Token], out: &mut [bool]) {
    let back = tokens.iter().position(returns);
    if let (true, Some(back)) = (others_do(tokens, &SAYINGS), back) {
        out[..back].fill(false);
    }
}

pub(super) fn returns(token: &Token) -> bool {
    token.is_mark(';') || RETURNS.contains(&token.norm)
}
