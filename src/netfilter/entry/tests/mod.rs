//! Tests of entries: what is read, and what it is said to mean.

mod meaning;
mod reading;
