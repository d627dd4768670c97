//! The two tuples side by side: each field of the original one with the field of the reply that equals it without NAT.

use super::model::{Entry, Field, PrintedTuple};
use std::fmt::Display;

/// A field of the original tuple and the one of the reply tuple that faces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facing {
    /// Name and value in the original tuple.
    pub original: (&'static str, String),
    /// Name and value in the reply tuple; none where the entry has no such field.
    pub reply: Option<(&'static str, String)>,
    /// Whether they say something else than without NAT.
    pub differs: bool,
}

/// All fields by which packets are told apart, in the order of a line.
pub(super) fn facing(entry: &Entry) -> Vec<Facing> {
    let both = (&entry.original, entry.reply.as_ref());
    let (source, destination, shown) = match entry.number {
        47 => ("srckey", "dstkey", key as fn(u16) -> String),
        _ => ("sport", "dport", number as fn(u16) -> String),
    };
    let translated = entry.translation();
    let turned = translated.map(|both| both.original.inverse().kind == both.reply.kind);
    let kind = pair(both, ("type", |t| t.kind), ("type", |t| t.kind), number);
    let rows = [
        pair(
            both,
            ("src", |t| t.source),
            ("dst", |t| t.destination),
            address,
        ),
        pair(
            both,
            ("dst", |t| t.destination),
            ("src", |t| t.source),
            address,
        ),
        pair(
            both,
            (source, |t| t.source_port),
            (destination, |t| t.destination_port),
            shown,
        ),
        pair(
            both,
            (destination, |t| t.destination_port),
            (source, |t| t.source_port),
            shown,
        ),
        kind.map(|kind| Facing {
            differs: turned == Some(false),
            ..kind
        }),
        pair(both, ("id", |t| t.id), ("id", |t| t.id), number),
    ];
    rows.into_iter().flatten().collect()
}

/// A field of a tuple, by name.
type Named<T> = (&'static str, fn(&PrintedTuple) -> Option<Field<T>>);

fn pair<T: PartialEq + Copy>(
    (original, reply): (&PrintedTuple, Option<&PrintedTuple>),
    here: Named<T>,
    there: Named<T>,
    shown: fn(T) -> String,
) -> Option<Facing> {
    let ours = here.1(original)?.value;
    let theirs = reply.and_then(there.1).map(|field| field.value);
    Some(Facing {
        original: (here.0, shown(ours)),
        reply: theirs.map(|value| (there.0, shown(value))),
        differs: theirs.is_some_and(|value| value != ours),
    })
}

fn number(value: impl Display) -> String {
    value.to_string()
}

/// A key of GRE, as printed.
fn key(value: u16) -> String {
    format!("{value:#x}")
}

fn address(value: Option<std::net::IpAddr>) -> String {
    value.map_or_else(|| "no address".to_owned(), number)
}
