//! English as the grader reads it: tokens, inflection, sentences, clauses, who governs a "not", what is
//! asserted. No word of networking in it.

mod assertion;
mod attribution;
mod clause;
mod heading;
mod hearsay;
mod inflect;
mod life;
mod list;
mod marker;
mod negation;
mod refutation;
mod sentence;
mod supposition;
mod token;
mod words;

pub use assertion::{Silence, asserted, is_question, silences};
pub use clause::clauses;
pub use inflect::Bases;
pub use life::{clashes, is_lively};
pub use negation::{Negations, negations};
pub use refutation::{retracts, takes_back};
pub use sentence::{Place, Sentence, WINDOW, sentences};
pub use supposition::{is_doubtful, supposed};
pub use token::{Kind, Shape, Token, tokens, words};
pub use words::{is_filler, is_function_word, is_negator, refers_back};
