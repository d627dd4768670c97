//! Where results go: standard output, or a file that is replaced in one step at the end.

use anyhow::{Context, Result};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A sink for results. Without `finish` a file stays as it was.
pub(super) struct Output {
    writer: Box<dyn Write>,
    name: String,
    replaces: Option<Replacement>,
}

impl Output {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        Self {
            writer: Box::new(BufWriter::new(io::stdout().lock())),
            name: "standard output".to_owned(),
            replaces: None,
        }
    }

    /// A file, or standard output where none is named.
    pub(super) fn to(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self::stdout());
        };
        let name = path.to_string_lossy().into_owned();
        let opened = if is_device(path) {
            let file = OpenOptions::new().write(true).open(path);
            file.map(|file| (file, None))
        } else {
            Replacement::beside(path).map(|(file, replaces)| (file, Some(replaces)))
        };
        let (file, replaces) = opened.with_context(|| format!("cannot write to {name}"))?;
        Ok(Self {
            writer: Box::new(BufWriter::new(file)),
            name,
            replaces,
        })
    }

    pub(super) fn write(&mut self, text: &str) -> Result<()> {
        let written = self.writer.write_all(text.as_bytes());
        written.with_context(|| format!("cannot write to {}", self.name))
    }

    /// Hands on what was written so far.
    pub(super) fn flush(&mut self) -> Result<()> {
        let flushed = self.writer.flush();
        flushed.with_context(|| format!("cannot write to {}", self.name))
    }

    /// Hands on the rest and puts the file in its place.
    pub(super) fn finish(mut self) -> Result<()> {
        self.flush()?;
        let replaced = self.replaces.take().map_or(Ok(()), Replacement::commit);
        replaced.with_context(|| format!("cannot write to {}", self.name))
    }
}

/// A text on standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut output = Output::stdout();
    output.write(text)?;
    output.finish()
}

/// A device or pipe is written to as it is: a rename would put a plain file in its place.
fn is_device(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// A file under another name in the same folder, until it takes the place of the old one.
struct Replacement {
    temporary: PathBuf,
    path: PathBuf,
}

impl Replacement {
    fn beside(path: &Path) -> io::Result<(File, Self)> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // A link keeps pointing where it points: the file behind it is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let hidden = format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id());
        let temporary = path.with_file_name(hidden);
        let file = File::create(&temporary)?;
        if let Ok(old) = path.metadata() {
            file.set_permissions(old.permissions())?;
        }
        Ok((file, Self { temporary, path }))
    }

    fn commit(self) -> io::Result<()> {
        File::open(&self.temporary)?.sync_all()?;
        std::fs::rename(&self.temporary, &self.path)
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        // Behind a commit there is nothing left under this name.
        let _ = std::fs::remove_file(&self.temporary);
    }
}
