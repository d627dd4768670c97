//! What a rule does: verdicts, translation, marks, and statements that decide nothing.

use super::cursor::Cursor;
use crate::netfilter::model::{ChainKey, Family, MarkChange, MarkCopy, PortRange, Rewrite, Target};
use crate::netfilter::names;
use std::net::IpAddr;

/// A statement at the cursor.
pub(super) enum Statement {
    /// Does this.
    Target(Target),
    /// Looks at what no packet shows.
    Assumed(String, bool),
    /// Decides nothing.
    Nothing,
}

/// The statement at the cursor; none where none begins here.
pub(super) fn statement(cursor: &mut Cursor<'_>, key: &ChainKey) -> Option<Statement> {
    let word = cursor.peek()?.text.as_str();
    if let Some(target) = verdict(cursor, key) {
        return Some(Statement::Target(target));
    }
    let set = |cursor: &Cursor<'_>, at| cursor.ahead(at).is_some_and(|token| token.is("set"));
    Some(match word {
        "counter" => {
            options(cursor, &["packets", "bytes", "name"]);
            Statement::Nothing
        }
        "log" => {
            options(
                cursor,
                &[
                    "prefix",
                    "level",
                    "group",
                    "snaplen",
                    "queue-threshold",
                    "flags",
                ],
            );
            Statement::Nothing
        }
        "comment" => {
            options(cursor, &[]);
            let _ = cursor.next();
            Statement::Nothing
        }
        "limit" => limit(cursor),
        "quota" => passed(cursor, "the quota is not used up", true),
        "ct" if cursor.ahead(1).is_some_and(|token| token.is("count")) => {
            passed(cursor, "there are more connections than allowed", false)
        }
        "mark" if set(cursor, 1) => Statement::Target(mark(cursor, false)),
        "meta" | "ct" if set(cursor, 2) && cursor.text(1) == "mark" => {
            Statement::Target(mark(cursor, word == "ct"))
        }
        "ct" if set(cursor, 2) => {
            rest(cursor);
            Statement::Target(Target::Passive("CT".to_owned()))
        }
        "ip" | "ip6" | "tcp" | "udp" | "ether" | "meta" if set(cursor, 2) => {
            rest(cursor);
            Statement::Nothing
        }
        "flow" | "add" | "update" | "delete" | "set" | "dup" | "fwd" | "tproxy" | "synproxy"
        | "meter" => {
            rest_of_statement(cursor);
            Statement::Nothing
        }
        _ => return None,
    })
}

/// A verdict or translation at the cursor.
pub(super) fn verdict(cursor: &mut Cursor<'_>, key: &ChainKey) -> Option<Target> {
    let word = cursor.peek()?.text.as_str();
    let chain = |cursor: &mut Cursor<'_>| {
        let _ = cursor.next();
        let span = cursor.span();
        let name = cursor.word().map(|word| word.text).unwrap_or_default();
        let to = ChainKey::new(key.family, key.table.clone(), name);
        cursor.jumps.push((to.clone(), span));
        to
    };
    let plain = match word {
        "accept" => Target::Accept,
        "drop" => Target::Drop,
        "return" => Target::Return,
        "continue" => Target::Passive("continue".to_owned()),
        "notrack" => Target::Notrack,
        "jump" => return Some(Target::Jump(chain(cursor))),
        "goto" => return Some(Target::Goto(chain(cursor))),
        "reject" => return Some(Target::Reject(answer(cursor))),
        "queue" => {
            let _ = cursor.next();
            let mut bypass = false;
            while let Some(next) = cursor.peek().filter(|next| !next.is(";") && !next.is("}")) {
                bypass |= next.is("bypass");
                let _ = cursor.next();
            }
            return Some(Target::Queue { bypass });
        }
        "masquerade" | "snat" | "dnat" | "redirect" => return Some(translation(cursor)),
        _ => return None,
    };
    let _ = cursor.next();
    Some(plain)
}

/// `reject [with …]` → the kind as iptables names it; `icmpx` is the same in both families.
fn answer(cursor: &mut Cursor<'_>) -> String {
    let _ = cursor.next();
    let usual = "icmpx-port-unreachable".to_owned();
    if !cursor.take("with") {
        return usual;
    }
    let span = cursor.span();
    let family = cursor.word().map(|word| word.text).unwrap_or_default();
    if family == "tcp" {
        if !cursor.take("reset") {
            cursor.refuse_with(span, "TCP is answered by a reset", "write tcp reset");
        }
        return "tcp-reset".to_owned();
    }
    let _ = cursor.take("type");
    let (start, kinds): (&str, &[&str]) = match family.as_str() {
        "icmp" => (
            "icmp-",
            &[
                "net-unreachable",
                "host-unreachable",
                "prot-unreachable",
                "port-unreachable",
                "net-prohibited",
                "host-prohibited",
                "admin-prohibited",
            ],
        ),
        "icmpv6" => (
            "icmp6-",
            &[
                "no-route",
                "admin-prohibited",
                "addr-unreachable",
                "port-unreachable",
                "policy-fail",
                "reject-route",
            ],
        ),
        "icmpx" => (
            "icmpx-",
            &[
                "port-unreachable",
                "admin-prohibited",
                "no-route",
                "host-unreachable",
            ],
        ),
        other => {
            let what = format!("'{other}' answers nothing");
            cursor.refuse_with(span, what, "write icmpx port-unreachable or tcp reset");
            return usual;
        }
    };
    let span = cursor.span();
    let kind = cursor.word().map(|word| word.text).unwrap_or_default();
    if !kinds.contains(&kind.as_str()) && names::unsigned(&kind).is_none() {
        let what = format!("no answer '{kind}'");
        cursor.refuse_with(span, what, &format!("write {}", kinds.join(", ")));
    }
    format!("{start}{kind}")
}

fn translation(cursor: &mut Cursor<'_>) -> Target {
    let kind = cursor
        .next()
        .map_or("", |token| token.text.as_str())
        .to_owned();
    let mut made = Rewrite::default();
    let (mut port_next, mut family) = (false, false);
    let span = cursor.span();
    while !cursor.at_end() {
        let Some(word) = cursor.word() else { break };
        let text = word.text.as_str();
        match text {
            "ip" | "ip6" => family = true,
            "to" | "random" | "fully-random" | "persistent" | "," => {}
            ":" => port_next = true,
            _ if port_next || (kind == "redirect" && ports(text).is_some()) => {
                made.ports = ports(text);
            }
            _ => match range(text) {
                Some(addresses) => made.addresses = Some(addresses),
                None => {
                    // the rest belongs to another statement, or is a map
                    cursor.at -= 1;
                    break;
                }
            },
        }
    }
    if made.addresses.is_some() && !family && cursor.table.0 == Family::Both {
        let mend = format!("write {kind} ip to …");
        cursor.refuse_with(
            span,
            "in an inet table the family of the address must be said",
            &mend,
        );
    }
    match kind.as_str() {
        "masquerade" => Target::Masquerade(made.ports),
        "redirect" => Target::Redirect(made.ports),
        "snat" => Target::Snat(made),
        _ => Target::Dnat(made),
    }
}

fn range(text: &str) -> Option<(IpAddr, IpAddr)> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    Some((low.parse().ok()?, high.parse().ok()?))
}

fn ports(text: &str) -> Option<PortRange> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some(PortRange {
        first: names::port(first)?,
        last: names::port(last)?,
    })
}

/// Passes over a word and the options with a value that follow it.
fn options(cursor: &mut Cursor<'_>, known: &[&str]) {
    let _ = cursor.next();
    while cursor
        .peek()
        .is_some_and(|next| known.contains(&next.text.as_str()))
    {
        let _ = cursor.next();
        let _ = cursor.next();
        while cursor.is(",") {
            let _ = (cursor.next(), cursor.next());
        }
    }
}

/// `limit rate [over] 10/second [burst 5 packets]`.
fn limit(cursor: &mut Cursor<'_>) -> Statement {
    let _ = cursor.next();
    let mut over = false;
    let mut rate = String::new();
    while let Some(next) = cursor.peek() {
        match next.text.as_str() {
            "rate" | "burst" | "packets" | "bytes" | "kbytes" | "mbytes" | "until" => {}
            "over" => over = true,
            "/" => rate.push('/'),
            "second" | "minute" | "hour" | "day" | "week" => rate.push_str(&next.text),
            text if ["bytes/", "kbytes/", "mbytes/"]
                .iter()
                .any(|unit| text.starts_with(unit)) =>
            {
                rate.push_str(text);
            }
            text if text.starts_with(|c: char| c.is_ascii_digit()) => {
                if !rate.contains('/') {
                    rate.push_str(text);
                }
            }
            _ => break,
        }
        let _ = cursor.next();
    }
    if over {
        Statement::Assumed(format!("the limit of {rate} is exceeded"), false)
    } else {
        Statement::Assumed(format!("the limit of {rate} is not reached"), true)
    }
}

/// Passes over numbers and small words behind the one at the cursor.
fn passed(cursor: &mut Cursor<'_>, what: &str, holds: bool) -> Statement {
    let _ = cursor.next();
    let small = [
        "count", "over", "until", "bytes", "kbytes", "mbytes", "used",
    ];
    while cursor.peek().is_some_and(|next| {
        small.contains(&next.text.as_str()) || next.text.starts_with(|c: char| c.is_ascii_digit())
    }) {
        let _ = cursor.next();
    }
    Statement::Assumed(what.to_owned(), holds)
}

/// `meta mark set …` and `ct mark set …`: the cursor stands before the first word.
fn mark(cursor: &mut Cursor<'_>, of_connection: bool) -> Target {
    while cursor.next().is_some_and(|token| !token.is("set")) {}
    let word = cursor.word().map(|word| word.text).unwrap_or_default();
    let from_connection = word == "ct";
    if matches!(word.as_str(), "ct" | "meta") {
        let _ = cursor.take("mark");
    }
    let read = matches!(word.as_str(), "ct" | "meta" | "mark");
    let sign = cursor.text(0);
    let change = if read && matches!(sign, "or" | "and" | "xor" | "|" | "&" | "^") {
        let _ = cursor.next();
        let value = cursor.word().and_then(|word| names::unsigned(&word.text));
        let value = value.unwrap_or_default();
        match sign {
            "or" | "|" => MarkChange {
                clear: value,
                flip: value,
            },
            "and" | "&" => MarkChange {
                clear: !value,
                flip: 0,
            },
            _ => MarkChange {
                clear: 0,
                flip: value,
            },
        }
    } else if read {
        return match (of_connection, from_connection) {
            (true, false) => Target::SaveMark(MarkCopy::WHOLE),
            (false, true) => Target::RestoreMark(MarkCopy::WHOLE),
            _ => Target::Passive("mark".to_owned()),
        };
    } else {
        MarkChange {
            clear: u32::MAX,
            flip: names::unsigned(&word).unwrap_or_default(),
        }
    };
    match (of_connection, from_connection) {
        (true, _) => Target::ConnMark(change),
        (false, false) => Target::Mark(change),
        (false, true) => Target::Passive("mark".to_owned()),
    }
}

/// `… set value`: up to and with the value.
fn rest(cursor: &mut Cursor<'_>) {
    while let Some(token) = cursor.next() {
        if token.is("set") {
            let _ = cursor.next();
            return;
        }
    }
}

/// `add @set { … }`, `flow add @f`: up to the end of a list or of a name with `@`.
fn rest_of_statement(cursor: &mut Cursor<'_>) {
    let _ = cursor.next();
    while !cursor.at_end() {
        let Some(token) = cursor.next() else { return };
        if token.text.starts_with('@') && !cursor.is("{") {
            return;
        }
        if token.is("{") {
            while !cursor.is("}") && cursor.next().is_some() {}
            let _ = cursor.take("}");
            return;
        }
    }
}
