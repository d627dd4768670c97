//! One item of feedback read aloud: the word for how it came out, then the rest.

use crate::tutor::{Item, Mark, PartState, Quote};
use std::fmt::Write;

/// Who asks: quotes of other parts say where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) parts: &'a [PartState],
    /// Index of the part that the item is told of; none in the whole grade.
    pub(super) here: Option<usize>,
}

impl Asking<'_> {
    /// An item with its number. What is missing is asked for before anything is said about it; why it is right is
    /// left out where that was `heard` before.
    pub(super) fn entry(&self, item: &Item, heard: bool) -> String {
        let mut text = headed(item);
        let asks_first = item.mark == Mark::Missing;
        if asks_first {
            text.push_str(&hints(item));
        }
        text.push_str(&match heard {
            true => self.quoted(item),
            false => self.said(item),
        });
        if let Some((quote, why)) = &item.nearest {
            let (place, words) = (self.place(quote), &quote.text);
            let why = match why.as_str() {
                "" => String::new(),
                why => format!(" That does not count, as {why}."),
            };
            let _ = writeln!(text, "   Closest{place}: \"{words}\".{why}");
        }
        if !asks_first {
            text.push_str(&hints(item));
        }
        if let Some(words) = &item.explained {
            let words = indented(words);
            let _ = writeln!(text, "   In your own words: {words}");
        }
        text
    }

    /// The learner's words and the tutor's.
    pub(super) fn said(&self, item: &Item) -> String {
        let mut text = self.quoted(item);
        if !item.says.is_empty() {
            let _ = writeln!(text, "   {}", indented(&item.says));
        }
        text
    }

    fn quoted(&self, item: &Item) -> String {
        let quotes = item.quotes.iter().map(|quote| {
            let (place, words) = (self.place(quote), &quote.text);
            format!("   You wrote{place}: \"{words}\"\n")
        });
        quotes.collect()
    }

    fn place(&self, quote: &Quote) -> String {
        match self.parts.get(quote.part) {
            Some(part) if self.here != Some(quote.part) => format!(" in {}", part.name()),
            _ => String::new(),
        }
    }
}

/// The heading of an item as a line with its number.
pub(super) fn headed(item: &Item) -> String {
    format!("{}. {}\n", item.number, heading(item))
}

/// How it came out, its points, what it is about.
fn heading(item: &Item) -> String {
    let label = capital(item.mark.label());
    let (points, max, title) = (item.points, item.max, &item.title);
    let helped = if item.helped() { " with a hint" } else { "" };
    match item.mark {
        Mark::Mistake => format!("{label}: {title}"),
        _ => format!("{label}{helped}, {points:.1} of {max:.1} points: {title}"),
    }
}

fn hints(item: &Item) -> String {
    let lines = item.hints.iter();
    lines
        .map(|(level, text)| format!("   {}: {}\n", level.label(), indented(text)))
        .collect()
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n   ")
}

/// The text with a capital first.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
