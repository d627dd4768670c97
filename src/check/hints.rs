//! Hint ladders that leave a learner without help, or that give the answer away.

use super::code::Code;
use super::examples::{grade, result_of};
use super::findings::Findings;
use super::quote::plain;
use crate::grading::Outcome;
use crate::rubric::{Criterion, Example};
use crate::source::Span;

/// Most words that a gap stands for.
const GAP: usize = 4;

impl Findings<'_> {
    /// The ladder of each criterion, and what is said when the point is missing.
    pub(super) fn hints(&mut self) {
        for criterion in &self.rubric.criteria {
            self.blank_hints(criterion);
            self.telling_hints(criterion);
            self.telling_questions(criterion);
        }
    }

    fn blank_hints(&mut self, criterion: &Criterion) {
        let hints = &criterion.hints;
        let steps = [
            ("pump", &hints.pump),
            ("hint", &hints.hint),
            ("prompt", &hints.prompt),
            ("assertion", &hints.assertion),
        ];
        for ((step, text), span) in steps.into_iter().zip(hints.spans) {
            if text.trim().is_empty() {
                let what = format!("the {step} of '{}' is blank", criterion.id);
                self.rubric(Code::EmptyHint, span, what, "write what helps at this step");
            }
        }
    }

    fn telling_hints(&mut self, criterion: &Criterion) {
        let hints = &criterion.hints;
        let assertion = plain(&hints.assertion);
        if assertion.is_empty() {
            return;
        }
        let [pump, hint, ..] = hints.spans;
        for (step, text, span) in [
            ("pump", &hints.pump, pump),
            ("hint", &hints.hint, hint),
            ("missing", &criterion.missing, criterion.missing_span),
        ] {
            if plain(text).contains(&assertion) {
                self.tells(criterion, step, span, "gives the assertion away");
            }
        }
    }

    /// The name and the question that stand before an answer.
    fn telling_questions(&mut self, criterion: &Criterion) {
        let gaps = gaps(&criterion.hints.prompt, &criterion.hints.assertion);
        for (key, words) in [
            ("topic", &criterion.topic),
            ("recall", &criterion.recall.asks),
        ] {
            let text = format!(" {} ", bare(&words.text).join(" "));
            let filled = |gap: &String| text.contains(&format!(" {gap} "));
            if !gaps.is_empty() && gaps.iter().all(filled) {
                self.tells(criterion, key, words.span, "fills the gaps of the prompt");
            } else if self.earns(criterion, &words.text) {
                self.tells(criterion, key, words.span, "earns the point by itself");
            }
        }
        for opening in &criterion.recall.openings {
            if self.earns(criterion, opening) {
                let span = criterion.recall.asks.span;
                self.tells(
                    criterion,
                    "recall_opening",
                    span,
                    "earns the point by itself",
                );
            }
        }
    }

    /// Whether a text earns the criterion where it is the answer to its question.
    fn earns(&self, criterion: &Criterion, text: &str) -> bool {
        let written = !text.trim().is_empty();
        written
            && criterion.openings(text).iter().any(|opening| {
                let example = Example {
                    part: criterion.part.clone(),
                    text: format!("{opening}{text}"),
                    ..Example::default()
                };
                let grade = grade(self.grader, &example);
                let marked = result_of(&grade, &criterion.id);
                marked.is_some_and(|marked| marked.outcome == Outcome::Met)
            })
    }

    fn tells(&mut self, criterion: &Criterion, key: &str, span: Span, how: &str) {
        let what = format!("'{key}' of '{}' {how}", criterion.id);
        let mend = "ask for it, or say where to look";
        self.rubric(Code::HintTells, span, what, mend);
    }
}

/// What the assertion has where the prompt has a gap: the fewest words between those that stand beside the gap.
/// A gap whose neighbours the assertion does not have tells nothing.
fn gaps(prompt: &str, assertion: &str) -> Vec<String> {
    let words = bare(assertion);
    let pieces: Vec<_> = prompt.split("____").map(bare).collect();
    let mut found = Vec::new();
    let mut from = 0;
    for pair in pieces.windows(2) {
        let [before, after] = pair else { continue };
        let starts = (from..words.len()).filter(|&at| match before.last() {
            Some(last) => at > 0 && words[at - 1] == *last,
            None => at == from,
        });
        let end = |start: usize| {
            let mut room = start + 1..=words.len().min(start + GAP);
            room.find(|&at| words.get(at) == after.first())
        };
        let filled = starts.filter_map(|at| Some((at, end(at)?)));
        if let Some((start, end)) = filled.min_by_key(|(start, end)| end - start) {
            found.push(words[start..end].join(" "));
            from = end;
        }
    }
    found
}

/// The words of a text as they are compared.
fn bare(text: &str) -> Vec<String> {
    let text = plain(text);
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn a_gap_is_filled_by_what_stands_between_its_neighbours() {
        for (prompt, assertion, filled) in [
            ("A ____ has legs.", "A table has legs.", &["table"][..]),
            (
                "The ____ runs, the ____.",
                "The dog runs, the black cat.",
                &["dog", "black cat"],
            ),
            ("____ packets", "No packets", &["no"]),
            ("It is ____", "It is INVALID.", &["invalid"]),
            ("It is ____", "That was INVALID.", &[]),
            ("The ____ cat", "The dog and the black cat", &["black"]),
            ("It ____ them", "It is not at all clear to them", &[]),
            ("No gap", "No gap", &[]),
            ("____", "", &[]),
        ] {
            assert_eq!(gaps(prompt, assertion), filled, "{prompt}");
        }
    }
}
