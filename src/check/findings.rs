//! Runs every check on one rubric and brings what they find into the order of the files.

use super::code::Code;
use super::finding::{Finding, Place};
use crate::grading::Grader;
use crate::question::Question;
use crate::rubric::Rubric;
use crate::source::Span;

/// All findings on the grader's rubric, the rubric's own first, in the order of their places.
pub fn check(grader: &Grader) -> Vec<Finding> {
    let mut findings = Findings::of(grader);
    findings.wrong_question();
    findings.coverage();
    findings.marking();
    findings.follow_ups();
    findings.in_order()
}

/// What is checked, and what was found so far.
pub(super) struct Findings<'g> {
    pub(super) grader: &'g Grader,
    pub(super) question: &'g Question,
    pub(super) rubric: &'g Rubric,
    found: Vec<Finding>,
}

impl<'g> Findings<'g> {
    fn of(grader: &'g Grader) -> Self {
        Self {
            grader,
            question: grader.question(),
            rubric: grader.rubric(),
            found: Vec::new(),
        }
    }

    /// How its criteria and mistakes mark: what holds for a question and for each of its follow-ups.
    fn marking(&mut self) {
        self.names();
        self.hints();
        self.examples();
        self.whole_answers();
        self.reach();
    }

    /// The same for each follow-up, by a grader of its own.
    fn follow_ups(&mut self) {
        for number in 1..=self.grader.follow_ups() {
            if let Some(grader) = self.grader.follow_up(number) {
                let mut findings = Findings::of(&grader);
                findings.marking();
                self.found.extend(findings.found);
            }
        }
    }

    /// Notes a finding at a place of the rubric.
    pub(super) fn rubric(&mut self, code: Code, span: Span, what: String, mend: &str) {
        let place = Place::of(&self.rubric.source, span);
        self.note(code, place, what, mend);
    }

    /// Notes a finding at a place of the question.
    pub(super) fn question(&mut self, code: Code, span: Span, what: String, mend: &str) {
        let place = Place::of(&self.question.source, span);
        self.note(code, place, what, mend);
    }

    fn note(&mut self, code: Code, place: Place, what: String, mend: &str) {
        self.found.push(Finding {
            code,
            severity: code.severity(),
            place: Some(place),
            what,
            mend: mend.to_owned(),
        });
    }

    fn in_order(self) -> Vec<Finding> {
        let mut found = self.found;
        let rubric = self.rubric.source.name();
        found.sort_by_key(|finding| {
            let place = finding.place.as_ref();
            let elsewhere = place.is_some_and(|place| place.file != rubric);
            (elsewhere, place.map(|place| place.position), finding.code)
        });
        found
    }
}
