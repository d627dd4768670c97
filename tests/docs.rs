//! The references against the code: every key is documented, every example parses.

use conntutor::check::{Code, explain};
use conntutor::rubric::{FORMAT, parse};
use conntutor::source::Source;

const FORMAT_DOC: &str = include_str!("../docs/rubric-format.md");

#[test]
fn every_key_of_a_rubric_is_documented() {
    let rows: Vec<&str> = FORMAT_DOC
        .lines()
        .filter(|l| l.starts_with("| `"))
        .collect();
    for shape in FORMAT {
        for key in shape.keys() {
            let mark = format!("`{key}`");
            let documented = |row: &&str| row.split('|').nth(1).is_some_and(|k| k.contains(&mark));
            let row = rows.iter().copied().find(documented);
            assert!(row.is_some(), "{} has no row for {mark}", shape.name);
        }
    }
    for row in rows {
        for key in row.split('|').nth(1).unwrap_or_default().split(',') {
            let key = key.trim().trim_matches('`');
            let known = FORMAT.iter().any(|shape| shape.keys().any(|k| k == key));
            assert!(known, "'{key}' is documented and no key");
        }
    }
}

#[test]
fn required_keys_are_documented_as_needed() {
    let needed = |key: &str| {
        let start = format!("| `{key}` | yes |");
        FORMAT_DOC.lines().any(|line| line.starts_with(&start))
    };
    for shape in FORMAT {
        for key in shape.required {
            assert!(needed(key), "{} needs '{key}'", shape.name);
        }
    }
}

#[test]
fn the_example_of_the_format_parses() {
    let block = |key: &str| {
        let start = FORMAT_DOC.find(&format!("```yaml\n{key}:"));
        let body = &FORMAT_DOC[start.expect("an example") + "```yaml\n".len()..];
        &body[..body.find("```").expect("its end")]
    };
    let example = block("question").to_owned() + block("follow_ups");
    let rubric = parse(&Source::new("docs/rubric-format.md", example));
    assert!(rubric.is_ok(), "{}", rubric.expect_err("faults"));
}

#[test]
fn every_code_is_explained_with_an_example_and_found_by_its_name() {
    for code in Code::ALL {
        assert_eq!(Code::of(code.as_str()), Some(code));
        assert!(FORMAT_DOC.contains(&format!("({code})")), "{code} in docs");
        let lesson = explain(code);
        let paragraphs = lesson.split("\n\n").count();
        assert!(paragraphs >= 3, "{code}: what, why, example");
        assert!(lesson.contains("\n    "), "{code}: an example");
        assert!(lesson.lines().all(|line| line.len() <= 100), "{code}: wide");
    }
    assert_eq!(Code::of("no-such-code"), None);
}
