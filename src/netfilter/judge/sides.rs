//! Which interface is inside and which outside, as the author of the rules has it: names, variables, remarks, rules.

use super::scene::Scene;
use crate::netfilter::model::{
    Addresses, Block, Hook, Interfaces, Match, Network, Rule, Side, State, Target, Test,
};
use crate::netfilter::read::Reading;
use crate::source::Source;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// How much speaks for an interface being inside; below zero: outside.
type Scores = BTreeMap<String, i32>;

/// Words for the inside and for the outside.
const INSIDE: [&str; 21] = [
    "office", "house", "staff", "company", "branch", "lan", "inside", "internal", "intern",
    "interna", "interne", "inner", "local", "private", "client", "customer", "int", "access",
    "trusted", "intranet", "home",
];
const OUTSIDE: [&str; 18] = [
    "wan",
    "outside",
    "external",
    "extern",
    "externa",
    "internet",
    "inet",
    "uplink",
    "public",
    "outer",
    "world",
    "egress",
    "ext",
    "isp",
    "dsl",
    "upstream",
    "untrusted",
    "out",
];

impl Scene {
    /// The same place with the names and the network that the author of the rules gives to its sides. The usual names
    /// weigh more than one rule that says otherwise, and less than several.
    #[must_use]
    pub fn seen_by(mut self, reading: &Reading, source: &Source) -> Self {
        let scores = scores(reading, source, &self);
        self.told = !scores.is_empty();
        if self.told {
            (self.inside, self.outside) = choose(&scores, &self);
        }
        if let Some(own) = network(reading, self.network) {
            self.network = own;
            self.gateway_inside = own.host(1);
        }
        self
    }
}

fn scores(reading: &Reading, source: &Source, scene: &Scene) -> Scores {
    let mut scores = Scores::new();
    for chain in reading.meant.chains() {
        let hook = chain.base.map(|base| base.hook);
        for rule in chain.rules.iter().take(1_000) {
            score_rule(rule, hook, &mut scores);
        }
    }
    for (name, value) in &reading.variables {
        if scores.contains_key(value)
            && let Some(side) = side_of_name(name)
        {
            *scores.entry(value.clone()).or_default() += 8 * side;
        }
    }
    let named: BTreeMap<String, String> = scores
        .keys()
        .map(|name| (name.to_lowercase(), name.clone()))
        .collect();
    for line in source.text().lines().take(2_000) {
        remarks(line, &named, &mut scores);
    }
    for (name, score) in &mut scores {
        *score += usual(name, scene);
    }
    scores
}

fn choose(scores: &Scores, scene: &Scene) -> (String, String) {
    let inside = scores
        .iter()
        .filter(|(_, score)| **score > 0)
        .max_by_key(|(_, score)| **score);
    let outside = scores
        .iter()
        .filter(|(_, score)| **score < 0)
        .min_by_key(|(_, score)| **score);
    let other = |taken: &str, usual: &str, second: &str| {
        if taken == usual { second } else { usual }.to_owned()
    };
    let name = |found: &(&String, &i32)| concrete(found.0);
    match (inside, outside) {
        (Some(inside), Some(outside)) => (name(&inside), name(&outside)),
        (Some(inside), None) => {
            let inside = name(&inside);
            let outside = other(&inside, &scene.outside, &scene.inside);
            (inside, outside)
        }
        (None, outside) => {
            let outside = outside.map_or_else(|| scene.outside.clone(), |found| name(&found));
            (other(&outside, &scene.inside, &scene.outside), outside)
        }
    }
}

/// An interface that a pattern stands for.
fn concrete(name: &str) -> String {
    name.strip_suffix('+')
        .map_or_else(|| name.to_owned(), |start| format!("{start}0"))
}

/// What the names of interfaces usually mean.
fn usual(name: &str, scene: &Scene) -> i32 {
    let lower = name.to_lowercase();
    match () {
        () if name == scene.inside => 4,
        () if name == scene.outside => -4,
        () if lower.starts_with("br") => 3,
        () if ["ppp", "wwan", "pppoe", "tun"]
            .iter()
            .any(|start| lower.starts_with(start)) =>
        {
            -5
        }
        () => side_of_name(name).map_or(0, |side| 6 * side),
    }
}

/// 1 for a name that says inside, -1 for outside.
fn side_of_name(name: &str) -> Option<i32> {
    let lower = name.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|part| !part.is_empty())
        .collect();
    let is = |words: &[&str]| {
        parts.iter().any(|part| {
            words.contains(part)
                || words.contains(&part.trim_end_matches("if").trim_end_matches("iface"))
        })
    };
    let outside = is(&OUTSIDE)
        || parts
            .iter()
            .any(|part| part.starts_with("wan") || part.starts_with("ext"));
    let inside = is(&INSIDE) || parts.iter().any(|part| part.starts_with("lan"));
    match (inside, outside) {
        (true, false) => Some(1),
        (false, true) => Some(-1),
        _ => None,
    }
}

/// Remarks such as `# eth0 = internet, eth1 = clients`: a stretch of a line with one interface and words for one side.
fn remarks(line: &str, named: &BTreeMap<String, String>, scores: &mut Scores) {
    if line.trim_start().starts_with("iptables") && !line.contains('#') {
        return;
    }
    let words: Vec<String> = line
        .to_lowercase()
        .replace(" and ", " , ")
        .split_inclusive([',', ';', '(', ')', '.', '/'])
        .flat_map(|part| {
            let (text, mark) = part
                .split_at(part.len() - usize::from(part.ends_with([',', ';', '(', ')', '.', '/'])));
            let mut words: Vec<String> = text
                .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
                .map(str::to_owned)
                .collect();
            words.push(mark.to_owned());
            words
        })
        .filter(|word| !word.is_empty())
        .collect();
    let stretches = words.split(|word| matches!(word.as_str(), "," | ";" | "(" | ")" | "."));
    for stretch in stretches {
        let mut interfaces: Vec<&String> =
            stretch.iter().filter_map(|word| named.get(word)).collect();
        interfaces.sort_unstable();
        interfaces.dedup();
        let has = |side: &[&str]| {
            stretch.iter().any(|word| {
                side.contains(&word.as_str()) || side.contains(&word.trim_end_matches('s'))
            })
        };
        if let ([interface], inside, outside) = (interfaces.as_slice(), has(&INSIDE), has(&OUTSIDE))
            && inside != outside
        {
            *scores.entry((*interface).clone()).or_default() += if inside { 6 } else { -6 };
        }
    }
}

/// What one rule says of its interfaces.
fn score_rule(rule: &Rule, hook: Option<Hook>, scores: &mut Scores) {
    let states = rule.states();
    let opens = states.is_none_or(|states| states.contains(State::New));
    let accepts = rule.targets.contains(&Target::Accept);
    let drops = drops(rule);
    let hides = rule
        .targets
        .iter()
        .any(|target| matches!(target, Target::Masquerade(_) | Target::Snat(_)));
    let from_private = rule.matches.iter().any(|found| private(found).is_some());
    let answers = rule
        .matches
        .iter()
        .any(|found| matches!(found.test, Test::Port(Side::Source, _)));
    let service = rule
        .matches
        .iter()
        .any(|found| matches!(found.test, Test::Port(Side::Destination, _)));
    let jump = rule.targets.iter().find_map(|target| match target {
        Target::Jump(key) | Target::Goto(key) => side_of_name(&key.name),
        _ => None,
    });
    for Match { negated, test } in &rule.matches {
        let sign = if *negated { -1 } else { 1 };
        let (names, weight) = match test {
            Test::In(names) if accepts && opens && answers => (names, -2),
            Test::In(names) if accepts && opens && service && hook == Some(Hook::Input) => {
                (names, 1)
            }
            Test::In(names) if accepts && opens => (names, 3),
            Test::In(names) if drops || (accepts && !opens) => (names, -2),
            Test::In(names) if from_private => (names, 3),
            Test::In(names) => (names, jump.map_or(0, |side| 4 * side)),
            Test::Out(names) if hides => (names, -12),
            Test::Out(names) if accepts && opens && hook != Some(Hook::Postrouting) => (names, -3),
            Test::Out(names) if accepts && !opens => (names, 2),
            Test::Out(names) => (names, 0),
            _ => continue,
        };
        add(names, weight * sign, scores);
    }
}

fn add(names: &Interfaces, weight: i32, scores: &mut Scores) {
    for name in names.0.iter().filter(|name| is_name(name)) {
        let score = scores.entry(name.clone()).or_default();
        *score = score.saturating_add(weight);
    }
}

/// Whether it can be an interface towards others: not `lo`, and no address, list or pattern of a shell, which the tool
/// takes for names that no interface has.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '@');
    let address = name.parse::<IpAddr>().is_ok();
    !matches!(name, "lo" | "+" | "") && name.chars().all(plain) && !address
}

/// The private network that a rule takes for a source, or its answers for a destination.
fn private(found: &Match) -> Option<Network> {
    let Match {
        negated: false,
        test: Test::Address(Side::Source, Addresses(blocks)),
    } = found
    else {
        return None;
    };
    let [block] = blocks.as_slice() else {
        return None;
    };
    let network = Block::as_network(*block)?;
    let IpAddr::V4(address) = network.address else {
        return None;
    };
    (address.is_private() && network.prefix > 0).then_some(network)
}

/// The inside network: the private source of which most rules say that it goes out. Drops say nothing of it, and
/// INPUT, where distant networks may be let in, less than FORWARD and translation. None where the usual one is named.
fn network(reading: &Reading, usual: Network) -> Option<Network> {
    let mut found: Vec<(Network, i32)> = Vec::new();
    for chain in reading.meant.chains() {
        let weight = match chain.base.map(|base| base.hook) {
            Some(Hook::Forward | Hook::Postrouting) => 3,
            _ => 1,
        };
        for rule in chain.rules.iter().take(1_000).filter(|rule| !drops(rule)) {
            for network in rule.matches.iter().filter_map(private) {
                match found.iter().position(|(known, _)| *known == network) {
                    Some(at) => found[at].1 += weight,
                    None if found.len() < MOST_NETWORKS => found.push((network, weight)),
                    None => {}
                }
            }
        }
    }
    let overlaps =
        |network: &Network| network.contains(usual.address) || usual.contains(network.address);
    if found.iter().any(|(network, _)| overlaps(network)) {
        return None;
    }
    let best = found.into_iter().filter(|(network, _)| network.prefix < 32);
    best.max_by_key(|(network, score)| (*score, u8::MAX - network.prefix))
        .map(|(network, _)| network)
}

/// Most networks that are weighed against each other.
const MOST_NETWORKS: usize = 64;

fn drops(rule: &Rule) -> bool {
    let drops = |target: &Target| matches!(target, Target::Drop | Target::Reject(_));
    rule.targets.iter().any(drops)
}
