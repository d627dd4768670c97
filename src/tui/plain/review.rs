//! The review by lines: a prompt, an answer, what came of it, the next.

use super::talk::Plain;
use super::text;
use super::write::push_line;
use crate::tutor::{Action, View};
use std::io;

impl Plain<'_> {
    /// Takes a line as the answer to the prompt, behind what was written for it before.
    pub(super) fn answer_in_a_line(&mut self, line: &str) -> io::Result<()> {
        if line.trim() == "." {
            return self.no_answer();
        }
        let mut text = self.written();
        push_line(&mut text, line);
        self.act(Action::Write(text))?;
        self.mark_card()
    }

    /// Neither an empty line nor a dot is an answer: the prompt is asked again.
    pub(super) fn no_answer(&mut self) -> io::Result<()> {
        self.say("That is no answer. Type one, or 4 to skip the prompt, or 3 if you do not know.")
    }

    pub(super) fn mark_card(&mut self) -> io::Result<()> {
        self.act_and_show(Action::Submit)
    }

    /// Takes the learner's word that an answer which was not understood was right.
    pub(super) fn knew(&mut self) -> io::Result<()> {
        let before = self.session.view().clone();
        self.act(Action::Knew)?;
        match self.session.view() {
            View::Card(card) if *self.session.view() != before => {
                let next = card.told.as_ref().map(text::comes_back).unwrap_or_default();
                self.say(&format!("Your word is taken. {next}"))
            }
            _ => self.say("This is for an answer of yours that was not understood."),
        }
    }

    pub(super) fn next_card(&mut self) -> io::Result<()> {
        self.act_and_show(Action::NextCard)
    }

    pub(super) fn clue(&mut self) -> io::Result<()> {
        if matches!(self.session.view(), View::Card(card) if !card.more) {
            return self.say("Both hints for this prompt are open.");
        }
        self.act(Action::Clue)?;
        self.say(&text::clue(&self.session))
    }
}
