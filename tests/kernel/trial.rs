//! All rulesets, one after another: loaded, probed, and compared with the simulator packet by packet.

use super::compare::{Leeway, difference, parted};
use super::gateway::Gateway;
use super::load::{Case, assume_masquerade, masquerade};
use super::probes;
use super::random::Random;
use super::{iptables, nftables, real, table, wander};
use conntutor::netfilter::{Probe, Reading, Ruleset, Walk, judge};
use conntutor::rubric;
use conntutor::source::Source;
use std::fmt::Write;
use std::time::Instant;

/// Disagreements after which it is enough.
const ENOUGH: usize = 20;

/// Figures of a run, and what went wrong.
#[derive(Debug)]
pub(crate) struct Tally {
    question: rubric::Gateway,
    rulesets: usize,
    refused: usize,
    pub(crate) packets: usize,
    disagreements: Vec<String>,
}

/// The part of the rulesets that one process takes: every `of`-th, beginning with `first`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    pub(crate) first: usize,
    pub(crate) of: usize,
}

/// Compares a share of all rulesets; fails with what differed. `seed` and `generated` say which are made up by chance.
pub(crate) fn run(share: Share, seed: u64, generated: usize) {
    let start = Instant::now();
    let gateway = Gateway::build(share.first);
    let mut tally = Tally {
        question: probes::question(),
        rulesets: 0,
        refused: 0,
        packets: 0,
        disagreements: Vec::new(),
    };
    let by_chance = (0..generated).map(|number| {
        let mut random = Random::of(seed, number);
        match number % 3 {
            0 => nftables::ruleset(&mut random, number),
            _ => iptables::ruleset(&mut random, number),
        }
    });
    let cases = table::cases().into_iter().chain(real::cases());
    let cases = cases.chain(by_chance).enumerate();
    for (number, case) in cases.skip(share.first).step_by(share.of) {
        tally.case(&gateway, &case, Random::of(!seed, number));
        if tally.disagreements.len() >= ENOUGH {
            break;
        }
    }
    // in one piece, so that two processes do not mix theirs
    let figures = format!(
        "share {} of {}: {} rulesets ({} with refused lines), {} packets, {} disagreements, {:.1?}\n",
        share.first + 1,
        share.of,
        tally.rulesets,
        tally.refused,
        tally.packets,
        tally.disagreements.len(),
        start.elapsed()
    );
    eprint!("{figures}");
    let all = tally.disagreements.join("\n\n");
    assert!(
        all.is_empty(),
        "the simulator differs from the kernel:\n{all}"
    );
}

impl Tally {
    /// Tries a ruleset; what differs is tried once more, and counts where it comes again: a stalled machine can hold a
    /// packet up beyond its sentinel.
    fn case(&mut self, gateway: &Gateway, case: &Case, random: Random) {
        let before = self.disagreements.len();
        self.attempt(gateway, case, random.clone());
        let first = self.disagreements.split_off(before);
        if first.is_empty() {
            return;
        }
        self.attempt(gateway, case, random);
        if self.disagreements.len() == before {
            eprintln!("did not come again:\n{}", first.join("\n\n"));
        }
    }

    fn attempt(&mut self, gateway: &Gateway, case: &Case, random: Random) {
        self.rulesets += 1;
        let (refused, said) = case.load();
        let reading = case.read();
        self.refused += usize::from(refused > 0);
        if (refused > 0) == reading.is_accepted() {
            let slips = &reading.slips;
            self.complain(
                case,
                format!("tools refuse {refused}: {said}\nwe refuse {slips:?}"),
            );
            return;
        }
        let assumed = assume_masquerade(&reading.typed);
        let leeway = Leeway::of(&reading.typed);
        for probe in self.question.probes.clone() {
            self.probe(gateway, case, (&reading, &leeway), &probe.sent);
        }
        let rules = if assumed {
            with_masquerade(&reading.typed)
        } else {
            reading.typed.clone()
        };
        let wandered = wander::run(
            gateway,
            self.question.scene.topology(),
            (&rules, &leeway),
            random,
        );
        self.packets += wandered.packets;
        if let Some((walks, why)) = wandered.wrong {
            self.complain(case, format!("wandering: {why}\n{}", told(case, &walks)));
        }
    }

    fn probe(
        &mut self,
        gateway: &Gateway,
        case: &Case,
        (reading, leeway): (&Reading, &Leeway),
        probe: &Probe,
    ) {
        let scene = &self.question.scene;
        let sent = probes::run(gateway, scene, probe);
        let results = judge(&reading.typed, scene, std::slice::from_ref(probe));
        let walks = &results[0].walks;
        self.packets += sent.len();
        let known = wander::ports(&sent[0].packet);
        let mut wrong = None;
        for (walk, sent) in walks.iter().zip(&sent) {
            wrong = wrong.or_else(|| difference(walk, sent, leeway, &known));
            if wrong.is_none() && parted(walk, sent, leeway) {
                return;
            }
        }
        let (ours, theirs) = (walks.len(), sent.len());
        let uneven = || format!("kernel: {theirs} packets, simulator: {ours}");
        if let Some(why) = wrong.or_else(|| (ours != theirs).then(uneven)) {
            self.complain(case, format!("{}: {why}\n{}", probe.id, told(case, walks)));
        }
    }

    fn complain(&mut self, case: &Case, why: String) {
        let (name, text) = (&case.name, &case.text);
        self.disagreements
            .push(format!("--- {name}\n{text}\n{why}"));
    }
}

/// The ways of packets as the simulator sees them, the last one step by step.
fn told(case: &Case, walks: &[Walk]) -> String {
    let source = Source::new(case.name.as_str(), case.text.as_str());
    let mut told = String::new();
    for walk in walks {
        let _ = writeln!(told, "{}: {}", walk.packet, walk.verdict);
    }
    for step in walks.last().map_or(&[][..], |walk| &walk.steps) {
        let line = step.describe(|span| source.position(span.start).line);
        let _ = writeln!(told, "    {line}");
    }
    told
}

fn with_masquerade(rules: &Ruleset) -> Ruleset {
    let mut rules = rules.clone();
    for chain in masquerade().chains() {
        rules
            .ensure(&chain.key, chain.base)
            .rules
            .clone_from(&chain.rules);
    }
    rules
}
