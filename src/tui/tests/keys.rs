//! What keys do, in words of a learner.

use super::harness::{Screen, key};
use crate::tui::{Input, Options};
use crate::tutor::{Progress, View, fixture};

fn text(screen: &Screen) -> &str {
    &screen.app.session().part().text
}

#[test]
fn typing_and_editing_reach_the_draft() {
    for (keys, expected) in [
        ("a b Enter c", "ab\nc"),
        ("a b Backspace C-h c", "c"),
        ("a Space b C-w c", "a c"),
        ("a C-z", ""),
        ("a Space b C-z C-y", "a b"),
        ("a b Left Left x", "xab"),
        ("a b Home x End y", "xaby"),
        ("a b C-a x C-e y", "xaby"),
        ("a Left C-d", ""),
        ("a Enter b C-Home x C-End y", "xa\nby"),
        ("a Up Up b Down c", "abc"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press(keys);
        assert_eq!(text(&screen), expected, "{keys}");
    }
}

#[test]
fn each_binding_reaches_its_view() {
    for (keys, shown) in [
        ("F1", "In your answer"),
        ("C-k", "In your answer"),
        ("F1 F1", "Your answer"),
        ("F1 Esc", "Your answer"),
        ("F3", "Part 2 of 3"),
        ("C-PgDn", "Part 2 of 3"),
        ("F3 F3 F3", "This is the last part"),
        ("F2", "This is the first part"),
        ("F3 C-PgUp", "Part 1 of 3"),
        ("Tab 3", "Part 3 of 3"),
        ("Tab 9", "There is no part 9"),
        ("F5", "0 of 3 met"),
        ("C-g", "0 of 3 met"),
        ("F5", "Nothing is written for this part yet"),
        ("F5 F3", "Part 2 of 3"),
        ("F5 Esc Esc", "Your answer"),
        ("F3 TRY F5", "entries explained"),
        ("F3 F5 c", "Try first: once you have handed in a sentence"),
        ("F3 x F5 c", "Try first: once you have handed in a sentence"),
        ("F3 TRY F5 c", "1. tcp ESTABLISHED 299 s [ASSURED]"),
        ("F3 TRY F5 F7", "203.0.113.50"),
        ("F3 TRY F5 c Home End", "RFC 1918"),
        ("F3 TRY F5 c c", "of 2 met"),
        ("F3 TRY F5 c Esc", "of 2 met"),
        ("F3 TRY F5 c F1", "In feedback"),
        ("F3 TRY F5 c x", "does nothing here"),
        ("F5 c", "shows no conntrack entries"),
        ("F6", "0.0 of 100.0 points"),
        ("C-t", "0.0 of 100.0 points"),
        ("F6 2", "Part 2 of 3"),
        ("F11", "F11 does nothing here"),
        ("F9", "not answered"),
        ("F9 Enter", "Your answer"),
        ("F9 Down Down Enter", "Part 3 of 3"),
        ("F9 End Home 2", "Part 2 of 3"),
        ("F9 r", "Nothing more is due today"),
        ("F9 r Enter", "not answered"),
        ("F9 r Esc", "not answered"),
        ("F9 F5", "Open a part first"),
        ("F9 r F5", "Nothing more is due today"),
        (
            "TRY F5 Esc F4 Backspace F5",
            "Nothing is written for this part yet",
        ),
        ("F9 x", "To write, open a part with Enter"),
        ("F5 a", "No attempt at this part yet"),
        ("C-l", "No attempt at this part yet"),
        ("x F5 a", "> 1  2026-03-01"),
        ("x F5 Esc y F5", "Since attempt 1: the same points"),
        ("x F5 Esc y F5 a", "> 2  2026-03-01"),
        ("x F5 Esc y F5 a Up Enter", "You look at attempt 1 of 2"),
        (
            "x F5 Esc y F5 a Up Enter h",
            "works on your last attempt only",
        ),
        ("x F5 Esc y F5 a Up t", "Attempt 1 is your draft again"),
        ("x F5 Esc y F5 a Up Enter t C-z", "xy"),
        ("x F5 t", "it is your draft already"),
        ("x F5 w", "asked for what was met after a hint"),
        ("F6 m", "A model answer is shown after an attempt"),
        ("x F5 F6 m", "A model answer is shown after an attempt"),
        ("TRY F5 F6 m", "A model answer"),
        ("F5 h", "opens once your answer to this part has changed"),
        ("TRY F5 F9 Enter", "of 3 met"),
        ("TRY F5 F9 1", "of 3 met"),
        ("TRY F9 Enter", "Your answer"),
        ("Tab x", "go back to your answer with Tab"),
        ("F6 z", "go back to your answer with Esc"),
        ("C-c", "Ctrl-C again leaves"),
        ("Tab ?", "In the question, feedback"),
        ("C-z", "Nothing to undo"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press(keys);
        assert!(screen.text().contains(shown), "{keys}:\n{}", screen.text());
    }
}

#[test]
fn leaving_takes_a_chord_or_two() {
    for (keys, quits) in [
        ("C-q", true),
        ("q", false),
        ("Esc", false),
        ("C-c", false),
        ("C-c C-c", true),
        ("C-c a C-c", false),
        ("F1 C-q", true),
        ("F5 C-q", true),
    ] {
        let reaction = Screen::new(80, 24).press(keys);
        assert_eq!((reaction.quit, keys), (quits, keys));
    }
}

#[test]
fn leaving_with_unsaved_text_is_asked_once() {
    for (keys, leaves) in [
        ("C-q", true),
        ("C-c", true),
        ("a C-q", false),
        ("F1 C-q", false),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press("C-q");
        assert!(!screen.app.leave_unsaved("disk full"));
        screen.draw();
        assert!(screen.text().contains("Not saved: disk full"));
        screen.press(keys);
        assert_eq!(screen.app.leave_unsaved("disk full"), leaves, "{keys}");
    }
}

#[test]
fn hints_open_for_the_chosen_item() {
    let mut screen = Screen::new(120, 40);
    screen.press("F5 Down");
    screen.climb(2);
    let shown = screen.text();
    assert!(shown.contains("NEW is the ____ packet"), "{shown}");
    assert!(!shown.contains("Conntrack keeps a ____"), "{shown}");
    screen.climb(2);
    assert!(screen.text().contains("All hints for this one are open"));
}

#[test]
fn own_words_are_written_after_help_and_kept() {
    let mut screen = Screen::new(80, 24);
    screen.paste("x");
    screen.press("F5 Down");
    screen.climb(1);
    screen.press("Esc");
    screen.paste(" NEW is the first packet of a connection");
    screen.press("F5");
    let shown = screen.text();
    assert!(
        shown.contains("w: say in your own words why item 2 is so"),
        "{shown}"
    );
    screen.press("w");
    screen.type_text("the first F5 of q\nall");
    let shown = screen.text();
    assert!(shown.contains("In your own words"), "{shown}");
    let attempt = |screen: &Screen| {
        let draft = screen.app.session().draft();
        draft.parts[0].attempts.last().expect("an attempt").clone()
    };
    assert_eq!(
        attempt(&screen).explained["state-new"],
        "the first F5 of q\nall"
    );
    assert_eq!(
        attempt(&screen).text,
        text(&screen),
        "the answer is as it was"
    );
    screen.press("F5 Down");
    let shown = screen.text();
    assert!(
        shown.contains("In your own words: the first F5 of q"),
        "{shown}"
    );
}

#[test]
fn a_long_paste_is_one_edit_and_shown_at_its_end() {
    let words: Vec<_> = (1..=2000).map(|n| format!("word{n}")).collect();
    let pasted = words.join(" ").replace("0 ", "0\r");
    let mut screen = Screen::new(80, 24);
    screen.paste(&pasted);
    assert!(screen.text().contains("2000 words"), "{}", screen.text());
    assert!(screen.text().contains("word2000"));
    assert_eq!(text(&screen), pasted.replace('\r', "\n"));
    screen.press("C-z");
    assert_eq!(text(&screen), "");
}

#[test]
fn a_paste_outside_the_answer_is_refused_with_the_way_back() {
    let mut screen = Screen::new(80, 24);
    screen.press("Tab");
    screen.paste("lost?");
    assert_eq!(text(&screen), "");
    assert!(screen.text().contains("go back to your answer"));
}

#[test]
fn what_a_paste_loses_is_said() {
    let mut screen = Screen::new(80, 24);
    screen.paste("two\u{200b} words\u{1b}");
    assert_eq!(text(&screen), "two words");
    assert!(
        screen
            .text()
            .contains("Pasted 2 words: 2 invisible characters removed.")
    );
    screen.press("x");
    assert!(
        !screen.text().contains("invisible"),
        "a message goes with the next key"
    );
}

#[test]
fn each_part_keeps_its_own_undo() {
    let mut screen = Screen::new(80, 24);
    screen.press("a F3 b F2 C-z");
    assert_eq!(text(&screen), "");
    screen.press("F3");
    assert_eq!(text(&screen), "b");
    assert_eq!(screen.app.session().parts()[0].progress(), Progress::Empty);
}

#[test]
fn the_cursor_is_where_the_next_character_goes() {
    let options = Options::default();
    for (typed, ahead) in [
        ("", 0),
        ("abc", 3),
        ("漢字", 4),
        ("e\u{301}", 1),
        ("a\nbc", 2),
    ] {
        let mut screen = Screen::of(fixture::session(), options.clone(), 80, 24);
        let empty = screen
            .terminal
            .get_cursor_position()
            .expect("a test backend");
        screen.type_text(typed);
        let cursor = screen
            .terminal
            .get_cursor_position()
            .expect("a test backend");
        assert_eq!(cursor.x - empty.x, ahead, "{typed:?}");
    }
}

#[test]
fn the_wheel_scrolls_what_is_read_and_never_moves_the_cursor() {
    let mut screen = Screen::new(40, 15);
    screen.type_text("a\nb\nc");
    let before = screen.app.editors[0].text().to_owned();
    screen.app.handle(Input::Wheel { down: true });
    screen.press("x");
    assert_eq!(text(&screen), format!("{before}x"));
    assert!(matches!(screen.app.session().view(), View::Answer));
    assert_eq!(key("x").code, crossterm::event::KeyCode::Char('x'));
}

#[test]
fn a_wider_terminal_shows_the_text_above_the_cursor() {
    let words: Vec<_> = (0..2000).map(|n| format!("word{n}")).collect();
    let mut screen = Screen::new(40, 20);
    screen.paste(&words.join(" "));
    screen.terminal.backend_mut().resize(90, 20);
    screen.draw();
    let shown = screen.text();
    assert!(
        shown.contains("word1999") && shown.contains("word1970"),
        "{shown}"
    );
    screen.type_text("\nmore");
    screen.press("C-z C-z C-z");
    screen.press("C-y");
    assert!(screen.text().contains("word1970"), "{}", screen.text());
}

#[test]
fn what_is_to_be_told_at_the_start_is_told() {
    let mut session = fixture::session();
    session.update(crate::tutor::Action::Write("a".into()));
    let mut back = session.clone();
    back.update(crate::tutor::Action::Home);
    let screen = Screen::of(back, Options::default(), 80, 24);
    assert!(screen.text().contains("Welcome back"));
    assert!(screen.text().contains("draft, 1 word"));
    let options = Options {
        notice: Some("A damaged draft was set aside.".into()),
        ..Options::default()
    };
    let mut screen = Screen::of(session, options, 80, 24);
    screen.press("b");
    assert!(
        screen.text().contains("A damaged draft was set aside."),
        "it stays until put away"
    );
    screen.press("Esc");
    assert!(!screen.text().contains("set aside"));
}

#[test]
fn an_item_longer_than_its_pane_is_scrolled_before_the_next_is_chosen() {
    let mut screen = Screen::new(40, 12);
    screen.press("F5");
    screen.climb(3);
    let shown = screen.text();
    assert!(
        shown.contains("with an entry for each"),
        "the new hint: {shown}"
    );
    assert!(!shown.contains("Definition"), "{shown}");
    screen.press("Up");
    assert!(screen.text().contains("Definition"), "{}", screen.text());
    screen.press("Down Down");
    assert!(
        screen.text().contains("> [ ]  2 State NEW"),
        "{}",
        screen.text()
    );
}
