//! Variables: what they hold, and words with them filled in.

use super::lex::{Piece, RawWord, Word};
use std::borrow::Cow;
use std::collections::HashMap;

/// Most bytes that a word may grow to.
const LONGEST: usize = 4096;

/// Variables with their values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variables {
    values: HashMap<String, String>,
}

impl Variables {
    /// Gives a variable a value.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        self.values.insert(name.to_owned(), value);
    }

    /// Its value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// All names and values.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The word as one text. A variable without a value gives its own name: an answer that writes `$LAN` and never
    /// sets it means the inside interface, whatever it is called.
    pub(crate) fn text<'t>(&self, word: &RawWord<'t>) -> Cow<'t, str> {
        if let Some(Piece::Text(only)) = &word.first
            && word.more.is_empty()
            && only.len() <= LONGEST
        {
            return only.clone();
        }
        let mut text = String::new();
        for piece in word.pieces() {
            let part = match piece {
                Piece::Text(part) => part.as_ref(),
                Piece::Variable(name, _) => self.get(name).unwrap_or(name),
            };
            if text.len() + part.len() <= LONGEST {
                text.push_str(part);
            }
        }
        text.into()
    }

    /// Adds the words that a word becomes: a value with blanks falls apart unless it is quoted.
    pub(crate) fn expand<'t>(
        &self,
        word: &RawWord<'t>,
        arguments: &[Word<'t>],
        out: &mut Vec<Word<'t>>,
    ) {
        if let Some(Piece::Variable(name, quoted)) = &word.first
            && word.more.is_empty()
        {
            if matches!(*name, "@" | "*") {
                return out.extend_from_slice(arguments);
            }
            if let Some(argument) = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) {
                return out.extend(arguments.get(argument).cloned());
            }
            let value = self.get(name).unwrap_or(name);
            let apart = value.is_empty() || value.contains(char::is_whitespace);
            if !quoted && apart && !value.contains("$(") {
                let part = |part: &str| Word {
                    text: part.to_owned().into(),
                    span: word.span,
                };
                return out.extend(value.split_whitespace().map(part));
            }
        }
        out.push(Word {
            text: self.text(word),
            span: word.span,
        });
    }
}
