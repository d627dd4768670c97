//! Commands: what they add to the rules and what they take away.

use super::block::{Reader, hook_named};
use super::rule;
use super::value::list;
use crate::netfilter::model::{Base, ChainKey, Hook, Kind, Policy};
use crate::source::Span;

impl Reader<'_, '_> {
    /// `add table|chain|rule|set|element …`; `add` may be left out before none of them but `table`.
    pub(super) fn add(&mut self) {
        let insert = self.cursor.is("insert");
        let start = self.cursor.span();
        let _ = self.cursor.next();
        let kind = self.cursor.word().map(|word| word.text).unwrap_or_default();
        match kind.as_str() {
            "table" => self.table(),
            "rule" => self.add_rule(insert, start),
            "chain" => {
                let Some((family, table)) = self.table_name() else {
                    return;
                };
                self.chain(family, &table);
            }
            "element" => {
                let Some(_) = self.table_name() else { return };
                let Some(name) = self.cursor.word() else {
                    return;
                };
                let more = list(&mut self.cursor);
                self.cursor.sets.entry(name.text).or_default().extend(more);
            }
            "set" | "map" => {
                let Some(_) = self.table_name() else { return };
                self.cursor.at -= 1; // `set` reads the word before the name
                self.set();
            }
            "flowtable" | "counter" | "quota" | "limit" | "ct" => self.cursor.skip_statement(),
            other => {
                self.cursor
                    .refuse(start, format!("nft cannot add a '{other}'"));
                self.cursor.skip_statement();
            }
        }
    }

    fn add_rule(&mut self, insert: bool, start: Span) {
        let Some((family, table)) = self.table_name() else {
            return;
        };
        let Some(chain) = self.cursor.word() else {
            return;
        };
        for place in ["handle", "position", "index"] {
            if self.cursor.take(place) {
                let _ = self.cursor.next();
            }
        }
        let key = ChainKey::new(family, table, chain.text);
        if self.rules.chain(&key).is_none() {
            let what = format!("no chain {} in table {}", key.name, key.table);
            self.cursor
                .refuse_with(chain.span, what, "add the chain first, with its hook");
            self.rules
                .ensure(&key, hook_named(&key.name.to_lowercase()).map(usual_base));
        }
        let mut rules = rule::rule(&mut self.cursor, &key);
        rules
            .iter_mut()
            .for_each(|rule| rule.span = start.cover(rule.span));
        self.append(&key, rules, insert);
    }

    pub(super) fn clear(&mut self) {
        let _ = self.cursor.next();
        let kind = self.cursor.word().map(|word| word.text).unwrap_or_default();
        match kind.as_str() {
            "ruleset" => {
                let _ = self.cursor.word().filter(|word| !word.is(";"));
                self.rules.remove(|_| true);
            }
            "table" => {
                if let Some((family, table)) = self.table_name() {
                    self.rules
                        .remove(|chain| chain.key.family == family && chain.key.table == table);
                }
            }
            "chain" => {
                if let Some((family, table)) = self.table_name()
                    && let Some(name) = self.cursor.word()
                    && let Some(chain) = self
                        .rules
                        .chain_mut(&ChainKey::new(family, table, name.text))
                {
                    chain.rules.clear();
                }
            }
            _ => {}
        }
        self.cursor.skip_statement();
    }
}

/// The base that a chain of this name plainly has.
fn usual_base(hook: Hook) -> Base {
    Base {
        hook,
        priority: 0,
        kind: Kind::Filter,
        policy: Policy::Accept,
        given: None,
    }
}
