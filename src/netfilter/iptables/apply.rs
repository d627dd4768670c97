//! What a command does to the rules, and what the tool refuses because of the rules that are there.

use super::command::{Command, Verb};
use super::reach::{Barred, Reach, is_reached};
use super::resolve::jump;
use super::table;
use crate::netfilter::model::{
    Addresses, Block, Chain, ChainKey, Match, Policy, Rule, Ruleset, Side, Target, Test,
};
use crate::source::Span;

/// Most rules that the lists of one command may make.
const MOST: usize = 4_096;

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

/// The same for what concerns a whole table: each chain is looked at, moved and found again.
pub(super) fn whole_cost(rules: &Ruleset) -> usize {
    8 * rules.chains().len()
}

/// How many rules, chains and tests a command looks through or moves.
pub(super) fn cost(command: &Command, rules: &Ruleset) -> usize {
    let Some((name, _)) = &command.chain else {
        return whole_cost(rules);
    };
    let count = || {
        let key = table::key(command.family, &command.table.0, name);
        rules.chain(&key).map_or(0, |chain| chain.rules.len())
    };
    match command.verb {
        Verb::Delete(None) | Verb::Check => count() * (1 + command.matches.len().pow(2)),
        Verb::Insert(at) | Verb::Delete(Some(at)) => at.min(count().saturating_sub(at)),
        Verb::Rename(_) => {
            let all = rules.chains().iter();
            all.map(|chain| 1 + chain.rules.len()).sum()
        }
        _ => 1,
    }
}

/// Applies a command. With `reach` as the tool does, which may refuse; without them what is missing is made.
pub(super) fn apply(
    rules: &mut Ruleset,
    mut command: Command,
    reach: Option<&mut Reach>,
) -> Option<Refusal> {
    let strict = reach.is_some();
    let Some((name, span)) = command.chain.take() else {
        return whole_table(rules, &command, reach);
    };
    let table = std::mem::take(&mut command.table.0);
    let key = ChainKey::new(command.family, table, name);
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
            format!(
                "no chain '{}' as the commands before were refused",
                key.name
            ),
            None,
        );
    }
    if strict && let Some(target) = command.target.as_ref().filter(|_| command.action.is_none()) {
        let to = table::key(command.family, &key.table, &target.name);
        if rules.chain(&to).is_none() {
            return Some(Refusal {
                span: target.span,
                what: format!("no chain '{}' as the commands before were refused", to.name),
                mend: None,
            });
        }
        command.action = Some(jump(&to, target.goto));
    }
    let adds = matches!(
        command.verb,
        Verb::Append | Verb::Insert(_) | Verb::Replace(_)
    );
    match (&command.action, reach) {
        (Some(Target::Jump(to) | Target::Goto(to)), None) => {
            rules.ensure(to, None);
        }
        (action, Some(reach)) => {
            if adds {
                rules.ensure(&key, table::base(&key));
                if let Some((what, mend)) = barred(rules, &command, action.as_ref(), (&key, reach))
                {
                    return refusal(what, Some(mend));
                }
            }
            if matches!(
                command.verb,
                Verb::Replace(_)
                    | Verb::Delete(_)
                    | Verb::Flush
                    | Verb::DeleteChain
                    | Verb::Rename(_)
            ) {
                reach.forget();
            }
        }
        _ => {}
    }
    match &command.verb {
        Verb::Rename(new) => {
            rename(rules, &key, new);
            None
        }
        Verb::DeleteChain => {
            let used = |chain: &Chain| {
                let drops = chain.base.is_some_and(|base| base.policy == Policy::Drop);
                !chain.rules.is_empty() || drops || is_reached(rules, &key)
            };
            if strict && rules.chain(&key).is_some_and(used) {
                return refusal(
                    format!("the chain '{}' has rules, or rules lead to it", key.name),
                    Some("empty it first: -F"),
                );
            }
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

/// Why the kernel takes a new rule nowhere in its chain, and what to do.
fn barred(
    rules: &Ruleset,
    command: &Command,
    action: Option<&Target>,
    (key, reach): (&ChainKey, &mut Reach),
) -> Option<(String, &'static str)> {
    let place = "a rule there has no place where the jumps to it come from";
    match action {
        Some(Target::Jump(to) | Target::Goto(to)) => match reach.bars(rules, key, to)? {
            Barred::Deep => Some((
                format!("the jump to '{}' leads in a circle or too deep", to.name),
                "jumps may go 15 chains deep",
            )),
            Barred::Place => Some((
                format!("the jump to '{}': {place}", to.name),
                "see its rules",
            )),
        },
        _ if !reach.admits(rules, key, &command.details) => {
            Some((format!("in '{}' {place}", key.name), "see the jumps to it"))
        }
        _ => None,
    }
}

/// Changes one chain; the reason where the tool refuses.
fn change(chain: &mut Chain, command: Command, strict: bool) -> Option<String> {
    let rule = Rule {
        span: command.span,
        matches: command.matches,
        targets: command.action.into_iter().collect(),
        details: command.details,
    };
    let mut made = each(rule);
    let count = chain.rules.len();
    match &command.verb {
        Verb::Append => chain.rules.extend(made),
        Verb::Insert(at) if (1..=count + 1).contains(at) => {
            for rule in made {
                chain.rules.insert(at - 1, rule);
            }
        }
        Verb::Insert(_) if strict => {
            return Some(format!(
                "the chain has {count} rules; there is no such place"
            ));
        }
        Verb::Insert(_) => chain.rules.extend(made),
        Verb::Replace(_) if made.len() > 1 && strict => {
            return Some("one rule cannot be replaced by a list of them".to_owned());
        }
        Verb::Replace(at) | Verb::Delete(Some(at)) if !(1..=count).contains(at) => {
            return Some(format!("the chain has {count} rules; there is no such one"));
        }
        Verb::Replace(at) => chain.rules[at - 1] = made.swap_remove(0),
        Verb::Delete(Some(at)) => {
            chain.rules.remove(at - 1);
        }
        Verb::Delete(None) => match places(chain, &made) {
            Some(mut places) => {
                places.sort_unstable();
                for at in places.into_iter().rev() {
                    chain.rules.remove(at);
                }
            }
            None => return Some("there is no such rule to delete".to_owned()),
        },
        Verb::Check if places(chain, &made).is_none() => {
            return Some("there is no such rule".to_owned());
        }
        Verb::Flush => chain.rules.clear(),
        Verb::Policy(policy) => return set_policy(chain, *policy, command.span),
        _ => {}
    }
    None
}

/// The rules that one stands for: one for each pair of addresses where `-s` and `-d` are lists.
fn each(rule: Rule) -> Vec<Rule> {
    let mut made = vec![rule];
    for side in [Side::Source, Side::Destination] {
        let list = |(at, found): (usize, &Match)| match &found.test {
            Test::Address(of, Addresses(blocks)) if *of == side && blocks.len() > 1 => {
                Some((at, blocks.clone()))
            }
            _ => None,
        };
        let Some((at, blocks)) = made[0].matches.iter().enumerate().find_map(list) else {
            continue;
        };
        let one = |rule: &Rule, block: &Block| {
            let mut rule = rule.clone();
            rule.matches[at].test = Test::Address(side, Addresses(vec![*block]));
            rule
        };
        made = made
            .iter()
            .flat_map(|rule| blocks.iter().map(|block| one(rule, block)))
            .take(MOST)
            .collect();
    }
    made.iter_mut().for_each(|rule| rule.matches.retain(asks));
    made
}

/// Whether a test asks anything: `-s 0/0` and `-i +` do not, and the tool keeps nothing of them.
fn asks(found: &Match) -> bool {
    let all = match &found.test {
        Test::Address(_, Addresses(blocks)) => blocks
            .iter()
            .all(|block| matches!(block, Block::Masked { mask: 0, .. })),
        Test::In(names) | Test::Out(names) => names.0.iter().all(|name| name == "+"),
        _ => false,
    };
    found.negated || !all
}

/// Where each of these rules stands, none of them twice; none where one is missing.
fn places(chain: &Chain, wanted: &[Rule]) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for rule in wanted {
        let at = chain
            .rules
            .iter()
            .enumerate()
            .position(|(at, held)| same(held, rule) && !found.contains(&at))?;
        found.push(at);
    }
    Some(found)
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

/// Whether two rules are the same to `-D`: the order of tests within a module does not matter, that of modules does
/// (netfilter-facts, command line; observed with 1.8.9).
fn same(a: &Rule, b: &Rule) -> bool {
    a.targets == b.targets
        && a.details == b.details
        && a.matches.len() == b.matches.len()
        && a.matches.iter().all(|test| b.matches.contains(test))
}

fn whole_table(
    rules: &mut Ruleset,
    command: &Command,
    reach: Option<&mut Reach>,
) -> Option<Refusal> {
    let mine =
        |chain: &Chain| chain.key.table == command.table.0 && chain.key.family == command.family;
    let own = |chain: &Chain| mine(chain) && chain.base.is_none();
    match command.verb {
        Verb::Flush => {
            if let Some(reach) = reach {
                reach.forget();
            }
            rules
                .chains_mut()
                .filter(|chain| mine(chain))
                .for_each(|chain| chain.rules.clear());
        }
        Verb::DeleteChain if rules.chains().iter().any(own) => {
            let led_to = |chain: &Chain| {
                let target = |target: &Target| matches!(target, Target::Jump(_) | Target::Goto(_));
                mine(chain)
                    && chain
                        .rules
                        .iter()
                        .flat_map(|rule| &rule.targets)
                        .any(target)
            };
            let used = |chain: &Chain| (own(chain) && !chain.rules.is_empty()) || led_to(chain);
            if reach.is_some() && rules.chains().iter().any(used) {
                return Some(Refusal {
                    span: command.span,
                    what: "a chain has rules, or rules lead to it".to_owned(),
                    mend: Some("empty them first: -F".to_owned()),
                });
            }
            rules.remove(own);
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
    rules.ensure(&to, chain.base).rules = chain.rules;
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
