//! A place in the tokens, and what is wrong so far.

use super::lex::Token;
use crate::netfilter::slip::Slip;
use crate::source::Span;
use std::collections::HashMap;

/// Reads tokens one after another.
pub(super) struct Cursor<'t> {
    tokens: &'t [Token],
    pub(super) at: usize,
    pub(super) slips: Vec<Slip>,
    /// Values of `define`, and of shell variables.
    pub(super) defines: HashMap<String, Vec<Token>>,
    /// Elements of named sets.
    pub(super) sets: HashMap<String, Vec<String>>,
    last: Span,
}

impl<'t> Cursor<'t> {
    /// A cursor before the first token.
    pub(super) fn new(tokens: &'t [Token], variables: &[(String, String)]) -> Self {
        let defines = variables.iter().map(|(name, value)| {
            let tokens = super::lex::tokens(value, 0);
            (name.clone(), tokens)
        });
        Self {
            tokens,
            at: 0,
            slips: Vec::new(),
            defines: defines.collect(),
            sets: HashMap::new(),
            last: Span::default(),
        }
    }

    /// The next token, untaken.
    pub(super) fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    /// The token `n` places on.
    pub(super) fn ahead(&self, n: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + n)
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
            let value = self.defines.get(name).and_then(|value| value.first());
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
