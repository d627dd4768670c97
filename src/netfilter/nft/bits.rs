//! Tests of single bits and comparisons: TCP flags, marks and states under a mask, `>` and `<`.

use super::cursor::Cursor;
use super::expression::{Left, Looked};
use super::made::{assumed, matched};
use super::value::list;
use crate::netfilter::model::{Flags, Match, PortRange, Ports, Test};
use crate::netfilter::names;

/// `tcp flags syn`, `tcp flags & (fin|syn) == syn`, `tcp flags syn / fin,syn`, `tcp flags ! fin`.
pub(super) fn flags(cursor: &mut Cursor<'_>) -> Match {
    if cursor.take("&") || cursor.take("and") {
        let mask = bits(cursor);
        let negated = cursor.take("!=");
        let _ = cursor.take("==");
        let set = bits(cursor);
        return Match::new(negated, Test::TcpFlags { mask, set });
    }
    let none = cursor.take("!") || cursor.take("not");
    let other = cursor.take("!=") || cursor.take("ne");
    let same = cursor.take("==") || cursor.take("eq");
    let exactly = |set| Test::TcpFlags {
        mask: Flags::ALL,
        set,
    };
    if cursor.take("{") {
        let mut any = Vec::new();
        while !cursor.is("}") && cursor.peek().is_some() {
            let before = cursor.at;
            any.extend(flag(cursor).map(exactly));
            if !cursor.take(",") && cursor.at == before {
                break;
            }
        }
        let _ = cursor.take("}");
        return Match::new(other, Test::Any(any));
    }
    let start = cursor.at;
    let set = bits(cursor);
    if cursor.take("/") {
        let mask = bits(cursor);
        return Match::new(other || none, Test::TcpFlags { mask, set });
    }
    match (none, other || same) {
        (true, _) => Match::is(Test::TcpFlags {
            mask: set,
            set: Flags::default(),
        }),
        (_, true) => Match::new(other, exactly(set)),
        // any of them is on
        _ => {
            let end = cursor.at;
            cursor.at = start;
            let mut any = Vec::new();
            while cursor.at < end {
                match flag(cursor) {
                    Some(flag) => any.push(Test::TcpFlags {
                        mask: flag,
                        set: flag,
                    }),
                    None => cursor.at += 1,
                }
            }
            cursor.at = end;
            Match::is(if any.len() == 1 {
                any.remove(0)
            } else {
                Test::Any(any)
            })
        }
    }
}

/// Flags joined by `|` or commas, in brackets or not; a number stands for none.
fn bits(cursor: &mut Cursor<'_>) -> Flags {
    let mut all = Flags::default();
    let open = cursor.take("(");
    loop {
        match flag(cursor) {
            Some(flag) => all = all.with(flag),
            None if cursor.text(0).starts_with('0') => drop(cursor.next()),
            None => {
                let span = cursor.span();
                let what = format!("no TCP flag '{}'", cursor.text(0));
                cursor.refuse_with(span, what, "fin, syn, rst, psh, ack or urg");
            }
        }
        if !(cursor.take("|") || cursor.take("or") || cursor.take(",")) {
            break;
        }
    }
    if open {
        let _ = cursor.take(")");
    }
    all
}

/// The flag at the cursor.
fn flag(cursor: &mut Cursor<'_>) -> Option<Flags> {
    let flag = match cursor.text(0) {
        "fin" => Flags::FIN,
        "syn" => Flags::SYN,
        "rst" => Flags::RST,
        "psh" => Flags::PSH,
        "ack" => Flags::ACK,
        "urg" => Flags::URG,
        "ecn" | "cwr" => Flags::default(),
        _ => return None,
    };
    let _ = cursor.next();
    Some(flag)
}

/// `mark & 0xff == 1`, `ct state & (new | established) != 0`: the cursor stands behind the `&`.
pub(super) fn masked(cursor: &mut Cursor<'_>, looked: &Looked<'_>) -> Option<Match> {
    let open = cursor.take("(");
    let mut bits: Vec<String> = cursor.word().map(|word| word.text).into_iter().collect();
    while cursor.take("|") || cursor.take("or") || cursor.take(",") {
        bits.extend(cursor.word().map(|word| word.text));
    }
    if open {
        let _ = cursor.take(")");
    }
    let negated = cursor.take("!=");
    let _ = cursor.take("==");
    let span = cursor.span();
    let value = list(cursor);
    let number = |texts: &[String]| texts.first().and_then(|text| names::unsigned(text));
    if matches!(looked.left, Left::Mark | Left::ConnMark) {
        let (Some(value), Some(mask)) = (number(&value), number(&bits)) else {
            cursor.refuse(span, "a mark and its mask are numbers");
            return None;
        };
        let test = match looked.left {
            Left::Mark => Test::Mark { value, mask },
            _ => Test::ConnMark { value, mask },
        };
        return Some(Match::new(negated, test));
    }
    let none = number(&value) == Some(0);
    match matched(&looked.left, &bits) {
        // `!= 0`, or `==` the one bit: any of them is on
        Ok((test, _)) if none || bits.len() == 1 => Some(Match::new(negated != none, test)),
        Ok(_) => Some(Match::is(assumed(
            "the bits are these and no others",
            false,
        ))),
        Err((what, ..)) => {
            cursor.refuse(span, what);
            None
        }
    }
}

/// `> 1023` and its kin.
pub(super) fn comparison(cursor: &mut Cursor<'_>, looked: &Looked<'_>) -> Test {
    let sign = cursor
        .next()
        .map_or("", |token| token.text.as_str())
        .to_owned();
    let value = cursor.word().map(|word| word.text).unwrap_or_default();
    let number = names::port(&value);
    let (Left::Port(side), Some(number)) = (&looked.left, number) else {
        return assumed(&format!("the packet is {sign} {value}"), false);
    };
    let (first, last) = match sign.as_str() {
        "<" => (0, number.saturating_sub(1)),
        "<=" => (0, number),
        ">" => (number.saturating_add(1), u16::MAX),
        _ => (number, u16::MAX),
    };
    Test::Port(*side, Ports(vec![PortRange { first, last }]))
}
