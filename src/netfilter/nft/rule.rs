//! One rule: tests and statements in the order written. A map of verdicts becomes a rule for each of its entries.

use super::cursor::Cursor;
use super::expression::{self, Looked, left};
use super::made::matched;
use super::statement::{self, Statement};
use crate::netfilter::model::{ChainKey, Match, Rule, Target, Test};
use crate::netfilter::slip::nearest;

/// Reads the rule at the cursor. Empty where nothing of it can be understood.
pub(super) fn rule(cursor: &mut Cursor<'_>, key: &ChainKey) -> Vec<Rule> {
    let start = cursor.span();
    let mut matches: Vec<Match> = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    let mut maps: Option<Vec<(Match, Target)>> = None;
    let mut broken = false;
    let mut end = start;
    while !cursor.at_end() {
        let span = cursor.span();
        end = end.cover(span);
        if targets.last().is_some_and(Target::is_final) && !cursor.is("comment") {
            cursor.refuse_with(span, "a statement behind a verdict", "put the verdict last");
        }
        if let Some(found) = statement::statement(cursor, key) {
            match found {
                Statement::Target(target) => targets.push(target),
                Statement::Assumed(what, holds) => {
                    matches.push(Match::is(Test::Assumed { what, holds }))
                }
                Statement::Nothing => {}
            }
        } else if let Some(looked) = left(cursor, key.family) {
            matches.extend(looked.implied.iter().cloned());
            if cursor.take("vmap") {
                maps = Some(vmap(cursor, &looked, key));
            } else {
                matches.extend(expression::test(cursor, &looked));
            }
        } else if !mended(cursor, &mut targets) {
            let text = cursor.peek().map_or("", |token| token.text.as_str());
            cursor.refuse(span, format!("'{text}' is not understood here"));
            cursor.skip_statement();
            broken = true;
        }
    }
    if broken && targets.is_empty() && maps.is_none() {
        return Vec::new();
    }
    let made = |more: Option<Match>, targets: Vec<Target>| Rule {
        span: end,
        matches: matches.iter().cloned().chain(more).collect(),
        targets,
        details: String::new(),
    };
    match maps {
        Some(entries)
            if !cursor.affords(
                entries.len() * matches.iter().map(Match::weight).sum::<usize>(),
                end,
            ) =>
        {
            Vec::new()
        }
        Some(entries) => entries
            .into_iter()
            .map(|(test, target)| made(Some(test), vec![target]))
            .collect(),
        None => vec![made(None, targets)],
    }
}

/// `{ new : accept, invalid : drop }` behind `vmap`.
fn vmap(cursor: &mut Cursor<'_>, looked: &Looked, key: &ChainKey) -> Vec<(Match, Target)> {
    let mut out = Vec::new();
    if !cursor.take("{") {
        let name = cursor.word().map(|word| word.text).unwrap_or_default();
        cursor.slips.push(crate::netfilter::slip::Slip::unnoticed(
            looked.span,
            format!("the map {name} is not modelled"),
        ));
        return out;
    }
    while !cursor.is("}") && cursor.peek().is_some() {
        if cursor.take(",") || cursor.take(";") {
            continue;
        }
        let Some(value) = cursor.word() else { break };
        if !cursor.take(":") {
            cursor.refuse_with(
                value.span,
                "an entry of a map lacks its verdict",
                "write value : verdict",
            );
            continue;
        }
        let Some(target) = statement::verdict(cursor, key) else {
            let span = cursor.span();
            cursor.refuse(span, "no verdict");
            let _ = cursor.next();
            continue;
        };
        match matched(&looked.left, &[value.text]) {
            Ok((test, negated)) => out.push((Match::new(negated, test), target)),
            Err((what, _, meant)) => {
                cursor.refuse(value.span, what);
                out.extend(meant.map(|test| (Match::is(test), target)));
            }
        }
    }
    let _ = cursor.take("}");
    out
}

/// A mistyped verdict or word: taken as plainly meant.
fn mended(cursor: &mut Cursor<'_>, targets: &mut Vec<Target>) -> bool {
    let Some(token) = cursor.peek() else {
        return false;
    };
    let meant = match nearest(&token.text, ["accept", "drop", "reject", "counter"]) {
        Some("accept") => Target::Accept,
        Some("drop") => Target::Drop,
        Some("reject") => Target::Reject("icmp-port-unreachable".to_owned()),
        _ => return false,
    };
    let name = meant.name().to_lowercase();
    cursor.refuse_with(
        token.span,
        format!("'{}' is no verdict", token.text),
        &format!("write {name}"),
    );
    let _ = cursor.next();
    targets.push(meant);
    true
}
