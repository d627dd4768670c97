//! Collects what is wrong while a file is read. Every step notes here and goes on.

use crate::source::{Fault, Source, Span};

/// Faults that are told one by one; a file with more has one cause for many.
const MOST: usize = 100;

/// A source under reading, and its faults so far.
pub(crate) struct Reader<'s> {
    pub(crate) source: &'s Source,
    /// What the file is, as messages call it: "rubric".
    pub(crate) kind: &'static str,
    faults: Vec<Fault>,
    untold: usize,
}

impl<'s> Reader<'s> {
    /// A reader of a source that is of this kind: "rubric".
    pub(crate) const fn new(source: &'s Source, kind: &'static str) -> Self {
        Self {
            source,
            kind,
            faults: Vec::new(),
            untold: 0,
        }
    }

    /// Whether nothing was wrong so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// Whether further faults are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.faults.len() == MOST
    }

    /// Notes a fault.
    pub(crate) fn fault(&mut self, span: Span, what: impl Into<String>, mend: impl Into<String>) {
        self.fault_with(span, what, Some(mend.into()));
    }

    /// Notes a fault whose mend may not be known.
    pub(crate) fn fault_with(
        &mut self,
        span: Span,
        what: impl Into<String>,
        mend: Option<impl Into<String>>,
    ) {
        if self.is_full() {
            self.untold += 1;
            return;
        }
        let fault = Fault::new(self.source, span, what);
        self.faults.push(match mend {
            Some(mend) => fault.mend(mend),
            None => fault,
        });
    }

    /// Notes that what stands at `second` stood at `first` already.
    pub(crate) fn twice(&mut self, second: Span, first: Span, what: impl Into<String>) {
        if self.is_full() {
            self.untold += 1;
            return;
        }
        let line = self.source.position(first.start).line;
        self.fault(second, what, format!("the first is in line {line}"));
    }

    /// All faults in the order of their places.
    pub(crate) fn into_faults(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| fault.span);
        if self.untold > 0 {
            let end = self.source.text().len();
            let what = format!("{} more faults", self.untold);
            let fault = Fault::new(self.source, Span::new(end, end), what);
            self.faults.push(fault.mend("mend those above first"));
        }
        self.faults
    }
}

/// Enough of a text to recognise it in a message.
pub(crate) fn clip(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        text.to_owned()
    } else {
        let start: String = text.chars().take(MOST).collect();
        format!("{start}…")
    }
}
