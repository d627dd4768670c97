//! The way of one packet through the hooks, from where it comes up to where it ends.

use super::chain::{self, End};
use super::matching::View;
use super::nat;
use super::trace::{Step, Verdict, Walk};
use super::track::Tracking;
use super::world::{Origin, World};
use crate::netfilter::model::{Base, Chain, Hook, Kind, Packet, Ruleset, State};

/// Priority of connection tracking. Source: NF_IP_PRI_CONNTRACK of linux/netfilter_ipv4.h.
const TRACKING: i32 = -200;

/// What REJECT calls a RST. Source: libxt_REJECT.c.
const RESETS: [&str; 2] = ["tcp-reset", "tcp-rst"];

/// A packet under way.
pub(super) struct Journey<'w> {
    world: &'w mut World,
    packet: Packet,
    came: Option<String>,
    out: Option<String>,
    tracking: Tracking,
    /// Whether tracking has seen it, or has been told not to.
    tracked: bool,
    /// Whether the trace says that it is not tracked.
    told: bool,
    steps: Vec<Step>,
}

/// Sends a packet on its way.
pub(super) fn send(world: &mut World, packet: Packet, origin: &Origin) -> Walk {
    let mut journey = Journey {
        world,
        packet,
        came: None,
        out: None,
        tracking: Tracking::INVALID,
        tracked: false,
        told: false,
        steps: Vec::new(),
    };
    let verdict = match origin {
        Origin::Wire(interface) => {
            journey.came = Some(interface.clone());
            journey.arrive()
        }
        Origin::Local => journey.leave(),
    };
    Walk {
        packet,
        last: journey.packet,
        verdict,
        steps: journey.steps,
    }
}

impl Journey<'_> {
    /// From an interface.
    fn arrive(&mut self) -> Verdict {
        if let Some(verdict) = self.hook(Hook::Prerouting) {
            return verdict;
        }
        let Some(to) = self.route().filter(|to| !self.is_martian(to)) else {
            return Verdict::Unroutable;
        };
        self.steps.push(Step::Routed(to.clone()));
        if to == "lo" {
            if let Some(verdict) = self.hook(Hook::Input) {
                return verdict;
            }
            return if self.confirm() {
                Verdict::Delivered
            } else {
                Verdict::Dropped
            };
        }
        self.out = Some(to);
        match self.hook(Hook::Forward) {
            Some(verdict) => verdict,
            None => self.depart(),
        }
    }

    /// The interface that leads to the packet's destination.
    fn route(&self) -> Option<String> {
        let topology = &self.world.topology;
        topology.route(self.packet.destination).map(str::to_owned)
    }

    /// Whether the routing refuses the packet for its addresses: those of this machine do not come from elsewhere, and
    /// a loopback address never leaves it. Sources: ip_route_input_slow() and ip_route_output_key_hash_rcu() of route.c.
    fn is_martian(&self, to: &str) -> bool {
        let Packet {
            source,
            destination,
            ..
        } = self.packet;
        match self.came.as_deref() {
            Some("lo") => false,
            Some(_) => self.world.topology.is_local(source) || destination.is_loopback(),
            None => source.is_loopback() && to != "lo",
        }
    }

    /// From a program on this machine.
    fn leave(&mut self) -> Verdict {
        let destination = self.packet.destination;
        let Some(to) = self.route() else {
            return Verdict::Unroutable;
        };
        self.steps.push(Step::Routed(to.clone()));
        self.out = Some(to);
        if let Some(verdict) = self.hook(Hook::Output) {
            return verdict;
        }
        if self.packet.destination != destination {
            match self.route().filter(|to| !self.is_martian(to)) {
                Some(to) => self.out = Some(to),
                None => return Verdict::Unroutable,
            }
        }
        self.depart()
    }

    fn depart(&mut self) -> Verdict {
        if let Some(verdict) = self.hook(Hook::Postrouting) {
            return verdict;
        }
        if !self.confirm() {
            return Verdict::Dropped;
        }
        let out = self.out.take().unwrap_or_default();
        if out != "lo" {
            return Verdict::Sent(out);
        }
        // a packet to this machine itself comes in again, with the entry it has (netfilter-facts 1); one without any is
        // looked at anew
        self.tracked &= self.tracking != Tracking::INVALID;
        self.came = Some(out);
        self.arrive()
    }

    fn confirm(&mut self) -> bool {
        let entry = self.tracking.entry;
        entry.is_none_or(|(at, _)| self.world.table.confirm(at))
    }

    /// All that happens at a hook; a verdict where the packet ends there.
    fn hook(&mut self, hook: Hook) -> Option<Verdict> {
        self.steps.push(Step::Hook(hook, self.packet));
        let v4 = self.packet.source.is_ipv4();
        let rules = self.world.rules.clone();
        self.world.budget = self.world.budget.saturating_sub(rules.chains().len());
        let chains = rules.at(hook, v4);
        let translation = if nat::at_source(hook) { 100 } else { -100 };
        let tracks = matches!(hook, Hook::Prerouting | Hook::Output);
        let mut translated = hook == Hook::Forward;
        for (chain, base) in &chains {
            if tracks && base.priority > TRACKING {
                self.track();
            }
            if base.kind == Kind::Nat || (base.priority > translation && !translated) {
                if !translated {
                    translated = true;
                    let verdict = self.translate(hook, &chains);
                    if verdict.is_some() {
                        return verdict;
                    }
                }
                if base.kind == Kind::Nat {
                    continue;
                }
            }
            match self.walk(&rules, chain, *base) {
                End::Accept | End::Translate(_) => {}
                End::Drop => return Some(Verdict::Dropped),
                End::Reject(answer) => return Some(self.reject(&answer)),
                End::Loop => return Some(Verdict::Loop),
            }
        }
        if tracks {
            self.track();
        }
        if translated {
            None
        } else {
            self.translate(hook, &chains)
        }
    }

    /// The sender is told. A RST is seen by tracking: the connection is over, or what the RST looks to belong to.
    /// Source: nf_send_reset() of nf_reject_ipv4.c, with nf_ct_attach() and nf_ct_set_closing().
    fn reject(&mut self, answer: &str) -> Verdict {
        if RESETS.contains(&answer) {
            match (self.tracking.entry, self.packet.reset()) {
                (Some((at, _)), _) => self.world.table.reset(at),
                (None, Some(reset)) => {
                    let _ = send(self.world, reset, &Origin::Local);
                }
                (None, None) => {}
            }
        }
        Verdict::Rejected
    }

    fn walk(&mut self, rules: &Ruleset, chain: &Chain, base: Base) -> End {
        let entry = self
            .tracking
            .entry
            .and_then(|(at, _)| self.world.table.get(at));
        let traced = (&mut self.steps, &mut self.world.budget);
        let mut view = View {
            packet: self.packet,
            came: self.came.as_deref(),
            out: self.out.as_deref(),
            tracking: self.tracking,
            tracked: self.tracked,
            entry,
            connection_mark: entry.map_or(0, |entry| entry.mark),
            topology: &self.world.topology,
        };
        let end = chain::walk(rules, chain, base, &mut view, traced);
        let (packet, mark) = (view.packet, view.connection_mark);
        (self.tracking, self.tracked) = (view.tracking, view.tracked);
        self.packet.mark = packet.mark;
        let entry = self.tracking.entry;
        if let Some(entry) = entry.and_then(|(at, _)| self.world.table.get_mut(at)) {
            entry.mark = mark;
        }
        end
    }

    fn track(&mut self) {
        if !self.tracked {
            self.tracked = true;
            self.tracking = self.world.table.track(&self.packet);
            self.steps.push(Step::Tracked(self.tracking.state));
        } else if self.tracking == Tracking::UNTRACKED && !self.told {
            self.told = true;
            self.steps.push(Step::Tracked(State::Untracked));
        }
    }

    /// The nat chains of a hook for a first packet, then the translation of its connection. INVALID and UNTRACKED
    /// packets are not translated (conntrack-facts §2).
    fn translate(&mut self, hook: Hook, chains: &[(&Chain, Base)]) -> Option<Verdict> {
        if hook != Hook::Forward && !nat::at_source(hook) {
            self.track();
        }
        let (at, direction) = self.tracking.entry?;
        let source = nat::at_source(hook);
        let entry = self.world.table.get(at)?;
        let done = if source {
            entry.source_done
        } else {
            entry.destination_done
        };
        if self.tracking.state == State::New
            && !done
            && let Some(verdict) = self.choose(hook, chains, at)
        {
            return Some(verdict);
        }
        let entry = self.world.table.get(at)?;
        let after = nat::apply(entry, direction, hook, self.packet);
        if after != self.packet {
            self.steps.push(Step::Rewritten {
                from: self.packet,
                to: after,
            });
            self.packet = after;
        }
        None
    }

    fn choose(&mut self, hook: Hook, chains: &[(&Chain, Base)], at: usize) -> Option<Verdict> {
        let rules = self.world.rules.clone();
        let mut translated = false;
        for (chain, base) in chains.iter().filter(|(_, base)| base.kind == Kind::Nat) {
            match self.walk(&rules, chain, *base) {
                End::Translate(target) => {
                    translated = true;
                    let spot = nat::Spot {
                        hook,
                        came: self.came.as_deref(),
                        out: self.out.as_deref(),
                        topology: &self.world.topology,
                    };
                    nat::set_up(&mut self.world.table, at, &target, &spot);
                    break;
                }
                End::Accept => {}
                End::Drop | End::Reject(_) => return Some(Verdict::Dropped),
                End::Loop => return Some(Verdict::Loop),
            }
        }
        if nat::at_source(hook) && !translated {
            nat::keep_apart(&mut self.world.table, at);
        }
        let entry = self.world.table.get_mut(at)?;
        if nat::at_source(hook) {
            entry.source_done = true;
        } else {
            entry.destination_done = true;
        }
        None
    }
}
