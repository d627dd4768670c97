//! A text with rules, tried: what is wrong with it, what becomes of each probe, and which rules do nothing.

use super::behaviour::{Behaviour, behaviour as what_they_do};
use super::flow::{ProbeResult, judge};
use super::probe::Probe;
use super::returns::{ReturnRule, return_rules};
use super::scene::Scene;
use super::shadow::{Shadowed, shadowed};
use crate::netfilter::model::{ChainKey, Hook, Packet, Ruleset};
use crate::netfilter::read::Reading;
use crate::netfilter::simulate::{Place, Step, Verdict, Walk};
use crate::source::{Source, Span};

/// How a probe came out, against what was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As wanted.
    AsWanted,
    /// Not as wanted.
    Otherwise,
    /// Not as wanted, where the rules say nothing: they neither fill this hook nor give it a policy. To be taught, not
    /// held against them.
    Open(Hook),
    /// Nothing was wanted.
    Unasked,
}

impl Standing {
    /// The sign of it: readable without colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AsWanted => "[x]",
            Self::Otherwise => "[!]",
            Self::Open(_) => "[~]",
            Self::Unasked => "[-]",
        }
    }
}

/// A text with rules, tried on a gateway.
#[derive(Debug)]
pub struct Trial {
    /// The text as read.
    pub reading: Reading,
    /// The gateway, with the names that the text gives to its sides.
    pub scene: Scene,
    /// What the rules do as a whole, as plainly meant.
    pub behaviour: Behaviour,
    /// What the probes come to under the rules as the tools take the text. Behind them stands `unsolicited-elsewhere` where
    /// strangers get in by a port that none of them tries.
    pub typed: Vec<ProbeResult>,
    /// The same under the rules as plainly meant.
    pub meant: Vec<ProbeResult>,
    /// Rules that no packet reaches.
    pub unreached: Vec<Shadowed>,
    /// Rules that let answers in by their looks.
    pub redundant: Vec<ReturnRule>,
}

impl Trial {
    /// Tries what was read in a text. Both sets of rules are run where a slip makes them differ.
    pub fn new(reading: Reading, source: &Source, scene: Scene, probes: &[Probe]) -> Self {
        let scene = scene.seen_by(&reading, source);
        let probes = if is_for_v6_alone(&reading.meant) {
            &[]
        } else {
            probes
        };
        let behaviour = what_they_do(&reading.meant, &scene);
        let mut meant = judge(&reading.meant, &scene, probes);
        let mut typed = if reading.is_accepted() {
            meant.clone()
        } else {
            judge(&reading.typed, &scene, probes)
        };
        let known = |result: &ProbeResult| lets_strangers_in(result, &reading.meant);
        if let Some(result) = elsewhere(&behaviour)
            && !probes.is_empty()
            && !meant.iter().any(known)
        {
            typed.push(if reading.is_accepted() {
                result.clone()
            } else {
                let found = elsewhere(&what_they_do(&reading.typed, &scene));
                found.unwrap_or_else(|| ProbeResult {
                    passes: false,
                    walks: Vec::new(),
                    ..result.clone()
                })
            });
            meant.push(result);
        }
        Self {
            behaviour,
            unreached: shadowed(&reading.meant),
            redundant: return_rules(&reading.meant, &scene),
            typed,
            meant,
            scene,
            reading,
        }
    }
}

/// Whether all rules are for IPv6; the probes are IPv4.
pub fn is_for_v6_alone(rules: &Ruleset) -> bool {
    !rules.chains().is_empty() && !rules.has_family(true)
}

/// Whether a packet that should be stopped gets in where the rules say anything.
fn lets_strangers_in(result: &ProbeResult, rules: &Ruleset) -> bool {
    result.passes && result.standing(rules) == Standing::Otherwise
}

/// The packet to another port, or from one, with which a stranger gets in. The ports that the rules name are tried.
fn elsewhere(behaviour: &Behaviour) -> Option<ProbeResult> {
    let proof = Some(&behaviour.keeps_out).filter(|proof| !proof.holds);
    proof?.probes.first().map(|result| ProbeResult {
        id: ELSEWHERE.to_owned(),
        wanted: Some(false),
        ..result.clone()
    })
}

/// The id of the probe that is made up where the rules let strangers in by a port that no other probe tries.
const ELSEWHERE: &str = "unsolicited-elsewhere";

impl ProbeResult {
    /// What became of it: `passes`, `is blocked`.
    pub const fn fate(&self) -> &'static str {
        if self.passes { "passes" } else { "is blocked" }
    }

    /// The same, and what it should have come to where that is something else: `passes, and should be blocked`.
    pub fn outcome(&self, standing: Standing) -> String {
        let wanted = match standing {
            Standing::Otherwise if self.passes => ", and should be blocked",
            Standing::Otherwise => ", and should pass",
            _ => "",
        };
        format!("{}{wanted}", self.fate())
    }

    /// How it came out under these rules.
    pub fn standing(&self, rules: &Ruleset) -> Standing {
        let Some(wanted) = self.wanted else {
            return Standing::Unasked;
        };
        if wanted == self.passes {
            return Standing::AsWanted;
        }
        let hook = self.walks.last().and_then(Walk::hook);
        match hook.filter(|hook| self.passes && !rules.touches(*hook)) {
            Some(hook) => Standing::Open(hook),
            None => Standing::Otherwise,
        }
    }

    /// The packets that tell what became of the probe: the first, and where more were sent, the one that did not get
    /// through, or the first answer.
    pub fn telling(&self) -> impl Iterator<Item = &Walk> {
        let second = match self.walks.last() {
            Some(last) if !self.passes => Some(last).filter(|_| self.walks.len() > 1),
            _ => self.walks.get(1),
        };
        self.walks.first().into_iter().chain(second)
    }
}

impl Walk {
    /// The hook at which filters look at the packet.
    fn hook(&self) -> Option<Hook> {
        self.steps.iter().find_map(|step| match step {
            Step::Hook(hook @ (Hook::Input | Hook::Forward | Hook::Output), _) => Some(*hook),
            _ => None,
        })
    }

    /// What decided its fate: the chain and the rule or policy. For a packet that got through, the last decision of a
    /// filter; otherwise whatever stopped it.
    pub fn decided_by(&self) -> Option<(&ChainKey, &Place)> {
        let found = if self.verdict.passes() {
            self.filter_decision()
        } else {
            self.decisions().next_back()
        };
        found.map(|(chain, place, ..)| (chain, place))
    }

    /// The rule that decided its fate, by its place in the text; none where it was a policy, or nothing.
    pub fn deciding_rule(&self) -> Option<Span> {
        self.decided_by()?.1.rule()
    }

    /// Who decided its fate, for people: `line 4`, `the default policy of INPUT`, `FORWARD open` where no rule or
    /// policy is.
    pub fn decider(&self, source: &Source) -> String {
        match (&self.verdict, self.decided_by()) {
            (Verdict::Unroutable, _) => "no route".to_owned(),
            (Verdict::Loop, _) => "jumps in a circle".to_owned(),
            (_, Some((chain, place))) => place.named(&chain.name, source),
            (_, None) => match self.hook() {
                Some(hook) => format!("{hook} open"),
                None => "no rule".to_owned(),
            },
        }
    }

    /// Who did what, in words: `line 4 accepts TCP 203.0.113.9:443 > 203.0.113.50:22 SYN`.
    pub fn account(&self, source: &Source) -> String {
        let does = match self.verdict {
            Verdict::Unroutable => return format!("no route leads {} on", self.packet),
            Verdict::Loop => return format!("{} runs in a circle", self.packet),
            _ if self.decided_by().is_none() => return format!("no rule stops {}", self.packet),
            Verdict::Delivered | Verdict::Sent(_) => "accepts",
            Verdict::Dropped => "drops",
            Verdict::Rejected => "rejects",
        };
        format!("{} {does} {}", self.decider(source), self.decided())
    }

    /// The packet as it looked where its fate was decided: translation may have changed it before.
    fn decided(&self) -> Packet {
        let filters = |hook: Hook| hook != Hook::Postrouting || !self.verdict.passes();
        let at = self.steps.iter().rev().find_map(|step| match step {
            Step::Hook(hook, packet) if filters(*hook) => Some(*packet),
            _ => None,
        });
        at.unwrap_or(self.packet)
    }

    /// Whether it reached a program on this machine.
    pub fn is_delivered(&self) -> bool {
        self.verdict == Verdict::Delivered
    }

    /// Whether a rule of the raw table stopped it: there tracking has not looked yet (netfilter-facts, kernel 1).
    pub fn ends_in_raw(&self) -> bool {
        !self.verdict.passes()
            && self
                .decided_by()
                .is_some_and(|(chain, _)| chain.table == "raw")
    }
}

impl Place {
    /// The rule or policy for people: `line 4`, `the policy of INPUT (line 1)`, `the default policy of INPUT`.
    fn named(&self, chain: &str, source: &Source) -> String {
        let line = |span: Span| source.position(span.start).line;
        match self {
            Self::Rule(span) => format!("line {}", line(*span)),
            Self::Policy(Some(span)) => format!("the policy of {chain} (line {})", line(*span)),
            Self::Policy(None) => format!("the default policy of {chain}"),
        }
    }
}
