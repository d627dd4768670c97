//! Plain mode as a transcript.

use crate::tui::{Behind, Ending, Host, Outcome, run_plain};
use crate::tutor::fixture::{self, TODAY};
use crate::tutor::{Action, Draft, Session};
use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};
use std::rc::Rc;

#[derive(Default)]
pub(super) struct Memory {
    pub(super) kept: Option<Draft>,
    full: bool,
}

impl Host for Memory {
    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        if self.full {
            return Err("no space left".into());
        }
        self.kept = Some(draft.clone());
        Ok(())
    }
}

/// A host that has an editor and a file.
pub(super) struct Desk(pub(super) Memory);

impl Host for Desk {
    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        self.0.save(draft)
    }
    fn edit(&mut self, text: &str) -> Result<String, String> {
        Ok(format!("{text} and more\r\n"))
    }
    fn read(&mut self, path: &str) -> Result<String, String> {
        match path {
            "rules.sh" => Ok("iptables -A INPUT -j DROP\u{1b}\n".into()),
            _ => Err(format!("{path}: not found")),
        }
    }
    fn export(&mut self, name: &str, text: &str) -> Result<String, String> {
        assert!(text.starts_with("# "), "{text}");
        Ok(format!("/home/{name}.md"))
    }
}

/// What is shown, together with what is typed, as on a terminal that echoes.
#[derive(Clone, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lines that are echoed as they are read.
struct Typed<'a> {
    left: &'a [u8],
    sheet: Sheet,
}

impl Read for Typed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.left.read(into)
    }
}

impl BufRead for Typed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(self.left)
    }
    fn consume(&mut self, count: usize) {
        let (read, left) = self.left.split_at(count);
        self.sheet.0.borrow_mut().extend_from_slice(read);
        self.left = left;
    }
}

pub(super) fn talk(session: Session, input: &[u8], full: bool) -> (String, Outcome, Memory) {
    let mut store = Memory { kept: None, full };
    let mut output = Vec::new();
    let outcome = run_plain(
        session,
        &mut store,
        &mut &*input,
        &mut output,
        Behind::Nothing,
    )
    .expect("memory");
    (String::from_utf8(output).expect("UTF-8"), outcome, store)
}

/// What a script brings to be said.
pub(super) fn said(input: &str) -> String {
    talk(fixture::session(), input.as_bytes(), false).0
}

/// All three parts with hints, a second and third attempt, own words, attempts looked at, the whole grade.
pub(super) const FIRST_DAY: &str = "?
1
1
conntrack remembers every connection in a table
ESTABLISHED means the handshake is done
.
3
0
2
2
conntrack remembers every connection in a table
ESTABLISHED means packets went both ways
.
3
0 2
0 2
0 1
0 9
1
NEW is the first packet of a connection
.
3
A packet that finds no entry must be the first one.
a
1
t
u
n
1
the first two entries are SNATed
.
submit
c
4
what is written here is an answer
iptables -A INPUT -j DROP
.
3
4
8
m
x
s
r
q
";

/// The review of the next day.
pub(super) const SECOND_DAY: &str = "2
7
s
r
h
I do not know
0
?

UDP is tracked by its timeout

q
";

/// A session with three prompts due and nothing written.
pub(super) fn due() -> Session {
    let mut session = fixture::session();
    session.update(Action::Write(
        "nothing of use, but a dozen words that make an honest try".into(),
    ));
    session.update(Action::Submit);
    session.update(Action::Write(String::new()));
    let day = TODAY.saturating_add(jiff::Span::new().days(30));
    Session::resume(fixture::grader(), day, session.draft()).marked_by(fixture::to_the_letter)
}

pub(super) fn transcript(session: Session, script: &str) -> (String, Draft) {
    let sheet = Sheet::default();
    let mut typed = Typed {
        left: script.as_bytes(),
        sheet: sheet.clone(),
    };
    let mut store = Memory::default();
    let outcome = run_plain(
        session,
        &mut store,
        &mut typed,
        &mut sheet.clone(),
        Behind::Nothing,
    )
    .expect("memory");
    assert_eq!((outcome.ending, outcome.unsaved), (Ending::Quit, None));
    let text = String::from_utf8(sheet.0.take()).expect("UTF-8");
    assert!(!text.contains('\u{1b}'));
    (text, store.kept.expect("saved"))
}

pub(super) fn next_day(draft: Draft) -> Session {
    let day = TODAY.tomorrow().expect("a day");
    Session::resume(fixture::grader(), day, draft).marked_by(fixture::to_the_letter)
}

#[test]
fn a_whole_session_reads_well_and_holds_no_escape() {
    let (first, draft) = transcript(fixture::session(), FIRST_DAY);
    let explained = &draft.parts[0].attempts[2].explained["state-new"];
    assert_eq!(
        explained,
        "A packet that finds no entry must be the first one."
    );
    let (second, _) = transcript(next_day(draft), SECOND_DAY);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("plain", first);
        insta::assert_snapshot!("plain-review", second);
    });
}

/// Follow-ups and the way of packets, with the shipped rubric.
const EXTRAS: &str = "4
1
The client opens the control connection and tells its port in the PORT command.
.
3
s
3
1
iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
iptables -A INPUT -j DROP
.
3
p
p 1
p 99
q
";

#[test]
fn follow_ups_and_the_way_of_packets_read_well() {
    let session = Session::new(fixture::shipped().clone(), TODAY);
    let (text, draft) = transcript(session, EXTRAS);
    let follow_up = draft.parts.iter().find(|part| part.id == "follow-up-1");
    assert_eq!(follow_up.map(|part| part.attempts.len()), Some(1));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("plain-extras", text);
    });
}

#[test]
fn texts_come_from_an_editor_and_from_files_and_go_to_one() {
    for (input, kept, said) in [
        (
            "1\ne\n",
            "1 and more\n",
            "Taken over: 1 line end normalised. 3 words now.",
        ),
        ("1\ne\nu\n", "1", "Your answer to part 1, 1 word:"),
        (
            "1\ni\nrules.sh\n",
            "1\niptables -A INPUT -j DROP\n",
            "1 invisible character removed",
        ),
        (
            "1\ni\nnope\n",
            "1",
            "The answer is as it was: nope: not found.",
        ),
        ("1\ni\n\n", "1", "an empty line to go back: "),
        (
            "w\nx\n",
            "1",
            "Written to /home/iptables-subj-04-conntrack.md.",
        ),
    ] {
        let mut session = fixture::session();
        session.update(Action::Write("1".into()));
        session.update(Action::Home);
        let mut desk = Desk(Memory::default());
        let mut output = Vec::new();
        let outcome = run_plain(
            session,
            &mut desk,
            &mut input.as_bytes(),
            &mut output,
            Behind::Nothing,
        );
        let text = String::from_utf8(output).expect("UTF-8");
        assert!(text.contains(said), "{input:?}: {text}");
        assert_eq!(
            outcome.expect("memory").session.part().text,
            kept,
            "{input:?}"
        );
        assert_eq!(desk.0.kept.expect("saved").parts[0].text, kept, "{input:?}");
    }
}

#[test]
fn own_words_are_asked_for_kept_skipped_and_no_choice_is_taken_for_them() {
    const MET: &str = "1\n1\na\n.\n3\n1\nanother try\n.\n3\n0 2\n1\nNEW is the first packet of a connection\n.\n3\n";
    for (then, kept, said) in [
        (
            "it begins there\n",
            Some("it begins there"),
            "Your words are kept",
        ),
        ("\n", None, "feedback. Your choice: "),
        ("\no\nlater\n", Some("later"), "Your words are kept"),
        ("8\n", None, "The whole grade: "),
        ("", None, "The input ended. What you wrote is kept."),
    ] {
        let input = format!("{MET}{then}");
        let (text, _, store) = talk(fixture::session(), input.as_bytes(), false);
        assert!(text.contains("In your own words: why is it so?"), "{text}");
        assert!(text.contains(said), "{then:?}: {text}");
        let draft = store.kept.expect("saved");
        let last = draft.parts[0].attempts.last().expect("an attempt");
        let words = last.explained.get("state-new").map(String::as_str);
        assert_eq!(words, kept, "{then:?}");
    }
}

#[test]
fn a_prompt_takes_a_line_several_lines_or_what_was_begun() {
    const NEW: &str = "NEW is the first packet of a connection";
    for (input, said) in [
        (format!("r\n{NEW}\n"), "Met: NEW: First packet"),
        (
            format!("r\n1\nI think\n{NEW}\n.\n"),
            "Met: NEW: First packet",
        ),
        (
            format!("r\nh\n{NEW}\n"),
            "Met with a hint: NEW: First packet",
        ),
        ("r\n3\n".to_owned(), "You wrote nothing."),
        ("r\nentries\n".to_owned(), "You wrote: entries"),
        (
            "r\n4\n4\n4\n".to_owned(),
            "The review is over: nothing was answered.",
        ),
        (
            "r\n6\n".to_owned(),
            "Part 1 of 3, Conceptual Understanding:",
        ),
    ] {
        // Two other prompts come first: they are skipped where NEW is answered.
        let input = match input.contains(NEW) {
            true => input.replacen("r\n", "r\n4\n4\n", 1),
            false => input,
        };
        let (text, _, _) = talk(due(), input.as_bytes(), false);
        assert!(text.contains(said), "{input:?}: {text}");
    }
    let (_, outcome, _) = talk(due(), b"r\n1\nbegun", false);
    let (text, _, _) = talk(outcome.session, b"s\nr\n3\n", false);
    assert!(text.contains("You had begun to write"), "{text}");
    assert!(text.contains("You wrote: begun"), "{text}");
}

#[test]
fn entries_of_the_part_are_explained_after_feedback() {
    for (input, said) in [
        (
            "2\nc\nq\n",
            "No choice here: c works in feedback: 3 hands the part in.",
        ),
        (
            "1\n1\ntried\n.\n3\nc\nq\n",
            "This part shows no conntrack entries.",
        ),
        (
            "2\n1\nthis is a try of a dozen words about the entries of the part\n.\n3\n9\n",
            "c explains the conntrack entries of this part.",
        ),
        (
            "2\n1\nthis is a try of a dozen words about the entries of the part\n.\n3\nc\n9\n",
            "Entry 2: tcp SYN_SENT 5 s\nsrc 192.168.1.15, changed: dst of the reply is 203.0.113.50, source rewritten: SNAT.\n",
        ),
        (
            "2\n1\nthis is a try of a dozen words about the entries of the part\n.\n3\nc\n9\n",
            "timeout: 25 of 120 s left: the last accepted packet was 95 s ago.\n",
        ),
    ] {
        let (transcript, _, _) = talk(fixture::session(), input.as_bytes(), false);
        assert!(transcript.contains(said), "{input:?}: {transcript}");
    }
}
