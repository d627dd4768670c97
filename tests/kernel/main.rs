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
mod gateway;
mod iptables;
mod load;
mod nftables;
mod probes;
mod random;
mod table;
mod trial;
mod wander;

use std::env;
use std::process::Command;

/// Set where the test must not be skipped.
const REQUIRED: &str = "CONNTUTOR_KERNEL";
/// Set for the run inside the namespaces.
const INSIDE: &str = "CONNTUTOR_KERNEL_INSIDE";

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
    let status = Command::new("unshare")
        .arg("-Urn")
        .arg(own)
        .args([
            "inside_the_namespaces",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env(INSIDE, "1")
        .status();
    assert!(status.expect("unshare runs").success(), "see above");
}

#[test]
#[ignore = "run by the other test inside its own namespaces"]
fn inside_the_namespaces() {
    if env::var(INSIDE).is_ok() {
        trial::run();
    } else {
        eprintln!("skipped: only inside namespaces");
    }
}
