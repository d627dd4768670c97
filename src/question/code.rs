//! Code blocks, and what they hold, told by their content.

use super::{CodeBlock, CodeKind};
use crate::markdown::{Block, BlockKind};

/// Commands and lines that make up a ruleset.
const COMMANDS: [&str; 8] = [
    "iptables",
    "ip6tables",
    "iptables-save",
    "iptables-restore",
    "ip6tables-save",
    "ip6tables-restore",
    "iptables-nft",
    "nft",
];

/// The block as code; none where it is something else.
pub(super) fn code_block(block: &Block) -> Option<CodeBlock> {
    let BlockKind::Code { language, text } = &block.kind else {
        return None;
    };
    Some(CodeBlock {
        language: language.clone(),
        text: text.clone(),
        span: block.span,
        kind: kind_of(text),
    })
}

/// All code within a block, itself included, in order.
pub(super) fn code_within(block: &Block, found: &mut Vec<CodeBlock>) {
    found.extend(code_block(block));
    for child in &block.children {
        code_within(child, found);
    }
}

/// What code holds: connection entries where most telling lines are such, else rules where any line is.
pub fn kind_of(code: &str) -> CodeKind {
    let (mut entries, mut rules) = (0_usize, 0_usize);
    for line in joined_lines(code) {
        if is_entry(&line) {
            entries += 1;
        } else if is_rule(&line) {
            rules += 1;
        }
    }
    match (entries, rules) {
        (0, 0) => CodeKind::Other,
        _ if entries >= rules => CodeKind::ConntrackEntries,
        _ => CodeKind::FirewallRules,
    }
}

/// The lines, each joined with those that `\` continues it on.
fn joined_lines(code: &str) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut open = false;
    for line in code.lines() {
        let line = line.trim_end();
        let (held, goes_on) = match line.strip_suffix('\\') {
            Some(held) => (held, true),
            None => (line, false),
        };
        match joined.last_mut() {
            Some(last) if open => last.push_str(held),
            _ => joined.push(held.to_owned()),
        }
        open = goes_on;
    }
    joined
}

/// A line as `conntrack -L`, `conntrack -E` or the kernel's table prints it.
fn is_entry(line: &str) -> bool {
    let has = |key: &str| {
        line.split_whitespace().any(|word| {
            word.strip_prefix(key)
                .is_some_and(|value| !value.is_empty())
        })
    };
    has("src=") && has("dst=")
}

/// A line of a script or of a ruleset; prompts and `sudo` before it do not matter.
fn is_rule(line: &str) -> bool {
    let mut words = line
        .split_whitespace()
        .skip_while(|word| matches!(*word, "$" | "#" | "sudo"))
        .peekable();
    let Some(first) = words.next() else {
        return false;
    };
    let command = first.rsplit('/').next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    match first {
        "-A" | "-I" | "-P" | "-N" => is_name(next),
        "*filter" | "*nat" | "*mangle" | "*raw" | "*security" => true,
        "table" => matches!(next, "ip" | "ip6" | "inet" | "arp" | "bridge" | "netdev"),
        _ if first.starts_with(':') => matches!(next, "ACCEPT" | "DROP" | "-"),
        _ => COMMANDS.contains(&command),
    }
}

/// The name of a chain.
fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_by_its_content() {
        use CodeKind::{ConntrackEntries as Entries, FirewallRules as Rules, Other};
        for (code, kind) in [
            (
                "tcp 6 299 ESTABLISHED src=1.2.3.4 dst=5.6.7.8 sport=1 dport=2",
                Entries,
            ),
            (
                "tcp 6 5 SYN_SENT src=1.2.3.4 \\\n   dst=5.6.7.8 sport=1",
                Entries,
            ),
            ("tcp 6 5 SYN_SENT src=1.2.3.4\n   dst=5.6.7.8", Other),
            ("ipv4     2 udp      17 25 src=::1 dst=::2", Entries),
            (
                "    [NEW] icmp 1 30 src=1.2.3.4 dst=5.6.7.8 type=8",
                Entries,
            ),
            ("$ conntrack -L\nudp 17 25 src=1.2.3.4 dst=5.6.7.8", Entries),
            ("src= dst=", Other),
            ("iptables -A INPUT -j DROP", Rules),
            ("$ sudo iptables -P INPUT DROP", Rules),
            ("# iptables -A INPUT \\\n  -j DROP", Rules),
            ("/usr/sbin/ip6tables -A INPUT -j DROP", Rules),
            ("*filter\n:INPUT DROP [0:0]\nCOMMIT", Rules),
            (":FORWARD - [0:0]", Rules),
            ("-A INPUT -j DROP", Rules),
            ("-A 5", Other),
            ("nft add rule inet filter input drop", Rules),
            ("table inet filter {\n chain input { }\n}", Rules),
            ("table 5", Other),
            (
                "sysctl net.netfilter.nf_conntrack_max=9\niptables -t raw -A OUTPUT -j CT --notrack",
                Rules,
            ),
            ("sysctl -w net.ipv4.ip_forward=1", Other),
            (
                "+-----+      +-----+\n| LAN |------| WAN |\n+-----+      +-----+",
                Other,
            ),
            ("we use iptables here", Other),
            ("", Other),
            ("\\", Other),
        ] {
            assert_eq!(kind_of(code), kind, "{code}");
        }
    }
}
