//! Review over days: the criteria that are due come one by one as single prompts.

use super::clean::clean;
use super::item::{Item, Maker, Mark};
use super::ladder::Level;
use super::session::{Effect, Session, View};
use crate::rubric::Criterion;
use jiff::civil::Date;

/// A round under way: which cards it has, how it went so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Round {
    /// Ids of the cards, in order.
    pub(super) cards: Vec<String>,
    /// The one shown.
    pub(super) at: usize,
    /// Hints opened for it.
    pub(super) clues: usize,
    /// Cards answered, and those of them that were known without a hint.
    pub(super) answered: usize,
    pub(super) known: usize,
    /// Gaps that were behind the card before it was answered.
    pub(super) step: usize,
}

/// Cards of a round at most; more than this teaches less.
const ROUND: usize = 12;

/// One prompt of a review.
#[derive(Debug, Clone, PartialEq)]
pub struct CardView {
    /// Criterion id.
    pub id: String,
    /// Its number in this round, from 1.
    pub number: usize,
    /// How many cards the round has.
    pub of: usize,
    /// Index of the part that asks for it.
    pub part: usize,
    /// What is asked.
    pub prompt: String,
    /// Hints opened for it.
    pub clues: Vec<(Level, String)>,
    /// Whether there is another one.
    pub more: bool,
    /// What was written so far.
    pub text: String,
    /// What came of it; none before it was answered.
    pub told: Option<Told>,
}

/// What came of a prompt.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The criterion with its outcome and the learner's words.
    pub item: Item,
    /// The statement that was asked for.
    pub assertion: String,
    /// The day it comes back; none where it sits.
    pub next: Option<Date>,
    /// Whether the learner says that it was known all the same.
    pub knew: bool,
}

/// The end of a round.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundEnd {
    /// How many cards were answered.
    pub answered: usize,
    /// How many of them were known without a hint.
    pub known: usize,
    /// How many are still due today: skipped ones, and those of a further round.
    pub due: usize,
    /// The first later day on which something comes back.
    pub next: Option<Date>,
}

/// Hints that a prompt offers: those between the question and the answer.
const CLUES: [Level; 2] = [Level::Hint, Level::Prompt];

/// The prompt of a criterion.
pub(super) fn card(criterion: &Criterion, part: usize, round: &Round, text: &str) -> CardView {
    let clues = CLUES.into_iter().take(round.clues);
    let clues = clues.map(|level| (level, level.text(&criterion.hints).trim().to_owned()));
    CardView {
        id: criterion.id.clone(),
        number: round.at + 1,
        of: round.cards.len(),
        part,
        prompt: criterion.asks().to_owned(),
        clues: clues.collect(),
        more: round.clues < CLUES.len(),
        text: text.to_owned(),
        told: None,
    }
}

/// How many gaps are behind a card after it was answered: one more where it was known without a hint, as many
/// as before where a hint was needed, none where it was not known.
pub(super) const fn step_after(step: usize, mark: Mark, clues: usize) -> usize {
    match (mark, clues) {
        (Mark::Met, 0) => step + 1,
        (Mark::Met, _) => step,
        _ => 0,
    }
}

impl Session {
    /// Ids of the criteria that are due today, those that ask alike kept apart, those of follow-ups last.
    pub(super) fn due(&self) -> Vec<String> {
        let mut due = self.schedule.due(self.today, |id| self.family(id));
        due.retain(|id| self.criterion(id).is_some());
        due.sort_by_key(|id| self.criterion(id).is_some_and(|(_, asked)| asked.is_some()));
        due
    }

    /// Has what was missed or helped come back.
    pub(super) fn have_come_back(&mut self, items: &[Item]) {
        let criteria = items.iter().filter(|item| item.mark != Mark::Mistake);
        let weak = criteria.filter(|item| item.mark != Mark::Met || item.helped());
        for id in weak.map(|item| item.id.clone()).collect::<Vec<_>>() {
            let siblings = self.siblings(&id);
            self.schedule.add(&id, self.today, &siblings);
        }
    }

    pub(super) fn begin_review(&mut self) -> Vec<Effect> {
        self.round = Round {
            cards: self.due().into_iter().take(ROUND).collect(),
            ..Round::default()
        };
        self.show_card();
        vec![]
    }

    /// Keeps what is being written for the card; one that was answered is not written to any more.
    pub(super) fn write_card(&mut self, text: String) -> Vec<Effect> {
        let View::Card(shown) = &mut self.view else {
            return vec![];
        };
        let card = self.schedule.cards.get_mut(&shown.id);
        let Some(card) = card.filter(|card| shown.told.is_none() && card.text != text) else {
            return vec![];
        };
        shown.text.clone_from(&text);
        card.text = text;
        vec![Effect::Save]
    }

    pub(super) fn open_clue(&mut self) -> Vec<Effect> {
        if matches!(&self.view, View::Card(shown) if shown.more && shown.told.is_none()) {
            self.round.clues += 1;
            self.show_card();
        }
        vec![]
    }

    /// Marks the answer to the card and says when it comes back. An empty answer is one that is not known.
    pub(super) fn answer_card(&mut self) -> Vec<Effect> {
        let View::Card(shown) = &self.view else {
            return vec![];
        };
        if shown.told.is_some() {
            return vec![];
        }
        let mut shown = shown.clone();
        let text = clean(&shown.text).text;
        let Some((criterion, follow_up)) = self.criterion(&shown.id) else {
            return vec![];
        };
        let assertion = criterion.hints.assertion.trim().to_owned();
        let Some(alone) = self.marker.alone(&shown.id, follow_up, &text) else {
            return vec![];
        };
        let maker = Maker {
            first: shown.part,
            ..self.maker(shown.part)
        };
        let item = maker.alone(&alone.graded());
        let card = self.schedule.cards.get(&shown.id);
        self.round.step = card.map_or(0, |card| card.step);
        let step = step_after(self.round.step, item.mark, self.round.clues);
        let siblings = self.siblings(&shown.id);
        let next = self.schedule.place(&shown.id, step, self.today, &siblings);
        self.round.answered += 1;
        if item.mark == Mark::Met && self.round.clues == 0 {
            self.round.known += 1;
        }
        shown.told = Some(Told {
            item,
            assertion,
            next,
            knew: false,
        });
        self.view = View::Card(shown);
        vec![Effect::Save]
    }

    /// Takes the learner's word for it: a card that was answered in words that were not understood keeps the gaps
    /// behind it.
    pub(super) fn knew(&mut self) -> Vec<Effect> {
        let View::Card(shown) = &self.view else {
            return vec![];
        };
        let unknown = |told: &Told| told.item.mark != Mark::Met && !told.knew;
        if shown.text.trim().is_empty() || !shown.told.as_ref().is_some_and(unknown) {
            return vec![];
        }
        let mut shown = shown.clone();
        let siblings = self.siblings(&shown.id);
        let step = self.round.step;
        let next = self.schedule.place(&shown.id, step, self.today, &siblings);
        if let Some(told) = &mut shown.told {
            told.knew = true;
            told.next = next;
        }
        self.view = View::Card(shown);
        vec![Effect::Save]
    }

    /// Goes on to the next card; one that was not answered stays due.
    pub(super) fn next_card(&mut self) -> Vec<Effect> {
        if matches!(self.view, View::Card(_)) {
            self.round.at += 1;
            self.round.clues = 0;
            self.show_card();
        }
        vec![]
    }

    pub(super) fn set_exam(&mut self, day: Option<Date>) -> Vec<Effect> {
        self.schedule.set_exam(day, self.today);
        if matches!(self.view, View::Start(_)) {
            self.view = View::Start(self.start());
        }
        vec![Effect::Save]
    }

    fn show_card(&mut self) {
        let shown = self.round.cards.get(self.round.at).and_then(|id| {
            let (criterion, follow_up) = self.criterion(id)?;
            let part = self.parts.iter().position(|part| match follow_up {
                Some(_) => part.follow_up == follow_up,
                None => part.id == criterion.part,
            });
            let text = self.schedule.cards.get(id).map(|card| card.text.as_str());
            let (part, text) = (part.unwrap_or(0), text.unwrap_or_default());
            Some(card(criterion, part, &self.round, text))
        });
        self.view = match shown {
            Some(shown) => View::Card(Box::new(shown)),
            None => View::RoundEnd(RoundEnd {
                answered: self.round.answered,
                known: self.round.known,
                due: self.due().len(),
                next: self.schedule.next_after(self.today),
            }),
        };
    }

    /// A criterion of the question or of one of its follow-ups, which is named then.
    fn criterion(&self, id: &str) -> Option<(&Criterion, Option<usize>)> {
        let follow_ups = self.parts.iter().filter_map(|part| part.follow_up);
        let places = std::iter::once(None).chain(follow_ups.map(Some));
        places.into_iter().find_map(|place| {
            let criteria = &self.marker.rubric(place).criteria;
            Some((criteria.iter().find(|c| c.id == id)?, place))
        })
    }

    /// What a criterion shares with those that ask alike: its follow-up, or its part and sub-question.
    fn family(&self, id: &str) -> String {
        match self.criterion(id) {
            None => String::new(),
            Some((_, Some(number))) => format!("follow-up {number}"),
            Some((criterion, None)) => {
                let asked = criterion.asked.first().map_or(0, |(_, number)| *number);
                format!("{} {asked}", criterion.part)
            }
        }
    }

    fn siblings(&self, id: &str) -> Vec<String> {
        let family = self.family(id);
        let cards = self.schedule.cards.keys();
        let others = cards.filter(|other| *other != id && self.family(other) == family);
        others.cloned().collect()
    }
}
