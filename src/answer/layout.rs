//! Where the parts of a submission are, and in each part what is prose and what is code.

use super::code::{self, CodeLine};
use super::submission::Submission;
use crate::source::Span;

/// A stretch of a submission that belongs to one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Index of the field it stands in.
    pub field: usize,
    /// The part it answers; empty where that is unknown.
    pub part: String,
    /// Its prose, comments of the code included.
    pub prose: Vec<Span>,
    /// Its code.
    pub code: Vec<CodeLine>,
}

/// Splits every field of a submission.
pub fn layout(submission: &Submission) -> Vec<Stretch> {
    let fields = submission.fields.iter().enumerate();
    fields
        .flat_map(|(index, field)| {
            let part = field.part.clone().unwrap_or_default();
            parts(&field.text, part)
                .into_iter()
                .map(move |(part, span)| (index, field, part, span))
        })
        .map(|(index, field, part, span)| stretch(&field.text, span, index, part))
        .collect()
}

/// The parts that headings such as `## Part 2: …` announce; the given part before the first of them.
fn parts(text: &str, given: String) -> Vec<(String, Span)> {
    // A byte order mark hides what the first line is.
    let body = text.trim_start_matches('\u{feff}');
    let mut at = text.len() - body.len();
    let mut out = vec![(given, Span::new(at, text.len()))];
    for line in body.split_inclusive('\n') {
        if let Some(part) = announced(line) {
            if let Some(last) = out.last_mut() {
                last.1.end = at;
            }
            out.push((part, Span::new(at + line.len(), text.len())));
        }
        at += line.len();
    }
    out.retain(|(_, span)| !span.is_empty());
    out
}

/// The number of a line that announces a part and holds nothing else but its title.
fn announced(line: &str) -> Option<String> {
    let bare = line
        .trim()
        .trim_start_matches(['#', '*', '_', ' ', '=', '-']);
    let rest = bare
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("part"))
        .map(|_| bare[4..].trim_start())?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = match (digits, rest.chars().next()?.to_ascii_uppercase()) {
        (1, _) => rest[..1].to_owned(),
        (0, letter @ 'A'..='C') => (u32::from(letter) - u32::from('A') + 1).to_string(),
        (0, 'I') => rest
            .chars()
            .take_while(|c| c.eq_ignore_ascii_case(&'i'))
            .count()
            .to_string(),
        _ => return None,
    };
    let used = if digits == 1 {
        1
    } else {
        rest.chars().take_while(char::is_ascii_alphabetic).count()
    };
    let title = rest.get(used..)?;
    let closed = title.is_empty() || title.starts_with([':', '.', ')', '-', ' ', '*', '_', '=']);
    (closed && title.split_whitespace().count() <= 6).then_some(number)
}

fn stretch(text: &str, span: Span, field: usize, part: String) -> Stretch {
    let mut sorter = Sorter {
        text,
        prose: Vec::new(),
        code: Vec::new(),
        fence: None,
        goes_on: false,
        hidden: false,
    };
    let mut at = span.start;
    for line in text[span.start..span.end].split_inclusive('\n') {
        sorter.line(Span::new(at, at + line.len()));
        at += line.len();
    }
    Stretch {
        field,
        part,
        prose: sorter.prose,
        code: code::read(text, &sorter.code),
    }
}

struct Sorter<'a> {
    text: &'a str,
    prose: Vec<Span>,
    code: Vec<Span>,
    /// The fence that is open.
    fence: Option<String>,
    /// Whether the last line of code ended in a backslash.
    goes_on: bool,
    /// Whether a comment of HTML is open, which no reader sees.
    hidden: bool,
}

impl Sorter<'_> {
    fn line(&mut self, span: Span) {
        let line = self.text[span.start..span.end].trim_end_matches(['\n', '\r']);
        let span = Span::new(span.start, span.start + line.len());
        if self.toggles_fence(line) || self.hides(line) {
            return;
        }
        if self.goes_on || code::is_code(line) {
            self.goes_on = line.trim_end().ends_with('\\');
            self.code.push(span);
            if let Some(at) = code::comment(line) {
                let text = line[at..].trim_start_matches(['#', ' ']);
                self.prose.push(Span::new(span.end - text.len(), span.end));
            }
            return;
        }
        if code::is_assignment(line) {
            self.code.push(span);
        } else if let Some(found) = code::inline(line) {
            self.code.push(found.shifted(span.start));
        }
        let skip = if code::comment(line) == Some(0) && self.fence.is_some() {
            1
        } else {
            0
        };
        self.push_prose(Span::new(span.start + skip, span.end));
    }

    /// Whether the line belongs to a comment of HTML.
    fn hides(&mut self, line: &str) -> bool {
        let hides = self.hidden || line.trim_start().starts_with("<!--");
        self.hidden = hides && !line.contains("-->");
        hides
    }

    fn toggles_fence(&mut self, line: &str) -> bool {
        let trimmed = line.trim_start();
        let ticks: String = trimmed
            .chars()
            .take_while(|&c| c == '`' || c == '~')
            .collect();
        if ticks.len() < 3 {
            return false;
        }
        self.fence = match self.fence.take() {
            Some(open) if ticks.starts_with(&open) => None,
            Some(open) => Some(open),
            None => Some(ticks),
        };
        true
    }

    /// Adds a line of prose; neighbouring lines become one stretch.
    fn push_prose(&mut self, span: Span) {
        match self.prose.last_mut() {
            Some(last)
                if self
                    .text
                    .get(last.end..span.start)
                    .is_some_and(|gap| gap == "\n" || gap == "\r\n") =>
            {
                last.end = span.end;
            }
            _ => self.prose.push(span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each stretch as `part: prose pieces / code lines`.
    fn laid_out(text: &str) -> Vec<String> {
        layout(&Submission::whole("x", text))
            .iter()
            .map(|s| {
                let prose: Vec<_> = s.prose.iter().map(|p| &text[p.start..p.end]).collect();
                let code: Vec<_> = s.code.iter().map(|c| c.text.as_str()).collect();
                format!("{}: {} / {}", s.part, prose.join(" ¦ "), code.join(" ¦ "))
            })
            .collect()
    }

    #[test]
    fn parts_prose_and_code_are_told_apart() {
        for (text, expected) in [
            ("one\ntwo", vec![": one\ntwo / "]),
            (
                "## Part 1\none\n**Part 2: The rest**\ntwo",
                vec!["1: one / ", "2: two / "],
            ),
            ("one\n<!-- two\nthree -->\nfour", vec![": one ¦ four / "]),
            ("Part of the table\nx", vec![": Part of the table\nx / "]),
            ("part B)\nx", vec!["2: x / "]),
            (
                "\u{feff}Part 1\r\none\r\nPart 2\r\niptables -F",
                vec!["1: one / ", "2:  / iptables -F"],
            ),
            ("\u{feff}iptables -F\nx", vec![": x / iptables -F"]),
            ("\u{feff}", vec![]),
            (
                "see\n```\niptables -F # flush\n# why not\n```\nend",
                vec![": see ¦ flush ¦  why not ¦ end / iptables -F"],
            ),
            (
                "first `iptables -A INPUT -j DROP` then",
                vec![": first `iptables -A INPUT -j DROP` then / iptables -A INPUT -j DROP"],
            ),
            (
                "iptables -A INPUT \\\n -j DROP\nok",
                vec![": ok / iptables -A INPUT -j DROP"],
            ),
        ] {
            assert_eq!(laid_out(text), expected, "{text}");
        }
    }
}
