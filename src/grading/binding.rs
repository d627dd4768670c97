//! Which of several exclusive subjects (a state among the states) each word of a sentence is said about.

use super::mention::{
    Mention, describes, explains_backwards, in_a_row, is_compared, is_denied, is_explained,
    is_or_misspells, names,
};
use super::pointer::{listed, pointers};
use crate::rubric::SubjectGroup;
use crate::source::Span;
use crate::text::{self, Token};
use std::collections::BTreeSet;

/// For each token the index of the name it is said about.
pub(super) type Bound = Vec<Option<usize>>;

/// The names of one group, ready to find.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// The words of each form, with the index of its name.
    forms: Vec<(Vec<String>, usize)>,
    /// The first bytes of their first words.
    firsts: Vec<u8>,
}

impl Names {
    /// Reads the names of a group.
    pub(super) fn new(group: &SubjectGroup) -> Self {
        let words = |form: &String| -> Vec<String> {
            text::tokens(form, Span::new(0, form.len()))
                .into_iter()
                .filter(Token::is_word)
                .map(|t| t.norm)
                .collect()
        };
        let forms = group.names.iter().enumerate().flat_map(|(name, subject)| {
            subject
                .forms
                .iter()
                .map(move |form| (words(form), name))
                .collect::<Vec<_>>()
        });
        let forms: Vec<_> = forms.filter(|(words, _)| !words.is_empty()).collect();
        let firsts: BTreeSet<u8> = forms
            .iter()
            .filter_map(|(words, _)| words[0].as_bytes().first().copied())
            .collect();
        Self {
            forms,
            firsts: firsts.into_iter().collect(),
        }
    }

    /// The subject of each token, given the one in force before the sentence and the row of names that "the
    /// former" and "the second one" point into.
    pub(super) fn bind(
        &self,
        tokens: &[Token],
        clauses: &[u16],
        carried: Option<usize>,
        row: &[usize],
    ) -> Bound {
        let mentions = self.mentions(tokens, carried.is_some(), row);
        let defining: Vec<Mention> = mentions.iter().filter(|m| !m.listed).copied().collect();
        let mut bound = vec![if mentions.is_empty() { carried } else { None }; tokens.len()];
        match defining.as_slice() {
            [] => {}
            [only] => {
                let from = mentions
                    .iter()
                    .take_while(|m| m.start < only.start)
                    .map(|m| m.end)
                    .max()
                    .unwrap_or(0);
                bound[from..].fill(Some(only.name));
            }
            several if explains_backwards(tokens, several) => {
                let mut from = 0;
                for mention in several {
                    bound[from..mention.end].fill(Some(mention.name));
                    from = mention.end;
                }
                bound[from..].fill(several.last().map(|m| m.name));
            }
            several => {
                let mut from = 0;
                for (at, mention) in several.iter().enumerate() {
                    let to = several.get(at + 1).map_or(tokens.len(), |next| {
                        clause_start(clauses, mention.end, next.start)
                    });
                    bound[from..to].fill(Some(mention.name));
                    from = to;
                }
            }
        }
        bound
    }

    /// Whether a sentence has a name of its own; `inside` where it could take one over.
    pub(super) fn are_in(&self, tokens: &[Token], inside: bool, row: &[usize]) -> bool {
        !self.mentions(tokens, inside, row).is_empty()
    }

    /// The one name that a line is about, for a heading.
    pub(super) fn sole(&self, tokens: &[Token]) -> Option<usize> {
        let mentions = self.mentions(tokens, false, &[]);
        let loose = mentions.is_empty() && tokens.iter().filter(|t| t.is_word()).count() <= 3;
        let found = if loose {
            self.occurrences(tokens)
        } else {
            mentions
        };
        match found.as_slice() {
            [only] => Some(only.name),
            _ => None,
        }
    }

    /// Whether a form begins with the same letter as a token; a slip of the pen keeps it.
    fn may_begin(&self, token: &Token) -> bool {
        let first = token.norm.as_bytes().first();
        self.firsts.iter().any(|known| Some(known) == first)
    }

    fn occurrences(&self, tokens: &[Token]) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if !self.may_begin(&tokens[at]) {
                at += 1;
                continue;
            }
            let longest = self
                .forms
                .iter()
                .filter(|(words, _)| {
                    words.len() <= tokens.len() - at
                        && words
                            .iter()
                            .zip(&tokens[at..])
                            .all(|(word, token)| is_or_misspells(&token.norm, word))
                })
                .max_by_key(|(words, _)| words.len());
            match longest {
                Some((words, name)) => {
                    out.push(Mention {
                        start: at,
                        end: at + words.len(),
                        name: *name,
                        listed: false,
                    });
                    at += words.len();
                }
                None => at += 1,
            }
        }
        out
    }

    /// The names that stand in a row in a sentence, for a later "the former".
    pub(super) fn row(&self, tokens: &[Token]) -> Vec<usize> {
        listed(&self.named(tokens, false))
    }

    fn mentions(&self, tokens: &[Token], inside: bool, row: &[usize]) -> Vec<Mention> {
        let mut out = self.named(tokens, inside);
        let own = listed(&out);
        let row = if own.len() > 1 { &own } else { row };
        let pointed = pointers(tokens, row);
        if !pointed.is_empty() {
            out.extend(pointed);
            out.sort_by_key(|m| m.start);
        }
        out
    }

    /// The names of a sentence that stand for their subjects.
    fn named(&self, tokens: &[Token], inside: bool) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        let found = self.occurrences(tokens);
        let several = inside || found.iter().any(|m| m.name != found[0].name);
        for found in found {
            if names(tokens, found)
                && !is_denied(tokens, found)
                && !(several && is_compared(tokens, found))
                && !(describes(tokens, found) && (inside || !out.is_empty()))
            {
                out.push(found);
            }
        }
        for at in 1..out.len() {
            if in_a_row(tokens, out[at - 1], out[at]) {
                out[at - 1].listed = true;
                out[at].listed = !is_explained(tokens, out[at]);
            }
        }
        out
    }
}

/// Where the clause that holds `to` begins, not before `from`.
fn clause_start(clauses: &[u16], from: usize, to: usize) -> usize {
    let clause = clauses[to];
    let start = clauses.partition_point(|&c| c < clause);
    if start > from { start } else { to }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::SubjectName;

    fn colours() -> Names {
        let name = |name: &str, form: &str| SubjectName {
            name: name.into(),
            forms: vec![form.into()],
            span: Span::default(),
        };
        Names::new(&SubjectGroup {
            name: "colour".into(),
            names: vec![name("RED", "red"), name("BLUE", "blue")],
        })
    }

    fn about(sentence: &str, word: &str) -> Option<usize> {
        let tokens = text::tokens(sentence, Span::new(0, sentence.len()));
        let bound = colours().bind(&tokens, &text::clauses(&tokens), None, &[]);
        bound[tokens.iter().position(|t| t.norm == word).expect(word)]
    }

    #[test]
    fn words_are_said_about_the_name_that_governs_them() {
        for (sentence, word, expected) in [
            ("RED is warm, BLUE is cold", "warm", Some(0)),
            ("RED is warm, BLUE is cold", "cold", Some(1)),
            ("red: warm; blue: cold", "warm", Some(0)),
            ("red: warm; blue: cold", "cold", Some(1)),
            ("What is warm is RED, what is cold is BLUE", "cold", Some(1)),
            ("What is warm is RED, what is cold is BLUE", "warm", Some(0)),
            ("RED, BLUE are warm", "warm", None),
            ("a red apple is warm", "warm", None),
            ("warm things are called red", "warm", Some(0)),
            ("RED is warmer than a BLUE lamp", "warmer", Some(0)),
            ("RED is warmer than a BLUE lamp", "lamp", Some(0)),
            ("nothing is warm", "warm", None),
            ("RED is warm, a BLUE lamp is cold", "cold", Some(1)),
            ("Unlike BLUE, RED is warm", "warm", Some(0)),
            ("In contrast to BLUE, RED is warm", "warm", Some(0)),
            ("A lamp is not RED unless it is warm", "warm", Some(0)),
            (
                "There are RED and BLUE: the former is warm, the latter cold",
                "warm",
                Some(0),
            ),
            (
                "There are RED and BLUE: the former is warm, the latter is cold",
                "cold",
                Some(1),
            ),
            ("RED and BLUE exist, the first lamp is warm", "warm", None),
        ] {
            assert_eq!(about(sentence, word), expected, "{sentence} / {word}");
        }
    }
}
