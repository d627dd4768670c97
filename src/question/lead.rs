//! Leads: bold text that opens a paragraph, or a small heading, and names what follows it.

use crate::markdown::{Block, BlockKind, Inline};
use crate::source::Span;

/// Marks that may stand between a name and what it names.
const BETWEEN: [char; 6] = [':', '-', '–', '—', '.', ')'];

/// The lead of a block.
pub(super) struct Lead<'t> {
    /// Its text without marks.
    pub(super) text: String,
    /// What else stands on its line.
    pub(super) rest: &'t str,
    /// Where it stands.
    pub(super) span: Span,
}

impl Lead<'_> {
    /// Whether it stands alone or before a colon, so that it names what follows and does not just stress a word.
    pub(super) fn names(&self) -> bool {
        let rest = self.rest.trim();
        rest.is_empty() || rest.starts_with(':') || self.text.ends_with(':')
    }

    /// Where the Markdown behind it starts: on its line, or on the next where nothing else stands on it.
    pub(super) fn end(&self) -> usize {
        let rest = self.rest.trim_start_matches([':', ' ', '\t']);
        self.span.end + self.rest.len() - rest.len()
    }
}

/// The lead of a block, where it has one: a heading below `##`, or bold text that opens a paragraph.
pub(super) fn lead<'t>(text: &'t str, block: &Block) -> Option<Lead<'t>> {
    match block.kind {
        BlockKind::Heading(3..) => Some(Lead {
            text: block.plain(),
            rest: "",
            span: block.span,
        }),
        BlockKind::Paragraph => {
            let bold = bold(&block.inlines);
            let last = bold.last()?;
            let end = last.span.end + marks(&text[last.span.end..]);
            let rest = text.get(end..block.span.end).unwrap_or_default();
            Some(Lead {
                text: joined(bold),
                rest: rest.lines().next().unwrap_or_default(),
                span: Span::new(block.span.start, end),
            })
        }
        _ => None,
    }
}

/// The number and title in a lead such as `Part 2: Practical Analysis`.
pub(super) fn part_number(lead: &str) -> Option<(String, String)> {
    let rest = lead
        .trim()
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("part"));
    let rest = rest.and_then(|word| lead.trim().get(word.len()..))?;
    let number = rest.trim_start();
    let end = number
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(number.len());
    let (number, title) = number.split_at(end);
    let counts = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    let letter = number.len() == 1 && (title.is_empty() || title.starts_with(BETWEEN));
    let known = !number.is_empty() && rest.starts_with(char::is_whitespace) && (counts || letter);
    known.then(|| (number.to_owned(), name(title).to_owned()))
}

/// A name without the marks around it.
pub(super) fn name(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c))
        .trim_end_matches(|c: char| c.is_whitespace() || c == ':')
}

/// Bold text that opens a line but no paragraph, so that Markdown takes it for part of what stands before it.
pub(super) fn swallowed(text: &str, blocks: &[Block]) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for block in blocks {
        search(
            text,
            block,
            usize::from(block.kind == BlockKind::Paragraph),
            &mut found,
        );
    }
    found
}

fn search(text: &str, block: &Block, skip: usize, found: &mut Vec<(String, Span)>) {
    for (at, inline) in block.inlines.iter().enumerate().skip(skip) {
        let opens = inline.strong && (at == 0 || !block.inlines[at - 1].strong);
        if opens && let Some(start) = line_start(text, inline.span.start) {
            let bold = bold(&block.inlines[at..]);
            let end = bold.last().map_or(inline.span.end, |last| last.span.end);
            found.push((joined(bold), Span::new(start, end + marks(&text[end..]))));
        }
    }
    for child in &block.children {
        search(text, child, 0, found);
    }
}

/// Where the emphasis marks before an offset start, if nothing else stands before it on its line.
fn line_start(text: &str, offset: usize) -> Option<usize> {
    let marks = text[..offset].trim_end_matches(['*', '_']);
    let before = marks.trim_end_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')).then_some(marks.len())
}

/// The bold text at the start.
fn bold(inlines: &[Inline]) -> &[Inline] {
    let end = inlines
        .iter()
        .position(|inline| !inline.strong)
        .unwrap_or(inlines.len());
    &inlines[..end]
}

fn joined(inlines: &[Inline]) -> String {
    inlines.iter().map(|inline| inline.text.as_str()).collect()
}

/// Bytes of the emphasis marks at the start.
fn marks(text: &str) -> usize {
    text.len() - text.trim_start_matches(['*', '_']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_leads_and_near_misses() {
        for (lead, number) in [
            ("Part 1: Concepts", Some(("1", "Concepts"))),
            ("part 12 – Rules:", Some(("12", "Rules"))),
            ("Part 2 Rules (30 points)", Some(("2", "Rules (30 points)"))),
            ("Part 3", Some(("3", ""))),
            ("Part A: Rules", Some(("A", "Rules"))),
            ("PART B.", Some(("B", ""))),
            ("Part a network", None),
            ("Part", None),
            ("Part:", None),
            ("Parts 1 and 2", None),
            ("Part1", None),
            ("Part 1234", None),
            ("Partial answers", None),
            ("Pärt 1", None),
            ("Task 1", None),
            ("", None),
        ] {
            let found = part_number(lead);
            let found = found
                .as_ref()
                .map(|(id, title)| (id.as_str(), title.as_str()));
            assert_eq!(found, number, "{lead}");
        }
    }
}
