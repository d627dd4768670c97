//! Right sides: one value, a list in braces, a named set, a variable.

use super::cursor::Cursor;
use super::lex::Token;
use super::statement::verdict;
use crate::netfilter::model::{ChainKey, Target};

/// Most elements of a list.
const MOST: usize = 100_000;

/// The elements at the cursor: `{ a, b }`, `a`, `a,b`, `@set`, `$variable`. A range or network is one element.
pub(super) fn list(cursor: &mut Cursor<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if cursor.take("{") {
        while !cursor.is("}") && cursor.peek().is_some() && out.len() < MOST {
            if cursor.take(",") || cursor.take(";") {
                continue;
            }
            element(cursor, &mut out);
            // `timeout 1h`, `comment "…"` behind an element
            while cursor
                .peek()
                .is_some_and(|next| !next.is(",") && !next.is("}") && !next.is(";"))
            {
                let _ = cursor.next();
            }
        }
        let _ = cursor.take("}");
        return out;
    }
    element(cursor, &mut out);
    while cursor.is(",") && !cursor.ahead(1).is_none_or(|next| next.is(";")) {
        let _ = cursor.next();
        element(cursor, &mut out);
    }
    out
}

/// One element, with what a variable or set stands for in its place.
fn element(cursor: &mut Cursor<'_>, out: &mut Vec<String>) {
    let Some(token) = cursor.next() else { return };
    let named = |mark: char| token.text.strip_prefix(mark).filter(|_| !token.quoted);
    if let Some(name) = named('$') {
        if cursor.affords(cursor.value(name).map_or(1, Vec::len), token.span) {
            match cursor.value(name) {
                Some(value) => {
                    let values = value.iter().filter(|part| is_value(part));
                    out.extend(values.map(|part| part.text.clone()));
                }
                None => {
                    let what = format!("no value is defined as '{name}'");
                    cursor.refuse_with(token.span, what, "write define before it");
                    out.push(name.to_owned());
                }
            }
        }
        return;
    }
    if let Some(name) = named('@') {
        let key = cursor.key(name);
        if cursor.affords(cursor.sets.get(&key).map_or(1, Vec::len), token.span) {
            match cursor.sets.get(&key) {
                Some(elements) if elements.is_empty() => out.push(token.text.clone()),
                Some(elements) => out.extend(elements.iter().map(|(value, _)| value.clone())),
                None => {
                    let what = format!("no set '{name}' in table {}", key.table);
                    cursor.refuse_with(token.span, what, "define it first");
                    out.push(token.text.clone());
                }
            }
        }
        return;
    }
    let mut text = token.text.clone();
    // `10.0.0.0 / 8` and `1 - 2` with blanks
    while let Some(next) = cursor.peek().filter(|next| next.is("/") || next.is("-")) {
        let _ = cursor.next();
        text.push_str(&next.text);
        if let Some(end) = cursor.next() {
            text.push_str(&end.text);
        }
    }
    // `1.1.1.1 . 22`: a value of a concatenation
    if cursor.take(".") {
        let mut rest = Vec::new();
        element(cursor, &mut rest);
        out.extend(rest.iter().map(|rest| format!("{text} . {rest}")));
        return;
    }
    out.push(text);
}

/// The entries of a map at the cursor: `{ new : accept, 22-25 : jump own }`, each a value with its verdict. Values
/// that are no verdicts are passed over.
pub(super) fn entries(cursor: &mut Cursor<'_>, key: &ChainKey) -> Vec<(String, Option<Target>)> {
    let mut out = Vec::new();
    if !cursor.take("{") {
        return out;
    }
    while !cursor.is("}") && cursor.peek().is_some() && out.len() < MOST {
        if cursor.take(",") || cursor.take(";") {
            continue;
        }
        let span = cursor.span();
        let mut values = Vec::new();
        element(cursor, &mut values);
        if !cursor.take(":") {
            let mend = "write value : verdict";
            cursor.refuse_with(span, "an entry of a map lacks its verdict", mend);
            continue;
        }
        let verdict = verdict(cursor, key);
        out.extend(values.into_iter().map(|value| (value, verdict.clone())));
        while !(cursor.is(",") || cursor.is("}") || cursor.is(";")) && cursor.next().is_some() {}
    }
    let _ = cursor.take("}");
    out
}

fn is_value(token: &Token) -> bool {
    !matches!(token.text.as_str(), "{" | "}" | "," | ";")
}
