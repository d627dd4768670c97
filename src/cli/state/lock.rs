//! The advisory lock that says a session is at work on a file.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// How often a lock is asked for: a program that is just being started holds the files of the one that starts it
/// for a moment, their locks too.
const LOOKS: u32 = 4;
/// How long between.
const PAUSE: Duration = Duration::from_millis(20);

/// A lock, held until it is dropped or the process ends, however that comes about.
#[derive(Debug)]
pub(super) struct Lock {
    /// Its file; none where there is nothing to lock.
    _file: Option<File>,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Asked {
    /// It is ours.
    Ours(Lock),
    /// Another session has it.
    Taken,
    /// It cannot be known, for this reason: the session goes on as if it were alone.
    Unknown(io::Error),
}

impl Lock {
    /// For a place where no file can be made: nothing is kept there that another session could harm.
    pub(super) const NONE: Self = Self { _file: None };

    /// Asks for a lock, for a moment only. The lock's file stays when it is let go: removing it would let a third
    /// session lock a new file of that name while a second one holds the old one.
    pub(super) fn ask(path: &Path) -> Asked {
        let file = match open(path) {
            Ok(file) => file,
            // A file that is there and cannot be opened hides whether it is locked. Where none can be made,
            // nothing can be saved either, which is told when it is tried.
            Err(error) if path.exists() => return Asked::Unknown(error),
            Err(_) => return Asked::Ours(Self::NONE),
        };
        for _ in 0..LOOKS {
            match file.try_lock() {
                Ok(()) => return Asked::Ours(Self { _file: Some(file) }),
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Asked::Unknown(error),
            }
        }
        Asked::Taken
    }
}

/// Opens the file, for writing where that is allowed: some file systems lock no other.
fn open(path: &Path) -> io::Result<File> {
    let mut writing = File::options();
    writing.write(true).create(true).truncate(false);
    writing.open(path).or_else(|error| {
        let reading = File::open(path);
        reading.map_err(|_| error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_lock_is_held_until_it_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("q.lock");
        let Asked::Ours(held) = Lock::ask(&path) else {
            panic!("nobody else is there");
        };
        assert!(matches!(Lock::ask(&path), Asked::Taken));
        drop(held);
        assert!(matches!(Lock::ask(&path), Asked::Ours(_)));
        assert!(path.exists());
    }

    #[test]
    fn what_cannot_be_locked_stops_nobody() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("written");
        assert!(matches!(Lock::ask(&file.join("q.lock")), Asked::Ours(_)));
        let nowhere = folder.path().join("absent/q.lock");
        assert!(matches!(Lock::ask(&nowhere), Asked::Ours(_)));
        assert!(!nowhere.exists());
    }
}
