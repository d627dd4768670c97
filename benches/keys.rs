//! A key in the middle of a long answer, handled and drawn, beside drawing the same screen without a key.
//!
//! The goal is 5 ms from the key to the cells, with 2,000 words on a screen of 120 by 40.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a bench fails by panicking"
)]

use conntutor::grading::Grader;
use conntutor::load::{Places, paper};
use conntutor::tui::{App, Input, Options};
use conntutor::tutor::{Action, Session};
use criterion::{Criterion, criterion_group, criterion_main};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;

/// A screen that shows the middle of an answer of so many words, rules among them.
fn screen(words: usize) -> (App, Terminal<TestBackend>) {
    let (question, rubric) = paper(&Places::default()).unwrap();
    let grader = Grader::new(Arc::new(question), Arc::new(rubric));
    let model: Vec<_> = grader.rubric().model.values().cloned().collect();
    let model = model.join("\n\n");
    let text: String = model.split_inclusive(' ').cycle().take(words).collect();
    let mut session = Session::new(grader, jiff::civil::date(2026, 3, 1));
    session.update(Action::Write(text));
    let mut app = App::new(session, Options::default());
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
    for _ in 0..words / 20 {
        app.handle(key(KeyCode::Up));
    }
    (app, terminal)
}

fn key(code: KeyCode) -> Input {
    Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn keys(c: &mut Criterion) {
    for words in [2_000, 30_000] {
        let mut group = c.benchmark_group(format!("{words} words"));
        let (mut app, mut terminal) = screen(words);
        group.bench_function("draw without a key", |b| {
            b.iter(|| terminal.draw(|frame| app.draw(frame)).map(|_| ()));
        });
        // Typed and taken away by turns, so that the text stays as long as it is.
        let mut typed = false;
        group.bench_function("a key handled and drawn", |b| {
            b.iter(|| {
                typed = !typed;
                let code = if typed {
                    KeyCode::Char('x')
                } else {
                    KeyCode::Backspace
                };
                app.handle(key(code));
                terminal.draw(|frame| app.draw(frame)).map(|_| ())
            });
        });
        group.bench_function("a step up handled and drawn", |b| {
            let mut up = false;
            b.iter(|| {
                up = !up;
                app.handle(key(if up { KeyCode::Up } else { KeyCode::Down }));
                terminal.draw(|frame| app.draw(frame)).map(|_| ())
            });
        });
        group.finish();
    }
}

criterion_group!(benches, keys);
criterion_main!(benches);
