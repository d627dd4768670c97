//! The examples of a rubric, graded: whether each comes out as its list says, and what no example reaches.

use super::code::Code;
use super::findings::Findings;
use super::quote::quote;
use crate::answer::Submission;
use crate::grading::{Evidence, Grade, Outcome};
use crate::rubric::{Criterion, Example, Misconception};
use crate::source::Span;
use std::collections::HashSet;

/// Fewest examples either way.
const FEWEST: usize = 3;

impl Findings<'_> {
    /// Every example of every criterion and mistake.
    pub(super) fn examples(&mut self) {
        let rubric = self.rubric;
        let model = self.grader.grade(&self.model());
        for criterion in &rubric.criteria {
            let (id, span) = (&criterion.id, criterion.span);
            self.count(id, span, [&criterion.accepts, &criterion.rejects]);
            let mut reached = wordings(evidence_of(&model, id));
            for example in &criterion.accepts {
                let grade = self.grade(example);
                reached.extend(wordings(evidence_of(&grade, id)));
                self.accepted(criterion, example, &grade);
            }
            for example in &criterion.rejects {
                let grade = self.grade(example);
                self.rejected(criterion, example, &grade);
            }
            self.unreached(&criterion.says, &criterion.says_spans, &reached);
        }
        for mistake in &rubric.mistakes {
            self.mistake_examples(mistake);
        }
    }

    fn mistake_examples(&mut self, mistake: &Misconception) {
        if mistake.omits.is_none() {
            let (id, span) = (&mistake.id, mistake.span);
            self.count(id, span, [&mistake.accepts, &mistake.rejects]);
        }
        let mut reached = HashSet::new();
        for example in &mistake.accepts {
            let grade = self.grade(example);
            let evidence = flag_evidence(&grade, &mistake.id);
            if evidence.is_none() {
                let what = format!(
                    "{} is not flagged as '{}'",
                    quote(&example.text),
                    mistake.id
                );
                let mend = "add a wording that reaches it, or move it to 'rejects'";
                self.rubric(Code::WrongExample, example.span, what, mend);
            }
            reached.extend(wordings(evidence.unwrap_or_default()));
        }
        for example in &mistake.rejects {
            let grade = self.grade(example);
            if let Some(evidence) = flag_evidence(&grade, &mistake.id) {
                let what = format!(
                    "{} is flagged as '{}'{}",
                    quote(&example.text),
                    mistake.id,
                    by(evidence)
                );
                let mend = "narrow that wording, or move it to 'accepts'";
                self.rubric(Code::WrongExample, example.span, what, mend);
            }
        }
        self.unreached(&mistake.says, &mistake.says_spans, &reached);
    }

    /// The example alone, under its line, in its part.
    fn grade(&self, example: &Example) -> Grade {
        let text = if example.under.is_empty() {
            example.text.clone()
        } else {
            format!("{}\n{}", example.under, example.text)
        };
        let submission = if example.part.is_empty() {
            Submission::whole("example", text)
        } else {
            Submission::of_parts("example", [(example.part.as_str(), text)])
        };
        self.grader.grade(&submission)
    }

    fn count(&mut self, id: &str, span: Span, [accepts, rejects]: [&[Example]; 2]) {
        let lists = [("accepted", accepts.len()), ("rejected", rejects.len())];
        let short: Vec<String> = lists
            .into_iter()
            .filter(|&(_, count)| count < FEWEST)
            .map(|(list, count)| format!("{count} {list}"))
            .collect();
        if short.is_empty() {
            return;
        }
        let what = format!("'{id}' has only {} examples", short.join(" and "));
        let mend = format!("write {FEWEST} of each at least");
        self.rubric(Code::FewExamples, span, what, &mend);
    }

    fn accepted(&mut self, criterion: &Criterion, example: &Example, grade: &Grade) {
        let Some(marked) = grade.criteria.iter().find(|c| c.id == criterion.id) else {
            return;
        };
        let outcome = match marked.outcome {
            Outcome::Met => return,
            Outcome::Partial => "meets only a part of",
            Outcome::Missing => "does not meet",
            Outcome::Contradicted => "is taken to contradict",
        };
        let why = marked
            .nearest
            .as_ref()
            .map(|near| format!(": {}", near.why))
            .unwrap_or_default();
        let what = format!("{} {outcome} '{}'{why}", quote(&example.text), criterion.id);
        let mend = "add a wording that reaches it, or move it to 'rejects'";
        self.rubric(Code::WrongExample, example.span, what, mend);
    }

    fn rejected(&mut self, criterion: &Criterion, example: &Example, grade: &Grade) {
        let marked = grade.criteria.iter().find(|c| c.id == criterion.id);
        let Some(marked) = marked.filter(|marked| marked.outcome == Outcome::Met) else {
            return;
        };
        let what = format!(
            "{} meets '{}'{}",
            quote(&example.text),
            criterion.id,
            by(&marked.evidence)
        );
        let mend = "narrow that wording, or move it to 'accepts'";
        self.rubric(Code::WrongExample, example.span, what, mend);
    }

    fn unreached(
        &mut self,
        says: &[crate::pattern::Wording],
        spans: &[Span],
        reached: &HashSet<String>,
    ) {
        for (&wording, &span) in says.iter().zip(spans) {
            let text = self.rubric.lexicon.text(wording);
            if !reached.contains(text) {
                let what = format!("no example is met by the wording {}", quote(text));
                let mend = "add an accepted example that needs it, or take it out";
                self.rubric(Code::UnreachedWording, span, what, mend);
            }
        }
    }
}

fn evidence_of<'g>(grade: &'g Grade, criterion: &str) -> &'g [Evidence] {
    let marked = grade.criteria.iter().find(|c| c.id == criterion);
    marked.map(|c| c.evidence.as_slice()).unwrap_or_default()
}

fn flag_evidence<'g>(grade: &'g Grade, mistake: &str) -> Option<&'g [Evidence]> {
    let flag = grade.mistakes.iter().find(|flag| flag.id == mistake);
    flag.map(|flag| flag.evidence.as_slice())
}

fn wordings(evidence: &[Evidence]) -> HashSet<String> {
    evidence.iter().map(|e| e.wording.clone()).collect()
}

/// The wording to blame.
fn by(evidence: &[Evidence]) -> String {
    match evidence.first() {
        Some(evidence) if !evidence.wording.is_empty() => {
            format!(" by the wording {}", quote(&evidence.wording))
        }
        _ => String::new(),
    }
}
