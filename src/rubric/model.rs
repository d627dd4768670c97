//! A rubric as meant: checked, its patterns compiled.

use std::collections::BTreeMap;

/// A rubric file that held no fault.
#[derive(Debug, Clone)]
pub struct Rubric {
    /// The `id` of the question it marks.
    pub question: String,
    /// First 12 hex digits of the SHA-256 of the file.
    pub hash: String,
    /// What earns points, in order.
    pub criteria: Vec<Criterion>,
    /// Common mistakes, in order.
    pub mistakes: Vec<Misconception>,
    /// An answer that earns everything: part id → text.
    pub model: BTreeMap<String, String>,
}

/// One thing that a good answer says.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// The bullet of the question file that it covers, as written there.
    pub covers: String,
    /// Section id.
    pub section: String,
    /// Its weight within the section, above 0.
    pub weight: f64,
    /// The part that asks for it.
    pub part: String,
    /// Sentences that count.
    pub accepts: Vec<Example>,
    /// Sentences that do not.
    pub rejects: Vec<Example>,
    /// The hint ladder.
    pub hints: Hints,
    /// What the tutor says when it is met.
    pub met: String,
    /// What the tutor says when it is missing; never the answer itself.
    pub missing: String,
    /// Where the fact behind it is written down.
    pub fact: String,
}

/// A sentence of a learner, with the place it would stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The part it stands in.
    pub part: String,
    /// The line above it (heading, label or sub-question number); empty where none.
    pub under: String,
    /// The sentence.
    pub text: String,
}

/// Four steps from a nudge to the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    /// An open question that gets the learner to say more.
    pub pump: String,
    /// Where to look.
    pub hint: String,
    /// The statement with a gap.
    pub prompt: String,
    /// The statement.
    pub assertion: String,
}

/// A common mistake.
#[derive(Debug, Clone)]
pub struct Misconception {
    /// Its id.
    pub id: String,
    /// The bullet of `## Common Mistakes` that it covers.
    pub covers: String,
    /// The criterion whose absence is the mistake, where it is one by omission.
    pub omits: Option<String>,
    /// Points taken off where it is found; 0 by default.
    pub deduction: f64,
    /// Sentences that make it.
    pub accepts: Vec<Example>,
    /// Sentences that do not.
    pub rejects: Vec<Example>,
    /// What the tutor says against it.
    pub refutation: String,
    /// Where the fact behind it is written down.
    pub fact: String,
}
