//! What earns points and what is a mistake: YAML as written (`schema`), then checked and compiled (`model`).

mod model;

pub use model::{Criterion, Example, Hints, Misconception, Rubric};
