//! The sections of the expected answer, their percentages and components.

use super::chapter::Chapter;
use super::desk::{Desk, quoted};
use super::lead::{Lead, lead, name, swallowed};
use super::{Section, component};
use crate::markdown::{Block, BlockKind};
use crate::source::Span;
use std::collections::HashMap;

/// The mend for a lead whose percentage cannot be read.
const PERCENT: &str = "write it like `**Mandatory (60%)**`";

/// The sections in order; notes percentages that are missing or do not sum, and sections without a component.
pub(super) fn read(desk: &mut Desk<'_>, chapter: &Chapter<'_>) -> Vec<Section> {
    let mut reader = Reader {
        desk,
        sections: Vec::new(),
        waiting: None,
        sums: true,
    };
    for (bold, span) in swallowed(reader.desk.text(), chapter.blocks) {
        if share(&bold).is_some() {
            let what = format!(
                "section {} does not start a paragraph",
                quoted(title_of(&bold))
            );
            reader.fault(span, &what, "put an empty line before it");
        }
    }
    for block in chapter.blocks {
        reader.block(block);
    }
    reader.finish(chapter.head)
}

struct Reader<'d, 's> {
    desk: &'d mut Desk<'s>,
    sections: Vec<Section>,
    /// A lead without percentage; a section if a list follows.
    waiting: Option<(String, Span)>,
    /// Whether each section has a percentage that can be read.
    sums: bool,
}

impl Reader<'_, '_> {
    fn block(&mut self, block: &Block) {
        if let Some(lead) = lead(self.desk.text(), block) {
            self.lead(&lead);
            return;
        }
        if matches!(block.kind, BlockKind::List { .. })
            && let Some((title, span)) = self.waiting.take()
        {
            let what = format!("section {} has no percentage", quoted(&title));
            self.fault(span, &what, PERCENT);
            self.open(title, 0, span);
        }
        match self.sections.last_mut() {
            Some(section) => component::add(self.desk, block, &mut section.components),
            None if matches!(block.kind, BlockKind::List { .. }) => {
                let what = "components under no section";
                self.fault(
                    block.span,
                    what,
                    "put a line `**Mandatory (60%)**` above them",
                );
            }
            None => {}
        }
    }

    fn lead(&mut self, lead: &Lead<'_>) {
        let whole = format!("{}{}", lead.text, beside(lead));
        let title = title_of(&whole).to_owned();
        self.waiting = None;
        match share(&whole) {
            Some(Ok(percent)) => self.open(title, percent, lead.span),
            Some(Err(written)) => {
                let what = format!(
                    "{} is no whole percentage from 0 to 100",
                    quoted(&format!("{written}%"))
                );
                self.fault(lead.span, &what, PERCENT);
                self.open(title, 0, lead.span);
            }
            None if lead.names() => self.waiting = Some((title, lead.span)),
            None => {}
        }
    }

    fn open(&mut self, title: String, percent: u32, span: Span) {
        self.sections.push(Section {
            id: title.to_lowercase(),
            title,
            percent,
            components: Vec::new(),
            span,
        });
    }

    /// A fault after which percentages need not sum.
    fn fault(&mut self, span: Span, what: &str, mend: &str) {
        self.sums = false;
        self.desk.fault(span, what, mend);
    }

    fn finish(self, head: Span) -> Vec<Section> {
        let (desk, sections) = (self.desk, self.sections);
        check_each(desk, &sections);
        match sections.first() {
            Some(first) if self.sums => check_sum(desk, &sections, first.span),
            None if self.sums => {
                let mend = "add `**Mandatory (60%)**` and `**Bonus (40%)**` with bullets";
                desk.fault(head, "no section with a percentage", mend);
            }
            _ => {}
        }
        sections
    }
}

/// Notes sections without a name, with the name of another, or without a component.
fn check_each(desk: &mut Desk<'_>, sections: &[Section]) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for section in sections {
        let title = &section.title;
        if title.is_empty() {
            desk.fault(section.span, "a section without a name", PERCENT);
        } else if let Some(&first) = seen.get(section.id.as_str()) {
            let what = format!("section {} stands twice", quoted(title));
            let mend = format!("join it with that of line {}", desk.line(first));
            desk.fault(section.span, what, mend);
        } else {
            seen.insert(&section.id, section.span);
        }
        if section.components.is_empty() {
            let what = format!("section {} has no component", quoted(title));
            desk.fault(section.span, what, "list under it what a good answer holds");
        }
    }
}

fn check_sum(desk: &mut Desk<'_>, sections: &[Section], span: Span) {
    let sum = sections
        .iter()
        .fold(0_u32, |sum, section| sum.saturating_add(section.percent));
    if sum != 100 {
        let shares: Vec<String> = sections
            .iter()
            .take(8)
            .map(|section| section.percent.to_string())
            .collect();
        let more = if sections.len() > shares.len() {
            " + …"
        } else {
            ""
        };
        let what = format!("percentages sum to {sum}: {}{more}", shares.join(" + "));
        desk.fault(span, what, "make them sum to 100");
    }
}

/// What stands beside a lead on its line, where it can be the percentage: `**Bonus** (40%)`.
fn beside<'t>(lead: &Lead<'t>) -> &'t str {
    let rest = lead.rest.trim_start();
    let end = rest.find('%').map_or(0, |at| at + 1);
    let short = rest[..end]
        .chars()
        .all(|c| c.is_ascii_digit() || " .,:(-–—%".contains(c));
    if short {
        &lead.rest[..lead.rest.len() - rest.len() + end]
    } else {
        ""
    }
}

/// The percentage in a lead: none where it has no `%`, an error with what is written where it is no share.
fn share(lead: &str) -> Option<Result<u32, String>> {
    let (before, _) = lead.split_once('%')?;
    let before = before.trim_end();
    let number = |c: char| c.is_alphanumeric() || "+-.,/".contains(c);
    let written = &before[before.trim_end_matches(number).len()..];
    let percent = written.parse().ok().filter(|percent| *percent <= 100);
    let signed = written.starts_with('+');
    Some(
        percent
            .filter(|_| !signed)
            .ok_or_else(|| written.to_owned()),
    )
}

/// The title in a lead, without percentage.
fn title_of(lead: &str) -> &str {
    let title = match lead.split_once('%') {
        Some((before, _)) => {
            let before = before.trim_end();
            before.trim_end_matches(|c: char| c.is_ascii_digit() || "+.,".contains(c))
        }
        None => lead,
    };
    name(title.trim_end_matches(|c: char| c.is_whitespace() || "(:-–—[".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_and_titles_in_leads() {
        let no = |written: &str| Some(Err(written.to_owned()));
        for (lead, title, percent) in [
            ("Mandatory (60%)", "Mandatory", Some(Ok(60))),
            ("Bonus (40 %):", "Bonus", Some(Ok(40))),
            ("Must have: 70%", "Must have", Some(Ok(70))),
            ("Bonus – 5%", "Bonus", Some(Ok(5))),
            ("Bonus - 100%", "Bonus", Some(Ok(100))),
            ("Extra 0%", "Extra", Some(Ok(0))),
            ("Mandatory (60% of the mark)", "Mandatory", Some(Ok(60))),
            ("Mandatory (62.5%)", "Mandatory", no("62.5")),
            ("Mandatory (101%)", "Mandatory", no("101")),
            (
                "Mandatory (99999999999999%)",
                "Mandatory",
                no("99999999999999"),
            ),
            ("Mandatory (-5%)", "Mandatory", no("-5")),
            ("Mandatory (%)", "Mandatory", no("")),
            ("Mandatory (sixty%)", "Mandatory (sixty", no("sixty")),
            ("Mandatory", "Mandatory", None),
            ("Mandatory:", "Mandatory", None),
        ] {
            assert_eq!((title_of(lead), share(lead)), (title, percent), "{lead}");
        }
    }
}
