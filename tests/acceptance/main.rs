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
mod nft;

use made::Dice;

/// Scripts of made-up commands, and the commands of each.
const SCRIPTS: usize = 160;
const LINES: usize = 24;
/// Made-up files.
const FILES: usize = 300;

/// The dice of a test, thrown alike in every run unless `SEED` says otherwise.
fn dice() -> Dice {
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    Dice::new(seed.unwrap_or(20_240_614))
}

/// Fails where anything differs, after saying how much was compared.
fn judge(what: &str, ran: &[kernel::Ran], wrong: &[String]) {
    let all: Vec<bool> = ran
        .iter()
        .flat_map(|ran| &ran.said)
        .map(|(taken, _)| *taken)
        .collect();
    let taken = all.iter().filter(|taken| **taken).count();
    eprintln!(
        "{} {what}, {taken} taken, {} disagreements",
        all.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn made_up_commands() {
    if !kernel::is_here() {
        return;
    }
    let mut dice = dice();
    let scripts: Vec<Vec<String>> = (0..SCRIPTS)
        .map(|_| made::script(&mut dice, LINES))
        .collect();
    let ran = kernel::run(&scripts);
    let both = scripts.iter().zip(&ran);
    let wrong: Vec<String> = both
        .flat_map(|(script, ran)| compare::script(script, ran))
        .collect();
    judge("commands", &ran, &wrong);
}

#[test]
fn made_up_save_files() {
    if !kernel::is_here() {
        return;
    }
    let mut dice = dice();
    let files: Vec<String> = (0..FILES).map(|_| made::file(&mut dice)).collect();
    let load = |file: &String| vec![format!("iptables-restore <<'@END'\n{file}@END")];
    let ran = kernel::run(&files.iter().map(load).collect::<Vec<_>>());
    let both = files.iter().zip(&ran);
    let wrong: Vec<String> = both
        .flat_map(|(file, ran)| compare::file(file, ran))
        .collect();
    judge("save files", &ran, &wrong);
}

#[test]
fn made_up_rulesets() {
    if !kernel::is_here() {
        return;
    }
    let mut dice = dice();
    let files: Vec<String> = (0..FILES).map(|_| nft::file(&mut dice)).collect();
    let load = |file: &String| vec![format!("nft -f - <<'@END'\n{file}@END")];
    let ran = kernel::run(&files.iter().map(load).collect::<Vec<_>>());
    let both = files.iter().zip(&ran);
    let wrong: Vec<String> = both
        .flat_map(|(file, ran)| compare::nft(file, ran))
        .collect();
    judge("rulesets", &ran, &wrong);
}
