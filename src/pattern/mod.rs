//! Wording that counts as saying a thing: compiled once, linear in the answer.

/// Why a wording does not compile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct PatternError {
    /// Byte offset in the wording.
    pub at: usize,
    /// What is wrong, lower case, no full stop.
    pub what: String,
    /// How to mend it.
    pub mend: Option<String>,
}

/// A compiled wording: an index into the lexicon that compiled it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording(pub(crate) usize);

/// Everything a rubric's wordings know, ready to match.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    wordings: Vec<String>,
}

impl Lexicon {
    /// The wording as it was written.
    pub fn text(&self, wording: Wording) -> &str {
        &self.wordings[wording.0]
    }
}

/// Collects concepts and wordings, then compiles them.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    lexicon: Lexicon,
}

impl LexiconBuilder {
    /// Announces a concept, so that forms and wordings may name it before its forms are given.
    pub fn declare(&mut self, _concept: &str) {}

    /// Adds a form to a declared concept.
    ///
    /// # Errors
    /// Where the form does not parse or names an unknown concept.
    pub fn form(&mut self, _concept: &str, _form: &str) -> Result<(), PatternError> {
        Ok(())
    }

    /// Compiles a wording (an item of `says`).
    ///
    /// # Errors
    /// Where it does not parse or names an unknown concept.
    pub fn wording(&mut self, text: &str) -> Result<Wording, PatternError> {
        self.lexicon.wordings.push(text.to_owned());
        Ok(Wording(self.lexicon.wordings.len() - 1))
    }

    /// The finished lexicon. Concepts that contain themselves are an error, named by concept.
    ///
    /// # Errors
    /// Names the concepts that form a circle.
    pub fn finish(self) -> Result<Lexicon, PatternError> {
        Ok(self.lexicon)
    }
}
