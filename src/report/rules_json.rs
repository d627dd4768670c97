//! What rules do to packets as JSON: the contract with other programs. Keys may be added, never changed.

use super::json::pretty;
use super::rules_remarks::assumptions;
use super::rules_text::trace;
use crate::grading::RulesGrade;
use crate::netfilter::{ProbeResult, Slip, Standing, Walk};
use crate::source::{Source, Span};
use serde::Serialize;

/// All about a text with rules, on lines for people.
pub fn rules_json(rules: &RulesGrade) -> String {
    pretty(&JsonRules::new(rules))
}

/// The probes of an answer's rules, inside its grade.
#[derive(Serialize)]
pub(super) struct JsonProbes<'a> {
    probes: Vec<JsonProbe<'a>>,
}

impl<'a> JsonProbes<'a> {
    pub(super) fn new(rules: &'a RulesGrade) -> Self {
        Self {
            probes: probes(rules),
        }
    }
}

#[derive(Serialize)]
struct JsonRules<'a> {
    errors: Vec<JsonError<'a>>,
    topology: JsonTopology<'a>,
    probes: Vec<JsonProbe<'a>>,
    /// Rules that no packet reaches.
    unreached: Vec<JsonRule>,
    /// Rules that let answers in by their looks.
    redundant: Vec<JsonRule>,
    assumed: Vec<String>,
}

#[derive(Serialize)]
struct JsonError<'a> {
    line: usize,
    column: usize,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<&'a str>,
    /// Whether the tool refuses the line; otherwise it takes it for something else than was meant.
    refused: bool,
}

#[derive(Serialize)]
struct JsonTopology<'a> {
    inside: &'a str,
    outside: &'a str,
    network: String,
    /// Whether the text says which side is which.
    told: bool,
}

#[derive(Serialize)]
struct JsonProbe<'a> {
    id: &'a str,
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'static str>,
    /// How it stands to what was expected.
    standing: &'static str,
    /// The same under the rules as the tools take them, where a slip makes it differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_typed: Option<&'static str>,
    /// What became of the packet that tells it.
    account: String,
    trace: Vec<String>,
}

#[derive(Serialize)]
struct JsonRule {
    line: usize,
    why: String,
}

impl<'a> JsonRules<'a> {
    fn new(rules: &'a RulesGrade) -> Self {
        let trial = &rules.trial;
        let source = &rules.source;
        let rule = |rule: Span, why: String| JsonRule {
            line: source.position(rule.start).line,
            why,
        };
        Self {
            errors: trial
                .reading
                .slips
                .iter()
                .map(|slip| JsonError::new(slip, source))
                .collect(),
            topology: JsonTopology {
                inside: &trial.scene.inside,
                outside: &trial.scene.outside,
                network: trial.scene.network.to_string(),
                told: trial.scene.told,
            },
            probes: probes(rules),
            unreached: trial
                .unreached
                .iter()
                .map(|found| rule(found.rule, found.account(source)))
                .collect(),
            redundant: trial
                .redundant
                .iter()
                .map(|found| rule(found.rule, found.account(source)))
                .collect(),
            assumed: assumptions(trial.meant.iter()),
        }
    }
}

impl<'a> JsonError<'a> {
    fn new(slip: &'a Slip, source: &Source) -> Self {
        let place = source.position(slip.span.start);
        Self {
            line: place.line,
            column: place.column,
            message: &slip.what,
            mend: slip.mend.as_deref(),
            refused: slip.refused,
        }
    }
}

/// What the probes came to.
fn probes(rules: &RulesGrade) -> Vec<JsonProbe<'_>> {
    let results = rules.trial.meant.iter().zip(&rules.trial.typed);
    results
        .map(|(meant, typed)| JsonProbe::new(rules, meant, typed))
        .collect()
}

impl<'a> JsonProbe<'a> {
    fn new(rules: &RulesGrade, meant: &'a ProbeResult, typed: &ProbeResult) -> Self {
        let source = &rules.source;
        let telling = meant.telling().last();
        Self {
            id: &meant.id,
            result: result(meant.passes),
            expected: meant.wanted.map(result),
            standing: match meant.standing(&rules.trial.reading.meant) {
                Standing::AsWanted => "as expected",
                Standing::Otherwise => "unexpected",
                Standing::Open(_) => "open by default",
                Standing::Unasked => "unasked",
            },
            as_typed: (typed.passes != meant.passes).then(|| result(typed.passes)),
            account: telling.map(|walk| walk.account(source)).unwrap_or_default(),
            trace: meant
                .walks
                .iter()
                .flat_map(|walk| told(walk, source))
                .collect(),
        }
    }
}

const fn result(passes: bool) -> &'static str {
    if passes { "pass" } else { "blocked" }
}

/// The packet, its way, and its end.
fn told(walk: &Walk, source: &Source) -> Vec<String> {
    let mut lines = vec![format!("packet: {}", walk.packet)];
    lines.extend(trace(walk, source));
    lines.push(format!("end: {}", walk.verdict));
    lines
}
