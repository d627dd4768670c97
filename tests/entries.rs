//! Real entries with what a careful reader takes from each: ours must agree on every field.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads the samples and says where they are absent"
)]

use conntutor::netfilter::{Entry, EntryLine, Event, Family, Field, PrintedTuple, entries};
use conntutor::source::Source;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// The entry in the shape of the samples.
fn told(source: &Source, entry: &Entry) -> Value {
    let translation = entry.translation();
    let changed = translation.iter().flat_map(|both| &both.changed);
    let changed: Vec<&str> = changed.map(|field| field.name(entry.number)).collect();
    let flags: Vec<&str> = entry.flags.iter().map(|flag| flag.value.name()).collect();
    let tuples = std::iter::once(&entry.original).chain(&entry.reply);
    let mut addresses = tuples.flat_map(|tuple| [tuple.source, tuple.destination]);
    let valid = addresses.all(|address| address.is_some_and(|address| address.value.is_some()));
    json!({
        "line": source.slice(entry.span).trim(),
        "event": entry.event.map(Event::name),
        "l3": if entry.family == Family::V6 { "ipv6" } else { "ipv4" },
        "protocol": entry.protocol.value,
        "protonum": entry.number,
        "timeout": entry.timeout.map(|left| left.value),
        "state": entry.state.map(|state| state.value),
        "orig": tuple(source, entry, &entry.original),
        "reply": entry.reply.as_ref().map(|reply| tuple(source, entry, reply)),
        "flags": flags,
        "seen_reply": entry.seen_reply(),
        "nat": translation.as_ref().map(|both| both.nat.name()),
        "changed": changed,
        "misc": misc(entry),
        "complete": entry.reply.is_some(),
        "valid": valid,
    })
}

fn tuple(source: &Source, entry: &Entry, tuple: &PrintedTuple) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    let gre = entry.number == 47;
    let text = |field: Field<_>| json!(source.slice(field.span));
    let number = |field: Field<u16>| json!(field.value);
    put("src", tuple.source.map(text));
    put("dst", tuple.destination.map(text));
    put(
        if gre { "srckey" } else { "sport" },
        tuple.source_port.map(number),
    );
    put(
        if gre { "dstkey" } else { "dport" },
        tuple.destination_port.map(number),
    );
    put("type", tuple.kind.map(number));
    put("code", tuple.code.map(number));
    put("id", tuple.id.map(number));
    put("packets", tuple.packets.map(|field| json!(field.value)));
    put("bytes", tuple.bytes.map(|field| json!(field.value)));
    Value::Object(fields)
}

fn misc(entry: &Entry) -> Value {
    let value = |text: &str| {
        text.parse::<u64>()
            .map_or_else(|_| json!(text), |number| json!(number))
    };
    let extras = entry.extras.iter();
    extras
        .map(|extra| (extra.name.replace('-', "_"), value(&extra.value)))
        .collect::<Map<_, _>>()
        .into()
}

#[test]
fn real_entries_are_read_as_recorded() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/entries.jsonl");
    let Ok(samples) = fs::read_to_string(path) else {
        eprintln!("skipped: the samples are not part of the package");
        return;
    };
    let mut wrong = Vec::new();
    for recorded in samples.lines() {
        let mut recorded: Value = serde_json::from_str(recorded).expect("JSON");
        let line = recorded["line"].as_str().expect("a line").to_owned();
        recorded["line"] = line.trim().into();
        let source = Source::new("sample", line.as_str());
        let found: Vec<EntryLine> = entries(&source).collect();
        let faultless = found.iter().all(|found| found.slips.is_empty());
        let told: Vec<Value> = found
            .iter()
            .filter_map(|found| Some(told(&source, found.entry.as_ref()?)))
            .collect();
        if told != [recorded.clone()] || faultless != recorded["valid"].as_bool().expect("a bool") {
            let slips = found.iter().flat_map(|found| &found.slips);
            let slips: Vec<&str> = slips.map(|slip| slip.what.as_str()).collect();
            wrong.push(format!("{recorded}\n  {told:?}\n  {slips:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
