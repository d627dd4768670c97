//! Rules that no packet reaches: what stands before them ends the walk for all that they match.

use crate::netfilter::model::{Interfaces, Match, Rule, Ruleset, States, Target, Test};
use crate::source::{Source, Span};

/// Most values of two rules that are compared, over all pairs.
const MOST: usize = 5_000_000;

/// A rule that no packet reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shadowed {
    /// The rule.
    pub rule: Span,
    /// The rule before it that takes all its packets.
    pub by: Span,
}

impl Shadowed {
    /// Which rule takes its packets.
    pub fn account(&self, source: &Source) -> String {
        let line = |span: Span| source.position(span.start).line;
        let (rule, by) = (line(self.rule), line(self.by));
        format!("line {rule} is never reached: line {by} takes all its packets")
    }
}

/// All rules that a rule before them in their chain leaves nothing.
pub fn shadowed(rules: &Ruleset) -> Vec<Shadowed> {
    let mut found = Vec::new();
    let mut budget = MOST;
    for chain in rules.chains() {
        let mut final_ones: Vec<(&Rule, usize)> = Vec::new();
        for rule in &chain.rules {
            let own = weight(rule);
            let all = final_ones.first().map(|(first, _)| *first);
            let by = all
                .filter(|first| first.matches.is_empty())
                .or_else(|| covering(&final_ones, (rule, own), &mut budget));
            if let Some(by) = by {
                found.push(Shadowed {
                    rule: rule.span,
                    by: by.span,
                });
            } else if rule.targets.iter().any(ends) {
                if rule.matches.is_empty() {
                    final_ones.insert(0, (rule, own));
                } else {
                    final_ones.push((rule, own));
                }
            }
        }
    }
    found
}

/// The first of the rules that covers a rule, as far as the budget goes; each with its weight.
fn covering<'r>(
    before: &[(&'r Rule, usize)],
    (rule, own): (&Rule, usize),
    budget: &mut usize,
) -> Option<&'r Rule> {
    for (held, weight) in before {
        let left = budget.checked_sub(own.saturating_mul(*weight));
        *budget = left.unwrap_or(0);
        left?;
        if covers(held, rule) {
            return Some(held);
        }
    }
    None
}

/// How many values two rules have to be compared by, for one of them.
pub(super) fn weight(rule: &Rule) -> usize {
    rule.matches.iter().map(Match::weight).sum::<usize>().max(1)
}

/// Whether the walk never goes on behind a target.
pub(super) const fn ends(target: &Target) -> bool {
    target.is_final() || matches!(target, Target::Return | Target::Goto(_))
}

/// Whether every packet that `rule` matches is matched by `before`.
pub(super) fn covers(before: &Rule, rule: &Rule) -> bool {
    let implied = |wide: &Match| rule.matches.iter().any(|narrow| implies(narrow, wide));
    before.matches.iter().all(implied)
}

/// Whether a packet that passes `narrow` passes `wide`.
fn implies(narrow: &Match, wide: &Match) -> bool {
    if matches!(wide.test, Test::Assumed { .. }) {
        return false; // a limit that is reached lets packets by
    }
    if narrow == wide {
        return true;
    }
    if narrow.negated != wide.negated {
        return false;
    }
    let (narrow, wide, negated) = (&narrow.test, &wide.test, narrow.negated);
    // of two tests with `!` the wider one excludes less
    let (inner, outer) = if negated {
        (wide, narrow)
    } else {
        (narrow, wide)
    };
    match (inner, outer) {
        (Test::In(a), Test::In(b)) | (Test::Out(a), Test::Out(b)) => interfaces_in(a, b),
        (Test::Address(s, a), Test::Address(t, b)) => s == t && b.covers(a),
        (Test::Port(s, a), Test::Port(t, b)) => s == t && b.covers(a),
        (Test::EitherPort(a), Test::EitherPort(b)) => b.covers(a),
        (Test::Protocol(a), Test::Protocol(b)) => a.iter().all(|number| b.contains(number)),
        (Test::State(a), Test::State(b)) => plain(*a) && b.covers(*a),
        _ => false,
    }
}

fn plain(states: States) -> bool {
    !states.meets(States::SNAT) && !states.meets(States::DNAT)
}

fn interfaces_in(inner: &Interfaces, outer: &Interfaces) -> bool {
    inner.0.iter().all(|name| {
        let start = name.strip_suffix('+');
        outer
            .0
            .iter()
            .any(|held| match (held.strip_suffix('+'), start) {
                (Some(wide), Some(narrow)) => narrow.starts_with(wide),
                (Some(wide), None) => name.starts_with(wide),
                (None, _) => held == name,
            })
    })
}
