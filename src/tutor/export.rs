//! A session as a Markdown document: what was asked, written and earned.

use super::attempt::Attempt;
use super::item::{Item, Mark};
use super::part::PartState;
use super::session::{Session, View};
use super::summary::Summary;
use std::fmt::Write;

impl Session {
    /// The whole grade, the answers and their attempts as Markdown. Marks everything anew.
    pub fn export(&self) -> String {
        let mut graded = self.clone();
        graded.update(super::Action::Finish);
        let mut text = String::new();
        let _ = writeln!(text, "# {}\n", self.question().title);
        let _ = writeln!(text, "Exported on {}.\n", self.today());
        if let View::Summary(summary) = graded.view() {
            whole(&mut text, summary, self.parts());
        }
        for (at, part) in self.parts().iter().enumerate() {
            answer(&mut text, part, self.titles(at));
        }
        text
    }

    /// What the criteria of a part are about, by id, told only where an attempt has said it.
    fn titles(&self, at: usize) -> impl Fn(&str) -> String {
        let maker = self.maker(at);
        move |id| {
            let found = maker.rubric.criteria.iter().find(|known| known.id == id);
            found.map_or_else(|| id.to_owned(), |criterion| maker.told(criterion))
        }
    }
}

fn whole(text: &mut String, summary: &Summary, parts: &[PartState]) {
    let (score, max, unaided) = (summary.score, summary.max, summary.unaided);
    let _ = writeln!(text, "## Grade: {score:.1} of {max:.1} points\n");
    if unaided < score {
        let _ = writeln!(text, "{unaided:.1} of them without a hint.\n");
    }
    for section in &summary.sections {
        let (title, points, max) = (&section.title, section.points, section.max);
        let _ = writeln!(text, "### {title}: {points:.1} of {max:.1}\n");
        for item in &section.items {
            criterion(text, item);
        }
        text.push('\n');
    }
    if !summary.mistakes.is_empty() {
        let _ = writeln!(text, "### Mistakes\n");
        for mistake in &summary.mistakes {
            criterion(text, mistake);
        }
        text.push('\n');
    }
    if !summary.weakest.is_empty() {
        let _ = writeln!(text, "### What to practise next\n");
        for (at, item) in &summary.weakest {
            let (name, title) = (parts[*at].name(), &parts[*at].title);
            let _ = writeln!(text, "- {} ({name}: {title})", item.title);
        }
        text.push('\n');
    }
}

fn criterion(text: &mut String, item: &Item) {
    let sign = item.mark.sign();
    let points = match item.mark {
        Mark::Mistake => String::new(),
        _ => format!(" {:.1}/{:.1}", item.points, item.max),
    };
    let helped = if item.helped() { ", with a hint" } else { "" };
    let _ = writeln!(text, "- `{sign}` {}{points}{helped}", item.title);
    for quote in &item.quotes {
        let _ = writeln!(text, "  > {}", quote.text);
    }
    let said = super::item::one_line(&item.says);
    let _ = writeln!(text, "\n  {said}\n");
}

fn answer(text: &mut String, part: &PartState, title: impl Fn(&str) -> String) {
    if part.text.trim().is_empty() && part.attempts.is_empty() {
        return;
    }
    let _ = writeln!(text, "## {}: {}\n", part.heading(), part.title);
    fenced(text, &part.text);
    for (attempt, number) in part.attempts.iter().zip(1..) {
        attempted(text, attempt, number, &title);
    }
    text.push('\n');
}

fn attempted(text: &mut String, attempt: &Attempt, number: usize, title: impl Fn(&str) -> String) {
    let earned = attempt.earned();
    let _ = writeln!(text, "- Attempt {number}, {}: {earned}", attempt.day);
    for (id, words) in &attempt.explained {
        let words = super::item::one_line(words);
        let _ = writeln!(text, "  - In own words, {}: {words}", title(id));
    }
}

/// The learner's text to the letter, in a fence that it cannot close.
fn fenced(text: &mut String, answer: &str) {
    let longest = answer.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = writeln!(text, "{fence}text\n{}\n{fence}\n", answer.trim_end());
}
