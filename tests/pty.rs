//! The real program in a pseudo-terminal: typing, pasting, resizing, being killed, coming back.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the tests look at the files and processes that the program leaves, and fail by panicking"
)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

/// What the terminal shows, and every byte it was sent.
struct Shown {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// The reader lets the terminal go with the next byte.
    letting_go: bool,
}

/// The program on a terminal of its own.
struct Session {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    shown: Arc<Mutex<Shown>>,
}

impl Session {
    fn start(state: &Path, more: &[&str], environment: &[(&str, &str)]) -> Self {
        let state = state.to_str().expect("UTF-8");
        let mut session = Self::run(
            &[&["practice", "--state-dir", state], more].concat(),
            environment,
        );
        if !more.contains(&"--plain") {
            session.wait_for("Welcome");
            session.send("\r");
        }
        session
    }

    /// Any command of the program.
    fn run(args: &[&str], environment: &[(&str, &str)]) -> Self {
        let size = size(24, 80);
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_conntutor"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", "/nowhere");
        command.env_remove("NO_COLOR");
        for (key, value) in environment {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program");
        let shown = Arc::new(Mutex::new(Shown {
            parser: vt100::Parser::new(cells(24), cells(80), 0),
            bytes: Vec::new(),
            letting_go: false,
        }));
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let seen = Arc::clone(&shown);
        spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                let mut shown = seen.lock().expect("unpoisoned");
                shown.parser.process(&buffer[..count]);
                shown.bytes.extend_from_slice(&buffer[..count]);
                if shown.letting_go {
                    break;
                }
            }
        });
        Self {
            keys: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child,
            shown,
        }
    }

    /// A session that shows its first part.
    fn open(state: &Path) -> Self {
        let session = Self::start(state, &[], &[]);
        session.wait_for("Your answer");
        session
    }

    /// Whether the terminal shows what is typed, as it does for a shell.
    fn echoes(&self) -> bool {
        let terminal = self.master.get_termios().expect("a terminal");
        let flags = format!("{:?}", terminal.local_flags);
        ["ECHO |", "ICANON", "ISIG"]
            .iter()
            .all(|flag| flags.contains(flag))
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("written");
        self.keys.flush().expect("written");
    }

    fn contents(&self) -> String {
        self.shown
            .lock()
            .expect("unpoisoned")
            .parser
            .screen()
            .contents()
    }

    fn bytes(&self) -> Vec<u8> {
        self.shown.lock().expect("unpoisoned").bytes.clone()
    }

    fn wait_for(&self, text: &str) {
        let shown = || self.contents().contains(text);
        assert!(
            patiently(shown),
            "'{text}' never came:\n{}",
            self.contents()
        );
    }

    fn resize(&self, rows: u16, columns: u16) {
        let mut shown = self.shown.lock().expect("unpoisoned");
        shown
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        drop(shown);
        self.master.resize(size(rows, columns)).expect("resized");
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("running").to_string();
        let status = Command::new("kill").args([name, &id]).status();
        assert!(status.expect("kill").success());
    }

    /// Waits for the end and gives the exit code.
    fn end(&mut self) -> u32 {
        let mut code = None;
        let child = &mut self.child;
        let ended = patiently(|| {
            code = child
                .try_wait()
                .expect("a child")
                .map(|status| status.exit_code());
            code.is_some()
        });
        assert!(ended, "it never ended:\n{}", self.contents());
        code.unwrap_or(u32::MAX)
    }

    /// The terminal is as it was: cooked, the usual screen, no bracketed paste, a cursor.
    fn is_restored(&self) -> bool {
        patiently(|| {
            let shown = self.shown.lock().expect("unpoisoned");
            let screen = shown.parser.screen();
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        })
    }
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).expect("at least one")
}

fn patiently(mut done: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if done() {
            return true;
        }
        sleep(Duration::from_millis(20));
    }
    false
}

/// The file that keeps the draft.
fn draft_in(state: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(state).into_iter().flatten().flatten();
    let mut paths = files.map(|entry| entry.path());
    paths.find(|path| path.extension().is_some_and(|end| end == "json"))
}

/// The kept text of part 1.
fn kept(state: &Path) -> String {
    let Some(path) = draft_in(state) else {
        return String::new();
    };
    let text = fs::read_to_string(path).expect("readable");
    let draft: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    draft["parts"][0]["text"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn typing_resizing_leaving_and_coming_back() {
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::start(state.path(), &[], &[]);
    session.wait_for("Part 1 of 3");
    session.send("conntrack remembers conn");
    session.resize(15, 40);
    session.send("ections");
    session.wait_for("connections");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
    assert!(session.echoes(), "the terminal is as it was");

    let mut again = Session::open(state.path());
    again.wait_for("conntrack remembers connections");
    again.send("\x03\x03");
    assert_eq!(again.end(), 0);
}

#[test]
fn two_thousand_words_with_carriage_returns_come_in_at_once() {
    let state = tempfile::tempdir().expect("a folder");
    let words: Vec<_> = (1..=2000).map(|n| format!("word{n}")).collect();
    let lines: Vec<_> = words.chunks(20).map(|line| line.join(" ")).collect();
    let mut session = Session::open(state.path());
    session.send(&format!("\x1b[200~{}\x1b[201~", lines.join("\r")));
    session.wait_for("2000 words");
    session.wait_for("word2000");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    assert_eq!(kept(state.path()), lines.join("\n"));
}

#[test]
fn two_thousand_words_without_brackets_come_in_whole_while_the_window_changes() {
    let state = tempfile::tempdir().expect("a folder");
    let words: Vec<_> = (1..=2000).map(|n| format!("word{n}")).collect();
    let lines: Vec<_> = words.chunks(20).map(|line| line.join(" ")).collect();
    let mut session = Session::open(state.path());
    for (chunk, rows) in lines.chunks(10).zip(20..) {
        session.resize(rows, 80);
        session.send(&chunk.join("\r"));
        session.send("\r");
    }
    session.wait_for("2000 words");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    assert_eq!(kept(state.path()), lines.join("\n") + "\n");
}

#[test]
fn a_paste_that_ends_itself_does_no_harm() {
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::open(state.path());
    session.send("\x1b[200~before\x1b[201~ after q 1 2 3 h e\r\x1b[201~");
    session.wait_for("after q 1 2 3 h e");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    assert!(kept(state.path()).starts_with("before after q 1 2 3 h e"));
}

#[test]
fn no_way_of_being_ended_loses_what_was_typed() {
    for (signal, pause) in [("-KILL", 1200), ("-TERM", 0), ("-HUP", 0), ("-INT", 0)] {
        let state = tempfile::tempdir().expect("a folder");
        let mut session = Session::open(state.path());
        session.send("kept");
        session.wait_for("kept");
        sleep(Duration::from_millis(pause));
        session.signal(signal);
        session.end();
        assert_eq!(kept(state.path()), "kept", "{signal}");
        assert!(signal == "-KILL" || session.is_restored(), "{signal}");
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_session_with_the_text_kept() {
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::open(state.path());
    session.send("kept");
    session.wait_for("kept");
    session.shown.lock().expect("unpoisoned").letting_go = true;
    session.send("!");
    let Session {
        master,
        mut child,
        keys,
        ..
    } = session;
    sleep(Duration::from_millis(200));
    drop((master, keys));
    assert!(patiently(|| child.try_wait().expect("a child").is_some()));
    assert!(kept(state.path()).starts_with("kept!"));
}

#[test]
fn a_whole_session_by_keys() {
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::open(state.path());
    session.send("NEW means the first packet of a connection.");
    session.wait_for("connection.");
    session.send("\x07");
    session.wait_for("points");
    session.send("\x1b[B\x1b[Bh");
    session.wait_for("once your answer to this part has changed");
    session.send("\x1b");
    session.wait_for("F5 submit");
    session.send("More to come.\x07");
    session.wait_for("points");
    session.send("h");
    session.wait_for("Hint");
    session.send("\x1bOR");
    session.wait_for("Part 2 of 3");
    session.send("\x1bOR");
    session.wait_for("Part 3 of 3");
    session.send("\x14");
    session.wait_for("The whole grade");
    session.wait_for("of 100.0 points");
    session.send("\x1bOP");
    session.wait_for("In the whole grade");
    session.send("\x11");
    assert_eq!(session.end(), 0);
}

#[test]
fn no_color_sends_no_colour() {
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::start(state.path(), &[], &[("NO_COLOR", "1")]);
    session.wait_for("Your answer");
    session.send("NEW means the first packet of a connection.\x07");
    session.wait_for("points");
    session.send("\x11");
    session.end();
    let output = String::from_utf8_lossy(&session.bytes()).into_owned();
    let mut bold = false;
    for escape in output.split("\x1b[").skip(1) {
        let Some((parameters, _)) = escape.split_once('m') else {
            continue;
        };
        for parameter in parameters.split(';').filter_map(|p| p.parse::<u32>().ok()) {
            assert!(
                !matches!(parameter, 30..=38 | 40..=48 | 90..=107),
                "{escape:?}"
            );
            bold |= parameter == 1;
        }
    }
    assert!(bold, "titles are bold without colour");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_the_session_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    let mut session = Session::open(&file);
    session.send("lost");
    session.wait_for("Could not save");
    session.send(" or not");
    session.wait_for("lost or not");
    session.send("\x11");
    session.wait_for("again leaves and loses");
    session.send("\x11");
    session.end();
    assert!(session.is_restored());
}

#[test]
fn a_damaged_draft_is_set_aside_with_a_notice() {
    let state = tempfile::tempdir().expect("a folder");
    let mut session = Session::open(state.path());
    session.send("text\x11");
    session.end();
    let path = draft_in(state.path()).expect("a draft");
    fs::write(&path, "{damaged").expect("written");
    let mut again = Session::open(state.path());
    again.wait_for("set aside");
    again.send("\x11");
    again.end();
    let aside = path.with_file_name(format!(
        "{}.damaged-1",
        path.file_name().expect("a name").to_string_lossy()
    ));
    assert_eq!(fs::read_to_string(aside).expect("set aside"), "{damaged");
}

#[test]
fn own_keys_and_the_palette_work_on_a_terminal() {
    let state = tempfile::tempdir().expect("a folder");
    let config = state.path().join("config.yaml");
    fs::write(&config, "keys: {submit: Alt-9}\nascii: true\n").expect("written");
    let config = config.to_str().expect("UTF-8");
    let mut session = Session::start(state.path(), &["--config", config], &[]);
    session.wait_for("Enter open");
    session.send("1");
    session.wait_for("Alt-9 submit");
    assert!(!session.contents().contains('─'), "{}", session.contents());
    session.send("\x1b9");
    session.wait_for("h hint");
    session.send("\x10next pa");
    session.wait_for("> next part");
    session.send("\r");
    session.wait_for("Part 2 of 3");
    session.send("\x10quit\r");
    assert_eq!(session.end(), 0);
}

/// Runs the program with pipes instead of a terminal: exit code, output, errors.
fn piped(state: &Path, more: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_conntutor"))
        .env("XDG_CONFIG_HOME", "/nowhere")
        .args(["practice", "--state-dir"])
        .arg(state)
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut keys = child.stdin.take().expect("a pipe");
    let _ = keys.write_all(input);
    drop(keys);
    let output = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn entries_without_a_file_or_a_pipe_are_those_of_the_question() {
    let mut session = Session::run(&["entries"], &[]);
    session.wait_for("192.168.1.20 is a private address (RFC 1918)");
    assert_eq!(session.end(), 0);
    let shown = String::from_utf8_lossy(&session.bytes()).into_owned();
    assert!(shown.contains("\u{1b}[33m≠  dst   203.0.113.50"), "{shown}");
}

/// Escape bytes that the terminal was sent.
fn escapes(session: &Session) -> usize {
    session.bytes().iter().filter(|byte| **byte == 0x1b).count()
}

#[test]
fn an_output_that_is_no_terminal_has_the_session_by_lines_and_is_told_why() {
    let state = tempfile::tempdir().expect("a folder");
    let (code, output, errors) = piped(state.path(), &[], b"1\nq\n");
    assert_eq!(code, Some(0));
    assert!(output.contains("Part 1 of 3, 0 words, empty."), "{output}");
    assert_eq!(errors.matches("standard output is no terminal").count(), 1);
}

#[test]
fn the_environment_can_ask_for_lines() {
    for (variable, value, by_lines) in [
        ("TERM", "dumb", true),
        ("ACCESSIBLE", "1", true),
        ("ACCESSIBLE", "0", false),
        ("ACCESSIBLE", "", false),
    ] {
        let state = tempfile::tempdir().expect("a folder");
        let folder = state.path().to_str().expect("UTF-8");
        let args = ["practice", "--state-dir", folder];
        let mut session = Session::run(&args, &[(variable, value)]);
        session.wait_for(if by_lines {
            "Start. Your choice:"
        } else {
            "Welcome"
        });
        assert_eq!(escapes(&session) == 0, by_lines, "{variable}={value}");
        session.send(if by_lines { "q\r" } else { "\x11" });
        assert_eq!(session.end(), 0);
        assert!(session.echoes());
    }
}

#[test]
fn plain_mode_is_the_same_session_without_an_escape() {
    let state = tempfile::tempdir().expect("a folder");
    let input = b"1\n1\nNEW is the first packet of a connection\x1b[2J\n.\n3\n8\n9\n";
    let (code, output, errors) = piped(state.path(), &["--plain"], input);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(!output.contains('\x1b'));
    for said in [
        "Part 1 of 3",
        "Feedback on part 1",
        "The whole grade: ",
        "is kept",
    ] {
        assert!(output.contains(said), "{said}: {output}");
    }
    assert_eq!(
        kept(state.path()),
        "NEW is the first packet of a connection[2J"
    );
    let (_, again, _) = piped(state.path(), &["--plain"], b"7\n");
    assert!(again.contains("Your draft is back"), "{again}");
}

#[test]
fn the_answer_by_lines_comes_from_the_learners_editor() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().to_str().expect("UTF-8");
    let args = ["practice", "--plain", "--state-dir", folder];
    let mut session = Session::run(&args, &[("VISUAL", "printf edited >")]);
    session.wait_for("Start. Your choice:");
    session.send("1\re\r");
    session.wait_for("Taken over. 1 word now.");
    assert_eq!(escapes(&session), 0);
    session.send("q\r");
    assert_eq!(session.end(), 0);
    assert_eq!(kept(state.path()), "edited");
}

#[test]
fn feedback_shows_the_packet_and_the_line_that_the_tool_refuses() {
    let state = tempfile::tempdir().expect("a folder");
    let rules = "iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n\
                 iptables -A INPUT -p tcp --sport 443 -j ACCPET\n\
                 iptables -A INPUT -j DROP\n";
    let input = format!("3\n1\n{rules}.\n3\n9\n");
    let (code, output, errors) = piped(state.path(), &["--plain"], input.as_bytes());
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    for said in [
        "Feedback on part 3",
        "Proof: line 1 accepts TCP 203.0.113.9:443 > 203.0.113.50:51234 SYN,ACK.",
        "Proof: line 2 lets answers in by the port they come from",
        "Note: the tool refuses line 2: no target or chain 'ACCPET'; write ACCEPT.",
    ] {
        assert!(output.contains(said), "{said}: {output}");
    }
}

/// A program that can be named as an editor, of these lines of shell; the file is `$1`.
fn script(folder: &Path, lines: &str) -> String {
    let path = folder.join("editor.sh");
    fs::write(&path, lines).expect("written");
    format!("sh '{}'", path.display())
}

#[test]
fn the_learners_own_editor_gets_the_terminal_and_gives_it_back() {
    let state = tempfile::tempdir().expect("a folder");
    let other = tempfile::tempdir().expect("a folder");
    let lines = "stty -a | grep -q ' icanon' && echo cooked\n\
                 stty -a < /dev/tty | grep -q ' isig' && echo signals\n\
                 printf 'say: '; read word; trap '' INT; kill -INT $PPID\n\
                 printf '%s\\r\\nand %s\\r\\n' \"$(cat \"$1\")\" \"$word\" > \"$1\"\n";
    let editor = script(other.path(), lines);
    let mut session = Session::start(state.path(), &[], &[("VISUAL", ""), ("EDITOR", &editor)]);
    session.wait_for("Your answer");
    session.send("before\x0f");
    session.wait_for("say: ");
    assert!(
        session.contents().contains("cooked"),
        "{}",
        session.contents()
    );
    assert!(
        !session
            .shown
            .lock()
            .expect("unpoisoned")
            .parser
            .screen()
            .alternate_screen()
    );
    assert_eq!(
        kept(state.path()),
        "before",
        "kept before it is handed over"
    );
    session.send("after\r");
    session.wait_for("Took over 3 words: 1 line end normalised.");
    session.wait_for("and after");
    session.send("!");
    session.wait_for("and after!");
    session.send("\x1a\x1a");
    session.wait_for("1 word ");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
    assert_eq!(kept(state.path()), "before");
}

#[test]
fn an_editor_that_fails_loses_nothing() {
    let other = tempfile::tempdir().expect("a folder");
    for (lines, said, left) in [
        ("exit 3\n", "ended with exit code 3", false),
        ("echo new > \"$1\"; exit 3\n", "what it wrote is in ", true),
        ("printf '\\377' > \"$1\"\n", "it is no text in UTF-8", true),
        ("rm \"$1\"\n", "cannot be read back", false),
    ] {
        let state = tempfile::tempdir().expect("a folder");
        let temporary = tempfile::tempdir().expect("a folder");
        let editor = script(other.path(), lines);
        let folder = temporary.path().to_str().expect("UTF-8");
        let environment = [("VISUAL", editor.as_str()), ("TMPDIR", folder)];
        let mut session = Session::start(state.path(), &[], &environment);
        session.wait_for("Your answer");
        session.resize(24, 200);
        session.wait_for("│");
        session.send("kept\x0f");
        session.wait_for("The answer is as it was");
        session.wait_for(said);
        session.send("!");
        session.wait_for("kept!");
        session.send("\x11");
        session.end();
        assert_eq!(kept(state.path()), "kept!", "{lines}");
        let files = fs::read_dir(temporary.path()).expect("a folder").count();
        assert_eq!(files, usize::from(left), "{lines}");
    }
}

#[test]
fn what_is_selected_found_and_inserted_reaches_the_draft() {
    let state = tempfile::tempdir().expect("a folder");
    let file = state.path().join("rules.txt");
    fs::write(&file, "iptables -A INPUT -j DROP\r\n").expect("written");
    let mut session = Session::open(state.path());
    session.send("one two three");
    session.wait_for("one two three");
    // Shift with Ctrl-Left, cut, Home, paste.
    session.send("\x1b[1;6D\x18\x1b[H\x16");
    session.wait_for("threeone two");
    // Find, step on, stay there, write over what was found.
    session.send("\x06two");
    session.wait_for("1 of 1");
    session.send("\t2");
    session.wait_for("threeone 2");
    session.send(&format!("\x1b[F\r\x1b[18~{}", state.path().display()));
    session.wait_for("Insert the file:");
    session.send("/rul\t");
    session.wait_for("rules.txt");
    session.send("\r");
    session.wait_for("Inserted 5 words: 1 line end normalised.");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    assert_eq!(
        kept(state.path()),
        "threeone 2 \niptables -A INPUT -j DROP\n"
    );
    let clipped = session
        .bytes()
        .windows(7)
        .any(|bytes| bytes == b"\x1b]52;c;");
    assert!(clipped, "what was cut is on the clipboard of the system");
}

#[test]
fn plain_mode_takes_text_from_an_editor_and_from_a_file() {
    let state = tempfile::tempdir().expect("a folder");
    let file = state.path().join("more.txt");
    fs::write(&file, "from a file\r\n").expect("written");
    let input = format!("1\n1\nfirst\n.\ni\n{}\ni\n/absent\n9\n", file.display());
    let (code, output, _) = piped(state.path(), &["--plain"], input.as_bytes());
    assert_eq!(code, Some(0));
    assert!(
        output.contains("Inserted: 1 line end normalised. 4 words now."),
        "{output}"
    );
    assert!(
        output.contains("The answer is as it was: /absent: "),
        "{output}"
    );
    assert_eq!(kept(state.path()), "first\nfrom a file\n");
}

/// A folder with two questions, and one in which of each something is due.
fn two_questions() -> (tempfile::TempDir, tempfile::TempDir) {
    let (folder, state) = (tempfile::tempdir(), tempfile::tempdir());
    let (folder, state) = (folder.expect("a folder"), state.expect("a folder"));
    for (name, text) in [
        (
            "questions/conntrack.md",
            include_str!("../questions/conntrack.md"),
        ),
        (
            "rubrics/conntrack.yaml",
            include_str!("../rubrics/conntrack.yaml"),
        ),
        ("questions/doors.md", include_str!("data/rubrics/doors.md")),
        (
            "rubrics/doors.yaml",
            include_str!("data/rubrics/doors.yaml"),
        ),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    for (question, card) in [
        ("iptables-subj-04-conntrack", "definition"),
        ("doors-01", "memory"),
    ] {
        let kept = format!(
            r#"{{"version": 2, "question": "{question}", "parts": [],
                "cards": {{"{card}": {{"due": "2020-01-01", "step": 0}}}}}}"#
        );
        fs::write(state.path().join(format!("{question}.json")), kept).expect("written");
    }
    (folder, state)
}

fn with_questions(command: &str, folder: &Path, state: &Path) -> Session {
    let questions = folder.join("questions");
    let paths = [&questions, state].map(|path| path.to_str().expect("UTF-8"));
    Session::run(&[command, paths[0], "--state-dir", paths[1]], &[])
}

#[test]
fn the_list_leads_to_a_question_and_the_start_screen_back_to_the_list() {
    let (folder, state) = two_questions();
    let mut session = with_questions("practice", folder.path(), state.path());
    session.wait_for("2 questions");
    session.wait_for("1 due for review");
    session.send("\x1b[B");
    session.wait_for(">  2. Doors");
    session.send("\r");
    session.wait_for("Esc all questions");
    session.send("\r");
    session.wait_for("Your answer");
    session.send("he remembers every visitor\x07");
    session.wait_for("points");
    session.send("\x1b[20~");
    session.wait_for("Esc all questions");
    session.send("\x1b");
    session.wait_for("1 of 2 submitted");
    session.wait_for("Enter open");
    session.send("1");
    session.wait_for("Conceptual Understanding");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
}

#[test]
fn a_review_goes_through_each_question_that_has_something_due() {
    let (folder, state) = two_questions();
    let mut session = with_questions("review", folder.path(), state.path());
    for leads_to in ["Enter next question", "Esc start screen"] {
        session.wait_for("Review: 1 of 1");
        session.wait_for("Your answer");
        session.send("I do not know\x07");
        session.wait_for("What was asked for");
        session.send("\r");
        session.wait_for(leads_to);
        session.send("\r");
    }
    session.wait_for("Welcome");
    session.send("\x11");
    assert_eq!(session.end(), 0);
    let (folder, state) = (folder.path(), state.path());
    let mut again = with_questions("review", folder, state);
    again.wait_for("Doors: Nothing is due today. One comes back on");
    assert_eq!(again.end(), 0);
}
