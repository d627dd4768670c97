//! Every view at three sizes, as reviewed pictures.

use super::harness::Screen;
use crate::tui::Options;
use crate::tutor::fixture;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 15)];

const ANSWER: &str = "Simply put, conntrack remembers every connection in a table.\n\n\
    The states: NEW is there, and ESTABLISHED means the handshake is done.";

fn pictures(name: &str, prepare: impl Fn(&mut Screen)) {
    for (width, height) in SIZES {
        let mut screen = Screen::new(width, height);
        prepare(&mut screen);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), screen.picture());
        });
    }
}

#[test]
fn answering() {
    pictures("answering", |screen| {
        screen.press("F3");
        screen.type_text("SNAT: the replies go to 203.0.113.50, not to the client that asked, so");
    });
}

#[test]
fn reading() {
    pictures("reading", |screen| {
        screen.press("F3 Tab Down");
    });
}

#[test]
fn help() {
    pictures("help", |screen| {
        screen.press("F1");
    });
}

#[test]
fn palette() {
    pictures("palette", |screen| {
        screen.press("C-p p a r t Down");
    });
}

#[test]
fn feedback() {
    pictures("feedback", |screen| {
        screen.paste(ANSWER);
        screen.press("F5 Down");
        screen.climb(1);
    });
}

#[test]
fn entries() {
    pictures("entries", |screen| {
        screen.press("F3 TRY F5 c");
    });
}

#[test]
fn whole() {
    pictures("whole", |screen| {
        screen.paste(ANSWER);
        screen.press("F6");
    });
}

#[test]
fn without_colour_no_cell_has_one() {
    let mut screen = Screen::of(fixture::session(), Options::default(), 80, 24);
    screen.paste(ANSWER);
    for keys in [
        "F1", "Esc", "C-p", "Down", "Esc", "F3", "TRY", "F5", "c", "Esc", "Tab", "F6", "F9",
    ] {
        screen.press(keys);
        let picture = screen.picture();
        assert!(
            !picture.contains("fg=") && !picture.contains("bg="),
            "{picture}"
        );
    }
}

#[test]
fn with_ascii_only_the_screen_draws_no_other_character() {
    let options = Options {
        ascii: true,
        ..Options::default()
    };
    for (width, height) in SIZES {
        let mut screen = Screen::of(fixture::session(), options.clone(), width, height);
        for keys in [
            "Tab", "Tab", "F3", "F1", "Esc", "C-p", "Esc", "TRY", "F5", "c", "End", "Esc", "F6",
        ] {
            screen.press(keys);
            let text = screen.text();
            let ours = text.replace(['’', '—', '•'], "");
            assert!(ours.is_ascii(), "{width}x{height} {keys}: {text}");
        }
    }
}
