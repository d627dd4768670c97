//! Taking text in: answers up to a line with a single dot, sentences where a choice was asked for, own words.

use super::super::writing::hygiene;
use super::choices::Wanted;
use super::table::{Command, Place};
use super::talk::Plain;
use crate::tutor::{Action, View, clean};
use std::io;

/// Texts that are put by at most.
const PUT_BY: usize = 20;

impl Plain<'_> {
    /// Takes lines behind what is written.
    pub(super) fn write(&mut self) -> io::Result<()> {
        let text = self.written();
        let what = self.writes();
        let stays = match text.trim().is_empty() {
            true => "",
            false => " What stands there stays, and your lines come behind it.",
        };
        self.say(&format!(
            "{what}{stays} A line with a single dot ends your answer."
        ))?;
        self.lines(text)
    }

    /// Takes lines in place of what is written.
    pub(super) fn write_over(&mut self) -> io::Result<()> {
        let what = self.writes();
        let kept = match Place::of(&self.session) {
            Place::Card => "",
            _ => {
                self.put_by(self.session.current(), self.written());
                " The old text stays until you write a line; u brings it back."
            }
        };
        self.say(&format!(
            "{what} You begin anew. A line with a single dot ends your answer.{kept}"
        ))?;
        self.lines(String::new())
    }

    /// Puts a text by that is going to make way, so that `u` brings it back; each once, the oldest goes first.
    pub(super) fn put_by(&mut self, part: usize, text: String) {
        let entry = (part, text);
        if entry.1.trim().is_empty() {
            return;
        }
        self.before.retain(|known| *known != entry);
        self.before.push_back(entry);
        if self.before.len() > PUT_BY {
            self.before.pop_front();
        }
    }

    /// What is written for, as a sentence: "Write for part 2, Practical Analysis."
    fn writes(&self) -> String {
        if let View::Card(card) = self.session.view() {
            return format!("Write for prompt {} of {}.", card.number, card.of);
        }
        let part = self.session.part();
        match part.follow_up {
            None => format!("Write for {}, {}.", part.name(), part.title),
            Some(_) => format!("Write for {}.", part.name()),
        }
    }

    /// A sentence where a choice was asked for is meant for the answer: this line is added to it, no more.
    pub(super) fn add_line(&mut self, sentence: &str) -> io::Result<()> {
        let old = self.written();
        let (mut text, number, name) = (old.clone(), next_line(&old), self.session.part().name());
        push_line(&mut text, sentence);
        self.put_by(self.session.current(), old);
        self.act(Action::Write(text))?;
        self.say(&format!(
            "Added to your answer to {name} as line {number}. 1 writes more, u takes it back."
        ))
    }

    /// Adds lines to the text up to a line with a single dot; each is asked for by its number and saved as it comes.
    fn lines(&mut self, mut text: String) -> io::Result<()> {
        while let Some(line) = self.ask(&format!("Line {}: ", next_line(&text)))? {
            if line.trim() == "." {
                return self.written_down();
            }
            push_line(&mut text, &line);
            self.act(Action::Write(text.clone()))?;
        }
        Ok(())
    }

    fn written_down(&mut self) -> io::Result<()> {
        if Place::of(&self.session) == Place::Card {
            return match self.written().trim().is_empty() {
                true => self.no_answer(),
                false => self.mark_card(),
            };
        }
        self.act(Action::Back)?;
        let length = self.session.part().length();
        self.say(&format!("{length}. 3 submits this part."))
    }

    /// Makes a line of the answer read so; without words they are asked for.
    pub(super) fn change_line(&mut self, number: usize, words: &str) -> io::Result<()> {
        let Some(old) = self.line(number)? else {
            return Ok(());
        };
        let mut words = words.to_owned();
        if words.is_empty() {
            let prompt =
                format!("Line {number} is: {old}\nLine {number}, or an empty line to leave it: ");
            words = self.ask(&prompt)?.unwrap_or_default();
        }
        match words.trim() {
            "" => Ok(()),
            _ => self.replace_line(number, Some(&words)),
        }
    }

    pub(super) fn delete_line(&mut self, number: Option<usize>) -> io::Result<()> {
        let Some(number) = self.number(number, Command::Delete, "Delete line number: ")? else {
            return Ok(());
        };
        match self.line(number)? {
            Some(_) => self.replace_line(number, None),
            None => Ok(()),
        }
    }

    /// The line of the answer with this number; says so where there is none.
    fn line(&mut self, number: usize) -> io::Result<Option<String>> {
        let text = self.written();
        let line = number.checked_sub(1).and_then(|at| text.lines().nth(at));
        if line.is_none() {
            let count = text.lines().count();
            self.say(&match count {
                0 => "Nothing is written yet. 1 writes.".to_owned(),
                1 => "Your answer has only line 1.".to_owned(),
                _ => format!("There is no line {number}: they are numbered 1 to {count}."),
            })?;
        }
        Ok(line.map(str::to_owned))
    }

    /// Puts a line in the place of the one with this number, or nothing.
    fn replace_line(&mut self, number: usize, new: Option<&str>) -> io::Result<()> {
        let old = self.written();
        let mut lines: Vec<_> = old.lines().collect();
        lines.splice(number - 1..number, new);
        let text = lines.join("\n");
        self.act(Action::Write(text))?;
        self.act(Action::Back)?;
        self.put_by(self.session.current(), old);
        self.say(&match new {
            Some(words) => format!("Line {number} is now: {words}\nu takes it back."),
            None => format!("Line {number} is deleted. u takes it back."),
        })
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
        self.put_by(self.session.current(), self.written());
        self.act(Action::Write(cleaned.text))?;
        self.act(Action::Back)?;
        let length = self.session.part().length();
        self.say(&format!(
            "{done}{hygiene}. {length} now. 3 submits this part; u brings the old text back."
        ))
    }

    /// What is written for the part, or for the prompt of the review.
    pub(super) fn written(&self) -> String {
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
                "Item {} was met with a hint: {}.\nIn your own words: why is it so? (an empty line or a dot skips) ",
                item.number, item.title
            );
            let words = self.ask(&prompt)?.unwrap_or_default();
            if matches!(words.trim(), "" | ".") {
                return Ok(());
            }
            if is_choice(&words) {
                self.waiting = Some(words);
                return Ok(());
            }
            self.act(Action::Explain(id, words))?;
            self.say("Your words are kept with this attempt.")?;
        }
        Ok(())
    }
}

/// Whether a line that was asked for as own words is a choice, or a slip at one; words may begin with "a".
fn is_choice(words: &str) -> bool {
    matches!(Place::Feedback.wanted(words), Wanted::Choice(..))
        || matches!(Place::Card.wanted(words), Wanted::Slip(..))
}

/// Number of the line that would be added to a text, from 1.
fn next_line(text: &str) -> usize {
    text.lines().count() + 1
}

/// Adds a line to a text.
pub(super) fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(line);
}
