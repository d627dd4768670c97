//! Runs the binary in a folder of its own and compares what comes out.

use crate::files;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Arguments and input of a run, and what must come out of it.
pub(crate) struct Row {
    /// Split at blanks.
    pub(crate) args: &'static str,
    pub(crate) stdin: &'static [u8],
    pub(crate) code: i32,
    /// Must all stand in standard output.
    pub(crate) out: &'static [&'static str],
    /// Must all stand in standard error; empty means that nothing at all stands there.
    pub(crate) err: &'static [&'static str],
}

/// What came out.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with the files of `files`, and nothing of the user's own.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    files::write(folder.path());
    folder
}

/// The program, about to run in a folder.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conntutor"));
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "XDG_CONFIG_HOME",
    ] {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .env("TERM", "xterm")
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .stdin(Stdio::piped());
    command
}

/// Runs it to its end.
pub(crate) fn run(command: &mut Command, stdin: &[u8]) -> Done {
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    // A program that does not read its input may end before it is written.
    let _ = input.write_all(stdin);
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub(crate) fn run_in(folder: &Path, args: &str) -> Done {
    run(program(folder).args(args.split_whitespace()), b"")
}

/// Runs all rows and fails with every row that came out otherwise.
pub(crate) fn check(rows: &[Row]) {
    let folder = folder();
    let mut wrong = String::new();
    for row in rows {
        let mut command = program(folder.path());
        let done = run(command.args(row.args.split_whitespace()), row.stdin);
        let said = |texts: &[&str], text: &str| texts.iter().all(|want| text.contains(want));
        let silent = !row.err.is_empty() || done.err.is_empty();
        let right = done.code == row.code
            && said(row.out, &done.out)
            && said(row.err, &done.err)
            && silent
            && !done.err.contains("panicked");
        if !right {
            wrong += &format!(
                "\nconntutor {}\n  code {}, not {}\n  out, wanted {:?}: {}\n  err, wanted {:?}: {}\n",
                row.args,
                done.code,
                row.code,
                row.out,
                start(&done.out),
                row.err,
                start(&done.err)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn start(text: &str) -> String {
    text.chars().take(800).collect()
}
