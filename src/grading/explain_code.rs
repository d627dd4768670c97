//! A code wording held against the answer's code, pattern by pattern.

use super::code::{self, Hindrance};
use super::explain::Explaining;
use super::explanation::{Attempt, Failure, Item, Quote};
use super::feedback;
use super::reading::ReadCode;
use crate::rubric::{CodeWording, Conduct, LineRegex};

/// Each pattern of the wording, on the line that satisfies it or comes nearest.
pub(super) fn attempt(
    explaining: &Explaining<'_>,
    wording: &CodeWording,
    decided: Result<usize, Hindrance>,
) -> Attempt {
    let lines = &explaining.marking.reading.code;
    let line = match decided {
        Ok(line) | Err(Hindrance::Hidden { line, .. }) => Some(line),
        Err(Hindrance::NoLine | Hindrance::Never(_)) => nearest(lines, wording),
    };
    let has = wording.has.iter().map(|regex| explaining.has(regex, line));
    let rules = wording
        .rules
        .map(|conduct| explaining.conduct(conduct, decided.ok()));
    let unless = line.into_iter().flat_map(|line| {
        let spoils = move |regex: &&LineRegex| code::matches(regex, &lines[line]);
        let spoiling = wording.unless.iter().filter(spoils);
        spoiling.map(move |regex| explaining.spoilt("unless", regex, line))
    });
    let barred = match decided {
        Err(Hindrance::Never(by)) => Some(("never", &wording.never, by)),
        Err(Hindrance::Hidden { by, .. }) => Some(("not after", &wording.not_after, by)),
        Ok(_) | Err(Hindrance::NoLine) => None,
    };
    let barred = barred.and_then(|(word, regexes, by)| {
        let regex = regexes
            .iter()
            .find(|regex| code::matches(regex, &lines[by]))?;
        Some(explaining.spoilt(word, regex, by))
    });
    let written = explaining.marking.shared.rubric.source.slice(wording.span);
    Attempt {
        wording: written.trim().to_owned(),
        met: decided.is_ok(),
        items: has.chain(rules).chain(unless).chain(barred).collect(),
    }
}

/// The first line that has most of it; none where no line has any.
fn nearest(lines: &[ReadCode], wording: &CodeWording) -> Option<usize> {
    let had = |line: &ReadCode| {
        let has = wording.has.iter();
        has.filter(|regex| code::matches(regex, line)).count()
    };
    let mut best: Option<(usize, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let count = had(line);
        if count > best.map_or(0, |(most, _)| most) {
            best = Some((count, at));
        }
    }
    best.map(|(_, at)| at)
}

impl Explaining<'_> {
    /// What the rules must do, and the rule that shows that they do.
    fn conduct(&self, conduct: Conduct, line: Option<usize>) -> Item {
        Item {
            asks: format!("rules: {}", conduct.name()),
            found: line.map(|line| self.code_line(line)),
            subject: None,
            why: line.is_none().then_some(Failure::Absent),
        }
    }

    /// A pattern that the line must have.
    fn has(&self, regex: &LineRegex, line: Option<usize>) -> Item {
        let lines = &self.marking.reading.code;
        let here = line.filter(|&line| code::matches(regex, &lines[line]));
        let other = || lines.iter().position(|line| code::matches(regex, line));
        let why = match here {
            Some(_) => None,
            None => {
                Some(other().map_or(Failure::Absent, |at| Failure::Elsewhere(self.code_line(at))))
            }
        };
        Item {
            asks: format!("has /{regex}/"),
            found: here.map(|line| self.code_line(line)),
            subject: None,
            why,
        }
    }

    /// A pattern that a line must not have and has.
    fn spoilt(&self, word: &str, regex: &LineRegex, line: usize) -> Item {
        Item {
            asks: format!("{word} /{regex}/"),
            found: Some(self.code_line(line)),
            subject: None,
            why: Some(Failure::Spoilt),
        }
    }

    fn code_line(&self, at: usize) -> Quote {
        let line = &self.marking.reading.code[at];
        let span = feedback::trimmed(self.fields[line.field].text(), line.line.span);
        self.quote((line.field, &line.part), span)
    }
}
