//! Whether a line of the answer's code says what a rubric asks for.

use super::reading::{ReadCode, Reading};
use crate::rubric::CodeWording;

/// The first line of code that satisfies one of the wordings, with that wording.
pub(super) fn says<'a>(
    reading: &'a Reading,
    wordings: &'a [CodeWording],
) -> Option<(&'a ReadCode, &'a CodeWording)> {
    wordings
        .iter()
        .find_map(|wording| satisfying(reading, wording).map(|line| (line, wording)))
}

fn satisfying<'a>(reading: &'a Reading, wording: &CodeWording) -> Option<&'a ReadCode> {
    let lines = &reading.code;
    if lines.iter().any(|line| {
        wording
            .never
            .iter()
            .any(|regex| regex.is_match(&line.line.text))
    }) {
        return None;
    }
    let position = lines.iter().position(|line| {
        let text = &line.line.text;
        wording.has.iter().all(|regex| regex.is_match(text))
            && !wording.unless.iter().any(|regex| regex.is_match(text))
    })?;
    let found = &lines[position];
    let hidden = lines[..position].iter().any(|above| {
        wording
            .not_after
            .iter()
            .any(|regex| regex.is_match(&above.line.text))
            && chain(&above.line.text) == chain(&found.line.text)
    });
    (!hidden).then_some(found)
}

/// The chain that a command appends to.
fn chain(text: &str) -> Option<&str> {
    let mut words = text.split(' ');
    words.find(|word| matches!(*word, "-A" | "-I" | "--append" | "--insert"))?;
    words.next()
}
