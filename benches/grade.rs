//! What grading costs: one answer, a class, start-up, beside counting the words of the same bytes.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use conntutor::answer::Submission;
use conntutor::grading::Grader;
use conntutor::load::{Places, paper};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::hint::black_box;
use std::sync::Arc;

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

criterion_group!(benches, one, class, start);
criterion_main!(benches);
