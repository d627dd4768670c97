//! A rubric as written: the keys of the file with the places of their texts, nothing compiled yet.

use crate::source::Span;
use crate::yaml::Text;

/// The whole file.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) question: Text,
    pub(super) network: Option<Network>,
    pub(super) terms: Vec<Text>,
    pub(super) subjects: Vec<Group>,
    pub(super) vocabulary: Vec<Named>,
    pub(super) criteria: Vec<Criterion>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) model: Vec<(Text, Text)>,
    pub(super) follow_ups: Vec<FollowUp>,
}

/// An item of `follow_ups`.
#[derive(Debug, Default)]
pub(super) struct FollowUp {
    pub(super) asks: Text,
    pub(super) vocabulary: Vec<Named>,
    pub(super) criteria: Vec<Criterion>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) model: Text,
}

/// The map `network`.
#[derive(Debug, Default)]
pub(super) struct Network {
    pub(super) inside: Text,
    pub(super) outside: Text,
    pub(super) clients: Text,
    pub(super) public: Text,
    pub(super) probes: Vec<Probe>,
}

/// An item of `probes`.
#[derive(Debug, Default)]
pub(super) struct Probe {
    pub(super) id: Text,
    pub(super) sends: Text,
    pub(super) wanted: Option<Text>,
    pub(super) shows: Text,
    pub(super) passes: Option<Text>,
    pub(super) blocked: Option<Text>,
}

/// A key with its forms: a concept, a subject's name.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: Text,
    pub(super) forms: Vec<Text>,
}

/// A group of subjects.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: Text,
    pub(super) names: Vec<Named>,
}

/// What a criterion and a mistake have in common.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) id: Text,
    pub(super) covers: Text,
    pub(super) part: Option<Text>,
    pub(super) about: Vec<Text>,
    pub(super) asked: Vec<Text>,
    pub(super) entries: Vec<Text>,
    pub(super) says: Vec<Text>,
    pub(super) code: Vec<Code>,
    pub(super) accepts: Vec<Example>,
    pub(super) rejects: Vec<Example>,
    pub(super) fact: Text,
}

/// An item of `criteria`.
#[derive(Debug, Default)]
pub(super) struct Criterion {
    pub(super) item: Item,
    pub(super) topic: Option<Text>,
    pub(super) recall: Option<Text>,
    pub(super) recall_opening: Vec<Text>,
    pub(super) section: Text,
    pub(super) weight: f64,
    pub(super) denies: Vec<Text>,
    /// Pump, hint, prompt, assertion.
    pub(super) hints: [Text; 4],
    pub(super) met: Text,
    pub(super) missing: Text,
}

/// An item of `mistakes`.
#[derive(Debug, Default)]
pub(super) struct Mistake {
    pub(super) item: Item,
    pub(super) omits: Option<Text>,
    pub(super) deduction: f64,
    pub(super) refutation: Text,
}

/// An item of `code`.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub(super) span: Span,
    pub(super) has: Vec<Text>,
    pub(super) unless: Vec<Text>,
    pub(super) not_after: Vec<Text>,
    pub(super) never: Vec<Text>,
    pub(super) rules: Option<Text>,
}

/// An item of `accepts` or `rejects`.
#[derive(Debug, Default)]
pub(super) struct Example {
    pub(super) span: Span,
    pub(super) part: Option<Text>,
    pub(super) under: Option<Text>,
    pub(super) text: Text,
}
