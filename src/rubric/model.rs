//! A rubric as meant: checked, its wordings and regexes compiled. Every text keeps its place in the file.

use super::line_regex::LineRegex;
use crate::netfilter::{self, Scene};
use crate::pattern::{Lexicon, Wording};
use crate::source::{Source, Span};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// A lexicon that is shared, and compiled when it is first looked into.
pub type SharedLexicon = Arc<LazyLock<Lexicon, Box<dyn FnOnce() -> Lexicon + Send>>>;

/// Most words of an answer that is read as the end of a statement: what is longer is a statement.
const FEW_WORDS: usize = 6;

/// A rubric file that held no fault.
#[derive(Debug, Clone)]
pub struct Rubric {
    /// The `id` of the question it marks.
    pub question: String,
    /// Where that id stands.
    pub question_span: Span,
    /// First 12 hex digits of the SHA-256 of the file.
    pub hash: String,
    /// The gateway that rules are tried on, where the rubric judges rules by what they do.
    pub network: Option<Gateway>,
    /// Terms of the field: an answer that has hardly one of them may be about something else.
    pub terms: Vec<String>,
    /// What statements can be about, group by group.
    pub subjects: Vec<SubjectGroup>,
    /// The vocabulary and every wording, compiled.
    pub lexicon: SharedLexicon,
    /// What earns points, in order.
    pub criteria: Vec<Criterion>,
    /// Common mistakes, in order.
    pub mistakes: Vec<Misconception>,
    /// An answer that earns everything: part id → text.
    pub model: BTreeMap<String, String>,
    /// Where each text of the model answer stands: part id → key.
    pub model_spans: BTreeMap<String, Span>,
    /// Rubrics of the question's follow-ups, in the order of the file.
    pub follow_ups: Vec<FollowUp>,
    /// The file itself; all spans point into it.
    pub source: Source,
}

/// How one follow-up of the question is marked. It counts for practice alone.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// Which follow-up of the question, counted from 1.
    pub asks: usize,
    /// Where that number stands.
    pub asks_span: Span,
    /// Its criteria, mistakes and model answer: a rubric of one part and one section, with the file's terms and
    /// subjects. Its lexicon is the file's vocabulary with the follow-up's own.
    pub rubric: Arc<Rubric>,
}

/// Names of which a statement is about one at most: the states, the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectGroup {
    /// Its name: "state".
    pub name: String,
    /// Its names, in order.
    pub names: Vec<SubjectName>,
}

/// One thing that a statement can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectName {
    /// Its name: "NEW". No other group has the same.
    pub name: String,
    /// How a learner names it; at least one.
    pub forms: Vec<String>,
    /// Where the name stands.
    pub span: Span,
}

/// One thing that a good answer says.
#[derive(Debug, Clone, Default)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// The bullet of the question file that it covers, as written there.
    pub covers: String,
    /// A short name that gives nothing away, for as long as it is not met; empty where none is given.
    pub topic: Words,
    /// How the review asks for it.
    pub recall: Recall,
    /// Section id.
    pub section: String,
    /// Its weight within the section, above 0.
    pub weight: f64,
    /// The part that asks for it.
    pub part: String,
    /// What the statement must be about, as written: a subject's name, a concept, or a wording. Any one suffices.
    pub about: Vec<String>,
    /// Those of `about` that are no subject's name, compiled.
    pub topics: Vec<Wording>,
    /// Part and sub-question whose answer is about it, where the sentence does not say so.
    pub asked: Vec<(String, usize)>,
    /// Wordings that say it. Any one suffices.
    pub says: Vec<Wording>,
    /// Wordings that contradict it.
    pub denies: Vec<Wording>,
    /// Code that says it. Any one suffices.
    pub code: Vec<CodeWording>,
    /// Conntrack entries of the question that prove it, counted from 1, each with its place.
    pub entries: Vec<(usize, Span)>,
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
    /// Where it stands, from its first key.
    pub span: Span,
    /// Where `covers` stands.
    pub covers_span: Span,
    /// Where `section` stands.
    pub section_span: Span,
    /// Where `part` stands.
    pub part_span: Span,
    /// Where each of `asked` stands.
    pub asked_spans: Vec<Span>,
    /// Where each of `says` stands.
    pub says_spans: Vec<Span>,
    /// Where `missing` stands.
    pub missing_span: Span,
}

impl Criterion {
    /// What the review asks.
    pub fn asks(&self) -> &str {
        match self.recall.asks.text.trim() {
            "" => self.hints.pump.trim(),
            own => own,
        }
    }

    /// What may stand before an answer to what it asks: nothing, its subject, its number and, where the answer is a
    /// few words and no question, an opening of its own.
    pub fn openings(&self, answer: &str) -> Vec<String> {
        let subject = self.about.iter().find(|about| !about.contains(['<', '/']));
        let number = self.asked.iter().find(|(_, number)| *number > 0);
        let words = answer.split_whitespace().count();
        let short = (1..=FEW_WORDS).contains(&words) && !answer.contains('?');
        let own = self.recall.openings.iter().filter(|_| short);
        std::iter::once(String::new())
            .chain(subject.map(|about| format!("{about}: ")))
            .chain(number.map(|(_, number)| format!("{number}. ")))
            .chain(own.map(|opening| format!("{} ", opening.trim())))
            .collect()
    }
}

/// The gateway between the clients and the world that the question speaks of, and what is sent through it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// The place. An answer may give other names to its sides.
    pub scene: Scene,
    /// What is sent to show what rules do, in order.
    pub probes: Vec<Probe>,
}

/// A packet or round trip that shows what rules do, and what there is to learn from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// What is sent, and what should become of it.
    pub sent: netfilter::Probe,
    /// What it stands for, in a few words.
    pub shows: String,
    /// What it means that it passes; empty where there is nothing to say.
    pub passes: String,
    /// What it means that it is blocked.
    pub blocked: String,
    /// Where its id stands.
    pub span: Span,
}

/// A question to a set of rules, answered by what they do to packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conduct {
    /// Whether answers come back because their connection is known.
    Returns,
    /// Whether the inside may open connections.
    Outbound,
    /// Whether all that nobody asked for is kept out.
    KeepsOut,
    /// Whether a rule lets answers in that tracking lets in already.
    Redundant,
}

impl Conduct {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 4] = [
        Self::Returns,
        Self::Outbound,
        Self::KeepsOut,
        Self::Redundant,
    ];

    /// Its name in a rubric.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Returns => "returns",
            Self::Outbound => "outbound",
            Self::KeepsOut => "keeps-out",
            Self::Redundant => "redundant",
        }
    }
}

/// Code that counts as saying a thing.
#[derive(Debug, Clone, Default)]
pub struct CodeWording {
    /// All of these match the line.
    pub has: Vec<LineRegex>,
    /// None of these matches the line.
    pub unless: Vec<LineRegex>,
    /// None of these matches a line above it that appends to the same chain.
    pub not_after: Vec<LineRegex>,
    /// None of these matches any line of the answer's code.
    pub never: Vec<LineRegex>,
    /// What the rules must do; where it is given, they are run and nothing else is looked at.
    pub rules: Option<Conduct>,
    /// Where it stands.
    pub span: Span,
}

/// A sentence of a learner, with the place it would stand in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// The part it stands in; empty where the answer has no parts.
    pub part: String,
    /// The line above it (heading, label or sub-question number); empty where none.
    pub under: String,
    /// The sentence.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Four steps from a nudge to the answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// An open question that gets the learner to say more.
    pub pump: String,
    /// Where to look.
    pub hint: String,
    /// The statement with a gap.
    pub prompt: String,
    /// The statement.
    pub assertion: String,
    /// Where the four stand, in this order.
    pub spans: [Span; 4],
}

/// A text with its place; both are empty where it is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The question of a review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recall {
    /// A question that stands by itself; empty where the pump is asked.
    pub asks: Words,
    /// Beginnings of a statement that a short answer is the end of.
    pub openings: Vec<String>,
}

/// A common mistake.
#[derive(Debug, Clone, Default)]
pub struct Misconception {
    /// Its id.
    pub id: String,
    /// The bullet of `## Common Mistakes` that it covers.
    pub covers: String,
    /// The part in which its examples stand; empty where none is given.
    pub part: String,
    /// What the statement must be about, as with a criterion.
    pub about: Vec<String>,
    /// Those of `about` that are no subject's name, compiled.
    pub topics: Vec<Wording>,
    /// Part and sub-question whose answer is about it, as with a criterion.
    pub asked: Vec<(String, usize)>,
    /// Wordings that make it. Any one suffices.
    pub says: Vec<Wording>,
    /// Code that makes it. Any one suffices.
    pub code: Vec<CodeWording>,
    /// Conntrack entries of the question that refute it, counted from 1, each with its place.
    pub entries: Vec<(usize, Span)>,
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
    /// Where it stands, from its first key.
    pub span: Span,
    /// Where `covers` stands.
    pub covers_span: Span,
    /// Where `part` stands; empty where none is given.
    pub part_span: Span,
    /// Where each of `asked` stands.
    pub asked_spans: Vec<Span>,
    /// Where each of `says` stands.
    pub says_spans: Vec<Span>,
}
