//! A question with its rubric: the shipped ones, or a question file with the rubric beside it.

use super::{InputError, plain, shipped_question, shipped_rubric};
use crate::question::{self, Question};
use crate::rubric::{self, Rubric};
use crate::source::{Faults, Source};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Where a question and its rubric are; none for the shipped ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// The question file.
    pub question: Option<PathBuf>,
    /// The rubric file; looked for beside the question where none is given.
    pub rubric: Option<PathBuf>,
}

/// Why there is no question or no rubric.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file cannot be read, or holds no text.
    #[error(transparent)]
    Input(#[from] InputError),
    /// What was read does not hold together.
    #[error(transparent)]
    Faults(#[from] Faults),
    /// No rubric stands beside the question.
    #[error("no rubric for {question}: looked for {tried}; give it with --rubric")]
    NoRubric {
        /// The faults of the question itself, to be told first.
        faults: Faults,
        /// The question file.
        question: String,
        /// The places that were tried.
        tried: String,
    },
    /// The rubric marks another question.
    #[error("the rubric marks the question '{marks}', but the question is '{question}'")]
    Stranger {
        /// The id in the rubric.
        marks: String,
        /// The id of the question.
        question: String,
    },
}

/// Reads a question and the rubric that marks it; the faults of both at once.
///
/// # Errors
/// Where a file is missing, unreadable or faulty, or the rubric marks another question.
pub fn paper(places: &Places) -> Result<(Question, Rubric), LoadError> {
    let (question, rubric) = pair(places)?;
    if rubric.question != question.id {
        return Err(LoadError::Stranger {
            marks: rubric.question,
            question: question.id,
        });
    }
    Ok((question, rubric))
}

/// Reads a question and a rubric that need not belong together: that is for the self-check to find.
///
/// # Errors
/// Where a file is missing, unreadable or faulty.
pub fn pair(places: &Places) -> Result<(Question, Rubric), LoadError> {
    let question = match &places.question {
        Some(path) => question::parse_bytes(&path.to_string_lossy(), &read(path)?),
        None => question::parse(shipped_question()),
    };
    let rubric = match (rubric_source(places), question.as_ref()) {
        (
            Err(LoadError::NoRubric {
                question, tried, ..
            }),
            Err(faults),
        ) => {
            let faults = faults.clone();
            return Err(LoadError::NoRubric {
                faults,
                question,
                tried,
            });
        }
        (rubric, _) => rubric?,
    };
    match (question, rubric::parse(&rubric)) {
        (Ok(question), Ok(rubric)) => Ok((question, rubric)),
        (Err(Faults(mut faults)), Err(Faults(more))) => {
            faults.extend(more);
            Err(Faults(faults).into())
        }
        (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults.into()),
    }
}

/// Reads a question alone.
///
/// # Errors
/// Where the file is missing, unreadable or faulty.
pub fn question(path: Option<&Path>) -> Result<Question, LoadError> {
    Ok(match path {
        Some(path) => question::parse_bytes(&path.to_string_lossy(), &read(path)?)?,
        None => question::parse(shipped_question())?,
    })
}

fn rubric_source(places: &Places) -> Result<Source, LoadError> {
    let path = match (&places.question, &places.rubric) {
        (_, Some(rubric)) => rubric.clone(),
        (Some(question), None) => rubric_beside(question)?,
        (None, None) => return Ok(shipped_rubric()),
    };
    let name = path.to_string_lossy();
    let text = plain::utf8(&name, read(&path)?)?;
    Ok(Source::new(name, text))
}

/// Questions and rubrics are a few pages; more is refused.
const MAX_BYTES: usize = 1 << 20;

fn read(path: &Path) -> Result<Vec<u8>, InputError> {
    let name = path.to_string_lossy();
    let unreadable = |error| InputError::unreadable(&name, &error);
    let file = File::open(path).map_err(unreadable)?;
    plain::bounded(file, MAX_BYTES)
        .map_err(unreadable)?
        .ok_or_else(|| {
            InputError::new(&name, "the file is larger than 1 MiB")
                .mend("a question or a rubric is a few pages of text")
        })
}

fn rubric_beside(question: &Path) -> Result<PathBuf, LoadError> {
    let places = beside(question, "rubrics", &["yaml", "yml"]);
    let found = places.iter().find(|path| path.is_file());
    found.cloned().ok_or_else(|| LoadError::NoRubric {
        faults: Faults(Vec::new()),
        question: question.to_string_lossy().into_owned(),
        tried: listed(&places),
    })
}

/// The question that stands beside a rubric.
pub(super) fn question_beside(rubric: &Path) -> Option<PathBuf> {
    let places = beside(rubric, "questions", &["md"]);
    places.into_iter().find(|path| path.is_file())
}

/// Where the other file of a pair may stand: `../FOLDER/NAME.EXT`, then `NAME.EXT` in the same folder.
fn beside(file: &Path, folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let here = file.parent().unwrap_or(Path::new(""));
    let up = match here.file_name() {
        Some(_) => here.with_file_name(folder),
        None => here.join("..").join(folder),
    };
    let name = file.file_stem().unwrap_or_default();
    let in_folder = |folder: &Path| -> Vec<PathBuf> {
        let file = |extension: &&str| folder.join(name).with_extension(extension);
        extensions.iter().map(file).collect()
    };
    [in_folder(&up), in_folder(here)].concat()
}

fn listed(places: &[PathBuf]) -> String {
    let names: Vec<_> = places.iter().map(|p| p.to_string_lossy()).collect();
    names.join(", ")
}
