//! Reads forms and wordings as written.

use super::lexicon::Polarity;
use crate::source::Span;
use crate::text::{self, Token};

/// Words that `...` may stand for at most.
pub(super) const GAP: u8 = 4;
/// Most elements of a phrase; bounds the cost of a match.
const MAX_ELEMENTS: usize = 16;
/// Deepest nesting of `( … )`.
const MAX_DEPTH: usize = 4;

/// Why a wording does not compile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct PatternError {
    /// Byte offset in the wording.
    pub at: usize,
    /// What is wrong, lower case, no full stop.
    pub what: String,
    /// How to mend it.
    pub mend: Option<String>,
}

impl PatternError {
    pub(super) fn new(at: usize, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            at,
            what: what.into(),
            mend: Some(mend.into()),
        }
    }
}

/// A phrase as written.
pub(super) type Phrase = Vec<Element>;

/// One element of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    /// A word with its inflections.
    Word(String),
    /// Any word that begins so.
    Prefix(String),
    /// One of several phrases.
    Any(Vec<Phrase>),
    /// Up to so many words.
    Gap(u8),
    /// A concept, with the place of its name.
    Concept(String, usize),
    /// May be there or not.
    Optional(Box<Element>),
}

/// An item of a wording as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawItem {
    pub(super) polarity: Polarity,
    pub(super) phrase: Phrase,
}

/// A wording as written: how many sentences it may span, and its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawWording {
    pub(super) reach: usize,
    pub(super) items: Vec<RawItem>,
}

/// Reads `within 2: <a> & not <b>`.
pub(super) fn wording(text: &str) -> Result<RawWording, PatternError> {
    let (reach, body) = match text.split_once(':') {
        Some((head, _)) if head.trim_start().starts_with("within ") => {
            (reach(head)?, head.len() + 1)
        }
        _ => (1, 0),
    };
    let mut items = Vec::new();
    let mut at = body;
    for piece in text[body..].split('&') {
        items.push(item(piece, at)?);
        at += piece.len() + 1;
    }
    if items.iter().all(|item| item.polarity == Polarity::Absent) {
        return Err(PatternError::new(
            body,
            "nothing in it must be said",
            "add an item without `without`",
        ));
    }
    Ok(RawWording { reach, items })
}

/// The items of a wording that was read, as they were written.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let body = match text.split_once(':') {
        Some((head, body)) if head.trim_start().starts_with("within ") => body,
        _ => text,
    };
    body.split('&').map(str::trim)
}

fn reach(head: &str) -> Result<usize, PatternError> {
    let number = head.trim().trim_start_matches("within").trim();
    number
        .parse()
        .ok()
        .filter(|n| (1..=5).contains(n))
        .ok_or_else(|| {
            PatternError::new(
                0,
                format!("'within {number}' is no number of sentences"),
                "write `within 1:` to `within 5:`",
            )
        })
}

fn item(piece: &str, at: usize) -> Result<RawItem, PatternError> {
    let body = piece.trim_start();
    let mut start = at + (piece.len() - body.len());
    let (polarity, rest) = [
        ("not ", Polarity::Denied),
        ("any ", Polarity::Either),
        ("without ", Polarity::Absent),
    ]
    .into_iter()
    .find_map(|(word, polarity)| body.strip_prefix(word).map(|rest| (polarity, rest)))
    .unwrap_or((Polarity::Affirmed, body));
    start += body.len() - rest.len();
    Ok(RawItem {
        polarity,
        phrase: phrase(rest, start)?,
    })
}

/// Reads a phrase; `at` is its place in the wording, for errors.
pub(super) fn phrase(text: &str, at: usize) -> Result<Phrase, PatternError> {
    let mut parser = Parser {
        text,
        at: 0,
        base: at,
        depth: 0,
    };
    let phrase = parser.sequence()?;
    if parser.at < text.len() {
        return Err(parser.error("')' closes nothing", "remove it or open a group before it"));
    }
    Ok(phrase)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    base: usize,
    depth: usize,
}

impl Parser<'_> {
    fn error(&self, what: &str, mend: &str) -> PatternError {
        PatternError::new(self.base + self.at, what, mend)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn sequence(&mut self) -> Result<Phrase, PatternError> {
        let start = self.at;
        let mut out: Phrase = Vec::new();
        while let Some(c) = self.peek() {
            match c {
                ' ' => self.at += 1,
                '|' | ')' => break,
                '?' => self.optional(&mut out)?,
                _ => self.element(c, &mut out)?,
            }
        }
        let says = |element: &Element| !matches!(element, Element::Gap(_) | Element::Optional(_));
        if !out.iter().any(says) {
            self.at = start;
            return Err(self.error("a phrase without a word", "write the words that count"));
        }
        if matches!(out.first(), Some(Element::Gap(_) | Element::Optional(_)))
            || matches!(out.last(), Some(Element::Gap(_)))
        {
            self.at = start;
            return Err(self.error(
                "a phrase must begin with a word and may not end in '...'",
                "remove the gap or the '?' there",
            ));
        }
        if out.len() > MAX_ELEMENTS {
            self.at = start;
            return Err(self.error(
                "a phrase of more than 16 elements",
                "split it into two items joined by '&'",
            ));
        }
        Ok(out)
    }

    fn optional(&mut self, out: &mut Phrase) -> Result<(), PatternError> {
        let Some(last) = out
            .pop()
            .filter(|e| !matches!(e, Element::Gap(_) | Element::Optional(_)))
        else {
            return Err(self.error(
                "'?' has no word before it",
                "write it right behind a word: `server?`",
            ));
        };
        self.at += 1;
        out.push(Element::Optional(Box::new(last)));
        Ok(())
    }

    fn element(&mut self, c: char, out: &mut Phrase) -> Result<(), PatternError> {
        match c {
            '<' => out.push(self.concept()?),
            '(' => out.push(self.group()?),
            '.' if self.text[self.at..].starts_with("...") => {
                self.at += 3;
                out.push(Element::Gap(GAP));
            }
            _ => self.word(out)?,
        }
        Ok(())
    }

    fn concept(&mut self) -> Result<Element, PatternError> {
        let start = self.at + 1;
        let Some(len) = self.text[start..].find('>') else {
            return Err(self.error("'<' is not closed", "write the concept's name as `<name>`"));
        };
        self.at = start + len + 1;
        Ok(Element::Concept(
            self.text[start..start + len].trim().to_owned(),
            self.base + start,
        ))
    }

    fn group(&mut self) -> Result<Element, PatternError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(
                "groups nested too deeply",
                "make a concept of the inner one",
            ));
        }
        let open = self.at;
        self.depth += 1;
        let mut options = Vec::new();
        loop {
            self.at += 1;
            options.push(self.sequence()?);
            match self.peek() {
                Some('|') => {}
                Some(')') => break,
                _ => {
                    self.at = open;
                    return Err(self.error("'(' is not closed", "add ')'"));
                }
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(Element::Any(options))
    }

    fn word(&mut self, out: &mut Phrase) -> Result<(), PatternError> {
        let rest = &self.text[self.at..];
        let len = rest
            .find([' ', '|', ')', '(', '<', '?', '*'])
            .unwrap_or(rest.len());
        let prefix = rest[len..].starts_with('*');
        let tokens = text::tokens(rest, Span::new(0, len)).into_iter();
        let mut words: Vec<String> = tokens.filter(Token::is_word).map(|t| t.norm).collect();
        let Some(last) = words.pop() else {
            return Err(self.error("no word here", "write words, `<concept>`, `(a|b)` or `...`"));
        };
        if prefix && last.chars().count() < 3 {
            return Err(self.error(
                "a beginning of less than 3 letters matches too much",
                "write more of the word before '*'",
            ));
        }
        self.at += len + usize::from(prefix);
        out.extend(words.into_iter().map(Element::Word));
        out.push(if prefix {
            Element::Prefix(last)
        } else {
            Element::Word(last)
        });
        Ok(())
    }
}
