//! The questions that the arguments of practice name, each with its grader or what is wrong with it.

use super::args::PracticeArgs;
use super::paper::grader_for;
use crate::grading::Grader;
use crate::load::{self, LoadError, Places};
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};

/// The folder of questions that is looked into where none is named.
const HERE: &str = "questions";

/// A question and its rubric.
pub(super) struct Paper {
    /// Its file.
    pub(super) name: String,
    /// Its grader, or why there is none.
    pub(super) grader: Result<Grader>,
}

/// The named questions; the shipped one where none is named, and those of the folder `questions`, which may hold
/// other files as well. There is at least one.
pub(super) fn papers(args: &PracticeArgs) -> Result<Vec<Paper>> {
    let papers = if args.questions.is_empty() {
        let shipped = Places {
            question: None,
            rubric: args.rubric.clone(),
        };
        let mut papers = vec![load(shipped)];
        if args.rubric.is_none() {
            let here = in_folder(Path::new(HERE)).unwrap_or_default();
            papers.extend(here.into_iter().map(load).filter(has_rubric));
        }
        papers
    } else {
        let places = named(&args.questions)?;
        match (&args.rubric, places.as_slice()) {
            (None, _) => places.into_iter().map(load).collect(),
            (Some(rubric), [one]) => vec![load(Places {
                question: one.question.clone(),
                rubric: Some(rubric.clone()),
            })],
            (Some(_), _) => {
                bail!("--rubric goes with one question; those of several are found beside them")
            }
        }
    };
    Ok(told_apart(papers, args.questions.is_empty()))
}

/// Where the named questions are, each once.
fn named(paths: &[PathBuf]) -> Result<Vec<Places>> {
    let mut all: Vec<Places> = Vec::new();
    for path in paths {
        let places = if path.is_dir() {
            in_folder(path)?
        } else {
            vec![Places {
                question: Some(path.clone()),
                rubric: None,
            }]
        };
        if places.is_empty() {
            bail!("{}: the folder holds no question", path.display());
        }
        all.extend(places);
    }
    let mut each: Vec<Places> = Vec::new();
    for places in all {
        if each.iter().all(|known| known.question != places.question) {
            each.push(places);
        }
    }
    Ok(each)
}

fn in_folder(folder: &Path) -> Result<Vec<Places>, LoadError> {
    let mut places = load::papers_in(&[folder.to_owned()])?;
    places.retain(|places| places.question.is_some());
    Ok(places)
}

fn load(places: Places) -> Paper {
    let name = places.question.as_ref();
    Paper {
        name: name.map_or_else(String::new, |path| path.to_string_lossy().into_owned()),
        grader: grader_for(&places).map_err(Into::into),
    }
}

fn has_rubric(paper: &Paper) -> bool {
    let error = paper.grader.as_ref().err();
    let error = error.and_then(|error| error.downcast_ref());
    !matches!(error, Some(LoadError::NoRubric { .. }))
}

/// Of questions with one id, which would share what is kept, only the first can be practised. The others are
/// left out where nobody named them.
fn told_apart(papers: Vec<Paper>, quietly: bool) -> Vec<Paper> {
    let mut apart: Vec<Paper> = Vec::new();
    for mut paper in papers {
        let id = paper
            .grader
            .as_ref()
            .ok()
            .map(|grader| grader.question().id.clone());
        let of =
            |known: &&Paper| known.grader.as_ref().ok().map(|g| &g.question().id) == id.as_ref();
        let same = id.as_ref().and_then(|_| apart.iter().find(of));
        match (same, id.as_ref()) {
            (Some(_), _) if quietly => continue,
            (Some(same), Some(id)) => {
                let error = anyhow!(
                    "{}: the id '{id}' is that of {} already",
                    paper.name,
                    same.name
                );
                paper.grader = Err(error);
            }
            _ => {}
        }
        apart.push(paper);
    }
    apart
}
