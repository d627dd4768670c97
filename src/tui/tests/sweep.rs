//! Every size from one cell up: nothing panics, and what is drawn stays inside.

use super::harness::Screen;

const VIEWS: [&str; 8] = [
    "",
    "Tab",
    "F1",
    "C-p Down",
    "F5",
    "F5 Down Tab",
    "F5 c PgDn",
    "F6",
];

fn sweep(width: u16, height: u16) {
    let mut screen = Screen::new(width, height);
    screen.press("F3");
    screen.paste("漢字 e\u{301}👍🏽 one line of words that is longer than most\n\nUDP is tracked by its timeout\n");
    for keys in VIEWS {
        screen.press("Esc Esc");
        screen.press(keys);
        let cursor = screen
            .terminal
            .get_cursor_position()
            .expect("a test backend");
        assert!(
            cursor.x < width && cursor.y < height,
            "{width}x{height} {keys}: {cursor:?}"
        );
    }
}

#[test]
fn every_width_fits() {
    let heights = [1, 4, 5, 8, 9, 15, 16, 24, 45];
    for width in 1..=130_u16 {
        let first = usize::from(width) % heights.len();
        for height in [heights[first], heights[(first + 4) % heights.len()]] {
            sweep(width, height);
        }
    }
}

#[test]
fn every_height_fits() {
    for height in 1..=45 {
        for width in [1, 16, 40, 101] {
            sweep(width, height);
        }
    }
}

#[test]
fn a_resize_keeps_text_and_cursor() {
    let mut screen = Screen::new(80, 24);
    screen.type_text("conntrack remembers every connection in a table and so it knows replies");
    for (width, height) in [(40, 15), (1, 1), (17, 6), (130, 45), (80, 24)] {
        screen.terminal.backend_mut().resize(width, height);
        screen.draw();
    }
    screen.type_text("!");
    let text = screen.app.session().part().text.clone();
    assert!(text.ends_with("replies!"), "{text}");
    assert!(screen.text().contains("replies!"));
}
