//! Hint ladders that leave a learner without help, or that give the answer away.

use super::code::Code;
use super::findings::Findings;
use super::quote::plain;
use crate::rubric::Criterion;

impl Findings<'_> {
    /// The ladder of each criterion, and what is said when the point is missing.
    pub(super) fn hints(&mut self) {
        for criterion in &self.rubric.criteria {
            self.blank_hints(criterion);
            self.telling_hints(criterion);
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
                let what = format!("'{step}' of '{}' gives the assertion away", criterion.id);
                let mend = "ask for it, or say where to look";
                self.rubric(Code::HintTells, span, what, mend);
            }
        }
    }
}
