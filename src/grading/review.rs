//! Reasons why a person should look at an answer.

use super::grade::{CriterionGrade, Evidence, Flag, Outcome};
use super::reading::{Read, Reading};
use crate::text;

/// From this share of words taken from the question on, an answer is mostly quotation.
const MOSTLY_QUOTED: f64 = 0.4;
/// Fewest words that tell a language.
const LANGUAGE_WORDS: usize = 30;
/// An English text has at least this share of function words, in percent.
const ENGLISH_GRAMMAR: usize = 15;
/// Of an answer that is understood, at most so many words for each word in a quote stand in none.
const UNUSED_A_USED: usize = 3;
/// From this many words beyond that on, nobody knows what the answer says.
const UNUSED_BEYOND: usize = 60;
/// From this many outcomes near the line on, chance has a say in the marks. Chosen among several on the marked answers,
/// none of them unseen.
const MANY_CLOSE: usize = 6;

/// All reasons that hold.
pub(super) fn reasons(
    reading: &Reading,
    elsewhere: bool,
    criteria: &[CriterionGrade],
    mistakes: &[Flag],
) -> Vec<String> {
    let mut out: Vec<String> = criteria
        .iter()
        .filter(|criterion| criterion.outcome == Outcome::Contradicted)
        .map(|criterion| format!("contradicts itself about {}", criterion.id))
        .collect();
    if elsewhere {
        out.push("it seems to be about something else".to_owned());
    }
    let words = reading.sentences.iter().map(|read| words(read).count());
    let words: usize = words.sum();
    if words >= LANGUAGE_WORDS && !is_english(reading, words) {
        out.push("the prose may not be English".to_owned());
    }
    if words >= LANGUAGE_WORDS && reading.quoted_share >= MOSTLY_QUOTED {
        out.push("much of it is quoted from the question".to_owned());
    }
    let (claimed, unused) = unused(reading, criteria, mistakes);
    if unused >= (claimed - unused) * UNUSED_A_USED + UNUSED_BEYOND {
        out.push("much text that no criterion understood".to_owned());
    }
    out.extend(near_the_line(criteria));
    out
}

fn words(read: &Read) -> impl Iterator<Item = &str> {
    text::words(&read.tokens)
}

/// Whether English grammar is in it: articles, pronouns, prepositions.
fn is_english(reading: &Reading, count: usize) -> bool {
    let all = reading.sentences.iter().flat_map(words);
    let grammar = all.filter(|word| text::is_function_word(word)).count();
    grammar * 100 >= count * ENGLISH_GRAMMAR
}

/// How many words are claims of the writer's own, and how many of these stand in no quote of the grade.
fn unused(reading: &Reading, criteria: &[CriterionGrade], mistakes: &[Flag]) -> (usize, usize) {
    let earned = criteria.iter().flat_map(|criterion| &criterion.evidence);
    let flagged = mistakes.iter().flat_map(|flag| &flag.evidence);
    let quotes: Vec<&Evidence> = earned.chain(flagged).collect();
    let mut claimed = 0;
    let mut unused = 0;
    for read in &reading.sentences {
        let own =
            |at: &usize| read.tokens[*at].is_word() && read.asserted[*at] && !read.quoted[*at];
        for at in (0..read.tokens.len()).filter(own) {
            let span = read.tokens[at].span;
            let used = |quote: &&Evidence| quote.field == read.field && quote.span.overlaps(span);
            claimed += 1;
            unused += usize::from(!quotes.iter().any(used));
        }
    }
    (claimed, unused)
}

/// The outcomes that came out narrowly, where they are many.
fn near_the_line(criteria: &[CriterionGrade]) -> Option<String> {
    let close = criteria.iter().filter(|criterion| criterion.close);
    let ids: Vec<&str> = close.map(|criterion| criterion.id.as_str()).collect();
    (ids.len() >= MANY_CLOSE)
        .then(|| format!("many outcomes are near the line: {}", ids.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::answer::Submission;
    use crate::grading::Grader;
    use crate::source::Source;
    use crate::{question, rubric};
    use std::sync::Arc;

    const OFF: &str = "The train leaves at eight. I like trains, and I have taken this one every day for years. \
        The conductor knows me and never asks for my ticket, which is a pity, because I always have one. ";
    const GERMAN: &str = "Der Pförtner merkt sich jeden Besucher und schreibt seinen Namen auf eine Liste, damit er \
        ihn beim zweiten Mal wieder erkennt. Wenn die Liste voll wird, kann niemand mehr eingetragen werden, und \
        neue Besucher müssen draussen warten.";
    const ASKED: &str = "A porter keeps a list. Part 1: The list. Explain the list. Explain its limits. Part 2: The \
        door. Say what to write on the door. A porter keeps a list. That is all there is to say about it.";

    fn grader() -> Grader {
        let question = include_str!("../../tests/data/rubrics/doors.md");
        let rubric = include_str!("../../tests/data/rubrics/doors.yaml");
        let question = question::parse(Source::new("doors.md", question)).expect("sound");
        let rubric = rubric::parse(&Source::new("doors.yaml", rubric)).expect("sound");
        Grader::new(Arc::new(question), Arc::new(rubric))
    }

    #[test]
    fn a_person_looks_where_the_grader_may_be_wrong() {
        let grader = grader();
        let model: String = grader.rubric().model.values().cloned().collect();
        for (text, reasons) in [
            (String::new(), &[][..]),
            (model, &[]),
            ("The list never ends.".to_owned(), &[]),
            (OFF.to_owned(), &[]),
            (OFF.repeat(2), &["much text that no criterion understood"]),
            (GERMAN.to_owned(), &["the prose may not be English"]),
            (
                ASKED.to_owned(),
                &["much of it is quoted from the question"],
            ),
        ] {
            let grade = grader.grade(&Submission::whole("a", text.as_str()));
            assert_eq!(grade.review, reasons, "{text}");
        }
    }
}
