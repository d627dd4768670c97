//! `conntutor grade`: answers in, grades out, in order, however many there are.

use super::args::{GradeArgs, GradeFormat};
use super::output::Output;
use super::progress::Progress;
use super::run::Ending;
use super::terminal::Terminal;
use super::{batch, paper};
use crate::grading::{Explanation, Grade, Grader};
use crate::load::{self, Answers, Entry, InputError};
use crate::report::{Format, Gradebook, Style};
use crate::rubric::Rubric;
use crate::source;
use anyhow::{Result, bail};
use std::io::{self, IsTerminal};
use std::path::PathBuf;

pub(super) fn run(args: &GradeArgs, terminal: Terminal) -> Result<Ending> {
    let files = files(args)?;
    let grader = paper::grader(&args.paper)?;
    let explain = known(&args.explain, grader.rubric())?;
    let pool = batch::pool(args.jobs)?;
    let to_terminal = terminal.is_terminal() && args.output.is_none();
    let mut run = Run {
        book: Gradebook::new(format(args), grader.rubric(), style(args, terminal)),
        output: Output::to(args.output.as_deref())?,
        progress: Progress::new(load::total_bytes(&files), !to_terminal),
        fail_under: args.fail_under,
        counts: Counts::default(),
    };
    let mut answers = Answers::new(&files, Box::new(io::stdin().lock()));
    loop {
        let chunk = batch::chunk(&mut answers, bytes);
        if chunk.is_empty() {
            return run.end();
        }
        for graded in batch::map(&pool, chunk, |entry| graded(&grader, explain, entry)) {
            run.add(graded)?;
        }
        run.output.flush()?;
        run.progress.at(answers.bytes_read(), run.counts.graded);
    }
}

/// The files that are named, or standard input where something is piped into it.
fn files(args: &GradeArgs) -> Result<Vec<PathBuf>> {
    if !args.files.is_empty() {
        return Ok(args.files.clone());
    }
    if io::stdin().is_terminal() {
        bail!(
            "no answer given; name files or folders, or - for standard input (see conntutor grade --help)"
        );
    }
    Ok(vec![PathBuf::from("-")])
}

fn format(args: &GradeArgs) -> Format {
    match args.format {
        GradeFormat::Text => Format::Text,
        GradeFormat::Json => Format::Json,
        GradeFormat::Jsonl => Format::JsonLines,
    }
}

fn style(args: &GradeArgs, terminal: Terminal) -> Style {
    let style = match args.output {
        Some(_) => terminal.file_style(),
        None => terminal.style(),
    };
    Style {
        width: args.width.map_or(style.width, usize::from),
        ..style
    }
}

fn bytes(entry: &Entry) -> usize {
    let fields = entry.as_ref().map(|submission| submission.fields.iter());
    fields.map_or(0, |fields| fields.map(|field| field.text.len()).sum())
}

/// The ids as they were given, all of them of the rubric.
fn known<'a>(ids: &'a [String], rubric: &Rubric) -> Result<&'a [String]> {
    let criteria = rubric.criteria.iter().map(|c| c.id.as_str());
    let known: Vec<&str> = criteria
        .chain(rubric.mistakes.iter().map(|m| m.id.as_str()))
        .collect();
    if let Some(id) = ids.iter().find(|id| !known.contains(&id.as_str())) {
        let mend = source::did_you_mean(id, known)
            .unwrap_or_else(|| "conntutor show --rubric lists them".to_owned());
        bail!("no criterion or mistake is called '{id}'; {mend}");
    }
    Ok(ids)
}

/// A grade with the explanations that are asked for.
type Graded = (Grade, Vec<Explanation>);

fn graded(grader: &Grader, explain: &[String], entry: Entry) -> Result<Graded, InputError> {
    entry.map(|submission| {
        let explanations = grader.explain(&submission, explain);
        (grader.grade(&submission), explanations)
    })
}

#[derive(Default)]
struct Counts {
    graded: usize,
    refused: usize,
    below: usize,
}

struct Run<'a> {
    book: Gradebook<'a>,
    output: Output,
    progress: Progress,
    fail_under: Option<f64>,
    counts: Counts,
}

impl Run<'_> {
    fn add(&mut self, graded: Result<Graded, InputError>) -> Result<()> {
        match graded {
            Ok((grade, explanations)) => {
                self.counts.graded += 1;
                // Scores are shown in tenths: what reads as 50.0 is not below 50.
                let shown = (grade.score * 10.0).round() / 10.0;
                self.counts.below +=
                    usize::from(self.fail_under.is_some_and(|least| shown < least));
                self.output.write(&self.book.add(&grade, &explanations))
            }
            Err(error) => {
                self.counts.refused += usize::from(!error.skipped);
                self.progress.note(&error.to_string());
                Ok(())
            }
        }
    }

    fn end(mut self) -> Result<Ending> {
        let Counts {
            graded,
            refused,
            below,
        } = self.counts;
        if graded > 0 || refused == 0 {
            self.output.write(&self.book.finish())?;
            self.output.finish()?;
        }
        let answers = |n: usize| if n == 1 { "answer" } else { "answers" };
        if let (Some(least), 1..) = (self.fail_under, below) {
            let of = format!("{below} of {graded} {}", answers(graded));
            self.progress.note(&format!("{of} below {least}"));
        }
        if refused > 0 && graded > 0 {
            let refused = format!("{refused} {} refused", answers(refused));
            self.progress.note(&format!("{refused}, {graded} graded"));
        }
        if graded == 0 && refused == 0 {
            bail!("no answer found");
        }
        Ok(match (refused, below) {
            (1.., _) => Ending::Incomplete,
            (0, 1..) => Ending::Findings,
            (0, 0) => Ending::Done,
        })
    }
}
