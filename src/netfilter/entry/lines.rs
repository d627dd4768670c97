//! Entries in what people paste: lines joined, prompts and what tools say around them passed over.

use super::names::{BRACKETS, TUPLE, is_field, number};
use super::words::{Word, words};
use crate::source::Span;

/// Programs whose command line stands above their output when a terminal is pasted.
const PROGRAMS: [&str; 16] = [
    "conntrack",
    "cat",
    "zcat",
    "grep",
    "egrep",
    "zgrep",
    "head",
    "tail",
    "less",
    "watch",
    "sudo",
    "doas",
    "ip",
    "nsenter",
    "docker",
    "kubectl",
];

/// The places of the entries in a text, in their order, each over all its lines; also of lines that ought to be one.
/// In Markdown only code is meant for entries, and what is told so outside it.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> {
    let markdown = text.lines().any(is_fence);
    let (mut fenced, mut joins) = (false, false);
    let mut open: Option<Span> = None;
    let mut physical = physical(text);
    std::iter::from_fn(move || {
        for (line, start) in physical.by_ref() {
            let (at, held) = held(line);
            let fence = is_fence(line);
            fenced ^= fence;
            let goes_on = !fence && !held.is_empty() && (joins || continues(held));
            joins = held.ends_with('\\');
            let span = Span::new(start + at, start + at + held.len());
            if goes_on && let Some(open) = &mut open {
                open.end = span.end;
                continue;
            }
            let told = !fence && is_told(held, markdown, fenced);
            if let Some(ready) = std::mem::replace(&mut open, told.then_some(span)) {
                return Some(ready);
            }
        }
        open.take()
    })
}

/// Lines as they stand, each with its place.
fn physical(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (line, start)
    })
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '\t']);
    line.starts_with("```") || line.starts_with("~~~")
}

/// What a line holds behind quotation marks, a bullet and code marks, and where in the line that begins.
fn held(line: &str) -> (usize, &str) {
    let quoted = |c: char| c.is_whitespace() || matches!(c, '>' | '\u{feff}');
    let mut rest = line.trim_start_matches(quoted);
    if let Some(bullet) = rest.strip_prefix(['-', '*', '•'])
        && bullet.starts_with(' ')
    {
        rest = bullet.trim_start();
    }
    rest = rest.trim_start_matches('`');
    let at = line.len() - rest.len();
    (at, rest.trim_end().trim_end_matches('`').trim_end())
}

/// Whether a line begins within an entry, so that it belongs to the one before.
fn continues(held: &str) -> bool {
    let Some(word) = all_words(held).next() else {
        return false;
    };
    let flag = word
        .bracketed()
        .is_some_and(|flag| BRACKETS.contains(&flag));
    flag || word.field().is_some_and(|(name, _)| is_field(name))
}

/// Whether a line tells an entry, or ought to.
fn is_told(held: &str, markdown: bool, fenced: bool) -> bool {
    if is_command(held) {
        return false;
    }
    match (markdown, fenced) {
        (false, _) => true,
        (true, true) => has_tuple(held) || has_protocol(held),
        (true, false) => has_tuple(held) && has_protocol(held),
    }
}

fn has_tuple(held: &str) -> bool {
    let fields = all_words(held).filter_map(Word::field);
    fields
        .into_iter()
        .any(|(name, _)| TUPLE[..2].contains(&name))
}

/// Whether a protocol with its number stands near the beginning.
fn has_protocol(held: &str) -> bool {
    const HEAD: usize = 8;
    let next = all_words(held).skip(1);
    all_words(held).zip(next).take(HEAD).any(|(name, digits)| {
        let digits: Option<u8> = digits.text.parse().ok();
        digits.is_some() && (name.text == "unknown" || number(name.text) == digits)
    })
}

fn all_words(held: &str) -> impl Iterator<Item = Word<'_>> {
    words(held, Span::new(0, held.len()))
}

/// Whether a line is empty, a prompt with a command, a remark, or what a tool says about its output.
fn is_command(held: &str) -> bool {
    let held = held.strip_prefix("^C").unwrap_or(held);
    let first = held.split_whitespace().next().unwrap_or_default();
    let prompt = held.starts_with(['$', '#', '%']) || first.contains('@') && !first.contains('=');
    let program = first.rsplit('/').next().unwrap_or_default();
    first.is_empty() || prompt || PROGRAMS.contains(&program)
}
