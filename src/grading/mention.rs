//! Whether a word stands in a sentence as a name, and how: explained, listed, held against another, described.

use crate::text::{Kind, Shape, Token};

/// A place where a name stands for its subject.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: usize,
    /// One of several in a row, which define nothing.
    pub(super) listed: bool,
}

/// Words behind a name that say it is being explained.
pub(super) const EXPLAINS: &[&str] = &[
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

/// Whether a word is a name or a slip of the pen for it.
pub(super) fn is_or_misspells(written: &str, name: &str) -> bool {
    const LONG: usize = 7;
    let close = name.len() >= LONG
        && written.len().abs_diff(name.len()) <= 2
        && written.as_bytes().first() == name.as_bytes().first();
    written == name
        || (close && !name.starts_with(written) && strsim::osa_distance(written, name) <= 2)
}

/// Whether the word stands there as a name and not as an ordinary word.
pub(super) fn names(tokens: &[Token], found: Mention) -> bool {
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
pub(super) fn is_denied(tokens: &[Token], found: Mention) -> bool {
    let before = found
        .start
        .checked_sub(1)
        .map(|at| tokens[at].norm.as_str());
    let after = tokens.get(found.end).map(|t| t.norm.as_str());
    matches!(before, Some("not" | "never")) && !matches!(after, Some("unless" | "until" | "before"))
}

/// "unlike NEW, …", "in contrast to NEW": the name is held against the one that is meant.
pub(super) fn is_compared(tokens: &[Token], found: Mention) -> bool {
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

/// "an ESTABLISHED connection", "the NEW one": the name describes something else.
pub(super) fn describes(tokens: &[Token], found: Mention) -> bool {
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
pub(super) fn is_explained(tokens: &[Token], found: Mention) -> bool {
    tokens
        .get(found.end)
        .is_some_and(|t| [':', '=', '(', '>'].iter().any(|&mark| t.is_mark(mark)))
}

pub(super) fn in_a_row(tokens: &[Token], first: Mention, second: Mention) -> bool {
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
pub(super) fn explains_backwards(tokens: &[Token], mentions: &[Mention]) -> bool {
    let (Some(first), Some(last)) = (mentions.first(), mentions.last()) else {
        return false;
    };
    let words =
        |range: std::ops::Range<usize>| tokens[range].iter().filter(|t| t.is_word()).count();
    let points = tokens[last.start].norm == "the";
    !points && words(last.end..tokens.len()) <= TAIL && words(0..first.start) > TAIL
}
