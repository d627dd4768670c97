//! A YAML file as a tree whose every key and scalar knows its bytes. Stands on saphyr's events.
//!
//! The subset is what our files need: one document of maps, lists and scalars. Anchors, aliases and
//! tags are faults, so that a file is never larger than it looks.

use super::reader::{Reader, clip};
use super::scalar::Style;
use crate::source::Span;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use std::collections::HashMap;

/// Largest file that is read, in bytes.
const MAX_BYTES: usize = 1 << 20;
/// Deepest nesting of maps and lists.
const MAX_DEPTH: usize = 16;

/// A value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Scalar(Text),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: Text,
    pub(crate) value: Node,
}

/// A scalar: its text, and the bytes and the manner in which it was written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) span: Span,
    pub(crate) style: Style,
}

/// The tree of the file; none where it holds no value, or ends before the first. Faults are noted.
pub(crate) fn tree(reader: &mut Reader<'_>) -> Option<Node> {
    let source = reader.source;
    if source.text().len() > MAX_BYTES {
        let kind = reader.kind;
        let what = format!("the {kind} is larger than 1 MiB");
        reader.fault(
            Span::default(),
            what,
            format!("leave out what is no {kind}"),
        );
        return None;
    }
    let mut builder = Builder::new(reader);
    for event in Parser::new_from_str(source.text()) {
        let go_on = match event {
            Ok((event, span)) => {
                let span = builder.bytes(span);
                builder.take(event, span)
            }
            Err(error) => builder.syntax(&error),
        };
        if !go_on {
            break;
        }
    }
    builder.root
}

/// A map or list that is still open.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<Entry>, Option<Text>, HashMap<String, Span>),
}

struct Builder<'r, 's> {
    reader: &'r mut Reader<'s>,
    /// Byte offset of each character, and of the end; empty where both count alike.
    offsets: Vec<usize>,
    open: Vec<Open>,
    root: Option<Node>,
}

impl<'r, 's> Builder<'r, 's> {
    fn new(reader: &'r mut Reader<'s>) -> Self {
        let text = reader.source.text();
        let offsets = if text.is_ascii() {
            Vec::new()
        } else {
            let starts = text.char_indices().map(|(at, _)| at);
            starts.chain([text.len()]).collect()
        };
        Self {
            reader,
            offsets,
            open: Vec::new(),
            root: None,
        }
    }

    /// saphyr counts characters; a span counts bytes.
    fn byte(&self, index: usize) -> usize {
        let length = self.reader.source.text().len();
        if self.offsets.is_empty() {
            index.min(length)
        } else {
            self.offsets.get(index).copied().unwrap_or(length)
        }
    }

    fn bytes(&self, span: saphyr_parser::Span) -> Span {
        Span::new(self.byte(span.start.index()), self.byte(span.end.index()))
    }

    /// Takes one event; false where reading cannot go on.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.no_reference(anchor != 0, tag.is_some(), span);
                self.scalar(text.into_owned(), style, span)
            }
            Event::SequenceStart(anchor, tag) => {
                self.no_reference(anchor != 0, tag.is_some(), span);
                self.enter(Open::List(span, Vec::new()), span)
            }
            Event::MappingStart(anchor, tag) => {
                self.no_reference(anchor != 0, tag.is_some(), span);
                self.enter(Open::Map(span, Vec::new(), None, HashMap::new()), span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(),
            Event::Alias(_) => {
                self.no_reference(true, false, span);
                self.scalar(String::new(), ScalarStyle::Plain, span)
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                let mend = format!("keep one {} to a file", self.reader.kind);
                self.fault(span, "a second document", &mend)
            }
            _ => true,
        }
    }

    fn fault(&mut self, span: Span, what: &str, mend: &str) -> bool {
        self.reader.fault(span, what, mend);
        false
    }

    fn no_reference(&mut self, anchor: bool, tag: bool, span: Span) {
        if anchor {
            let mend = "write the value out, or put a text that starts with '&' or '*' in quotes";
            self.fault(span, "anchors and aliases are not read", mend);
        }
        if tag {
            let mend = "put a text that starts with '!' in quotes";
            self.fault(span, "tags are not read", mend);
        }
    }

    fn enter(&mut self, open: Open, span: Span) -> bool {
        if self.open.len() == MAX_DEPTH {
            let what = format!("nested deeper than {MAX_DEPTH} levels");
            let mend = format!("no {} needs more than 6", self.reader.kind);
            return self.fault(span, &what, &mend);
        }
        if let Some(Open::Map(_, _, None, _)) = self.open.last() {
            return self.fault(span, "a key that is no text", "put the key in quotes");
        }
        self.open.push(open);
        true
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: Span) -> bool {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let mut text = Text { text, span, style };
        match self.open.last_mut() {
            Some(Open::Map(_, _, key @ None, _)) => *key = Some(text),
            Some(Open::Map(_, _, Some(key), _)) if span.is_empty() => {
                text.span = key.span;
                self.put(text.into());
            }
            _ => self.put(text.into()),
        }
        true
    }

    fn leave(&mut self) -> bool {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => Node {
                span: items.last().map_or(start, |item| start.cover(item.span)),
                value: Value::List(items),
            },
            Some(Open::Map(start, entries, _, _)) => Node {
                span: entries
                    .last()
                    .map_or(start, |entry| start.cover(entry.value.span)),
                value: Value::Map(entries),
            },
            None => return false,
        };
        self.put(node);
        true
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key, seen)) => {
                let Some(key) = key.take() else { return };
                if let Some(&first) = seen.get(&key.text) {
                    let what = format!("the key '{}' stands here twice", clip(&key.text));
                    self.reader.twice(key.span, first, what);
                } else {
                    seen.insert(key.text.clone(), key.span);
                    entries.push(Entry { key, value: node });
                }
            }
            None => self.root = Some(node),
        }
    }

    fn syntax(&mut self, error: &ScanError) -> bool {
        let at = self.byte(error.marker().index());
        let what = format!("not readable as YAML: {}", error.info());
        self.reader
            .fault_with(Span::new(at, at), what, mend_of(error.info()));
        false
    }
}

impl From<Text> for Node {
    fn from(text: Text) -> Self {
        Self {
            span: text.span,
            value: Value::Scalar(text),
        }
    }
}

/// The mend of the slips that happen most.
fn mend_of(info: &str) -> Option<&'static str> {
    const QUOTE: &str = "put a text that starts with this sign in quotes";
    let mends = [
        ("mapping values", "put a text that holds ': ' in quotes"),
        ("found a tab", "indent with spaces"),
        ("tab cannot", "indent with spaces"),
        ("tabs disallowed", "indent with spaces"),
        ("unprintable", "take the character out"),
        ("unexpected character", QUOTE),
        ("unknown anchor", QUOTE),
        ("scanning an anchor", QUOTE),
        ("unknown escape", "put a text with '\\' in single quotes"),
        ("quoted scalar, found", "close the quotation mark"),
        ("indentation in quoted", "close the quotation mark"),
        ("simple key exp", "write a colon and a space behind a key"),
        ("expected key", "indent the keys of one map alike"),
        ("expected '-'", "indent the items of one list alike"),
        ("trailing content", "put the whole text in quotes"),
    ];
    mends
        .iter()
        .find(|(slip, _)| info.contains(slip))
        .map(|&(_, mend)| mend)
}
