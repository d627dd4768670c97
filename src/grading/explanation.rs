//! What an explanation of one criterion or mistake holds. No wire format: `report` has those.

use super::grade::Outcome;
use crate::source::Span;
use crate::text::Silence;

/// Why a criterion came out as it did, or a mistake was flagged or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Criterion or mistake id.
    pub id: String,
    /// What the tree comes to; the same as in the grade.
    pub verdict: Verdict,
    /// What a statement must be about, any one of these; anything where empty.
    pub about: Vec<String>,
    /// Wordings that say it, in the rubric's order.
    pub wordings: Vec<String>,
    /// The statements that say it or came nearest, those first that say it.
    pub says: Vec<Statement>,
    /// The statements that contradict it.
    pub denies: Vec<Statement>,
    /// The code wordings, those first that are satisfied.
    pub code: Vec<Attempt>,
    /// The criterion whose absence is the mistake, with its outcome.
    pub omits: Option<(String, Outcome)>,
}

/// What the tree comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// How a criterion came out.
    Criterion(Outcome),
    /// Whether a mistake was flagged.
    Mistake(bool),
}

/// A sentence of the answer, and the wordings that it says or came nearest to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The sentence; a wording may reach into the next ones.
    pub sentence: Quote,
    /// The nearest wordings, those first that are said.
    pub attempts: Vec<Attempt>,
}

/// A wording held against a statement or the answer's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The wording as the rubric has it.
    pub wording: String,
    /// Whether it is satisfied.
    pub met: bool,
    /// What it asks for, in order.
    pub items: Vec<Item>,
}

/// One thing that a wording asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The item as the rubric has it: `not <match>`.
    pub asks: String,
    /// The words that satisfy it, or that came nearest.
    pub found: Option<Quote>,
    /// What these words are said about, where the wording asks for a subject.
    pub subject: Option<Subject>,
    /// Why it is not satisfied; none where it is.
    pub why: Option<Failure>,
}

/// Words of the answer with their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Index of the submission's field.
    pub field: usize,
    /// The part the text belongs to; empty where unknown.
    pub part: String,
    /// Line of that field, from 1.
    pub line: usize,
    /// Byte span in that field's text.
    pub span: Span,
    /// The text under the span.
    pub text: String,
}

/// What words are said about, and whence that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A name in the sentence itself.
    Named(String),
    /// A name taken over from the sentence before.
    Before(String, Quote),
    /// A name in the heading.
    Heading(String, Quote),
    /// The topic is said in this other sentence; none where the words' own sentence says it.
    Topic(Option<Quote>),
    /// It answers this sub-question of a part; none for the whole part.
    Asked {
        /// The part.
        part: String,
        /// The sub-question.
        number: Option<usize>,
    },
    /// Nothing is named.
    Nothing,
}

/// Why an item is not satisfied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It is not in the answer.
    Absent,
    /// It is in the answer, but not in this statement.
    Elsewhere(Quote),
    /// It is denied and must be affirmed.
    Denied,
    /// It is affirmed and must be denied.
    Affirmed,
    /// It is not the writer's claim.
    Silenced(Silence),
    /// It would be so in another world, and so is not in ours.
    Supposed,
    /// The next sentence turns it down.
    Refuted,
    /// It is said about something else.
    OtherSubject,
    /// It stands in a list of terms.
    Listed,
    /// It is quoted from the question.
    Echoed,
    /// It must not be there.
    Spoilt,
}

impl Verdict {
    /// Whether the criterion is met or the mistake flagged.
    pub fn holds(self) -> bool {
        matches!(self, Self::Criterion(Outcome::Met) | Self::Mistake(true))
    }
}
