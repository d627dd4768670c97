//! What practice reaches outside: the draft, the learner's own editor, files to read and to export to.

use crate::tui::{Host, LONGEST_ANSWER};
use crate::tutor::Draft;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// A file to insert is not larger than this.
const LARGEST: u64 = 4 << 20;
/// Files of one name that an export makes at most.
const COPIES: u32 = 1000;

/// The machine the session runs on.
#[derive(Debug)]
pub(super) struct Machine<H> {
    /// What keeps the draft.
    pub(super) keeper: H,
}

impl<H: Host> Host for Machine<H> {
    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        self.keeper.save(draft)
    }

    fn edit(&mut self, text: &str) -> Result<String, String> {
        let folder = tempfile::Builder::new().prefix("conntutor-").tempdir();
        let folder =
            folder.map_err(|error| format!("no file for the editor can be made ({error})"))?;
        let path = folder.path().join("answer.md");
        // Editors end the last line; what is added here is taken away again.
        let ends = text.is_empty() || text.ends_with('\n');
        let whole = if ends {
            text.to_owned()
        } else {
            format!("{text}\n")
        };
        fs::write(&path, &whole).map_err(|error| format!("{}: {error}", path.display()))?;
        let result = run(&editor(), &path).and_then(|()| written(&path));
        match result {
            Ok(new) if ends => Ok(new),
            Ok(new) => {
                let line = new.strip_suffix('\n').unwrap_or(&new);
                Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
            }
            Err(why) if fs::read(&path).is_ok_and(|bytes| bytes != whole.as_bytes()) => {
                let path = folder.keep().join("answer.md");
                Err(format!("{why}; what it wrote is in {}", path.display()))
            }
            Err(why) => Err(why),
        }
    }

    fn read(&mut self, path: &str) -> Result<String, String> {
        let path = expand(path);
        read_text(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn complete(&mut self, path: &str) -> String {
        let (folder, begun) = path.rsplit_once('/').map_or(("", path), |(folder, begun)| {
            (&path[..=folder.len()], begun)
        });
        let looked = if folder.is_empty() { "./" } else { folder };
        let entries = fs::read_dir(expand(looked)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let wanted =
                name.starts_with(begun) && (!name.starts_with('.') || begun.starts_with('.'));
            let end = if entry.path().is_dir() { "/" } else { "" };
            wanted.then(|| format!("{name}{end}"))
        });
        let common = names.reduce(|a, b| common(&a, &b).to_owned());
        common.map_or_else(|| path.to_owned(), |name| format!("{folder}{name}"))
    }

    fn export(&mut self, name: &str, text: &str) -> Result<String, String> {
        let folder = env::current_dir().map_err(|error| format!("no current folder ({error})"))?;
        export_to(&folder, name, text)
    }
}

/// The editor that the learner wants.
fn editor() -> String {
    let named = |key| env::var(key).ok().filter(|name| !name.trim().is_empty());
    named("VISUAL")
        .or_else(|| named("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned())
}

/// Runs an editor on a file, through the shell, as its name may hold options; in place of the shell, so that
/// Ctrl-C ends no shell in between. It gets the terminal even where
/// the session itself is read from a pipe.
fn run(editor: &str, path: &Path) -> Result<(), String> {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("exec {editor} \"$1\""), "sh"])
        .arg(path);
    if !io::stdin().is_terminal() {
        let terminal = File::open("/dev/tty");
        command.stdin(terminal.map_or_else(|_| Stdio::null(), Stdio::from));
    }
    if !io::stdout().is_terminal() {
        let terminal = OpenOptions::new().write(true).open("/dev/tty");
        command.stdout(terminal.map_or_else(|_| Stdio::null(), Stdio::from));
    }
    let status = command
        .status()
        .map_err(|error| format!("no editor can be run ({error})"))?;
    outcome(editor, status)
}

fn outcome(editor: &str, status: ExitStatus) -> Result<(), String> {
    match status.code() {
        Some(0) => Ok(()),
        Some(126 | 127) => Err(format!(
            "'{editor}' cannot be run; set VISUAL or EDITOR to the editor you use"
        )),
        Some(code) => Err(format!("'{editor}' ended with exit code {code}")),
        None => Err(format!("'{editor}' was ended by a signal")),
    }
}

/// What the editor wrote.
fn written(path: &Path) -> Result<String, String> {
    let text =
        read_text(path).map_err(|error| format!("the file cannot be read back ({error})"))?;
    if text.chars().count() > LONGEST_ANSWER {
        return Err(format!("it is longer than {LONGEST_ANSWER} characters"));
    }
    Ok(text)
}

/// Reads a text of moderate size; nothing that is no file, as reading such may never end.
fn read_text(path: &Path) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("that is no file"));
    }
    if metadata.len() > LARGEST {
        return Err(io::Error::other("it is larger than 4 MB"));
    }
    match String::from_utf8(fs::read(path)?) {
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(io::Error::other("it is no text in UTF-8")),
    }
}

/// A path whose `~` is the home folder.
fn expand(path: &str) -> PathBuf {
    let rest = path
        .strip_prefix('~')
        .filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match (rest, env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest.trim_start_matches('/')),
        _ => PathBuf::from(path),
    }
}

/// What two names have in common from their start on.
fn common<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    &a[..same.map(|(c, _)| c.len_utf8()).sum()]
}

/// Writes `NAME.md`, or `NAME-2.md` and so on where that is there.
fn export_to(folder: &Path, name: &str, text: &str) -> Result<String, String> {
    let plain = |c: char| {
        if c.is_alphanumeric() || "-_".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = name.chars().map(plain).take(100).collect();
    for number in 1..=COPIES {
        let end = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let path = folder.join(format!("{name}{end}.md"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(format!("{}: {error}", path.display())),
            Ok(mut file) => {
                return match file
                    .write_all(text.as_bytes())
                    .and_then(|()| file.sync_all())
                {
                    Ok(()) => Ok(path.display().to_string()),
                    Err(error) => {
                        let _ = fs::remove_file(&path);
                        Err(format!("{}: {error}", path.display()))
                    }
                };
            }
        }
    }
    Err(format!(
        "{} has {COPIES} files of that name",
        folder.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nowhere;

    impl Host for Nowhere {
        fn save(&mut self, _: &Draft) -> Result<(), String> {
            Ok(())
        }
    }

    fn machine() -> Machine<Nowhere> {
        Machine { keeper: Nowhere }
    }

    #[test]
    fn what_an_editor_did_is_told_by_how_it_ended() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("with a blank.md");
        fs::write(&path, "old\n").expect("written");
        for (editor, ended, text) in [
            ("true", "", "old\n"),
            ("printf 'new\\n' >", "", "new\n"),
            ("false", "'false' ended with exit code 1", "new\n"),
            (
                "no-such-editor",
                "'no-such-editor' cannot be run; set VISUAL or EDITOR",
                "new\n",
            ),
            ("kill -9 $$", "was ended by a signal", "new\n"),
            (
                "printf '\\377' >",
                "the file cannot be read back (it is no text in UTF-8)",
                "",
            ),
            ("rm", "the file cannot be read back", ""),
        ] {
            let result = run(editor, &path).and_then(|()| written(&path));
            match result {
                Ok(new) => assert_eq!((new.as_str(), ""), (text, ended), "{editor}"),
                Err(why) => assert!(!ended.is_empty() && why.contains(ended), "{editor}: {why}"),
            }
        }
    }

    #[test]
    fn text_files_are_read_and_nothing_else_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        for (name, bytes) in [
            ("text", &b"a\r\nb"[..]),
            ("binary", b"a\0b"),
            ("latin", b"\xe4"),
        ] {
            fs::write(path(name), bytes).expect("written");
        }
        let large = File::create(path("large")).expect("created");
        large.set_len(LARGEST + 1).expect("a sparse file");
        for (name, said) in [
            (path("text"), Ok("a\r\nb")),
            (path("binary"), Err("it is no text in UTF-8")),
            (path("latin"), Err("it is no text in UTF-8")),
            (path("large"), Err("it is larger than 4 MB")),
            (path("absent"), Err("No such file")),
            (path(""), Err("that is no file")),
            ("/dev/zero".to_owned(), Err("that is no file")),
        ] {
            match (machine().read(&name), said) {
                (Ok(text), Ok(expected)) => assert_eq!(text, expected),
                (Err(why), Err(expected)) => assert!(why.contains(expected), "{name}: {why}"),
                (got, _) => panic!("{name}: {got:?}"),
            }
        }
    }

    #[test]
    fn paths_are_completed_as_far_as_there_is_no_choice() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["answer-1.md", "answer-2.md", ".hidden", "für.txt"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        fs::create_dir(folder.path().join("rules")).expect("a folder");
        let within = folder.path().display();
        for (begun, end) in [
            ("a", "answer-"),
            ("answer-2", "answer-2.md"),
            ("r", "rules/"),
            ("f", "für.txt"),
            (".h", ".hidden"),
            ("x", "x"),
            ("", ""),
        ] {
            let path = machine().complete(&format!("{within}/{begun}"));
            assert_eq!(path, format!("{within}/{end}"), "{begun}");
        }
    }

    #[test]
    fn an_export_never_writes_over_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text, file) in [
            ("iptables-04", "one", "iptables-04.md"),
            ("iptables-04", "two", "iptables-04-2.md"),
            ("iptables-04", "three", "iptables-04-3.md"),
            ("../evil/x", "four", "___evil_x.md"),
        ] {
            let path = export_to(folder.path(), name, text).expect("exported");
            assert_eq!(path, folder.path().join(file).display().to_string());
            assert_eq!(fs::read_to_string(path).expect("readable"), text);
        }
        let absent = folder.path().join("absent");
        assert!(export_to(&absent, "x", "y").is_err());
    }
}
