//! The editor by what it does: tables of edits, and texts of many scripts against a plain model.

use super::Editor;
use crate::tui::LONGEST_ANSWER;
use crate::tui::keys::{Edit, Motion};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

fn typed(text: &str) -> Editor {
    let mut editor = Editor::new("");
    for c in text.chars() {
        editor.type_char(c);
    }
    editor
}

#[test]
fn undo_takes_back_word_by_word_and_redo_returns_it() {
    let mut editor = typed("one two  three");
    for left in ["one two", "one", ""] {
        assert!(editor.edit(Edit::Undo));
        assert_eq!(editor.text(), left);
    }
    assert!(!editor.edit(Edit::Undo), "nothing is left");
    for back in ["one", "one two"] {
        assert!(editor.edit(Edit::Redo));
        assert_eq!(editor.text(), back);
    }
    editor.type_char('!');
    assert!(!editor.edit(Edit::Redo), "a new edit ends redo");
}

#[test]
fn deletions_in_a_row_are_one_step_both_ways() {
    for (edit, start) in [
        (Edit::Backspace, Motion::Bottom),
        (Edit::Delete, Motion::Top),
    ] {
        let mut editor = Editor::new("e\u{301}漢🇩🇪x");
        editor.go(start, 0, false);
        for _ in 0..3 {
            assert!(editor.edit(edit));
        }
        assert_eq!(editor.text().graphemes(true).count(), 1, "{edit:?}");
        editor.edit(Edit::Undo);
        assert_eq!(editor.text(), "e\u{301}漢🇩🇪x", "{edit:?}");
    }
}

#[test]
fn a_paste_is_one_step_with_one_kind_of_line_end() {
    let mut editor = typed("a");
    let cleaned = editor.paste("b\r\nc\rd\u{1b}").expect("room");
    assert_eq!((cleaned.line_ends, cleaned.dropped), (2, 1));
    assert_eq!(editor.text(), "ab\nc\nd");
    editor.edit(Edit::Undo);
    assert_eq!(editor.text(), "a");
}

#[test]
fn what_is_too_long_is_refused_whole() {
    let mut editor = typed("a");
    assert!(editor.paste(&"x".repeat(LONGEST_ANSWER)).is_none());
    assert!(editor.replace(&"x".repeat(LONGEST_ANSWER + 1)).is_none());
    assert_eq!(editor.text(), "a");
    assert!(editor.paste(&"x".repeat(LONGEST_ANSWER - 1)).is_some());
    assert!(!editor.type_char('y'));
    assert!(!editor.edit(Edit::Newline));
    assert!(editor.edit(Edit::Backspace));
    assert!(editor.type_char('y'));
}

#[test]
fn a_replaced_text_is_one_step_and_the_cursor_is_behind_what_changed() {
    for (old, new, cursor) in [
        ("one two three", "one 2 three", 5),
        ("one", "one", 3),
        ("", "new", 3),
        ("aaa", "aa", 2),
        ("漢字", "漢", 3),
        ("é", "è", 2),
    ] {
        let mut editor = Editor::new(old);
        editor.replace(new).expect("room");
        assert_eq!((editor.text(), editor.cursor()), (new, cursor), "{old}");
        if old != new {
            assert!(editor.edit(Edit::Undo));
            assert_eq!(editor.text(), old);
            assert!(!editor.edit(Edit::Undo), "one step");
        }
    }
}

#[test]
fn words_are_deleted_both_ways() {
    let mut editor = Editor::new("one two three");
    editor.edit(Edit::DeleteWord);
    assert_eq!(editor.text(), "one two ");
    editor.go(Motion::Top, 0, false);
    editor.edit(Edit::DeleteNextWord);
    assert_eq!(editor.text(), " two ");
}

#[test]
fn a_selection_follows_movements_and_is_replaced() {
    use Motion::{Left, LineStart, Right, Top, Up, WordLeft};
    for (motions, selected, replaced) in [
        (&[Left][..], Some("e"), "one\ntwo thre!"),
        (&[WordLeft], Some("three"), "one\ntwo !"),
        (&[WordLeft, Right], Some("hree"), "one\ntwo t!"),
        (&[LineStart], Some("two three"), "one\n!"),
        (&[Top], Some("one\ntwo three"), "!"),
        (&[Up], Some("\ntwo three"), "one!"),
        (&[Left, Right], None, "one\ntwo three!"),
    ] {
        let mut editor = Editor::new("one\ntwo three");
        let mut marked = Editor::new("one\ntwo three");
        assert!(marked.mark());
        for &motion in motions {
            editor.go(motion, 1, true);
            marked.go(motion, 1, false);
        }
        for editor in [&mut editor, &mut marked] {
            assert_eq!(editor.selected(), selected, "{motions:?}");
            editor.type_char('!');
            assert_eq!(editor.text(), replaced, "{motions:?}");
            assert_eq!(editor.selected(), None);
        }
    }
}

#[test]
fn a_movement_without_shift_ends_a_selection_at_its_edge() {
    for (motion, cursor) in [(Motion::Left, 3), (Motion::Right, 5), (Motion::Top, 0)] {
        let mut editor = Editor::new("ab 漢 c");
        editor.select(3..6);
        editor.go(Motion::Left, 1, true);
        editor.select(3..6);
        editor.go(motion, 1, false);
        let expected = if motion == Motion::Right { 6 } else { cursor };
        assert_eq!((editor.cursor(), editor.selected()), (expected, None));
        assert!(!editor.unselect());
    }
}

#[test]
fn up_and_down_keep_to_their_column_and_home_and_end_to_the_row() {
    use Motion::{Bottom, Down, LineEnd, LineStart, Top, Up};
    // In ten columns: "long line ", "here 漢字", "x", "also long ", "line".
    let text = "long line here 漢字\nx\nalso long line";
    for (motions, cursor) in [
        (&[Bottom, Up, Up, Up][..], 14),
        (&[Top, LineEnd, Down, Down, Down], text.len() - 5),
        (&[Top, LineEnd], 9),
        (&[Top, LineEnd, LineEnd], 21),
        (&[Bottom, LineStart], text.len() - 4),
        (&[Bottom, LineStart, LineStart], text.len() - 14),
        (&[Top, Up], 0),
        (&[Bottom, Down], text.len()),
    ] {
        let mut editor = Editor::new(text);
        draw(&mut editor, 11, 9);
        for &motion in motions {
            editor.go(motion, 1, false);
        }
        assert_eq!(editor.cursor(), cursor, "{motions:?}");
    }
}

#[test]
fn one_line_takes_no_line_end() {
    let mut editor = Editor::line("old");
    editor.paste("a\nb\n");
    assert!(!editor.edit(Edit::Newline));
    assert_eq!(editor.text(), "a b");
}

/// Draws an editor and gives the rows.
fn draw(editor: &mut Editor, width: u16, height: u16) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
    let drawn = terminal.draw(|frame| editor.draw(frame, frame.area(), true, Style::new()));
    drawn.expect("a test backend");
    let buffer = terminal.backend().buffer();
    let row = |y| {
        (0..width)
            .map(|x| buffer[(x, y)].symbol())
            .collect::<String>()
    };
    (0..height).map(|y| row(y).trim_end().to_owned()).collect()
}

#[test]
fn rows_show_tabs_marks_and_wide_characters_in_their_cells() {
    for (text, width, expected) in [
        ("a\tb", 12, &["a   b"][..]),
        ("\u{301}a", 12, &["\u{25CC}\u{301}a"]),
        ("漢字漢字", 6, &["漢 字", "漢 字"]),
        ("\u{202e}x", 12, &["\u{FFFD}x"]),
        ("one two three", 8, &["one two", "three"]),
        ("e\u{301}🇩🇪", 12, &["e\u{301}🇩🇪"]),
    ] {
        let mut editor = Editor::new(text);
        let rows = draw(&mut editor, width, 3);
        let shown: Vec<_> = rows.iter().filter(|row| !row.is_empty()).collect();
        assert_eq!(shown, expected, "{text:?}");
    }
}

/// Texts that have broken editors.
const TEXTS: [&str; 12] = [
    "👨\u{200d}👩\u{200d}👧\u{200d}👦 family 👍🏽🏳\u{fe0f}\u{200d}🌈",
    "🇩🇪🇫🇷🇬🇧 flags 🇺🇳🇺",
    "한국어 \u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} jamo",
    "क्षत्रिय नमस्ते स्त्री ज्ञान",
    "الاتصال الجديد NEW هو أول حزمة لا",
    "החיבור ESTABLISHED נוצר 443 לאחר תשובה",
    "漢字かな交じり文のテストですﾊﾟﾋﾟ conntrack 表",
    "a\tb\t\tc\n\t-A INPUT\t-j ACCEPT\n",
    "e\u{301}\u{327}\u{302} \u{301}alone Z\u{351}\u{36b}\u{343}a\u{335}lgo",
    "averyveryverylongwordwithoutanyblankinitthatgoesonandonandonforeverandever",
    "\n\n\n   \n",
    "สวัสดี กำลัง ไทย \u{1f469}\u{1f3fd}\u{200d}\u{1f4bb} \u{a9}\u{fe0f}\u{20e3}",
];

/// A text with a cursor and an anchor, edited the plain way: split into graphemes and joined again.
struct Model {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
}

impl Model {
    fn edges(&self) -> Vec<usize> {
        let edges = self.text.grapheme_indices(true).map(|(at, _)| at);
        edges.chain([self.text.len()]).collect()
    }

    fn neighbour(&self, forward: bool) -> usize {
        let edges = self.edges();
        let found = if forward {
            edges.iter().find(|&&edge| edge > self.cursor)
        } else {
            edges.iter().rev().find(|&&edge| edge < self.cursor)
        };
        *found.unwrap_or(&self.cursor)
    }

    fn step(&mut self, forward: bool, select: bool) {
        let selected = self.anchor.filter(|&anchor| anchor != self.cursor);
        match selected {
            Some(anchor) if !select && forward => self.cursor = anchor.max(self.cursor),
            Some(anchor) if !select => self.cursor = anchor.min(self.cursor),
            _ => {
                let to = self.neighbour(forward);
                self.anchor = self.anchor.or(Some(self.cursor));
                self.cursor = to;
            }
        }
        if !select {
            self.anchor = None;
        }
    }

    fn replace(&mut self, to: usize, new: &str) {
        let other = self
            .anchor
            .filter(|&anchor| anchor != self.cursor)
            .unwrap_or(to);
        let (start, end) = (other.min(self.cursor), other.max(self.cursor));
        if start == end && new.is_empty() {
            return;
        }
        self.text = [&self.text[..start], new, &self.text[end..]].concat();
        self.anchor = None;
        let at = start + new.len();
        self.cursor = *self
            .edges()
            .iter()
            .find(|&&edge| edge >= at)
            .expect("an end");
    }
}

/// One of the characters of these texts.
fn typeable(which: usize) -> char {
    let text = TEXTS[which % TEXTS.len()];
    let at = which / TEXTS.len() % text.chars().count();
    text.chars().nth(at).unwrap_or('x')
}

/// Does one random step to both.
fn both(editor: &mut Editor, model: &mut Model, step: (u8, usize)) {
    let (what, which) = step;
    match what {
        0 => {
            let c = typeable(which);
            let seen = crate::tutor::clean(&c.to_string()).text;
            editor.type_char(c);
            if !seen.is_empty() {
                model.replace(model.cursor, &seen);
            }
        }
        1 => {
            let edges: Vec<_> = TEXTS[which % 12].grapheme_indices(true).collect();
            let pasted = &TEXTS[which % 12][..edges[which % edges.len()].0];
            let pasted = crate::tutor::clean(pasted).text;
            editor.paste(&pasted);
            if !pasted.is_empty() {
                model.replace(model.cursor, &pasted);
            }
        }
        2 | 3 => {
            editor.edit(Edit::Backspace);
            model.replace(model.neighbour(false), "");
        }
        4 => {
            editor.edit(Edit::Delete);
            model.replace(model.neighbour(true), "");
        }
        5 => {
            editor.edit(Edit::Undo);
            editor.edit(Edit::Redo);
            model.anchor = editor.selected().and(model.anchor);
            model.cursor = editor.cursor();
        }
        6 => {
            let edges = model.edges();
            let range = (edges[which % edges.len()], edges[which / 7 % edges.len()]);
            let range = range.0.min(range.1)..range.0.max(range.1);
            editor.select(range.clone());
            (model.anchor, model.cursor) = (Some(range.start), range.end);
        }
        _ => {
            let (forward, select) = (which % 2 == 0, which % 3 == 0);
            let motion = if forward { Motion::Right } else { Motion::Left };
            editor.go(motion, 1, select);
            model.step(forward, select);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_edit_damages_any_script(
        first in 0..TEXTS.len(),
        steps in prop::collection::vec((0..12_u8, 0..10_000_usize), 200),
        width in 1..=40_u16,
        height in 1..=12_u16,
    ) {
        let mut editor = Editor::new(TEXTS[first]);
        let text = TEXTS[first].to_owned();
        let mut model = Model { cursor: text.len(), text, anchor: None };
        for (number, step) in steps.into_iter().enumerate() {
            both(&mut editor, &mut model, step);
            prop_assert_eq!(editor.text(), &model.text);
            prop_assert_eq!(editor.cursor(), model.cursor, "{} {:?}", number, step);
            if number % 20 == 0 {
                draw(&mut editor, width, height);
            }
        }
        while editor.edit(Edit::Undo) {}
        prop_assert_eq!(editor.text(), TEXTS[first], "undo leads back to the start");
    }
}

#[test]
fn each_text_is_drawn_at_each_size_with_the_cursor_at_each_place() {
    for text in TEXTS {
        let mut editor = Editor::new(text);
        for width in 1..=40 {
            for height in 1..=12 {
                draw(&mut editor, width, height);
            }
            editor.go(
                if width % 5 == 0 {
                    Motion::Top
                } else {
                    Motion::Right
                },
                1,
                width % 2 == 0,
            );
        }
    }
}
