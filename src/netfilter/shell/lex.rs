//! Words and separators of a logical line, quotes and comments read as a shell reads them.

use super::line::Line;
use crate::source::Span;
use std::borrow::Cow;

/// A piece of a word: literal, or the name of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it stands.
    Text(String),
    /// `$name`, `${name}`, `$1`, `$@`; the flag says whether it stands in double quotes.
    Variable(String, bool),
}

impl Piece {
    /// Its text, a variable as written.
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Variable(name, _) => Cow::Owned(format!("${name}")),
        }
    }
}

/// A word before variables are filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawWord {
    /// Its pieces.
    pub(crate) pieces: Vec<Piece>,
    /// Where it stands.
    pub(crate) span: Span,
    /// Whether any of it is quoted.
    pub(crate) quoted: bool,
}

impl RawWord {
    /// Its text, variables as written.
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match self.pieces.as_slice() {
            [piece] => piece.plain(),
            pieces => Cow::Owned(pieces.iter().map(Piece::plain).collect()),
        }
    }
}

/// A word as a command gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its text, quotes gone and variables filled in.
    pub(crate) text: String,
    /// Where it stands in the text.
    pub(crate) span: Span,
}

/// A word, or what stands between commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word.
    Word(RawWord),
    /// `;`, `&&`, `||`, `|`, `&`, a line end.
    End,
}

/// The tokens of a line. An open quote ends with the line: prose has apostrophes.
pub(crate) fn tokens(line: Line<'_>) -> Vec<Token> {
    let mut lexer = Lexer {
        text: line.text,
        at: 0,
        base: line.start,
        out: Vec::new(),
    };
    lexer.run();
    lexer.out.push(Token::End);
    lexer.out
}

/// The words of a line that no shell reads: quotes group, `;`, `#` and `$` are as any other character.
/// Source: the parser of iptables-restore(8), which knows double quotes and backslashes only.
pub(crate) fn words_of(line: Line<'_>) -> Vec<Word> {
    let mut out = Vec::new();
    let mut word: Option<(usize, String)> = None;
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for (at, c) in line.text.char_indices() {
        let open = quote.is_some();
        match c {
            ' ' | '\t' | '\r' | '\n' if !open => {
                if let Some((start, text)) = word.take() {
                    let span = Span::new(line.start + start, line.start + at);
                    out.push(Word { text, span });
                }
                continue;
            }
            _ => {}
        }
        let (_, text) = word.get_or_insert_with(|| (at, String::new()));
        match c {
            _ if escaped => {
                escaped = false;
                text.push(c);
            }
            '\\' if open => escaped = true,
            '"' => quote = if open { None } else { Some(c) },
            _ => text.push(c),
        }
    }
    if let Some((start, text)) = word {
        let span = Span::new(line.start + start, line.start + line.text.len());
        out.push(Word { text, span });
    }
    out
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    base: usize,
    out: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn run(&mut self) {
        while let Some(c) = self.peek() {
            match c {
                '\\' if self.at_line_end() => self.at = self.after_line_end(),
                ' ' | '\t' | '\r' | '\u{a0}' => self.at += c.len_utf8(),
                '#' => return,
                ';' | '&' | '|' | '\n' => {
                    self.at += 1;
                    self.out.push(Token::End);
                }
                _ => self.word(),
            }
        }
    }

    /// Whether nothing but blanks and a line end stands behind the backslash here.
    fn at_line_end(&self) -> bool {
        let rest = self.text[self.at + 1..].trim_start_matches([' ', '\t', '\r']);
        rest.is_empty() || rest.starts_with('\n')
    }

    fn after_line_end(&self) -> usize {
        let rest = self.text[self.at + 1..].trim_start_matches([' ', '\t', '\r']);
        self.text.len() - rest.strip_prefix('\n').unwrap_or(rest).len()
    }

    fn word(&mut self) {
        let start = self.at;
        let mut word = RawWord {
            pieces: Vec::new(),
            span: Span::default(),
            quoted: false,
        };
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\r' | '\n' | '\u{a0}' | ';' | '&' | '|' => break,
                '\\' if self.at_line_end() => break,
                _ => self.piece(&mut word),
            }
        }
        word.span = Span::new(self.base + start, self.base + self.at);
        self.out.push(Token::Word(word));
    }

    fn piece(&mut self, word: &mut RawWord) {
        let rest = &self.text[self.at..];
        let plain = rest.bytes().position(is_special).unwrap_or(rest.len());
        if plain > 0 {
            self.at += plain;
            return push(word, &rest[..plain]);
        }
        match self.next() {
            Some('\'') => {
                word.quoted = true;
                let inner = self.until('\'');
                push(word, &inner);
            }
            Some('"') => {
                word.quoted = true;
                self.double_quoted(word);
            }
            Some('\\') => {
                if let Some(c) = self.next() {
                    push(word, c.encode_utf8(&mut [0; 4]));
                }
            }
            Some('$') => self.variable(word, false),
            Some('`') if self.text[self.at..].contains('`') => {
                let inner = self.until('`');
                push(word, &format!("$({inner})"));
            }
            Some(c) => push(word, c.encode_utf8(&mut [0; 4])),
            None => {}
        }
    }

    /// The text up to a closing mark, or to the line's end where there is none.
    fn until(&mut self, close: char) -> String {
        let rest = &self.text[self.at..];
        let (inner, used) = rest.find(close).map_or((rest, rest.len()), |end| {
            (&rest[..end], end + close.len_utf8())
        });
        let inner = inner.to_owned();
        self.at += used;
        inner
    }

    fn double_quoted(&mut self, word: &mut RawWord) {
        while let Some(c) = self.next() {
            match c {
                '"' => return,
                '$' => self.variable(word, true),
                '\\' if matches!(self.peek(), Some('"' | '\\' | '$' | '`')) => {
                    let escaped = self.next().unwrap_or('\\');
                    push(word, escaped.encode_utf8(&mut [0; 4]));
                }
                _ => push(word, c.encode_utf8(&mut [0; 4])),
            }
        }
    }

    fn variable(&mut self, word: &mut RawWord, quoted: bool) {
        let name = match self.peek() {
            Some('{') => {
                self.at += 1;
                let inner = self.until('}');
                let end = inner.find([':', '-', '%', '#', '/', '[']);
                inner[..end.unwrap_or(inner.len())].to_owned()
            }
            Some('(') => {
                self.at += 1;
                let inner = self.until(')');
                push(word, &format!("$({inner})"));
                return;
            }
            Some(c @ ('@' | '*' | '0'..='9')) => {
                self.at += 1;
                c.to_string()
            }
            _ => self.name(),
        };
        if name.is_empty() {
            push(word, "$");
        } else {
            word.pieces.push(Piece::Variable(name, quoted));
        }
    }

    fn name(&mut self) -> String {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = rest[..end.unwrap_or(rest.len())].to_owned();
        self.at += name.len();
        name
    }
}

/// Whether a byte may be more than itself: quotes, blanks, ends of words, letters beyond ASCII.
const fn is_special(byte: u8) -> bool {
    let plain = byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'\'' | b'"' | b'\\' | b'$' | b';' | b'&' | b'|' | b'`'
        );
    !plain
}

fn push(word: &mut RawWord, text: &str) {
    if let Some(Piece::Text(last)) = word.pieces.last_mut() {
        last.push_str(text);
    } else {
        word.pieces.push(Piece::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_quotes_comments_and_ends() {
        for (text, expected) in [
            ("a  b\tc", "a b c /"),
            ("a 'b c' \"d e\"", "a [b c] [d e] /"),
            ("a # comment; b", "a /"),
            ("a;b && c", "a / b / / c /"),
            ("a \\\n  b", "a b /"),
            ("a#b", "a#b /"),
            ("don't go", "[dont go] /"),
            ("-i $LAN ${WAN}x \"$A b\"", "-i $LAN $WANx [$A b] /"),
            ("\"a \\\" b\" c\\ d", "[a \" b] c d /"),
            ("a=`b -c` d", "a=$(b -c) d /"),
            ("a `b", "a `b /"),
            ("$(which iptables) -F", "$(which iptables) -F /"),
            ("${IPT:-/sbin/iptables} -F", "$IPT -F /"),
            ("", "/"),
        ] {
            let shown = |token: Token| match token {
                Token::End => "/".to_owned(),
                Token::Word(word) if word.quoted => format!("[{}]", word.plain()),
                Token::Word(word) => word.plain().into_owned(),
            };
            let found: Vec<String> = tokens(Line { text, start: 0 })
                .into_iter()
                .map(shown)
                .collect();
            assert_eq!(found.join(" "), expected, "{text:?}");
        }
    }
}
