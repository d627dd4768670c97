//! A practice session as a pure state machine: drafts, feedback, hints, the whole grade.
//!
//! `Session::update` takes an `Action` and says what is to be done outside (`Effect`). It stands on
//! `grading` and serves `tui`; it knows no terminal, no file and no clock.

mod attempt;
mod clean;
mod draft;
mod draft_json;
mod export;
mod feedback;
#[cfg(test)]
pub(crate) mod fixture;
mod highlight;
mod item;
mod ladder;
mod marker;
mod merge;
mod part;
mod path;
mod review;
mod schedule;
mod session;
mod start;
mod submit;
mod summary;
#[cfg(test)]
mod tests;

pub use attempt::{Attempt, Change};
pub use clean::{Cleaned, clean};
pub use draft::{Draft, PartDraft};
pub use draft_json::DraftError;
pub use feedback::Feedback;
pub use highlight::{Run, Shade};
pub use item::{Item, Mark, Quote};
pub use ladder::{Level, Opened};
pub use part::{PartState, Progress};
pub use path::{Asked, At, Path, Probes, Station, Stop, Stretch, Tried, Visit, Way, spoken};
pub use review::{CardView, RoundEnd, Told};
pub use schedule::{Card, GAPS, Schedule};
pub use session::{Action, Effect, Session, View};
pub use start::{Row, Start};
pub use summary::{SectionSummary, Summary};
