//! Texts as they are compared and as they are shown in a finding.

/// A text without what an author may write either way: case, blanks, Markdown signs, a colon or full stop at its end.
pub(super) fn plain(text: &str) -> String {
    let signs: &[char] = &['*', '`', '_', '\\'];
    let letters: String = text.replace(signs, "").to_lowercase();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let ending: &[char] = &[':', '.', ' '];
    words.join(" ").trim_end_matches(ending).to_owned()
}

/// A text on one line, cut to a length that a message can bear, in quotes.
pub(super) fn quote(text: &str) -> String {
    const MOST: usize = 70;
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= MOST {
        format!("'{line}'")
    } else {
        let start: String = line.chars().take(MOST).collect();
        format!("'{}…'", start.trim_end())
    }
}

/// Items as people list them: "a, b and c".
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
