//! A place in the tokens, and what is wrong so far.

use super::lex::Token;
use crate::netfilter::model::{ChainKey, Family, NamedSets};
use crate::netfilter::slip::Slip;
use crate::source::Span;
use std::collections::HashMap;

/// What names stand for.
pub(in crate::netfilter) type Defines = HashMap<String, Vec<Token>>;

/// Most elements that variables and sets may put into lists in one reading.
const MOST: usize = 250_000;

/// The values of shell variables as nft reads them.
pub(in crate::netfilter) fn defines<'v>(
    variables: impl Iterator<Item = (&'v str, &'v str)>,
) -> Defines {
    let read = |(name, value): (&str, &str)| (name.to_owned(), super::lex::tokens(value, 0));
    variables.map(read).collect()
}

/// Reads tokens one after another.
pub(super) struct Cursor<'t> {
    tokens: &'t [Token],
    pub(super) at: usize,
    pub(super) slips: Vec<Slip>,
    /// Values of `define`.
    pub(super) defines: Defines,
    /// Values of shell variables.
    variables: &'t Defines,
    /// Named sets and maps.
    pub(super) sets: NamedSets,
    /// The table at hand: its family and name.
    pub(super) table: (Family, String),
    /// Chains that jumps lead to.
    pub(super) jumps: Vec<(ChainKey, Span)>,
    last: Span,
    /// What is left of `MOST`.
    spare: usize,
}

impl<'t> Cursor<'t> {
    /// A cursor before the first token.
    pub(super) fn new(tokens: &'t [Token], variables: &'t Defines) -> Self {
        Self {
            tokens,
            at: 0,
            slips: Vec::new(),
            defines: Defines::new(),
            variables,
            sets: NamedSets::new(),
            table: (Family::V4, String::new()),
            jumps: Vec::new(),
            last: Span::default(),
            spare: MOST,
        }
    }

    /// What a name stands for.
    pub(super) fn value(&self, name: &str) -> Option<&Vec<Token>> {
        self.defines.get(name).or_else(|| self.variables.get(name))
    }

    /// Whether so much may still be put in where a name or a map stands; where not, nft could, but this reader does not.
    pub(super) fn affords(&mut self, more: usize, span: Span) -> bool {
        let left = self.spare.checked_sub(more);
        if left.is_none() {
            let what = "names and maps stand for too much: this is left out";
            self.slips.push(Slip::unnoticed(span, what));
        }
        self.spare = left.unwrap_or(self.spare);
        left.is_some()
    }

    /// The next token, untaken.
    pub(super) fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    /// The token `n` places on.
    pub(super) fn ahead(&self, n: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + n)
    }

    /// The text of the token `n` places on, empty behind the end.
    pub(super) fn text(&self, n: usize) -> &'t str {
        self.ahead(n).map_or("", |token| token.text.as_str())
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Option<&'t Token> {
        let token = self.peek()?;
        self.at += 1;
        self.last = token.span;
        Some(token)
    }

    /// Whether the next token is this one.
    pub(super) fn is(&self, text: &str) -> bool {
        self.peek().is_some_and(|token| token.is(text))
    }

    /// Takes the next token if it is this one.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.is(text);
        if found {
            let _ = self.next();
        }
        found
    }

    /// Where the next token stands, or the last one behind the end.
    pub(super) fn span(&self) -> Span {
        self.peek().map_or(self.last, |token| token.span)
    }

    /// Whether a statement ends here.
    pub(super) fn at_end(&self) -> bool {
        self.peek()
            .is_none_or(|token| token.is(";") || token.is("}"))
    }

    /// Passes over the rest of the statement, braces and all.
    pub(super) fn skip_statement(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            if depth == 0 && (token.is(";") || token.is("}")) {
                return;
            }
            if token.is("{") {
                depth += 1;
            } else if token.is("}") {
                depth -= 1;
            }
            let _ = self.next();
        }
    }

    /// The key of a set or chain in the table at hand.
    pub(super) fn key(&self, name: &str) -> ChainKey {
        ChainKey::new(self.table.0, self.table.1.clone(), name)
    }

    /// Notes what nft refuses.
    pub(super) fn refuse(&mut self, span: Span, what: impl Into<String>) {
        self.slips.push(Slip::refused(span, what));
    }

    /// Notes what nft refuses, with its mend.
    pub(super) fn refuse_with(&mut self, span: Span, what: impl Into<String>, mend: &str) {
        self.slips.push(Slip::refused(span, what).mend(mend));
    }

    /// The next word, variables filled in by their first word.
    pub(super) fn word(&mut self) -> Option<Token> {
        let token = self.next()?;
        if let Some(name) = token.text.strip_prefix('$').filter(|_| !token.quoted) {
            let value = self.value(name).and_then(|value| value.first());
            let text = value.map_or_else(|| name.to_owned(), |value| value.text.clone());
            return Some(Token {
                text,
                quoted: token.quoted,
                span: token.span,
            });
        }
        Some(token.clone())
    }
}
