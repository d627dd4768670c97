//! Which of several exclusive subjects (a state among the states) each word of a sentence is said about.

use crate::rubric::SubjectGroup;
use crate::source::Span;
use crate::text::{self, Kind, Shape, Token};
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

/// A place where a name stands for its subject.
#[derive(Debug, Clone, Copy)]
struct Mention {
    start: usize,
    end: usize,
    name: usize,
    /// One of several in a row, which define nothing.
    listed: bool,
}

/// Words behind a name that say it is being explained.
const EXPLAINS: &[&str] = &[
    "is",
    "means",
    "mean",
    "when",
    "if",
    "says",
    "describes",
    "applies",
    "for",
    "was",
    "are",
    "would",
    "stands",
    "once",
    "as",
    "begins",
    "starts",
    "covers",
    "refers",
    "happens",
    "state",
    "marks",
    "denotes",
    "represents",
    "it",
    "until",
    "from",
    "without",
    "only",
    "not",
];
/// Words before a name that say it is a name.
const NAMES: &[&str] = &[
    "state",
    "called",
    "as",
    "marked",
    "labelled",
    "labeled",
    "status",
    "becomes",
    "named",
    "considered",
    "classified",
];
/// Words before a name that only describe another thing with it.
const ARTICLES: &[&str] = &[
    "a", "an", "the", "any", "existing", "already", "one", "each", "every",
];
/// Most words behind the last name of a sentence that lets names explain what precedes them.
const TAIL: usize = 1;
/// Words before a name that only hold it against another.
const COMPARES: &[&str] = &["unlike", "like", "versus", "vs", "than"];
/// The same, where the word before them compares: "in contrast to", "compared with".
const COMPARING: &[&str] = &[
    "contrast",
    "contrary",
    "compared",
    "opposed",
    "similar",
    "opposite",
    "different",
    "other",
    "instead",
    "differently",
    "comparison",
    "analogous",
    "rather",
];
/// Words that point into a list of names, with the place they point to; `None` is the last.
const POINTERS: &[(&str, Option<usize>)] = &[
    ("former", Some(0)),
    ("first", Some(0)),
    ("1st", Some(0)),
    ("second", Some(1)),
    ("2nd", Some(1)),
    ("third", Some(2)),
    ("3rd", Some(2)),
    ("fourth", Some(3)),
    ("4th", Some(3)),
    ("latter", None),
    ("last", None),
];

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

/// Whether a word is a name or a slip of the pen for it.
fn is_or_misspells(written: &str, name: &str) -> bool {
    const LONG: usize = 7;
    let close = name.len() >= LONG
        && written.len().abs_diff(name.len()) <= 2
        && written.as_bytes().first() == name.as_bytes().first();
    written == name
        || (close && !name.starts_with(written) && strsim::osa_distance(written, name) <= 2)
}

/// Whether the word stands there as a name and not as an ordinary word.
fn names(tokens: &[Token], found: Mention) -> bool {
    let before = found.start.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(found.end);
    if tokens[found.start].shape == Shape::Upper {
        return true;
    }
    let marked =
        |t: Option<&Token>, marks: &[char]| t.is_some_and(|t| marks.iter().any(|&m| t.is_mark(m)));
    if marked(before, &['`', '"', '*', '[']) && marked(after, &['`', '"', '*', ']']) {
        return true;
    }
    let word_before = before.filter(|t| t.is_word()).map(|t| t.norm.as_str());
    if word_before.is_some_and(|word| NAMES.contains(&word)) {
        return true;
    }
    let defined = |word: &str| matches!(word, "when" | "if" | "means" | "mean");
    let after_word = |by: usize| tokens.get(found.end + by).map_or("", |t| t.norm.as_str());
    if defined(after_word(0))
        || (after_word(0) == "is"
            && (defined(after_word(1)) || matches!(after_word(1), "a" | "the")))
    {
        return true;
    }
    let opens = before.is_none_or(|t| matches!(t.kind, Kind::Mark(_)));
    let explained = marked(after, &[':', '=', '-', '>', '|', '('])
        || after.is_none_or(|t| stands_apart(&tokens[found.end - 1], t))
        || (found.start == 0 && marked(after, &[',']))
        || after.is_some_and(|t| EXPLAINS.contains(&t.norm.as_str()));
    opens && explained
}

/// Whether two words stand in columns: two blanks or a tab between them.
fn stands_apart(before: &Token, after: &Token) -> bool {
    after.span.start >= before.span.end + 2
}

/// "is not ESTABLISHED", "never NEW": what it is not, is not what it is about; but "is not ESTABLISHED until …" is.
fn is_denied(tokens: &[Token], found: Mention) -> bool {
    let before = found
        .start
        .checked_sub(1)
        .map(|at| tokens[at].norm.as_str());
    let after = tokens.get(found.end).map(|t| t.norm.as_str());
    matches!(before, Some("not" | "never")) && !matches!(after, Some("unless" | "until" | "before"))
}

/// "unlike NEW, …", "in contrast to NEW": the name is held against the one that is meant.
fn is_compared(tokens: &[Token], found: Mention) -> bool {
    let before = |by: usize| {
        found
            .start
            .checked_sub(by)
            .map(|at| tokens[at].norm.as_str())
    };
    let preposition = matches!(before(1), Some("to" | "with" | "from" | "of" | "than"));
    before(1).is_some_and(|word| COMPARES.contains(&word))
        || (preposition && before(2).is_some_and(|word| COMPARING.contains(&word)))
}

/// The names that stand in a row.
fn listed(named: &[Mention]) -> Vec<usize> {
    const BETWEEN: usize = 2;
    let beside = |one: &Mention, other: &Mention| {
        other.listed && other.end <= one.start && one.start - other.end <= BETWEEN
    };
    let stands = |one: &&Mention| one.listed || named.iter().any(|other| beside(one, other));
    named.iter().filter(stands).map(|m| m.name).collect()
}

/// Whether a sentence may point into a row of names.
pub(super) fn points(tokens: &[Token]) -> bool {
    let pointer = |t: &Token| POINTERS.iter().any(|(word, _)| *word == t.norm);
    tokens.iter().any(pointer)
}

/// "the former", "the second one", where they stand for a name of the row.
fn pointers(tokens: &[Token], row: &[usize]) -> Vec<Mention> {
    if row.len() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for at in 1..tokens.len() {
        let Some((_, place)) = POINTERS.iter().find(|(word, _)| *word == tokens[at].norm) else {
            continue;
        };
        let one = usize::from(
            tokens
                .get(at + 1)
                .is_some_and(|t| t.norm == "one" || t.norm == "state"),
        );
        let end = at + 1 + one;
        let always = matches!(tokens[at].norm.as_str(), "former" | "latter");
        let stands = always
            || tokens.get(end).is_none_or(|t| {
                t.kind != Kind::Word && t.kind != Kind::Number
                    || EXPLAINS.contains(&t.norm.as_str())
            });
        let name = row.get(place.unwrap_or(row.len() - 1));
        if let (true, true, Some(&name)) = (tokens[at - 1].norm == "the", stands, name) {
            out.push(Mention {
                start: at - 1,
                end,
                name,
                listed: false,
            });
        }
    }
    out
}

/// "an ESTABLISHED connection", "the NEW one": the name describes something else.
fn describes(tokens: &[Token], found: Mention) -> bool {
    const OPENING: usize = 2;
    let opens = found.start.checked_sub(2).is_some_and(|at| {
        matches!(tokens[at].kind, Kind::Mark(',' | ';' | ':'))
            || matches!(tokens[at].norm.as_str(), "while" | "whereas" | "but")
    });
    let article = found.start > OPENING
        && !opens
        && found
            .start
            .checked_sub(1)
            .is_some_and(|at| ARTICLES.contains(&tokens[at].norm.as_str()));
    article
        && tokens
            .get(found.end)
            .is_some_and(|t| t.kind == Kind::Word && !EXPLAINS.contains(&t.norm.as_str()))
}

/// Whether a mark behind the name says that its explanation follows.
fn is_explained(tokens: &[Token], found: Mention) -> bool {
    tokens
        .get(found.end)
        .is_some_and(|t| [':', '=', '(', '>'].iter().any(|&mark| t.is_mark(mark)))
}

fn in_a_row(tokens: &[Token], first: Mention, second: Mention) -> bool {
    tokens[first.end..second.start].iter().all(|t| {
        matches!(
            t.kind,
            Kind::Mark(',' | '/' | '&' | '+' | '|' | '`' | '*' | '"')
        ) || matches!(
            t.norm.as_str(),
            "and" | "or" | "nor" | "vs" | "versus" | "both"
        )
    })
}

/// Whether the names come behind what they name: the last one ends the sentence, the first does not begin it.
fn explains_backwards(tokens: &[Token], mentions: &[Mention]) -> bool {
    let (Some(first), Some(last)) = (mentions.first(), mentions.last()) else {
        return false;
    };
    let words =
        |range: std::ops::Range<usize>| tokens[range].iter().filter(|t| t.is_word()).count();
    let points = tokens[last.start].norm == "the";
    !points && words(last.end..tokens.len()) <= TAIL && words(0..first.start) > TAIL
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
