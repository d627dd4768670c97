//! What the tools take we take, what they refuse we refuse, and what they make of a script we make of it.
//! The tools are run for real in a namespace; where there is none the tests say that they are skipped.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a test runs programs and says where it cannot"
)]

mod compare;
mod kernel;
mod made;

use made::Dice;

/// Scripts of made-up commands, and the commands of each.
const SCRIPTS: usize = 200;
const LINES: usize = 24;

#[test]
fn made_up_commands() {
    if !kernel::is_here() {
        return;
    }
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(20_240_614);
    let mut dice = Dice::new(seed);
    let scripts: Vec<Vec<String>> = (0..SCRIPTS)
        .map(|_| made::script(&mut dice, LINES))
        .collect();
    let ran = kernel::run(&scripts);
    let mut wrong = Vec::new();
    for (script, ran) in scripts.iter().zip(&ran) {
        wrong.extend(compare::script(script, ran));
    }
    let taken = ran
        .iter()
        .flat_map(|ran| &ran.said)
        .filter(|(taken, _)| *taken)
        .count();
    let all: usize = scripts.iter().map(Vec::len).sum();
    eprintln!("{all} commands, {taken} taken");
    assert!(
        wrong.is_empty(),
        "{} disagreements:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
