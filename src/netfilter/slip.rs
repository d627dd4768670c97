//! What is wrong with a line as the tools would read it, and how it is mended. Collected, never the end of reading.

use crate::source::{Fault, Source, Span};

/// One thing wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where.
    pub span: Span,
    /// What, lower case, no full stop.
    pub what: String,
    /// How to mend it.
    pub mend: Option<String>,
    /// Whether the tool refuses the line for it; otherwise it takes it and does something else than was meant.
    pub refused: bool,
}

impl Slip {
    /// A slip for which the tool refuses the line.
    pub fn refused(span: Span, what: impl Into<String>) -> Self {
        Self {
            span,
            what: what.into(),
            mend: None,
            refused: true,
        }
    }

    /// A slip that the tool does not notice.
    pub fn unnoticed(span: Span, what: impl Into<String>) -> Self {
        Self {
            refused: false,
            ..Self::refused(span, what)
        }
    }

    /// The same with its mend.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// The same as a fault with line and column.
    pub fn fault(&self, source: &Source) -> Fault {
        let fault = Fault::new(source, self.span, self.what.clone());
        match &self.mend {
            Some(mend) => fault.mend(mend.clone()),
            None => fault,
        }
    }
}

/// The known word nearest to a mistyped one: another case, or few wrong letters for its length.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const LONGEST: usize = 32;
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let most = match word.len() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    let distance = |known: &str| strsim::osa_distance(&lower, &known.to_lowercase());
    // as many letters differ as the lengths do; a letter has at most four bytes
    let near = |known: &&str| known.len() <= 4 * (word.len() + most);
    let known = known.into_iter().filter(near);
    let ranked = known.map(|known| (distance(known), known));
    ranked
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}
