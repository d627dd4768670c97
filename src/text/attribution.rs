//! Words that are somebody else's, or an earlier self's: "people think …", "the claim that …", "… is a myth".

use super::list::{Phrases, Words};
use super::token::{Token, words};

/// Openings that hand the following words to somebody else, or to an earlier self.
static ATTRIBUTIONS: Phrases<&str> = Phrases::new(&[
    "people often think",
    "people often say",
    "people often believe",
    "people often assume",
    "people often claim",
    "people often take",
    "people often write",
    "people like to",
    "people will tell",
    "people tend to",
    "people mistake",
    "people confuse",
    "people take",
    "people imagine",
    "people write",
    "people still think",
    "people still believe",
    "people keep saying",
    "people have told",
    "people think",
    "people believe",
    "people say",
    "people assume",
    "people claim",
    "some think",
    "some say",
    "some believe",
    "some claim",
    "many think",
    "many say",
    "many believe",
    "others say",
    "others think",
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
    "like to say",
    "one could take",
    "someone took",
    "somebody took",
    "like to think",
    "would have you",
    "do not fall for",
    "do not conclude",
    "never assume",
    "never believe",
    "never conclude",
    "do not assume",
    "would tell you",
    "will tell you",
    "might tell you",
    "half-truth is",
    "stubborn belief",
    "greatest error",
    "biggest mistake",
    "biggest error",
    "popular belief",
    "popular opinion",
    "popular wisdom",
    "common advice",
    "common belief",
    "common wisdom",
    "as optimists",
    "received wisdom",
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
    const OPENING: usize = 5;
    let words: Vec<&str> = words(tokens).take(OPENING).collect();
    are_others(&words) && words.iter().skip(1).any(|word| REPORTS.contains(word))
}

fn are_others(words: &[&str]) -> bool {
    let own = |word: &&str| matches!(*word, "i" | "we" | "you" | "it" | "this" | "that");
    !words.first().is_some_and(own)
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
    const OPENING: usize = 5;
    let words: Vec<&str> = words(tokens).take(OPENING).collect();
    let says = are_others(&words) && words.iter().skip(1).any(|word| SAYINGS.contains(word));
    let back = tokens.iter().position(returns);
    if let (true, Some(back)) = (says, back) {
        out[..back].fill(false);
    }
}

pub(super) fn returns(token: &Token) -> bool {
    token.is_mark(';') || RETURNS.contains(&token.norm)
}
