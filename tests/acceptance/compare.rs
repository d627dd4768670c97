//! Our reading beside the kernel's: the same commands refused, the same rules held.

use crate::kernel::Ran;
use conntutor::netfilter::{Family, Reading, Ruleset, read, restore};
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
        let rules: Vec<String> = chain
            .rules
            .iter()
            .map(|rule| {
                let tests: BTreeSet<String> = rule
                    .matches
                    .iter()
                    .map(|test| spelled_alike(&format!("{test:?}")))
                    .collect();
                let tests: Vec<String> = tests.into_iter().collect();
                format!("{} => {:?}", tests.join(" && "), rule.targets)
            })
            .collect();
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

/// A test without what the tool spells in another way than it was typed: names as numbers, masks, ranges of one.
fn spelled_alike(test: &str) -> String {
    for start in [
        "the packet is marked",
        "u32",
        "realm",
        "the packet's owner is",
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
        let refused = reading
            .slips
            .iter()
            .zip(reading.faults(&source))
            .find(|(slip, _)| slip.refused);
        let ours = refused.map_or_else(|| "taken".to_owned(), |(_, fault)| fault.to_string());
        return vec![format!("{text}\n  ours: {ours}\n  tool: {said}")];
    }
    effect(text, &reading, ran)
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
