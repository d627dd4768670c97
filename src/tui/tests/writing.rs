//! Selecting, the clipboard, finding, files and the learner's own editor, by keys.

use super::harness::Screen;
use crate::tui::options::Wish;
use crate::tui::{Host, Inbox, Input, Message, drive};
use crate::tutor::Draft;
use crossterm::event::{Event, KeyEvent, KeyModifiers};
use std::io;
use std::time::Duration;

fn text(screen: &Screen) -> &str {
    &screen.app.session().part().text
}

/// A key by its name, `S-` before it for Shift.
fn key(name: &str) -> KeyEvent {
    match name.strip_prefix("S-") {
        Some(rest) => {
            let key = super::harness::key(rest);
            KeyEvent::new(key.code, key.modifiers | KeyModifiers::SHIFT)
        }
        None => super::harness::key(name),
    }
}

fn press(screen: &mut Screen, names: &str) {
    for name in names.split_whitespace() {
        screen.app.handle(Input::Key(key(name)));
        screen.draw();
    }
}

#[test]
fn what_is_selected_is_cut_copied_replaced_and_pasted() {
    for (keys, expected) in [
        ("S-Left S-Left x", "one tx"),
        ("F4 x", "x"),
        ("S-Home C-x", ""),
        ("S-Home C-x C-v C-v", "one twoone two"),
        ("S-C-Left C-x Home C-v", "twoone "),
        ("S-Left C-c End C-v", "one twoo"),
        ("F8 Left Left C-x C-v C-v", "one twowo"),
        ("C-Space Left Left Backspace", "one t"),
        ("S-Left S-Left Esc x", "one txwo"),
        ("F8 Left Esc Left x", "one txwo"),
        ("F4 Enter y", "\ny"),
        ("F4 C-x C-z", "one two"),
        ("S-Left S-Left S-Right Backspace", "one tw"),
        ("C-x", "one two"),
        ("C-v", "one two"),
        ("F4 F3 F2 x", "x"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.type_text("one two");
        press(&mut screen, keys);
        assert_eq!(text(&screen), expected, "{keys}");
    }
}

#[test]
fn the_interrupt_copies_only_while_something_is_selected() {
    for (keys, said) in [
        ("F4 C-c", "Copied 2 words."),
        ("F4 C-c C-c", "Ctrl-C again leaves"),
        ("S-Left C-c Esc C-c", "Ctrl-C again leaves"),
        ("C-c", "Ctrl-C again leaves"),
        ("F8", "Movements select now."),
        ("C-x", "Nothing is selected."),
        ("C-v", "Nothing was copied or cut here."),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.type_text("one two");
        press(&mut screen, keys);
        assert!(screen.text().contains(said), "{keys}:\n{}", screen.text());
    }
}

#[test]
fn what_is_copied_holds_no_line_ends_of_the_screen() {
    let mut screen = Screen::new(40, 15);
    let long = "a paragraph that takes several rows of a narrow screen";
    screen.type_text(long);
    press(&mut screen, "F4 C-c");
    assert_eq!(screen.app.wish, Some(Wish::Clip(long.to_owned())));
}

#[test]
fn finding_goes_round_and_leaves_the_cursor_where_one_says() {
    const TEXT: &str = "new one, NEW two, new three";
    for (keys, shown) in [
        ("C-f n e w", "1 of 3"),
        ("C-f n e w Enter", "2 of 3"),
        ("C-f n e w Enter Enter Enter", "1 of 3"),
        ("C-f n e w Up", "3 of 3"),
        ("C-f n e w C-f", "2 of 3"),
        ("C-f N E W", "1 of 1"),
        ("C-f x y z", "not found"),
        ("C-f n e w Enter Backspace Backspace", "1 of 4"),
        ("C-f n e w Esc C-f", "1 of 3"),
        ("C-f n e w Tab", "Part 1 of 3"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.type_text(TEXT);
        press(&mut screen, keys);
        assert!(screen.text().contains(shown), "{keys}:\n{}", screen.text());
    }
    for (keys, expected) in [
        ("C-f n e w Enter Tab x", "new one, x two, new three"),
        ("C-f n e w Enter Esc x", "new one, NEW two, new threex"),
        ("C-f n o p e Tab x", "new one, NEW two, new threex"),
        ("C-f n e w F3 F2 x", "x one, NEW two, new three"),
        ("C-f n e w Tab C-x C-f Esc", " one, NEW two, new three"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.type_text(TEXT);
        press(&mut screen, keys);
        assert_eq!(text(&screen), expected, "{keys}");
    }
}

#[test]
fn what_a_paste_was_cleaned_of_is_counted() {
    for (pasted, said) in [
        (
            "a\r\nb\rc\u{200b}\u{1b}",
            "Pasted 3 words: 2 line ends normalised, 2 invisible characters removed.",
        ),
        ("a\rb", "Pasted 2 words: 1 line end normalised."),
        (
            "one\u{feff}",
            "Pasted 1 word: 1 invisible character removed.",
        ),
        (&"word ".repeat(21), "Pasted 21 words."),
    ] {
        let mut screen = Screen::new(120, 40);
        screen.paste(pasted);
        assert!(screen.text().contains(said), "{said}:\n{}", screen.text());
    }
    let mut screen = Screen::new(80, 24);
    screen.paste(&"word ".repeat(20));
    assert!(!screen.text().contains("Pasted"), "{}", screen.text());
}

/// Keys by name, then the end.
struct Keys(Vec<&'static str>, usize);

impl Inbox for Keys {
    fn next(&mut self, wait: Duration) -> Option<Message> {
        match self.0.pop() {
            Some(name) => Some(Message::Event(Event::Key(key(name)))),
            None if wait.is_zero() => None,
            None => Some(Message::Closed),
        }
    }

    fn pause(&mut self) -> io::Result<()> {
        self.1 += 1;
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        self.1 += 10;
        Ok(())
    }
}

#[derive(Default)]
struct Outside {
    edited: Option<String>,
    kept: Vec<String>,
}

impl Host for Outside {
    fn save(&mut self, draft: &Draft) -> Result<(), String> {
        self.kept.push(draft.parts[0].text.clone());
        Ok(())
    }

    fn edit(&mut self, text: &str) -> Result<String, String> {
        assert_eq!(
            self.kept.last().map(String::as_str),
            Some(text),
            "kept before"
        );
        self.edited.clone().ok_or_else(|| "it failed".into())
    }

    fn read(&mut self, path: &str) -> Result<String, String> {
        match path {
            "f.txt" => Ok("from\r\na file".into()),
            _ => Err(format!("{path}: no such file")),
        }
    }

    fn complete(&mut self, path: &str) -> String {
        format!("{path}.txt")
    }
}

fn driven(keys: &str, edited: Option<&str>) -> (Screen, usize, Outside) {
    let keys: Vec<&'static str> = keys.to_owned().leak().split_whitespace().rev().collect();
    let mut inbox = Keys(keys, 0);
    let mut host = Outside {
        edited: edited.map(str::to_owned),
        ..Outside::default()
    };
    let mut screen = Screen::new(80, 24);
    let driven = drive(&mut screen.app, &mut screen.terminal, &mut inbox, &mut host);
    driven.expect("a test backend");
    (screen, inbox.1, host)
}

#[test]
fn the_learners_own_editor_makes_one_step_and_its_failure_none() {
    for (keys, edited, expected, said) in [
        (
            "a C-o",
            Some("b\r\nc"),
            "b\nc",
            "Took over 2 words: 1 line end normalised.",
        ),
        ("a C-o C-z", Some("b"), "a", ""),
        ("a C-o x", Some("b"), "bx", ""),
        ("a C-o", Some("a"), "a", "left the answer as it was"),
        ("a C-o", None, "a", "The answer is as it was: it failed."),
        (
            "a C-o Enter",
            None,
            "a\n",
            "The answer is as it was: it failed.",
        ),
    ] {
        let (screen, handed, host) = driven(keys, edited);
        assert_eq!(text(&screen), expected, "{keys}");
        assert!(screen.text().contains(said), "{keys}:\n{}", screen.text());
        assert_eq!(handed, 11, "handed over and taken back once");
        assert_eq!(
            host.kept.last().map(String::as_str),
            Some(expected),
            "{keys}"
        );
    }
}

#[test]
fn a_file_is_inserted_at_the_cursor() {
    for (keys, expected, said) in [
        (
            "a b Left F7 f . t x t Enter",
            "afrom\na fileb",
            "Inserted 3 words: 1 line end",
        ),
        ("a F7 f Tab Enter", "afrom\na file", "Inserted 3 words"),
        ("a F7 f Tab Enter C-z", "a", ""),
        ("a F7 n o Enter", "a", "Insert the file: no"),
        ("a F7 n o Enter", "a", "no: no such file"),
        ("a F7 n o Enter Esc b", "ab", ""),
        ("a F7 n o Esc b", "ab", ""),
        ("a F7 Enter b", "ab", ""),
    ] {
        let (screen, _, _) = driven(keys, None);
        assert_eq!(text(&screen), expected, "{keys}");
        assert!(screen.text().contains(said), "{keys}:\n{}", screen.text());
    }
}

#[test]
fn code_is_shown_as_the_grader_reads_it() {
    let mut screen = Screen::new(80, 24);
    screen.paste("The rule is\niptables -A INPUT -j DROP\nand no more.");
    let picture = screen.picture();
    assert!(
        picture.contains("fg=Cyan \"iptables -A INPUT -j DROP\""),
        "{picture}"
    );
    assert!(!picture.contains("fg=Cyan \"The"), "{picture}");
}
