//! What a command does to the rules, and what the tool refuses because of the rules that are there.

use super::command::{Command, Verb};
use super::resolve::jump;
use super::table;
use crate::netfilter::model::{Chain, ChainKey, Policy, Rule, Ruleset, Target};
use crate::source::Span;
use std::collections::HashSet;

/// Why the tool would refuse a command that reads well.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Where.
    pub(super) span: Span,
    /// What is wrong.
    pub(super) what: String,
    /// How to mend it.
    pub(super) mend: Option<String>,
}

/// How many rules, chains and tests a command looks through or moves.
pub(super) fn cost(command: &Command, rules: &Ruleset) -> usize {
    let Some((name, _)) = &command.chain else {
        return rules.chains().len();
    };
    let key = table::key(command.family, &command.table.0, name);
    let count = rules.chain(&key).map_or(0, |chain| chain.rules.len());
    match command.verb {
        Verb::Delete(None) | Verb::Check => count * (1 + command.matches.len().pow(2)),
        Verb::Insert(at) | Verb::Delete(Some(at)) => at.min(count.saturating_sub(at)),
        Verb::Rename(_) => {
            let all = rules.chains().iter();
            all.map(|chain| 1 + chain.rules.len()).sum()
        }
        _ => 1,
    }
}

/// Applies a command. `strict`: as the tool does, which may refuse; otherwise what is missing is made.
pub(super) fn apply(rules: &mut Ruleset, command: &Command, strict: bool) -> Option<Refusal> {
    let Some((name, span)) = command.chain.clone() else {
        return whole_table(rules, command);
    };
    let key = table::key(command.family, &command.table.0, &name);
    let refusal = |what: String, mend: Option<&str>| {
        Some(Refusal {
            span,
            what,
            mend: mend.map(str::to_owned),
        })
    };
    let known = table::base(&key).is_some() || rules.chain(&key).is_some();
    if strict && !known && command.verb != Verb::New {
        return refusal(
            format!("no chain '{name}' as the commands before were refused"),
            None,
        );
    }
    if strict && let Some(target) = command.target.as_ref().filter(|_| command.action.is_none()) {
        return typed_jump(
            rules,
            command,
            &table::key(command.family, &command.table.0, &target.name),
            strict,
        );
    }
    if !strict && let Some(Target::Jump(to) | Target::Goto(to)) = &command.action {
        rules.ensure(to, None);
    }
    match &command.verb {
        Verb::Rename(new) => {
            rename(rules, &key, new);
            None
        }
        Verb::DeleteChain if is_busy(rules, &key) => {
            let (what, mend) = busy(&name);
            refusal(what, Some(mend))
        }
        Verb::DeleteChain => {
            rules.drop_chain(&key);
            None
        }
        Verb::New => {
            rules.ensure(&key, None);
            None
        }
        _ => {
            let chain = rules.ensure(&key, table::base(&key));
            change(chain, command, strict).and_then(|what| refusal(what, None))
        }
    }
}

fn busy(name: &str) -> (String, &'static str) {
    let what = format!("chain '{name}' holds rules or is jumped to");
    (what, "empty it first, and take the jumps to it away")
}

/// Whether a chain holds rules or is gone to by any: the kernel does not delete it.
fn is_busy(rules: &Ruleset, key: &ChainKey) -> bool {
    let held = rules.chain(key);
    held.is_some_and(|chain| !chain.rules.is_empty()) || gone_to(rules).contains(key)
}

/// The chains to which rules go.
fn gone_to(rules: &Ruleset) -> HashSet<&ChainKey> {
    let all = rules.chains().iter().flat_map(|chain| &chain.rules);
    let targets = all.flat_map(|rule| &rule.targets);
    targets
        .filter_map(|target| match target {
            Target::Jump(to) | Target::Goto(to) => Some(to),
            _ => None,
        })
        .collect()
}

/// A jump to a chain as typed.
fn typed_jump(
    rules: &mut Ruleset,
    command: &Command,
    to: &ChainKey,
    strict: bool,
) -> Option<Refusal> {
    let goto = command.target.as_ref().is_some_and(|target| target.goto);
    if rules.chain(to).is_none() {
        return Some(Refusal {
            span: command
                .target
                .as_ref()
                .map_or(command.span, |target| target.span),
            what: format!("no chain '{}' as the commands before were refused", to.name),
            mend: None,
        });
    }
    let command = Command {
        action: Some(jump(to, goto)),
        ..command.clone()
    };
    apply(rules, &command, strict)
}

/// Changes one chain; the reason where the tool refuses.
fn change(chain: &mut Chain, command: &Command, strict: bool) -> Option<String> {
    let rule = Rule {
        span: command.span,
        matches: command.matches.clone(),
        targets: command.action.clone().into_iter().collect(),
    };
    let count = chain.rules.len();
    match &command.verb {
        Verb::Append => chain.rules.push_back(rule),
        Verb::Insert(at) if (1..=count + 1).contains(at) => chain.rules.insert(at - 1, rule),
        Verb::Insert(_) if strict => {
            return Some(format!(
                "the chain has {count} rules; there is no such place"
            ));
        }
        Verb::Insert(_) => chain.rules.push_back(rule),
        Verb::Replace(at) | Verb::Delete(Some(at)) if !(1..=count).contains(at) => {
            return Some(format!("the chain has {count} rules; there is no such one"));
        }
        Verb::Replace(at) => chain.rules[at - 1] = rule,
        Verb::Delete(Some(at)) => {
            chain.rules.remove(at - 1);
        }
        Verb::Delete(None) => match chain.rules.iter().position(|held| same(held, &rule)) {
            Some(at) => {
                chain.rules.remove(at);
            }
            None => return Some("there is no such rule to delete".to_owned()),
        },
        Verb::Check if !chain.rules.iter().any(|held| same(held, &rule)) => {
            return Some("there is no such rule".to_owned());
        }
        Verb::Flush => chain.rules.clear(),
        Verb::Policy(policy) => return set_policy(chain, *policy, command.span),
        _ => {}
    }
    None
}

fn set_policy(chain: &mut Chain, policy: Policy, span: Span) -> Option<String> {
    match &mut chain.base {
        Some(base) => {
            base.policy = policy;
            base.given = Some(span);
            None
        }
        None => Some("only built-in chains have a policy".to_owned()),
    }
}

/// Whether two rules are the same to `-D`: the order of tests does not matter (netfilter-facts, command line).
fn same(a: &Rule, b: &Rule) -> bool {
    a.targets == b.targets
        && a.matches.len() == b.matches.len()
        && a.matches.iter().all(|test| b.matches.contains(test))
}

fn whole_table(rules: &mut Ruleset, command: &Command) -> Option<Refusal> {
    let mine =
        |chain: &Chain| chain.key.table == command.table.0 && chain.key.family == command.family;
    let own = |chain: &&Chain| mine(chain) && chain.base.is_none();
    match command.verb {
        Verb::Flush => rules
            .chains_mut()
            .filter(|chain| mine(chain))
            .for_each(|chain| chain.rules.clear()),
        Verb::DeleteChain => {
            let gone_to = gone_to(rules);
            let busy_one = |chain: &&Chain| !chain.rules.is_empty() || gone_to.contains(&chain.key);
            if let Some(chain) = rules.chains().iter().filter(own).find(busy_one) {
                let (what, mend) = busy(&chain.key.name);
                let (span, mend) = (command.span, Some(mend.to_owned()));
                return Some(Refusal { span, what, mend });
            }
            rules.remove(|chain| own(&chain));
        }
        _ => {}
    }
    None
}

fn rename(rules: &mut Ruleset, key: &ChainKey, new: &str) {
    let to = ChainKey::new(key.family, key.table.clone(), new);
    let Some(chain) = rules.drop_chain(key) else {
        return;
    };
    rules.ensure(&to, None).rules = chain.rules;
    let renamed = |target: &mut Target| {
        if let Target::Jump(held) | Target::Goto(held) = target
            && held == key
        {
            *held = to.clone();
        }
    };
    for chain in rules.chains_mut() {
        chain
            .rules
            .iter_mut()
            .flat_map(|rule| &mut rule.targets)
            .for_each(renamed);
    }
}
