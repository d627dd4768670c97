//! One line of feedback: what was met, what is missing and how to go on, or which mistake was made.

use super::ladder::{Level, Opened, Over};
use crate::grading::{CriterionGrade, Evidence, Flag, Grade, Outcome};
use crate::rubric::{Criterion, Rubric};
use std::collections::BTreeMap;

/// How an item came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Said.
    Met,
    /// Some of it was said.
    Partial,
    /// Not said.
    Missing,
    /// Said and denied in the same answer.
    Contradicted,
    /// A common mistake.
    Mistake,
}

/// A stretch of the learner's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Index of the part whose draft holds it.
    pub part: usize,
    /// The words.
    pub text: String,
}

/// One line of feedback.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Criterion or mistake id.
    pub id: String,
    /// Its number on the screen, from 1.
    pub number: usize,
    /// How it came out.
    pub mark: Mark,
    /// What it is about; tells the answer only where the learner said it.
    pub title: String,
    /// Points reached; 0 for a mistake.
    pub points: f64,
    /// Points to be had; 0 for a mistake.
    pub max: f64,
    /// The tutor's words.
    pub says: String,
    /// The learner's words that it rests on.
    pub quotes: Vec<Quote>,
    /// For one not met: what came nearest, and why it did not count; the reason is empty until a hint is open.
    pub nearest: Option<(Quote, String)>,
    /// The hints opened so far.
    pub hints: Vec<(Level, String)>,
    /// Whether there is a further hint.
    pub more: bool,
    /// Whether that one stays closed until the answer changes.
    pub closed: bool,
    /// Whether more than the first question was told about it.
    pub told: bool,
    /// What the learner said of it in own words, after it was met with help.
    pub explained: Option<String>,
}

impl Item {
    /// Whether it earned something after a hint.
    pub fn helped(&self) -> bool {
        self.told && matches!(self.mark, Mark::Met | Mark::Partial)
    }
}

impl Mark {
    const ALL: [Self; 5] = [
        Self::Met,
        Self::Partial,
        Self::Missing,
        Self::Contradicted,
        Self::Mistake,
    ];

    /// The mark with this word.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.label() == label)
    }

    /// How good it is; more is better.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Met => 2,
            Self::Partial => 1,
            Self::Missing | Self::Contradicted | Self::Mistake => 0,
        }
    }

    /// The sign of it: readable without colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Met => "[x]",
            Self::Partial => "[~]",
            Self::Missing => "[ ]",
            Self::Contradicted | Self::Mistake => "[!]",
        }
    }

    /// The word for it, where the sign alone may not be read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partly met",
            Self::Missing => "missing",
            Self::Contradicted => "contradicted",
            Self::Mistake => "mistake",
        }
    }
}

/// Makes items of a grade; numbers are given later by their place.
pub(super) struct Maker<'a> {
    pub(super) rubric: &'a Rubric,
    /// The question's text.
    pub(super) question: &'a str,
    pub(super) hints: &'a BTreeMap<String, Opened>,
    /// The text that hints are opened over.
    pub(super) over: Over<'a>,
    /// Index of the part that the grade's first field is.
    pub(super) first: usize,
}

impl Maker<'_> {
    /// Items of the criteria that pass, in the rubric's order.
    pub(super) fn criteria(
        &self,
        grade: &Grade,
        pass: impl Fn(&CriterionGrade) -> bool,
    ) -> Vec<Item> {
        let passing = grade.criteria.iter().filter(|graded| pass(graded));
        passing.map(|graded| self.criterion(graded)).collect()
    }

    /// The item of one criterion that was marked on its own.
    pub(super) fn alone(&self, graded: &CriterionGrade) -> Item {
        Item {
            number: 1,
            ..self.criterion(graded)
        }
    }

    fn criterion(&self, graded: &CriterionGrade) -> Item {
        let criterion = self.rubric.criteria.iter().find(|c| c.id == graded.id);
        let mark = mark(graded.outcome);
        let (hints, more) = match criterion {
            Some(criterion) if mark != Mark::Met => self.ladder(criterion),
            _ => (Vec::new(), false),
        };
        let opened = self.hints.get(&graded.id);
        let title = match criterion {
            Some(criterion) if mark == Mark::Met => self.told(criterion),
            _ => self.topic(&graded.id),
        };
        Item {
            id: graded.id.clone(),
            number: 0,
            mark,
            title,
            points: graded.points,
            max: graded.max,
            // What became of a packet tells no answer, and shows which rule to mend.
            says: shown(&graded.feedback, &graded.proof),
            quotes: self.quotes(&graded.evidence),
            nearest: self.nearest(graded).filter(|_| mark != Mark::Met),
            hints,
            more,
            closed: more && opened.is_some_and(|opened| opened.is_closed(&self.over)),
            told: opened.is_some_and(Opened::is_help),
            explained: None,
        }
    }

    /// What came nearest. Why it did not count names what is lacking, so that waits for the first real hint.
    fn nearest(&self, graded: &CriterionGrade) -> Option<(Quote, String)> {
        let near = graded.nearest.as_ref()?;
        let told = self.hints.get(&graded.id).is_some_and(Opened::is_help);
        let why = match told && near.why != graded.proof {
            true => near.why.clone(),
            false => String::new(),
        };
        Some((self.quote(&near.evidence), why))
    }

    /// The hints opened so far, the first always among them, and whether more are left.
    fn ladder(&self, criterion: &Criterion) -> (Vec<(Level, String)>, bool) {
        let opened = self.hints.get(&criterion.id);
        let opened = opened.map_or(Level::Pump, |opened| opened.level);
        let shown = Level::ALL.into_iter().filter(|&level| level <= opened);
        let hints = shown
            .map(|level| (level, level.text(&criterion.hints).trim().to_owned()))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        (hints, opened.next().is_some())
    }

    /// What a mistake is about, or a criterion before it is met.
    pub(super) fn about(&self, id: &str) -> String {
        let known = self.rubric.mistakes.iter().find(|m| m.id == id);
        known.map_or_else(|| self.topic(id), |m| one_line(&m.covers))
    }

    /// What a criterion is about, without telling the answer.
    fn topic(&self, id: &str) -> String {
        let named = self.rubric.criteria.iter().find(|c| c.id == id);
        match named.map(|criterion| one_line(&criterion.topic.text)) {
            Some(topic) if !topic.is_empty() => topic,
            _ => topic(id, self.question),
        }
    }

    /// What was said where a criterion is met: the bullet, or the topic where several share the bullet.
    pub(super) fn told(&self, criterion: &Criterion) -> String {
        let covers = |c: &&Criterion| c.covers == criterion.covers;
        match self.rubric.criteria.iter().filter(covers).count() {
            ..=1 => one_line(&criterion.covers).trim_end_matches(':').to_owned(),
            _ => self.topic(&criterion.id),
        }
    }

    /// The item of a mistake.
    pub(super) fn mistake(&self, flag: &Flag) -> Item {
        Item {
            id: flag.id.clone(),
            number: 0,
            mark: Mark::Mistake,
            title: self.about(&flag.id),
            points: 0.0,
            max: 0.0,
            says: match flag.evidence.is_empty() {
                true => "Nothing in your answers is about it yet.".to_owned(),
                false => shown(&flag.feedback, &flag.proof),
            },
            quotes: self.quotes(&flag.evidence),
            nearest: None,
            hints: Vec::new(),
            more: false,
            closed: false,
            told: false,
            explained: None,
        }
    }

    fn quotes(&self, evidence: &[Evidence]) -> Vec<Quote> {
        let mut quotes: Vec<Quote> = Vec::new();
        for quote in evidence.iter().map(|evidence| self.quote(evidence)) {
            if !quotes.contains(&quote) {
                quotes.push(quote);
            }
        }
        quotes
    }

    fn quote(&self, evidence: &Evidence) -> Quote {
        Quote {
            part: self.first + evidence.field,
            text: one_line(&evidence.quote),
        }
    }
}

/// What the tutor says, and the packet or entry that shows it.
fn shown(says: &str, proof: &str) -> String {
    match proof.is_empty() {
        true => says.trim().to_owned(),
        false => format!("{} Proof: {proof}.", says.trim()),
    }
}

/// Numbers items by their place.
pub(super) fn numbered(mut items: Vec<Item>) -> Vec<Item> {
    for (at, item) in items.iter_mut().enumerate() {
        item.number = at + 1;
    }
    items
}

pub(super) const fn mark(outcome: Outcome) -> Mark {
    match outcome {
        Outcome::Met => Mark::Met,
        Outcome::Partial => Mark::Partial,
        Outcome::Missing => Mark::Missing,
        Outcome::Contradicted => Mark::Contradicted,
    }
}

/// The text with every run of white space made one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id as words, in capitals where the question writes them so: "state-new" is about "State NEW".
pub(super) fn topic(id: &str, question: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let loud = |word: &str| {
        let upper = word.to_uppercase();
        let mut words = question.split(|c| !is_part(c));
        if words.any(|written| written == upper) {
            upper
        } else {
            word.to_owned()
        }
    };
    let words: Vec<_> = id.split(['-', '_']).map(loud).collect();
    let words = words.join(" ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::topic;

    #[test]
    fn a_topic_is_written_as_the_question_writes_it() {
        let question =
            "States: NEW, ESTABLISHED. What does [ASSURED] mean? UDP, SYN_SENT, A new one";
        for (id, words) in [
            ("state-new", "State NEW"),
            ("udp-tracked", "UDP tracked"),
            ("assured", "ASSURED"),
            ("table-limits", "Table limits"),
            ("a-rule", "A rule"),
            ("", ""),
        ] {
            assert_eq!(topic(id, question), words);
        }
    }
}
