//! What there is to say of rules beside the probes: which do nothing, what was taken for granted, what was passed over.

use super::layout::{one_line, wrapped};
use super::rules_text::INDENT;
use super::style::{Style, Tone};
use crate::grading::RulesGrade;
use crate::netfilter::{
    self, Chain, ChainKey, Family, Note, ProbeResult, Rule, Ruleset, Step, Target,
};
use crate::source::Source;
use std::collections::{BTreeMap, HashSet};

/// Rules that do nothing, what was taken for granted, and what was passed over.
pub(super) fn remarks(rules: &RulesGrade, style: Style) -> String {
    let trial = &rules.trial;
    let mut remarks: Vec<String> = Vec::new();
    remarks.extend(v6(&trial.reading.meant));
    remarks.extend(idle(&trial.reading.meant, &rules.source));
    remarks.extend(
        trial
            .unreached
            .iter()
            .take(MOST)
            .map(|found| found.account(&rules.source)),
    );
    remarks.extend(
        trial
            .redundant
            .iter()
            .take(MOST)
            .map(|found| found.account(&rules.source)),
    );
    remarks.extend(
        assumptions(trial.meant.iter())
            .into_iter()
            .take(MOST)
            .map(|what| format!("assumed: {what}")),
    );
    remarks.extend(passed_over(&trial.reading.notes, &rules.source));
    let gap = if remarks.is_empty() { "" } else { "\n" };
    let lines = remarks.iter().map(|what| remark(what, style));
    gap.to_owned() + &lines.collect::<String>()
}

/// That rules for IPv6 are read and not tried.
fn v6(rules: &Ruleset) -> Option<String> {
    let own = rules
        .chains()
        .iter()
        .filter(|chain| chain.key.family == Family::V6);
    let count: usize = own.map(|chain| chain.rules.len()).sum();
    let alone = netfilter::is_for_v6_alone(rules);
    (count > 0 || alone).then(|| match alone {
        true => "the rules are for IPv6 alone: they are read, and nothing is tried, since the packets are IPv4".to_owned(),
        false => format!("{count} of the rules are for IPv6: they are read and not tried"),
    })
}

/// Rules that decide nothing, and chains that no packet comes to.
fn idle(rules: &Ruleset, source: &Source) -> Vec<String> {
    let line = |rule: &Rule| source.position(rule.span.start).line;
    let chains = || rules.chains().iter();
    let targets = chains()
        .flat_map(|chain| &chain.rules)
        .flat_map(|rule| &rule.targets);
    let led_to: HashSet<&ChainKey> = targets
        .filter_map(|target| match target {
            Target::Jump(key) | Target::Goto(key) => Some(key),
            _ => None,
        })
        .collect();
    let idle = |chain: &&Chain| chain.base.is_none() && !chain.rules.is_empty();
    let lost = chains()
        .filter(idle)
        .filter(|chain| !led_to.contains(&chain.key))
        .map(|chain| {
            format!(
                "no packet comes to the chain {}: it has no hook, and no rule leads to it",
                chain.key.name
            )
        });
    let aimless = chains()
        .flat_map(|chain| &chain.rules)
        .filter(|rule| rule.targets.is_empty());
    let aimless =
        aimless.map(|rule| format!("line {} decides nothing: it has no target (-j)", line(rule)));
    lost.take(MOST)
        .chain(aimless.take(MOST))
        .map(|what| one_line(&what))
        .collect()
}

/// One remark.
pub(super) fn remark(what: &str, style: Style) -> String {
    let text = wrapped(what, INDENT, style.width);
    format!("  {} {}", style.paint(Tone::Warn, "(!)"), text.trim_start())
}

/// Most remarks of a kind.
const MOST: usize = 20;

/// All that was taken for granted on the way of any packet, each once.
pub(super) fn assumptions<'r>(results: impl Iterator<Item = &'r ProbeResult>) -> Vec<String> {
    let mut known = HashSet::new();
    let mut found: Vec<String> = Vec::new();
    for step in results
        .flat_map(|result| &result.walks)
        .flat_map(|walk| &walk.steps)
    {
        if let Step::Assumed(what) = step
            && known.insert(what)
        {
            found.push(what.clone());
        }
    }
    found
}

/// What was passed over, with its lines: `lines 1-3, 7: no command: passed over`.
fn passed_over(notes: &[Note], source: &Source) -> Vec<String> {
    let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for note in notes {
        let line = source.position(note.span.start).line;
        lines.entry(&note.what).or_default().push(line);
    }
    let told = |(what, lines): (&&str, &Vec<usize>)| {
        let word = if lines.len() == 1 { "line" } else { "lines" };
        format!("{word} {}: {what}", ranges(lines))
    };
    lines.iter().map(told).collect()
}

/// `1-3, 7`.
fn ranges(lines: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 >= line => *end = line.max(*end),
            _ => ranges.push((line, line)),
        }
    }
    let shown: Vec<String> = ranges
        .iter()
        .map(|(start, end)| match start == end {
            true => start.to_string(),
            false => format!("{start}-{end}"),
        })
        .collect();
    shown.join(", ")
}
