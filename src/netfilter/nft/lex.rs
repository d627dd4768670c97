//! Words, strings and marks of nftables text.

use crate::source::Span;
use std::net::Ipv6Addr;

/// A token with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::netfilter) struct Token {
    /// Its text; of a string what stands between the quotes.
    pub(super) text: String,
    /// Whether it is a string in quotes.
    pub(super) quoted: bool,
    /// Where it stands.
    pub(super) span: Span,
}

impl Token {
    /// Whether it is this word or mark.
    pub(super) fn is(&self, text: &str) -> bool {
        !self.quoted && self.text == text
    }
}

/// The tokens of a text that starts at `start`. A line end is the token `;`: both end a statement.
/// `\;` and quotes around whole commands, which the shell takes away, are read as the shell leaves them.
pub(in crate::netfilter) fn tokens(text: &str, start: usize) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let used = match c {
            '\\' if rest[1..]
                .trim_start_matches([' ', '\t', '\r'])
                .starts_with('\n') =>
            {
                rest.find('\n').map_or(rest.len(), |end| end + 1)
            }
            '\\' | '\'' => 1,
            '\n' | ';' => push(&mut out, ";", false, start + at, 1),
            _ if c.is_whitespace() => c.len_utf8(),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '“' | '”' => string(&mut out, rest, c, start + at),
            '!' | '<' | '>' | '=' if rest[1..].starts_with('=') => {
                push(&mut out, &rest[..2], false, start + at, 2)
            }
            '{' | '}' | '(' | ')' | ',' | '=' | '<' | '>' | '&' | '|' | '!' | '/' | '^' => {
                push(&mut out, &rest[..1], false, start + at, 1)
            }
            _ => word(&mut out, rest, start + at),
        };
        at += used;
    }
    out
}

/// The end of a line, where it stands.
pub(in crate::netfilter) fn line_end(at: usize) -> Token {
    Token {
        text: ";".to_owned(),
        quoted: false,
        span: Span::new(at, at),
    }
}

fn push(out: &mut Vec<Token>, text: &str, quoted: bool, start: usize, len: usize) -> usize {
    out.push(Token {
        text: text.to_owned(),
        quoted,
        span: Span::new(start, start + len),
    });
    len
}

/// A string; a quote that opens a whole command is passed over.
fn string(out: &mut Vec<Token>, rest: &str, open: char, start: usize) -> usize {
    let width = open.len_utf8();
    let inner = &rest[width..];
    let found = inner.find(['"', '“', '”', '\n']);
    let Some(end) = found.filter(|&end| !inner[end..].starts_with('\n')) else {
        return width;
    };
    let close = inner[end..].chars().next().map_or(1, char::len_utf8);
    if inner[..end].contains(['{', ';']) || out.is_empty() {
        return width;
    }
    push(out, &inner[..end], true, start, width + end + close)
}

/// A word up to a blank or mark. A colon belongs to an IPv6 address and to nothing else.
fn word(out: &mut Vec<Token>, rest: &str, start: usize) -> usize {
    let ends = |c: char| c.is_whitespace() || "{}(),;=<>&|!#\"'\\^".contains(c);
    let first = rest.find(|c| c == ':' || ends(c)).unwrap_or(rest.len());
    if !rest[first..].starts_with(':') {
        return push(out, &rest[..first], false, start, first);
    }
    let behind = rest.char_indices().nth(LONGEST_V6 + 1);
    let near = behind.map_or(rest.len(), |(at, _)| at);
    let end = rest[..near].find(ends).unwrap_or(near);
    let colons = rest[..end].matches(':').count();
    if end <= LONGEST_V6 && colons <= MOST_COLONS && is_v6(&rest[..end]) {
        return push(out, &rest[..end], false, start, end);
    }
    let used = first.max(1);
    push(out, &rest[..used], false, start, used)
}

/// Colons of a range of two IPv6 addresses.
const MOST_COLONS: usize = 16;
/// Bytes of the longest range of two IPv6 addresses that end in an IPv4 address, each with a prefix length.
const LONGEST_V6: usize = 2 * "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/128".len() + 1;

/// Whether a word is an IPv6 address, network or range; or an Ethernet address.
fn is_v6(word: &str) -> bool {
    let one = |text: &str| {
        let host = text.split('/').next().unwrap_or_default();
        host.parse::<Ipv6Addr>().is_ok()
    };
    let ether = word.split(':').count() == 6
        && word
            .split(':')
            .all(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_hexdigit()));
    ether
        || one(word)
        || word
            .split_once('-')
            .is_some_and(|(low, high)| one(low) && one(high))
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_marks_strings_and_line_ends() {
        for (text, expected) in [
            ("tcp dport {22,80} accept", "tcp dport { 22 , 80 } accept"),
            ("a # b\nc;", "a ; c ;"),
            (
                "ct state vmap { new : accept, invalid:drop }",
                "ct state vmap { new : accept , invalid : drop }",
            ),
            ("ip6 saddr fe80::/10 != ::1", "ip6 saddr fe80::/10 != ::1"),
            ("log prefix \"a b\" drop", "log prefix a b drop"),
            (
                "priority 0 \\; policy drop \\;",
                "priority 0 ; policy drop ;",
            ),
            ("'add rule a b accept'", "add rule a b accept"),
            ("dnat to 10.0.0.1:80", "dnat to 10.0.0.1 : 80"),
            ("a \\\n b", "a b"),
        ] {
            let found: Vec<String> = tokens(text, 0)
                .into_iter()
                .map(|token| token.text)
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
