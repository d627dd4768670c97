//! Signs that somebody tells something: words for who does what, and pairs of words that English never has.

use super::list::Words;
use super::token::{Kind, Token};

/// Pronouns, negators, modal verbs and common verbs in their base and irregular forms, sorted.
static LIVELY: Words = Words::new(&[
    "accept", "add", "allow", "announce", "answer", "anybody", "anyone", "appear", "append",
    "apply", "arrive", "ask", "assign", "assume", "become", "began", "begin", "begun", "believe",
    "belong", "block", "bring", "broken", "brought", "bypass", "call", "came", "can", "cannot",
    "carry", "catch", "caught", "cause", "change", "check", "choose", "chose", "chosen", "claim",
    "clear", "close", "come", "compare", "complete", "concern", "confuse", "connect", "consume",
    "cost", "could", "count", "create", "deal", "decide", "define", "delete", "deny", "depend",
    "describe", "die", "died", "discard", "drawn", "drew", "drop", "dying", "eat", "end", "enter",
    "evict", "exempt", "exist", "expect", "expire", "explain", "fail", "fall", "fallen", "fell",
    "fill", "find", "finish", "fit", "follow", "forbid", "found", "gave", "get", "give", "given",
    "go", "gone", "got", "gotten", "grow", "guess", "handle", "hang", "happen", "he", "hear",
    "heard", "held", "help", "hidden", "hide", "him", "hit", "hold", "hung", "i", "identify",
    "ignore", "include", "increase", "inform", "insert", "inspect", "install", "it", "judge",
    "keep", "kept", "knew", "knock", "know", "known", "lack", "lain", "lay", "lead", "learn",
    "leave", "led", "left", "let", "lie", "like", "listen", "live", "load", "look", "lose", "lost",
    "lying", "made", "maintain", "make", "mark", "match", "matter", "may", "mean", "meant",
    "mention", "might", "miss", "move", "must", "need", "never", "no", "nobody", "none", "not",
    "nothing", "notice", "observe", "offer", "one", "open", "parse", "pass", "permit", "pick",
    "point", "prefer", "prevent", "produce", "protect", "prove", "put", "quote", "raise", "ran",
    "reach", "read", "receive", "reduce", "refer", "refuse", "reject", "relate", "release",
    "remember", "remove", "replace", "reply", "require", "reserve", "reset", "respond", "return",
    "reuse", "reveal", "rewrite", "run", "said", "sat", "save", "saw", "say", "search", "see",
    "seem", "seen", "send", "sent", "serve", "set", "share", "she", "shorten", "should", "show",
    "sit", "skip", "slow", "somebody", "someone", "sort", "spare", "spawn", "speak", "spoke",
    "spoken", "stand", "start", "stay", "step", "stood", "stop", "store", "suffice", "suit",
    "suppose", "swap", "switch", "take", "taken", "talk", "taught", "teach", "tell", "them",
    "they", "think", "thought", "threw", "throw", "thrown", "tie", "tied", "told", "took", "touch",
    "track", "treat", "trigger", "trust", "try", "tune", "turn", "tying", "us", "use", "vanish",
    "view", "visit", "wait", "walk", "want", "watch", "we", "went", "will", "win", "wish", "won",
    "work", "worn", "worry", "would", "write", "written", "wrote", "you",
]);
/// The longer ones.
static LONG_LIVELY: Words = Words::new(&[
    "everybody",
    "everything",
    "negotiate",
    "recognise",
    "recognize",
    "translate",
    "understand",
    "understood",
]);
/// Words that a noun must follow.
static DETERMINERS: Words = Words::new(&["a", "an", "the", "my", "your", "our"]);
/// Words that never follow them.
static NEVER: Words = Words::new(&[
    "a", "an", "and", "are", "as", "been", "by", "for", "from", "has", "have", "is", "it", "of",
    "or", "that", "the", "to", "was", "were", "when", "which", "with",
]);

/// Whether a token says who or what acts, or what it does: a pronoun, a modal verb, a common verb in any form;
/// not where it is in capitals, as names are.
pub fn is_lively(token: &Token) -> bool {
    let norm = token.norm.as_str();
    token.kind == Kind::Word
        && (token.shape != super::Shape::Upper || norm.len() < 2)
        && is_acting(norm)
}

fn is_acting(norm: &str) -> bool {
    let known = |word: &str| LIVELY.contains(word) || LONG_LIVELY.contains(word);
    let stem = |ending: &str| norm.strip_suffix(ending).filter(|stem| stem.len() > 1);
    let doubled = |stem: &str| {
        let mut letters = stem.chars().rev();
        letters.next() == letters.next() && known(&stem[..stem.len() - 1])
    };
    known(norm)
        || ["s", "es", "ed", "d", "ing"]
            .iter()
            .filter_map(|ending| stem(ending))
            .any(|stem| known(stem) || (stem.is_ascii() && doubled(stem)))
        || stem("ing").is_some_and(|stem| known(&format!("{stem}e")))
        || stem("ies")
            .or_else(|| stem("ied"))
            .is_some_and(|stem| known(&format!("{stem}y")))
}

/// How many pairs of neighbouring words no English sentence has: "the of", "a the".
pub fn clashes(tokens: &[Token]) -> usize {
    tokens
        .windows(2)
        .filter(|pair| {
            pair.iter()
                .all(|t| t.kind == Kind::Word && t.shape != super::Shape::Upper)
        })
        .filter(|pair| clash(&pair[0].norm, &pair[1].norm))
        .count()
}

/// A determiner before what no noun is, or a word twice that is never said twice.
fn clash(first: &str, second: &str) -> bool {
    let twice = first == second
        && !matches!(
            first,
            "that" | "had" | "very" | "no" | "so" | "is" | "ha" | "bye"
        );
    twice || (DETERMINERS.contains(first) && NEVER.contains(second))
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;
    use crate::source::Span;

    #[test]
    fn acting_words_are_lively_in_every_form() {
        assert!(LIVELY.is_sorted() && LONG_LIVELY.is_sorted());
        for (word, expected) in [
            ("send", true),
            ("sends", true),
            ("replied", true),
            ("dropped", true),
            ("making", true),
            ("sent", true),
            ("we", true),
            ("not", true),
            ("moon", false),
            ("the", false),
            ("is", false),
            ("ed", false),
        ] {
            assert_eq!(is_acting(word), expected, "{word}");
        }
    }

    #[test]
    fn clashing_words_are_counted() {
        for (sentence, expected) in [
            ("the of a the moon", 2),
            ("the moon moon", 1),
            ("the moon of the earth", 0),
            ("a is the", 1),
        ] {
            let tokens = tokens(sentence, Span::new(0, sentence.len()));
            assert_eq!(clashes(&tokens), expected, "{sentence}");
        }
    }
}
