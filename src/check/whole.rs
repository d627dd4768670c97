//! Whole answers that need no learner: the model answer, the empty one, and the question pasted back.

use super::code::Code;
use super::examples::flag_of;
use super::findings::Findings;
use super::quote::{list, quote};
use crate::answer::Submission;
use crate::grading::{Grade, Outcome};
use crate::netfilter::Standing;
use crate::source::Span;

/// Most points for an answer that says nothing of its own.
const FREE: f64 = 5.0;
/// What rounding may take from a full mark.
const ROUNDING: f64 = 1e-6;

impl Findings<'_> {
    /// The model answer earns everything, the others nothing.
    pub(super) fn whole_answers(&mut self) {
        let grade = self.grader.grade(&self.model());
        self.model_score(&grade);
        self.model_mistakes(&grade);
        self.model_probes(&grade);
        for (name, submission) in self.gaming() {
            let grade = self.grader.grade(&submission);
            self.free_points(name, &grade);
        }
    }

    /// The rubric's own answer.
    pub(super) fn model(&self) -> Submission {
        Submission::of_parts("model", self.rubric.model.clone())
    }

    fn model_score(&mut self, grade: &Grade) {
        let failed: Vec<String> = grade
            .criteria
            .iter()
            .filter(|criterion| criterion.outcome != Outcome::Met)
            .map(|criterion| format!("'{}'", criterion.id))
            .collect();
        if failed.is_empty() && (grade.score >= grade.max - ROUNDING || self.has_empty_section()) {
            return;
        }
        let what = match failed.as_slice() {
            [] => format!("the model answer scores {:.1} of 100", grade.score),
            failed => format!(
                "the model answer scores {:.1} of 100 without {}",
                grade.score,
                list(failed)
            ),
        };
        let mend = "add a sentence that says it, or widen the wordings";
        self.rubric(Code::ModelScore, self.model_span(), what, mend);
    }

    fn has_empty_section(&self) -> bool {
        let criteria = &self.rubric.criteria;
        let sections = &self.question.sections;
        sections
            .iter()
            .any(|section| criteria.iter().all(|c| c.section != section.id))
    }

    /// Where the model answer starts; the question's id where it has no text.
    fn model_span(&self) -> Span {
        let spans = self.rubric.model_spans.values().copied();
        spans.min().unwrap_or(self.rubric.question_span)
    }

    /// A mistake by omission is left out: the score tells of the criterion already.
    fn model_mistakes(&mut self, grade: &Grade) {
        for mistake in &self.rubric.mistakes {
            let flag = flag_of(grade, &mistake.id);
            let Some(evidence) = flag.and_then(|flag| flag.evidence.first()) else {
                continue;
            };
            let what = format!(
                "{} of the model answer is flagged as '{}'",
                quote(&evidence.quote),
                mistake.id
            );
            let mend = "narrow the wordings, or mend the model answer";
            self.rubric(Code::ModelMistake, mistake.span, what, mend);
        }
    }

    fn model_probes(&mut self, grade: &Grade) {
        let Some(rules) = &grade.rules else {
            return;
        };
        let gateway = self.rubric.network.iter();
        let probes = gateway.flat_map(|gateway| &gateway.probes);
        for (probe, result) in probes.zip(&rules.trial.meant) {
            if result.standing(&rules.trial.reading.meant) != Standing::Otherwise {
                continue;
            }
            let fate = if result.passes {
                "let through"
            } else {
                "block"
            };
            let what = format!("the rules of the model answer {fate} '{}'", result.id);
            let mend = "mend the rules, or 'wanted'";
            self.rubric(Code::ModelProbe, probe.span, what, mend);
        }
    }

    /// Answers without a thought in them.
    fn gaming(&self) -> Vec<(&'static str, Submission)> {
        let question = self.question;
        let parts = &question.parts;
        let shown: Vec<&str> = std::iter::once(question.intro)
            .chain(parts.iter().map(|part| part.body))
            .map(|span| question.source.slice(span))
            .collect();
        let code: Vec<&str> = parts
            .iter()
            .flat_map(|part| &part.code)
            .map(|block| block.text.as_str())
            .collect();
        let in_parts = parts
            .iter()
            .map(|part| (part.id.as_str(), question.source.slice(part.body)));
        vec![
            ("an empty answer", Submission::whole("empty", "")),
            (
                "the question pasted back",
                Submission::whole("pasted", shown.join("\n\n")),
            ),
            (
                "each part pasted into its own answer",
                Submission::of_parts("parts", in_parts),
            ),
            (
                "the question file pasted",
                Submission::whole("file", question.source.text()),
            ),
            (
                "the question's code pasted back",
                Submission::whole("code", code.join("\n\n")),
            ),
        ]
    }

    fn free_points(&mut self, name: &str, grade: &Grade) {
        if grade.score <= FREE {
            return;
        }
        let earned = |id: &str| {
            let mut marked = grade.criteria.iter();
            marked.any(|c| c.id == id && c.points > 0.0)
        };
        let criteria = &self.rubric.criteria;
        let earning: Vec<_> = criteria.iter().filter(|c| earned(&c.id)).collect();
        let span = earning
            .first()
            .map_or(self.rubric.question_span, |c| c.span);
        let ids: Vec<String> = earning.iter().map(|c| format!("'{}'", c.id)).collect();
        let what = format!("{name} scores {:.1} by {}", grade.score, list(&ids));
        let mend = "ask for more than the terms of the question";
        self.rubric(Code::FreePoints, span, what, mend);
    }
}
