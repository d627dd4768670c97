//! A practice session as a pure state machine: drafts, feedback, hints, the whole grade.
//!
//! `Session::update` takes an `Action` and says what is to be done outside (`Effect`). It stands on
//! `grading` and serves `tui`; it knows no terminal, no file and no clock.

mod clean;
mod draft;
mod feedback;
#[cfg(test)]
pub(crate) mod fixture;
mod highlight;
mod item;
mod ladder;
mod part;
mod session;
mod summary;
#[cfg(test)]
mod tests;

pub use clean::{Cleaned, clean};
pub use draft::{Draft, DraftError, PartDraft};
pub use feedback::Feedback;
pub use highlight::{Run, Shade};
pub use item::{Item, Mark, Quote};
pub use ladder::Level;
pub use part::{PartState, Progress};
pub use session::{Action, Effect, Session, View};
pub use summary::{SectionSummary, Summary};
