//! The rules as they grow, command by command: as typed and as meant.

use super::apply::{Refusal, apply, cost};
use super::command::program;
use super::parser;
use super::reach::Reach;
use super::resolve::resolve;
use crate::netfilter::model::{Family, Ruleset};
use crate::netfilter::shell::Word;
use crate::netfilter::slip::Slip;
use crate::source::Span;

/// Most rules, chains and tests that commands may look through or move, all together.
const MOST: usize = 50_000_000;

/// Both sets of rules and what was wrong on the way.
#[derive(Debug, Default)]
pub(in crate::netfilter) struct Desk {
    /// What the machine holds after the commands that the tool takes.
    pub(in crate::netfilter) typed: Ruleset,
    /// What it would hold if each command did what was plainly meant.
    pub(in crate::netfilter) meant: Ruleset,
    /// Everything wrong, in the order of reading.
    pub(in crate::netfilter) slips: Vec<Slip>,
    /// Commands that were read.
    pub(in crate::netfilter) commands: usize,
    /// How many rules, chains and tests were looked through or moved.
    spent: usize,
    /// How the chains as typed hang.
    reach: Reach,
}

impl Desk {
    /// Reads one statement; false where it runs no iptables.
    pub(in crate::netfilter) fn statement(&mut self, words: &[Word<'_>]) -> bool {
        let Some((family, used, slip)) = program(words) else {
            return false;
        };
        let words = &words[used..];
        if let Some(word) = other_family(family, words) {
            let slip = Slip::refused(word.span, format!("{} is for the other program", word.text));
            self.slips
                .push(slip.mend("iptables is for IPv4, ip6tables for IPv6"));
            self.commands += 1;
        } else {
            self.command(family, "filter", words, slip);
        }
        true
    }

    /// Whether so much may still be looked through or moved; where not, the tool would, but this reader does not.
    pub(super) fn affords(&mut self, cost: usize, span: Span) -> bool {
        self.spent = self.spent.saturating_add(cost);
        if self.spent > MOST {
            let what = "too much is searched for in these rules: this is left out";
            self.slips.push(Slip::unnoticed(span, what));
        }
        self.spent <= MOST
    }

    /// Reads the words behind the program's name.
    pub(super) fn command(
        &mut self,
        family: Family,
        table: &str,
        words: &[Word<'_>],
        slip: Option<Slip>,
    ) {
        self.commands += 1;
        let (command, found) = parser::command(family, table, words);
        let mut slips: Vec<Slip> = slip.into_iter().chain(found).collect();
        if let Some(mut command) = command {
            let action = command.action.clone();
            resolve(&mut command, (&self.typed, &self.meant), &mut slips);
            if !self.affords(cost(&command, &self.meant), command.span) {
                return;
            }
            apply(&mut self.meant, command.clone(), None);
            // where nothing is refused, only a jump to a chain has been resolved
            command.action = action;
            if !slips.iter().any(|slip| slip.refused)
                && let Some(Refusal { span, what, mend }) =
                    apply_typed(&mut self.typed, command, &mut self.reach)
            {
                let slip = Slip::refused(span, what);
                slips.push(match mend {
                    Some(mend) => slip.mend(mend),
                    None => slip,
                });
            }
        }
        self.slips.append(&mut slips);
    }
}

/// Applies a command as the tool does: what it takes literally stays literal.
fn apply_typed(
    rules: &mut Ruleset,
    mut command: super::command::Command,
    reach: &mut Reach,
) -> Option<Refusal> {
    for (at, test) in std::mem::take(&mut command.literal) {
        if let Some(found) = command.matches.get_mut(at) {
            // `! -i` stays; a '!' inside the name is part of the name for the tool
            let inside = matches!(&test, crate::netfilter::model::Test::In(names) | crate::netfilter::model::Test::Out(names)
                if names.0.iter().any(|name| name.starts_with('!')));
            found.negated ^= inside;
            found.test = test;
        }
    }
    apply(rules, command, Some(reach))
}

/// The word that makes a line one of the other family's. A restore passes such lines over.
pub(super) fn other_family<'w>(family: Family, words: &'w [Word<'_>]) -> Option<&'w Word<'w>> {
    let other = if family == Family::V4 {
        ["-6", "--ipv6"]
    } else {
        ["-4", "--ipv4"]
    };
    words
        .iter()
        .find(|word| other.contains(&word.text.as_ref()))
}
