//! One command as written: what it does to which chain, and the rule it carries.

use crate::netfilter::model::{Family, Match, Policy, Target, Test};
use crate::netfilter::shell::Word;
use crate::netfilter::slip::{Slip, nearest};
use crate::source::Span;

/// What a command does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verb {
    Append,
    Insert(usize),
    Delete(Option<usize>),
    Replace(usize),
    Check,
    Policy(Policy),
    New,
    DeleteChain,
    Flush,
    Zero,
    Rename(String),
    List,
    ListRules,
}

/// The target of a rule before it is known whether its name is a chain's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The name as written.
    pub(super) name: String,
    /// Where.
    pub(super) span: Span,
    /// `-g` instead of `-j`.
    pub(super) goto: bool,
}

/// A command read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    /// iptables or ip6tables.
    pub(super) family: Family,
    /// The table, with its place where it is given.
    pub(super) table: (String, Option<Span>),
    /// What it does.
    pub(super) verb: Verb,
    /// To which chain.
    pub(super) chain: Option<(String, Span)>,
    /// Tests of its rule.
    pub(super) matches: Vec<Match>,
    /// Tests that the tool takes literally although something else was meant, by their number.
    pub(super) literal: Vec<(usize, Test)>,
    /// What else of its words `-D` must repeat.
    pub(super) details: String,
    /// Name of the target.
    pub(super) target: Option<Named>,
    /// The target itself, where its name is no chain's.
    pub(super) action: Option<Target>,
    /// Where it stands.
    pub(super) span: Span,
}

/// Which program a command runs: its family, how many of its words that takes, and a slip in the name.
/// None where it is neither iptables nor something that plainly stands for it.
pub(in crate::netfilter) fn program(words: &[Word<'_>]) -> Option<(Family, usize, Option<Slip>)> {
    let first = words.first()?;
    let name = first.text.rsplit('/').next().unwrap_or_default();
    match name {
        "iptables" => return Some((Family::V4, 1, None)),
        "ip6tables" => return Some((Family::V6, 1, None)),
        _ => {}
    }
    let option = |word: &Word| word.text.starts_with(['-', '–', '—', '−', '!']);
    let has_option = words.get(1).is_some_and(option);
    let plain = name.to_ascii_lowercase();
    let plain = plain.trim_end_matches("-nft").trim_end_matches("-legacy");
    match plain {
        "iptables" if name.starts_with("iptables") => return Some((Family::V4, 1, None)),
        "ip6tables" if name.starts_with("ip6tables") => return Some((Family::V6, 1, None)),
        // a variable or function that is never set, named for what it stands for
        "ipt" | "ipt4" | "iptables" | "ipt_cmd" | "iptables_cmd" | "fw" if has_option => {
            return Some((Family::V4, 1, None));
        }
        "ipt6" | "ip6t" | "ip6tables" if has_option => return Some((Family::V6, 1, None)),
        _ => {}
    }
    if name.starts_with('-') && option(first) && is_verb(name) {
        return Some((Family::V4, 0, None));
    }
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return None; // `iptables,` is a word of a sentence
    }
    let near = nearest(name, ["iptables", "ip6tables"]).filter(|_| has_option && name.len() > 4)?;
    let slip =
        Slip::refused(first.span, format!("no program '{name}'")).mend(format!("write {near}"));
    let family = if near == "iptables" {
        Family::V4
    } else {
        Family::V6
    };
    Some((family, 1, Some(slip)))
}

/// Whether a word is a command option, as lines of `iptables -S` begin.
fn is_verb(text: &str) -> bool {
    matches!(
        text,
        "-A" | "-I" | "-P" | "-N" | "-D" | "-F" | "-X" | "-t" | "--append" | "--policy"
    )
}

/// How many words stand before the program: `sudo -E`, `exec`.
pub(in crate::netfilter) fn strip_prefix_words(words: &[Word<'_>]) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        match word.text.as_ref() {
            "sudo" | "doas" | "exec" | "command" | "run" | "run0" => {
                at += 1;
                while words.get(at).is_some_and(|word| {
                    matches!(word.text.as_ref(), "-E" | "-n" | "-H" | "-S" | "--")
                }) {
                    at += 1;
                }
            }
            "#" | "$" | ">" | "%" => at += 1,
            _ => return at,
        }
    }
    at
}
