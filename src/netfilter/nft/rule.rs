//! One rule: tests and statements in the order written. A map of verdicts becomes a rule for each of its entries.

use super::cursor::Cursor;
use super::expression::{self, Looked, left};
use super::layers::Layers;
use super::made::matched;
use super::statement::{self, Statement};
use super::value::entries;
use crate::netfilter::model::{ChainKey, Match, Rule, Target, Test};
use crate::netfilter::slip::nearest;

/// Reads the rule at the cursor. Empty where nothing of it can be understood.
pub(super) fn rule(cursor: &mut Cursor<'_>, key: &ChainKey) -> Vec<Rule> {
    let start = cursor.span();
    let mut matches: Vec<Match> = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    let mut maps: Option<Vec<(Match, Target)>> = None;
    let mut broken = false;
    let mut layers = Layers::of(key.family);
    let mut end = start;
    while !cursor.at_end() {
        let span = cursor.span();
        end = end.cover(span);
        let comments = cursor.is("comment");
        if targets.last().is_some_and(Target::is_final) && !cursor.is("comment") {
            cursor.refuse_with(span, "a statement behind a verdict", "put the verdict last");
        }
        if let Some(found) = statement::statement(cursor, key) {
            match found {
                Statement::Target(target) => {
                    matches.extend(layers.implied(&target));
                    layers.check(cursor, span, &target);
                    targets.push(layers.narrowed(target));
                }
                Statement::Assumed(what, holds) => {
                    matches.push(Match::is(Test::Assumed { what, holds }))
                }
                Statement::Nothing => {}
            }
            if comments && !cursor.at_end() {
                cursor.refuse_with(span, "a comment before the end", "put the comment last");
            }
        } else if let Some(looked) = left(cursor, key.family) {
            matches.extend(looked.implied.iter().cloned());
            for words in &looked.words {
                layers.look(cursor, span, *words);
            }
            if cursor.take("vmap") {
                maps = Some(vmap(cursor, &looked, key));
            } else {
                let found = expression::test(cursor, &looked);
                layers.read(&found);
                matches.extend(found);
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

/// `{ new : accept, invalid : drop }` or the name of a map behind `vmap`.
fn vmap(cursor: &mut Cursor<'_>, looked: &Looked<'_>, key: &ChainKey) -> Vec<(Match, Target)> {
    let span = cursor.span();
    let found = if cursor.is("{") {
        entries(cursor, key)
    } else {
        let name = cursor.word().map(|word| word.text).unwrap_or_default();
        let set = cursor.key(name.trim_start_matches('@'));
        match cursor.sets.get(&set) {
            Some(found) => found.clone(),
            None => {
                cursor.refuse_with(span, format!("no map '{name}'"), "define it first");
                Vec::new()
            }
        }
    };
    let mut out = Vec::new();
    for (value, target) in found {
        let Some(target) = target else {
            cursor.refuse(span, format!("'{value}' has no verdict"));
            continue;
        };
        match matched(&looked.left, &[value]) {
            Ok((test, negated)) => out.push((Match::new(negated, test), target)),
            Err((what, _, meant)) => {
                cursor.refuse(span, what);
                out.extend(meant.map(|test| (Match::is(test), target)));
            }
        }
    }
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
