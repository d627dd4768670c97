//! Three questions to a stateful firewall, answered by what it does: do answers come back because their connection is
//! known, may the inside open connections, and is everything unasked kept out?

use super::flow::{Ground, ProbeResult};
use super::probe::{CLIENT, Door, Host, Probe, Traffic};
use super::scene::Scene;
use crate::netfilter::model::{
    Flags, Hook, Kind, Match, Payload, Rule, Ruleset, Side, Target, Test,
};
use crate::netfilter::simulate::{Decision, Place, Step, Verdict, Walk};
use crate::source::Span;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

/// Most ports, beyond the usual ones, that are tried because the rules name them.
const MOST_PORTS: usize = 24;
/// Ports that are always tried.
const USUAL: [u16; 6] = [443, 80, 53, 22, 8080, 40_001];
/// A host out in the world.
const WORLD: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

/// From whom a packet comes, where it comes up, and to whom it goes.
type Way = (Host, Door, Host);

/// An answer with the packets that prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The answer.
    pub holds: bool,
    /// The probes that show it; where it does not hold, those that show why.
    pub probes: Vec<ProbeResult>,
}

/// How a set of rules behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behaviour {
    /// Answers come back by a rule that asks for their state, and that rule is reached.
    pub returns: Proof,
    /// New connections get out from the inside because the rules say so, not because they say nothing.
    pub outbound: Proof,
    /// Nothing unasked gets in where the rules say anything at all.
    pub keeps_out: Proof,
}

/// Runs the three questions. A hook that the rules neither fill nor give a policy is left out: it is open by default,
/// which is to be taught and not to be held against them.
pub fn behaviour(rules: &Ruleset, scene: &Scene) -> Behaviour {
    let ports = ports(rules);
    let questioner = Questioner {
        touched: [Hook::Input, Hook::Forward, Hook::Output].map(|hook| rules.touches(hook)),
        forwards: rules
            .at(Hook::Forward, true)
            .iter()
            .any(|(chain, base)| base.kind == Kind::Filter && chain.rules.iter().any(opens)),
        ground: Ground::new(rules, scene),
        ports,
    };
    Behaviour {
        returns: questioner.returns(),
        outbound: questioner.outbound(),
        keeps_out: questioner.keeps_out(),
    }
}

struct Questioner<'s> {
    /// Whether the rules say anything at INPUT, FORWARD and OUTPUT.
    touched: [bool; 3],
    /// Whether FORWARD has rules that may let packets through, not just a policy or drops.
    forwards: bool,
    ground: Ground<'s>,
    ports: Vec<u16>,
}

impl Questioner<'_> {
    fn run(&self, id: &str, route: Way, traffic: Traffic) -> ProbeResult {
        self.ground.run(&probe(id, route, traffic))
    }

    /// TCP and UDP to each port.
    fn traffics(&self) -> impl Iterator<Item = Traffic> {
        self.ports.iter().flat_map(|&destination| {
            [
                Traffic::TcpFlow {
                    source: CLIENT,
                    destination,
                },
                Traffic::UdpFlow {
                    source: CLIENT,
                    destination,
                },
            ]
        })
    }

    /// The routes of wanted connections, each with the hook its answers pass.
    fn routes(&self) -> Vec<(Hook, Way)> {
        let client = Host::Inside(10);
        let out = Host::Address(WORLD);
        let [input, forward, _] = self.touched;
        let mut routes = Vec::new();
        routes.extend(forward.then_some((Hook::Forward, (client, Door::Inside, out))));
        routes.extend(input.then_some((Hook::Input, (Host::GatewayOutside, Door::Local, out))));
        routes
    }

    /// Connections that stood before the rules were loaded show whether answers get through, even where no new ones may
    /// be opened. Loading rules does not touch connections (conntrack-facts §2).
    fn returns(&self) -> Proof {
        let shows = |hook: Hook, result: &ProbeResult| {
            result.passes
                && (answered_by_state(result, hook)
                    || (!self.knows_by_looks(result) && self.unasked_is_stopped(result, hook)))
        };
        self.first_that(
            &self.routes(),
            |route, traffic| self.answer(route, traffic),
            shows,
        )
    }

    /// Tries each traffic on each route until a result shows what is asked; where none does, the first is kept.
    fn first_that(
        &self,
        routes: &[(Hook, Way)],
        run: impl Fn(Way, Traffic) -> ProbeResult,
        shows: impl Fn(Hook, &ProbeResult) -> bool,
    ) -> Proof {
        let mut near = Vec::new();
        for &(hook, route) in routes {
            for traffic in self.traffics() {
                let result = run(route, traffic);
                if shows(hook, &result) {
                    return Proof {
                        holds: true,
                        probes: vec![result],
                    };
                }
                if near.is_empty() {
                    near.push(result);
                }
            }
        }
        Proof {
            holds: false,
            probes: near,
        }
    }

    /// A connection opened while no filter stood in the way, then its answer through the rules.
    fn answer(&self, route: Way, traffic: Traffic) -> ProbeResult {
        self.ground.answer(&probe("answer", route, traffic))
    }

    /// Whether the rule that let the answer in goes by what it looks like: flags or ports, which anyone may choose.
    fn knows_by_looks(&self, result: &ProbeResult) -> bool {
        let rule = deciding_rule(result).and_then(|span| self.rule(span));
        rule.is_some_and(|rule| {
            let looks = |found: &Match| {
                matches!(
                    found.test,
                    Test::TcpFlags { .. } | Test::Port(..) | Test::EitherPort(_)
                )
            };
            rule.matches.iter().any(looks)
        })
    }

    /// Whether the same packet would be stopped if it answered nothing: then its state has let it in.
    fn unasked_is_stopped(&self, result: &ProbeResult, hook: Hook) -> bool {
        let Some(back) = result.walks.last() else {
            return false;
        };
        let payload = match back.packet.payload {
            Payload::Tcp {
                source,
                destination,
                ..
            } => syn(source, destination),
            other => other,
        };
        let to = if hook == Hook::Forward {
            Host::Inside(10)
        } else {
            Host::GatewayOutside
        };
        let route = (Host::Address(WORLD), Door::Outside, to);
        !self.run("unasked", route, Traffic::Packet(payload)).passes
    }

    fn outbound(&self) -> Proof {
        let client = Host::Inside(10);
        let out = Host::Address(WORLD);
        let [input, forward, output] = self.touched;
        let mut tries: Vec<(Hook, Way)> = Vec::new();
        tries.extend(forward.then_some((Hook::Forward, (client, Door::Inside, out))));
        // where FORWARD lets packets through, it is the answer's way out for clients
        tries.extend(
            (output && !self.forwards)
                .then_some((Hook::Output, (Host::GatewayOutside, Door::Local, out))),
        );
        tries.extend(input.then_some((Hook::Input, (client, Door::Inside, Host::GatewayInside))));
        let tells_sides = input && self.tells_sides();
        let shows = |hook: Hook, result: &ProbeResult| {
            result.opens()
                && result.walks.first().is_some_and(|walk| self.allowed(walk))
                && (hook != Hook::Input || tells_sides)
        };
        self.first_that(
            &tries,
            |route, traffic| self.run("out", route, traffic),
            shows,
        )
    }

    /// Whether the packet got through by a rule, or by a policy that the text gives. RETURN means the policy of the base
    /// chain (netfilter-facts 11): whoever returns what a test picks out of the rest means it.
    fn allowed(&self, walk: &Walk) -> bool {
        let picks = |place: &Place| {
            let rule = place.rule().and_then(|span| self.rule(span));
            rule.is_some_and(|rule| !rule.matches.is_empty())
        };
        let returned = walk
            .decisions()
            .any(|(_, place, action, _)| action == "RETURN" && picks(place));
        returned
            || walk
                .filter_decision()
                .is_some_and(|(_, place, ..)| !matches!(place, Place::Policy(None)))
    }

    /// The rule at a place of the text.
    fn rule(&self, span: Span) -> Option<&Rule> {
        let mut rules = self
            .ground
            .rules
            .chains()
            .iter()
            .flat_map(|chain| &chain.rules);
        rules.find(|rule| rule.span == span)
    }

    /// Whether INPUT treats a stranger otherwise than the inside, be it by a rule of its own: letting all in is not
    /// letting clients out.
    fn tells_sides(&self) -> bool {
        let stranger = (Host::Address(WORLD), Door::Outside, Host::GatewayOutside);
        self.ports.iter().any(|&port| {
            let syn = Traffic::Packet(syn(CLIENT, port));
            let inside = (Host::Inside(10), Door::Inside, Host::GatewayInside);
            let inside = self.run("inside", inside, syn);
            let stranger = self.run("stranger", stranger, syn);
            let own = deciding_rule(&inside);
            let by_own_rule = own.is_some() && own != deciding_rule(&stranger);
            inside.passes && (!stranger.passes || by_own_rule)
        })
    }

    fn keeps_out(&self) -> Proof {
        let stranger = Host::Address(WORLD);
        let [input, forward, _] = self.touched;
        let mut routes = Vec::new();
        routes.extend(input.then_some((stranger, Door::Outside, Host::GatewayOutside)));
        routes.extend(forward.then_some((stranger, Door::Outside, Host::Inside(10))));
        let mut stopped = Vec::new();
        for route in &routes {
            for payload in self.unasked() {
                let result = self.run("unsolicited", *route, Traffic::Packet(payload));
                // a walk that could not be followed to its end proves nothing
                let followed = result
                    .walks
                    .iter()
                    .all(|walk| walk.verdict != Verdict::Loop);
                if result.passes || !followed {
                    return Proof {
                        holds: false,
                        probes: vec![result],
                    };
                }
                if stopped.len() < 2 {
                    stopped.push(result);
                }
            }
        }
        Proof {
            holds: !routes.is_empty(),
            probes: stopped,
        }
    }

    /// Packets that nobody asked for: to each port, and from each.
    fn unasked(&self) -> impl Iterator<Item = Payload> {
        self.ports.iter().flat_map(|&port| {
            let udp = |source, destination| Payload::Udp {
                source,
                destination,
            };
            [
                syn(CLIENT, port),
                udp(CLIENT, port),
                syn(port, 40_002),
                udp(port, 40_002),
                Payload::Tcp {
                    source: port,
                    destination: CLIENT,
                    flags: Flags::SYN.with(Flags::ACK),
                },
            ]
        })
    }
}

const fn syn(source: u16, destination: u16) -> Payload {
    Payload::Tcp {
        source,
        destination,
        flags: Flags::SYN,
    }
}

/// Whether a rule may let a packet through, itself or by the chain that it leads to.
fn opens(rule: &Rule) -> bool {
    let may =
        |target: &Target| matches!(target, Target::Accept | Target::Jump(_) | Target::Goto(_));
    rule.targets.iter().any(may)
}

/// Whether an answer got through the hook by a rule that asked for its state.
fn answered_by_state(result: &ProbeResult, hook: Hook) -> bool {
    let Some(back) = result.walks.last() else {
        return false;
    };
    let at = |step: &Step| matches!(step, Step::Hook(held, _) if *held == hook);
    let accepts = |(_, _, action, by_state): Decision<'_>| action == "ACCEPT" && by_state;
    back.steps.iter().any(at) && back.filter_decision().is_some_and(accepts)
}

/// The rule of a filter that decided the last packet.
fn deciding_rule(result: &ProbeResult) -> Option<Span> {
    result.walks.last()?.filter_decision()?.1.rule()
}

fn probe(id: &str, (from, door, to): Way, traffic: Traffic) -> Probe {
    Probe {
        id: id.to_owned(),
        from,
        door,
        to,
        traffic,
        strict: false,
        wanted: None,
    }
}

/// The usual ports and those that the rules name: both ends of each range, up to [`MOST_PORTS`] of them.
fn ports(rules: &Ruleset) -> Vec<u16> {
    let mut named = BTreeSet::new();
    let matches = rules
        .chains()
        .iter()
        .flat_map(|chain| &chain.rules)
        .flat_map(|rule| &rule.matches);
    for Match { test, .. } in matches {
        let (Test::Port(Side::Source | Side::Destination, ports) | Test::EitherPort(ports)) = test
        else {
            continue;
        };
        for range in &ports.0 {
            if named.len() >= MOST_PORTS {
                break;
            }
            named.insert(range.first);
            named.insert(range.last);
        }
    }
    let mut all = USUAL.to_vec();
    all.extend(named.into_iter().filter(|port| !USUAL.contains(port)));
    all
}
