//! The session itself: what may happen, and what follows from it.

use super::clean::clean;
use super::draft::{Draft, PartDraft};
use super::feedback::Feedback;
use super::item::Maker;
use super::ladder::{Opened, Over};
use super::marker::{Marked, Marker};
use super::part::PartState;
use super::review::{CardView, Round, RoundEnd};
use super::schedule::Schedule;
use super::start::{Row, Start};
use super::summary::{Summary, summary};
use crate::grading::Grader;
use crate::question::{Part, Question};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a learner does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// See how far all parts are.
    Home,
    /// The draft of the current part, or the answer to the card, now reads so.
    Write(String),
    /// Open the part with this index.
    Go(usize),
    /// Open the part after this one.
    Next,
    /// Open the part before this one.
    Previous,
    /// Have the current part or the card marked.
    Submit,
    /// Open one more hint for the criterion with this id.
    Hint(String),
    /// Say in own words why the criterion with this id is met.
    Explain(String, String),
    /// Look at the attempt with this number again.
    Look(usize),
    /// Make the attempt with this number the draft again.
    Restore(usize),
    /// Read what answers the part that is shown: its entries explained, or the model answers of the whole grade.
    /// What is met afterwards was met with help.
    Reveal,
    /// Return to writing.
    Back,
    /// Have everything marked and shown as a whole.
    Finish,
    /// Begin the review of what is due.
    Review,
    /// Open a hint for the card.
    Clue,
    /// Say that the card was known, in words that were not understood.
    Knew,
    /// Go to the next card.
    NextCard,
    /// The exam is on this day, or on none.
    Exam(Option<Date>),
    /// Leave.
    Quit,
}

/// What is to be done outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// What is kept changed: keep it.
    Save,
    /// The session is over.
    Quit,
}

/// What the learner looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// How far all parts are.
    Start(Start),
    /// The part and the draft.
    Answer,
    /// What the part earned.
    Feedback(Feedback),
    /// The whole grade.
    Summary(Box<Summary>),
    /// A prompt of the review.
    Card(Box<CardView>),
    /// The review is done, or nothing was due.
    RoundEnd(RoundEnd),
}

/// A practice session. There is always a current part, and no text is ever dropped by an action
/// other than `Write`.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) marker: Marker,
    pub(super) parts: Vec<PartState>,
    /// Kept drafts of parts that the question no longer has.
    strangers: Vec<PartDraft>,
    pub(super) current: usize,
    pub(super) view: View,
    pub(super) hints: BTreeMap<String, Opened>,
    pub(super) schedule: Schedule,
    pub(super) today: Date,
    pub(super) round: Round,
    /// The marks behind the view, where it shows feedback.
    pub(super) marked: Option<Marked>,
}

/// Gives each part its place among those of its kind.
fn number(parts: &mut [PartState]) {
    for kind in [false, true] {
        let of = parts
            .iter()
            .filter(|p| p.follow_up.is_some() == kind)
            .count();
        let same = parts.iter_mut().filter(|p| p.follow_up.is_some() == kind);
        for (part, number) in same.zip(1..) {
            part.place = (number, of);
        }
    }
}

impl Session {
    /// A session on this day with nothing written.
    pub fn new(grader: Grader, today: Date) -> Self {
        let question = grader.question();
        let asked = question.parts.iter();
        let mut parts: Vec<_> = asked
            .map(|part| PartState::empty(&part.id, &part.title, None))
            .collect();
        if parts.is_empty() {
            parts.push(PartState::empty("1", &question.title, None));
        }
        let known = &grader.rubric().follow_ups;
        let follow_ups = question.follow_ups.iter().zip(1..);
        let follow_ups = follow_ups.filter(|(_, n)| known.iter().any(|known| known.asks == *n));
        parts.extend(follow_ups.map(|(component, number)| {
            let id = format!("follow-up-{number}");
            PartState::empty(&id, &component.text, Some(number))
        }));
        number(&mut parts);
        Self {
            marker: Marker::new(grader),
            parts,
            strangers: Vec::new(),
            current: 0,
            view: View::Answer,
            hints: BTreeMap::new(),
            schedule: Schedule::default(),
            today,
            round: Round::default(),
            marked: None,
        }
    }

    /// A session that goes on where a kept one left off.
    pub fn resume(grader: Grader, today: Date, draft: Draft) -> Self {
        let mut session = Self::new(grader, today);
        for kept in draft.parts {
            match session.parts.iter_mut().find(|part| part.id == kept.id) {
                Some(part) => {
                    part.text = clean(&kept.text).text;
                    part.changed = kept.changed;
                    part.attempts = kept.attempts;
                }
                None => session.strangers.push(kept),
            }
        }
        let open = session.parts.iter().position(|p| p.id == draft.current);
        session.current = open.unwrap_or(0);
        session.hints = draft.hints;
        session.schedule = draft.schedule;
        session
    }

    #[cfg(test)]
    pub(crate) fn marked_by(self, way: super::marker::Way) -> Self {
        Self {
            marker: self.marker.by(way),
            ..self
        }
    }

    /// The session as it is to be kept.
    pub fn draft(&self) -> Draft {
        let parts = self.parts.iter().map(|part| PartDraft {
            id: part.id.clone(),
            text: part.text.clone(),
            changed: part.changed,
            attempts: part.attempts.clone(),
        });
        Draft {
            question: self.question().id.clone(),
            current: self.part().id.clone(),
            parts: parts.chain(self.strangers.iter().cloned()).collect(),
            hints: self.hints.clone(),
            schedule: self.schedule.clone(),
        }
    }

    /// The question.
    pub fn question(&self) -> &Question {
        self.marker.question()
    }

    /// All parts with their drafts, follow-ups last; at least one.
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

    /// The current part as the question file has it; none for a follow-up or a question without parts.
    pub fn asked(&self) -> Option<&Part> {
        self.question().parts.get(self.current)
    }

    /// What the learner looks at.
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// What a criterion or mistake of the current part is about, without telling the answer.
    pub fn topic(&self, id: &str) -> String {
        self.maker(self.current).about(id)
    }

    /// The day.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// Lets an action happen.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Home => self.home(),
            Action::Write(text) if matches!(self.view, View::Card(_)) => self.write_card(text),
            Action::Write(text) => self.write(text),
            Action::Go(at) => self.go(at),
            Action::Next => self.go(self.current + 1),
            Action::Previous => self.current.checked_sub(1).map_or(vec![], |at| self.go(at)),
            Action::Submit if matches!(self.view, View::Card(_)) => self.answer_card(),
            Action::Submit => self.submit(),
            Action::Hint(id) => self.open_hint(&id),
            Action::Explain(id, words) => self.explain(&id, &words),
            Action::Look(number) => self.look(number),
            Action::Restore(number) => self.restore(number),
            Action::Reveal => self.reveal(),
            Action::Back => self.show_answer(),
            Action::Finish => self.finish(),
            Action::Review => self.begin_review(),
            Action::Clue => self.open_clue(),
            Action::Knew => self.knew(),
            Action::NextCard => self.next_card(),
            Action::Exam(day) => self.set_exam(day),
            Action::Quit => vec![Effect::Save, Effect::Quit],
        }
    }

    /// How far all parts are.
    pub fn start(&self) -> Start {
        let due = self.due().len();
        let later = self.schedule.cards.len() - due;
        let next = self.schedule.next_after(self.today);
        let strange = |kept: &PartDraft| !kept.text.is_empty() || !kept.attempts.is_empty();
        let begun = self.parts.iter().any(PartState::is_begun)
            || self.strangers.iter().any(strange)
            || !self.schedule.cards.is_empty();
        Start {
            rows: self.parts.iter().map(Row::of).collect(),
            due,
            later: next.filter(|_| later > 0).map(|day| (later, day)),
            exam: self.schedule.exam,
            resume: self.current,
            fresh: !begun,
            max: self.question().sections.iter().map(|s| s.percent).sum(),
        }
    }

    fn home(&mut self) -> Vec<Effect> {
        self.view = View::Start(self.start());
        self.marked = None;
        vec![]
    }

    pub(super) fn write(&mut self, text: String) -> Vec<Effect> {
        let part = &mut self.parts[self.current];
        if part.text == text {
            return vec![];
        }
        part.text = text;
        part.changed = part.last_marked().is_none_or(|last| last.text != part.text);
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

    fn finish(&mut self) -> Vec<Effect> {
        let grade = self.marker.whole(&self.parts);
        let maker = self.maker(0);
        let mut shown = summary(&maker, &grade, self.question(), &self.parts);
        shown.models = self.models();
        self.view = View::Summary(Box::new(shown));
        self.marked = None;
        vec![]
    }

    /// Model answers to the parts that were attempted.
    fn models(&self) -> Vec<(usize, String)> {
        let attempted = self.parts.iter().enumerate();
        let attempted = attempted.filter(|(_, part)| part.is_tried());
        let models = attempted.filter_map(|(at, part)| {
            let models = &self.marker.rubric(part.follow_up).model;
            let model = match part.follow_up {
                Some(_) => models.values().next(),
                None => models.get(&part.id),
            };
            Some((at, model?.trim().to_owned()))
        });
        models.collect()
    }

    pub(super) fn show_answer(&mut self) -> Vec<Effect> {
        self.view = View::Answer;
        self.marked = None;
        vec![]
    }

    /// A maker of items for the part with this index, or for the question as a whole.
    pub(super) fn maker(&self, at: usize) -> Maker<'_> {
        let part = &self.parts[at];
        Maker {
            rubric: self.marker.rubric(part.follow_up),
            question: self.question().source.text(),
            hints: &self.hints,
            over: Over::new(&part.text, part.attempts.iter().map(|a| a.text.as_str())),
            first: part.follow_up.map_or(0, |_| at),
        }
    }
}
