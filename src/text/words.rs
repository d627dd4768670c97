//! Closed lists of English: contractions, fillers, function words.

use super::list::{Table, Words};
use super::token::{Token, words};

/// Contractions that the general rules would cut wrongly.
pub(super) static CONTRACTIONS: Table<&[&str]> = Table::new(&[
    ("can't", &["can", "not"]),
    ("won't", &["will", "not"]),
    ("shan't", &["shall", "not"]),
    ("ain't", &["is", "not"]),
    ("cannot", &["can", "not"]),
    ("let's", &["let", "us"]),
    ("noone", &["no", "one"]),
    ("w/o", &["without"]),
]);

/// Contractions written without their apostrophe.
pub(super) static UNMARKED_CONTRACTIONS: Table<&[&str]> = Table::new(&[
    ("dont", &["do", "not"]),
    ("doesnt", &["does", "not"]),
    ("didnt", &["did", "not"]),
    ("isnt", &["is", "not"]),
    ("arent", &["are", "not"]),
    ("wasnt", &["was", "not"]),
    ("werent", &["were", "not"]),
    ("cant", &["can", "not"]),
    ("couldnt", &["could", "not"]),
    ("wouldnt", &["would", "not"]),
    ("shouldnt", &["should", "not"]),
    ("hasnt", &["has", "not"]),
    ("havent", &["have", "not"]),
    ("hadnt", &["had", "not"]),
    ("wont", &["will", "not"]),
    ("neednt", &["need", "not"]),
    ("thats", &["that", "is"]),
    ("theres", &["there", "is"]),
    ("ive", &["i", "have"]),
    ("dosnt", &["does", "not"]),
    ("dosent", &["does", "not"]),
    ("doesent", &["does", "not"]),
    ("canot", &["can", "not"]),
    ("cannt", &["can", "not"]),
    ("wudnt", &["would", "not"]),
    ("wernt", &["were", "not"]),
    ("hasent", &["has", "not"]),
    ("havnt", &["have", "not"]),
    ("arnt", &["are", "not"]),
]);

/// Words that may stand between the words of a phrase without changing what it says.
static FILLERS: Words = Words::new(&[
    "a",
    "actually",
    "all",
    "already",
    "also",
    "an",
    "any",
    "basically",
    "certain",
    "do",
    "does",
    "each",
    "either",
    "even",
    "ever",
    "every",
    "has",
    "have",
    "her",
    "his",
    "is",
    "are",
    "was",
    "be",
    "been",
    "its",
    "just",
    "like",
    "many",
    "more",
    "much",
    "my",
    "now",
    "of",
    "only",
    "our",
    "own",
    "particular",
    "really",
    "same",
    "simply",
    "so",
    "some",
    "specific",
    "still",
    "such",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "this",
    "those",
    "to",
    "usually",
    "very",
    "will",
    "your",
]);

/// Words of grammar rather than matter.
static FUNCTION_WORDS: Words = Words::new(&[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "but", "by", "can", "could", "did", "do", "does", "for",
    "from", "had", "has", "have", "he", "how", "i", "if", "in", "into", "is", "it", "its", "may",
    "might", "must", "my", "no", "not", "of", "on", "once", "only", "or", "our", "out", "over",
    "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "until", "up", "was", "we",
    "were", "what", "when", "where", "which", "while", "who", "whose", "why", "will", "with",
    "without", "would", "yet", "you", "your",
]);

/// Whether a word denies by itself: a phrase's gap does not reach across it.
pub fn is_negator(norm: &str) -> bool {
    matches!(
        norm,
        "not" | "no" | "never" | "without" | "nor" | "neither" | "nobody" | "nothing" | "none"
    )
}

/// Whether a sentence that begins with these words goes on about what the one before it was about.
pub fn refers_back(tokens: &[Token]) -> bool {
    static PRONOUNS: Words = Words::new(&[
        "it",
        "this",
        "that",
        "they",
        "these",
        "those",
        "such",
        "so",
        "thus",
        "therefore",
        "otherwise",
        "he",
        "others",
        "hence",
        "also",
        "then",
        "but",
        "however",
        "still",
        "without",
        "instead",
        "because",
    ]);
    static FAR: Words = Words::new(&["him", "her", "them", "latter", "former"]);
    let mut opening = words(tokens).take(2).enumerate();
    words(tokens).any(|word| FAR.contains(word))
        || opening.any(|(at, word)| {
            PRONOUNS.contains(word)
                || (at == 0 && matches!(word, "no" | "yes" | "wrong" | "correct"))
        })
}

/// Whether a word may be skipped between the words of a phrase.
pub fn is_filler(norm: &str) -> bool {
    FILLERS.contains(norm)
}

/// Whether a word is one of grammar (articles, pronouns, auxiliaries, prepositions, conjunctions).
pub fn is_function_word(norm: &str) -> bool {
    FUNCTION_WORDS.contains(norm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_sorted_for_the_search() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("would") && !is_function_word("table"));
    }
}
