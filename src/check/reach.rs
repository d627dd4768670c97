//! Which wordings the accepted examples and the model answer reach: an untested wording may match anything.
//!
//! A grade names the first wording that is met. So those that a first round leaves over are tried
//! again, each as the only wording of its criterion or mistake.

use super::code::Code;
use super::examples::{flag_of, grade, result_of};
use super::findings::Findings;
use super::quote::quote;
use crate::grading::{Evidence, Grader};
use crate::pattern::Wording;
use crate::rubric::{Criterion, Misconception, Rubric};
use crate::source::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A wording by the number of its criterion or mistake and its own.
type Number = (usize, usize);

/// Wordings that nothing has reached so far.
#[derive(Default)]
struct Left {
    criteria: BTreeSet<Number>,
    mistakes: BTreeSet<Number>,
}

impl Findings<'_> {
    /// Warns of each wording that nothing reaches.
    pub(super) fn reach(&mut self) {
        let mut left = self.all_wordings();
        self.try_out(self.grader, &mut left);
        let numbers: BTreeSet<usize> = left
            .criteria
            .iter()
            .chain(&left.mistakes)
            .map(|&(_, wording)| wording)
            .collect();
        for number in numbers {
            let alone = alone(self.rubric, number, &left);
            let grader = Grader::new(Arc::new(self.question.clone()), Arc::new(alone));
            self.try_out(&grader, &mut left);
        }
        for (criterion, wording) in left.criteria {
            let criterion = &self.rubric.criteria[criterion];
            self.unreached(criterion.says[wording], criterion.says_spans[wording]);
        }
        for (mistake, wording) in left.mistakes {
            let mistake = &self.rubric.mistakes[mistake];
            self.unreached(mistake.says[wording], mistake.says_spans[wording]);
        }
    }

    fn all_wordings(&self) -> Left {
        let numbers =
            |at: usize, says: &[Wording]| (0..says.len()).map(move |wording| (at, wording));
        let criteria = self.rubric.criteria.iter().enumerate();
        let mistakes = self.rubric.mistakes.iter().enumerate();
        Left {
            criteria: criteria.flat_map(|(at, c)| numbers(at, &c.says)).collect(),
            mistakes: mistakes.flat_map(|(at, m)| numbers(at, &m.says)).collect(),
        }
    }

    /// Takes off what the examples reach with this grader.
    fn try_out(&self, grader: &Grader, left: &mut Left) {
        let model = grader.grade(&self.model());
        let lexicon = &self.rubric.lexicon;
        let met = |wording: Wording, evidence: &[Evidence]| {
            let text = lexicon.text(wording);
            evidence.iter().any(|evidence| evidence.wording == text)
        };
        for (at, criterion) in self.rubric.criteria.iter().enumerate() {
            if !left.criteria.iter().any(|&(owner, _)| owner == at) {
                continue;
            }
            let grades = criterion.accepts.iter().map(|e| grade(grader, e));
            for grade in grades.chain([model.clone()]) {
                let evidence = result_of(&grade, &criterion.id).map(|c| c.evidence.as_slice());
                let evidence = evidence.unwrap_or_default();
                left.criteria
                    .retain(|&(owner, n)| owner != at || !met(criterion.says[n], evidence));
            }
        }
        for (at, mistake) in self.rubric.mistakes.iter().enumerate() {
            if !left.mistakes.iter().any(|&(owner, _)| owner == at) {
                continue;
            }
            for grade in mistake.accepts.iter().map(|e| grade(grader, e)) {
                let evidence = flag_of(&grade, &mistake.id).map(|f| f.evidence.as_slice());
                let evidence = evidence.unwrap_or_default();
                left.mistakes
                    .retain(|&(owner, n)| owner != at || !met(mistake.says[n], evidence));
            }
        }
    }

    fn unreached(&mut self, wording: Wording, span: Span) {
        let what = format!(
            "no example is met by the wording {}",
            quote(self.rubric.lexicon.text(wording))
        );
        let mend = "add an accepted example that needs it, or take it out";
        self.rubric(Code::UnreachedWording, span, what, mend);
    }
}

/// The rubric with the wording of this number as the only one of each item where it is left over.
fn alone(rubric: &Rubric, number: usize, left: &Left) -> Rubric {
    let only = |left: &BTreeSet<Number>, at: usize, says: &[Wording]| {
        let wording = says.get(number).filter(|_| left.contains(&(at, number)));
        wording.map(|&wording| vec![wording])
    };
    let criteria = rubric.criteria.iter().enumerate();
    let criteria = criteria.filter_map(|(at, criterion)| {
        Some(Criterion {
            says: only(&left.criteria, at, &criterion.says)?,
            denies: Vec::new(),
            code: Vec::new(),
            ..criterion.clone()
        })
    });
    let mistakes = rubric.mistakes.iter().enumerate();
    let mistakes = mistakes.filter_map(|(at, mistake)| {
        Some(Misconception {
            says: only(&left.mistakes, at, &mistake.says)?,
            code: Vec::new(),
            ..mistake.clone()
        })
    });
    Rubric {
        criteria: criteria.collect(),
        mistakes: mistakes.collect(),
        ..rubric.clone()
    }
}
