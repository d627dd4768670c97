//! The keys of the format, map by map: what readers check against and what the reference must document.

use crate::yaml::Shape;

pub(super) const RUBRIC: Shape = Shape {
    name: "a rubric",
    required: &["question", "criteria", "model"],
    optional: &[
        "network",
        "terms",
        "subjects",
        "vocabulary",
        "mistakes",
        "follow_ups",
    ],
};

pub(super) const CRITERION: Shape = Shape {
    name: "a criterion",
    required: &[
        "id", "covers", "section", "weight", "part", "hints", "met", "missing", "fact",
    ],
    optional: &[
        "topic",
        "recall",
        "recall_opening",
        "about",
        "asked",
        "says",
        "denies",
        "code",
        "entries",
        "accepts",
        "rejects",
    ],
};

pub(super) const MISTAKE: Shape = Shape {
    name: "a mistake",
    required: &["id", "covers", "refutation", "fact"],
    optional: &[
        "part",
        "about",
        "asked",
        "says",
        "code",
        "entries",
        "omits",
        "deduction",
        "accepts",
        "rejects",
    ],
};

pub(super) const FOLLOW_UP: Shape = Shape {
    name: "a follow-up",
    required: &["asks", "criteria", "model"],
    optional: &["vocabulary", "mistakes"],
};

pub(super) const FOLLOW_UP_CRITERION: Shape = Shape {
    name: "a criterion of a follow-up",
    required: &["id", "covers", "hints", "met", "missing", "fact"],
    optional: &[
        "topic",
        "recall",
        "recall_opening",
        "weight",
        "about",
        "says",
        "denies",
        "code",
        "entries",
        "accepts",
        "rejects",
    ],
};

pub(super) const FOLLOW_UP_MISTAKE: Shape = Shape {
    name: "a mistake of a follow-up",
    required: &["id", "covers", "refutation", "fact"],
    optional: &[
        "about", "says", "code", "entries", "omits", "accepts", "rejects",
    ],
};

pub(super) const HINTS: Shape = Shape {
    name: "a hint ladder",
    required: &["pump", "hint", "prompt", "assertion"],
    optional: &[],
};

pub(super) const CODE: Shape = Shape {
    name: "an item of 'code'",
    required: &[],
    optional: &["has", "unless", "not-after", "never", "rules"],
};

pub(super) const NETWORK: Shape = Shape {
    name: "'network'",
    required: &["inside", "outside", "clients", "public"],
    optional: &["probes"],
};

pub(super) const PROBE: Shape = Shape {
    name: "a probe",
    required: &["id", "sends", "shows"],
    optional: &["wanted", "passes", "blocked"],
};

pub(super) const EXAMPLE: Shape = Shape {
    name: "an example",
    required: &["text"],
    optional: &["part", "under"],
};

/// Every map of the format that has fixed keys.
pub const FORMAT: &[Shape] = &[
    RUBRIC,
    NETWORK,
    PROBE,
    CRITERION,
    MISTAKE,
    FOLLOW_UP,
    FOLLOW_UP_CRITERION,
    FOLLOW_UP_MISTAKE,
    HINTS,
    CODE,
    EXAMPLE,
];
