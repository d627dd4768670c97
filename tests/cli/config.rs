//! The configuration: where it is looked for, and what is said of a faulty one.

use crate::harness::{folder, program, run, run_in};
use std::fs;

#[test]
fn the_keys_are_printed_as_a_configuration() {
    let folder = folder();
    let done = run_in(folder.path(), "show --keys");
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let start = "keys:\n  everywhere:\n    # show or hide this help\n    help: [F1, Ctrl-K]\n";
    assert!(done.out.starts_with(start), "{}", done.out);
    fs::write(folder.path().join("keys.yaml"), &done.out).expect("written");
    let done = run_in(folder.path(), "practice --plain --config keys.yaml");
    assert_eq!((done.code, done.err.as_str()), (0, ""), "it is read back");
}

#[test]
fn all_faults_are_told_and_nothing_is_practised() {
    let folder = folder();
    let yaml = "keys:\n  submitt: F5\n  undo: F1\nascii: 3\n";
    fs::write(folder.path().join("c.yaml"), yaml).expect("written");
    let done = run_in(folder.path(), "practice --plain --config c.yaml");
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    for told in [
        "conntutor: 3 faults\n",
        "c.yaml:2:3: no command 'submitt'; did you mean 'submit'?\n  |   submitt: F5\n  |   ^\n",
        "c.yaml:3:9: F1 is bound to 'undo' (answer) and to 'help' (everywhere);",
        "c.yaml:4:8: ascii is '3', not true or false; write true or false\n",
    ] {
        assert!(done.err.contains(told), "{told}: {}", done.err);
    }
}

#[test]
fn the_users_own_is_found_by_its_place() {
    for (variable, own, named, said) in [
        (None, None, None, None),
        (
            None,
            Some(".config"),
            None,
            Some(".config/conntutor/config.yaml:1:1: unknown key 'asci'"),
        ),
        (
            Some("xdg"),
            Some("xdg"),
            None,
            Some("xdg/conntutor/config.yaml:1:1: unknown key 'asci'"),
        ),
        (Some("xdg"), Some(".config"), None, None),
        (None, Some(".config"), Some("good.yaml"), None),
        (
            None,
            None,
            Some("missing.yaml"),
            Some("missing.yaml: cannot be read"),
        ),
        (None, None, Some("."), Some(".: cannot be read")),
    ] {
        let folder = folder();
        let path = folder.path();
        fs::write(path.join("good.yaml"), "ascii: true\n").expect("written");
        if let Some(own) = own {
            let own = path.join(own).join("conntutor");
            fs::create_dir_all(&own).expect("a folder");
            fs::write(own.join("config.yaml"), "asci: true\n").expect("written");
        }
        let mut command = program(path);
        command.args(["practice", "--plain"]);
        if let Some(variable) = variable {
            command.env("XDG_CONFIG_HOME", path.join(variable));
        }
        if let Some(named) = named {
            command.args(["--config", named]);
        }
        let done = run(&mut command, b"");
        let row = (variable, own, named);
        assert_eq!(
            done.code,
            if said.is_some() { 2 } else { 0 },
            "{row:?}: {}",
            done.err
        );
        match said {
            Some(said) => assert!(done.err.contains(said), "{row:?}: {}", done.err),
            None => assert_eq!(done.err, "", "{row:?}"),
        }
    }
}
