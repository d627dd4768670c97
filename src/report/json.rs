//! JSON as it is printed: numbers rounded, nothing in it that could steer a terminal.

use crate::source::printable;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write;

/// The value on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    safe(serde_json::to_string(value).unwrap_or_default())
}

/// The value on lines for people.
pub(super) fn pretty(value: &impl Serialize) -> String {
    safe(serde_json::to_string_pretty(value).unwrap_or_default())
}

/// Hundredths are enough for points, and sums come out even.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// Four digits for figures between 0 and 1.
pub(super) fn figure(number: Option<f64>) -> Option<f64> {
    number.map(|number| (number * 1e4).round() / 1e4)
}

/// Characters that steer a terminal stand only in strings, where an escape says the same.
fn safe(json: String) -> String {
    if matches!(printable(&json), Cow::Borrowed(_)) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match printable(c.encode_utf8(&mut [0; 4])) {
            Cow::Borrowed(_) => out.push(c),
            Cow::Owned(_) => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_comes_back_whole_and_steers_nothing() {
        let text = "a\u{202e}b\u{9b}c\u{1b}d\0é\n\"";
        let json = line(&text);
        assert_eq!(printable(&json), json);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
