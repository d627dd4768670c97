//! A `/regex/` of a rubric, checked, its errors with their place in the file.

use super::line_regex::LineRegex;
use crate::yaml::{Reader, Text};

impl Reader<'_> {
    /// Compiles each text; those that fail are noted and left out.
    pub(super) fn regexes(&mut self, texts: &[Text]) -> Vec<LineRegex> {
        texts.iter().filter_map(|text| self.regex(text)).collect()
    }

    fn regex(&mut self, text: &Text) -> Option<LineRegex> {
        let written = text.text.trim_end();
        let Some(regex) = written
            .strip_prefix('/')
            .and_then(|rest| rest.strip_suffix('/'))
        else {
            if !written.is_empty() {
                let what = "a pattern for code that is no '/regex/'";
                self.fault(text.span, what, "write it between slashes: '/-j\\s+DROP/'");
            }
            return None;
        };
        match LineRegex::new(regex) {
            Ok(regex) => Some(regex),
            Err(error) => {
                self.refused(text, regex, &error);
                None
            }
        }
    }

    fn refused(&mut self, text: &Text, regex: &str, error: &regex::Error) {
        let (at, what, mend) = match error {
            regex::Error::Syntax(message) => {
                let reason = reason(message);
                (caret(message, regex), reason, mend_of(reason))
            }
            _ => (0, "it takes too much memory", Some("repeat less")),
        };
        let place = text.spot(self.source, 1 + at);
        self.fault_with(place, format!("the regex does not compile: {what}"), mend);
    }
}

/// The mend of the slips that happen most.
fn mend_of(reason: &str) -> Option<&'static str> {
    let mends = [
        ("unclosed group", "write '\\(' for a parenthesis itself"),
        ("unopened group", "write '\\)' for a parenthesis itself"),
        ("character class", "write '\\[' for a bracket itself"),
        (
            "repetition",
            "write '\\' before '*', '+', '?' or '{' for the sign itself",
        ),
        (
            "look-around",
            "write what must not stand there under 'unless'",
        ),
        ("escape", "write '\\\\' for a backslash itself"),
    ];
    mends
        .iter()
        .find(|(slip, _)| reason.contains(slip))
        .map(|&(_, mend)| mend)
}

/// The last line of a message of the regex crate, without its label.
fn reason(message: &str) -> &str {
    let last = message.lines().last().unwrap_or(message);
    last.trim_start_matches("error: ")
}

/// The byte of the regex under the caret of such a message; 0 where it shows none.
fn caret(message: &str, regex: &str) -> usize {
    const INDENT: usize = 4;
    let carets = message
        .lines()
        .find(|line| line.contains('^') && line.trim_matches([' ', '^']).is_empty());
    let Some(column) = carets.and_then(|line| line.find('^')) else {
        return 0;
    };
    regex
        .char_indices()
        .nth(column.saturating_sub(INDENT))
        .map_or(regex.len(), |(at, _)| at)
}
