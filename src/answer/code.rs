//! Which lines of an answer are code, and how they read once continuations, variables and prompts are gone.

use super::opening::{may_assign, may_be_code, may_hold_command};
use crate::source::Span;
use regex::{Captures, Regex};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A line of code as the rubric reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLine {
    /// Its bytes in the field.
    pub span: Span,
    /// The line with single spaces, without comment, prompt and `sudo`; variables of the answer filled in; the
    /// command's path and any variable that names it replaced by its name.
    pub text: String,
}

/// Longest value that is filled in for a variable; a longer one is left alone.
const MAX_VALUE: usize = 64;
/// Most variables that an answer may define.
const MAX_VARIABLES: usize = 64;

fn regex(pattern: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants, compiled by a test"
    )]
    Regex::new(pattern).expect("constant pattern")
}

/// What a line of code begins with. A word that opens a sentence as well (`iptables`, `sysctl`, `done`, `for`) needs
/// what only code has behind it.
static CODE_START: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:[#$>]\s*)?(?:(?:sudo|doas)\s+)?(?:\S*/)?(?:",
        r"ip6?tables(?:-(?:nft|legacy))?\s+[-–—!]|ip6?tables(?:-(?:nft|legacy))?-(?:save|restore)\b",
        r"|\$\{?\w+\}?\s+-|ipt\s+-|nft\s+(?:add|-f|flush|insert|create|list)\s",
        r"|(?:modprobe|insmod|rmmod)\s+(?:-\w+\s+)*\w*_\w+|sysctl\s+(?:-|\w+[.=/])|conntrack\s+-[A-Z]",
        r"|ipset\s+(?:create|add|-)|(?:ip|tc)\s+(?:route|link|addr|netns)\s+(?:add|del|set|show|exec)",
        r"|-(?:[AIDPNFXtR]|-append|-insert|-policy)\s+\S",
        r"|\*(?:filter|nat|raw|mangle)\b|:[A-Z]\w*\s+(?:ACCEPT|DROP|-)|COMMIT\s*$",
        r"|#!/|set\s+-[eux]+|export\s+\w+=|for\s+\w+\s+in\s+(?:.*;\s*do\b|.*\bdo\s*$|(?:[A-Z$][\w${}]*\s*)+;?\s*$)|done\s*(?:$|[;#<|])|do\s*$|fi\s*$|if\s+\[",
        r"|(?:table|chain)\s+\w.*\{|type\s+\w+\s+hook|ct\s+state\s.*(?:accept|drop|vmap|jump|reject)\b|i?ifname\s|oifname\s|policy\s+(?:drop|accept)\s*;|(?:tcp|udp)\s+dport\s|\}",
        r"|(?:ipv[46]\s+\d+\s+)?(?:tcp|udp|icmp)\s+\d+\s+\d+\s|src=\d|echo\s+\S+\s*>)"
    ))
});
/// A line of nothing but assignments. `NAME=value` may be a note as well, so that such a line is read both ways.
static ASSIGNMENTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"^\s*[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S+?)(?:[\s;]+[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S+?))*[\s;]*(?:#.*)?$"#,
    )
});
/// A command inside a line of prose.
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:ip6?tables\s+(?:-t\s+\w+\s+)?-{1,2}[A-Za-z]|-A\s+[A-Z]+\s+-)[^`]*")
});
static ASSIGNMENT: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"\b([A-Za-z_]\w*)=["']?([^\s"';]+)"#));
static VARIABLE: LazyLock<Regex> = LazyLock::new(|| regex(r"\$\{?([A-Za-z_]\w*)\}?"));
static COMMAND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:[#$>]\s*)?(?:(?:sudo|doas)\s+)?(?:\S*/)?(?:\$\{?\w+\}?|ip6?tables(?:-nft|-legacy)?|ipt)\s+(?:-w\s+)?(-)",
    )
});
static LOOP: LazyLock<Regex> = LazyLock::new(|| regex(r"for\s+(\w+)\s+in\s+([^;\n]+)"));

/// Whether a line is code by itself.
pub(super) fn is_code(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && may_be_code(line) && CODE_START.is_match(line) || line == "}"
}

/// Whether a line holds assignments and nothing else.
pub(super) fn is_assignment(line: &str) -> bool {
    may_assign(line) && ASSIGNMENTS.is_match(line)
}

/// The stretch of a prose line that is a command.
pub(super) fn inline(line: &str) -> Option<Span> {
    Some(line)
        .filter(|line| may_hold_command(line))
        .and_then(|line| INLINE.find(line))
        .map(|found| Span::new(found.start(), found.end()))
}

/// Where the comment of a line of code begins.
pub(super) fn comment(line: &str) -> Option<usize> {
    let at = line.match_indices('#').map(|(at, _)| at).find(|&at| {
        line[..at].chars().all(char::is_whitespace) || line[..at].ends_with([' ', '\t'])
    })?;
    let text = line[at..].trim_start_matches('#').trim();
    (!text.is_empty() && !line[at..].starts_with("#!") && !is_code(text)).then_some(at)
}

/// Reads lines of code, given where each stands in the field's text. A `#` before a command is a comment, unless
/// every command has one: then it is the prompt of root.
pub(super) fn read(text: &str, lines: &[Span]) -> Vec<CodeLine> {
    let mut variables: HashMap<String, String> = HashMap::new();
    let mut out: Vec<CodeLine> = Vec::new();
    let prompts = lines.iter().all(|span| {
        let line = text[span.start..span.end].trim_start();
        line.starts_with('#') || !line.contains("iptables")
    });
    let commented = |line: &str| {
        !prompts && line.trim_start().starts_with('#') && !line.trim_start().starts_with("#!")
    };
    let mut joined: Option<CodeLine> = None;
    for span in lines {
        let line = &text[span.start..span.end];
        if commented(line) {
            continue;
        }
        note_variables(line, &mut variables);
        let (line, goes_on) = match line.trim_end().strip_suffix('\\') {
            Some(line) => (line, true),
            None => (line, false),
        };
        let before = joined.take();
        let whole = CodeLine {
            span: before
                .as_ref()
                .map_or(*span, |before| before.span.cover(*span)),
            text: before.map_or_else(|| line.to_owned(), |before| before.text + " " + line),
        };
        if goes_on {
            joined = Some(whole);
        } else {
            push_commands(&whole, &variables, &mut out);
        }
    }
    joined
        .iter()
        .for_each(|rest| push_commands(rest, &variables, &mut out));
    out
}

fn note_variables(line: &str, variables: &mut HashMap<String, String>) {
    let line = &line[..comment(line).unwrap_or(line.len())];
    if line.contains('=') && !line.contains("src=") {
        for found in ASSIGNMENT.captures_iter(line) {
            if variables.len() < MAX_VARIABLES && found[2].len() <= MAX_VALUE {
                variables.insert(found[1].to_owned(), found[2].to_owned());
            }
        }
    }
    if let Some(found) = Some(line)
        .filter(|line| line.contains("for"))
        .and_then(|line| LOOP.captures(line))
    {
        let words = found[2].split_whitespace().collect::<Vec<_>>().join(" ");
        if words.len() <= MAX_VALUE {
            variables.insert(found[1].to_owned(), words);
        }
    }
}

/// Splits `a; b && c` and puts each command down in its plain form. A loop's variable gives a line a word.
fn push_commands(line: &CodeLine, variables: &HashMap<String, String>, out: &mut Vec<CodeLine>) {
    let text = &line.text[..comment(&line.text).unwrap_or(line.text.len())];
    for command in text.split(';').flat_map(|part| part.split("&&")) {
        let plain = plain(command);
        let looped = variables_of(&plain).find_map(|found| {
            variables
                .get(&found[1])
                .filter(|value| value.contains(' '))
                .map(|value| (found[0].to_owned(), value))
        });
        match looped {
            Some((name, values)) => {
                for value in values.split(' ') {
                    push(
                        line.span,
                        &fill(&plain.replace(&name, value), variables),
                        out,
                    );
                }
            }
            None => push(line.span, &fill(&plain, variables), out),
        }
    }
}

/// The variables that a text uses.
fn variables_of(text: &str) -> impl Iterator<Item = Captures<'_>> {
    let text = Some(text).filter(|text| text.contains('$'));
    text.into_iter()
        .flat_map(|text| VARIABLE.captures_iter(text))
}

fn push(span: Span, text: &str, out: &mut Vec<CodeLine>) {
    if !text.is_empty() {
        out.push(CodeLine {
            span,
            text: text.to_owned(),
        });
    }
}

fn plain(command: &str) -> String {
    let spaced = command
        .split_whitespace()
        .map(short_option)
        .collect::<Vec<_>>()
        .join(" ");
    let spaced = spaced.strip_prefix("do ").unwrap_or(&spaced);
    if !spaced.contains(" -") {
        return spaced.to_owned();
    }
    COMMAND.replace(spaced, "iptables $1").into_owned()
}

/// The short form of a long option (iptables(8)).
fn short_option(word: &str) -> &str {
    match word {
        "--append" => "-A",
        "--insert" => "-I",
        "--policy" => "-P",
        "--jump" => "-j",
        "--in-interface" => "-i",
        "--out-interface" => "-o",
        "--protocol" => "-p",
        "--source" => "-s",
        "--destination" => "-d",
        "--match" => "-m",
        "--table" => "-t",
        other => other,
    }
}

fn fill(text: &str, variables: &HashMap<String, String>) -> String {
    if !text.contains('$') {
        return text.replace(['"', '\''], "");
    }
    VARIABLE
        .replace_all(text, |found: &Captures<'_>| {
            variables
                .get(&found[1])
                .filter(|value| !value.contains('$'))
                .cloned()
                .unwrap_or_else(|| found[0].to_owned())
        })
        .replace(['"', '\''], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_prose() {
        for (line, expected) in [
            ("iptables -P INPUT DROP", true),
            ("sudo /sbin/iptables -A INPUT -j DROP", true),
            ("$IPT -A INPUT -j DROP", true),
            ("-A INPUT -j DROP", true),
            ("#iptables -F", true),
            (":INPUT DROP [0:0]", true),
            ("COMMIT", true),
            ("modprobe nf_conntrack_ftp", true),
            ("chain input {", true),
            ("iptables -A INPUT -j DROP", true),
            ("iptables –A INPUT –j DROP", true),
            ("iptables-restore < rules", true),
            ("for c in INPUT FORWARD; do", true),
            ("for c in INPUT FORWARD", true),
            ("done", true),
            ("done < list", true),
            ("sysctl -w net.netfilter.nf_conntrack_max=9", true),
            ("iptables is a tool", false),
            ("iptables uses the table for this", false),
            ("for replies in the table no rule is needed.", false),
            ("for packets in this direction no rule is needed", false),
            ("done by the firewall alone", false),
            ("sysctl lets you raise it", false),
            ("modprobe loads it", false),
            ("NEW=first packet of a connection", false),
            ("- A list item", false),
            ("The rules are simple", false),
            ("NEW = first packet", false),
            ("*important*", false),
        ] {
            assert_eq!(is_code(line), expected, "{line}");
        }
    }

    #[test]
    fn assignments_are_told_from_notes() {
        for (line, expected) in [
            ("LAN=br0; WAN=ppp0", true),
            ("LAN=br0 WAN=ppp0  # inside, outside", true),
            ("IPT=\"/sbin/iptables -w\"", true),
            ("ASSURED=bidirectional", true),
            ("NEW=first packet", false),
            ("EST=the other one answered", false),
            ("NEW = first", false),
        ] {
            assert_eq!(is_assignment(line), expected, "{line}");
        }
    }

    #[test]
    fn lines_come_out_plain() {
        for (text, expected) in [
            (
                "sudo iptables  -A INPUT \\\n  -j DROP",
                vec!["iptables -A INPUT -j DROP"],
            ),
            (
                "IN=eth1\n$IPT -A INPUT -i $IN -j ACCEPT",
                vec!["IN=eth1", "iptables -A INPUT -i eth1 -j ACCEPT"],
            ),
            (
                "iptables -F; iptables -X # clean",
                vec!["iptables -F", "iptables -X"],
            ),
            (
                "for c in INPUT FORWARD; do\n iptables -P $c DROP\ndone",
                vec![
                    "for c in INPUT FORWARD",
                    "do",
                    "iptables -P INPUT DROP",
                    "iptables -P FORWARD DROP",
                    "done",
                ],
            ),
            ("# iptables -F", vec!["iptables -F"]),
            ("iptables -X\n# iptables -F", vec!["iptables -X"]),
        ] {
            let mut at = 0;
            let lines: Vec<_> = text
                .split_inclusive('\n')
                .map(|line| {
                    at += line.len();
                    Span::new(
                        at - line.len(),
                        at - line.len() + line.trim_end_matches('\n').len(),
                    )
                })
                .collect();
            let found: Vec<_> = read(text, &lines)
                .into_iter()
                .map(|line| line.text)
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
