//! What reading and explaining entries costs, beside splitting the same text into words.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "a bench has a clock"
)]

use conntutor::netfilter::entries;
use conntutor::report::{Style, entry_jsonl, entry_text};
use conntutor::source::Source;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Instant;

/// Entries of each kind.
const EACH: usize = 20_000;
/// Lines as kernels print them, of the protocols that listings hold most.
const LINES: [&str; 4] = [
    "tcp      6 431999 ESTABLISHED src=192.168.1.10 dst=203.0.113.9 sport=51234 dport=443 packets=12 bytes=2345 src=203.0.113.9 dst=203.0.113.50 sport=443 dport=51234 packets=10 bytes=8901 [ASSURED] mark=0 use=1\n",
    "ipv4     2 udp      17 29 src=192.168.1.20 dst=192.168.1.1 sport=38291 dport=53 [UNREPLIED] src=192.168.1.1 dst=192.168.1.20 sport=53 dport=38291 mark=0 zone=0 use=2\n",
    "icmp     1 29 src=192.168.1.20 dst=198.51.100.7 type=8 code=0 id=1234 src=198.51.100.7 dst=203.0.113.50 type=0 code=0 id=1234 mark=0 use=1\n",
    "ipv6     10 tcp      6 118 TIME_WAIT src=2001:0db8:0001:0000:0000:0000:0000:00a1 dst=2001:0db8:0002:0000:0000:0000:0000:0001 sport=50000 dport=443 src=2001:0db8:0002:0000:0000:0000:0000:0001 dst=2001:0db8:0001:0000:0000:0000:0000:00a1 sport=443 dport=50000 [ASSURED] mark=0 zone=0 use=2\n",
];

fn table() -> Source {
    Source::new("table", LINES.concat().repeat(EACH))
}

/// The least time of several runs, in seconds: what others do on the machine only adds to it.
fn least(mut work: impl FnMut()) -> f64 {
    const RUNS: usize = 5;
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..RUNS).map(time).fold(f64::MAX, f64::min)
}

/// Prints what a table costs to read, to explain and to write.
#[expect(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "figures of a bench"
)]
fn figures(_: &mut Criterion) {
    let source = table();
    let lines = (LINES.len() * EACH) as f64;
    let words = least(|| {
        black_box(black_box(source.text()).split_whitespace().count());
    });
    println!("{lines} lines, {} bytes", source.text().len());
    let row = |name: &str, seconds: f64| {
        println!(
            "{name:<8} {:>9.0} lines a second, {:>5.1} times splitting into words",
            lines / seconds,
            seconds / words
        );
    };
    row("words", words);
    row(
        "read",
        least(|| {
            black_box(entries(&source).count());
        }),
    );
    let told = |tell: &dyn Fn(&conntutor::netfilter::EntryLine) -> String| {
        least(|| {
            let bytes = entries(&source).map(|line| tell(&line).len());
            black_box(bytes.sum::<usize>());
        })
    };
    row("jsonl", told(&|line| entry_jsonl(&source, line)));
    row(
        "text",
        told(&|line| entry_text(&source, line, 1, Style::default())),
    );
}

fn read(c: &mut Criterion) {
    let source = Source::new("four", LINES.concat());
    c.bench_function("read four entries", |b| {
        b.iter(|| entries(black_box(&source)).count())
    });
}

criterion_group!(benches, figures, read);
criterion_main!(benches);
