//! Handing a part in, and what its feedback offers: hints, own words, attempts to look at again.

use super::attempt::{self, Attempt};
use super::clean::clean;
use super::feedback::{Feedback, feedback};
use super::item::{Item, Mark};
use super::ladder::{Level, Opened, fingerprint};
use super::marker::Marked;
use super::session::{Effect, Session, View};

impl Session {
    /// Marks the part. A text that was not marked before makes an attempt.
    pub(super) fn submit(&mut self) -> Vec<Effect> {
        let at = self.current;
        let emptied = self.part().text.trim().is_empty() && !self.part().attempts.is_empty();
        if emptied || matches!(self.view, View::Start(_) | View::RoundEnd(_)) {
            return vec![];
        }
        let marked = self.marker.part(&self.parts, at);
        let shown = self.feedback(&marked, &self.parts[at].text);
        self.open_pumps(&shown.items);
        let part = &mut self.parts[at];
        let text = part.text.clone();
        let last = part.attempts.last();
        let again = last.is_some_and(|last| last.points.is_some() && last.text == text);
        if !again && !text.trim().is_empty() {
            let made = Attempt::of(self.today, &text, &shown.items);
            attempt::keep(&mut part.attempts, made);
        }
        part.changed = false;
        if part.is_tried() {
            self.have_come_back(&shown.items);
        }
        self.marked = Some(marked);
        self.show_attempt(self.parts[at].attempts.len());
        vec![Effect::Save]
    }

    /// Opens one more hint, where the criterion is shown as not met, has one left, and the answer changed since
    /// the one before was opened.
    pub(super) fn open_hint(&mut self, id: &str) -> Vec<Effect> {
        let View::Feedback(shown) = &self.view else {
            return vec![];
        };
        let wanted = |item: &&Item| item.id == id && item.mark != Mark::Mistake;
        let open = |item: &Item| item.more && !item.closed;
        if shown.is_old() || !shown.items.iter().find(wanted).is_some_and(open) {
            return vec![];
        }
        let number = shown.attempt;
        let opened = self
            .hints
            .get(id)
            .map_or(Level::Pump, |opened| opened.level);
        let Some(level) = opened.next() else {
            return vec![];
        };
        self.open(id, level);
        self.show_attempt(number);
        vec![Effect::Save]
    }

    /// The first question of each criterion not met is put over this answer.
    fn open_pumps(&mut self, items: &[Item]) {
        let missing = items.iter().filter(|item| item.more);
        let fresh = missing.filter(|item| !self.hints.contains_key(&item.id));
        let fresh: Vec<_> = fresh.map(|item| item.id.clone()).collect();
        for id in fresh {
            self.open(&id, Level::Pump);
        }
    }

    fn open(&mut self, id: &str, level: Level) {
        let over = fingerprint(&self.part().text);
        let revealed = self.hints.get(id).is_some_and(|opened| opened.revealed);
        let opened = Opened {
            level,
            over,
            revealed,
        };
        self.hints.insert(id.to_owned(), opened);
    }

    /// Notes for each criterion not met so far that its answer was read.
    pub(super) fn reveal(&mut self) -> Vec<Effect> {
        let parts: Vec<usize> = match &self.view {
            View::Feedback(shown) => vec![shown.part],
            View::Summary(summary) => summary.models.iter().map(|(part, _)| *part).collect(),
            _ => return vec![],
        };
        let open: Vec<String> = parts.iter().flat_map(|at| self.unmet(*at)).collect();
        for id in open {
            let over = String::new();
            let fresh = || Opened {
                level: Level::Pump,
                over,
                revealed: false,
            };
            self.hints.entry(id).or_insert_with(fresh).revealed = true;
        }
        vec![Effect::Save]
    }

    /// Criteria of a part that its last attempt did not meet.
    fn unmet(&self, at: usize) -> Vec<String> {
        let part = &self.parts[at];
        let last = part.last_marked();
        let met = |id: &String| last.is_some_and(|last| last.marks.get(id) == Some(&Mark::Met));
        let criteria = self.marker.rubric(part.follow_up).criteria.iter();
        let asked = criteria.filter(|c| part.follow_up.is_some() || c.part == part.id);
        asked.map(|c| c.id.clone()).filter(|id| !met(id)).collect()
    }

    /// Keeps what the learner says of a criterion that was met with help; an empty text takes it back.
    pub(super) fn explain(&mut self, id: &str, words: &str) -> Vec<Effect> {
        let View::Feedback(shown) = &mut self.view else {
            return vec![];
        };
        let old = shown.is_old();
        let mut items = shown.items.iter_mut();
        let item = items.find(|item| item.id == id && item.helped() && !old);
        let last = self.parts[self.current].attempts.last_mut();
        let Some((item, last)) = item.zip(last) else {
            return vec![];
        };
        let words = clean(words).text.trim().to_owned();
        let words = (!words.is_empty()).then_some(words);
        if item.explained == words {
            return vec![];
        }
        item.explained.clone_from(&words);
        match words {
            Some(words) => last.explained.insert(id.to_owned(), words),
            None => last.explained.remove(id),
        };
        vec![Effect::Save]
    }

    /// Shows what an attempt earned; one that does not exist changes nothing.
    pub(super) fn look(&mut self, number: usize) -> Vec<Effect> {
        let at = self.current;
        let Some(attempt) = self.parts[at].attempt(number) else {
            return vec![];
        };
        let mut parts = self.parts.clone();
        parts[at].text.clone_from(&attempt.text);
        self.marked = Some(self.marker.part(&parts, at));
        self.show_attempt(number);
        vec![]
    }

    /// Makes an attempt the draft again; a draft that was never handed in is kept beside the attempts.
    pub(super) fn restore(&mut self, number: usize) -> Vec<Effect> {
        let text = self.part().attempt(number);
        let Some(text) = text.map(|attempt| attempt.text.clone()) else {
            return vec![];
        };
        let today = self.today;
        let part = &mut self.parts[self.current];
        let kept = part
            .attempts
            .iter()
            .any(|attempt| attempt.text == part.text);
        if !kept && !part.text.trim().is_empty() {
            let draft = Attempt::unmarked(today, part.text.clone());
            attempt::keep(&mut part.attempts, draft);
        }
        self.show_answer();
        self.write(text)
    }

    /// Feedback on an attempt from the marks at hand; 0 for a part that was never handed in.
    fn show_attempt(&mut self, number: usize) {
        let Some(marked) = &self.marked else {
            return;
        };
        let part = self.part();
        let attempts = &part.attempts;
        let this = part.attempt(number);
        let handed_in = |attempt: &Attempt| attempt.points.is_some();
        let earlier = &attempts[..number.saturating_sub(1).min(attempts.len())];
        let before = earlier.iter().rposition(handed_in);
        let text = this.map_or(part.text.as_str(), |attempt| attempt.text.as_str());
        let mut shown = self.feedback(marked, text);
        shown.attempt = number;
        shown.attempts = attempts.len();
        shown.change = this
            .filter(|this| handed_in(this))
            .zip(before)
            .map(|(this, at)| this.change(&attempts[at], at + 1));
        if let Some(this) = this {
            for item in &mut shown.items {
                item.explained = this.explained.get(&item.id).cloned();
            }
        }
        self.view = View::Feedback(shown);
    }

    fn feedback(&self, marked: &Marked, text: &str) -> Feedback {
        feedback(&self.maker(self.current), marked, self.current, text)
    }
}
