//! When a draft is saved: soon after a pause, at most a second after typing, and told once when it fails.

use super::options::Host;
use crate::tutor::Draft;
use std::time::{Duration, Instant};

/// A pause of this length is a good moment.
const PAUSE: Duration = Duration::from_millis(250);
/// No text waits longer than this.
const LONGEST: Duration = Duration::from_millis(900);
/// After a failure it is tried again this late.
const RETRY: Duration = Duration::from_secs(5);

/// Keeps track of what is not saved yet.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    first: Option<Instant>,
    last: Option<Instant>,
    failure: Option<String>,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Saved {
    /// It is kept.
    Kept,
    /// It is kept, after it could not be.
    KeptAgain,
    /// It could not be kept, and that is news.
    Failed(String),
    /// It could still not be kept.
    StillFailing,
}

impl Keeper {
    /// Notes a change.
    pub(super) fn touch(&mut self, now: Instant) {
        self.first.get_or_insert(now);
        self.last = Some(now);
    }

    /// Whether something is not saved.
    pub(super) const fn pending(&self) -> bool {
        self.first.is_some()
    }

    /// Why saving fails at present.
    pub(super) fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// How long until the next save is due; none where nothing waits.
    pub(super) fn due_in(&self, now: Instant) -> Option<Duration> {
        let (first, last) = (self.first?, self.last?);
        let due = if self.failure.is_some() {
            first + RETRY
        } else {
            (last + PAUSE).min(first + LONGEST)
        };
        Some(due.saturating_duration_since(now))
    }

    /// Saves now.
    pub(super) fn save(&mut self, host: &mut dyn Host, draft: &Draft, now: Instant) -> Saved {
        match host.save(draft) {
            Ok(()) => {
                self.first = None;
                self.last = None;
                match self.failure.take() {
                    Some(_) => Saved::KeptAgain,
                    None => Saved::Kept,
                }
            }
            Err(reason) => {
                self.first = Some(now);
                self.last = Some(now);
                let news = self.failure.is_none();
                self.failure = Some(reason.clone());
                if news {
                    Saved::Failed(reason)
                } else {
                    Saved::StillFailing
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Disk(bool);

    impl Host for Disk {
        fn save(&mut self, _: &Draft) -> Result<(), String> {
            if self.0 { Ok(()) } else { Err("full".into()) }
        }
    }

    #[test]
    fn a_pause_or_a_second_makes_a_save_due() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut keeper = Keeper::default();
        assert_eq!(keeper.due_in(start), None);
        keeper.touch(start);
        assert_eq!(keeper.due_in(start), Some(PAUSE));
        for millis in (100..900).step_by(100) {
            keeper.touch(at(millis));
        }
        assert_eq!(keeper.due_in(at(900)), Some(Duration::ZERO));
    }

    #[test]
    fn a_failure_is_news_once_and_so_is_its_end() {
        let now = Instant::now();
        let draft = Draft::default();
        let mut keeper = Keeper::default();
        keeper.touch(now);
        let mut save = |ok| keeper.save(&mut Disk(ok), &draft, now);
        assert_eq!(save(false), Saved::Failed("full".into()));
        assert_eq!(save(false), Saved::StillFailing);
        assert_eq!(save(true), Saved::KeptAgain);
        assert_eq!(save(true), Saved::Kept);
        assert!(!keeper.pending());
    }
}
