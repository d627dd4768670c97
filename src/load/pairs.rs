//! Which papers a path stands for: a question, a rubric, or the pairs of a folder.

use super::paper::question_beside;
use super::{InputError, Places, folder};
use std::path::{Path, PathBuf};

/// The papers that some paths stand for, each once; those of a folder in sorted order.
///
/// # Errors
/// Where a path cannot be read, is neither question nor rubric, or is a folder that holds none.
pub fn papers_in(paths: &[PathBuf]) -> Result<Vec<Places>, InputError> {
    let mut papers: Vec<Places> = Vec::new();
    for path in paths {
        for places in papers_at(path)? {
            if !papers.iter().any(|paper| same(paper, &places)) {
                papers.push(places);
            }
        }
    }
    Ok(papers)
}

fn papers_at(path: &Path) -> Result<Vec<Places>, InputError> {
    let name = path.to_string_lossy();
    if !path.is_dir() {
        let kind = Kind::of(path).ok_or_else(|| {
            InputError::new(&name, "neither a question nor a rubric")
                .mend("give a question .md, a rubric .yaml, or a folder of them")
        })?;
        return Ok(vec![kind.places(path)]);
    }
    let found = folder::files(path).map_err(|error| InputError::unreadable(&name, &error))?;
    let meant = found
        .iter()
        .filter(|file| !file.too_deep)
        .filter_map(|file| {
            let kind = Kind::of(&file.path)?;
            kind.is_meant(&file.path).then(|| kind.places(&file.path))
        });
    let papers: Vec<Places> = meant.collect();
    match papers.is_empty() {
        true => Err(InputError::new(
            &name,
            "the folder holds no question and no rubric",
        )),
        false => Ok(papers),
    }
}

/// A question found beside its rubric is the same paper as the rubric found beside its question.
fn same(a: &Places, b: &Places) -> bool {
    a == b || (a.question.is_some() && a.question == b.question)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Question,
    Rubric,
}

impl Kind {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "md" => Some(Self::Question),
            "yaml" | "yml" => Some(Self::Rubric),
            _ => None,
        }
    }

    /// A rubric without a question beside it is checked against the shipped question.
    fn places(self, path: &Path) -> Places {
        match self {
            Self::Question => Places {
                question: Some(path.to_owned()),
                rubric: None,
            },
            Self::Rubric => Places {
                question: question_beside(path),
                rubric: Some(path.to_owned()),
            },
        }
    }

    /// A folder may hold other Markdown and YAML: meant is what stands in `questions` or `rubrics`, or has its pair.
    fn is_meant(self, path: &Path) -> bool {
        let folder = path.parent().and_then(Path::file_name);
        let named = |name: &str| folder.is_some_and(|folder| folder == name);
        match self {
            Self::Question => named("questions") && path.file_stem().is_none_or(|s| s != "README"),
            Self::Rubric => named("rubrics") || question_beside(path).is_some(),
        }
    }
}
