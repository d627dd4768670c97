//! The session itself: what may happen, and what follows from it.

use super::clean::clean;
use super::draft::{Draft, PartDraft};
use super::feedback::{Feedback, feedback};
use super::item::{Item, Maker, Mark};
use super::ladder::Level;
use super::part::PartState;
use super::summary::{Summary, summary};
use crate::answer::Submission;
use crate::grading::{Grade, Grader};
use crate::question::{Part, Question};
use std::collections::BTreeMap;

/// What a learner does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The draft of the current part now reads so.
    Write(String),
    /// Open the part with this index.
    Go(usize),
    /// Open the part after this one.
    Next,
    /// Open the part before this one.
    Previous,
    /// Have the current part marked.
    Submit,
    /// Open one more hint for the criterion with this id.
    Hint(String),
    /// Return to writing.
    Back,
    /// Have everything marked and shown as a whole.
    Finish,
    /// Leave.
    Quit,
}

/// What is to be done outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The draft changed: keep it.
    Save,
    /// The session is over.
    Quit,
}

/// What the learner looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// The part and the draft.
    Answer,
    /// What the part earned.
    Feedback(Feedback),
    /// The whole grade.
    Summary(Box<Summary>),
}

/// A practice session. There is always a current part, and no text is ever dropped by an action
/// other than `Write`.
#[derive(Debug, Clone)]
pub struct Session {
    grader: Grader,
    /// How a submission is marked: the grader's own way, but for tests.
    marker: fn(&Grader, &Submission) -> Grade,
    parts: Vec<PartState>,
    /// Kept drafts of parts that the question no longer has.
    strangers: Vec<PartDraft>,
    current: usize,
    view: View,
    hints: BTreeMap<String, Level>,
    /// The grade behind the view, where it shows one.
    grade: Option<Grade>,
}

impl Session {
    /// A session with nothing written.
    pub fn new(grader: Grader) -> Self {
        let question = grader.question();
        let mut parts: Vec<_> = question
            .parts
            .iter()
            .map(|part| PartState::empty(&part.id, &part.title))
            .collect();
        if parts.is_empty() {
            parts.push(PartState::empty("1", &question.title));
        }
        Self {
            grader,
            marker: Grader::grade,
            parts,
            strangers: Vec::new(),
            current: 0,
            view: View::Answer,
            hints: BTreeMap::new(),
            grade: None,
        }
    }

    /// A session that goes on where a kept one left off.
    pub fn resume(grader: Grader, draft: Draft) -> Self {
        let mut session = Self::new(grader);
        for kept in draft.parts {
            match session.parts.iter_mut().find(|part| part.id == kept.id) {
                Some(part) => {
                    part.text = clean(&kept.text).text;
                    part.attempts = kept.attempts;
                    part.changed = kept.changed;
                }
                None => session.strangers.push(kept),
            }
        }
        let open = session.parts.iter().position(|p| p.id == draft.current);
        session.current = open.unwrap_or(0);
        session.hints = draft.hints;
        session
    }

    #[cfg(test)]
    pub(crate) fn marked_by(self, marker: fn(&Grader, &Submission) -> Grade) -> Self {
        Self { marker, ..self }
    }

    /// The session as it is to be kept.
    pub fn draft(&self) -> Draft {
        let parts = self.parts.iter().map(|part| PartDraft {
            id: part.id.clone(),
            text: part.text.clone(),
            attempts: part.attempts,
            changed: part.changed,
        });
        Draft {
            question: self.question().id.clone(),
            current: self.part().id.clone(),
            parts: parts.chain(self.strangers.iter().cloned()).collect(),
            hints: self.hints.clone(),
        }
    }

    /// The question.
    pub fn question(&self) -> &Question {
        self.grader.question()
    }

    /// All parts with their drafts; at least one.
    pub fn parts(&self) -> &[PartState] {
        &self.parts
    }

    /// Index of the current part.
    pub const fn current(&self) -> usize {
        self.current
    }

    /// The current part.
    pub fn part(&self) -> &PartState {
        &self.parts[self.current]
    }

    /// The current part as the question file has it; none for a question without parts.
    pub fn asked(&self) -> Option<&Part> {
        self.question().parts.get(self.current)
    }

    /// What the learner looks at.
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// Lets an action happen.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Write(text) => self.write(text),
            Action::Go(at) => self.go(at),
            Action::Next => self.go(self.current + 1),
            Action::Previous => self.current.checked_sub(1).map_or(vec![], |at| self.go(at)),
            Action::Submit => self.submit(),
            Action::Hint(id) => self.open_hint(&id),
            Action::Back => {
                self.show_answer();
                vec![]
            }
            Action::Finish => {
                self.finish();
                vec![]
            }
            Action::Quit => vec![Effect::Save, Effect::Quit],
        }
    }

    fn write(&mut self, text: String) -> Vec<Effect> {
        let part = &mut self.parts[self.current];
        if part.text == text {
            return vec![];
        }
        part.text = text;
        part.changed = true;
        self.show_answer();
        vec![Effect::Save]
    }

    /// Opens a part for writing; a part that does not exist changes nothing.
    fn go(&mut self, at: usize) -> Vec<Effect> {
        if at >= self.parts.len() {
            return vec![];
        }
        let moved = at != self.current;
        self.current = at;
        self.show_answer();
        if moved { vec![Effect::Save] } else { vec![] }
    }

    fn submit(&mut self) -> Vec<Effect> {
        let part = &mut self.parts[self.current];
        if part.changed || part.attempts == 0 {
            part.attempts = part.attempts.saturating_add(1);
        }
        part.changed = false;
        let grade = (self.marker)(&self.grader, &self.submission());
        self.view = View::Feedback(self.feedback(&grade));
        self.grade = Some(grade);
        vec![Effect::Save]
    }

    fn finish(&mut self) {
        let grade = (self.marker)(&self.grader, &self.submission());
        let summary = summary(&self.maker(), &grade, self.question(), &self.parts);
        self.view = View::Summary(Box::new(summary));
        self.grade = Some(grade);
    }

    /// Opens one more hint, where the criterion is shown as not met and has one left.
    fn open_hint(&mut self, id: &str) -> Vec<Effect> {
        let View::Feedback(shown) = &self.view else {
            return vec![];
        };
        let wanted = |item: &&Item| item.id == id && item.mark != Mark::Mistake && item.more;
        if !shown.items.iter().any(|item| wanted(&item)) {
            return vec![];
        }
        let opened = self.hints.get(id).copied().unwrap_or(Level::Pump);
        let Some(next) = opened.next() else {
            return vec![];
        };
        self.hints.insert(id.to_owned(), next);
        if let Some(grade) = &self.grade {
            self.view = View::Feedback(self.feedback(grade));
        }
        vec![Effect::Save]
    }

    fn show_answer(&mut self) {
        self.view = View::Answer;
        self.grade = None;
    }

    fn feedback(&self, grade: &Grade) -> Feedback {
        feedback(&self.maker(), grade, &self.parts, self.current)
    }

    fn maker(&self) -> Maker<'_> {
        Maker {
            rubric: self.grader.rubric(),
            question: self.question().source.text(),
            hints: &self.hints,
        }
    }

    /// All drafts as one submission: the field's index is the part's, and content counts wherever it stands.
    fn submission(&self) -> Submission {
        let fields = self.parts.iter().map(|p| (p.id.clone(), p.text.clone()));
        Submission::of_parts(self.question().id.clone(), fields)
    }
}
