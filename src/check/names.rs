//! Names in the rubric that the question does not have: its id, sections, parts and sub-questions.

use super::code::Code;
use super::findings::Findings;
use super::quote::{list, quote};
use crate::netfilter;
use crate::question::Part;
use crate::rubric::Example;
use crate::source::{Span, did_you_mean};

impl Findings<'_> {
    /// The id of the question.
    pub(super) fn wrong_question(&mut self) {
        let rubric = self.rubric;
        if rubric.question != self.question.id {
            let what = format!("the rubric is for the question {}", quote(&rubric.question));
            let mend = format!("write 'question: {}'", self.question.id);
            self.rubric(Code::WrongQuestion, rubric.question_span, what, &mend);
        }
    }

    /// Every name that points into the question.
    pub(super) fn names(&mut self) {
        let rubric = self.rubric;
        for criterion in &rubric.criteria {
            self.section(&criterion.section, criterion.section_span);
            self.part(&criterion.part, criterion.part_span);
            self.asked(&criterion.asked, &criterion.asked_spans);
            self.entries(&criterion.entries);
            self.places(&criterion.accepts, &criterion.part);
            self.places(&criterion.rejects, &criterion.part);
        }
        for mistake in &rubric.mistakes {
            if !mistake.part.is_empty() {
                self.part(&mistake.part, mistake.part_span);
            }
            self.asked(&mistake.asked, &mistake.asked_spans);
            self.entries(&mistake.entries);
            let own = mistake.asked.first().map(|(part, _)| part);
            let own = own.filter(|_| mistake.part.is_empty());
            let own = own.unwrap_or(&mistake.part);
            self.places(&mistake.accepts, own);
            self.places(&mistake.rejects, own);
        }
        for (part, &span) in &rubric.model_spans {
            self.part(part, span);
        }
    }

    fn section(&mut self, section: &str, span: Span) {
        let known: Vec<&str> = self.question.sections.iter().map(|s| &*s.id).collect();
        if known.contains(&section) {
            return;
        }
        let what = format!("the question has no section {}", quote(section));
        let mend = did_you_mean(section, known.iter().copied())
            .unwrap_or_else(|| format!("its sections are {}", known.join(" and ")));
        self.rubric(Code::UnknownSection, span, what, &mend);
    }

    fn find_part(&self, id: &str) -> Option<&Part> {
        self.question.parts.iter().find(|part| part.id == id)
    }

    fn part(&mut self, id: &str, span: Span) {
        if self.find_part(id).is_some() {
            return;
        }
        let what = format!("the question has no part {}", quote(id));
        let known: Vec<String> = self.question.parts.iter().map(|p| p.id.clone()).collect();
        let mend = match known.as_slice() {
            [one] => format!("its only part is {one}"),
            _ => format!("its parts are {}", list(&known)),
        };
        self.rubric(Code::UnknownPart, span, what, &mend);
    }

    /// Examples that stand in a part of their own.
    fn places(&mut self, examples: &[Example], own: &str) {
        for example in examples.iter().filter(|example| example.part != own) {
            self.part(&example.part, example.span);
        }
    }

    /// Conntrack entries, by their numbers.
    fn entries(&mut self, numbers: &[(usize, Span)]) {
        if numbers.is_empty() {
            return;
        }
        let lines = netfilter::entries(&self.question.source);
        let count = lines.filter(|line| line.entry.is_some()).count();
        for (number, span) in numbers.iter().filter(|(number, _)| *number > count) {
            let what = format!("the question has no conntrack entry {number}");
            self.rubric(Code::UnknownEntry, *span, what, &format!("it has {count}"));
        }
    }

    fn asked(&mut self, asked: &[(String, usize)], spans: &[Span]) {
        for ((id, number), &span) in asked.iter().zip(spans) {
            let Some(part) = self.find_part(id) else {
                self.part(id, span);
                continue;
            };
            let known: Vec<String> = part
                .sub_questions
                .iter()
                .map(|asked| format!("{id}.{}", asked.number))
                .collect();
            if *number == 0 || known.contains(&format!("{id}.{number}")) {
                continue;
            }
            let what = format!("part {id} has no sub-question {number}");
            let mend = match known.as_slice() {
                [] => "take 'asked' out".to_owned(),
                known => format!("it has {}", list(known)),
            };
            self.rubric(Code::UnknownSubQuestion, span, what, &mend);
        }
    }
}
