//! A progress bar on standard error, where that is a terminal and nothing else writes to it.

use super::failure;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// How far a run has come.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar over `total` bytes, or a count alone where the total is not known; nothing at all where not `wanted`.
    pub(super) fn new(total: Option<u64>, wanted: bool) -> Self {
        if !wanted || !std::io::stderr().is_terminal() {
            return Self {
                bar: ProgressBar::hidden(),
            };
        }
        let (bar, template) = match total {
            Some(total) => (
                ProgressBar::new(total),
                "{bar:30} {percent:>3} %  {msg}  {eta} left",
            ),
            None => (ProgressBar::no_length(), "{spinner} {msg}  {elapsed}"),
        };
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar }
    }

    /// So many bytes are read and so many answers graded.
    pub(super) fn at(&self, bytes: u64, answers: usize) {
        self.bar.set_message(format!("{answers} answers"));
        self.bar.set_position(bytes);
    }

    /// A line on standard error that the bar does not write over.
    pub(super) fn note(&self, message: &str) {
        self.bar.suspend(|| failure::note(message));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
