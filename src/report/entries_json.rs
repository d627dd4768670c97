//! A conntrack entry as JSON: the contract with other programs. Keys may be added, never changed.

use super::json::{line, pretty};
use crate::netfilter::{
    Entry, EntryLine, Event, Family, Field, PrintedTuple, Slip, State, Translation,
};
use crate::source::Source;
use serde::Serialize;
use std::collections::BTreeMap;

/// An entry, or what is wrong with its line, on lines for people; both where it could be read in part.
pub fn entry_json(source: &Source, entry: &EntryLine) -> String {
    pretty(&JsonLine::new(source, entry))
}

/// The same on one line.
pub fn entry_jsonl(source: &Source, entry: &EntryLine) -> String {
    line(&JsonLine::new(source, entry))
}

#[derive(Serialize)]
struct JsonLine<'a> {
    #[serde(flatten)]
    entry: Option<JsonEntry<'a>>,
    #[serde(flatten)]
    error: Option<JsonError<'a>>,
    line: usize,
}

#[derive(Serialize)]
struct JsonError<'a> {
    error: &'a str,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonEntry<'a> {
    protocol: &'a str,
    state: Option<&'static str>,
    original: JsonTuple<'a>,
    reply: Option<JsonTuple<'a>>,
    nat: Option<&'static str>,
    flags: Vec<&'static str>,
    timeout: Option<u64>,
    explanation: String,
    event: Option<&'static str>,
    family: &'static str,
    number: u8,
    changed: Vec<&'static str>,
    seen_reply: Option<bool>,
    next: Option<JsonNext>,
    oddities: Vec<String>,
    fields: BTreeMap<&'a str, &'a str>,
    unread: Vec<&'a str>,
}

/// The state of the next packet of either direction.
#[derive(Serialize)]
struct JsonNext {
    original: &'static str,
    reply: &'static str,
}

#[derive(Serialize)]
struct JsonTuple<'a> {
    src: Option<&'a str>,
    dst: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sport: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dport: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    srckey: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dstkey: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    packets: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

impl<'a> JsonLine<'a> {
    fn new(source: &'a Source, found: &'a EntryLine) -> Self {
        let slip = found.slips.first();
        let start = slip.map_or(found.span.start, |slip| slip.span.start);
        Self {
            entry: found
                .entry
                .as_ref()
                .map(|entry| JsonEntry::new(source, entry)),
            error: slip.map(|slip| JsonError::new(source, slip)),
            line: source.position(start).line,
        }
    }
}

impl<'a> JsonError<'a> {
    fn new(source: &Source, slip: &'a Slip) -> Self {
        Self {
            error: &slip.what,
            column: source.position(slip.span.start).column,
            mend: slip.mend.as_deref(),
        }
    }
}

impl<'a> JsonEntry<'a> {
    fn new(source: &'a Source, entry: &'a Entry) -> Self {
        let both = entry.translation();
        let told = entry.explain();
        let extras = entry.extras.iter();
        Self {
            protocol: &entry.protocol.value,
            state: entry.state.map(|state| state.value),
            original: JsonTuple::new(source, &entry.original, entry.number),
            reply: entry
                .reply
                .as_ref()
                .map(|reply| JsonTuple::new(source, reply, entry.number)),
            nat: both.as_ref().map(|both| both.nat.name()),
            flags: entry.flags.iter().map(|flag| flag.value.name()).collect(),
            timeout: entry.timeout.map(|left| left.value),
            explanation: told.text(),
            event: entry.event.map(Event::name),
            family: if entry.family == Family::V6 {
                "ipv6"
            } else {
                "ipv4"
            },
            number: entry.number,
            changed: both.map_or(vec![], |both| changed(&both)),
            seen_reply: entry.seen_reply(),
            next: entry.next_states().map(JsonNext::new),
            oddities: told.odd().map(str::to_owned).collect(),
            fields: extras
                .map(|extra| (extra.name.as_str(), extra.value.as_str()))
                .collect(),
            unread: entry
                .unread
                .iter()
                .map(|span| source.slice(*span))
                .collect(),
        }
    }
}

fn changed(both: &Translation) -> Vec<&'static str> {
    let fields = both.changed.iter();
    fields
        .map(|field| field.name(both.original.protocol))
        .collect()
}

impl JsonNext {
    const fn new([original, reply]: [State; 2]) -> Self {
        Self {
            original: original.name(),
            reply: reply.name(),
        }
    }
}

impl<'a> JsonTuple<'a> {
    /// Addresses as printed, so that a program finds them again in its own text.
    fn new(source: &'a Source, tuple: &PrintedTuple, protocol: u8) -> Self {
        fn value<T>(field: Option<Field<T>>) -> Option<T> {
            field.map(|field| field.value)
        }
        let [from, to] = [value(tuple.source_port), value(tuple.destination_port)];
        let [ports, keys] = match protocol {
            47 => [[None; 2], [from, to]],
            _ => [[from, to], [None; 2]],
        };
        Self {
            src: tuple.source.map(|address| source.slice(address.span)),
            dst: tuple.destination.map(|address| source.slice(address.span)),
            sport: ports[0],
            dport: ports[1],
            srckey: keys[0],
            dstkey: keys[1],
            r#type: value(tuple.kind),
            code: value(tuple.code),
            id: value(tuple.id),
            packets: value(tuple.packets),
            bytes: value(tuple.bytes),
        }
    }
}
