//! Our reading beside the kernel's: the same commands refused, the same rules held.

use crate::kernel::Ran;
use conntutor::netfilter::{
    Family, Match, Reading, Rule, Ruleset, Target, Test, read, restore, ruleset,
};
use conntutor::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// A chain for comparison: policy and rules.
type Held = BTreeMap<String, (Option<String>, Vec<String>)>;

/// What a ruleset holds, without places in a text and without what is empty by default.
pub(crate) fn held(rules: &Ruleset) -> Held {
    let mut out = Held::new();
    for chain in rules.chains() {
        let policy = chain.base.map(|base| {
            format!(
                "{:?} {} {:?} {}",
                base.hook,
                base.priority,
                base.kind,
                base.policy.name()
            )
        });
        let mut rules: Vec<String> = Vec::new();
        let mut last = None;
        for rule in &chain.rules {
            // what a map makes of one line stands in any order
            match rules
                .last_mut()
                .filter(|_| last == Some(rule.span) && rule.details.is_empty())
            {
                Some(lines) => {
                    let shown = shown(rule);
                    let mut both: Vec<&str> = lines.split('\n').chain([shown.as_str()]).collect();
                    both.sort_unstable();
                    *lines = both.join("\n");
                }
                None => rules.push(shown(rule)),
            }
            last = Some(rule.span);
        }
        let plain = policy
            .as_ref()
            .is_some_and(|policy| policy.ends_with("ACCEPT"));
        if !(plain && rules.is_empty()) {
            let _ = out.insert(
                format!("{:?} {}", chain.key.family, chain.key),
                (policy, rules),
            );
        }
    }
    out
}

/// A rule as one line.
fn shown(rule: &Rule) -> String {
    // nft lists no family beside a TCP reset
    let resets = rule
        .targets
        .contains(&Target::Reject("tcp-reset".to_owned()));
    let tests: BTreeSet<String> = rule
        .matches
        .iter()
        .filter(|found| !resets || !matches!(found.test, Test::Version4(_)))
        .map(|found| spelled_alike(&sorted(found)))
        .collect();
    let tests: Vec<String> = tests.into_iter().collect();
    format!("{} => {:?}", tests.join(" && "), rule.targets)
}

/// A test with its lists in order.
fn sorted(found: &Match) -> String {
    let mut found = found.clone();
    match &mut found.test {
        Test::Port(_, ports) | Test::EitherPort(ports) => ports.0.sort_by_key(|range| range.first),
        Test::Protocol(numbers) => numbers.sort_unstable(),
        Test::Address(_, addresses) | Test::ConnAddress(_, addresses) => {
            addresses.0.sort_by_key(|block| block.first());
        }
        Test::In(names) | Test::Out(names) => names.0.sort(),
        Test::Any(tests) => tests.sort_by_key(|test| format!("{test:?}")),
        _ => {}
    }
    format!("{found:?}")
}

/// A test without what the tool spells in another way than it was typed: names as numbers, masks, ranges of one.
fn spelled_alike(test: &str) -> String {
    for start in [
        "the packet is marked",
        "u32",
        "realm",
        "the packet's owner is",
        "icmp code is",
    ] {
        if let Some((before, _)) = test.split_once(&format!("what: \"{start}")) {
            return format!("{before}{start}");
        }
    }
    test.to_owned()
}

/// The chains in which two rulesets differ.
pub(crate) fn difference(ours: &Held, kernels: &Held) -> Vec<String> {
    let keys: BTreeSet<&String> = ours.keys().chain(kernels.keys()).collect();
    let mut out = Vec::new();
    for key in keys {
        let (ours, kernels) = (ours.get(key), kernels.get(key));
        if ours == kernels {
            continue;
        }
        out.push(format!(
            "  {key}: ours {:?}, the kernel's {:?}",
            ours.map(|c| &c.0),
            kernels.map(|c| &c.0)
        ));
        let empty = Vec::new();
        let (ours, kernels) = (
            ours.map_or(&empty, |c| &c.1),
            kernels.map_or(&empty, |c| &c.1),
        );
        for at in 0..ours.len().max(kernels.len()) {
            if ours.get(at) != kernels.get(at) {
                out.push(format!(
                    "    ours    {at}: {}",
                    ours.get(at).map_or("-", String::as_str)
                ));
                out.push(format!(
                    "    kernel's{at}: {}",
                    kernels.get(at).map_or("-", String::as_str)
                ));
                break;
            }
        }
    }
    out
}

/// Which of the commands, one a line, our reading refuses, with the first reason.
pub(crate) fn refused(
    reading: &Reading,
    source: &Source,
    commands: &[String],
) -> Vec<Option<String>> {
    let mut starts = vec![0];
    for command in commands {
        starts.push(starts.last().unwrap_or(&0) + command.len() + 1);
    }
    let mut out = vec![None; commands.len()];
    for (slip, fault) in reading.slips.iter().zip(reading.faults(source)) {
        let at = starts.partition_point(|start| *start <= slip.span.start) - 1;
        if slip.refused
            && let Some(slot) = out.get_mut(at)
            && slot.is_none()
        {
            *slot = Some(fault.to_string());
        }
    }
    out
}

/// What differs between our reading of a script and what the tools made of it.
pub(crate) fn script(commands: &[String], ran: &Ran) -> Vec<String> {
    let source = Source::new("script", commands.join("\n"));
    let reading = read(&source);
    let mut wrong = Vec::new();
    for ((command, ours), (taken, said)) in commands
        .iter()
        .zip(refused(&reading, &source, commands))
        .zip(&ran.said)
    {
        if ours.is_none() != *taken {
            wrong.push(format!(
                "{command}\n  ours: {}\n  tool: {said}",
                ours.unwrap_or_else(|| "taken".to_owned())
            ));
        }
    }
    if wrong.is_empty() {
        wrong.extend(effect(&commands.join("\n"), &reading, ran));
    }
    wrong
}

/// What differs between our reading of a file for iptables-restore and what the tool made of it.
pub(crate) fn file(text: &str, ran: &Ran) -> Vec<String> {
    let source = Source::new("file", text);
    let reading = restore(&source, Family::V4);
    let (taken, said) = &ran.said[0];
    if reading.is_accepted() != *taken {
        return vec![disagreed(text, &reading, &source, said)];
    }
    effect(text, &reading, ran)
}

/// What differs between our reading of a ruleset and what nft made of it.
pub(crate) fn nft(text: &str, ran: &Ran) -> Vec<String> {
    let source = Source::new("file", text);
    let reading = ruleset(&source);
    let (taken, said) = &ran.said[0];
    if reading.is_accepted() != *taken {
        return vec![disagreed(text, &reading, &source, said)];
    }
    let listed = Source::new("listed", ran.saved[2].as_str());
    let kernels = ruleset(&listed);
    let mut wrong: Vec<String> = kernels
        .faults(&listed)
        .iter()
        .map(|fault| format!("listed by nft: {fault}\n  {}", fault.line))
        .collect();
    // nft lists the empty tables of iptables too
    let own = |held: Held| -> Held {
        held.into_iter()
            .filter(|(name, _)| !name.starts_with("V"))
            .collect()
    };
    let differ = difference(&own(held(&reading.typed)), &own(held(&kernels.typed)));
    if !differ.is_empty() {
        wrong.push(format!("{text}\n{}", differ.join("\n")));
    }
    wrong
}

fn disagreed(text: &str, reading: &Reading, source: &Source, said: &str) -> String {
    let slips = reading.slips.iter().zip(reading.faults(source));
    let refused = slips.into_iter().find(|(slip, _)| slip.refused);
    let ours = refused.map_or_else(
        || "taken".to_owned(),
        |(_, fault)| format!("{fault}\n  {}", fault.line),
    );
    format!("{text}\n  ours: {ours}\n  tool: {said}")
}

/// What differs between the rules as typed and those that the kernel holds.
fn effect(text: &str, reading: &Reading, ran: &Ran) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut kernels = Held::new();
    for (saved, family) in ran.saved.iter().zip([Family::V4, Family::V6]) {
        let source = Source::new("saved", saved.as_str());
        let saved = restore(&source, family);
        let slips = saved.slips.iter().zip(saved.faults(&source));
        for (_, fault) in slips.filter(|(slip, _)| slip.refused) {
            wrong.push(format!("saved by the tool: {fault}\n  {}", fault.line));
        }
        kernels.extend(held(&saved.typed));
    }
    let differ = difference(&held(&reading.typed), &kernels);
    if !differ.is_empty() {
        wrong.push(format!("{text}\n{}", differ.join("\n")));
    }
    wrong
}
