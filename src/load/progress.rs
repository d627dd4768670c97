//! How much there is to read, and how much of it has been read.

use super::folder;
use std::cell::Cell;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The bytes of all files, where they are known beforehand: not where standard input is among them.
pub fn total_bytes(paths: &[PathBuf]) -> Option<u64> {
    paths.iter().map(|path| bytes(path)).sum()
}

fn bytes(path: &Path) -> Option<u64> {
    let metadata = path.metadata().ok()?;
    if !metadata.is_dir() {
        return Some(metadata.len());
    }
    let files = folder::files(path).ok()?;
    let lengths = files.iter().filter_map(|file| file.path.metadata().ok());
    Some(lengths.map(|metadata| metadata.len()).sum())
}

/// A reader that counts.
pub(super) struct Counted<R> {
    pub(super) reader: R,
    pub(super) count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}
