//! One entry, read word by word: its head up to the first tuple, then fields and flags in any order.

use super::head::Head;
use super::lines::lines;
use super::model::{Address, Entry, EntryFlag, Extra, Field, PrintedTuple};
use super::names::{BRACKETS, NUMBERS, TUPLE, is_field, nearest_field};
use super::words::{Word, words};
use crate::netfilter::model::Family;
use crate::netfilter::names::unsigned;
use crate::netfilter::slip::{Slip, nearest};
use crate::source::{Source, Span};
use std::net::IpAddr;

/// Slips that are kept of one entry.
const SLIPS: usize = 8;

/// A line of a text that is an entry, or ought to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// The whole of it.
    pub span: Span,
    /// What it says; none where it does not begin as an entry does.
    pub entry: Option<Entry>,
    /// What no kernel prints, in the order of the line.
    pub slips: Vec<Slip>,
}

/// The entries of a text, one by one: `conntrack -L` and `-E`, /proc/net/nf_conntrack and ip_conntrack, in Markdown too.
pub fn entries(source: &Source) -> impl Iterator<Item = EntryLine> {
    lines(source.text()).map(|span| line(source.text(), span))
}

fn line(text: &str, span: Span) -> EntryLine {
    let mut slips = Vec::new();
    let mut words = words(text, span).peekable();
    let entry = match Head::read(&mut words, span, &mut slips) {
        None => None,
        Some(head) => {
            let mut tail = Tail::new(span, head);
            words.for_each(|word| tail.take(word, &mut slips));
            tail.finish(&mut slips)
        }
    };
    slips.truncate(SLIPS);
    EntryLine { span, entry, slips }
}

/// What follows the head, as far as it is read.
struct Tail {
    entry: Entry,
    /// Whether a field was read that stands behind both tuples.
    behind: bool,
}

impl Tail {
    fn new(span: Span, head: Head) -> Self {
        let entry = Entry {
            span,
            event: head.event,
            family: head.family.unwrap_or(Family::V4),
            protocol: head.protocol,
            number: head.number,
            timeout: head.timeout,
            state: head.state,
            gre_timeouts: [None; 2],
            original: PrintedTuple::default(),
            reply: None,
            flags: Vec::new(),
            extras: Vec::new(),
            unread: Vec::new(),
        };
        let behind = false;
        Self { entry, behind }
    }

    fn take(&mut self, word: Word<'_>, slips: &mut Vec<Slip>) {
        if let Some(flag) = word.bracketed() {
            return self.flag(flag, word.span, slips);
        }
        match word.field() {
            Some((name, value)) if TUPLE.contains(&name) && !self.is_behind(name) => {
                self.tuple_field(name, value, word.span, slips);
            }
            Some((name, value)) => self.extra(name, value, word, slips),
            None => self.entry.unread.push(word.span),
        }
    }

    /// Whether a field that may stand in a tuple is one of those behind: the id of the entry, which ICMP has of its own.
    fn is_behind(&self, name: &str) -> bool {
        let tuple = self.entry.reply.as_ref().unwrap_or(&self.entry.original);
        name == "id" && (tuple.kind.is_none() || tuple.id.is_some() || self.behind)
    }

    fn flag(&mut self, name: &str, span: Span, slips: &mut Vec<Slip>) {
        match EntryFlag::ALL.into_iter().find(|flag| flag.name() == name) {
            Some(value) if !self.entry.has(value) => self.entry.flags.push(Field { value, span }),
            Some(_) => note(slips, Slip::refused(span, format!("[{name}] twice"))),
            None => {
                let meant = nearest(name, BRACKETS).filter(|meant| *meant != name);
                if let Some(meant) = meant {
                    let slip = Slip::refused(span, format!("'[{name}]' is no flag"));
                    note(slips, slip.mend(format!("[{meant}]")));
                }
                self.entry.unread.push(span);
            }
        }
    }

    fn tuple_field(&mut self, name: &str, value: Word<'_>, span: Span, slips: &mut Vec<Slip>) {
        if name == "src" && self.entry.original.source.is_some() && self.entry.reply.is_none() {
            self.entry.reply = Some(PrintedTuple::default());
        }
        if name == "src" && value.text.contains(':') {
            self.entry.family = Family::V6;
        }
        let tuple = self
            .entry
            .reply
            .as_mut()
            .unwrap_or(&mut self.entry.original);
        let fresh = match name {
            "src" => fill(&mut tuple.source, address(value, slips)),
            "dst" => fill(&mut tuple.destination, address(value, slips)),
            "sport" | "srckey" => fill(&mut tuple.source_port, number(name, value, slips)),
            "dport" | "dstkey" => fill(&mut tuple.destination_port, number(name, value, slips)),
            "type" => fill(&mut tuple.kind, number(name, value, slips)),
            "code" => fill(&mut tuple.code, number(name, value, slips)),
            "id" => fill(&mut tuple.id, number(name, value, slips)),
            "packets" => fill(&mut tuple.packets, number(name, value, slips)),
            _ => fill(&mut tuple.bytes, number(name, value, slips)),
        };
        if !fresh {
            let slip = Slip::refused(span, format!("'{name}=' twice in one tuple"));
            note(
                slips,
                slip.mend("an entry has two tuples, each begins with src="),
            );
        }
    }

    fn extra(&mut self, name: &str, value: Word<'_>, word: Word<'_>, slips: &mut Vec<Slip>) {
        let gre = ["timeout", "stream_timeout"];
        if let Some(at) = gre.iter().position(|known| *known == name) {
            self.entry.gre_timeouts[at] = number(name, value, slips).map(|field| field.value);
            return;
        }
        if !is_field(name)
            && let Some(meant) = nearest_field(name)
        {
            let slip = Slip::refused(word.span, format!("'{name}=' is no field"));
            note(slips, slip.mend(format!("{meant}=")));
        }
        if NUMBERS.contains(&name) {
            number::<u64>(name, value, slips);
        }
        self.behind = true;
        self.entry.extras.push(Extra {
            name: name.to_owned(),
            value: value.text.to_owned(),
            span: word.span,
        });
    }

    /// The entry, if it has a tuple at all; what the line lacks is noted.
    fn finish(self, slips: &mut Vec<Slip>) -> Option<Entry> {
        let entry = self.entry;
        let at = Span::new(entry.span.end, entry.span.end);
        lacking(&entry, &entry.original, "original", at, slips);
        if let Some(reply) = &entry.reply {
            lacking(&entry, reply, "reply", at, slips);
        }
        entry.original.source.or(entry.original.destination)?;
        if slips.is_empty() {
            mixed(&entry, slips);
        }
        Some(entry)
    }
}

/// Notes a slip, unless there are enough.
pub(super) fn note(slips: &mut Vec<Slip>, slip: Slip) {
    if slips.len() < SLIPS {
        slips.push(slip);
    }
}

/// Puts a value where none is; false where there is one.
fn fill<T>(slot: &mut Option<Field<T>>, value: Option<Field<T>>) -> bool {
    let fresh = slot.is_none();
    if fresh {
        *slot = value;
    }
    fresh
}

fn address(word: Word<'_>, slips: &mut Vec<Slip>) -> Option<Address> {
    let value: Option<IpAddr> = word.text.parse().ok();
    if value.is_none() {
        let what = match word.text {
            "" => "expected an address".to_owned(),
            text => format!("expected an address, found '{text}'"),
        };
        note(slips, Slip::refused(word.span, what));
    }
    Some(Field {
        value,
        span: word.span,
    })
}

/// A number that fits its field, decimal or `0x` hexadecimal.
fn number<N: TryFrom<u64>>(name: &str, word: Word<'_>, slips: &mut Vec<Slip>) -> Option<Field<N>> {
    let read = match word.text.strip_prefix("0x") {
        Some(_) => unsigned(word.text).map(u64::from),
        None => decimal(word.text),
    };
    let fitting = read.and_then(|number| N::try_from(number).ok());
    if fitting.is_none() {
        let what = match read {
            Some(_) => format!("{name}={} is larger than its field can hold", word.text),
            None => format!("expected a number behind '{name}=', found '{}'", word.text),
        };
        note(slips, Slip::refused(word.span, what));
    }
    fitting.map(|value| Field {
        value,
        span: word.span,
    })
}

/// Digits and nothing else as a number.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// What a tuple of this protocol must have and does not.
fn lacking(entry: &Entry, tuple: &PrintedTuple, which: &str, at: Span, slips: &mut Vec<Slip>) {
    let ported = matches!(entry.number, 6 | 17 | 132 | 136) && entry.protocol.value != "unknown";
    let lacks = [
        ("src=", tuple.source.is_none()),
        ("dst=", tuple.destination.is_none()),
        ("sport=", ported && tuple.source_port.is_none()),
        ("dport=", ported && tuple.destination_port.is_none()),
    ];
    let missing: Vec<&str> = lacks
        .iter()
        .filter(|(_, missing)| *missing)
        .map(|(name, _)| *name)
        .collect();
    // a value that is none was noted where it stands
    if !missing.is_empty() && slips.is_empty() {
        let what = format!("the {which} tuple has no {}", missing.join(", no "));
        note(slips, Slip::refused(at, what));
    }
}

/// Addresses of both families in one tuple.
fn mixed(entry: &Entry, slips: &mut Vec<Slip>) {
    for tuple in std::iter::once(&entry.original).chain(&entry.reply) {
        if let [Some(source), Some(destination)] = [tuple.source, tuple.destination]
            && let [Some(from), Some(to)] = [source.value, destination.value]
            && from.is_ipv4() != to.is_ipv4()
        {
            let what = "an IPv4 and an IPv6 address in one tuple";
            note(slips, Slip::refused(destination.span, what));
        }
    }
}
