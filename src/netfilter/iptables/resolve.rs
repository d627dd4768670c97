//! Which table, chain and target a command means, where it names one that is not there.

use super::command::{Command, Named, Verb};
use super::{options, place, table, target};
use crate::netfilter::model::{ChainKey, Family, Policy, Ruleset, Target};
use crate::netfilter::slip::{Slip, nearest};
use crate::source::Span;

/// Longest name of a chain. Source: XT_EXTENSION_MAXNAMELEN of x_tables.h, less the closing zero ("must be under 29 chars").
const LONGEST: usize = 28;

/// Puts the table, chain and target that were plainly meant in place of wrong ones, and notes each.
/// `typed` and `meant` are the rules so far: a chain that is in either is no slip of this command.
pub(super) fn resolve(
    command: &mut Command,
    (typed, meant): (&Ruleset, &Ruleset),
    slips: &mut Vec<Slip>,
) {
    resolve_table(command, slips);
    resolve_chain(command, (typed, meant), slips);
    resolve_target(command, (typed, meant), slips);
    place::check(command, slips);
}

fn resolve_table(command: &mut Command, slips: &mut Vec<Slip>) {
    let (name, span) = &command.table;
    if table::is_table(name) {
        return;
    }
    let span = span.unwrap_or(command.span);
    let slip = Slip::refused(span, format!("no table '{name}'"));
    let near = nearest(name, table::TABLES.iter().map(|(known, _)| *known));
    let known = near.unwrap_or("filter");
    slips.push(slip.mend(format!("write {known}")));
    command.table.0 = known.to_owned();
}

fn resolve_chain(
    command: &mut Command,
    (typed, meant): (&Ruleset, &Ruleset),
    slips: &mut Vec<Slip>,
) {
    let Some((name, span)) = command.chain.clone() else {
        if !matches!(
            command.verb,
            Verb::Flush | Verb::Zero | Verb::DeleteChain | Verb::List | Verb::ListRules
        ) {
            slips.push(Slip::refused(command.span, "no chain"));
        }
        return;
    };
    match &command.verb {
        Verb::New => return check_new(&name, span, command, typed, slips),
        Verb::Rename(new) => check_renamed(new, span, command, typed, slips),
        Verb::Policy(Policy::Drop) if command.table.0 == "nat" => {
            let slip = Slip::refused(span, "the policy of a chain in table nat is ACCEPT");
            slips.push(slip.mend("drop in table filter"));
        }
        _ => {}
    }
    if exists(command, typed, &name) || exists(command, meant, &name) {
        return;
    }
    let slip = Slip::refused(
        span,
        format!("no chain '{name}' in table {}", command.table.0),
    );
    let wanted = command.target.as_ref().map(|target| target.name.as_str());
    if let Some(other) =
        table::meant(&name, wanted).filter(|_| table::BUILT_IN.contains(&name.as_str()))
    {
        slips.push(slip.mend(format!("say -t {other}")));
        other.clone_into(&mut command.table.0);
        return;
    }
    let own = meant
        .chains()
        .iter()
        .take(64)
        .filter(|chain| chain.key.table == command.table.0);
    let known = own
        .map(|chain| chain.key.name.as_str())
        .chain(table::BUILT_IN);
    match nearest(&name, known) {
        Some(near) => {
            slips.push(slip.mend(format!("write {near}")));
            command.chain = Some((near.to_owned(), span));
        }
        None => slips.push(slip.mend(format!("make it first: -N {name}"))),
    }
}

fn check_new(name: &str, span: Span, command: &Command, rules: &Ruleset, slips: &mut Vec<Slip>) {
    if name.len() > LONGEST {
        slips.push(Slip::refused(
            span,
            format!("the chain name '{name}' is longer than {LONGEST} bytes"),
        ));
    } else if options::is_target(name)
        || name.is_empty()
        || name.starts_with(['-', '!'])
        || name.contains(|c: char| c.is_ascii_whitespace())
    {
        slips.push(Slip::refused(span, format!("'{name}' cannot name a chain")));
    } else if exists(command, rules, name) {
        slips.push(Slip::refused(
            span,
            format!("there is a chain '{name}' already"),
        ));
    }
}

fn check_renamed(new: &str, span: Span, command: &Command, rules: &Ruleset, slips: &mut Vec<Slip>) {
    if new.len() > LONGEST {
        let what = format!("the chain name '{new}' is longer than {LONGEST} bytes");
        slips.push(Slip::refused(span, what));
    } else if exists(command, rules, new) {
        slips.push(Slip::refused(
            span,
            format!("there is a chain '{new}' already"),
        ));
    }
}

fn exists(command: &Command, rules: &Ruleset, name: &str) -> bool {
    let table = command.table.0.as_str();
    let made = || {
        rules
            .chain(&table::key(command.family, table, name))
            .is_some()
    };
    table::hook(table, name).is_some() || made()
}

fn resolve_target(
    command: &mut Command,
    (typed, meant): (&Ruleset, &Ruleset),
    slips: &mut Vec<Slip>,
) {
    let unresolved = |named: &&Named| command.action.is_none() || named.goto;
    let Some(named) = command.target.as_ref().filter(unresolved).cloned() else {
        return;
    };
    let key = table::key(command.family, &command.table.0, &named.name);
    let built_in = table::hook(&key.table, &key.name).is_some();
    if (meant.chain(&key).is_some() || typed.chain(&key).is_some()) && !built_in {
        command.action = Some(jump(&key, named.goto));
        return;
    }
    let slip = Slip::refused(named.span, format!("no target or chain '{}'", named.name));
    match target::meant_name(&named.name).filter(|_| !built_in) {
        Some(meant) => {
            slips.push(slip.mend(format!("write {meant}")));
            command.action = Some(plain(command.family, meant));
        }
        None => {
            slips.push(slip.mend(format!("make it first: -N {}", named.name)));
            command.action = (!built_in).then(|| jump(&key, named.goto));
        }
    }
}

pub(super) fn jump(key: &ChainKey, goto: bool) -> Target {
    if goto {
        Target::Goto(key.clone())
    } else {
        Target::Jump(key.clone())
    }
}

/// A target by its name alone.
fn plain(family: Family, name: &str) -> Target {
    match name {
        "ACCEPT" => Target::Accept,
        "DROP" => Target::Drop,
        "REJECT" => Target::Reject(usual_reject(family == Family::V4).to_owned()),
        "RETURN" => Target::Return,
        "MASQUERADE" => Target::Masquerade(None),
        "NOTRACK" => Target::Notrack,
        other => Target::Passive(other.to_owned()),
    }
}

/// How REJECT answers where the rule does not say. Source: iptables-extensions(8), REJECT.
pub(super) const fn usual_reject(v4: bool) -> &'static str {
    if v4 {
        "icmp-port-unreachable"
    } else {
        "icmp6-port-unreachable"
    }
}
