//! One item of feedback read aloud: the word for how it came out, then the rest.

use crate::tutor::{Item, Mark, PartState, Quote};

/// Who asks: quotes of other parts say where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) parts: &'a [PartState],
    /// Index of the part that the item is told of; none in the whole grade.
    pub(super) here: Option<usize>,
}

/// How much is read of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// Everything that there is to it.
    Full,
    /// All but what came nearest where nothing is known of why that did not count.
    News,
    /// The same without why it is right, which was heard before.
    Heard,
    /// One line: it stands as it did at the attempt before, and was read then.
    Still,
}

impl Asking<'_> {
    /// An item with its number. What is missing is asked for before anything is said about it.
    pub(super) fn entry(&self, item: &Item, length: Length) -> String {
        let heading = headed(item);
        match (length, item.mark) {
            (Length::Still, _) => self.still(item),
            (_, Mark::Missing) => {
                let (asked, said, near) =
                    (hints(item), self.said(item), self.nearest(item, length));
                format!("{heading}{asked}{said}{near}")
            }
            (Length::Heard, _) => format!("{heading}   {}\n", self.quoted(item)),
            _ => {
                let (said, near, asked) =
                    (self.said(item), self.nearest(item, length), hints(item));
                let words = item.explained.iter().map(|words| indented(words));
                let words: String = words
                    .map(|w| format!("   In your own words: {w}\n"))
                    .collect();
                format!("{heading}{said}{near}{asked}{words}")
            }
        }
    }

    /// One line for what stands as it stood: the hint that was opened last, or the words that are a mistake.
    fn still(&self, item: &Item) -> String {
        let hint = item.hints.last();
        let kind = if item.mark == Mark::Mistake { "a " } else { "" };
        let (number, mut text) = (item.number, heading(item));
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        let more = match hint {
            Some((level, hint)) => format!(". {}: {hint}", level.label()),
            None if item.quotes.is_empty() => ".".to_owned(),
            None => format!(". {}", self.quoted(item)),
        };
        format!("{number}. Still {kind}{text}{more}\n")
    }

    fn nearest(&self, item: &Item, length: Length) -> String {
        let Some((quote, why)) = &item.nearest else {
            return String::new();
        };
        let (place, words) = (self.place(quote), &quote.text);
        match why.as_str() {
            "" if length != Length::Full => String::new(),
            "" => format!("   Closest{place}: \"{words}\".\n"),
            why => format!("   Closest{place}: \"{words}\". That does not count, as {why}.\n"),
        }
    }

    /// The learner's words and the tutor's, as a line.
    pub(super) fn said(&self, item: &Item) -> String {
        let told = [self.quoted(item), indented(&item.says)];
        let told: Vec<_> = told.into_iter().filter(|text| !text.is_empty()).collect();
        match told.is_empty() {
            true => String::new(),
            false => format!("   {}\n", told.join(" ")),
        }
    }

    fn quoted(&self, item: &Item) -> String {
        let quotes = item.quotes.iter().map(|quote| {
            let (place, words) = (self.place(quote), &quote.text);
            format!("You wrote{place}: \"{words}\".")
        });
        quotes.collect::<Vec<_>>().join(" ")
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
