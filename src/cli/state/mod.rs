//! What is kept of a learner's sessions on disk: one JSON file a question, owned by one session at a time.
//!
//! A session that finds another one at work keeps a file of its own beside the main one (a slot), with what it
//! began with; the next session that owns the main file joins both. Locks are advisory and vanish with their
//! holder, so nothing has to be cleaned up after a kill.

mod disk;
mod draft_file;
mod lock;
mod names;

pub(super) use draft_file::{DraftFile, Opened, doubt, glance};
pub(super) use names::{folder, home_folder};
