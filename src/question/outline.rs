//! The keys of YAML and where they stand, found before any value is built: bounds nesting, sees duplicates.

use super::desk::{Desk, quoted};
use crate::source::Span;
use saphyr_parser::{Event, Parser, Span as Marks};
use std::collections::HashMap;

/// The deepest nesting of lists and maps.
const DEEPEST: usize = 16;

/// The places of the outermost keys; none where the YAML cannot be read, which is noted.
pub(super) fn outline(desk: &mut Desk<'_>, yaml: Span) -> Option<HashMap<String, Span>> {
    let text = desk.source.slice(yaml);
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at + yaml.start).collect();
    let place = |index: usize| places.get(index).copied().unwrap_or(yaml.end);
    let mut walk = Walk::default();
    for next in Parser::new_from_str(text) {
        let (event, marks): (Event<'_>, Marks) = match next {
            Ok(next) => next,
            Err(error) => {
                let at = place(error.marker().index());
                let what = format!("front matter is not YAML: {}", error.info());
                desk.fault(Span::new(at, at), what, "write it as lines `key: value`");
                return None;
            }
        };
        let span = Span::new(place(marks.start.index()), place(marks.end.index()));
        let alias = matches!(event, Event::Alias(_));
        if let Some((key, first)) = walk.step(event, span) {
            let mend = format!("keep this one or that of line {}", desk.line(first));
            desk.fault(span, format!("key {} stands twice", quoted(&key)), mend);
        }
        if alias {
            desk.fault(span, "an alias in the front matter", "write the value out");
            return None;
        }
        if walk.open.len() > DEEPEST {
            let what = format!("front matter is nested more than {DEEPEST} levels deep");
            desk.fault(span, what, "flatten it");
            return None;
        }
    }
    Some(walk.outermost)
}

/// A list or map that is open.
enum Open {
    List,
    Map {
        keys: HashMap<String, Span>,
        /// Whether a key comes next, not a value.
        key_next: bool,
    },
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    outermost: HashMap<String, Span>,
}

impl Walk {
    /// Takes an event; gives a key that its map has already, and where it stood first.
    fn step(&mut self, event: Event<'_>, span: Span) -> Option<(String, Span)> {
        match event {
            Event::Scalar(text, ..) => return self.scalar(&text, span),
            Event::SequenceStart(..) => {
                self.turn();
                self.open.push(Open::List);
            }
            Event::MappingStart(..) => {
                self.turn();
                self.open.push(Open::Map {
                    keys: HashMap::new(),
                    key_next: true,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let (Some(Open::Map { keys, .. }), true) =
                    (self.open.pop(), self.open.is_empty())
                {
                    self.outermost = keys;
                }
            }
            _ => {}
        }
        None
    }

    /// A key or value has come: the other is next.
    fn turn(&mut self) {
        if let Some(Open::Map { key_next, .. }) = self.open.last_mut() {
            *key_next = !*key_next;
        }
    }

    fn scalar(&mut self, text: &str, span: Span) -> Option<(String, Span)> {
        let mut twice = None;
        if let Some(Open::Map {
            keys,
            key_next: true,
        }) = self.open.last_mut()
        {
            match keys.get(text) {
                Some(&first) => twice = Some((text.to_owned(), first)),
                None => {
                    keys.insert(text.to_owned(), span);
                }
            }
        }
        self.turn();
        twice
    }
}
