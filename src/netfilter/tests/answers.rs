//! Marked answers: what their rules do must agree with what the marker says of the three rules criteria.
#![expect(clippy::disallowed_methods, reason = "a test reads the answers")]

use super::scene;
use crate::netfilter::{behaviour, read, return_rules};
use crate::source::Source;
use std::fs;
use std::path::{Path, PathBuf};

const CRITERIA: [&str; 3] = ["rules-return", "rules-outbound", "rules-drop"];

/// Id, part 3, the three marks, and whether `redundant-rules` is marked, of each answer of a file.
fn answers(path: &Path) -> Vec<(String, String, [bool; 3], bool)> {
    let text = fs::read_to_string(path).expect("marked answers");
    text.lines()
        .filter_map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).ok()?;
            let part = row.get("parts")?.get("3")?.as_str()?;
            let mark = |criterion: &str| Some(row.get("labels")?.get(criterion)?.as_i64()? == 1);
            let marks = [mark(CRITERIA[0])?, mark(CRITERIA[1])?, mark(CRITERIA[2])?];
            let mistakes = row.get("mistakes")?.as_array()?;
            let redundant = mistakes.iter().any(|mistake| mistake == "redundant-rules");
            Some((
                row.get("id")?.as_str()?.to_owned(),
                part.to_owned(),
                marks,
                redundant,
            ))
        })
        .collect()
}

fn files() -> [PathBuf; 4] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/marked");
    ["dev.jsonl", "own-a.jsonl", "own-b.jsonl", "own-c.jsonl"].map(|name| folder.join(name))
}

fn marked(text: &str) -> Option<[bool; 3]> {
    let source = Source::new("answer", text);
    let reading = read(&source);
    if reading.commands == 0 {
        return None;
    }
    let scene = scene().seen_by(&reading, &source);
    let found = behaviour(&reading.meant, &scene);
    Some([
        found.returns.holds,
        found.outbound.holds,
        found.keeps_out.holds,
    ])
}

#[test]
fn rules_do_what_the_marker_says() {
    let (mut all, mut agreed, mut wrong) = (0, 0, Vec::new());
    for (id, text, marks, _) in files().iter().flat_map(|file| answers(file)) {
        let Some(found) = marked(&text) else { continue };
        all += 3;
        for (at, criterion) in CRITERIA.iter().enumerate() {
            agreed += usize::from(found[at] == marks[at]);
            if found[at] != marks[at] {
                wrong.push(format!("{id} {criterion}: marked {}", marks[at]));
            }
        }
    }
    assert!(
        agreed * 100 >= all * 98,
        "{agreed} of {all}\n{}",
        wrong.join("\n")
    );
}

#[test]
fn rules_for_return_traffic_are_found_where_the_marker_finds_them() {
    let (mut all, mut agreed, mut wrong) = (0, 0, Vec::new());
    for (id, text, _, redundant) in files().iter().flat_map(|file| answers(file)) {
        let source = Source::new("answer", text);
        let reading = read(&source);
        if reading.commands == 0 {
            continue;
        }
        let scene = scene().seen_by(&reading, &source);
        let found = !return_rules(&reading.meant, &scene).is_empty();
        all += 1;
        agreed += usize::from(found == redundant);
        if found != redundant {
            wrong.push(format!("{id}: marked {redundant}"));
        }
    }
    assert!(
        agreed * 100 >= all * 97,
        "{agreed} of {all}\n{}",
        wrong.join("\n")
    );
}
