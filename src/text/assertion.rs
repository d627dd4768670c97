//! Which words of a sentence the writer asserts: not what others are said to think, not a question, not a
//! quotation, not what he leaves open.

use super::attribution;
use super::list::Words;
use super::refutation;
use super::token::Token;

/// Words that leave it open.
static HEDGES: Words = Words::new(&[
    "maybe",
    "perhaps",
    "might",
    "possibly",
    "may",
    "could",
    "either",
    "probably",
    "presumably",
]);
/// Words of those who speak to the marker instead of answering.
static MARKING: Words = Words::new(&[
    "criteria",
    "criterion",
    "examiner",
    "examiners",
    "grader",
    "graders",
    "grading",
    "rubric",
]);
/// Words behind a "may" that leaves open; behind others it permits.
static OPEN_MAY: Words = Words::new(&["be", "have", "mean", "also", "well", "or", "not"]);
/// Words that, with a hedge, say that the writer does not commit.
static UNCOMMITTED: Words = Words::new(&[
    "sure",
    "idea",
    "depends",
    "forgotten",
    "guessing",
    "dunno",
    "unsure",
    "pick",
]);
/// Verbs that do so where the writer says that he can not.
static KNOWS: Words = Words::new(&[
    "tell", "say", "know", "recall", "remember", "judge", "decide", "look", "looked", "measured",
]);
/// Words that say the writer does not know whether.
static UNKNOWING: Words = Words::new(&[
    "wonder", "know", "sure", "judge", "tell", "idea", "clue", "unsure", "find", "remember",
    "recall", "say",
]);
/// Longest quotation, in words, that still counts as naming a term.
const TERM_WORDS: usize = 4;

/// What keeps words from being the writer's own claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// They are asked.
    Question,
    /// They are said or thought by others, or were by the writer once.
    Attributed,
    /// They stand in quotation marks.
    Quotation,
    /// They are left open.
    Hedged,
}

/// For each token whether the writer asserts it.
pub fn asserted(tokens: &[Token]) -> Vec<bool> {
    silences(tokens).iter().map(Option::is_none).collect()
}

/// For each token what keeps it from being asserted, if anything does.
pub fn silences(tokens: &[Token]) -> Vec<Option<Silence>> {
    let open = || is_open(tokens) || is_wondered(tokens);
    if is_question(tokens) {
        return vec![Some(Silence::Question); tokens.len()];
    }
    if tokens.iter().any(|t| MARKING.contains(&t.norm)) {
        return vec![Some(Silence::Attributed); tokens.len()];
    }
    if open() {
        return vec![Some(Silence::Hedged); tokens.len()];
    }
    let mut out = vec![None; tokens.len()];
    let mut own = vec![true; tokens.len()];
    attribution::silence(tokens, &mut own);
    refutation::silence(tokens, &mut own);
    note(&own, Silence::Attributed, &mut out);
    silence_quotations(tokens, &mut own);
    note(&own, Silence::Quotation, &mut out);
    out
}

/// Gives a reason to the words that are not the writer's own and have none yet.
fn note(own: &[bool], why: Silence, out: &mut [Option<Silence>]) {
    let fresh = out
        .iter_mut()
        .zip(own)
        .filter(|(out, own)| out.is_none() && !**own);
    fresh.for_each(|(out, _)| *out = Some(why));
}

/// Most words of a quotation that still names a term; one with a verb of its own says something sooner.
fn limit(inside: &[Token]) -> usize {
    const SAID: usize = 2;
    let verb = |t: &Token| {
        matches!(
            t.norm.as_str(),
            "is" | "are" | "has" | "have" | "does" | "do" | "can" | "was" | "needs" | "need"
        )
    };
    if inside.iter().any(verb) {
        SAID
    } else {
        TERM_WORDS
    }
}

/// Whether what stands before a quotation makes it the writer's own: "it is the …", "it means …", "a rule saying …".
fn defines(before: &[Token]) -> bool {
    const BACK: usize = 4;
    let mut words = before.iter().rev().take(BACK).map(|t| t.norm.as_str());
    let near = words.by_ref().find(|word| {
        !matches!(
            *word,
            "a" | "an"
                | "the"
                | "just"
                | "basically"
                | "simply"
                | "like"
                | "as"
                | "sort"
                | "of"
                | "that"
                | ":"
        )
    });
    let mut told = || {
        words.any(|word| {
            matches!(
                word,
                "rule" | "line" | "statement" | "order" | "instruction" | "policy" | "entry"
            )
        })
    };
    match near {
        Some("is" | "are" | "means" | "mean" | "called" | "=" | "was") => true,
        Some("saying" | "says" | "say" | "reads") => told(),
        _ => false,
    }
}

/// "Perhaps so, perhaps not", "it might be this or that, I am not sure": nothing is claimed. A hedge alone, as in
/// "probably", does claim.
fn is_open(tokens: &[Token]) -> bool {
    let norm = |at: usize| tokens[at].norm.as_str();
    let permits = |at: usize| {
        norm(at) == "may"
            && !tokens
                .get(at + 1)
                .is_some_and(|t| OPEN_MAY.contains(&t.norm))
    };
    let hedges: Vec<&str> = (0..tokens.len())
        .filter(|&at| !permits(at))
        .map(norm)
        .filter(|word| HEDGES.contains(word))
        .collect();
    if hedges.is_empty() {
        return false;
    }
    let has = |words: &[&str]| tokens.iter().any(|t| words.contains(&t.norm.as_str()));
    let twice = hedges
        .iter()
        .enumerate()
        .any(|(at, word)| hedges[at + 1..].contains(word));
    let either = has(&["either"]) && has(&["or"]);
    let knows = (0..tokens.len()).any(|at| {
        const BACK: usize = 4;
        KNOWS.contains(norm(at))
            && tokens[at.saturating_sub(BACK)..at]
                .iter()
                .any(|t| t.norm == "i")
    });
    let ignorant = (knows || tokens.iter().any(|t| UNCOMMITTED.contains(&t.norm)))
        && has(&[
            "not",
            "no",
            "never",
            "forgotten",
            "depends",
            "or",
            "guessing",
            "pick",
            "dunno",
            "unsure",
        ]);
    match hedges.len() {
        1 => ignorant || has(&["unless"]) || (either && has(&["not", "no"])),
        _ => ignorant || twice || has(&["or", "unless"]),
    }
}

/// "I wonder whether …", "whether …, I cannot judge".
fn is_wondered(tokens: &[Token]) -> bool {
    let norm = |at: usize| tokens[at].norm.as_str();
    let has = |word: &str| tokens.iter().any(|t| t.norm == word);
    let asks = (0..tokens.len()).any(|at| {
        norm(at) == "whether" || (norm(at) == "if" && at > 0 && UNKNOWING.contains(norm(at - 1)))
    });
    if !asks {
        return false;
    }
    let own = (0..tokens.len().saturating_sub(1)).any(|at| {
        norm(at) == "i"
            && tokens[at + 1..]
                .iter()
                .take(4)
                .any(|t| UNKNOWING.contains(&t.norm))
    });
    own && (has("wonder") || has("unsure") || has("not") || has("no"))
}

/// Whether a sentence asks.
pub fn is_question(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .rev()
        .find(|t| !t.is_mark('"') && !t.is_mark(')'))
        .is_some_and(|t| t.is_mark('?'))
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
            > limit(&tokens[inside.clone()])
            && !defines(&tokens[..pair[0]])
        {
            out[inside].fill(false);
        }
    }
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
            ("If the moon were cheese it would smell", "smell", true),
            (
                "That the moon is cheese is a myth; it is rock",
                "cheese",
                false,
            ),
            (
                "That the moon is cheese is a myth; it is rock",
                "rock",
                true,
            ),
            (
                "The claim that the moon is cheese is wrong",
                "cheese",
                false,
            ),
            ("The moon is cheese, which is nonsense", "cheese", false),
            ("Cheese is wrong on the moon", "cheese", true),
            ("\"The moon is cheese\", nonsense", "cheese", false),
            (
                "That the moon is cheese is an old wives' tale",
                "cheese",
                false,
            ),
            (
                "The legend that the moon is cheese should be given up",
                "cheese",
                false,
            ),
            (
                "It is frequently asserted that the moon is cheese",
                "cheese",
                false,
            ),
            ("The moon is cheese, no wait, it is rock", "cheese", false),
            ("The moon is cheese, no wait, it is rock", "rock", true),
            ("Don't fall for cheese", "cheese", false),
            ("Note to the grader: the moon is rock", "rock", false),
            ("People say the moon is rock, and I agree", "rock", true),
            (
                "It is the \"far away and made of rock\" thing",
                "rock",
                true,
            ),
            ("He may go out and she may come in", "out", true),
            (
                "I guess the moon is rock, though I am not certain",
                "rock",
                true,
            ),
            (
                "The moon is probably rock, so it may be heavy",
                "rock",
                true,
            ),
            (
                "The moon might be rock or cheese, I can not tell",
                "rock",
                false,
            ),
            ("Maybe the moon is rock, maybe it is not", "rock", false),
            ("It may be cheese and it may be rock", "rock", false),
            (
                "My uncle says the moon is cheese; in fact it is rock",
                "cheese",
                false,
            ),
            ("My uncle says the moon is rock", "rock", true),
            ("I wonder whether the moon is cheese", "cheese", false),
            ("Whether the moon is cheese I do not know", "cheese", false),
            ("The tide tells whether the moon is near", "near", true),
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
