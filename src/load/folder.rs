//! What a folder holds: its files in sorted order, and those of its folders, one level deep.

use std::io;
use std::path::{Path, PathBuf};

/// Something found in a folder.
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// The folder below the given one in which it lies, if any.
    pub(super) within: Option<String>,
    /// Whether it is a folder too deep to be read.
    pub(super) too_deep: bool,
}

/// The files of a folder and of its folders, sorted by name; hidden ones are left out.
pub(super) fn files(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in sorted(folder)? {
        if path.is_dir() {
            let within = name(&path);
            found.extend(sorted(&path)?.into_iter().map(|path| Found {
                too_deep: path.is_dir(),
                path,
                within: Some(within.clone()),
            }));
        } else {
            found.push(Found {
                path,
                within: None,
                too_deep: false,
            });
        }
    }
    Ok(found)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !name(&path).starts_with('.') {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
