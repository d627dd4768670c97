//! What the screen shows beside an answer: its attempts, own words after help, a model answer, the export.

use super::app::{App, Overlay, REDRAW, Reaction};
use super::editor::Editor;
use super::keys::Command;
use super::options::Wish;
use super::pane::Pane;
use crate::tutor::{Action, Item, View};

impl App {
    /// Lists the attempts at this part, the last one chosen.
    pub(super) fn show_attempts(&mut self) {
        let attempts = self.session.part().attempts.len();
        if attempts == 0 {
            let submit = self.keys.name_of(Command::Submit);
            return self.say(format!("No attempt at this part yet; {submit} makes one."));
        }
        self.attempt = match self.session.view() {
            View::Feedback(shown) => shown.attempt.saturating_sub(1),
            _ => attempts - 1,
        };
        self.panes.attempts = Pane::default();
        self.overlay = Some(Overlay::Attempts);
    }

    /// Shows the feedback on the chosen attempt.
    pub(super) fn look(&mut self) -> Reaction {
        self.overlay = None;
        self.chosen = 0;
        self.panes.list = Pane::default();
        self.panes.answer = Pane::default();
        self.act(Action::Look(self.attempt + 1))
    }

    /// Makes the attempt that is chosen or looked at the draft again, as one step of undo.
    pub(super) fn restore(&mut self) -> Reaction {
        let number = match (self.overlay, self.session.view()) {
            (Some(Overlay::Attempts), _) => self.attempt + 1,
            (_, View::Feedback(shown)) if shown.is_old() => shown.attempt,
            _ => {
                self.say("This is your last attempt; it is your draft already.");
                return REDRAW;
            }
        };
        self.overlay = None;
        let reaction = self.act(Action::Restore(number));
        let at = self.session.current();
        let text = self.session.part().text.clone();
        self.editors[at].replace(&text);
        let undo = self.keys.name_of(Command::Edit(super::keys::Edit::Undo));
        self.say(format!(
            "Attempt {number} is your draft again; {undo} brings back what was there."
        ));
        reaction
    }

    /// Asks for own words on the first criterion that was met with help, or on the chosen one.
    pub(super) fn ask_for_own_words(&mut self) {
        let View::Feedback(shown) = self.session.view() else {
            return;
        };
        let chosen = self.item().filter(|item| item.helped());
        let Some(item) = chosen.or_else(|| shown.unexplained()) else {
            return self.say("Own words are asked for what was met after a hint.");
        };
        if shown.is_old() {
            return self.say("This is an old attempt; own words belong to the last one.");
        }
        let words = item.explained.clone().unwrap_or_default();
        self.side = (item.id.clone(), Editor::new(&words));
        self.overlay = Some(Overlay::OwnWords);
    }

    /// The item of feedback with this id.
    pub(super) fn feedback_item(&self, id: &str) -> Option<&Item> {
        match self.session.view() {
            View::Feedback(shown) => shown.items.iter().find(|item| item.id == id),
            _ => None,
        }
    }

    pub(super) fn show_model(&mut self) -> Reaction {
        match self.session.view() {
            View::Summary(summary) if !summary.models.is_empty() => {
                self.panes.model = Pane::default();
                let reaction = self.act(Action::Reveal);
                self.overlay = Some(Overlay::Model);
                reaction
            }
            _ => {
                self.say("A model answer is shown after an attempt of a sentence or two.");
                REDRAW
            }
        }
    }

    /// Has the session written as a Markdown file.
    pub(super) fn export(&mut self) {
        let name = format!("{}-{}", self.session.question().id, self.session.today());
        self.wish = Some(Wish::Export(name, self.session.export()));
    }

    /// Says where the export is.
    pub(super) fn exported(&mut self, path: Result<String, String>) {
        match path {
            Ok(path) => self.announce(format!("Written to {path}.")),
            Err(why) => self.announce(format!("Nothing was written: {why}.")),
        }
    }
}
