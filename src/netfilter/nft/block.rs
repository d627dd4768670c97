//! Tables, chains and sets.

use super::cursor::{Cursor, Defines};
use super::lex::Token;
use super::rule;
use crate::netfilter::model::{Base, ChainKey, Family, Hook, Kind, Policy, Rule, Ruleset};
use crate::netfilter::slip::Slip;

/// Reads a ruleset file into `rules`; returns what is wrong.
pub(in crate::netfilter) fn ruleset(
    tokens: &[Token],
    variables: &Defines,
    rules: &mut Ruleset,
) -> Vec<Slip> {
    let mut reader = Reader {
        cursor: Cursor::new(tokens, variables),
        rules,
    };
    reader.cursor.sets = std::mem::take(&mut reader.rules.sets);
    while reader.cursor.peek().is_some() {
        let before = reader.cursor.at;
        reader.command();
        if reader.cursor.at == before {
            let span = reader.cursor.span();
            reader.cursor.refuse(span, "a '}' too many");
            let _ = reader.cursor.next();
        }
    }
    reader.rules.sets = std::mem::take(&mut reader.cursor.sets);
    for (to, span) in std::mem::take(&mut reader.cursor.jumps) {
        let mut chains = reader.rules.chains().iter();
        let goes = chains.any(|chain| chain.key.table == to.table && chain.key.family == to.family);
        if goes && reader.rules.chain(&to).is_none() {
            let what = format!("no chain '{}' in table {}", to.name, to.table);
            reader.cursor.refuse_with(span, what, "add it, even empty");
        }
    }
    reader.cursor.slips
}

/// Reads the words behind `nft` of one command line.
pub(in crate::netfilter) fn command_line(
    tokens: &[Token],
    variables: &Defines,
    rules: &mut Ruleset,
) -> Vec<Slip> {
    let skip = tokens
        .iter()
        .take_while(|token| token.text.starts_with('-') && token.text.len() > 1)
        .count();
    ruleset(&tokens[skip..], variables, rules)
}

pub(super) struct Reader<'t, 'r> {
    pub(super) cursor: Cursor<'t>,
    pub(super) rules: &'r mut Ruleset,
}

impl Reader<'_, '_> {
    fn command(&mut self) {
        let Some(token) = self.cursor.peek() else {
            return;
        };
        let span = token.span;
        match token.text.as_str() {
            ";" => {
                let _ = self.cursor.next();
            }
            "table" => {
                let _ = self.cursor.next();
                self.table();
            }
            "add" | "insert" | "create" | "replace" => self.add(),
            "define" | "redefine" => self.define(),
            "flush" | "delete" | "destroy" => self.clear(),
            "chain" => {
                self.cursor.refuse_with(
                    span,
                    "a chain outside any table",
                    "put table inet filter { … } around it",
                );
                let _ = self.cursor.next();
                self.chain(Family::Both, "filter");
            }
            "include" | "list" | "reset" | "undefine" | "rename" | "monitor" | "export" => {
                self.cursor.skip_statement()
            }
            other => {
                let what = format!("'{other}' begins no command of nft");
                self.cursor.refuse(span, what);
                self.cursor.skip_statement();
                let _ = self.cursor.take(";");
            }
        }
    }

    /// `define NAME = value`.
    fn define(&mut self) {
        let _ = self.cursor.next();
        let Some(name) = self.cursor.next() else {
            return;
        };
        if !self.cursor.take("=") {
            self.cursor.refuse_with(
                name.span,
                "a definition lacks its '='",
                "write define NAME = value",
            );
        }
        let start = self.cursor.at;
        self.cursor.skip_statement();
        let count = self.cursor.at - start;
        self.cursor.at = start;
        let mut value = Vec::new();
        for _ in 0..count {
            value.extend(self.cursor.next().cloned());
        }
        self.cursor.defines.insert(name.text.clone(), value);
    }

    /// Family and name of a table; without a family it is `ip` (nft(8), ADDRESS FAMILIES).
    pub(super) fn table_name(&mut self) -> Option<(Family, String)> {
        let first = self.cursor.word()?;
        let family = match first.text.as_str() {
            "ip" => Family::V4,
            "ip6" => Family::V6,
            "inet" => Family::Both,
            "arp" | "bridge" | "netdev" => Family::Other,
            _ => return Some((Family::V4, first.text)),
        };
        let name = self.cursor.word()?;
        Some((family, name.text))
    }

    pub(super) fn table(&mut self) {
        let Some((family, name)) = self.table_name() else {
            let span = self.cursor.span();
            self.cursor.refuse(span, "a table lacks its name");
            return;
        };
        self.cursor.table = (family, name.clone());
        if !self.cursor.take("{") {
            return;
        }
        while let Some(token) = self.cursor.peek() {
            let before = self.cursor.at;
            match token.text.as_str() {
                "}" => break,
                "chain" => {
                    let _ = self.cursor.next();
                    self.chain(family, &name);
                    self.separated("a chain");
                }
                "set" | "map" => self.set(),
                ";" => {
                    let _ = self.cursor.next();
                }
                "flowtable" | "counter" | "quota" | "limit" | "ct" | "comment" | "flags"
                | "secmark" | "synproxy" => {
                    let _ = self.cursor.next();
                    self.cursor.skip_statement();
                }
                other => {
                    let what = format!("'{other}' has no place in a table");
                    self.cursor
                        .refuse_with(token.span, what, "rules stand in a chain");
                    self.cursor.skip_statement();
                }
            }
            if self.cursor.at == before {
                break;
            }
        }
        self.close("table");
    }

    pub(super) fn close(&mut self, what: &str) {
        if !self.cursor.take("}") {
            let span = self.cursor.span();
            self.cursor
                .refuse_with(span, format!("a {what} is not closed"), "write }");
        }
    }

    /// nft 1.0.6 wants a line end or `;` before the `}` that closes what is around (netfilter-facts, save format).
    fn separated(&mut self, what: &str) {
        if self.cursor.is("}") {
            let span = self.cursor.span();
            self.cursor.refuse_with(
                span,
                format!("no line end or ';' behind {what}"),
                "write '; }'",
            );
        }
    }

    /// `chain NAME { type … hook … priority …; policy …; rules }`.
    pub(super) fn chain(&mut self, family: Family, table: &str) {
        let Some(name) = self.cursor.word() else {
            return;
        };
        let key = ChainKey::new(family, table, name.text);
        self.rules.ensure(&key, None);
        if self.cursor.take("{") {
            self.body(&key);
            self.close("chain");
        }
    }

    fn body(&mut self, key: &ChainKey) {
        while let Some(token) = self.cursor.peek() {
            let before = self.cursor.at;
            match token.text.as_str() {
                "}" => return,
                ";" => {
                    let _ = self.cursor.next();
                }
                "type" => self.base(key),
                "policy" => self.policy(key),
                "comment" => {
                    let _ = (self.cursor.next(), self.cursor.next());
                    if !self.cursor.at_end() {
                        let mend = "put the comment of a rule last";
                        self.cursor
                            .refuse_with(token.span, "a comment before a rule", mend);
                        self.cursor.skip_statement();
                    }
                }
                "flags" | "devices" => self.cursor.skip_statement(),
                _ => {
                    let rules = rule::rule(&mut self.cursor, key);
                    self.separated("a rule");
                    self.append(key, rules, false);
                }
            }
            if self.cursor.at == before {
                let _ = self.cursor.next();
            }
        }
    }

    pub(super) fn append(&mut self, key: &ChainKey, rules: Vec<Rule>, first: bool) {
        self.check_place(key, &rules);
        let chain = self.rules.ensure(key, None);
        if first {
            rules
                .into_iter()
                .rev()
                .for_each(|rule| chain.rules.push_front(rule));
        } else {
            chain.rules.extend(rules);
        }
    }

    fn base(&mut self, key: &ChainKey) {
        let start = self.cursor.span();
        let _ = self.cursor.next();
        let kind = self
            .cursor
            .word()
            .map(|token| token.text)
            .unwrap_or_default();
        let mut hook = None;
        let (mut priority, mut prioritised) = (0, false);
        while !self.cursor.at_end() {
            let Some(token) = self.cursor.next() else {
                break;
            };
            match token.text.as_str() {
                "hook" => hook = self.cursor.word().and_then(|word| hook_named(&word.text)),
                "priority" => {
                    priority = self.priority();
                    prioritised = true;
                }
                "device" | "devices" => self.cursor.skip_statement(),
                other => {
                    let what = format!("'{other}' has no place behind a chain's type");
                    self.cursor.refuse(token.span, what);
                }
            }
        }
        if !prioritised {
            let mend = "write priority filter behind the hook";
            self.cursor
                .refuse_with(start, "a base chain lacks its priority", mend);
        }
        let Some(hook) = hook else {
            self.cursor.refuse_with(
                start,
                "no such hook",
                "prerouting, input, forward, output or postrouting",
            );
            return;
        };
        if !matches!(kind.as_str(), "filter" | "nat" | "route") {
            self.cursor.refuse_with(
                start,
                format!("no chain type '{kind}'"),
                "filter, nat or route",
            );
        }
        let base = Base {
            hook,
            priority,
            kind: if kind == "nat" {
                Kind::Nat
            } else {
                Kind::Filter
            },
            policy: Policy::Accept,
            given: None,
        };
        self.rules.ensure(key, None).base = Some(base);
    }

    /// A number, or a name with an offset: `filter - 5`. Source: nft(8), CHAINS.
    fn priority(&mut self) -> i32 {
        let mut sum = 0_i32;
        let mut sign = 1;
        while !self.cursor.at_end() {
            let Some(token) = self.cursor.word() else {
                break;
            };
            let text = token.text.as_str();
            match text {
                "+" => sign = 1,
                "-" => sign = -1,
                _ => {
                    let named: Option<i32> = match text {
                        "raw" => Some(-300),
                        "mangle" => Some(-150),
                        "dstnat" => Some(-100),
                        "filter" => Some(0),
                        "security" => Some(50),
                        "srcnat" => Some(100),
                        other => other.parse().ok(),
                    };
                    let Some(number) = named else {
                        self.cursor
                            .refuse(token.span, format!("no priority '{text}'"));
                        break;
                    };
                    sum = sum.saturating_add(number.saturating_mul(sign));
                }
            }
        }
        sum
    }

    fn policy(&mut self, key: &ChainKey) {
        let start = self.cursor.span();
        let _ = self.cursor.next();
        let word = self.cursor.word();
        let text = word.as_ref().map_or("", |word| word.text.as_str());
        let policy = match text.to_lowercase().as_str() {
            "drop" | "reject" | "deny" => Policy::Drop,
            _ => Policy::Accept,
        };
        if !matches!(text, "accept" | "drop") {
            self.cursor
                .refuse_with(start, format!("no policy '{text}'"), "accept or drop");
        }
        let given = word.map_or(start, |word| start.cover(word.span));
        match &mut self.rules.ensure(key, None).base {
            Some(base) => {
                base.policy = policy;
                base.given = Some(given);
            }
            None => self.cursor.refuse_with(
                start,
                "a policy without a hook",
                "write type … hook … before it",
            ),
        }
    }
}

pub(super) fn hook_named(name: &str) -> Option<Hook> {
    Some(match name {
        "prerouting" => Hook::Prerouting,
        "input" => Hook::Input,
        "forward" => Hook::Forward,
        "output" => Hook::Output,
        "postrouting" => Hook::Postrouting,
        "ingress" | "egress" => Hook::Ingress,
        _ => return None,
    })
}
