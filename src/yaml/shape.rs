//! The keys that a kind of map may have: what a reader checks against.

/// A kind of map in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// What it is called in a message: "a criterion".
    pub name: &'static str,
    /// Keys that it must have.
    pub required: &'static [&'static str],
    /// Keys that it may have.
    pub optional: &'static [&'static str],
}

impl Shape {
    /// All its keys, the required ones first.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}
