//! Answers one by one from files, folders and standard input, in the order given. Holds one answer at a time.

use super::folder::{self, Found};
use super::kind::{KINDS, Kind};
use super::progress::Counted;
use super::{Entry, InputError, json, jsonl, plain, table};
use std::cell::Cell;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The name that standard input is reported under.
pub const STDIN: &str = "<stdin>";

/// Standard input, handed in by the command line.
pub type StdinReader = Box<dyn BufRead>;

/// The answers of all inputs; each one is read when it is asked for.
pub struct Answers {
    waiting: VecDeque<Input>,
    stdin: Option<StdinReader>,
    open: Option<Entries>,
    read: Rc<Cell<u64>>,
}

enum Input {
    Stdin,
    Given(PathBuf),
    Found(Found),
}

impl Answers {
    /// Answers from paths, where `-` is standard input.
    pub fn new(paths: &[PathBuf], stdin: StdinReader) -> Self {
        let input = |path: &PathBuf| match path.as_os_str() == "-" {
            true => Input::Stdin,
            false => Input::Given(path.clone()),
        };
        Self {
            waiting: paths.iter().map(input).collect(),
            stdin: Some(stdin),
            open: None,
            read: Rc::default(),
        }
    }

    /// Bytes read so far from files.
    pub fn bytes_read(&self) -> u64 {
        self.read.get()
    }

    /// Opens the next input; an error where it yields nothing.
    fn open_next(&mut self, input: Input) -> Result<(), InputError> {
        self.open = match input {
            Input::Stdin => {
                let reader = self.stdin.take().ok_or_else(|| {
                    InputError::new(STDIN, "standard input is named twice").mend("give '-' once")
                })?;
                Some(sniffed(reader)?)
            }
            Input::Given(path) if path.is_dir() => {
                self.expand(&path)?;
                None
            }
            Input::Given(path) => Some(self.opened_given(&path)?),
            Input::Found(found) => Some(self.opened_in_folder(&found)?),
        };
        Ok(())
    }

    fn expand(&mut self, folder: &Path) -> Result<(), InputError> {
        let name = folder.to_string_lossy();
        let found = folder::files(folder).map_err(|e| InputError::unreadable(&name, &e))?;
        if found.is_empty() {
            return Err(InputError::new(&name, "the folder holds no answers").mend(KINDS));
        }
        for found in found.into_iter().rev() {
            self.waiting.push_front(Input::Found(found));
        }
        Ok(())
    }

    fn opened_given(&self, path: &Path) -> Result<Entries, InputError> {
        let kind = Kind::of(path).ok_or_else(|| {
            // A name that leads nowhere is the likelier slip than a kind that is not known.
            let name = path.to_string_lossy();
            match path.metadata() {
                Ok(_) => InputError::new(&name, "unknown kind of file").mend(KINDS),
                Err(error) => InputError::unreadable(&name, &error),
            }
        })?;
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        self.opened(path, kind, id.into_owned())
    }

    fn opened_in_folder(&self, found: &Found) -> Result<Entries, InputError> {
        let skipped = |why: &str| {
            let name = found.path.to_string_lossy();
            InputError::new(&name, format!("skipped: {why}")).skipped()
        };
        if found.too_deep {
            return Err(skipped("folders are read one level deep"));
        }
        let kind = Kind::of(&found.path).ok_or_else(|| skipped("holds no answer"))?;
        let stem = found.path.file_stem().unwrap_or_default().to_string_lossy();
        let id = match &found.within {
            Some(folder) => format!("{folder}/{stem}"),
            None => stem.into_owned(),
        };
        self.opened(&found.path, kind, id)
    }

    /// The answers of a file; `id` names the one of a plain file.
    fn opened(&self, path: &Path, kind: Kind, id: String) -> Result<Entries, InputError> {
        let name = path.to_string_lossy().into_owned();
        let file = File::open(path).map_err(|error| InputError::unreadable(&name, &error))?;
        let reader = BufReader::new(Counted {
            reader: file,
            count: Rc::clone(&self.read),
        });
        Ok(match kind {
            Kind::Plain => once(move || plain::answer(&name, id, reader)),
            Kind::JsonLines => Box::new(jsonl::answers(name, reader)),
            Kind::Json => Box::new(json::answers(name, reader)),
            Kind::Table => Box::new(table::answers(name, reader)),
        })
    }
}

impl Iterator for Answers {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(entry) = self.open.as_mut().and_then(Iterator::next) {
                return Some(entry);
            }
            self.open = None;
            let input = self.waiting.pop_front()?;
            if let Err(error) = self.open_next(input) {
                return Some(Err(error));
            }
        }
    }
}

type Entries = Box<dyn Iterator<Item = Entry>>;

/// Standard input: JSON lines where the first character that is no blank is `{`, else one plain answer.
fn sniffed(mut reader: StdinReader) -> Result<Entries, InputError> {
    let mut blanks = Vec::new();
    let first = loop {
        let buffer = reader
            .fill_buf()
            .map_err(|error| InputError::unreadable(STDIN, &error))?;
        let count = buffer
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .count();
        let first = buffer.get(count).copied();
        blanks.extend_from_slice(&buffer[..count]);
        reader.consume(count);
        if first.is_some() || count == 0 || blanks.len() > super::MAX_ANSWER {
            break first;
        }
    };
    let whole = Cursor::new(blanks).chain(reader);
    match first {
        Some(b'{') => Ok(Box::new(jsonl::answers(STDIN.to_owned(), whole))),
        _ => Ok(once(move || {
            plain::answer(STDIN, "stdin".to_owned(), whole)
        })),
    }
}

fn once(read: impl FnOnce() -> Entry + 'static) -> Entries {
    Box::new(std::iter::once_with(read))
}
