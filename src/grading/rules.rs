//! What the rules of an answer do, run as the kernel would run them.

use super::reading::{ReadCode, Reading};
use crate::answer::Submission;
use crate::netfilter::{self, Evidence, Hook, Place, Scene};
use crate::rubric::{Conduct, Gateway};
use crate::source::{Source, Span};
use crate::text;

/// The rules of one field, tried.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    field: usize,
    /// How many commands it has.
    commands: usize,
    /// Whether the rules have each conduct, in the order of [`Conduct::ALL`].
    shown: [Shown; 4],
}

/// Whether rules have a conduct.
#[derive(Debug, Clone, Copy)]
struct Shown {
    holds: bool,
    /// The rule that shows it, or at which the packet went wrong, where a single rule does.
    rule: Option<Span>,
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
    let start = last_attempt(reading, field).max(marked);
    let source = Source::new("", &whole[start..]);
    let read = netfilter::read(&source);
    let filters = [Hook::Input, Hook::Forward, Hook::Output];
    if read.commands == 0 || !filters.iter().any(|&hook| read.meant.touches(hook)) {
        return None;
    }
    let sides = netfilter::sides(&read, &source);
    let conduct = netfilter::conduct(&read.meant, &scene(gateway).seen_by(&sides));
    let redundant = netfilter::return_rules(&read.meant, &sides.inside);
    let shown = |evidence: &Evidence, packets: usize| Shown {
        holds: evidence.holds,
        rule: deciding(evidence, packets).map(|rule| rule.shifted(start)),
    };
    // a connection is opened by its first packet; where it is not, any may be the one that fails
    let opening = if conduct.outbound.holds {
        1
    } else {
        usize::MAX
    };
    Some(Judged {
        field,
        commands: read.commands,
        shown: [
            shown(&conduct.returns, usize::MAX),
            shown(&conduct.outbound, opening),
            shown(&conduct.keeps_out, usize::MAX),
            Shown {
                holds: !redundant.is_empty(),
                rule: redundant.first().map(|found| found.rule.shifted(start)),
            },
        ],
    })
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

/// The place that the question speaks of.
fn scene(gateway: &Gateway) -> Scene {
    Scene {
        inside: gateway.inside.clone(),
        outside: gateway.outside.clone(),
        network: gateway.clients,
        gateway_inside: gateway.clients.host(1),
        gateway_outside: gateway.public,
        masquerade: true,
    }
}

/// The rule that decided the packet which shows it: the last of the first `most` packets that a rule decided.
fn deciding(evidence: &Evidence, most: usize) -> Option<Span> {
    let walks = &evidence.probes.first()?.walks;
    let places = walks[..walks.len().min(most)]
        .iter()
        .rev()
        .flat_map(|walk| walk.decisions().rev().map(|(_, place, ..)| place));
    let mut policy = None;
    for place in places {
        match place {
            Place::Rule(span) if !span.is_empty() => return Some(*span),
            Place::Policy(Some(span)) => policy = policy.or(Some(*span)),
            Place::Rule(_) | Place::Policy(None) => {}
        }
    }
    policy
}

impl Judged {
    /// Whether there is more than one command, so that what is told beside them adds nothing.
    pub(super) fn is_whole(&self) -> bool {
        self.commands > 1
    }

    /// The line of code that shows the conduct, where the rules have it.
    pub(super) fn line(&self, lines: &[ReadCode], conduct: Conduct) -> Option<usize> {
        let shown = self.shown(conduct);
        let rule = shown.rule.unwrap_or_default();
        shown.holds.then(|| self.line_of(lines, rule)).flatten()
    }

    fn shown(&self, conduct: Conduct) -> Shown {
        self.shown[conduct as usize]
    }

    /// The line at which a packet shows that the rules do not have the conduct, and what became of the packet.
    pub(super) fn culprit(
        &self,
        lines: &[ReadCode],
        conduct: Conduct,
    ) -> Option<(usize, &'static str)> {
        let shown = self.shown(conduct);
        let why = match conduct {
            Conduct::Returns => {
                "here an answer to a known connection is decided, and not by its state"
            }
            Conduct::Outbound => "here a new connection from the inside is decided",
            Conduct::KeepsOut => "here a packet that nobody asked for gets in",
            Conduct::Redundant => return None,
        };
        let rule = shown.rule.filter(|_| !shown.holds)?;
        Some((self.line_of(lines, rule)?, why))
    }

    fn line_of(&self, lines: &[ReadCode], span: Span) -> Option<usize> {
        let own = |line: &ReadCode| line.field == self.field;
        let shows = |line: &ReadCode| {
            own(line) && line.line.span.start < span.end && span.start < line.line.span.end
        };
        lines
            .iter()
            .position(shows)
            .or_else(|| lines.iter().position(own))
    }
}
