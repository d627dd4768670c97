//! Files as iptables-save prints and iptables-restore reads them.

use super::apply::whole_cost;
use super::desk::{Desk, other_family};
use super::table;
use crate::netfilter::model::{Chain, Family, Policy, Ruleset};
use crate::netfilter::shell::{Line, Word, words_of};
use crate::netfilter::slip::{Slip, nearest};
use crate::source::Span;

/// Most words of a line: more make iptables-restore 1.8.9 say "Parser cannot handle more arguments".
const MOST_WORDS: usize = 251;
/// Most bytes of a word: more are "Parameter too long!" to it.
const LONGEST_WORD: usize = 1023;

/// Most tables in one text.
const MOST: usize = 1_000;

/// Reads such a file line by line. A table counts when its `COMMIT` is reached; as typed only when the tool refuses
/// no line so far (netfilter-facts, command line).
#[derive(Debug, Default)]
pub(in crate::netfilter) struct SaveReader {
    /// The open table and where it was opened.
    table: Option<(String, Span)>,
    staged: Desk,
    tables: usize,
    /// Whether the text is a file of its own, in which only rules may be indented and nothing else may stand.
    strict: bool,
    /// Whether `-h` or `-V` has ended the run.
    stopped: bool,
    /// Whether the tool has given up: it loads nothing behind a line that it refuses.
    failed: bool,
}

impl SaveReader {
    /// A reader for a file of its own.
    pub(in crate::netfilter) fn strict() -> Self {
        Self {
            strict: true,
            ..Self::default()
        }
    }

    /// Whether a line opens a table.
    pub(in crate::netfilter) fn opens(text: &str) -> bool {
        let name = text.trim().strip_prefix('*').map(str::trim);
        name.is_some_and(|name| {
            let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
            plain
                && (table::is_table(name)
                    || nearest(name, table::TABLES.map(|(known, _)| known)).is_some())
        })
    }

    /// The tool has refused something: nothing is loaded from here on.
    pub(in crate::netfilter) fn refuse(&mut self) {
        self.failed = true;
    }

    /// Whether a table is open.
    pub(in crate::netfilter) fn is_open(&self) -> bool {
        self.table.is_some()
    }

    /// Whether a line can stand inside a table.
    pub(in crate::netfilter) fn belongs(text: &str) -> bool {
        let text = text.trim_start();
        text.is_empty()
            || text.starts_with(['#', ':', '-', '[', '–', '—', '*'])
            || text.starts_with("COMMIT")
    }

    /// Reads one line.
    pub(in crate::netfilter) fn line(&mut self, family: Family, line: Line<'_>, desk: &mut Desk) {
        let text = line.text.trim_end_matches('\r').trim_start();
        let start = line.start + (line.text.len() - line.text.trim_start().len());
        let span = Span::new(start, start + text.len());
        if self.stopped {
            return;
        }
        let indented = start > line.start;
        let at_margin =
            text.is_empty() || text.starts_with(['*', ':', '#']) || text.starts_with("COMMIT");
        if self.strict && indented && at_margin {
            let slip = Slip::refused(line.span(), "a blank at the start of the line");
            self.staged
                .slips
                .push(slip.mend("only rules may be indented"));
            if self.table.is_none() {
                desk.slips.append(&mut self.staged.slips);
                self.failed = true;
            }
        }
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        if text.starts_with('*') {
            self.open(text, span, desk);
        } else if self.table.is_none() {
            self.failed = true;
            desk.slips.push(
                Slip::refused(span, "a line outside any table").mend("open one first: *filter"),
            );
        } else if text == "COMMIT" {
            self.commit(family, desk);
        } else if text.trim() == "COMMIT" {
            self.staged
                .slips
                .push(Slip::refused(span, "a blank behind COMMIT").mend("leave it out"));
            self.commit(family, desk);
        } else if let Some(chain) = text.strip_prefix(':') {
            self.chain(family, chain, span);
        } else {
            self.rule(family, line, span);
        }
    }

    /// The end of the file: an open table is lost.
    pub(in crate::netfilter) fn end(&mut self, family: Family, desk: &mut Desk) {
        if let Some((name, span)) = &self.table {
            let slip = Slip::refused(*span, format!("table {name} has no COMMIT"));
            self.staged
                .slips
                .push(slip.mend("write COMMIT behind its last rule"));
            self.commit(family, desk);
        }
    }

    fn open(&mut self, text: &str, span: Span, desk: &mut Desk) {
        self.tables += 1;
        if let Some((name, before)) = self.table.take() {
            desk.slips
                .push(Slip::refused(before, format!("table {name} has no COMMIT")));
            self.staged = Desk::default();
            self.failed = true;
        }
        let written = text[1..].trim();
        let near = nearest(written, table::TABLES.map(|(known, _)| known));
        if !table::is_table(written) {
            let slip = Slip::refused(span, format!("no table '{written}'"));
            self.staged.slips.push(match near {
                Some(near) => slip.mend(format!("write *{near}")),
                None => slip,
            });
        }
        let name = if table::is_table(written) {
            written
        } else {
            near.unwrap_or("filter")
        };
        self.table = Some((name.to_owned(), span));
    }

    fn name(&self) -> String {
        self.table
            .as_ref()
            .map_or_else(String::new, |(name, _)| name.clone())
    }

    /// `:CHAIN POLICY [packets:bytes]`; a policy `-` makes a chain of one's own.
    fn chain(&mut self, family: Family, text: &str, span: Span) {
        let mut parts = text.split_whitespace();
        let (Some(name), Some(policy)) = (parts.next(), parts.next()) else {
            let slip = Slip::refused(span, "a chain lacks its policy");
            self.staged
                .slips
                .push(slip.mend("write ACCEPT or DROP behind it, or - for a chain of your own"));
            return;
        };
        let word = |text: &str| Word {
            text: text.to_owned().into(),
            span,
        };
        let table = self.name();
        let key = table::key(family, &table, name);
        match (table::base(&key), policy_named(policy)) {
            // the policy of a file is set unasked, in table nat too
            (Some(base), Some(policy)) => {
                for rules in [&mut self.staged.typed, &mut self.staged.meant] {
                    let base = rules.ensure(&key, Some(base)).base.insert(base);
                    (base.policy, base.given) = (policy, Some(span));
                }
                self.staged.commands += 1;
            }
            (Some(_), None) if policy == "-" => {}
            (Some(_), None) => {
                let words = [word("-P"), word(name), word(policy)];
                self.staged.command(family, &table, &words, None);
            }
            // a chain that is there already is emptied, not refused
            (None, _) if self.staged.meant.chain(&key).is_some() => {}
            (None, given) => {
                if given.is_some() {
                    let slip =
                        Slip::unnoticed(span, format!("'{name}' is no built-in chain of {table}"));
                    let near = nearest(name, table::BUILT_IN);
                    self.staged.slips.push(match near {
                        Some(near) => slip.mend(format!("write {near}")),
                        None => slip.mend("a chain of your own has no policy; write -"),
                    });
                }
                let words = [word("-N"), word(name)];
                self.staged.command(family, &table, &words, None);
            }
        }
    }

    fn rule(&mut self, family: Family, line: Line<'_>, span: Span) {
        let mut words = words_of(line);
        if words.first().is_some_and(|first| is_counters(&first.text)) {
            words.remove(0);
        }
        if let Some(what) = too_long(&words) {
            self.staged.slips.push(Slip::refused(span, what));
            return;
        }
        if words
            .iter()
            .any(|word| ["-h", "--help", "-V", "--version"].contains(&word.text.as_ref()))
        {
            self.stopped = true;
            self.table = None;
            return;
        }
        let table = self.name();
        let first = words.first().map_or("", |word| word.text.as_ref());
        if !first.starts_with(['-', '–', '—', '−', '!']) {
            let slip = Slip::refused(span, format!("'{first}' cannot begin a line here"));
            self.staged.slips.push(slip.mend("a rule begins with -A"));
            if first.ends_with("tables") {
                words.remove(0);
            } else {
                return;
            }
        }
        if let Some(given) = words
            .iter()
            .find(|word| word.text == "-t" || word.text == "--table")
        {
            let slip = Slip::refused(given.span, "-t does not go inside a table");
            self.staged.slips.push(slip.mend("leave it out"));
        }
        if let Some(wait) = words
            .iter()
            .find(|word| word.text == "-w" || word.text == "--wait")
        {
            let slip = Slip::refused(wait.span, "-w does not go inside a file");
            self.staged
                .slips
                .push(slip.mend("say it behind iptables-restore"));
        }
        if other_family(family, &words).is_none() {
            self.staged.command(family, &table, &words, None);
        }
    }

    /// Takes the table over in place of the one before.
    fn commit(&mut self, family: Family, desk: &mut Desk) {
        let name = self.name();
        let (_, span) = self.table.take().unwrap_or_default();
        let mut staged = std::mem::take(&mut self.staged);
        if !desk.affords(whole_cost(&desk.meant), span) {
            return;
        }
        self.failed |= staged.slips.iter().any(|slip| slip.refused);
        if self.tables > MOST {
            let slip = Slip::refused(
                Span::default(),
                format!("more than {MOST} tables; the rest is left out"),
            );
            desk.slips.extend((self.tables == MOST + 1).then_some(slip));
            return;
        }
        desk.commands += staged.commands.max(1);
        desk.slips.append(&mut staged.slips);
        if !self.failed {
            exchange(&mut desk.typed, family, &name, &staged.typed);
        }
        exchange(&mut desk.meant, family, &name, &staged.meant);
    }
}

fn exchange(rules: &mut Ruleset, family: Family, table: &str, new: &Ruleset) {
    let mine = |chain: &Chain| chain.key.table == table && chain.key.family == family;
    rules.remove(mine);
    for chain in new.chains() {
        rules.ensure(&chain.key, chain.base).rules = chain.rules.clone();
    }
}

/// What is too long in a line for iptables-restore.
fn too_long(words: &[Word<'_>]) -> Option<String> {
    if words.len() > MOST_WORDS {
        return Some(format!("more than {MOST_WORDS} words in a line"));
    }
    let long = words.iter().any(|word| word.text.len() > LONGEST_WORD);
    long.then(|| format!("a word of more than {LONGEST_WORD} bytes"))
}

fn policy_named(text: &str) -> Option<Policy> {
    [Policy::Accept, Policy::Drop]
        .into_iter()
        .find(|policy| policy.name() == text)
}

/// `[packets:bytes]`.
fn is_counters(text: &str) -> bool {
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inner
        .and_then(|inner| inner.split_once(':'))
        .is_some_and(|(packets, bytes)| {
            let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
            digits(packets) && digits(bytes)
        })
}
