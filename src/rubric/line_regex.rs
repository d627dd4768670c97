//! A `/regex/` over a line of code, compiled when the first line is read: most answers hold none.

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use regex_syntax::utf8::Utf8Sequences;
use std::fmt;
use std::sync::OnceLock;

/// Largest compiled program, in bytes: some hundred times what a line of a ruleset needs.
const MAX_PROGRAM: usize = 1 << 18;
/// Deepest nesting of groups.
const MAX_NESTING: u32 = 32;
/// Most bytes that a state of a compiled program takes.
const STATE: usize = 64;

/// A regex that is known to compile.
#[derive(Debug, Clone)]
pub struct LineRegex {
    written: Box<str>,
    compiled: OnceLock<Option<Regex>>,
}

impl LineRegex {
    /// Takes a regex as written. What surely compiles is put off, the rest is compiled at once.
    ///
    /// # Errors
    /// Where it does not compile within the limits.
    pub(super) fn new(written: &str) -> Result<Self, regex::Error> {
        let compiled = if surely_compiles(written) {
            OnceLock::new()
        } else {
            OnceLock::from(Some(compile(written)?))
        };
        Ok(Self {
            written: written.into(),
            compiled,
        })
    }

    /// Whether it is found in a line.
    pub fn is_match(&self, line: &str) -> bool {
        self.compiled
            .get_or_init(|| compile(&self.written).ok())
            .as_ref()
            .is_some_and(|regex| regex.is_match(line))
    }
}

impl fmt::Display for LineRegex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

fn compile(written: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written)
        .multi_line(true)
        .size_limit(MAX_PROGRAM)
        .dfa_size_limit(MAX_PROGRAM)
        .nest_limit(MAX_NESTING)
        .build()
}

/// Whether it reads as a regex and is far too small to meet the limit.
fn surely_compiles(written: &str) -> bool {
    let mut parser = ParserBuilder::new()
        .multi_line(true)
        .nest_limit(MAX_NESTING)
        .build();
    let hir = parser.parse(written);
    hir.is_ok_and(|hir| states(&hir).saturating_mul(STATE) < MAX_PROGRAM)
}

/// No fewer states than the regex compiles to.
fn states(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Class(Class::Unicode(class)) => class
            .iter()
            .flat_map(|range| Utf8Sequences::new(range.start(), range.end()))
            .map(|sequence| sequence.len())
            .sum(),
        HirKind::Repetition(repeat) => {
            let times = repeat.max.unwrap_or(0).max(repeat.min).max(1) as usize;
            times.saturating_mul(states(&repeat.sub).saturating_add(2))
        }
        HirKind::Capture(capture) => states(&capture.sub).saturating_add(2),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts
            .iter()
            .map(states)
            .fold(2, |all, part| all.saturating_add(part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_surely_compiles_is_put_off() {
        for (written, put_off) in [
            (r"(?i)-j +(ACCEPT|DROP)\b", true),
            (r"^iptables -A \w+ -j", true),
            (r"\w\w\w\w\w", false),
            ("a{1000}b", true),
            ("(a{50}){50}", false),
        ] {
            let regex = LineRegex::new(written).expect(written);
            assert_eq!(regex.compiled.get().is_none(), put_off, "{written}");
        }
        for refused in ["(", r"\w{100}", "((a{100}){100}){100}"] {
            assert!(LineRegex::new(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_regex_matches_when_asked() {
        let regex = LineRegex::new("^b").expect("a regex");
        assert!(regex.is_match("a\nb") && !regex.is_match("ab"));
    }
}
