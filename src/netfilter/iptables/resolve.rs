//! Which table, chain and target a command means, where it names one that is not there.

use super::command::{Command, Verb};
use super::{options, table, target};
use crate::netfilter::model::{ChainKey, Ruleset, Target};
use crate::netfilter::slip::{Slip, nearest};
use crate::source::Span;

/// Longest name of a chain. Source: XT_EXTENSION_MAXNAMELEN of x_tables.h, less the closing zero ("must be under 29 chars").
const LONGEST: usize = 28;

/// Puts the table, chain and target that were plainly meant in place of wrong ones, and notes each.
pub(super) fn resolve(command: &mut Command, rules: &Ruleset, slips: &mut Vec<Slip>) {
    resolve_table(command, slips);
    resolve_chain(command, rules, slips);
    resolve_target(command, rules, slips);
    check_place(command, slips);
}

fn resolve_table(command: &mut Command, slips: &mut Vec<Slip>) {
    let (name, span) = command.table.clone();
    if table::is_table(&name) {
        return;
    }
    let span = span.unwrap_or(command.span);
    let slip = Slip::refused(span, format!("no table '{name}'"));
    let near = nearest(&name, table::TABLES.iter().map(|(known, _)| *known));
    let known = near.unwrap_or("filter");
    slips.push(slip.mend(format!("write {known}")));
    command.table.0 = known.to_owned();
}

fn resolve_chain(command: &mut Command, rules: &Ruleset, slips: &mut Vec<Slip>) {
    let Some((name, span)) = command.chain.clone() else {
        if !matches!(
            command.verb,
            Verb::Flush | Verb::Zero | Verb::DeleteChain | Verb::List
        ) {
            slips.push(Slip::refused(command.span, "no chain"));
        }
        return;
    };
    if matches!(command.verb, Verb::New) {
        check_new(&name, span, command, rules, slips);
        return;
    }
    if exists(command, rules, &name) {
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
    let own = rules
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
    } else if options::is_target(name) || name.starts_with(['-', '!']) {
        slips.push(Slip::refused(span, format!("'{name}' cannot name a chain")));
    } else if exists(command, rules, name) {
        slips.push(Slip::refused(
            span,
            format!("there is a chain '{name}' already"),
        ));
    }
}

fn exists(command: &Command, rules: &Ruleset, name: &str) -> bool {
    let key = table::key(command.family, &command.table.0, name);
    table::hook(&key.table, name).is_some() || rules.chain(&key).is_some()
}

fn resolve_target(command: &mut Command, rules: &Ruleset, slips: &mut Vec<Slip>) {
    let Some(named) = command.target.clone() else {
        return;
    };
    if command.action.is_some() && !named.goto {
        return;
    }
    let key = table::key(command.family, &command.table.0, &named.name);
    let built_in = table::hook(&key.table, &key.name).is_some();
    if rules.chain(&key).is_some() && !built_in {
        command.action = Some(jump(&key, named.goto));
        return;
    }
    let slip = Slip::refused(named.span, format!("no target or chain '{}'", named.name));
    match target::meant_name(&named.name).filter(|_| !built_in) {
        Some(meant) => {
            slips.push(slip.mend(format!("write {meant}")));
            command.action = Some(plain(meant));
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
fn plain(name: &str) -> Target {
    match name {
        "ACCEPT" => Target::Accept,
        "DROP" => Target::Drop,
        "REJECT" => Target::Reject("icmp-port-unreachable".to_owned()),
        "RETURN" => Target::Return,
        "MASQUERADE" => Target::Masquerade(None),
        "NOTRACK" => Target::Notrack,
        other => Target::Passive(other.to_owned()),
    }
}

/// Targets that some tables or chains do not have. Source: iptables-extensions(8), each target's first line.
fn check_place(command: &Command, slips: &mut Vec<Slip>) {
    let (Some(action), Some(named)) = (&command.action, &command.target) else {
        return;
    };
    let (table, chain) = (
        command.table.0.as_str(),
        command.chain.as_ref().map_or("", |(name, _)| name),
    );
    let built_in = table::hook(table, chain);
    use crate::netfilter::model::Hook::{Input, Output, Postrouting, Prerouting};
    let (wrong, mend) = match action {
        Target::Drop | Target::Reject(_) if table == "nat" => (
            format!("{} has no place in table nat", action.name()),
            "filter in table filter",
        ),
        Target::Reject(_) if table != "filter" => (
            "REJECT has its place in table filter".to_owned(),
            "leave -t out",
        ),
        Target::Snat(_)
        | Target::Dnat(_)
        | Target::Masquerade(_)
        | Target::Redirect(_)
        | Target::Netmap(_)
            if table != "nat" =>
        {
            (
                format!("{} has its place in table nat", named.name),
                "say -t nat",
            )
        }
        Target::Masquerade(_) if built_in.is_some_and(|hook| hook != Postrouting) => (
            "MASQUERADE has its place in POSTROUTING".to_owned(),
            "write POSTROUTING",
        ),
        Target::Snat(_) if built_in.is_some_and(|hook| !matches!(hook, Postrouting | Input)) => (
            "SNAT has its place in POSTROUTING and INPUT".to_owned(),
            "write POSTROUTING",
        ),
        Target::Dnat(_) | Target::Redirect(_)
            if built_in.is_some_and(|hook| !matches!(hook, Prerouting | Output)) =>
        {
            (
                format!("{} has its place in PREROUTING and OUTPUT", named.name),
                "write PREROUTING",
            )
        }
        Target::Notrack if table != "raw" => (
            "NOTRACK has its place in table raw".to_owned(),
            "say -t raw",
        ),
        Target::Passive(name)
            if table != "mangle"
                && matches!(
                    name.as_str(),
                    "TOS" | "DSCP" | "TTL" | "HL" | "CHECKSUM" | "ECN" | "TPROXY"
                ) =>
        {
            (
                format!("{name} has its place in table mangle"),
                "say -t mangle",
            )
        }
        _ => return,
    };
    slips.push(Slip::refused(named.span, wrong).mend(mend));
}
