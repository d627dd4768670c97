//! Plain mode as a transcript.

use crate::tui::{Ending, Host, Outcome, run_plain};
use crate::tutor::{Draft, Session, fixture};
use std::io::{self, Write};

#[derive(Default)]
struct Memory {
    kept: Option<Draft>,
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

fn talk(session: Session, input: &[u8], full: bool) -> (String, Outcome, Memory) {
    let mut store = Memory { kept: None, full };
    let mut output = Vec::new();
    let outcome = run_plain(session, &mut store, &mut &*input, &mut output).expect("memory");
    (String::from_utf8(output).expect("UTF-8"), outcome, store)
}

#[test]
fn a_whole_session_reads_well_and_holds_no_escape() {
    let input = "?\n1\nconntrack remembers every connection in a table\nESTABLISHED means the handshake is done\n.\n3\n0\n2\n0\n9\n0\n1\n4\n1\nUDP is tracked by its timeout\n.\n3\n8\n5\n2\nanew\n.\nu\nnonsense\n9\n";
    let (transcript, outcome, store) = talk(fixture::session(), input.as_bytes(), false);
    assert!(!transcript.contains('\u{1b}'));
    assert_eq!((outcome.ending, outcome.unsaved), (Ending::Quit, None));
    let kept = store.kept.expect("saved");
    assert!(
        kept.parts[0].text.starts_with("conntrack remembers"),
        "the old text is back"
    );
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("plain", transcript);
    });
}

#[test]
fn entries_of_the_part_are_explained_after_feedback() {
    for (input, said) in [
        ("4\nc\n9\n", "Entries are explained after feedback"),
        ("3\nc\n9\n", "This part shows no conntrack entries."),
        (
            "4\n3\n9\n",
            "c explains the conntrack entries of this part.",
        ),
        (
            "4\n3\nc\n9\n",
            "Entry 2: tcp SYN_SENT 5 s\nsrc 192.168.1.15, changed: dst of the reply is 203.0.113.50.\n",
        ),
        (
            "4\n3\nc\n9\n",
            "timeout: 25 of 120 s left: the last accepted packet was 95 s ago.\n",
        ),
    ] {
        let (transcript, _, _) = talk(fixture::session(), input.as_bytes(), false);
        assert!(transcript.contains(said), "{input:?}: {transcript}");
    }
}

#[test]
fn the_end_of_the_input_keeps_what_was_written() {
    for (input, text) in [
        ("1\nhalf", "half"),
        ("1\nhalf\n", "half"),
        ("1\nhalf\r\n.\r\n", "half"),
        (
            "a sentence at once\nand more",
            "a sentence at once\nand more",
        ),
        (
            "1\nhalf\n.\nand the other half\n.\n9\n",
            "half\nand the other half",
        ),
    ] {
        let (transcript, outcome, store) = talk(fixture::session(), input.as_bytes(), false);
        assert!(
            matches!(outcome.ending, Ending::Closed | Ending::Quit),
            "{input:?}"
        );
        assert_eq!(store.kept.expect("saved").parts[0].text, text, "{input:?}");
        assert!(
            transcript.ends_with("What you wrote is kept.\n"),
            "{transcript}"
        );
    }
}

#[test]
fn hostile_input_comes_out_tame() {
    let input = b"1\n\xff\x1b[31mred\x00\xe2\x80\xae\n.\n7\n\x1b[2J\n";
    let (transcript, _, store) = talk(fixture::session(), input, false);
    let steering = transcript.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(steering, None, "{transcript}");
    assert_eq!(store.kept.expect("saved").parts[0].text, "\u{FFFD}[31mred");
}

#[test]
fn a_full_disk_is_said_once() {
    let (transcript, outcome, _) = talk(fixture::session(), b"1\na\nb\n.\n9\n9\n", true);
    assert_eq!(
        transcript.matches("Could not save: no space left").count(),
        1
    );
    assert_eq!(outcome.unsaved.as_deref(), Some("no space left"));
    assert_eq!(outcome.session.part().text, "a\nb");
    assert_eq!(transcript.matches("9 again leaves").count(), 1);
    assert!(!transcript.contains("is kept."), "{transcript}");
}

#[test]
fn a_closed_output_ends_the_session_in_good_order() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut store = Memory::default();
    let outcome = run_plain(
        fixture::session(),
        &mut store,
        &mut &b"9\n"[..],
        &mut Closed,
    );
    assert_eq!(outcome.expect("no error").ending, Ending::Closed);
}
