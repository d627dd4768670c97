//! The kernel as the judge of `netfilter`: the same rules, the same packets, and what became of each.
//!
//! Needs user and network namespaces (`unshare -Urn`) and the tools of iptables, nftables and iproute2; without them it
//! says so and passes, unless `CONNTUTOR_KERNEL=required` is set.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test runs tools, tells why it was skipped, and fails by panics"
)]

mod bytes;
mod compare;
mod files;
mod gateway;
mod iptables;
mod load;
mod matches;
mod nftables;
mod probes;
mod random;
mod real;
mod table;
mod trial;
mod wander;

use std::env;
use std::process::{Child, Command};

/// Set where the test must not be skipped.
const REQUIRED: &str = "CONNTUTOR_KERNEL";
/// Set for a run inside namespaces, to the number of its share.
const INSIDE: &str = "CONNTUTOR_KERNEL_INSIDE";
/// Another series of rulesets by chance, and another number of them.
const SEED: &str = "CONNTUTOR_KERNEL_SEED";
const RULESETS: &str = "CONNTUTOR_KERNEL_RULESETS";
/// Processes among which the rulesets are shared, each with namespaces of its own.
const SHARES: usize = 2;

/// Why the test cannot run here.
fn obstacle() -> Option<String> {
    let tools = ["iptables", "iptables-restore", "nft", "ip"];
    let works = |command: &mut Command| {
        let output = command.env("PATH", gateway::PATH).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !works(Command::new("unshare").args(["-Urn", "true"])) {
        return Some("`unshare -Urn true` fails: no namespaces here".to_owned());
    }
    let missing = tools.into_iter().find(|tool| {
        let version = if *tool == "ip" { "-V" } else { "--version" };
        !works(Command::new(tool).arg(version))
    });
    missing.map(|tool| format!("{tool} is not installed"))
}

#[test]
fn the_kernel_does_what_the_simulator_says() {
    if let Some(why) = obstacle() {
        let required = env::var(REQUIRED).is_ok_and(|value| value == "required");
        assert!(!required, "the kernel was to be asked, but {why}");
        eprintln!("skipped: {why}");
        return;
    }
    let own = env::current_exe().expect("this program");
    let run = |share: usize| {
        Command::new("unshare")
            .arg("-Urn")
            .arg(&own)
            .args([
                "inside_the_namespaces",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env(INSIDE, share.to_string())
            .spawn()
            .expect("unshare runs")
    };
    let mut children: Vec<Child> = (0..SHARES).map(run).collect();
    let ended = |child: &mut Child| child.wait().expect("it ends").success();
    let agreed = children.iter_mut().map(ended).filter(|agreed| *agreed);
    assert_eq!(agreed.count(), SHARES, "see above");
}

#[test]
#[ignore = "run by the other test inside its own namespaces"]
fn inside_the_namespaces() {
    let number = |name, usual| match env::var(name) {
        Ok(value) => value.parse().expect("a number"),
        Err(_) => usual,
    };
    if env::var(INSIDE).is_err() {
        eprintln!("skipped: only inside namespaces");
        return;
    }
    let share = trial::Share {
        first: number(INSIDE, 0),
        of: SHARES,
    };
    let seed = u64::try_from(number(SEED, 4)).expect("a number");
    trial::run(share, seed, number(RULESETS, 320));
}
