//! Wording that counts as saying a thing: written for people, compiled once, linear in the answer.
//!
//! A concept is a set of forms. A form is a phrase: words (each with its inflections), `word*`, `(this|that)`,
//! `word?`, `...` (up to four words between), `<another concept>`. A wording joins items with `&`; each item
//! says whether it must be affirmed, denied (`not …`), present either way (`any …`) or absent (`without …`).

mod code;
mod dictionary;
mod index;
mod lexicon;
mod matching;
mod memory;
mod scan;
mod slip;
mod syntax;

pub use lexicon::{ConceptId, Item, Lexicon, LexiconBuilder, Polarity, Wording};
pub use memory::Memory;
pub use scan::{Occurrence, Scan};
pub use syntax::PatternError;
