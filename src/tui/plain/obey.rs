//! What each choice does.

use super::super::entries;
use super::super::options::{Behind as From, Ending};
use super::choices::{Behind, Wanted};
use super::table::{Command, Place};
use super::talk::Plain;
use super::text;
use crate::tutor::{Action, View};
use std::io;

impl Plain<'_> {
    /// Does what was chosen; `warned` says that leaving was refused just before, as it loses text.
    pub(super) fn obey(&mut self, wanted: Command, behind: Behind, warned: bool) -> io::Result<()> {
        let place = Place::of(&self.session);
        let number = behind.number;
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
            Command::Quit => self.leave(warned, Ending::Quit),
            Command::List if self.behind != From::Questions => {
                self.say("There is no list of questions: this is the only one.")
            }
            Command::List => self.leave(warned, Ending::Back),
            Command::Hint if place == Place::Card => self.clue(),
            Command::Hint => self.hint(number),
            Command::Item => self.say(&text::items_in_full(&self.session, number)),
            Command::Home => self.act_and_show(Action::Home),
            Command::Review => self.act_and_show(Action::Review),
            Command::Attempts => self.attempts(number),
            Command::Restore => self.restore(),
            Command::Undo => self.bring_back(),
            Command::Explain => self.own_words(),
            Command::Entries => self.explain_entries(),
            Command::Path => self.say(&text::way(&self.session, number)),
            Command::Editor => match number {
                Some(number) => self.change_line(number, behind.words),
                None => self.edit(),
            },
            Command::Delete => self.delete_line(number),
            Command::Insert => self.insert(),
            Command::Model => self.read_models(),
            Command::Knew => self.knew(),
            Command::Export => self.export(),
            Command::Help => self.help(),
        }
    }

    /// An empty line goes on to the next prompt, and is no answer to one; elsewhere it says where one is, by the
    /// prompt that follows.
    pub(super) fn go_on(&mut self) -> io::Result<()> {
        match Place::of(&self.session) {
            Place::Card => self.no_answer(),
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
                self.say("This is the last part. w is the whole grade.")
            }
            (Action::Previous, at) if at == first => self.say("This is the first part."),
            _ => self.act_and_show(action),
        }
    }

    fn submit(&mut self) -> io::Result<()> {
        let parts = self.session.parts();
        if parts.iter().all(|part| part.text.trim().is_empty()) {
            return self.say("Nothing is written yet. 1 writes.");
        }
        let last = self.session.part().attempts.last().cloned();
        self.act(Action::Submit)?;
        match last.and_then(|last| text::unchanged(&self.session, &last)) {
            Some(line) => self.say(&line),
            None => {
                self.show()?;
                self.own_words_asked()
            }
        }
    }

    /// Leaves; with text that could not be saved it asks once more.
    fn leave(&mut self, warned: bool, ending: Ending) -> io::Result<()> {
        self.act(Action::Quit)?;
        let goodbye = match ending {
            Ending::Back => "Back to the list.",
            _ => "Goodbye.",
        };
        match self.unsaved.clone() {
            Some(reason) if !warned => {
                self.warned = true;
                return self.say(&format!(
                    "Not saved: {reason}. The same choice again leaves and loses what was written since."
                ));
            }
            Some(_) => self.say(goodbye)?,
            None => self.say(&format!("{goodbye} What you wrote is kept."))?,
        }
        self.ending = Some(ending);
        Ok(())
    }

    fn hint(&mut self, number: Option<usize>) -> io::Result<()> {
        let prompt = "One more hint for item number, or an empty line to go back: ";
        let mut given = number;
        while let Some(number) = self.number(given, Command::Hint, prompt)? {
            match text::hint_for(&self.session, number) {
                Ok(id) => {
                    self.act(Action::Hint(id.clone()))?;
                    return self.say(&text::hint(&self.session, &id));
                }
                Err(why) => self.say(&why)?,
            }
            if given.take().is_some() || text::has_item(&self.session, number) {
                break;
            }
        }
        Ok(())
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
        let mut given = number;
        while let Some(number) = self.number(given, Command::Attempts, prompt)? {
            if (1..=count).contains(&number) {
                return self.act_and_show(Action::Look(number));
            }
            self.say("There is no such attempt.")?;
            if given.take().is_some() {
                break;
            }
        }
        Ok(())
    }

    /// The number that was given, or else the one that is asked for until the line holds one; none where it is
    /// empty or a choice, which is taken as one. The form with the choice's own key is understood: "0 6", "item 6".
    pub(super) fn number(
        &mut self,
        given: Option<usize>,
        wanted: Command,
        prompt: &str,
    ) -> io::Result<Option<usize>> {
        if given.is_some() {
            return Ok(given);
        }
        while let Some(line) = self.ask(prompt)? {
            if line.trim().is_empty() {
                return Ok(None);
            }
            if let Some(number) = wanted.number_in(&line) {
                return Ok(Some(number));
            }
            if let Wanted::Choice(..) = Place::of(&self.session).wanted(&line) {
                self.waiting = Some(line);
                return Ok(None);
            }
            self.say(&format!("'{}' is no number.", line.trim()))?;
        }
        Ok(None)
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
        self.put_by(at, before);
        self.say(&format!(
            "The text of attempt {number} is your answer again, {length}. u brings back what stood there before."
        ))
    }

    fn bring_back(&mut self) -> io::Result<()> {
        let Some((part, text)) = self.before.pop_back() else {
            return self.say("There is nothing to bring back.");
        };
        self.act(Action::Go(part))?;
        let present = self.session.part().text.clone();
        if present != text && !present.trim().is_empty() {
            self.before.push_front((part, present));
        }
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
            None => {
                self.act(Action::Reveal)?;
                self.say(entries::text(&self.session).trim_end())
            }
            Some(why) => self.say(why),
        }
    }

    fn read_models(&mut self) -> io::Result<()> {
        let models = text::models(&self.session);
        self.act(Action::Reveal)?;
        self.say(&models)
    }
}
