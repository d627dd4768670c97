//! Words and separators of a logical line, quotes and comments read as a shell reads them.

use super::line::Line;
use crate::source::Span;
use std::borrow::Cow;

/// A piece of a word: literal, or the name of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// As it stands.
    Text(Cow<'t, str>),
    /// `$name`, `${name}`, `$1`, `$@`; the flag says whether it stands in double quotes.
    Variable(&'t str, bool),
}

impl Piece<'_> {
    /// Its text, a variable as written.
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Variable(name, _) => Cow::Owned(format!("${name}")),
        }
    }
}

/// A word before variables are filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RawWord<'t> {
    /// Its first piece; most have no more.
    pub(crate) first: Option<Piece<'t>>,
    /// The pieces behind it.
    pub(crate) more: Vec<Piece<'t>>,
    /// Where it stands.
    pub(crate) span: Span,
    /// Whether any of it is quoted.
    pub(crate) quoted: bool,
}

impl<'t> RawWord<'t> {
    /// Its pieces.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &Piece<'t>> {
        self.first.iter().chain(&self.more)
    }

    /// Its last piece.
    pub(crate) fn last(&self) -> Option<&Piece<'t>> {
        self.more.last().or(self.first.as_ref())
    }

    /// Its text, variables as written.
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match &self.first {
            Some(only) if self.more.is_empty() => only.plain(),
            _ => Cow::Owned(self.pieces().map(Piece::plain).collect()),
        }
    }

    fn add(&mut self, piece: Piece<'t>) {
        match (self.more.last_mut().or(self.first.as_mut()), piece) {
            (Some(Piece::Text(last)), Piece::Text(text)) => *last += text,
            (None, piece) => self.first = Some(piece),
            (_, piece) => self.more.push(piece),
        }
    }

    fn add_text(&mut self, text: &'t str) {
        self.add(Piece::Text(Cow::Borrowed(text)));
    }
}

/// A word as a command gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    /// Its text, quotes gone and variables filled in.
    pub(crate) text: Cow<'t, str>,
    /// Where it stands in the text.
    pub(crate) span: Span,
}

/// A word, or what stands between commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// A word.
    Word(RawWord<'t>),
    /// `;`, `&&`, `||`, `|`, `&`, a line end.
    End,
}

/// The tokens of a line. An open quote ends with the line: prose has apostrophes.
pub(crate) fn tokens(line: Line<'_>) -> impl Iterator<Item = Token<'_>> {
    let lexer = Lexer {
        text: line.text,
        at: 0,
        base: line.start,
    };
    lexer.chain([Token::End])
}

/// The words of a line that no shell reads: quotes group, `;`, `#` and `$` are as any other character.
/// Source: the parser of iptables-restore(8), which knows double quotes and backslashes only.
pub(crate) fn words_of(line: Line<'_>) -> Vec<Word<'static>> {
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
                    let text = text.into();
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
        let text = text.into();
        out.push(Word { text, span });
    }
    out
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    base: usize,
}

impl<'t> Iterator for Lexer<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        while let Some(c) = self.peek() {
            match c {
                '\\' if self.at_line_end() => self.at = self.after_line_end(),
                ' ' | '\t' | '\r' | '\u{a0}' => self.at += c.len_utf8(),
                '#' => self.at = self.text.len(),
                ';' | '&' | '|' | '\n' => {
                    self.at += 1;
                    return Some(Token::End);
                }
                _ => return Some(Token::Word(self.word())),
            }
        }
        None
    }
}

impl<'t> Lexer<'t> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// The next letter, as text.
    fn letter(&mut self) -> &'t str {
        let start = self.at;
        self.at += self.peek().map_or(0, char::len_utf8);
        &self.text[start..self.at]
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

    fn word(&mut self) -> RawWord<'t> {
        let start = self.at;
        let mut word = RawWord::default();
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\r' | '\n' | '\u{a0}' | ';' | '&' | '|' => break,
                '\\' if self.at_line_end() => break,
                _ => self.piece(&mut word),
            }
        }
        word.span = Span::new(self.base + start, self.base + self.at);
        word
    }

    fn piece(&mut self, word: &mut RawWord<'t>) {
        let rest = &self.text[self.at..];
        let plain = rest.bytes().position(is_special).unwrap_or(rest.len());
        if plain > 0 {
            self.at += plain;
            return word.add_text(&rest[..plain]);
        }
        match self.letter() {
            "'" => {
                word.quoted = true;
                word.add_text(self.until('\''));
            }
            "\"" => {
                word.quoted = true;
                self.double_quoted(word);
            }
            "\\" if self.at == self.text.len() => {}
            "\\" => word.add_text(self.letter()),
            "$" => self.variable(word, false),
            "`" if self.text[self.at..].contains('`') => {
                let inner = self.until('`');
                word.add(Piece::Text(Cow::Owned(format!("$({inner})"))));
            }
            letter => word.add_text(letter),
        }
    }

    /// The text up to a closing mark, or to the line's end where there is none.
    fn until(&mut self, close: char) -> &'t str {
        let rest = &self.text[self.at..];
        let (inner, used) = rest.find(close).map_or((rest, rest.len()), |end| {
            (&rest[..end], end + close.len_utf8())
        });
        self.at += used;
        inner
    }

    fn double_quoted(&mut self, word: &mut RawWord<'t>) {
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(['"', '$', '\\']).unwrap_or(rest.len());
            if plain > 0 {
                self.at += plain;
                word.add_text(&rest[..plain]);
            }
            match self.letter() {
                "" | "\"" => return,
                "$" => self.variable(word, true),
                _ if matches!(self.peek(), Some('"' | '\\' | '$' | '`')) => {
                    word.add_text(self.letter());
                }
                backslash => word.add_text(backslash),
            }
        }
    }

    fn variable(&mut self, word: &mut RawWord<'t>, quoted: bool) {
        let name = match self.peek() {
            Some('{') => {
                self.at += 1;
                let inner = self.until('}');
                let end = inner.find([':', '-', '%', '#', '/', '[']);
                &inner[..end.unwrap_or(inner.len())]
            }
            Some('(') => {
                self.at += 1;
                let inner = self.until(')');
                word.add(Piece::Text(format!("$({inner})").into()));
                return;
            }
            Some('@' | '*' | '0'..='9') => self.letter(),
            _ => self.name(),
        };
        if name.is_empty() {
            word.add_text("$");
        } else {
            word.add(Piece::Variable(name, quoted));
        }
    }

    fn name(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &rest[..end.unwrap_or(rest.len())];
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
            let found: Vec<String> = tokens(Line { text, start: 0 }).map(shown).collect();
            assert_eq!(found.join(" "), expected, "{text:?}");
        }
    }
}
