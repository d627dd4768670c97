//! Cuts text into words, numbers and marks, each with its bytes and its comparable form.

use super::words::{CONTRACTIONS, UNMARKED_CONTRACTIONS};
use crate::source::Span;
use unicode_normalization::UnicodeNormalization;

/// A word, a number or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// Its comparable form: NFKC, lower case, plain quotes, no invisible characters, no possessive.
    pub norm: String,
    /// What it is.
    pub kind: Kind,
    /// How its letters are cased.
    pub shape: Shape,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, also with digits and underscores.
    Word,
    /// Digits, also dotted or with a wildcard: `25`, `10.0.0.x`.
    Number,
    /// Punctuation; arrows are all `>`.
    Mark(char),
}

/// How the letters of a token are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No letter, or a small first letter.
    Lower,
    /// Only the first letter is a capital.
    Title,
    /// Two letters at least, all of them capitals.
    Upper,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// Whether it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// The words and numbers among tokens, in their comparable form.
pub fn words(tokens: &[Token]) -> impl DoubleEndedIterator<Item = &str> {
    tokens
        .iter()
        .filter(|token| token.is_word())
        .map(|token| token.norm.as_str())
}

/// The tokens of `text[range]`; spans point into `text`.
pub fn tokens(text: &str, range: Span) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = range.start;
    while let Some(c) = text[at..range.end].chars().next() {
        if c == ' ' {
            at += 1;
            continue;
        }
        let rest = &text[at..range.end];
        let numbered = c == '#' && rest[1..].starts_with(|next: char| next.is_ascii_digit());
        let len = if starts_word(c) || numbered {
            let len = word_len(rest);
            push_word(&mut out, &rest[..len], at);
            len
        } else if let Some(len) = arrow_len(rest) {
            out.push(mark('>', Span::new(at, at + len)));
            len
        } else {
            if let Some(folded) = fold_mark(c, rest, &out, at) {
                out.push(mark(folded, Span::new(at, at + c.len_utf8())));
            }
            c.len_utf8()
        };
        at += len;
    }
    out
}

fn mark(c: char, span: Span) -> Token {
    Token {
        span,
        norm: c.to_string(),
        kind: Kind::Mark(c),
        shape: Shape::Lower,
    }
}

fn starts_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || unicode_normalization::char::is_combining_mark(c)
}

/// Length of the word at the start of `rest`: letters and digits, inner apostrophes, and dots between
/// digits or single letters (`10.0.0.1`, `192.168.1.x`, `e.g`).
fn word_len(rest: &str) -> usize {
    if rest
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("w/o"))
        && !rest[3..].starts_with(char::is_alphanumeric)
    {
        return 3;
    }
    let bytes = rest.as_bytes();
    let plain = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
    let plain = plain.count();
    let ends = |byte: &u8| byte.is_ascii() && !matches!(byte, b'\'' | b'.');
    if plain > 0 && bytes.get(plain).is_none_or(ends) {
        return plain;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inner = next.is_some_and(char::is_alphanumeric);
        let keep = starts_word(c)
            || (at == 0 && c == '#')
            || invisible(c)
            || (matches!(c, '\'' | '\u{2019}') && next.is_some_and(char::is_alphabetic))
            || (c == '.' && inner && joins_dot(&rest[..at], next));
        if !keep {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Bytes of the longest initials: without a bound, each dot of a long row of them would look at all before it.
const MOST_INITIALS: usize = 32;

/// A dot belongs to the word between digits, before a wildcard octet, or inside `e.g`.
fn joins_dot(before: &str, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    let last = before.chars().next_back().unwrap_or(' ');
    let dotted_number =
        last.is_ascii_digit() && (next.is_ascii_digit() || matches!(next, 'x' | 'X'));
    let initials = before.len() <= MOST_INITIALS
        && before.split('.').all(|part| part.chars().count() == 1)
        && last.is_alphabetic()
        && next.is_alphabetic();
    dotted_number || initials
}

fn arrow_len(rest: &str) -> Option<usize> {
    if rest.starts_with(|c: char| c.is_ascii() && !matches!(c, '-' | '=' | '<')) {
        return None;
    }
    for arrow in [
        "-->", "==>", "<->", "<=>", "->", "=>", "→", "⇒", "↔", "⟶", "➜", "»",
    ] {
        if rest.starts_with(arrow) {
            return Some(arrow.len());
        }
    }
    None
}

/// The mark that a character stands for; none where it only joins (`SYN-ACK`, `and/or`) or spaces.
fn fold_mark(c: char, rest: &str, before: &[Token], at: usize) -> Option<char> {
    let next = rest.chars().nth(1);
    let touches_word = before
        .last()
        .is_some_and(|t| t.span.end == at && t.is_word());
    let joins = touches_word && next.is_some_and(starts_word);
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '/' | '+' | '|' | '&' | '\\' if joins => None,
        '-' if next.is_some_and(starts_word) && !touches_word => None,
        '-' | '\u{2012}'..='\u{2015}' | '\u{2212}' => Some('-'),
        ',' | ';' | ':' | '(' | ')' | '?' | '!' | '=' | '|' | '.' | '/' | '&' | '+' | '#' | '['
        | ']' => Some(c),
        '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' => Some('"'),
        '`' => Some('`'),
        '*' => Some('*'),
        '\u{2026}' => Some('.'),
        '≠' => Some('≠'),
        _ => None,
    }
}

fn push_word(out: &mut Vec<Token>, raw: &str, at: usize) {
    let norm = normalise(raw);
    let span = Span::new(at, at + raw.len());
    let shape = shape(raw);
    let parts = UNMARKED_CONTRACTIONS.get(&norm);
    if let Some(parts) = parts.or_else(|| CONTRACTIONS.get(&norm)) {
        out.extend(
            parts
                .iter()
                .map(|part| word(span, (*part).to_owned(), shape)),
        );
    } else if !norm.contains('\'') {
        out.push(word(span, norm, shape));
    } else if let Some(stem) = norm.strip_suffix("n't") {
        out.push(word(span, stem.to_owned(), shape));
        out.push(word(span, "not".to_owned(), shape));
    } else {
        let (stem, clitic) = split_clitic(&norm);
        out.push(word(span, stem.to_owned(), shape));
        out.extend(clitic.map(|clitic| word(span, clitic.to_owned(), Shape::Lower)));
    }
}

/// `we've` → we have; `it's` → it is; a noun's `'s` is a possessive and falls away.
fn split_clitic(norm: &str) -> (&str, Option<&'static str>) {
    const PRONOUNS: [&str; 14] = [
        "it",
        "that",
        "there",
        "what",
        "he",
        "she",
        "who",
        "here",
        "where",
        "this",
        "which",
        "nothing",
        "everything",
        "one",
    ];
    for (suffix, word) in [
        ("'ve", "have"),
        ("'re", "are"),
        ("'ll", "will"),
        ("'d", "would"),
        ("'m", "am"),
    ] {
        if let Some(stem) = norm.strip_suffix(suffix) {
            return (stem, Some(word));
        }
    }
    match norm.strip_suffix("'s") {
        Some(stem) if PRONOUNS.contains(&stem) => (stem, Some("is")),
        Some(stem) => (stem, None),
        None => (norm.trim_end_matches('\''), None),
    }
}

fn word(span: Span, norm: String, shape: Shape) -> Token {
    let number = norm.starts_with(|c: char| c.is_ascii_digit())
        && norm
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x'));
    let kind = if number { Kind::Number } else { Kind::Word };
    Token {
        span,
        norm,
        kind,
        shape,
    }
}

fn shape(raw: &str) -> Shape {
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let mut rest = letters.map(char::is_uppercase).peekable();
    match (first, rest.peek().is_some()) {
        (true, true) if rest.all(|upper| upper) => Shape::Upper,
        (true, _) => Shape::Title,
        _ => Shape::Lower,
    }
}

fn normalise(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
    let mixed = raw.chars().any(|c| c.is_ascii_alphabetic());
    raw.nfkd()
        .filter(|&c| !invisible(c))
        .flat_map(char::to_lowercase)
        .map(|c| if mixed { unmask(c) } else { c })
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .collect()
}

/// The Latin letter that a Cyrillic or Greek look-alike poses as inside a Latin word (Unicode TR39).
fn unmask(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'е' | 'ε' => 'e',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' | 'ι' => 'i',
        'к' | 'κ' => 'k',
        'т' | 'τ' => 't',
        'ѕ' => 's',
        'ԁ' => 'd',
        'ν' => 'v',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norms(text: &str) -> String {
        let all = tokens(text, Span::new(0, text.len()));
        all.iter()
            .map(|t| t.norm.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_come_out_comparable() {
        for (text, expected) in [
            ("It doesn't MATCH", "it does not match"),
            ("it’s the kernel’s table", "it is the kernel table"),
            ("dont cant isnt", "do not can not is not"),
            ("I've, we'd", "i have , we would"),
            (
                "SYN-ACK, SYN/ACK and SYN+ACK",
                "syn ack , syn ack and syn ack",
            ),
            (
                "10.0.0.1:53 -> 192.168.1.x.",
                "10.0.0.1 : 53 > 192.168.1.x .",
            ),
            ("w/o it", "without it"),
            ("e.g. this (that)", "e.g . this ( that )"),
            ("co\u{200b}nn\u{ad}ect сonnect", "connect connect"),
            ("ﬁlter", "filter"),
            ("a – b — c", "a - b - c"),
            ("see #2: x", "see #2 : x"),
            ("nf_conntrack_max=5", "nf_conntrack_max = 5"),
            ("", ""),
            ("\0\u{7}", ""),
        ] {
            assert_eq!(norms(text), expected, "{text}");
        }
    }

    #[test]
    fn spans_lie_in_the_text_and_in_order() {
        let text = "Ünïcödé doesn’t – hurt: 漢字 “quoted”, [X]…";
        let mut last = 0;
        for token in tokens(text, Span::new(0, text.len())) {
            assert!(token.span.start >= last || token.norm == "not", "{token:?}");
            assert!(
                text.get(token.span.start..token.span.end).is_some(),
                "{token:?}"
            );
            last = token.span.start;
        }
    }
}
