//! What grading costs: one answer, a class, start-up, beside counting the words of the same bytes.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench has a clock"
)]

use conntutor::answer::Submission;
use conntutor::grading::Grader;
use conntutor::load::{Places, paper};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

fn grader() -> Grader {
    let (question, rubric) = paper(&Places::default()).unwrap();
    Grader::new(Arc::new(question), Arc::new(rubric))
}

/// The model answer, once and again until it has about so many words.
fn answer(grader: &Grader, words: usize) -> Submission {
    let model: String = grader
        .rubric()
        .model
        .values()
        .map(|text| format!("{text}\n\n"))
        .collect();
    let times = words.div_ceil(model.split_whitespace().count());
    let text: Vec<&str> = std::iter::repeat_n(model.as_str(), times).collect();
    let text: Vec<&str> = text
        .iter()
        .flat_map(|text| text.split_inclusive(' '))
        .take(words)
        .collect();
    Submission::whole("bench", text.concat())
}

fn one(c: &mut Criterion) {
    let grader = grader();
    let submission = answer(&grader, 600);
    let text = &submission.fields[0].text;
    let mut group = c.benchmark_group("600 words");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("grade", |b| b.iter(|| grader.grade(black_box(&submission))));
    group.bench_function("count words", |b| {
        b.iter(|| black_box(text).split_whitespace().count())
    });
    group.finish();
}

/// Answers of about 200 words, no two alike, put together from the sentences of the rubric's examples.
fn answers(grader: &Grader, count: usize) -> Vec<Submission> {
    let criteria = grader
        .rubric()
        .criteria
        .iter()
        .flat_map(|c| c.accepts.iter().chain(&c.rejects));
    let sentences: Vec<&str> = criteria.map(|example| example.text.as_str()).collect();
    let answer = |at: usize| {
        let mut words = 0;
        let picked =
            (0..).map(|step| sentences[(at * 7919 + step * (at % 97 + 3)) % sentences.len()]);
        let taken = picked.take_while(|sentence| {
            words += sentence.split_whitespace().count();
            words < 210
        });
        Submission::whole(at.to_string(), taken.collect::<Vec<_>>().join("\n"))
    };
    (0..count).map(answer).collect()
}

fn class(c: &mut Criterion) {
    let grader = grader();
    let answers = answers(&grader, 10_000);
    let mut group = c.benchmark_group("a class of 10,000");
    group
        .throughput(Throughput::Elements(10_000))
        .sample_size(10);
    group.bench_function("grade on all cores", |b| {
        b.iter(|| {
            answers
                .par_iter()
                .map(|answer| grader.grade(answer).score)
                .sum::<f64>()
        });
    });
    group.finish();
}

fn start(c: &mut Criterion) {
    c.bench_function("start: shipped question and rubric", |b| b.iter(grader));
}

/// The least time of several runs, in seconds: what others do on the machine only adds to it.
fn least(runs: usize, mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..runs).map(time).fold(f64::MAX, f64::min)
}

/// Prints the figures that `baseline.md` records.
#[expect(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "figures of a bench"
)]
fn figures(_: &mut Criterion) {
    let started = Instant::now();
    let grader = grader();
    grader.grade(&Submission::whole("one", "A connection is tracked."));
    println!(
        "start-up, cold: {:.1} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    let answers = answers(&grader, 200);
    let texts: Vec<&str> = answers.iter().map(|a| a.fields[0].text.as_str()).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let graded = least(7, || {
        answers.iter().for_each(|answer| {
            black_box(grader.grade(answer));
        });
    });
    let counted = least(7, || {
        let words = |text: &&str| black_box(*text).split_whitespace().count();
        black_box(texts.iter().map(words).sum::<usize>());
    });
    println!(
        "answers of 200 words a second on one core: {:.0}",
        200.0 / graded
    );
    println!("times the cost of counting words: {:.0}", graded / counted);
    for unit in [
        "a. ",
        "a.",
        "a",
        "\n",
        "new\n",
        "x\n",
        "not ",
        "A=1; ",
        "iptables \\\n",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let submission = Submission::whole("hostile", text.as_str());
        let time = least(3, || {
            black_box(grader.grade(&submission));
        });
        let ratio = (time / text.len() as f64) / (graded / bytes as f64);
        println!("a byte of {unit:?} costs {ratio:.2} times an ordinary one");
    }
}

criterion_group!(benches, figures, one, class, start);
criterion_main!(benches);
