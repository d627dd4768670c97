//! Real files with the tool's own verdict: ours must agree on each.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads the samples and says where they are absent"
)]

use conntutor::netfilter::{Family, restore, ruleset};
use conntutor::source::Source;
use std::fs;
use std::path::Path;

/// One row of the manifest: file, kind, family, verdict, error.
fn rows(manifest: &str) -> impl Iterator<Item = [&str; 5]> {
    manifest.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let [file, kind, family, verdict] =
            [cells.next()?, cells.next()?, cells.next()?, cells.next()?];
        Some([file, kind, family, verdict, cells.nth(1)?])
    })
}

#[test]
fn real_files_are_accepted_as_iptables_restore_accepts_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/rules");
    let Ok(manifest) = fs::read_to_string(folder.join("manifest.tsv")) else {
        eprintln!("skipped: the samples are not part of the package");
        return;
    };
    let mut wrong = Vec::new();
    let mut read = 0;
    for [file, kind, family, verdict, error] in rows(&manifest) {
        read += 1;
        let bytes = fs::read(folder.join(file)).expect(file);
        let source = Source::new(file, String::from_utf8_lossy(&bytes));
        let family = if family == "6" {
            Family::V6
        } else {
            Family::V4
        };
        let reading = if kind == "nft" {
            ruleset(&source)
        } else {
            restore(&source, family)
        };
        // one file is taken by `--test` and refused by the kernel; ours says what the kernel says
        let accepted = verdict != "no" && !error.contains("failed");
        if reading.is_accepted() != accepted {
            let faults = reading.faults(&source);
            let first: Vec<String> = faults.iter().take(3).map(ToString::to_string).collect();
            wrong.push(format!(
                "{file}: the tool says {verdict}\n  {}",
                first.join("\n  ")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {read}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
