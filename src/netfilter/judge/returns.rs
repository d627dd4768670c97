//! Rules that let answers in by what they look like, which connection tracking makes unnecessary.

use super::scene::Scene;
use super::shadow;
use crate::netfilter::model::{
    Addresses, Block, Chain, Flags, Hook, Match, PortRange, Rule, Ruleset, Side, State, Target,
    Test,
};
use crate::source::{Source, Span};
use std::net::IpAddr;

/// Lowest port from which systems choose for themselves. Source: RFC 6056 §3.2 and net.ipv4.ip_local_port_range.
const EPHEMERAL: u16 = 1024;

/// How such a rule knows an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyUseless {
    /// By the source port, which anyone may choose.
    SourcePort,
    /// By the flags, which anyone may set.
    Flags,
    /// It is an ICMP error, which RELATED covers, or the answer to an echo, which ESTABLISHED does.
    IcmpError,
    /// By the high port it is sent to, on which a service may listen as well.
    HighPort,
    /// By the inside network it is sent to, as anything from outside is.
    Destination,
}

/// A rule that lets return traffic in by something else than its state alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnRule {
    /// The rule.
    pub rule: Span,
    /// How it knows an answer.
    pub why: WhyUseless,
    /// Whether it asks for the state as well, so that it opens nothing.
    pub guarded: bool,
    /// Whether a rule of its chain that is reached accepts ESTABLISHED without that, so that this one adds nothing.
    pub covered: bool,
}

impl ReturnRule {
    /// How the rule lets answers in, and that they need it not.
    pub fn account(&self, source: &Source) -> String {
        let how = match self.why {
            WhyUseless::SourcePort => "the port they come from, which anybody may choose",
            WhyUseless::Flags => "their flags, which anybody may set",
            WhyUseless::IcmpError => "their ICMP type, which anybody may send",
            WhyUseless::HighPort => "the high port they go to, where a service may listen as well",
            WhyUseless::Destination => "where they go, as what nobody asked for does",
        };
        let line = source.position(self.rule.start).line;
        if self.guarded {
            return format!(
                "line {line} asks for the state of answers as well as for {how}, which adds nothing"
            );
        }
        let also = if self.covered {
            "ESTABLISHED,RELATED lets them in already"
        } else {
            "ESTABLISHED,RELATED would let them in, and nobody else"
        };
        format!("line {line} lets answers in by {how}; {also}")
    }
}

/// All such rules in chains that packets from outside pass: INPUT, FORWARD, and chains of one's own.
pub fn return_rules(rules: &Ruleset, scene: &Scene) -> Vec<ReturnRule> {
    let mut found = Vec::new();
    for chain in rules.chains().iter().filter(|chain| faces_outside(chain)) {
        let general = reached_first(chain, accepts_established);
        let stopping = reached_first(chain, stops);
        for rule in &chain.rules {
            let Some(why) = reason(rule, scene) else {
                continue;
            };
            let states = rule.states();
            let known = |state| states.is_some_and(|states| states.contains(state));
            if known(State::New) && !matches!(why, WhyUseless::SourcePort | WhyUseless::HighPort) {
                continue;
            }
            found.push(ReturnRule {
                rule: rule.span,
                why,
                guarded: states.is_some() && !known(State::New),
                covered: general.iter().any(|(at, general)| {
                    let mut before = stopping.iter().take_while(|(stop, _)| stop < at);
                    covers(general, rule, why)
                        && !before.any(|(_, stop)| shadow::covers(stop, rule))
                }),
            });
        }
    }
    found
}

fn faces_outside(chain: &Chain) -> bool {
    let filters = !matches!(chain.key.table.as_str(), "nat" | "raw" | "mangle");
    filters
        && chain
            .base
            .is_none_or(|base| matches!(base.hook, Hook::Input | Hook::Forward))
}

/// Whether a rule accepts ESTABLISHED and asks for nothing that singles out a service.
fn accepts_established(rule: &Rule) -> bool {
    let established = rule
        .states()
        .is_some_and(|states| states.contains(State::Established));
    let service = |found: &Match| {
        matches!(
            found.test,
            Test::Port(..) | Test::EitherPort(_) | Test::Icmp { .. }
        )
    };
    established && rule.targets.contains(&Target::Accept) && !rule.matches.iter().any(service)
}

/// Most rules of one kind in a chain that are held against the others, and most values of one that stops packets.
const MOST_GENERAL: usize = 16;

/// The first rules of a kind in a chain, each with its place, as far as a rule that stops every packet.
fn reached_first(chain: &Chain, kind: impl Fn(&Rule) -> bool) -> Vec<(usize, &Rule)> {
    let reached = chain.rules.iter().enumerate();
    reached
        .take_while(|(_, rule)| !stops(rule) || !rule.matches.is_empty())
        .filter(|(_, rule)| kind(rule))
        .take(MOST_GENERAL)
        .collect()
}

/// Whether a rule keeps from those below it all that it matches.
fn stops(rule: &Rule) -> bool {
    let stopping = |target: &Target| !matches!(target, Target::Accept) && shadow::ends(target);
    rule.targets.iter().any(stopping) && shadow::weight(rule) <= MOST_GENERAL
}

/// Whether the general rule takes the answers that the other lets in: it asks for nothing beyond the state that the other
/// does not ask for too; of ICMP errors it must ask for RELATED (conntrack-facts §2).
fn covers(general: &Rule, rule: &Rule, why: WhyUseless) -> bool {
    let state = |found: &Match| matches!(found.test, Test::State(_));
    let echo = |found: &Match| matches!(found.test, Test::Icmp { kind: 0, .. });
    let error = why == WhyUseless::IcmpError && !rule.matches.iter().any(echo);
    let related = general
        .states()
        .is_some_and(|states| states.contains(State::Related));
    (!error || related)
        && general
            .matches
            .iter()
            .all(|found| state(found) || rule.matches.contains(found))
}

fn reason(rule: &Rule, scene: &Scene) -> Option<WhyUseless> {
    if !rule.targets.contains(&Target::Accept)
        || rule.matches.iter().any(|found| goes_out(found, scene))
    {
        return None;
    }
    let bare = rule.matches.len() == 1;
    rule.matches
        .iter()
        .filter(|found| !found.negated || is_not_syn(found))
        .find_map(|found| match &found.test {
            Test::Port(Side::Source, ports)
                if ports
                    .0
                    .iter()
                    .all(|range| range.first < EPHEMERAL || range.first == range.last) =>
            {
                Some(WhyUseless::SourcePort)
            }
            Test::TcpFlags { mask, set }
                if found.negated || (set.has(Flags::ACK) && mask.has(Flags::ACK)) =>
            {
                (rule.states().is_none()).then_some(WhyUseless::Flags)
            }
            Test::Icmp {
                kind: 0 | 3 | 4 | 11 | 12,
                ..
            } => Some(WhyUseless::IcmpError),
            Test::Port(Side::Destination, ports) if ports.0.iter().any(is_high) => {
                Some(WhyUseless::HighPort)
            }
            Test::Address(Side::Destination, Addresses(blocks))
                if bare && blocks.iter().any(|block| is_private(*block)) =>
            {
                Some(WhyUseless::Destination)
            }
            _ => None,
        })
}

/// Whether the rule is about packets from the inside, or towards the outside, only.
fn goes_out(found: &Match, scene: &Scene) -> bool {
    match &found.test {
        Test::In(names) => {
            !found.negated && (names.contains(&scene.inside) || names.contains("lo"))
        }
        Test::Out(names) => !found.negated && names.contains(&scene.outside),
        _ => false,
    }
}

/// All ports that clients choose for themselves.
fn is_high(range: &PortRange) -> bool {
    (EPHEMERAL..=32_768).contains(&range.first) && range.last >= 60_999
}

/// A network that only translation reaches from outside.
fn is_private(block: Block) -> bool {
    let IpAddr::V4(address) = block.first() else {
        return false;
    };
    address.is_private()
        && block
            .as_network()
            .is_some_and(|network| network.prefix < 32)
}

/// `! --syn`.
fn is_not_syn(found: &Match) -> bool {
    found.negated && matches!(found.test, Test::TcpFlags { set, .. } if set == Flags::SYN)
}
