//! Whether what the question promises is what the rubric marks: components, mistakes, follow-ups, sections.

use super::code::Code;
use super::findings::Findings;
use super::quote::{plain, quote};
use crate::question::{Component, Question, Section};
use crate::rubric::Criterion;
use crate::source::did_you_mean;
use std::collections::{HashMap, HashSet};

impl Findings<'_> {
    /// Both ways: nothing promised goes unmarked, nothing is marked that was not promised.
    pub(super) fn coverage(&mut self) {
        self.components();
        self.mistakes();
        self.follow_up_numbers();
        self.empty_sections();
    }

    fn components(&mut self) {
        let promised = Promised::by(self.question);
        let mut covered = HashSet::new();
        for criterion in &self.rubric.criteria {
            self.covers(criterion, &promised);
            covered.insert(plain(&criterion.covers));
        }
        for leaf in promised.leaves {
            if !covered.contains(&plain(&leaf.text)) {
                let what = format!("no criterion covers {}", quote(&leaf.text));
                let mend = "add a criterion with this 'covers'";
                self.question(Code::UncoveredComponent, leaf.span, what, mend);
            }
        }
    }

    /// What a criterion covers is there, and in the section that it counts for.
    fn covers(&mut self, criterion: &Criterion, promised: &Promised<'_>) {
        let Some(sections) = promised.sections.get(&plain(&criterion.covers)) else {
            let what = format!("no component reads {}", quote(&criterion.covers));
            let mend = suggest(&criterion.covers, &promised.texts);
            self.rubric(Code::UnknownComponent, criterion.covers_span, what, &mend);
            return;
        };
        let exists = |section: &Section| section.id == criterion.section;
        let exists = self.question.sections.iter().any(exists);
        if exists && !sections.contains(&criterion.section.as_str()) {
            let (id, counts_for, stands_in) = (&criterion.id, &criterion.section, sections[0]);
            let what = format!("'{id}' counts for '{counts_for}', its component for '{stands_in}'");
            let mend = format!("write 'section: {stands_in}'");
            self.rubric(Code::OtherSection, criterion.section_span, what, &mend);
        }
    }

    fn mistakes(&mut self) {
        let (question, rubric) = (self.question, self.rubric);
        let texts: Vec<&str> = question.mistakes.iter().map(|m| &*m.text).collect();
        let known: HashSet<String> = texts.iter().map(|text| plain(text)).collect();
        let mut covered = HashSet::new();
        for mistake in &rubric.mistakes {
            let covers = plain(&mistake.covers);
            if !known.contains(&covers) {
                let what = format!("no common mistake reads {}", quote(&mistake.covers));
                let mend = suggest(&mistake.covers, &texts);
                self.rubric(Code::UnknownMistake, mistake.covers_span, what, &mend);
            }
            covered.insert(covers);
        }
        for bullet in &question.mistakes {
            if !covered.contains(&plain(&bullet.text)) {
                let what = format!("no mistake covers {}", quote(&bullet.text));
                let mend = "add a mistake with this 'covers'";
                self.question(Code::UncoveredMistake, bullet.span, what, mend);
            }
        }
    }

    fn follow_up_numbers(&mut self) {
        let (question, rubric) = (self.question, self.rubric);
        let count = question.follow_ups.len();
        for follow_up in rubric.follow_ups.iter().filter(|f| f.asks > count) {
            let what = format!("the question has no follow-up {}", follow_up.asks);
            let (span, mend) = (follow_up.asks_span, format!("it has {count}"));
            self.rubric(Code::UnknownFollowUp, span, what, &mend);
        }
        for (number, asked) in (1..).zip(&question.follow_ups) {
            if rubric.follow_ups.iter().any(|f| f.asks == number) {
                continue;
            }
            let what = format!("no follow-up of the rubric marks {}", quote(&asked.text));
            let mend = format!("add one with 'asks: {number}' under 'follow_ups'");
            self.question(Code::UncoveredFollowUp, asked.span, what, &mend);
        }
    }

    fn empty_sections(&mut self) {
        let (question, rubric) = (self.question, self.rubric);
        for section in &question.sections {
            if rubric.criteria.iter().any(|c| c.section == section.id) {
                continue;
            }
            let what = format!(
                "the {} points of '{}' can be had by no criterion",
                section.percent, section.id
            );
            let mend = format!("add criteria with 'section: {}'", section.id);
            self.question(Code::EmptySection, section.span, what, &mend);
        }
    }
}

/// What the question promises points for.
struct Promised<'q> {
    /// The sections in which a text stands.
    sections: HashMap<String, Vec<&'q str>>,
    texts: Vec<&'q str>,
    /// Components without components of their own.
    leaves: Vec<&'q Component>,
}

impl<'q> Promised<'q> {
    fn by(question: &'q Question) -> Self {
        let mut promised = Self {
            sections: HashMap::new(),
            texts: Vec::new(),
            leaves: Vec::new(),
        };
        for section in &question.sections {
            for component in all(&section.components) {
                let sections = promised.sections.entry(plain(&component.text));
                sections.or_default().push(&section.id);
                promised.texts.push(&component.text);
                if component.children.is_empty() {
                    promised.leaves.push(component);
                }
            }
        }
        promised
    }
}

/// The components with all that are nested in them.
fn all(components: &[Component]) -> Vec<&Component> {
    let mut found = Vec::new();
    let mut open: Vec<&Component> = components.iter().rev().collect();
    while let Some(component) = open.pop() {
        found.push(component);
        open.extend(component.children.iter().rev());
    }
    found
}

/// The bullet that was meant.
fn suggest(covers: &str, texts: &[&str]) -> String {
    let meant = did_you_mean(covers, texts.iter().copied());
    meant.unwrap_or_else(|| "copy a bullet of the question".to_owned())
}
