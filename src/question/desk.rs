//! Where the readers of a question file put what they find wrong.

use crate::source::{Fault, Faults, Source, Span};

/// A source being read and its faults so far.
pub(super) struct Desk<'s> {
    /// The file.
    pub(super) source: &'s Source,
    faults: Vec<Fault>,
}

impl<'s> Desk<'s> {
    /// A desk with nothing wrong yet.
    pub(super) const fn new(source: &'s Source) -> Self {
        Self {
            source,
            faults: Vec::new(),
        }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> &'s str {
        self.source.text()
    }

    /// Notes what is wrong at a place, and the mend.
    pub(super) fn fault(&mut self, span: Span, what: impl Into<String>, mend: impl Into<String>) {
        self.faults
            .push(Fault::new(self.source, span, what).mend(mend));
    }

    /// Whether nothing is wrong so far.
    pub(super) const fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// The line a place stands on, for a mend that points at it.
    pub(super) fn line(&self, span: Span) -> usize {
        self.source.position(span.start).line
    }

    /// All faults in the order of their places; none where nothing is wrong.
    pub(super) fn close(mut self) -> Option<Faults> {
        self.faults.sort_by_key(|fault| fault.span.start);
        self.faults.dedup();
        (!self.faults.is_empty()).then_some(Faults(self.faults))
    }
}

/// Words of the file as a message names them: in marks, and cut where they run on.
pub(super) fn quoted(words: &str) -> String {
    const LONGEST: usize = 40;
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &words[..end]),
        None => format!("`{words}`"),
    }
}
