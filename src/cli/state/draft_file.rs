//! The file that a session keeps its draft in: found, owned or shared, joined with others, saved.

use super::disk::{self, Aside};
use super::lock::{Asked, Lock};
use super::names::Names;
use crate::tui::Host;
use crate::tutor::{Draft, DraftError};
use jiff::civil::Date;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Numbers of the slots that sessions find beside the main file.
const SLOTS: RangeInclusive<u32> = 2..=99;
/// Told to whoever is not alone.
const SHARED: &str = "Another session on this question is open; both are kept and joined when the question is \
                      opened next.";
/// Told to whoever takes in what another session kept.
const JOINED: &str = "What another session on this question kept was joined in. Where both wrote, its text is among \
                      the attempts (a after feedback, Ctrl-L while writing; in plain mode a).";
/// Told where no folder is known.
const HOMELESS: &str = "no folder for drafts is known; name one with --state-dir";

/// Where a session keeps its draft.
#[derive(Debug)]
pub(in crate::cli) struct DraftFile {
    /// Its files, or why there are none.
    names: Result<Names, &'static str>,
    /// For a session in a slot what it began with, until that is kept too.
    began: Option<Draft>,
    /// How the damaged file that is still in the way has to be put aside before it may be replaced.
    damaged: Option<Aside>,
    /// Held as long as the session is at work.
    _lock: Lock,
}

/// A session's file and what was found in it.
#[derive(Debug)]
pub(in crate::cli) struct Opened {
    /// Where it is kept from now on.
    pub(in crate::cli) file: DraftFile,
    /// What was kept.
    pub(in crate::cli) draft: Option<Draft>,
    /// What the learner should be told.
    pub(in crate::cli) notices: Vec<String>,
}

impl DraftFile {
    /// Opens what is kept of a question in a folder. The first session owns the main file and takes in what
    /// sessions that are over left in slots; a further one gets a slot. What cannot be used is set aside.
    pub(in crate::cli) fn open(folder: Option<&Path>, question: &str, today: Date) -> Opened {
        let Some(folder) = folder else {
            return Opened::nothing(Self::new(Err(HOMELESS), Lock::NONE));
        };
        // Where it cannot be made, the first save says why.
        let _ = disk::make(folder);
        let names = Names::new(folder, question, None);
        let (lock, doubt) = match Lock::ask(&names.lock) {
            Asked::Taken => return slot(folder, question),
            Asked::Ours(lock) => {
                disk::sweep(&names.kept);
                (lock, None)
            }
            Asked::Unknown(error) => (Lock::NONE, Some(error)),
        };
        let mut opened = Opened::nothing(Self::new(Ok(names), lock));
        opened.notices.extend(doubt.map(|error| {
            format!(
                "No lock can be had here ({error}): have this question open only once at a time."
            )
        }));
        opened.read(question);
        opened.join(folder, question, today);
        opened
    }

    /// Keeps the draft.
    ///
    /// # Errors
    /// Says in one line why it could not.
    pub(in crate::cli) fn keep(&mut self, draft: &Draft) -> Result<(), String> {
        let names = self.names.as_ref().map_err(|why| (*why).to_owned())?;
        let failed = |error| format!("{}: {error}", names.kept.display());
        if let Some(aside) = self.damaged {
            aside.put(&names.kept).map_err(failed)?;
            self.damaged = None;
        }
        if let Some(began) = &self.began {
            disk::write(&names.began, &began.to_json()).map_err(failed)?;
            self.began = None;
        }
        disk::write(&names.kept, &draft.to_json()).map_err(failed)
    }

    fn new(names: Result<Names, &'static str>, lock: Lock) -> Self {
        Self {
            names,
            began: None,
            damaged: None,
            _lock: lock,
        }
    }
}

impl Host for DraftFile {
    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        self.keep(draft)
    }
}

/// Why nothing can be kept in a folder, as the learner is told before anything is written.
pub(in crate::cli) fn doubt(folder: Option<&Path>) -> Option<String> {
    let why = match folder {
        None => HOMELESS.to_owned(),
        Some(folder) => {
            let error = disk::try_out(folder).err()?;
            format!(
                "{}: {error}; name another folder with --state-dir",
                folder.display()
            )
        }
    };
    Some(format!("Nothing can be kept of this session: {why}."))
}

/// What is kept of a question, for a look at it from outside.
pub(in crate::cli) fn glance(folder: Option<&Path>, question: &str) -> Option<Draft> {
    let names = Names::new(folder?, question, None);
    Some(usable(&names.kept, question).ok()??.0)
}

/// The first free slot. It begins with what the main file holds now.
fn slot(folder: &Path, question: &str) -> Opened {
    let free = SLOTS.into_iter().find_map(|slot| {
        let names = Names::new(folder, question, Some(slot));
        match Lock::ask(&names.lock) {
            // A file there is of a session that is over, and waits to be joined.
            Asked::Ours(lock) if !names.kept.exists() => Some((names, lock)),
            _ => None,
        }
    });
    let mut opened = Opened::nothing(match free {
        Some((names, lock)) => DraftFile::new(Ok(names), lock),
        None => DraftFile::new(
            Err("too many sessions on this question are open"),
            Lock::NONE,
        ),
    });
    opened.draft = glance(Some(folder), question);
    opened.file.began = Some(opened.draft.clone().unwrap_or_default());
    opened.notices.push(SHARED.to_owned());
    opened
}

impl Opened {
    fn nothing(file: DraftFile) -> Self {
        Self {
            file,
            draft: None,
            notices: Vec::new(),
        }
    }

    /// Reads the file. It is put aside where it cannot be used, and copied where something was left out.
    fn read(&mut self, question: &str) {
        let Ok(names) = &self.file.names else {
            return;
        };
        let path = names.kept.clone();
        let (aside, told) = match usable(&path, question) {
            Ok(None) => return,
            Ok(Some((draft, left))) => {
                self.draft = Some(draft);
                if left.is_empty() {
                    return;
                }
                (Aside::Copied, left_out(&left))
            }
            Err(why) => why.told("What was kept"),
        };
        let put = aside.put(&path);
        self.file.damaged = put.is_err().then_some(aside);
        self.notices.push(told + &whereabouts(put));
        if let (None, Some(draft)) = (self.file.damaged, &self.draft) {
            // Where this fails, the next save says why.
            let _ = self.file.keep(draft);
        }
    }

    /// Takes in what sessions that are over left in slots. A slot goes only when all it held is kept.
    fn join(&mut self, folder: &Path, question: &str, today: Date) {
        let slots = SLOTS.map(|slot| Names::new(folder, question, Some(slot)));
        let mut joined = Vec::new();
        for names in slots.filter(|names| names.kept.exists()) {
            let lock = match Lock::ask(&names.lock) {
                Asked::Taken => {
                    if self.notices.iter().all(|told| told != SHARED) {
                        self.notices.push(SHARED.to_owned());
                    }
                    continue;
                }
                Asked::Ours(lock) => lock,
                Asked::Unknown(_) => Lock::NONE,
            };
            match usable(&names.kept, question) {
                Ok(None) => {}
                Ok(Some((other, left))) => {
                    let began = usable(&names.began, question).ok().flatten();
                    let began = began.map(|(began, _)| began).unwrap_or_default();
                    match &mut self.draft {
                        Some(draft) => draft.absorb(&began, other, today),
                        None => self.draft = Some(other),
                    }
                    joined.push((names, left, lock));
                }
                Err(why) => {
                    let (aside, told) = why.told("What another session kept");
                    self.notices
                        .push(told + &whereabouts(aside.put(&names.kept)));
                }
            }
        }
        let Some(draft) = self.draft.as_ref().filter(|_| !joined.is_empty()) else {
            return;
        };
        self.notices.push(JOINED.to_owned());
        if self.file.keep(draft).is_err() {
            return;
        }
        for (names, left, _lock) in joined {
            if !left.is_empty() {
                let put = Aside::Damaged.put(&names.kept);
                self.notices.push(left_out(&left) + &whereabouts(put));
            }
            // What cannot be removed is joined once more, which changes nothing.
            let _ = std::fs::remove_file(&names.kept);
            let _ = std::fs::remove_file(&names.began);
        }
    }
}

/// The draft in a file and what of it had to be left out; none where there is no file.
fn usable(path: &Path, question: &str) -> Result<Option<(Draft, Vec<String>)>, Unusable> {
    let damaged = Unusable::Damaged;
    let Some(text) = disk::read(path).map_err(|error| damaged(error.to_string()))? else {
        return Ok(None);
    };
    let (draft, left) = Draft::from_json(&text).map_err(|error| match error {
        DraftError::Version(_) => Unusable::Later(error.to_string()),
        _ => damaged(error.to_string()),
    })?;
    if draft.question != question {
        return Err(damaged(format!(
            "it belongs to the question '{}'",
            draft.question
        )));
    }
    Ok(Some((draft, left)))
}

/// Why nothing of a file can be used.
#[derive(Debug)]
enum Unusable {
    /// It is no draft of the question.
    Damaged(String),
    /// A later program wrote it.
    Later(String),
}

impl Unusable {
    /// How such a file is put aside, and what is told of it.
    fn told(self, what: &str) -> (Aside, String) {
        match self {
            Self::Damaged(why) => (
                Aside::Damaged,
                format!("{what} cannot be used at all ({why})"),
            ),
            Self::Later(why) => {
                let told = format!("{what} was written by a later version of conntutor ({why})");
                (Aside::Later, told)
            }
        }
    }
}

fn left_out(left: &[String]) -> String {
    format!(
        "Some of what was kept cannot be read and was left out: {}",
        left.join(", ")
    )
}

fn whereabouts(put: io::Result<PathBuf>) -> String {
    match put {
        Ok(path) => format!("; the file was set aside as {}.", path.display()),
        Err(error) => format!("; the file could not be set aside ({error})."),
    }
}

#[cfg(test)]
mod tests;
