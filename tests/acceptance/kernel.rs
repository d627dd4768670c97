//! The real tools, run in a namespace of their own: which commands they take, and what the kernel then holds.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What a script came to.
#[derive(Debug, Default, Clone)]
pub(crate) struct Ran {
    /// For each command whether it was taken, and what the tool said.
    pub(crate) said: Vec<(bool, String)>,
    /// What `iptables-save`, `ip6tables-save` and `nft list ruleset` print afterwards.
    pub(crate) saved: [String; 3],
}

/// Whether the tools can be run here. Where `CONNTUTOR_KERNEL` is `required` they must.
pub(crate) fn is_here() -> bool {
    let tried = Command::new("unshare")
        .args(["-Urn", "iptables", "-S"])
        .output();
    let here = tried.is_ok_and(|output| output.status.success());
    if !here {
        let required = std::env::var("CONNTUTOR_KERNEL").is_ok_and(|value| value == "required");
        assert!(!required, "namespaces or iptables are not to be had here");
        eprintln!("skipped: no namespaces or no iptables here");
    }
    here
}

/// Runs each script on an empty ruleset, command by command; two namespaces share the work.
pub(crate) fn run(scripts: &[Vec<String>]) -> Vec<Ran> {
    let half = scripts.len().div_ceil(2).max(1);
    let workers: Vec<_> = scripts
        .chunks(half)
        .map(|part| {
            let text = part.iter().map(|script| shell(script)).collect();
            let lines = part.len();
            std::thread::spawn(move || parse(&namespace(text), lines))
        })
        .collect();
    let done = workers
        .into_iter()
        .map(|worker| worker.join().expect("a namespace"));
    done.flatten().collect()
}

/// What a shell prints that reads the text in a namespace of its own.
fn namespace(text: String) -> String {
    let mut child = Command::new("unshare")
        .args(["-Urn", "bash"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    let mut stdin = child.stdin.take().expect("its input");
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("its output");
    let _ = writer.join();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All tables that are in use, with nothing in them.
const EMPTY: &str = "\
*raw
:PREROUTING ACCEPT
:OUTPUT ACCEPT
COMMIT
*mangle
:PREROUTING ACCEPT
:INPUT ACCEPT
:FORWARD ACCEPT
:OUTPUT ACCEPT
:POSTROUTING ACCEPT
COMMIT
*nat
:PREROUTING ACCEPT
:INPUT ACCEPT
:OUTPUT ACCEPT
:POSTROUTING ACCEPT
COMMIT
*filter
:INPUT ACCEPT
:FORWARD ACCEPT
:OUTPUT ACCEPT
COMMIT
";

fn shell(script: &[String]) -> String {
    let mut text = String::from("nft flush ruleset\n");
    // the nft backend makes a chain when a command first needs it; until then `-Z CHAIN` fails
    for restore in ["iptables-restore", "ip6tables-restore"] {
        let _ = writeln!(text, "{restore} <<'END'\n{EMPTY}END");
    }
    for command in script {
        let quoted = command.replace('\'', r"'\''");
        let _ = writeln!(
            text,
            "eval '{quoted}' </dev/null 2>&1 >/dev/null; echo $'\\n\\x01rc' $?"
        );
    }
    for tool in ["iptables-save", "ip6tables-save", "nft list ruleset"] {
        let _ = writeln!(text, "{tool} 2>/dev/null; echo $'\\x01saved'");
    }
    text
}

fn parse(text: &str, scripts: usize) -> Vec<Ran> {
    let mut out = vec![Ran::default()];
    let (mut heard, mut saved) = (String::new(), 0);
    for line in text.lines() {
        let Some(ran) = out.last_mut() else { break };
        if let Some(code) = line.strip_prefix("\u{1}rc ") {
            ran.said.push((code == "0", heard.trim().to_owned()));
            heard.clear();
        } else if line == "\u{1}saved" {
            ran.saved[saved] = std::mem::take(&mut heard);
            saved += 1;
            if saved == ran.saved.len() {
                saved = 0;
                out.push(Ran::default());
            }
        } else {
            heard.push_str(line);
            heard.push('\n');
        }
    }
    let _ = out.pop();
    assert_eq!(out.len(), scripts, "each script is heard of");
    out
}
