//! No rubric, however broken, makes the reader panic, and every fault has a place in the file.

use conntutor::rubric::parse;
use conntutor::source::Source;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

const MINIMAL: &str = include_str!("data/rubrics/minimal.yaml");
const PIECES: &[&str] = &[
    "",
    ":",
    "- ",
    "\n",
    "  ",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "(",
    ")",
    "|",
    "&",
    "*",
    "!",
    "#",
    "\t",
    "/",
    "\\",
    "é",
    "\u{feff}",
    "\u{202e}",
    "\0",
    "\r\n",
    "...",
    "---\n",
    "~",
    "%",
    "weight: -1",
    "id: a",
    "says:",
    "? ",
    "|\n",
    ">-\n",
    "\\x41",
    "0",
    "\u{fffd}",
];

/// The minimal rubric after some cuts and insertions.
fn mutated(edits: &[(u32, u8, u8)]) -> String {
    let mut text = MINIMAL.to_owned();
    for &(at, cut, piece) in edits {
        let floor = |at: usize| {
            (0..=at.min(text.len()))
                .rev()
                .find(|&at| text.is_char_boundary(at))
        };
        let start = floor(at as usize % (text.len() + 1)).unwrap_or(0);
        let end = floor(start + usize::from(cut % 12)).unwrap_or(start);
        let piece = PIECES[usize::from(piece) % PIECES.len()];
        text.replace_range(start..end.max(start), piece);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_mutated_rubric_panics(edits in proptest::collection::vec(any::<(u32, u8, u8)>(), 1..6)) {
        let text = mutated(&edits);
        if let Err(faults) = parse(&Source::new("r.yaml", text.as_str())) {
            prop_assert!(!faults.0.is_empty());
            for fault in &faults.0 {
                prop_assert!(fault.span.start <= text.len());
                prop_assert!(text.is_char_boundary(fault.span.start), "{fault}");
                prop_assert!(!fault.what.is_empty());
                let _ = fault.excerpt();
            }
        }
    }
}
