//! Files that are read whole, replaced whole, and set aside when they are damaged.

use super::names::with_suffix;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is kept is never this large: a file that is holds something else.
const LARGEST: u64 = 64 << 20;
/// Damaged files that are kept of one name.
const DAMAGED: u32 = 10_000;

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

/// Renames the file to `NAME.damaged-N` with the first free N.
pub(super) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = aside(path)?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

/// Copies the file to `NAME.damaged-N`; it stays where it is.
pub(super) fn copy_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = aside(path)?;
    fs::copy(path, &aside)?;
    Ok(aside)
}

fn aside(path: &Path) -> io::Result<PathBuf> {
    (1..DAMAGED)
        .map(|number| with_suffix(path, &format!(".damaged-{number}")))
        .find(|aside| fs::symlink_metadata(aside).is_err())
        .ok_or_else(|| io::Error::other("too many are there already"))
}

fn fill(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
