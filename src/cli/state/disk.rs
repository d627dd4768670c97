//! Files that are read whole, replaced whole, and set aside when they are damaged.

use super::names::with_suffix;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is kept is never this large: a file that is holds something else.
const LARGEST: u64 = 64 << 20;
/// Damaged files that are kept of one name.
const DAMAGED: u32 = 10_000;
/// A file that is still being written is never this old.
const LEFT: Duration = Duration::from_secs(3600);

/// The text of a file; none where there is no such file.
pub(super) fn read(path: &Path) -> io::Result<Option<String>> {
    let size = match fs::metadata(path) {
        Ok(found) => found.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        // A folder that is no folder holds no file; that it keeps none is told when it is written to.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(None),
        Err(error) => return Err(error),
    };
    if size > LARGEST {
        return Err(io::Error::other("it is too large"));
    }
    fs::read_to_string(path).map(Some)
}

/// Writes beside the file, then puts it in its place: a crash leaves the old or the new one, whole. A link keeps
/// pointing where it points: the file behind it is replaced.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    make(folder)?;
    let beside = with_suffix(path, &format!(".new-{}", std::process::id()));
    let written = fill(&beside, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
        return written;
    }
    // The rename itself lasts once the folder is written; where a folder cannot be synced, it lasts soon.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Makes the folder, for its owner only.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// How a file that cannot be used as it is is put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// It cannot be read: renamed to `NAME.damaged-N` with the first free N.
    Damaged,
    /// Some of it can: copied to `NAME.damaged-N`; it stays where it is.
    Copied,
    /// A later program wrote it: renamed to `NAME.later-N`.
    Later,
}

impl Aside {
    /// Puts a file aside and says where it is now.
    pub(super) fn put(self, path: &Path) -> io::Result<PathBuf> {
        let word = match self {
            Self::Damaged | Self::Copied => "damaged",
            Self::Later => "later",
        };
        let aside = (1..DAMAGED)
            .map(|number| with_suffix(path, &format!(".{word}-{number}")))
            .find(|aside| fs::symlink_metadata(aside).is_err())
            .ok_or_else(|| io::Error::other("too many are there already"))?;
        match self {
            Self::Copied => fs::copy(path, &aside).map(drop)?,
            Self::Damaged | Self::Later => fs::rename(path, &aside)?,
        }
        Ok(aside)
    }
}

/// Whether files can be made in the folder, which is made where it is not there.
pub(super) fn try_out(folder: &Path) -> io::Result<()> {
    make(folder)?;
    let tried = folder.join(format!("try.new-{}", std::process::id()));
    File::create(&tried)?;
    fs::remove_file(tried)
}

/// Removes what a kill left of files that were being written, once it is old. It fails silently: it is only tidiness.
pub(super) fn sweep(kept: &Path) {
    let (Some(folder), Some(stem)) = (kept.parent(), kept.file_stem()) else {
        return;
    };
    let begins = format!("{}.", stem.to_string_lossy());
    let left = |name: &str| {
        let process = name.rsplit_once(".json.new-").map(|(_, process)| process);
        name.starts_with(&begins) && process.is_some_and(|id| id.parse::<u32>().is_ok())
    };
    let old = |entry: &fs::DirEntry| {
        let changed = entry.metadata().and_then(|file| file.modified()).ok();
        changed.is_some_and(|time| time.elapsed().is_ok_and(|age| age > LEFT))
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(left) && old(&entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn fill(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
