//! The chapters of a question file: what stands under its title and its `##` headings.

use super::desk::Desk;
use crate::markdown::{Block, BlockKind};
use crate::source::Span;

/// A chapter that the family of files has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Question,
    Expected,
    Mistakes,
    FollowUps,
}

/// All of them, as they are headed; the first two must be there.
const NAMES: [(Name, &str, bool); 4] = [
    (Name::Question, "Question", true),
    (Name::Expected, "Expected Answer Components", true),
    (Name::Mistakes, "Common Mistakes", false),
    (Name::FollowUps, "Follow-up Questions", false),
];

/// What stands under one heading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chapter<'b> {
    /// The heading.
    pub(super) heading: Span,
    /// The text below it.
    pub(super) body: Span,
    /// The blocks below it.
    pub(super) blocks: &'b [Block],
}

/// The title and the chapters of a file.
#[derive(Debug)]
pub(super) struct Chapters<'b> {
    pub(super) title: Option<String>,
    found: Vec<(Name, Chapter<'b>)>,
}

impl<'b> Chapters<'b> {
    /// Finds title and chapters; what is missing or stands twice is noted.
    pub(super) fn read(desk: &mut Desk<'_>, blocks: &'b [Block], body: usize) -> Self {
        let title = blocks
            .iter()
            .find(|block| block.kind == BlockKind::Heading(1))
            .map(Block::plain);
        if title.as_ref().is_none_or(String::is_empty) {
            desk.fault(
                Span::new(body, body),
                "no title",
                "add a line `# The title` behind the front matter",
            );
        }
        let mut chapters = Self {
            title,
            found: Vec::new(),
        };
        for (at, block) in blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| block.kind == BlockKind::Heading(2))
        {
            if let Some(name) = name_of(&block.plain()) {
                chapters.add(desk, name, chapter(desk.text(), blocks, at));
            }
        }
        chapters.note_missing(desk);
        chapters
    }

    /// The chapter of a name.
    pub(super) fn get(&self, name: Name) -> Option<&Chapter<'b>> {
        self.found
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, chapter)| chapter)
    }

    fn add(&mut self, desk: &mut Desk<'_>, name: Name, chapter: Chapter<'b>) {
        match self.get(name) {
            Some(first) => {
                let what = format!("section `## {}` stands twice", heading(name));
                let mend = format!("keep this one or that of line {}", desk.line(first.heading));
                desk.fault(chapter.heading, what, mend);
            }
            None => self.found.push((name, chapter)),
        }
    }

    fn note_missing(&self, desk: &mut Desk<'_>) {
        let end = desk.text().len();
        for (name, heading, _) in NAMES.iter().filter(|(.., needed)| *needed) {
            if self.get(*name).is_none() {
                let what = format!("no section `## {heading}`");
                desk.fault(
                    Span::new(end, end),
                    what,
                    format!("add a line `## {heading}` and what belongs under it"),
                );
            }
        }
    }
}

/// The chapter whose heading is block `at`: all up to the next heading of its level or above.
fn chapter<'b>(text: &str, blocks: &'b [Block], at: usize) -> Chapter<'b> {
    let ends = |block: &Block| matches!(block.kind, BlockKind::Heading(1 | 2));
    let end = blocks[at + 1..]
        .iter()
        .position(ends)
        .map_or(blocks.len(), |offset| at + 1 + offset);
    let heading = blocks[at].span;
    let stop = blocks.get(end).map_or(text.len(), |next| next.span.start);
    Chapter {
        heading,
        body: trimmed(text, Span::new(heading.end, stop)),
        blocks: &blocks[at + 1..end],
    }
}

/// The same stretch without empty lines around it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let held = &text[span.start..span.end];
    let end = span.start + held.trim_end().len();
    let lead = &text[span.start..end];
    let blank: usize = lead
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    Span::new(span.start + blank, end)
}

fn name_of(heading: &str) -> Option<Name> {
    NAMES
        .iter()
        .find(|(_, known, _)| plain(known) == plain(heading))
        .map(|(name, ..)| *name)
}

fn heading(name: Name) -> &'static str {
    NAMES
        .iter()
        .find(|(known, ..)| *known == name)
        .map_or("", |(_, heading, _)| heading)
}

/// Letters alone, in lower case: "Follow-Up questions:" is "Follow-up Questions".
fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}
