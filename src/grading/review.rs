//! Reasons why a person should look at an answer.

use super::grade::{CriterionGrade, Outcome};
use super::reading::Reading;
use crate::text;

/// From this share of words taken from the question on, an answer is mostly quotation.
const MOSTLY_QUOTED: f64 = 0.4;
/// Fewest words that tell a language.
const LANGUAGE_WORDS: usize = 30;
/// An English text has at least this share of function words, in percent.
const ENGLISH_GRAMMAR: usize = 15;
/// From this many words on, an answer that earns nothing is worth a look.
const MUCH_TEXT: usize = 60;

/// All reasons that hold.
pub(super) fn reasons(reading: &Reading, criteria: &[CriterionGrade]) -> Vec<String> {
    let words: Vec<&str> = reading
        .sentences
        .iter()
        .flat_map(|read| text::words(&read.tokens))
        .collect();
    let grammar = words
        .iter()
        .filter(|word| text::is_function_word(word))
        .count();
    let met = criteria
        .iter()
        .filter(|criterion| criterion.outcome == Outcome::Met)
        .count();
    let mut out: Vec<String> = criteria
        .iter()
        .filter(|criterion| criterion.outcome == Outcome::Contradicted)
        .map(|criterion| format!("contradicts itself about {}", criterion.id))
        .collect();
    if words.len() >= LANGUAGE_WORDS && grammar * 100 < words.len() * ENGLISH_GRAMMAR {
        out.push("the prose may not be English".to_owned());
    }
    if reading.quoted_share >= MOSTLY_QUOTED && words.len() >= LANGUAGE_WORDS {
        out.push("much of it is quoted from the question".to_owned());
    }
    if words.len() >= MUCH_TEXT && met <= 1 {
        out.push("much text that no criterion understood".to_owned());
    }
    out
}
