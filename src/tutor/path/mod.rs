//! The way of a probe's packets through the rules of an answer, as a picture needs it: stations, chains, rules tried.
//! What happened is in the trace that `netfilter` made; here it is put beside the rules that did not match.

mod stations;
#[cfg(test)]
mod tests;
mod words;

pub use words::spoken;

use crate::grading::{ProbeWords, RulesGrade, open_by_default};
use crate::netfilter::{Door, Hook, Origin, Packet, ProbeResult, Standing, State, Verdict, Walk};
use crate::rubric::{Probe, Rubric};
use std::sync::Arc;

/// The probes of a rubric under the rules of an answer; at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Probes {
    rules: Arc<RulesGrade>,
    asked: Vec<Probe>,
}

/// A packet among those of all probes that tell what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stop {
    /// Index of the probe.
    pub probe: usize,
    /// Index of the packet among those of the probe.
    pub packet: usize,
}

/// What became of a probe, and the ways of the packets that tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The probe's id.
    pub id: String,
    /// What it stands for, in a few words.
    pub shows: String,
    /// How it came out.
    pub standing: Standing,
    /// Whether it should have, where that is asked.
    pub wanted: Option<bool>,
    /// What became of it, against what was wanted: `passes, and should be blocked`.
    pub outcome: String,
    /// Which rule did what to the packet that decided, or which rules let both ways of a round trip through.
    pub why: String,
    /// What that means; empty where there is nothing to say.
    pub lesson: String,
    /// The packets: the first, and where more were sent, the one that did not get through or the first answer.
    pub ways: Vec<Way>,
}

/// The way of one packet.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Which packet of its probe it is: `the request`.
    pub role: &'static str,
    /// The packet as it was sent.
    pub packet: Packet,
    /// What became of it.
    pub verdict: Verdict,
    /// The stations that it reached, in order, then those that it did not.
    pub stations: Vec<Station>,
}

/// Where a packet is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// On the wire behind this interface.
    Wire(String),
    /// At a hook.
    Hook(Hook),
    /// Where its next hop is looked up.
    Routing,
    /// With a program on this machine.
    Program,
}

/// A station on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// Where.
    pub at: At,
    /// Whether the packet came there.
    pub lit: bool,
    /// The state that tracking gave it there.
    pub state: Option<State>,
    /// What else happened there: where it was routed, what was rewritten, what was taken for granted.
    pub says: Vec<String>,
    /// The chains it walked there, in order. Chains without rules are left out unless their policy decided.
    pub visits: Vec<Visit>,
}

/// A stretch of a chain that a packet walked without leaving it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The chain's table.
    pub table: String,
    /// Its name.
    pub chain: String,
    /// Whether the packet comes back to it from another chain.
    pub again: bool,
    /// What was tried, in order.
    pub rows: Vec<Stretch>,
    /// How many rules were not asked any more.
    pub rest: usize,
}

/// What was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// As many rules that did not match.
    Folded(usize),
    /// One rule or policy.
    Tried(Tried),
}

/// A rule or policy that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What it is.
    pub source: Asked,
    /// Its text in the answer on one line, where it has one; of a very long one the start.
    pub text: String,
    /// What it did; none where it did not match.
    pub does: Option<String>,
    /// Whether it decided the packet's fate.
    pub decides: bool,
}

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A rule: its number in the chain and its line in the answer, both from 1.
    Rule {
        /// Its number.
        number: usize,
        /// Its line.
        line: usize,
    },
    /// The policy of the chain, and its line where the answer gives it.
    Policy(Option<usize>),
    /// A rule that the answer does not hold and that is taken for granted.
    Assumed,
}

impl Probes {
    /// The probes of a rubric under these rules; none where none was tried.
    pub(super) fn new(rubric: &Rubric, rules: &Arc<RulesGrade>) -> Option<Self> {
        let asked = rubric.network.as_ref()?.probes.clone();
        let rules = Arc::clone(rules);
        (!rules.trial.meant.is_empty()).then_some(Self { rules, asked })
    }

    fn results(&self) -> &[ProbeResult] {
        &self.rules.trial.meant
    }

    /// How each came out, in order.
    pub fn standings(&self) -> Vec<Standing> {
        let results = self.results().iter();
        results.map(|result| self.rules.standing(result)).collect()
    }

    /// Where to begin: at the first probe that came out otherwise than wanted.
    pub fn start(&self) -> Stop {
        let wrong = |standing: &Standing| *standing == Standing::Otherwise;
        self.stop(self.standings().iter().position(wrong).unwrap_or(0))
    }

    /// The packet of a probe that decided; of the last probe where there are not so many.
    fn stop(&self, probe: usize) -> Stop {
        let probe = probe.min(self.results().len().saturating_sub(1));
        let result = self.results().get(probe);
        let failed = result.filter(|result| !result.passes);
        let packet = failed.map_or(0, |result| result.telling().count().saturating_sub(1));
        Stop { probe, packet }
    }

    /// The packet behind or before one; none at the ends.
    pub fn next_packet(&self, from: Stop, back: bool) -> Option<Stop> {
        let packets = |probe: usize| Some(self.results().get(probe)?.telling().count());
        match (back, from.packet) {
            (true, 0) => {
                let probe = from.probe.checked_sub(1)?;
                let packet = packets(probe)?.saturating_sub(1);
                Some(Stop { probe, packet })
            }
            (true, packet) => Some(Stop {
                packet: packet - 1,
                ..from
            }),
            (false, packet) if packet + 1 < packets(from.probe)? => Some(Stop {
                packet: packet + 1,
                ..from
            }),
            (false, _) => packets(from.probe + 1).map(|_| Stop {
                probe: from.probe + 1,
                packet: 0,
            }),
        }
    }

    /// The deciding packet of the probe behind or before one; none at the ends.
    pub fn next_probe(&self, from: Stop, back: bool) -> Option<Stop> {
        let probe = match back {
            true => from.probe.checked_sub(1)?,
            false => from.probe + 1,
        };
        (probe < self.results().len()).then(|| self.stop(probe))
    }

    /// What became of a probe; none where there are not so many.
    pub fn path(&self, at: usize) -> Option<Path> {
        let result = self.results().get(at)?;
        let standing = self.rules.standing(result);
        let words = ProbeWords::of(&self.asked, at);
        let open = match standing {
            Standing::Open(hook) => open_by_default(hook) + " ",
            _ => String::new(),
        };
        let lesson = match standing {
            Standing::AsWanted => "",
            _ => words.means(result),
        };
        Some(Path {
            id: result.id.clone(),
            shows: words.shows.to_owned(),
            standing,
            wanted: result.wanted,
            outcome: result.outcome(standing),
            why: self.why(result),
            lesson: (open + lesson).trim_end().to_owned(),
            ways: result
                .telling()
                .map(|walk| self.way(at, result, walk))
                .collect(),
        })
    }

    /// Who did what to the packet that decided; of a round trip that passes, who let each way through.
    fn why(&self, result: &ProbeResult) -> String {
        let source = &self.rules.source;
        let telling: Vec<&Walk> = result.telling().collect();
        match telling.as_slice() {
            [there, back] if result.passes => format!(
                "{} (request), {} (answer)",
                there.decider(source),
                back.decider(source)
            ),
            [.., last] => last.account(source),
            [] => String::new(),
        }
    }

    fn way(&self, probe: usize, result: &ProbeResult, walk: &Walk) -> Way {
        let first = result.walks.first().unwrap_or(walk);
        let answers = walk.packet.source != first.packet.source;
        let role = match (result.walks.len(), answers) {
            (1, _) => "the packet",
            (_, true) => "the answer",
            (_, false) if std::ptr::eq(walk, first) => "the request",
            (_, false) => "a later packet",
        };
        let door = self
            .asked
            .get(probe)
            .map_or(Door::Outside, |asked| asked.sent.door);
        let origin = match (&first.verdict, answers) {
            (Verdict::Sent(interface), true) => Origin::Wire(interface.clone()),
            (_, true) => Origin::Local,
            (_, false) => self.rules.trial.scene.origin(door),
        };
        Way {
            role,
            packet: walk.packet,
            verdict: walk.verdict.clone(),
            stations: stations::of(&self.rules, walk, &origin),
        }
    }
}

impl Visit {
    /// The rows with neighbours that did not match told as their number.
    pub fn folded(&self) -> Vec<Stretch> {
        let mut rows: Vec<Stretch> = Vec::new();
        for row in &self.rows {
            let count = row.unmatched();
            match rows.last_mut() {
                Some(last) if count > 0 && last.unmatched() > 0 => {
                    *last = Stretch::Folded(last.unmatched() + count);
                }
                _ => rows.push(row.clone()),
            }
        }
        rows
    }
}

impl Stretch {
    /// How many rules it stands for that did not match.
    const fn unmatched(&self) -> usize {
        match self {
            Self::Folded(count) => *count,
            Self::Tried(Tried { does: None, .. }) => 1,
            Self::Tried(_) => 0,
        }
    }
}

impl Way {
    /// Whether a station of this kind was reached.
    pub fn reaches(&self, at: &At) -> bool {
        self.stations
            .iter()
            .any(|station| station.lit && station.at == *at)
    }
}
