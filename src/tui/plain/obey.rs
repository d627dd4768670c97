//! What each choice does.

use super::super::entries;
use super::super::options::Ending;
use super::table::{Command, Place};
use super::talk::Plain;
use super::text;
use crate::tutor::{Action, View};
use std::io;

impl Plain<'_> {
    /// Does what was chosen; `warned` says that leaving was refused just before, as it loses text.
    pub(super) fn obey(
        &mut self,
        wanted: Command,
        number: Option<usize>,
        warned: bool,
    ) -> io::Result<()> {
        let place = Place::of(&self.session);
        match wanted {
            Command::Write => self.write(),
            Command::Over => self.write_over(),
            Command::Submit if place == Place::Card => self.mark_card(),
            Command::Submit => self.submit(),
            Command::Next if matches!(place, Place::Card | Place::Told) => self.next_card(),
            Command::Next => self.turn(Action::Next),
            Command::Previous => self.turn(Action::Previous),
            Command::Question => self.say(&text::question(&self.session)),
            Command::Answer => self.say(&text::answer(&self.session)),
            Command::Whole => self.act_and_show(Action::Finish),
            Command::Quit => self.leave(warned),
            Command::Hint if place == Place::Card => self.clue(),
            Command::Hint => self.hint(number),
            Command::Home => self.act_and_show(Action::Home),
            Command::Review => self.act_and_show(Action::Review),
            Command::Attempts => self.attempts(number),
            Command::Restore => self.restore(),
            Command::Undo => self.bring_back(),
            Command::Explain => self.own_words(),
            Command::Entries => self.explain_entries(),
            Command::Path => self.say(&text::way(&self.session, number)),
            Command::Editor => self.edit(),
            Command::Insert => self.insert(),
            Command::Model => self.say(&text::models(&self.session)),
            Command::Export => self.export(),
            Command::Help => self.say(&text::help(&self.session)),
        }
    }

    /// An empty line goes on to the next prompt; elsewhere it says where one is, by the prompt that follows.
    pub(super) fn go_on(&mut self) -> io::Result<()> {
        match Place::of(&self.session) {
            Place::Told => self.next_card(),
            _ => Ok(()),
        }
    }

    pub(super) fn act_and_show(&mut self, action: Action) -> io::Result<()> {
        self.act(action)?;
        self.show()
    }

    /// Opens the part with this number.
    pub(super) fn open(&mut self, number: usize) -> io::Result<()> {
        let count = self.session.parts().len();
        match number.checked_sub(1).filter(|at| *at < count) {
            Some(at) => self.act_and_show(Action::Go(at)),
            None if count == 1 => self.say("There is only part 1."),
            None => self.say(&format!(
                "There is no part {number}: they are numbered 1 to {count}."
            )),
        }
    }

    fn turn(&mut self, action: Action) -> io::Result<()> {
        let (first, last) = (0, self.session.parts().len() - 1);
        match (&action, self.session.current()) {
            (Action::Next, at) if at == last => {
                self.say("This is the last part. 8 is the whole grade.")
            }
            (Action::Previous, at) if at == first => self.say("This is the first part."),
            _ => self.act_and_show(action),
        }
    }

    fn submit(&mut self) -> io::Result<()> {
        self.act_and_show(Action::Submit)?;
        self.own_words_asked()
    }

    /// Leaves; with text that could not be saved it asks once more.
    fn leave(&mut self, warned: bool) -> io::Result<()> {
        self.act(Action::Quit)?;
        match self.unsaved.clone() {
            Some(reason) if !warned => {
                self.warned = true;
                return self.say(&format!(
                    "Not saved: {reason}. q again leaves and loses what was written since."
                ));
            }
            Some(_) => self.say("Goodbye.")?,
            None => self.say("Goodbye. What you wrote is kept.")?,
        }
        self.ending = Some(Ending::Quit);
        Ok(())
    }

    fn hint(&mut self, number: Option<usize>) -> io::Result<()> {
        let Some(number) = self.number(number, "One more hint for item number: ")? else {
            return Ok(());
        };
        match text::hint_for(&self.session, number) {
            Err(why) => self.say(&why),
            Ok(id) => {
                self.act(Action::Hint(id.clone()))?;
                self.say(&text::hint(&self.session, &id))
            }
        }
    }

    /// Lists the attempts and shows the one that is asked for.
    fn attempts(&mut self, number: Option<usize>) -> io::Result<()> {
        let count = self.session.part().attempts.len();
        if number.is_none() {
            self.say(&text::attempts(&self.session))?;
        }
        if count == 0 && number.is_none() {
            return Ok(());
        }
        let prompt = "Look at attempt number, or an empty line to go back: ";
        match self.number(number, prompt)? {
            None => Ok(()),
            Some(number) if (1..=count).contains(&number) => {
                self.act_and_show(Action::Look(number))
            }
            Some(_) => self.say("There is no such attempt."),
        }
    }

    /// The number that was given, or else the one that is asked for; none where the line holds none.
    fn number(&mut self, given: Option<usize>, prompt: &str) -> io::Result<Option<usize>> {
        if given.is_some() {
            return Ok(given);
        }
        let line = self.ask(prompt)?.unwrap_or_default();
        let number = line.trim().parse().ok();
        if number.is_none() && !line.trim().is_empty() {
            self.say(&format!("'{}' is no number.", line.trim()))?;
        }
        Ok(number)
    }

    fn restore(&mut self) -> io::Result<()> {
        let View::Feedback(feedback) = self.session.view() else {
            return Ok(());
        };
        let number = feedback.attempt;
        let (at, before) = (self.session.current(), self.session.part().text.clone());
        if number == 0 {
            return self.say("There is no attempt to take up.");
        }
        self.act(Action::Restore(number))?;
        let part = self.session.part();
        if part.text == before {
            return self.say("Your answer reads as this attempt does.");
        }
        let length = part.length();
        self.before = Some((at, before));
        self.say(&format!(
            "The text of attempt {number} is your answer again, {length}. u brings back what stood there before."
        ))
    }

    fn bring_back(&mut self) -> io::Result<()> {
        let Some((part, text)) = self.before.take() else {
            return self.say("There is nothing to bring back.");
        };
        self.act(Action::Go(part))?;
        self.act(Action::Write(text))?;
        self.say(&text::answer(&self.session))
    }

    /// Writes the session to a file, or says it where that cannot be.
    fn export(&mut self) -> io::Result<()> {
        let (name, markdown) = (&self.session.question().id, self.session.export());
        match self.host.export(name, &markdown) {
            Ok(path) => self.say(&format!("Written to {path}.")),
            Err(why) => self.say(&format!(
                "No file was written: {why}. The Markdown begins after this line.
{}
The Markdown ended before this line.",
                markdown.trim_end()
            )),
        }
    }

    fn explain_entries(&mut self) -> io::Result<()> {
        match entries::refusal(&self.session) {
            None => self.say(entries::text(&self.session).trim_end()),
            Some(why) => self.say(why),
        }
    }
}
