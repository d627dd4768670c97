//! Typed readers over the tree: each notes what is wrong, gives a blank in its place, and reading goes on.

use super::reader::{Reader, clip};
use super::shape::Shape;
use super::tree::{Entry, Node, Text, Value};
use crate::source::{Span, did_you_mean};
use std::collections::HashMap;

/// A map whose keys have been checked against a shape.
pub(crate) struct Fields<'n> {
    pub(crate) span: Span,
    values: HashMap<&'n str, &'n Node>,
}

impl<'n> Fields<'n> {
    /// The value of a key, where it is there.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.values.get(key).copied()
    }
}

impl Reader<'_> {
    /// The keys of a map of this shape; unknown and missing ones are noted.
    pub(crate) fn fields<'n>(&mut self, node: &'n Node, shape: &Shape) -> Option<Fields<'n>> {
        let entries = self.entries(node, shape.name)?;
        let mut values = HashMap::new();
        for Entry { key, value } in entries {
            if shape.keys().any(|known| known == key.text) {
                values.insert(key.text.as_str(), value);
            } else {
                let what = format!("unknown key '{}' in {}", clip(&key.text), shape.name);
                let mend = did_you_mean(&key.text, shape.keys()).unwrap_or_else(|| {
                    format!("known are {}", shape.keys().collect::<Vec<_>>().join(", "))
                });
                self.fault(key.span, what, mend);
            }
        }
        for key in shape.required {
            if !values.contains_key(key) {
                let place = Span::new(node.span.start, node.span.start);
                let what = format!("{} without '{key}'", shape.name);
                self.fault(place, what, format!("add '{key}:'"));
            }
        }
        let span = node.span;
        Some(Fields { span, values })
    }

    /// The entries of a map.
    pub(crate) fn entries<'n>(&mut self, node: &'n Node, of: &str) -> Option<&'n [Entry]> {
        match &node.value {
            Value::Map(entries) => Some(entries),
            _ => {
                self.wrong(node, of, "a map");
                None
            }
        }
    }

    /// The items of a list.
    pub(crate) fn items<'n>(&mut self, node: Option<&'n Node>, of: &str) -> &'n [Node] {
        match node.map(|node| (node, &node.value)) {
            Some((_, Value::List(items))) => items,
            Some((node, _)) => {
                self.wrong(node, of, "a list");
                &[]
            }
            None => &[],
        }
    }

    /// A text that is not blank.
    pub(crate) fn text(&mut self, node: Option<&Node>, of: &str) -> Text {
        let text = self.any_text(node, of);
        if node.is_some_and(|node| matches!(node.value, Value::Scalar(_)))
            && text.text.trim().is_empty()
        {
            self.fault(text.span, format!("{of} is empty"), "write its text");
        }
        text
    }

    /// A text, be it blank.
    pub(crate) fn any_text(&mut self, node: Option<&Node>, of: &str) -> Text {
        match node.map(|node| (node, &node.value)) {
            Some((_, Value::Scalar(text))) => text.clone(),
            Some((node, _)) => {
                self.wrong(node, of, "a text");
                Text::default()
            }
            None => Text::default(),
        }
    }

    /// A text, or a list of texts; at least one where the key is there.
    pub(crate) fn texts(&mut self, node: Option<&Node>, of: &str) -> Vec<Text> {
        match node.map(|node| (node, &node.value)) {
            Some((node, Value::List(items))) if items.is_empty() => {
                let mend = "add an item that starts with '- '";
                self.fault(node.span, format!("{of} is an empty list"), mend);
                Vec::new()
            }
            Some((_, Value::List(items))) => {
                let of = format!("an item of {of}");
                let item = |item| self.text(Some(item), &of);
                items.iter().map(item).collect()
            }
            Some((node, _)) => vec![self.text(Some(node), of)],
            None => Vec::new(),
        }
    }

    /// A finite number.
    pub(crate) fn number(&mut self, node: Option<&Node>, of: &str) -> Option<f64> {
        let node = node?;
        let Value::Scalar(text) = &node.value else {
            self.wrong(node, of, "a number");
            return None;
        };
        let what = match text.text.parse::<f64>() {
            Ok(number) if number.is_finite() => return Some(number),
            Ok(_) => format!("{of} is not finite"),
            Err(_) if text.is_blank() => format!("{of} is empty"),
            Err(_) => format!("{of} is '{}', not a number", clip(&text.text)),
        };
        self.fault(text.span, what, "write a number such as 3");
        None
    }

    /// True or false; false where the key is not there.
    pub(crate) fn switch(&mut self, node: Option<&Node>, of: &str) -> bool {
        let text = self.any_text(node, of);
        let wrong = node.is_some_and(|node| matches!(node.value, Value::Scalar(_)));
        match text.text.as_str() {
            "true" => return true,
            "false" => {}
            found if wrong => {
                let what = format!("{of} is '{}', not true or false", clip(found));
                self.fault(text.span, what, "write true or false");
            }
            _ => {}
        }
        false
    }

    fn wrong(&mut self, node: &Node, of: &str, wanted: &str) {
        let place = Span::new(node.span.start, node.span.start);
        let found = match &node.value {
            Value::Map(_) => "a map",
            Value::List(_) => "a list",
            Value::Scalar(text) if text.text.is_empty() => "nothing",
            Value::Scalar(_) => "a text",
        };
        let mend = match (&node.value, wanted) {
            (Value::Map(entries), "a text") => {
                let key = entries.first().map_or("", |entry| &entry.key.text);
                format!("put a text that holds '{}: ' in quotes", clip(key))
            }
            (_, "a list") => "start each item with '- '".to_owned(),
            (_, "a map") => "write 'key: value' lines under it".to_owned(),
            _ => format!("write {wanted}"),
        };
        self.fault(place, format!("{of} is {found}, not {wanted}"), mend);
    }
}
