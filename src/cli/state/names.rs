//! Where the files of a question are and what they are called.

use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A name stays shorter than this, so that suffixes fit into the 255 bytes a file system allows.
const LONGEST: usize = 150;

/// The folder for drafts: as named, else by XDG, else under the home folder.
pub(in crate::cli) fn folder(named: Option<&Path>) -> Option<PathBuf> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    home_folder("XDG_STATE_HOME", ".local/state")
}

/// Our folder in the one that a variable names, else in one under the home folder.
pub(in crate::cli) fn home_folder(key: &str, under: &str) -> Option<PathBuf> {
    let absolute = |key| {
        let path = PathBuf::from(std::env::var_os(key)?);
        path.is_absolute().then_some(path)
    };
    let folder = absolute(key).or_else(|| Some(absolute("HOME")?.join(under)));
    Some(folder?.join("conntutor"))
}

/// The files of one session: the question's main ones, or those of a slot beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    /// What is kept.
    pub(super) kept: PathBuf,
    /// What a session in a slot began with.
    pub(super) began: PathBuf,
    /// Locked while a session is at work.
    pub(super) lock: PathBuf,
}

impl Names {
    /// The files of a question in a folder: `NAME.json`, or `NAME.2.json` and so on for a slot.
    pub(super) fn new(folder: &Path, question: &str, slot: Option<u32>) -> Self {
        let mut stem = stem(question);
        if let Some(slot) = slot {
            let _ = write!(stem, ".{slot}");
        }
        let file = |end: &str| folder.join(format!("{stem}.{end}"));
        Self {
            kept: file("json"),
            began: file("began.json"),
            lock: file("lock"),
        }
    }
}

/// A question's id as a file name: bytes that are no plain character as `%` and two hexadecimal digits, so that
/// two ids never share a name, and nothing is hidden or leads elsewhere. A long one ends in 16 digits of its SHA-256.
fn stem(question: &str) -> String {
    let mut stem = String::new();
    for byte in question.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
            stem.push(char::from(byte));
        } else {
            let _ = write!(stem, "%{byte:02X}");
        }
    }
    if stem.len() > LONGEST {
        let digest = Sha256::digest(question.as_bytes());
        stem.truncate(LONGEST - 17);
        stem.push('~');
        for byte in &digest[..8] {
            let _ = write!(stem, "{byte:02x}");
        }
    }
    stem
}

/// The path with something behind its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_names_that_lead_nowhere_else() {
        for (id, name) in [
            ("iptables-subj-04", "iptables-subj-04"),
            ("q_1", "q_1"),
            ("q/1", "q%2F1"),
            ("q.2", "q%2E2"),
            ("..", "%2E%2E"),
            (".hidden", "%2Ehidden"),
            ("50%", "50%25"),
            ("漢", "%E6%BC%A2"),
            ("", ""),
        ] {
            assert_eq!(stem(id), name);
        }
        assert_eq!(stem(&"漢".repeat(400)).len(), LONGEST);
        assert_ne!(
            stem(&"漢".repeat(20)),
            stem(&format!("{}字", "漢".repeat(19)))
        );
    }

    #[test]
    fn a_slot_has_files_of_its_own() {
        let folder = Path::new("state");
        let main = Names::new(folder, "q", None);
        let slot = Names::new(folder, "q", Some(2));
        assert_eq!(main.kept, folder.join("q.json"));
        assert_eq!(main.lock, folder.join("q.lock"));
        assert_eq!(slot.kept, folder.join("q.2.json"));
        assert_eq!(slot.began, folder.join("q.2.began.json"));
        assert_eq!(slot.lock, folder.join("q.2.lock"));
    }
}
