//! Where results go: files replaced in one step, full disks, closed pipes.

use crate::harness::{Row, check, folder, program, run, run_in};
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::Duration;

#[test]
fn a_file_is_replaced_at_the_end_or_left_as_it_was() {
    let folder = folder();
    let out = folder.path().join("out.jsonl");
    fs::write(&out, "old").unwrap();
    let failed = run_in(
        folder.path(),
        "grade nope.md --format jsonl --output out.jsonl",
    );
    assert_eq!(
        (failed.code, fs::read_to_string(&out).unwrap().as_str()),
        (2, "old")
    );
    let done = run_in(folder.path(), "grade empty.md --format jsonl -o out.jsonl");
    assert_eq!(
        (done.code, done.out.as_str(), done.err.as_str()),
        (0, "", "")
    );
    assert!(
        fs::read_to_string(&out)
            .unwrap()
            .starts_with("{\"id\":\"empty\"")
    );
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert!(
        left.iter()
            .all(|name| !name.to_string_lossy().ends_with(".tmp")),
        "{left:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let (file, link) = (folder.path().join("behind"), folder.path().join("link"));
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("behind", &link).unwrap();
    assert_eq!(
        run_in(folder.path(), "grade empty.md --output link").code,
        0
    );
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().contains("of 100"));
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let row = |args, err| Row {
        args,
        stdin: b"",
        code: 2,
        out: &[],
        err,
    };
    check(&[
        row(
            "grade empty.md --output answers",
            &["conntutor: cannot write to answers: is a directory"],
        ),
        row(
            "grade empty.md --output no/where.txt",
            &["conntutor: cannot write to no/where.txt: No such file or directory"],
        ),
    ]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_the_device_stays() {
    use std::os::unix::fs::FileTypeExt;
    check(&[Row {
        args: "grade empty.md --output /dev/full",
        stdin: b"",
        code: 2,
        out: &[],
        err: &["conntutor: cannot write to /dev/full: No space left on device"],
    }]);
    assert!(
        fs::metadata("/dev/full")
            .unwrap()
            .file_type()
            .is_char_device()
    );
    let folder = folder();
    for args in [
        "grade empty.md",
        "show",
        "check",
        "completions bash",
        "man",
        "evaluate marked.jsonl",
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = program(folder.path());
        let done = run(command.args(args.split(' ')).stdout(full), b"");
        assert_eq!(done.code, 2, "{args}");
        let wanted = "conntutor: cannot write to standard output: No space left on device";
        assert!(done.err.starts_with(wanted), "{args}: {}", done.err);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder();
    let many = folder.path().join("many.jsonl");
    fs::write(&many, "{\"id\":\"s\",\"text\":\"\"}\n".repeat(2000)).unwrap();
    let mut command = program(folder.path());
    command
        .args(["grade", "many.jsonl", "--format", "jsonl"])
        .stdin(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    reader.read_line(&mut first).unwrap();
    drop(reader);
    let done = child.wait_with_output().unwrap();
    assert!(first.starts_with("{\"id\":\"s\""));
    assert_eq!((done.status.code(), done.stderr.len()), (Some(0), 0));
}

#[test]
fn a_closed_standard_error_stops_nothing() {
    let folder = folder();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = program(folder.path());
    command
        .args(["grade", "nope.md", "empty.md", "--format", "jsonl"])
        .stderr(writer);
    let done = run(&mut command, b"");
    assert_eq!(done.code, 2);
    assert!(done.out.contains("\"empty\""));
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_batch() {
    let folder = folder();
    // 100 MB in answers of 1 MB each: blanks cost little to grade.
    let line = format!("{{\"id\":\"s\",\"text\":\"{}\"}}\n", " ".repeat(1 << 20));
    let mut file = File::create(folder.path().join("big.jsonl")).unwrap();
    for _ in 0..100 {
        file.write_all(line.as_bytes()).unwrap();
    }
    let mut command = program(folder.path());
    command.args([
        "grade",
        "big.jsonl",
        "--format",
        "jsonl",
        "-j",
        "2",
        "-o",
        "big.out",
    ]);
    let mut child = command.stdin(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut highest = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        highest = highest.max(kilobytes.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!((1..70_000).contains(&highest), "{highest} KB");
}
