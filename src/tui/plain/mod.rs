//! The same session line by line: append-only, numbered choices, not one escape byte.
//!
//! Made for screen readers and for terminals that can do nothing but print. Whatever is written is
//! saved line by line; the end of the input ends the session in good order.

mod choices;
mod obey;
mod review;
mod table;
mod talk;
mod text;
mod write;

#[cfg(test)]
pub(super) use table::{CHOICES, Place};
pub use talk::run_plain;
