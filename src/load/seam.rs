//! Stand-ins for the parsers of question and rubric until they are here.

use crate::question::{Component, Part, Question, Section};
use crate::rubric::{Criterion, Hints, Misconception, Rubric};
use crate::source::{Fault, Faults, Source, Span};

pub(super) const RUBRIC: &str = "";

pub(super) fn question_bytes(name: &str, bytes: Vec<u8>) -> Result<Question, Faults> {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    question(Source::new(name, text))
}

pub(super) fn question(source: Source) -> Result<Question, Faults> {
    if !source.text().starts_with("---") {
        return Err(Faults(vec![
            Fault::new(&source, Span::new(0, 0), "no front matter").mend("start with ---"),
        ]));
    }
    let section = |id: &str, percent| Section {
        id: id.to_lowercase(),
        title: id.into(),
        percent,
        components: Vec::<Component>::new(),
        span: Span::new(0, 0),
    };
    let part = |id: &str, title: &str| Part {
        id: id.into(),
        title: title.into(),
        body: Span::new(0, 0),
        sub_questions: Vec::new(),
        code: Vec::new(),
    };
    Ok(Question {
        id: "iptables-subj-04-conntrack".into(),
        level: None,
        tags: Vec::new(),
        extra: Default::default(),
        title: "Connection Tracking".into(),
        intro: Span::new(0, 0),
        parts: vec![
            part("1", "Conceptual Understanding"),
            part("2", "Practical Analysis"),
            part("3", "Firewall Rules"),
        ],
        sections: vec![section("Mandatory", 60), section("Bonus", 40)],
        mistakes: Vec::new(),
        follow_ups: Vec::new(),
        source,
    })
}

pub(super) fn rubric(_source: &Source) -> Result<Rubric, Faults> {
    let mandatory = [
        "definition",
        "state-new",
        "state-established",
        "state-related",
        "state-invalid",
        "return-traffic",
        "snat",
        "rules-return",
        "rules-outbound",
        "rules-drop",
    ];
    let bonus = [
        "assured",
        "syn-sent",
        "udp-tracked",
        "table-limits",
        "performance",
        "notrack",
        "helpers",
    ];
    let mistakes = [
        "confuses-tcp-states",
        "misreads-reply-tuple",
        "related-same-protocol",
        "udp-untracked",
        "redundant-rules",
        "ignores-exhaustion",
    ];
    let of = |section: &str, id: &str| Criterion {
        id: id.into(),
        covers: id.into(),
        section: section.into(),
        weight: if id.starts_with("state") {
            3.0
        } else if id.starts_with("rules") {
            4.0
        } else {
            12.0
        },
        part: "1".into(),
        accepts: Vec::new(),
        rejects: Vec::new(),
        hints: Hints {
            pump: format!("What about {id}?"),
            hint: "h".into(),
            prompt: "p".into(),
            assertion: "a".into(),
        },
        met: "Right.".into(),
        missing: format!("You do not say anything about {id}."),
        fact: String::new(),
    };
    let criteria = mandatory
        .iter()
        .map(|id| of("mandatory", id))
        .chain(bonus.iter().map(|id| of("bonus", id)))
        .collect();
    let mistakes = mistakes
        .iter()
        .map(|id| Misconception {
            id: (*id).into(),
            covers: (*id).into(),
            omits: None,
            deduction: 0.0,
            accepts: Vec::new(),
            rejects: Vec::new(),
            refutation: format!("No, {id} is wrong."),
            fact: String::new(),
        })
        .collect();
    Ok(Rubric {
        question: "iptables-subj-04-conntrack".into(),
        hash: "000000000000".into(),
        criteria,
        mistakes,
        model: Default::default(),
    })
}
