//! Taking text in: answers up to a line with a single dot, sentences where a choice was asked for, own words.

use super::super::writing::hygiene;
use super::choices::Wanted;
use super::table::Place;
use super::talk::Plain;
use crate::tutor::{Action, View, clean};
use std::io;

impl Plain<'_> {
    /// Takes lines behind what is written.
    pub(super) fn write(&mut self) -> io::Result<()> {
        let text = self.written();
        let stays = match text.trim().is_empty() {
            true => "",
            false => " What stands there stays, and your lines come behind it.",
        };
        self.say(&format!(
            "Write.{stays} A line with a single dot ends your answer."
        ))?;
        self.lines(text)
    }

    /// Takes lines in place of what is written.
    pub(super) fn write_over(&mut self) -> io::Result<()> {
        let kept = match Place::of(&self.session) {
            Place::Card => "",
            _ => {
                self.before = Some((self.session.current(), self.written()));
                " The old text stays until you write a line; u brings it back."
            }
        };
        self.say(&format!(
            "Write your answer anew. A line with a single dot ends it.{kept}"
        ))?;
        self.lines(String::new())
    }

    /// A sentence where a choice was asked for is meant for the answer: it is kept, and writing goes on.
    pub(super) fn write_from(&mut self, sentence: &str) -> io::Result<()> {
        let mut text = self.written();
        push_line(&mut text, sentence);
        self.act(Action::Write(text.clone()))?;
        let name = self.session.part().name();
        self.say(&format!(
            "That is no choice, so it was added to your answer to {name}. Write on; a line with a single dot ends it."
        ))?;
        self.lines(text)
    }

    /// Adds lines to the text up to a line with a single dot; each is saved as it comes.
    fn lines(&mut self, mut text: String) -> io::Result<()> {
        while let Some(line) = self.ask("")? {
            if line.trim_end() == "." {
                return self.written_down();
            }
            push_line(&mut text, &line);
            self.act(Action::Write(text.clone()))?;
        }
        Ok(())
    }

    fn written_down(&mut self) -> io::Result<()> {
        if Place::of(&self.session) == Place::Card {
            return self.mark_card();
        }
        self.act(Action::Back)?;
        let length = self.session.part().length();
        self.say(&format!("{length}. 3 submits this part."))
    }

    /// Has the answer changed in the learner's own editor.
    pub(super) fn edit(&mut self) -> io::Result<()> {
        let edited = self.host.edit(&self.written());
        self.take("Taken over", edited)
    }

    /// Adds a file to the answer.
    pub(super) fn insert(&mut self) -> io::Result<()> {
        let prompt = "Path of the file to insert, or an empty line to go back: ";
        let path = self.ask(prompt)?.unwrap_or_default();
        if path.trim().is_empty() {
            return Ok(());
        }
        let mut text = self.written();
        let read = self.host.read(path.trim()).map(|file| {
            push_line(&mut text, &file);
            text
        });
        self.take("Inserted", read)
    }

    /// Makes the answer what came from outside, cleaned, and says so.
    fn take(&mut self, done: &str, text: Result<String, String>) -> io::Result<()> {
        let cleaned = match text {
            Ok(text) => clean(&text),
            Err(why) => return self.say(&format!("The answer is as it was: {why}.")),
        };
        let hygiene = hygiene(&cleaned);
        if let View::Card(_) = self.session.view() {
            self.act(Action::Write(cleaned.text))?;
            return self.say(&format!("{done}{hygiene}. 3 has your answer marked."));
        }
        self.before = Some((self.session.current(), self.written()));
        self.act(Action::Write(cleaned.text))?;
        self.act(Action::Back)?;
        let length = self.session.part().length();
        self.say(&format!(
            "{done}{hygiene}. {length} now. 3 submits this part; u brings the old text back."
        ))
    }

    /// What is written for the part, or for the prompt of the review.
    fn written(&self) -> String {
        match self.session.view() {
            View::Card(card) => card.text.clone(),
            _ => self.session.part().text.clone(),
        }
    }

    /// Asks for own words, or says why there is nothing to say.
    pub(super) fn own_words(&mut self) -> io::Result<()> {
        let View::Feedback(feedback) = self.session.view() else {
            return Ok(());
        };
        if feedback.attempt == 0 || feedback.unexplained().is_none() {
            return self.say(
                "Nothing waits for your own words: they are asked for what was met with a hint.",
            );
        }
        self.own_words_asked()
    }

    /// Asks why what was met with help is so, until one is skipped. A line that is a choice is taken as one.
    pub(super) fn own_words_asked(&mut self) -> io::Result<()> {
        while let View::Feedback(feedback) = self.session.view()
            && let Some(item) = feedback.unexplained().filter(|_| feedback.attempt > 0)
        {
            let id = item.id.clone();
            let prompt = format!(
                "Item {} was met with a hint: {}.\nIn your own words: why is it so? (an empty line skips) ",
                item.number, item.title
            );
            let words = self.ask(&prompt)?.unwrap_or_default();
            if words.trim().is_empty() {
                return Ok(());
            }
            if let Wanted::Choice(..) = Place::Feedback.wanted(&words) {
                self.waiting = Some(words);
                return Ok(());
            }
            self.act(Action::Explain(id, words))?;
            self.say("Your words are kept with this attempt.")?;
        }
        Ok(())
    }
}

/// Adds a line to a text.
pub(super) fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(line);
}
