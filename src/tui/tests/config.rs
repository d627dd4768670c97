//! Configurations: what they bind, and every fault with its place.

use super::harness::Screen;
use crate::source::Source;
use crate::tui::{Config, Keys, Options, config};
use crate::tutor::fixture;

fn read(yaml: &str) -> Result<Config, String> {
    config(&Source::new("c", yaml)).map_err(|faults| {
        let lines: Vec<_> = faults.0.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })
}

fn screen(yaml: &str) -> Screen {
    let options = Options {
        keys: read(yaml).expect(yaml).keys,
        ..Options::default()
    };
    Screen::of(fixture::session(), options, 80, 24)
}

#[test]
fn keys_do_what_the_file_says_and_the_screen_names_them() {
    for (yaml, keys, shown) in [
        ("", "F5", "0 of 3 met"),
        ("# nothing yet\n", "F5", "0 of 3 met"),
        ("keys: {submit: C-d, delete-right: []}", "C-d", "0 of 3 met"),
        ("keys: {submit: F21}", "F5", "F5 does nothing here"),
        ("keys: {submit: F21}", "", "F21 submit"),
        ("keys: {submit: [F21, F22]}", "F22", "0 of 3 met"),
        ("keys: {help: F22}", "F22", "In your answer"),
        ("keys: {help: F22}", "F21", "F22 lists all keys"),
        ("keys: {help: F22}", "Tab ?", "In the question, feedback"),
        (
            "keys: {help: F22, reading: {help: []}}",
            "Tab ?",
            "To write, go back",
        ),
        (
            "keys: {reading: {help: x}}",
            "Tab x",
            "In the question, feedback",
        ),
        ("keys: {reading: {help: x}}", "F1", "In your answer"),
        ("keys: {answer: {submit: F21}}", "F21", "0 of 3 met"),
        ("keys: {answer: {submit: F21}}", "F5", "0 of 3 met"),
        (
            "keys: {answer: {submit: F21}}",
            "Tab F21",
            "F21 does nothing here",
        ),
        (
            "keys: {submit: F21, answer: {submit: F22}}",
            "F22",
            "0 of 3 met",
        ),
        ("keys: {submit: F2, previous-part: F5}", "F2", "0 of 3 met"),
        ("keys: {feedback: {hint: i}}", "F5 Esc TRY F5 i", "Hint: "),
        (
            "keys: {feedback: {hint: i}}",
            "F5 Esc TRY F5",
            "i opens one more hint",
        ),
        (
            "keys: {feedback: {hint: []}, review: {hint: []}}",
            "F5 Esc TRY F5",
            "Ctrl-P 'hint' opens one more hint",
        ),
        ("keys: {back: F22, reading: {back: z}}", "F5 z", "0 words"),
        ("keys: {palette: F22}", "F22", "Find:"),
    ] {
        let mut screen = screen(yaml);
        screen.press(keys);
        assert!(
            screen.text().contains(shown),
            "{yaml} {keys}:\n{}",
            screen.text()
        );
    }
}

#[test]
fn switches_are_read() {
    for (yaml, ascii, mouse) in [
        ("ascii: true", true, false),
        ("mouse: true\nascii: false", false, true),
        ("keys: {}", false, false),
    ] {
        let config = read(yaml).expect(yaml);
        assert_eq!((config.ascii, config.mouse), (ascii, mouse), "{yaml}");
    }
}

#[test]
fn the_configuration_to_begin_with_changes_nothing() {
    let yaml = Keys::default().to_yaml();
    assert_eq!(read(&yaml), Ok(Config::default()), "{yaml}");
}

#[test]
fn each_fault_is_told_with_its_place_and_its_mend() {
    for (yaml, faults) in [
        (
            "kees: {}",
            "c:1:1: unknown key 'kees' in the configuration; did you mean 'keys'?",
        ),
        (
            "[]",
            "c:1:1: the configuration is a list, not a map; write 'key: value' lines under it",
        ),
        (
            "ascii: yes",
            "c:1:8: ascii is 'yes', not true or false; write true or false",
        ),
        (
            "mouse: []",
            "c:1:8: mouse is a list, not a text; write a text",
        ),
        (
            "keys: F5",
            "c:1:7: keys is a text, not a map; write 'key: value' lines under it",
        ),
        (
            "keys: {submitt: F5}",
            "c:1:8: no command 'submitt'; did you mean 'submit'?",
        ),
        (
            "keys: {answr: F5}",
            "c:1:8: no command 'answr'; did you mean 'answer'?",
        ),
        (
            "keys: {xyzzy: F5}",
            "c:1:8: no command 'xyzzy'; 'conntutor show --keys' lists all",
        ),
        (
            "keys: {answer: {reading: F5}}",
            "c:1:17: no command 'reading'; 'conntutor show --keys' lists all",
        ),
        (
            "keys: {answer: F5}",
            "c:1:16: answer is a text, not a map; write 'key: value' lines under it",
        ),
        (
            "keys: {submit: {F5: F6}}",
            "c:1:16: submit is a map, not a text; put a text that holds 'F5: ' in quotes",
        ),
        ("keys: {submit: }", "c:1:8: submit is empty; write its text"),
        (
            "keys: {submit: F99}",
            "c:1:16: no key is called 'F99'; keys are written as F5, Ctrl-G, Alt-Left, Shift-Tab, PgUp, Space or h",
        ),
        (
            "keys: {submit: Ctrl-I}",
            "c:1:16: terminals send Tab for 'Ctrl-I'; bind another key",
        ),
        (
            "keys: {submit: Shift-F5}",
            "c:1:16: terminals send F5 for 'Shift-F5'; bind another key",
        ),
        (
            "keys: {submit: s}",
            "c:1:16: 's' is typed into the answer, it cannot be bound there; bind it under 'reading:' or 'feedback:', or hold Ctrl or Alt with it",
        ),
        (
            "keys: {answer: {undo: Space}}",
            "c:1:23: 'Space' is typed into the answer, it cannot be bound there; bind it under 'reading:' or 'feedback:', or hold Ctrl or Alt with it",
        ),
        (
            "keys: {submit: Ctrl-C}",
            "c:1:16: Ctrl-C is the way out that always works; bind another key",
        ),
        (
            "keys: {interrupt: F22}",
            "c:1:8: 'interrupt' keeps the keys it has; leave 'interrupt' out",
        ),
        (
            "keys: {part: F22}",
            "c:1:8: 'part' keeps the keys it has; leave 'part' out",
        ),
        (
            "keys: {answer: {hint: F22}}",
            "c:1:17: 'hint' does nothing in 'answer'; it works in 'feedback' and 'review'",
        ),
        (
            "keys: {everywhere: {up: F22}}",
            "c:1:21: 'up' does nothing in 'everywhere'; it works in 'reading' and 'answer'",
        ),
        (
            "keys: {feedback: {undo: F22}}",
            "c:1:19: 'undo' does nothing in 'feedback'; it works in 'answer'",
        ),
        (
            "keys: {quit: []}",
            "c:1:8: 'quit' would have no key; leave it at least one",
        ),
        (
            "keys: {help: []}",
            "c:1:8: 'help' would have no key; leave it at least one",
        ),
        (
            "keys: {everywhere: {palette: []}}",
            "c:1:21: 'palette' would have no key; leave it at least one",
        ),
        (
            "keys: {submit: F3}",
            "c:1:16: F3 is bound to 'submit' (everywhere) and to 'next-part' (everywhere); choose another key, or give 'next-part' others as well",
        ),
        (
            "keys: {answer: {word-left: F5}}",
            "c:1:28: F5 is bound to 'word-left' (answer) and to 'submit' (everywhere); choose another key, or give 'submit' others as well",
        ),
        (
            "keys: {submit: F22, whole-grade: F22}",
            "c:1:34: F22 is bound to 'whole-grade' (everywhere) and to 'submit' (everywhere); choose another key, or give 'submit' others as well",
        ),
        (
            "keys: {reading: {help: '1'}}",
            "c:1:24: 1 is bound to 'help' (reading) and to 'part' (reading); choose another key, or give 'part' others as well",
        ),
        (
            "keys:\n  submit: F1\n  undo: q\nascii: 1",
            "c:2:11: F1 is bound to 'submit' (everywhere) and to 'help' (everywhere); choose another key, or give 'help' others as well\nc:3:9: 'q' is typed into the answer, it cannot be bound there; bind it under 'reading:' or 'feedback:', or hold Ctrl or Alt with it\nc:4:8: ascii is '1', not true or false; write true or false",
        ),
        (
            "keys: {submit: F21, submit: F22}",
            "c:1:21: the key 'submit' stands here twice; the first is in line 1",
        ),
        (
            "keys: {submit: [F21",
            "c:1:20: not readable as YAML: while parsing a flow sequence, expected ',' or ']'",
        ),
        (
            "ascii: true\n---\nmouse: true",
            "c:2:1: a second document; keep one configuration to a file",
        ),
    ] {
        assert_eq!(read(yaml).expect_err(yaml), faults, "{yaml}");
    }
}

#[test]
fn what_only_looks_like_a_clash_is_none() {
    for yaml in [
        "keys: {submit: [F5, F5]}",
        "keys: {answer: {submit: F5}}",
        "keys: {submit: F6, whole-grade: F5}",
        "keys: {reading: {top: Ctrl-Z}}",
        "keys: {feedback: {hint: j}}",
        "keys: {answer: {word-left: Alt-B, word-right: alt+f}}",
        "keys: {reading: {help: []}}",
        "keys: {undo: []}",
        "keys: {review: {undo: F21}, start: {top: F22}}",
        "keys:\n  answer: {}",
    ] {
        assert!(read(yaml).is_ok(), "{yaml}: {:?}", read(yaml));
    }
}

#[test]
fn a_file_of_any_size_is_read_in_time() {
    let names: Vec<_> = (0..50_000)
        .map(|n| format!("'{}'", char::from_u32(0x4e00 + n % 20_000).unwrap_or('x')))
        .collect();
    let yaml = format!("keys: {{hint: [{}]}}", names.join(", "));
    let faults = read(&yaml).expect_err("too many");
    assert!(faults.contains("more than 16 keys for 'hint'"), "{faults}");
    let unknown: Vec<_> = (0..30_000).map(|n| format!("  sub{n}: F5")).collect();
    let faults = read(&format!("keys:\n{}", unknown.join("\n"))).expect_err("unknown");
    assert!(faults.contains("29900 more faults"), "{faults}");
}
