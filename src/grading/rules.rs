//! What the rules of an answer do, run as the kernel would run them.

use super::entries;
use super::grade::NearMiss;
use super::grader::Marking;
use super::reading::{ReadCode, Reading};
use crate::answer::Submission;
use crate::netfilter::{self, Hook, Place, Proof, Trial, Walk};
use crate::rubric::{CodeWording, Conduct, Gateway};
use crate::source::{Source, Span};
use crate::text;
use std::sync::Arc;

/// Rules and what they do to the probes of a rubric.
#[derive(Debug)]
pub struct RulesGrade {
    /// The field of the submission that they stand in.
    pub field: usize,
    /// Its text. What stands before the last attempt is blank in it; the places are the same.
    pub source: Source,
    /// The rules, tried. Its probes are those of the rubric, in order.
    pub trial: Trial,
}

impl RulesGrade {
    /// Tries the rules in a text, given what was read in it.
    pub fn new(reading: netfilter::Reading, source: Source, gateway: &Gateway) -> Self {
        let probes: Vec<_> = gateway
            .probes
            .iter()
            .map(|probe| probe.sent.clone())
            .collect();
        Self {
            field: 0,
            trial: Trial::new(reading, &source, gateway.scene.clone(), &probes),
            source,
        }
    }

    /// The lines that the tools refuse, each told for people; a few of many.
    pub fn refused(&self) -> impl Iterator<Item = String> {
        const MOST: usize = 20;
        let refused = self.trial.reading.slips.iter().filter(|slip| slip.refused);
        refused.take(MOST).map(|slip| {
            let line = self.source.position(slip.span.start).line;
            let what = format!("the tool refuses line {line}: {}", slip.what);
            match &slip.mend {
                Some(mend) => format!("{what}; {mend}"),
                None => what,
            }
        })
    }
}

/// The text says it all: under the same rubric it is read and tried in the same way.
impl PartialEq for RulesGrade {
    fn eq(&self, other: &Self) -> bool {
        self.field == other.field && self.source == other.source
    }
}

/// The rules of one field, tried.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub(super) rules: Arc<RulesGrade>,
    /// Whether the rules have each conduct, in the order of [`Conduct::ALL`].
    shown: [Shown; 4],
}

/// Whether rules have a conduct.
#[derive(Debug, Clone)]
struct Shown {
    holds: bool,
    /// The rule that shows it, or at which the packet went wrong, where a single rule does.
    rule: Option<Span>,
    /// The packet that shows it, and what became of it.
    proof: String,
}

/// Tries the rules of an answer: those of the last field that has any, behind the last remark that takes earlier ones
/// back. None where no rule of a filter is found.
pub(super) fn judge(
    submission: &Submission,
    reading: &Reading,
    gateway: &Gateway,
) -> Option<Judged> {
    (0..submission.fields.len())
        .rev()
        .filter(|field| reading.code.iter().any(|code| code.field == *field))
        .find_map(|field| try_field(submission, reading, gateway, field))
}

fn try_field(
    submission: &Submission,
    reading: &Reading,
    gateway: &Gateway,
    field: usize,
) -> Option<Judged> {
    const BYTE_ORDER_MARK: char = '\u{feff}';
    let whole = submission.fields[field].text.as_str();
    let marked = whole.len() - whole.trim_start_matches(BYTE_ORDER_MARK).len();
    let source = Source::new("", from(whole, last_attempt(reading, field).max(marked)));
    let read = netfilter::read(&source);
    let filters = [Hook::Input, Hook::Forward, Hook::Output];
    if read.commands == 0 || !filters.iter().any(|&hook| read.meant.touches(hook)) {
        return None;
    }
    let rules = RulesGrade {
        field,
        ..RulesGrade::new(read, source, gateway)
    };
    Some(Judged {
        shown: shown(&rules),
        rules: Arc::new(rules),
    })
}

/// The text with all before `start` blank, line ends apart.
fn from(whole: &str, start: usize) -> String {
    let blank = whole[..start]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    blank.chain(whole[start..].chars()).collect()
}

fn shown(rules: &RulesGrade) -> [Shown; 4] {
    let behaviour = &rules.trial.behaviour;
    // a connection is opened by its first packet; where it is not, any may be the one that fails
    let opening = if behaviour.outbound.holds {
        1
    } else {
        usize::MAX
    };
    let shown = |conduct, proof: &Proof, packets: usize| Shown {
        holds: proof.holds,
        rule: deciding(proof, packets),
        proof: account(conduct, proof, packets, &rules.source),
    };
    let redundant = rules.trial.redundant.first();
    let returns = shown(Conduct::Returns, &behaviour.returns, usize::MAX);
    [
        Shown {
            proof: returns.proof.clone() + gateway_alone(rules),
            ..returns
        },
        shown(Conduct::Outbound, &behaviour.outbound, opening),
        shown(Conduct::KeepsOut, &behaviour.keeps_out, usize::MAX),
        Shown {
            holds: redundant.is_some(),
            rule: redundant.map(|found| found.rule),
            proof: redundant
                .map(|found| found.account(&rules.source))
                .unwrap_or_default(),
        },
    ]
}

/// Where the last attempt begins: behind the last prose between lines of code that takes back what stands above it.
fn last_attempt(reading: &Reading, field: usize) -> usize {
    let code = reading.code.iter().filter(|code| code.field == field);
    let last = code
        .map(|code| code.line.span.start)
        .max()
        .unwrap_or_default();
    let first = reading.code.iter().find(|code| code.field == field);
    let first = first.map_or(0, |code| code.line.span.end);
    let within = |span: &Span| span.start >= first && span.end <= last;
    let prose = reading.sentences.iter().filter(|read| read.field == field);
    let taken_back = prose
        .filter(|read| text::retracts(&read.tokens))
        .filter_map(|read| {
            let span = read.tokens.first()?.span.cover(read.tokens.last()?.span);
            within(&span).then_some(span.end)
        });
    taken_back.max().unwrap_or_default()
}

/// The rule or policy that decided the packet which shows it: the last of the first `most` packets that one decided which
/// stands in the text.
fn deciding(proof: &Proof, most: usize) -> Option<Span> {
    let walks = &proof.probes.first()?.walks;
    let decided = walks[..walks.len().min(most)].iter().rev();
    decided
        .filter_map(Walk::decided_by)
        .find_map(|(_, place)| match place {
            Place::Rule(span) if !span.is_empty() => Some(*span),
            Place::Policy(span) => *span,
            Place::Rule(_) => None,
        })
}

/// What became of the last of the first `most` packets of the probe that shows it, and what is wrong with that.
fn account(conduct: Conduct, proof: &Proof, most: usize, source: &Source) -> String {
    let walks = proof.probes.first().map(|probe| probe.walks.as_slice());
    let walks = walks.unwrap_or_default();
    let Some(walk) = walks[..walks.len().min(most)].last() else {
        return String::new();
    };
    let what = match (conduct, proof.holds, walk.verdict.passes()) {
        (_, true, _) => "",
        (Conduct::KeepsOut, ..) => ", which nobody asked for",
        (Conduct::Outbound, _, true) => {
            ", but no rule or policy says that the inside may open connections"
        }
        (Conduct::Outbound, ..) => ", so that no connection from the inside comes about",
        (_, _, true) => ", but not because its connection is known",
        (..) => ", the answer to a known connection",
    };
    walk.account(source) + what
}

/// Answers that come in for the gateway while those for clients do not: to be told, not held against the rules.
fn gateway_alone(rules: &RulesGrade) -> &'static str {
    let shown = rules.trial.behaviour.returns.probes.first();
    let own = shown.is_some_and(|result| result.walks.last().is_some_and(Walk::is_delivered));
    if own && rules.trial.reading.meant.touches(Hook::Forward) {
        " (counts for the gateway itself: FORWARD lets no answers through to the clients)"
    } else {
        ""
    }
}

impl Judged {
    /// Whether there is more than one command, so that what is told beside them adds nothing.
    pub(super) fn is_whole(&self) -> bool {
        self.rules.trial.reading.commands > 1
    }

    /// The line of code that shows the conduct, where the rules have it.
    pub(super) fn line(&self, lines: &[ReadCode], conduct: Conduct) -> Option<usize> {
        let shown = self.shown(conduct);
        let rule = shown.rule.unwrap_or_default();
        shown.holds.then(|| self.line_of(lines, rule)).flatten()
    }

    /// The line at which a packet shows that the rules do not have the conduct.
    pub(super) fn culprit(&self, lines: &[ReadCode], conduct: Conduct) -> Option<usize> {
        let shown = self.shown(conduct);
        let rule = shown.rule.filter(|_| !shown.holds)?;
        self.line_of(lines, rule)
    }

    /// The packet that shows whether the rules have the conduct, and what became of it; empty where none does.
    pub(super) fn proof(&self, conduct: Conduct) -> &str {
        &self.shown(conduct).proof
    }

    fn shown(&self, conduct: Conduct) -> &Shown {
        &self.shown[conduct as usize]
    }

    fn line_of(&self, lines: &[ReadCode], span: Span) -> Option<usize> {
        let own = |line: &ReadCode| line.field == self.rules.field;
        let shows = |line: &ReadCode| {
            own(line) && line.line.span.start < span.end && span.start < line.line.span.end
        };
        lines
            .iter()
            .position(shows)
            .or_else(|| lines.iter().position(own))
    }
}

impl Marking<'_> {
    /// The line at which a packet shows that the rules do not do what is asked.
    pub(super) fn culprit(&self, code: &[CodeWording]) -> Option<NearMiss> {
        let judged = self.reading.judged.as_ref()?;
        let wording = code.iter().find(|wording| wording.rules.is_some())?;
        let line = judged.culprit(&self.reading.code, wording.rules?)?;
        Some(NearMiss {
            evidence: self.code_evidence(&self.reading.code[line], wording),
            why: judged.proof(wording.rules?).to_owned(),
        })
    }

    /// What shows that a thing is so, beside the learner's own words: the packet that goes through the rules, whether they
    /// do what is asked or not; or the entries of the question, once the thing is said. Empty where nothing does.
    pub(super) fn proof(
        &self,
        code: &[CodeWording],
        entries: &[(usize, Span)],
        said: bool,
    ) -> String {
        let judged = self.reading.judged.as_ref();
        let asked = code.iter().find_map(|wording| wording.rules);
        match judged.zip(asked) {
            Some((judged, conduct)) if said || conduct != Conduct::Redundant => {
                judged.proof(conduct).to_owned()
            }
            _ if said => entries::proof(&self.shared.entries, entries),
            _ => String::new(),
        }
    }
}
