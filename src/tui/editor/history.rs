//! Undo and redo: the changes of a text, like ones joined into steps of a word.

/// Bytes of text that undo may hold; the oldest steps go first.
const MOST: usize = 32 << 20;

/// One stretch of the text replaced by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// Byte offset of both stretches.
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
}

/// Kinds of changes; a step of undo ends where the kind changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Blank,
    Deletion,
    #[default]
    Other,
}

/// The steps that were taken, and those that were taken back.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
    /// What the last change was, so that like changes make one step.
    last: Kind,
    bytes: usize,
}

impl History {
    /// Notes a change that was made.
    pub(super) fn note(&mut self, change: Change, kind: Kind) {
        let goes_on = matches!(
            (self.last, kind),
            (Kind::Word | Kind::Blank, Kind::Word)
                | (Kind::Blank, Kind::Blank)
                | (Kind::Deletion, Kind::Deletion)
        );
        self.last = kind;
        self.undone.clear();
        self.bytes += change.size();
        match self.done.last_mut() {
            Some(step) if goes_on => {
                if let Some(apart) = step.join(change) {
                    self.done.push(apart);
                }
            }
            _ => self.done.push(change),
        }
        if self.bytes > MOST {
            self.forget();
        }
    }

    /// Lets the next change begin a step of its own.
    pub(super) fn pause(&mut self) {
        self.last = Kind::Other;
    }

    /// The step to take back.
    pub(super) fn back(&mut self) -> Option<&Change> {
        self.pause();
        self.undone.push(self.done.pop()?);
        self.undone.last()
    }

    /// The step to take again.
    pub(super) fn forth(&mut self) -> Option<&Change> {
        self.pause();
        self.done.push(self.undone.pop()?);
        self.done.last()
    }

    /// Drops the older half of the steps, but never the newest one.
    fn forget(&mut self) {
        let old = self.done.len() / 2;
        self.done.drain(..old);
        self.bytes = self.done.iter().map(Change::size).sum();
    }
}

impl Change {
    fn size(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }

    /// Takes in a change that touches this one; gives it back where it does not.
    fn join(&mut self, next: Self) -> Option<Self> {
        let end = self.at + self.inserted.len();
        if next.removed.is_empty() && next.at == end {
            self.inserted.push_str(&next.inserted);
        } else if self.inserted.is_empty() && next.inserted.is_empty() && next.at == self.at {
            self.removed.push_str(&next.removed);
        } else if self.inserted.is_empty()
            && next.inserted.is_empty()
            && next.at + next.removed.len() == self.at
        {
            self.removed.insert_str(0, &next.removed);
            self.at = next.at;
        } else {
            return Some(next);
        }
        None
    }
}
