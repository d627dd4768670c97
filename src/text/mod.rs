//! English as the grader reads it: tokens, inflection, sentences, clauses, who governs a "not", what is
//! asserted. No word of networking in it.

mod assertion;
mod clause;
mod inflect;
mod marker;
mod negation;
mod sentence;
mod token;
mod words;

pub use assertion::{asserted, refutes, reports};
pub use clause::clauses;
pub use inflect::bases;
pub use negation::{Negations, negations};
pub use sentence::{Place, Sentence, WINDOW, sentences};
pub use token::{Kind, Shape, Token, tokens, words};
pub use words::{is_filler, is_function_word, is_negator, refers_back};
