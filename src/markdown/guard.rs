//! The bound on nesting, held before the parser sees the text, so that no input makes it slow or deep.

use crate::source::Span;

/// The deepest nesting of items and quotes that is read as such.
pub const DEEPEST: usize = 16;

/// Columns of indentation and marks before the text of a nested line. Each level takes one at least, so this
/// bounds the depth that the parser can be led into.
const WIDEST: usize = 256;

/// Items and quotes nested deeper than [`DEEPEST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nested more than {DEEPEST} levels deep")]
pub struct TooDeep {
    /// The first place that is too deep.
    pub span: Span,
}

/// Whether every line of `text[from..]` can be handed to the parser.
pub(super) fn check(text: &str, from: usize) -> Result<(), TooDeep> {
    let mut start = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        if let Some(at) = too_wide(line.as_bytes()) {
            let span = Span::new(start + at, start + at + 1);
            return Err(TooDeep { span });
        }
        start += line.len();
    }
    Ok(())
}

/// Where the marks of a line pass the bound.
fn too_wide(line: &[u8]) -> Option<usize> {
    let (mut at, mut column) = (0, 0);
    while let Some(&byte) = line.get(at) {
        let mark = match byte {
            b' ' => {
                (at, column) = (at + 1, column + 1);
                continue;
            }
            b'\t' => {
                (at, column) = (at + 1, (column / 4 + 1) * 4);
                continue;
            }
            _ => mark_length(&line[at..])?,
        };
        if column >= WIDEST {
            return Some(at);
        }
        (at, column) = (at + mark, column + mark);
    }
    None
}

/// Bytes of the list or quote mark at the start, without the blank behind it.
fn mark_length(rest: &[u8]) -> Option<usize> {
    if rest[0] == b'>' {
        return Some(1);
    }
    let digits = rest
        .iter()
        .take(9)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let mark = match (digits, rest.get(digits)?) {
        (0, b'-' | b'+' | b'*') => 1,
        (1.., b'.' | b')') => digits + 1,
        _ => return None,
    };
    let ends = rest
        .get(mark)
        .is_none_or(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'));
    ends.then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_far_to_the_right_are_refused() {
        let blank = |n: usize| " ".repeat(n);
        for (text, at) in [
            ("- a\n  - b\n".to_owned(), None),
            (">".repeat(256), None),
            (">".repeat(257), Some(256)),
            ("- ".repeat(128), None),
            ("- ".repeat(129), Some(256)),
            ("1. ".repeat(86), None),
            ("1. ".repeat(87), Some(258)),
            (format!("x\n{}- x", blank(256)), Some(258)),
            (format!("{}x - > 1.", blank(999)), None),
            ("\t".repeat(64) + "* x", Some(64)),
            ("-".repeat(999), None),
            ("*".repeat(999), None),
            ("1".repeat(999), None),
        ] {
            let found = check(&text, 0).err().map(|deep| deep.span.start);
            assert_eq!(found, at, "{text}");
        }
    }
}
