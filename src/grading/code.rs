//! Whether a line of the answer's code says what a rubric asks for.

use super::reading::{ReadCode, Reading};
use crate::rubric::{CodeWording, LineRegex};

/// What keeps code from counting; lines by their index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// This line must not be in the answer.
    Never(usize),
    /// No line has it all.
    NoLine,
    /// The line comes behind another of its chain that it must not follow.
    Hidden { line: usize, by: usize },
}

/// The first line of code that satisfies one of the wordings, with that wording.
pub(super) fn says<'a>(
    reading: &'a Reading,
    wordings: &'a [CodeWording],
) -> Option<(&'a ReadCode, &'a CodeWording)> {
    wordings.iter().find_map(|wording| {
        let line = satisfying(reading, wording).ok()?;
        Some((&reading.code[line], wording))
    })
}

/// The line that satisfies a wording.
pub(super) fn satisfying(reading: &Reading, wording: &CodeWording) -> Result<usize, Hindrance> {
    let lines = &reading.code;
    if let Some(conduct) = wording.rules {
        let judged = reading.judged.as_ref();
        return judged
            .and_then(|judged| judged.line(lines, conduct))
            .ok_or(Hindrance::NoLine);
    }
    if let Some(never) = lines.iter().position(|line| any(&wording.never, line)) {
        return Err(Hindrance::Never(never));
    }
    let has_all = |line: &ReadCode| wording.has.iter().all(|regex| matches(regex, line));
    let line = lines
        .iter()
        .position(|line| has_all(line) && !any(&wording.unless, line))
        .ok_or(Hindrance::NoLine)?;
    let hides = |above: &ReadCode| {
        any(&wording.not_after, above) && chain(&above.line.text) == chain(&lines[line].line.text)
    };
    match lines[..line].iter().position(hides) {
        Some(by) => Err(Hindrance::Hidden { line, by }),
        None => Ok(line),
    }
}

/// Whether the pattern is in the line.
pub(super) fn matches(regex: &LineRegex, line: &ReadCode) -> bool {
    regex.is_match(&line.line.text)
}

fn any(regexes: &[LineRegex], line: &ReadCode) -> bool {
    regexes.iter().any(|regex| matches(regex, line))
}

/// The chain that a command appends to.
fn chain(text: &str) -> Option<&str> {
    let mut words = text.split(' ');
    words.find(|word| matches!(*word, "-A" | "-I" | "--append" | "--insert"))?;
    words.next()
}
