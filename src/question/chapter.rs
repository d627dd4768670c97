//! The title and the `##` headings of a question file, with the blocks under each.

use super::desk::Desk;
use crate::markdown::{Block, BlockKind};
use crate::source::Span;

/// How alike a heading must be to a name to be taken for a slip of it, from 0 to 1.
const ALIKE: f64 = 0.7;

/// The shortest beginning, in bytes, that tells which name was meant: `Follow-up`.
const SHORTEST: usize = 9;

/// The headings that mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Question,
    Expected,
    Mistakes,
    FollowUps,
}

impl Name {
    const ALL: [Self; 4] = [
        Self::Question,
        Self::Expected,
        Self::Mistakes,
        Self::FollowUps,
    ];

    /// The heading as it is to be written.
    const fn heading(self) -> &'static str {
        match self {
            Self::Question => "Question",
            Self::Expected => "Expected Answer Components",
            Self::Mistakes => "Common Mistakes",
            Self::FollowUps => "Follow-up Questions",
        }
    }

    /// The name that a heading is, and whether it is written as it should be but for case.
    fn of(heading: &str) -> Option<(Self, bool)> {
        let heading = folded(heading);
        let find = |like: fn(&str, &str) -> bool| {
            let name = |name: &Self| like(&heading, &folded(name.heading()));
            Self::ALL.into_iter().find(name)
        };
        let exact = find(|heading, name| heading == name).map(|name| (name, true));
        exact.or_else(|| find(alike).map(|name| (name, false)))
    }
}

fn folded(heading: &str) -> String {
    heading
        .trim_end_matches(':')
        .to_lowercase()
        .replace('-', " ")
}

/// Whether a heading is a slip of a name: a letter or two off, or one of them cut short.
fn alike(heading: &str, name: &str) -> bool {
    let (heading, name) = (heading.trim_end_matches('s'), name.trim_end_matches('s'));
    let shorter = heading.len().min(name.len());
    let cut = shorter >= SHORTEST && (heading.starts_with(name) || name.starts_with(heading));
    // No heading of twice the length is a letter or two off; this also keeps the comparison cheap.
    let near =
        heading.len() < name.len() * 2 && strsim::normalized_levenshtein(heading, name) >= ALIKE;
    cut || near
}

/// A heading and what stands under it.
#[derive(Clone, Copy)]
pub(super) struct Chapter<'b> {
    name: Name,
    /// The heading.
    pub(super) head: Span,
    /// The bytes from the heading to the next.
    pub(super) span: Span,
    /// The blocks between.
    pub(super) blocks: &'b [Block],
}

/// What a file holds under its headings.
pub(super) struct Chapters<'b> {
    /// The `#` title.
    pub(super) title: Option<String>,
    found: Vec<Chapter<'b>>,
}

impl<'b> Chapters<'b> {
    /// Finds title and chapters; notes those that are missing, stand twice or are misspelt.
    pub(super) fn read(desk: &mut Desk<'_>, blocks: &'b [Block], body: usize) -> Self {
        let mut chapters = Self {
            title: None,
            found: Vec::new(),
        };
        let heads: Vec<usize> = (0..blocks.len()).filter(|&at| opens(&blocks[at])).collect();
        let first = heads
            .iter()
            .position(|&at| blocks[at].kind == BlockKind::Heading(1));
        match first.map(|nth| &blocks[heads[nth]]) {
            Some(head) => chapters.title(desk, head),
            None => {
                let text = desk.text();
                let at = text.len() - text[body..].trim_start().len();
                let mend = "add a line `# Title` under the front matter";
                desk.fault(Span::new(at, at), "no title", mend);
            }
        }
        for (nth, &at) in heads
            .iter()
            .enumerate()
            .filter(|(nth, _)| Some(*nth) != first)
        {
            let to = heads.get(nth + 1).copied().unwrap_or(blocks.len());
            chapters.heading(desk, &blocks[at], &blocks[at + 1..to], blocks.get(to));
        }
        chapters.miss(desk);
        chapters
    }

    /// The chapter of a name.
    pub(super) fn get(&self, name: Name) -> Option<&Chapter<'b>> {
        self.found.iter().find(|chapter| chapter.name == name)
    }

    fn title(&mut self, desk: &mut Desk<'_>, head: &Block) {
        self.title = Some(head.plain()).filter(|title| !title.is_empty());
        if self.title.is_none() {
            desk.fault(head.span, "the title is blank", "write `# Title`");
        }
    }

    /// Takes a heading that is not the title, with what stands under it up to the next.
    fn heading(
        &mut self,
        desk: &mut Desk<'_>,
        head: &Block,
        under: &'b [Block],
        next: Option<&Block>,
    ) {
        let end = next.map_or(desk.text().len(), |next| next.span.start);
        if let Some((name, exact)) = Name::of(&head.plain()) {
            let chapter = Chapter {
                name,
                head: head.span,
                span: Span::new(head.span.end, end),
                blocks: under,
            };
            self.chapter(desk, chapter, exact && head.kind == BlockKind::Heading(2));
        } else if head.kind == BlockKind::Heading(1) {
            desk.fault(head.span, "a second title", "make it a heading `##`");
        }
    }

    fn chapter(&mut self, desk: &mut Desk<'_>, chapter: Chapter<'b>, right: bool) {
        let heading = chapter.name.heading();
        if !right {
            let what = format!("a heading that looks like `## {heading}` and is not");
            desk.fault(chapter.head, what, format!("write `## {heading}`"));
        } else if let Some(first) = self.get(chapter.name) {
            let line = desk.line(first.head);
            let what = format!("`## {heading}` stands twice");
            desk.fault(
                chapter.head,
                what,
                format!("join it with that of line {line}"),
            );
        }
        self.found.push(chapter);
    }

    fn miss(&self, desk: &mut Desk<'_>) {
        let end = desk.text().trim_end().len();
        for (name, mend) in [
            (
                Name::Question,
                "add `## Question` and under it what is asked",
            ),
            (
                Name::Expected,
                "add `## Expected Answer Components` and under it `**Mandatory (60%)**` with bullets",
            ),
        ] {
            if self.get(name).is_none() {
                let what = format!("no section `## {}`", name.heading());
                desk.fault(Span::new(end, end), what, mend);
            }
        }
    }
}

/// Whether a block ends the chapter before it: a heading of the two upper levels, or a lower one with a name.
fn opens(block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading(1 | 2) => true,
        BlockKind::Heading(_) => Name::of(&block.plain()).is_some_and(|(_, exact)| exact),
        _ => false,
    }
}
