//! List bullets, numbers and heading marks at the start of a line.

/// What stands before the words of a line.
pub(super) struct Marker {
    /// Its length in bytes.
    pub(super) len: usize,
    /// Whether the line is a heading.
    pub(super) heading: bool,
    /// Whether the line opens an item.
    pub(super) item: bool,
    /// The part and the number it bears.
    pub(super) number: Option<(Option<usize>, usize)>,
}

/// What opens an item of a list.
const BULLETS: [char; 10] = ['-', '*', '•', '·', '+', '>', '–', '‣', '○', '◦'];

/// Reads list bullets, numbers, quotes and heading marks at the start of a line.
pub(super) fn marker(line: &str, expected: usize) -> Marker {
    let mut marker = Marker {
        len: 0,
        heading: false,
        item: false,
        number: None,
    };
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        marker.heading = true;
        marker.len = hashes + 1;
    } else if let Some(rest) = line.strip_prefix(BULLETS)
        && (rest.starts_with(' ') || line.starts_with(['•', '·', '◦']))
    {
        marker.item = true;
        marker.len = line.len() - rest.trim_start().len();
    }
    number(&mut marker, line, expected);
    marker
}

/// `2.`, `(2)`, `2)`, `2:`, `Q2`, `1.2`, `b)`, `ii)`, each optionally in bold.
fn number(marker: &mut Marker, line: &str, expected: usize) {
    let rest = &line[marker.len..];
    let bare = rest.trim_start_matches(['*', '_', '(', '[']);
    let bare = ["Question", "question", "Ad", "ad", "Q", "q", "Nr.", "No."]
        .iter()
        .find_map(|word| bare.strip_prefix(word).map(str::trim_start))
        .unwrap_or(bare);
    let label_len = bare
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(bare.len());
    let label = bare[..label_len].trim_end_matches('.');
    let Some(number) = label_number(label) else {
        return;
    };
    let named = !std::ptr::eq(
        rest.trim_start_matches(['*', '_', '(', '[']).as_ptr(),
        bare.as_ptr(),
    );
    let after = &bare[label.len()..];
    let closed = after.starts_with(['.', ')', ':', ']', '*'])
        || after.starts_with('-')
        || after.starts_with(" -")
        || after.starts_with(" –");
    let bare_number = after.trim_end().is_empty();
    let in_turn = number == (None, expected)
        && after.starts_with(' ')
        && label.starts_with(|c: char| c.is_ascii_digit());
    let opens =
        closed || named || bare_number || in_turn || (marker.heading && after.starts_with(' '));
    if opens && !after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        marker.number = Some(number);
        marker.item = true;
        let tail = after.trim_start_matches(['.', ')', ':', ']', '*', '_', ' ', '-', '–']);
        marker.len = line.len() - tail.len();
    }
}

fn label_number(label: &str) -> Option<(Option<usize>, usize)> {
    const ROMAN: [&str; 9] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    if let Some((part, number)) = label.split_once('.') {
        return Some((Some(small_number(part)?), small_number(number)?));
    }
    if let Some(number) = small_number(label) {
        return Some((None, number));
    }
    let lower = label.to_ascii_lowercase();
    if let Some(at) = ROMAN.iter().position(|roman| *roman == lower) {
        return Some((None, at + 1));
    }
    match lower.as_bytes() {
        [letter @ b'a'..=b'h'] => Some((None, usize::from(letter - b'a') + 1)),
        _ => None,
    }
}

/// A number of one or two digits, from 1 to 20.
pub(super) fn small_number(text: &str) -> Option<usize> {
    text.parse()
        .ok()
        .filter(|n| (1..=20).contains(n) && text.len() <= 2)
}
