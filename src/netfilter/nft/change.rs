//! Commands: what they add to the rules and what they take away.

use super::block::{Reader, hook_named};
use super::rule;
use super::value::{entries, list};
use crate::netfilter::model::{Base, ChainKey, Hook, Kind, Policy};
use crate::source::Span;

impl Reader<'_, '_> {
    /// `add table|chain|rule|set|element …`; `add` may be left out before none of them but `table`.
    pub(super) fn add(&mut self) {
        let insert = self.cursor.is("insert");
        let create = self.cursor.is("create");
        let start = self.cursor.span();
        let _ = self.cursor.next();
        let kind = self.cursor.word().map(|word| word.text).unwrap_or_default();
        match kind.as_str() {
            "table" => {
                if create {
                    self.refuse_known(1);
                }
                self.table();
            }
            "rule" => self.add_rule(insert, start),
            "chain" => {
                if create {
                    self.refuse_known(2);
                }
                let Some((family, table)) = self.table_name() else {
                    return;
                };
                self.chain(family, &table);
            }
            "element" => self.add_elements(),
            "set" | "map" => {
                let Some(table) = self.table_name() else {
                    return;
                };
                self.cursor.table = table;
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

    /// `create` refuses a table, or a chain, that is there already. Looks ahead and takes nothing.
    fn refuse_known(&mut self, names: usize) {
        let before = self.cursor.at;
        let span = self.cursor.span();
        if let Some((family, table)) = self.table_name() {
            let chain = (names > 1).then(|| self.cursor.text(0));
            let known = |key: &ChainKey| {
                key.family == family
                    && key.table == table
                    && chain.is_none_or(|name| key.name == name)
            };
            if self.rules.chains().iter().any(|chain| known(&chain.key)) {
                self.cursor
                    .refuse_with(span, "there is one of this name already", "write add");
            }
        }
        self.cursor.at = before;
    }

    /// `add element TABLE SET { … }`.
    fn add_elements(&mut self) {
        let Some(table) = self.table_name() else {
            return;
        };
        self.cursor.table = table;
        let Some(name) = self.cursor.word() else {
            return;
        };
        let key = self.cursor.key(&name.text);
        let is_map = (0..8).any(|ahead| self.cursor.text(ahead) == ":");
        let more = if is_map {
            entries(&mut self.cursor, &key)
        } else {
            let values = list(&mut self.cursor).into_iter();
            values.map(|value| (value, None)).collect()
        };
        match self.cursor.sets.get_mut(&key) {
            Some(elements) => elements.extend(more),
            None => {
                let what = format!("no set '{}' in table {}", key.name, key.table);
                self.cursor
                    .refuse_with(name.span, what, "add the set first");
                self.cursor.sets.insert(key, more);
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
        self.cursor.table = (family, table.clone());
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

    /// `flush table`: its rules go, its chains stay. `delete table`: all of it goes.
    fn clear_table(&mut self, flushes: bool) {
        let Some((family, table)) = self.table_name() else {
            return;
        };
        let of = |key: &ChainKey| key.family == family && key.table == table;
        if flushes {
            let chains = self.rules.chains_mut().filter(|chain| of(&chain.key));
            chains.for_each(|chain| chain.rules.clear());
        } else {
            self.rules.remove(|chain| of(&chain.key));
            self.cursor.sets.retain(|key, _| !of(key));
        }
    }

    fn clear_chain(&mut self, flushes: bool) {
        let Some((family, table)) = self.table_name() else {
            return;
        };
        let Some(name) = self.cursor.word() else {
            return;
        };
        let key = ChainKey::new(family, table, name.text.clone());
        match self.rules.chain_mut(&key) {
            Some(chain) if flushes => chain.rules.clear(),
            Some(_) => drop(self.rules.drop_chain(&key)),
            None => {
                let what = format!("no chain '{}' in table {}", name.text, key.table);
                self.cursor.refuse(name.span, what);
            }
        }
    }

    pub(super) fn clear(&mut self) {
        let flushes = self.cursor.next().is_some_and(|word| word.is("flush"));
        let kind = self.cursor.word().map(|word| word.text).unwrap_or_default();
        match kind.as_str() {
            "ruleset" => {
                self.rules.remove(|_| true);
                self.cursor.sets.clear();
            }
            "table" => self.clear_table(flushes),
            "chain" => self.clear_chain(flushes),
            "set" | "map" => {
                if let Some(table) = self.table_name()
                    && let Some(name) = self.cursor.word()
                {
                    self.cursor.table = table;
                    let key = self.cursor.key(&name.text);
                    match self.cursor.sets.get_mut(&key) {
                        Some(elements) if flushes => elements.clear(),
                        Some(_) => drop(self.cursor.sets.remove(&key)),
                        None => self
                            .cursor
                            .refuse(name.span, format!("no set '{}'", name.text)),
                    }
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
