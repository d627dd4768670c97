//! The palette as a learner uses it: found, run, closed, and what keys do in it.

use super::harness::Screen;
use crate::tui::Options;
use crate::tutor::fixture;

#[test]
fn commands_run_as_if_their_key_had_been_pressed() {
    for (keys, query, then, shown) in [
        ("", "submit", "Enter", "0 of 3 met"),
        ("", "next part", "Enter", "Part 2 of 3"),
        ("F3", "previous", "Enter", "Part 1 of 3"),
        ("", "part 3", "Enter", "Part 3 of 3"),
        ("F5 Down", "hint", "Enter", "The next hint opens once"),
        ("F3 TRY F5", "entries", "Enter", "tcp ESTABLISHED"),
        ("F5", "back", "Enter", "0 words"),
        ("", "whole grade", "Enter", "0.0 of 100.0 points"),
        ("a", "undo", "Enter", "0 words"),
        ("", "undo", "Enter", "Nothing to undo"),
        ("", "help", "Enter", "In your answer"),
        ("", "other", "Enter", "To write"),
        ("", "", "Enter", "In your answer"),
        ("", "part", "Down Down Down Enter", "Part 2 of 3"),
        (
            "",
            "hint",
            "Enter",
            "'hint' works in feedback only, after F5.",
        ),
        (
            "F5",
            "undo",
            "Enter",
            "'undo' works only while you write your answer.",
        ),
        ("", "sumbit", "Enter", "0 of 3 met"),
        ("", "xyzzy", "Enter", "No command holds these words."),
        ("", "xyzzy", "", "No command holds these words."),
        ("", "xyzzy", "C-w s u b Enter", "0 of 3 met"),
        ("", "submit", "Esc", "Your answer"),
        ("", "submit", "C-p", "Your answer"),
        ("", "submit", "F12 F12", "Find:"),
        ("", "submit", "F3", "Part 2 of 3"),
        ("", "submit", "F1", "In your answer"),
        ("F1", "submit", "Enter", "0 of 3 met"),
        ("", "submit", "C-c", "Ctrl-C again leaves"),
        ("", "submit", "F21", "F21 does nothing here"),
        ("", "ubmit", "Home s Enter", "0 of 3 met"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press(keys);
        let written = screen.app.session().part().text.clone();
        screen.press("C-p");
        screen.type_text(query);
        screen.press(then);
        if then == "Enter" && shown == "To write" {
            screen.press("x");
        }
        assert!(
            screen.text().contains(shown),
            "{keys} {query} {then}:\n{}",
            screen.text()
        );
        let text = &screen.app.session().part().text;
        let kept = text.is_empty() || *text == written;
        assert!(kept, "nothing reaches the answer: {text}");
    }
}

#[test]
fn the_cursor_stands_in_the_search_and_a_paste_stays_one_line() {
    let mut screen = Screen::new(80, 24);
    screen.press("C-p");
    screen.paste("next\rpart and more");
    let cursor = screen
        .terminal
        .get_cursor_position()
        .expect("a test backend");
    assert_eq!((cursor.x, cursor.y), (11, 2), "{}", screen.text());
    assert!(!screen.text().contains("more"), "{}", screen.text());
    screen.press("Left Left");
    let moved = screen
        .terminal
        .get_cursor_position()
        .expect("a test backend");
    assert_eq!(moved.x, 9);
}

#[test]
fn leaving_from_the_palette_quits() {
    let mut screen = Screen::new(80, 24);
    screen.press("C-p q u i t");
    assert!(screen.press("Enter").quit);
    let mut screen = Screen::new(80, 24);
    screen.press("C-p");
    assert!(!screen.press("q").quit);
    assert!(screen.press("C-q").quit);
}

#[test]
fn it_works_where_little_fits() {
    for (width, height) in [(40, 15), (16, 5), (20, 6)] {
        let options = Options {
            ascii: true,
            ..Options::default()
        };
        let mut screen = Screen::of(fixture::session(), options, width, height);
        screen.press("C-p s u b m");
        let shown = screen.text();
        assert!(shown.contains("> submit"), "{shown}");
        assert!(shown.is_ascii(), "{shown}");
        screen.press("Enter");
        assert!(!screen.text().contains("> submit"), "{}", screen.text());
    }
}
