//! Drafts on disk: one file a question, replaced as a whole, a damaged one set aside.

use crate::tui::Host;
use crate::tutor::Draft;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A draft is never this large: a file that is holds something else.
const LARGEST: u64 = 64 << 20;

/// The file of one question's draft.
#[derive(Debug)]
pub(super) struct DraftFile {
    /// None where no folder is known to keep it in.
    path: Option<PathBuf>,
    question: String,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The draft that was kept.
    pub(super) draft: Option<Draft>,
    /// What the learner should be told about it.
    pub(super) notice: Option<String>,
}

impl DraftFile {
    /// The draft of a question in a folder.
    pub(super) fn new(folder: Option<&Path>, question: &str) -> Self {
        Self {
            path: folder.map(|folder| folder.join(format!("{}.json", file_stem(question)))),
            question: question.to_owned(),
        }
    }

    /// Reads the draft. One that cannot be used is set aside, never overwritten.
    pub(super) fn load(&self) -> Found {
        let Some(path) = &self.path else {
            return Found::default();
        };
        let why = match read(path) {
            Ok(text) => match Draft::from_json(&text) {
                Ok((draft, _)) if draft.question == self.question => {
                    return Found {
                        draft: Some(draft),
                        notice: None,
                    };
                }
                Ok((draft, _)) => format!("it belongs to the question '{}'", draft.question),
                Err(error) => error.to_string(),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::default(),
            Err(error) => error.to_string(),
        };
        let notice = match set_aside(path) {
            Ok(aside) => format!(
                "The draft could not be used ({why}); it was set aside as {}.",
                aside.display()
            ),
            Err(error) => format!("The draft could not be used ({why}) nor set aside ({error})."),
        };
        Found {
            draft: None,
            notice: Some(notice),
        }
    }
}

impl Host for DraftFile {
    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        let Some(path) = &self.path else {
            return Err("no folder for drafts is known; name one with --state-dir".into());
        };
        write(path, &draft.to_json()).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// The folder for drafts: as named, else by XDG, else under the home folder.
pub(super) fn folder(named: Option<&Path>) -> Option<PathBuf> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    home_folder("XDG_STATE_HOME", ".local/state")
}

/// Our folder in the one that a variable names, else in one under the home folder.
pub(super) fn home_folder(key: &str, under: &str) -> Option<PathBuf> {
    let absolute = |key| {
        let path = PathBuf::from(std::env::var_os(key)?);
        path.is_absolute().then_some(path)
    };
    let folder = absolute(key).or_else(|| Some(absolute("HOME")?.join(under)));
    Some(folder?.join("conntutor"))
}

fn read(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.len() > LARGEST {
        return Err(io::Error::other("it is too large"));
    }
    fs::read_to_string(path)
}

/// Writes beside the file, then puts it in its place: a crash leaves the old or the new one, whole.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create(folder)?;
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

fn fill(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Makes the folder, for its owner only.
fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Renames the file to `NAME.damaged-N` with the first free N.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let free = (1..10_000)
        .map(|number| with_suffix(path, &format!(".damaged-{number}")))
        .find(|aside| fs::symlink_metadata(aside).is_err());
    let aside = free.ok_or_else(|| io::Error::other("too many are there already"))?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A question's id as a file name: no separators, nothing hidden, not too long.
fn file_stem(question: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || "-_".contains(c) {
            c
        } else {
            '_'
        }
    };
    question.chars().map(plain).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tutor::PartDraft;

    fn draft(text: &str) -> Draft {
        Draft {
            question: "q/1".into(),
            parts: vec![PartDraft {
                id: "1".into(),
                text: text.into(),
                ..PartDraft::default()
            }],
            ..Draft::default()
        }
    }

    #[test]
    fn what_is_saved_is_found_again_and_no_other_file_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("a/b");
        let mut file = DraftFile::new(Some(&state), "q/1");
        assert!(file.load().draft.is_none());
        for text in ["one", "two"] {
            file.save(&draft(text)).expect("saved");
            assert_eq!(file.load().draft, Some(draft(text)));
        }
        let names: Vec<_> = fs::read_dir(&state)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(names, ["q_1.json"]);
    }

    #[test]
    fn what_cannot_be_used_is_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("q_1.json");
        let other = Draft {
            question: "other".into(),
            ..Draft::default()
        };
        let contents = [
            b"{".to_vec(),
            b"\xff\xfe".to_vec(),
            b"{\"version\":99}".to_vec(),
            other.to_json().into_bytes(),
        ];
        for (content, number) in contents.into_iter().zip(1..) {
            fs::write(&path, &content).expect("written");
            let found = DraftFile::new(Some(folder.path()), "q/1").load();
            let notice = found.notice.expect("a notice");
            assert!(notice.contains(&format!(".damaged-{number}")), "{notice}");
            let aside = folder.path().join(format!("q_1.json.damaged-{number}"));
            assert_eq!(fs::read(aside).expect("set aside"), content);
            assert!(!path.exists());
        }
    }

    #[test]
    fn what_cannot_be_saved_says_why() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("written");
        let why = DraftFile::new(Some(&file), "q")
            .save(&draft("x"))
            .expect_err("no folder");
        assert!(why.contains("q.json: "), "{why}");
        let why = DraftFile::new(None, "q")
            .save(&draft("x"))
            .expect_err("no folder");
        assert!(why.contains("--state-dir"), "{why}");
    }
}
