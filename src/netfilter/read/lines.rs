//! What a line is: a command, part of a ruleset, prose.

use crate::netfilter::iptables::{program, strip_prefix_words};
use crate::netfilter::model::Family;
use crate::netfilter::shell::{self, Line};
use crate::source::Span;

/// Whether every command stands behind a `#`, so that it is the prompt of root and no comment.
pub(super) fn prompts_of_root(lines: &[Line<'_>]) -> bool {
    let behind = |line: &Line<'_>| {
        line.text
            .trim_start()
            .strip_prefix('#')
            .is_some_and(is_iptables)
    };
    lines.iter().any(behind) && !lines.iter().any(|line| is_iptables(line.text))
}

fn is_iptables(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("sudo ").unwrap_or(text).trim_start();
    let name = text.split_whitespace().next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    (name.starts_with("iptables") || name.starts_with("ip6tables") || name == "nft")
        && text
            .split_whitespace()
            .nth(1)
            .is_some_and(|word| word.starts_with(['-', '–', '—', 'a', 'f', 'i', 'd']))
}

/// The line without what a terminal or a list puts before a command.
pub(super) fn without_prompt(line: Line<'_>, rooted: bool) -> Line<'_> {
    let mut text = line.text.trim_start();
    let bullet = text.trim_start_matches(['-', '*', '•']).trim_start();
    if text.starts_with(['-', '*', '•']) && text[1..].starts_with(' ') {
        text = bullet;
    }
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < text.len() && digits.starts_with([')', '.']) && digits[1..].starts_with(' ') {
        text = digits[1..].trim_start();
    }
    let (code, behind) = code_span(text);
    if behind.contains("iptables ") {
        return line; // a sentence with several commands
    }
    text = code;
    let first = text.split_whitespace().next().unwrap_or_default();
    let host = first.contains('@') && text.contains(['#', '$']);
    if host && let Some(at) = text.find(['#', '$']) {
        text = text[at + 1..].trim_start();
    } else if rooted && let Some(rest) = text.strip_prefix('#') {
        text = rest.trim_start();
    } else if let Some(rest) = text.strip_prefix("$ ").or_else(|| text.strip_prefix("> ")) {
        text = rest.trim_start();
    }
    let start = line.start + (line.text.len() - text.len());
    // a pair of them runs a command
    let odd = text.matches('`').count() % 2 == 1;
    let text = text.strip_suffix('`').filter(|_| odd).unwrap_or(text);
    Line { text, start }
}

/// A code span at the start of a text, without its marks, and what stands behind it; the text itself where none begins.
fn code_span(text: &str) -> (&str, &str) {
    let inner = text.trim_start_matches('`');
    match inner.split_once('`').filter(|_| inner.len() < text.len()) {
        Some((code, behind)) => (code, behind),
        None => (inner, ""),
    }
}

/// Whether a shell would have something to do with the line. What is neither an assignment nor a command for rules
/// does no harm there.
pub(super) fn is_code(text: &str) -> bool {
    if text.starts_with("iptables -") {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let Some(first) = words.first() else {
        return false;
    };
    if first.starts_with('#') {
        return false;
    }
    let second = words.get(1).copied().unwrap_or_default();
    let assignment = first.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    });
    let statement = ["do", "done", "then", "else", "fi", "{", "}", "done;", "fi;"].contains(first)
        || (*first == "for"
            && words.get(2) == Some(&"in")
            && (text.contains("do") || !text.contains('.')))
        || (*first == "if" && second.starts_with('['))
        || (*first == "export" && second.contains('='));
    assignment || statement || opens_function(text) || runs_iptables(text)
}

pub(super) fn opens_function(text: &str) -> bool {
    function_name(text).is_some()
}

/// The name of the function that a line opens.
pub(super) fn function_name(text: &str) -> Option<&str> {
    let (head, _) = text.split_once('{')?;
    let head = head.trim();
    let name = head.strip_prefix("function ").unwrap_or(head).trim();
    let plain = name.trim_end_matches("()").trim_end();
    let named = !plain.is_empty() && plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let opens = head.contains("()") || head.starts_with("function ");
    (named && opens).then_some(plain)
}

/// The word that ends the here-document which a line opens for one of the tools: `ip6tables-restore <<'EOF'`,
/// `cat <<EOF | nft -f -`.
pub(super) fn here_document(text: &str) -> Option<&str> {
    let (command, rest) = text.split_once("<<")?;
    let whole = format!(" {command} {rest} ");
    let tool = ["tables-restore", "nft -f", "nft --file"]
        .iter()
        .any(|tool| whole.contains(tool));
    let word = rest.trim_start_matches(['-', ' ']);
    let word = word.split([' ', '|', ';', '>']).next()?;
    let word = word.trim_matches(['\'', '"', '\\']);
    (tool && !word.is_empty()).then_some(word)
}

/// Whose save files follow a line that names the program for them, in a command or in a comment.
pub(super) fn save_family(text: &str) -> Option<Family> {
    let names = |program: &str| {
        ["-save", "-restore"]
            .iter()
            .any(|end| text.contains(&format!("{program}{end}")))
    };
    if !text.contains("tables-") {
        return None;
    }
    match (names("ip6tables"), names("iptables")) {
        (true, _) => Some(Family::V6),
        (false, true) => Some(Family::V4),
        _ => None,
    }
}

/// Whether the line runs iptables, a name for it, or begins with one of its commands.
fn runs_iptables(text: &str) -> bool {
    let words: Vec<shell::Word<'_>> = text
        .split_whitespace()
        .take(8)
        .map(|word| shell::Word {
            text: word
                .trim_start_matches('$')
                .trim_matches(['{', '}', '"'])
                .into(),
            span: Span::default(),
        })
        .collect();
    let words = &words[strip_prefix_words(&words)..];
    let Some((_, used, _)) = program(words) else {
        // a function or variable of one's own before a command of iptables
        let verb = words.get(1).map_or("", |word| word.text.as_ref());
        let plain = words.first().is_some_and(|word| {
            word.text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_')
        });
        return plain && matches!(verb, "-A" | "-I" | "-P" | "-N" | "-D" | "-F" | "-X" | "-t");
    };
    let next = words.get(used).map_or("", |word| word.text.as_ref());
    used == 0 || next.starts_with(['-', '–', '—', '−', '!'])
}

/// The commands inside a sentence, each from its name to the end of its code span, the next command or the line's end.
pub(super) fn inline(line: Line<'_>) -> Vec<Line<'_>> {
    if line.text.trim_start().starts_with('#') {
        return Vec::new();
    }
    let begins = |at: &usize| {
        line.text[at + 9..]
            .trim_start()
            .starts_with(['-', '–', '—'])
    };
    let starts: Vec<usize> = line
        .text
        .match_indices("iptables ")
        .map(|(at, _)| at)
        .filter(begins)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([line.text.len()]);
    let cut = |(&at, end): (&usize, usize)| {
        let text = &line.text[at..end];
        Line {
            text: &text[..end_of_command(text)],
            start: line.start + at,
        }
    };
    starts.iter().zip(ends).map(cut).collect()
}

/// Where a command in a sentence ends: at a mark of Markdown or HTML, or at a punctuation mark before a word of prose.
fn end_of_command(text: &str) -> usize {
    let mark = text.find(['`', '<']).unwrap_or(text.len());
    let bold = text.find("**").unwrap_or(text.len());
    let prose = text.match_indices([',', ';', '.', ':']).find(|(at, _)| {
        let behind = &text[at + 1..];
        behind.trim().is_empty() || {
            let word = behind.strip_prefix(' ');
            word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
        }
    });
    let prose = prose.map_or(text.len(), |(at, _)| at);
    mark.min(bold).min(prose)
}

/// How a line bears on nftables.
pub(super) enum Nft<'t> {
    /// A line of a ruleset file; how many braces it leaves open.
    File(i32),
    /// What stands behind `nft` in a command.
    Command(Line<'t>),
    /// Nothing of either.
    None,
}

/// Whether a line begins something for nft.
pub(super) fn nft(line: Line<'_>) -> Nft<'_> {
    let text = line.text.trim_start();
    let bare = text.strip_prefix("sudo ").unwrap_or(text).trim_start();
    let bare = bare
        .strip_prefix("/usr/sbin/")
        .or_else(|| bare.strip_prefix("/sbin/"))
        .unwrap_or(bare);
    if let Some(rest) = bare.strip_prefix("nft ") {
        let rest = rest.trim_start();
        let verb = rest
            .trim_start_matches(['\'', '"'])
            .split_whitespace()
            .next()
            .unwrap_or_default();
        let known = [
            "add", "insert", "create", "flush", "delete", "replace", "table",
        ];
        if !known.contains(&verb) {
            return Nft::None;
        }
        let start = line.start + (line.text.len() - rest.len());
        return Nft::Command(Line { text: rest, start });
    }
    if !text.starts_with(['a', 'c', 'd', 'f', 'i', 't']) || text.starts_with("iptables") {
        return Nft::None;
    }
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let opens = match words.as_slice() {
        ["table" | "chain", _, "{", ..] | ["table", _, _, "{"] => true,
        ["table", ..] | ["chain", _] => text.trim_end().ends_with('{'),
        ["flush", "ruleset", ..] | ["define", _, "=", ..] => true,
        [
            "add" | "insert" | "create",
            "table" | "chain" | "rule" | "set" | "element",
            _,
            ..,
        ] => {
            words
                .get(2)
                .is_some_and(|family| ["ip", "ip6", "inet", "bridge", "netdev"].contains(family))
                || text.contains('{')
        }
        _ => false,
    };
    if opens {
        Nft::File(balance(text))
    } else {
        Nft::None
    }
}

/// How many braces a line of a ruleset opens, less those it closes.
pub(super) fn balance(text: &str) -> i32 {
    let code = text.split('#').next().unwrap_or_default();
    code.chars().fold(0, |sum, c| match c {
        '{' => sum + 1,
        '}' => sum - 1,
        _ => sum,
    })
}
