//! `conntutor evaluate`: the grader's decisions beside those of a person.

use super::args::{EvaluateArgs, ReportFormat};
use super::run::Ending;
use super::terminal::Terminal;
use super::{batch, failure, output, paper};
use crate::grading::{Agreement, Grade, Grader, Marks};
use crate::load::{self, InputError, Judgement, Marked};
use crate::report::{Evaluation, evaluate_json, evaluate_text};
use anyhow::{Result, bail};

pub(super) fn run(args: &EvaluateArgs, terminal: Terminal) -> Result<Ending> {
    let grader = paper::grader(&args.paper)?;
    let pool = batch::pool(None)?;
    let mut run = Run::new(&grader);
    let mut lines = load::marked(&args.file, Box::new(std::io::stdin().lock()))?;
    loop {
        let chunk = batch::chunk(&mut lines, bytes);
        if chunk.is_empty() {
            break;
        }
        for line in batch::map(&pool, chunk, |line| graded(&grader, line)) {
            run.add(line);
        }
    }
    if run.marked == 0 && run.refused == 0 {
        bail!("{} holds no marked answer", args.file.display());
    }
    let evaluation = Evaluation {
        answers: &run.answers,
        statements: &run.statements,
        list: args.list,
    };
    output::print(&match args.format {
        ReportFormat::Text => evaluate_text(evaluation, terminal.style()),
        ReportFormat::Json => evaluate_json(evaluation) + "\n",
    })?;
    Ok(match run.refused {
        0 => Ending::Done,
        _ => Ending::Incomplete,
    })
}

type Line = Result<Marked, InputError>;

fn bytes(line: &Line) -> usize {
    let fields = line.as_ref().map(|marked| marked.submission.fields.iter());
    fields.map_or(0, |fields| fields.map(|field| field.text.len()).sum())
}

fn graded(grader: &Grader, line: Line) -> Result<(Marked, Grade), InputError> {
    line.map(|marked| {
        let grade = grader.grade(&marked.submission);
        (marked, grade)
    })
}

struct Run<'a> {
    grader: &'a Grader,
    answers: Agreement,
    statements: Agreement,
    marked: usize,
    refused: usize,
}

impl<'a> Run<'a> {
    fn new(grader: &'a Grader) -> Self {
        Self {
            grader,
            answers: Agreement::new(grader.rubric()),
            statements: Agreement::new(grader.rubric()),
            marked: 0,
            refused: 0,
        }
    }

    fn add(&mut self, line: Result<(Marked, Grade), InputError>) {
        let (marked, grade) = match line {
            Ok(line) => line,
            Err(error) => return self.refuse(&error.to_string()),
        };
        let is_statement = !matches!(marked.judgement, Judgement::Answer { .. });
        let marks = self.marks(marked.judgement);
        if let Err(unknown) = self.answers.admits(&marks) {
            return self.refuse(&format!("{}: {unknown}", marked.place));
        }
        self.marked += 1;
        match is_statement {
            true => {
                let texts = marked.submission.fields.into_iter().map(|field| field.text);
                let text = texts.collect::<Vec<_>>().join("\n");
                self.statements.add_statement(&marks, &grade, &text);
            }
            false => self.answers.add(&marks, &grade),
        }
    }

    fn refuse(&mut self, why: &str) {
        self.refused += 1;
        failure::note(why);
    }

    /// A whole answer is judged on every mistake: what is not listed was not made.
    fn marks(&self, judgement: Judgement) -> Marks {
        match judgement {
            Judgement::Answer { labels, mistakes } => Marks {
                criteria: labels,
                mistakes: mistakes.map_or_else(Vec::new, |made| self.all_mistakes(made)),
            },
            Judgement::Credit { criterion, credit } => Marks {
                criteria: vec![(criterion, credit)],
                mistakes: Vec::new(),
            },
            Judgement::Flag { mistake, flag } => Marks {
                criteria: Vec::new(),
                mistakes: vec![(mistake, flag)],
            },
        }
    }

    fn all_mistakes(&self, made: Vec<String>) -> Vec<(String, bool)> {
        let known = self.grader.rubric().mistakes.iter().map(|m| &m.id);
        let unmade: Vec<_> = known.filter(|id| !made.contains(id)).cloned().collect();
        let unmade = unmade.into_iter().map(|id| (id, false));
        made.into_iter()
            .map(|id| (id, true))
            .chain(unmade)
            .collect()
    }
}
