//! The same session line by line: append-only, numbered choices, not one escape byte.
//!
//! Made for screen readers and for terminals that can do nothing but print. Whatever is written is
//! saved line by line; the end of the input ends the session in good order.

use super::entries;
use super::options::{Ending, Error, Host, Outcome};
use super::path;
use super::plain_text;
use super::writing::hygiene;
use crate::source::printable;
use crate::tutor::{Action, Effect, Session, View, clean};
use std::io::{self, BufRead, Read, Write};

/// Bytes of a line that are read at once; what is longer goes on as a line of its own.
const LINE: u64 = 1 << 20;

/// Runs a session by lines.
///
/// # Errors
/// The input cannot be read or the output not written to; a closed output ends the session instead.
pub fn run_plain(
    session: Session,
    host: &mut dyn Host,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<Outcome, Error> {
    let mut plain = Plain {
        session,
        host,
        input,
        output,
        before: None,
        unsaved: None,
        warned: false,
    };
    let ending = match plain.talk() {
        Ok(ending) => ending,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ending::Closed,
        Err(error) => return Err(Error::Plain(error)),
    };
    Ok(Outcome {
        session: plain.session,
        ending,
        unsaved: plain.unsaved,
    })
}

/// A session and both ends of its line.
struct Plain<'a> {
    session: Session,
    host: &'a mut dyn Host,
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    /// The text before it was started over, and its part.
    before: Option<(usize, String)>,
    unsaved: Option<String>,
    /// Whether the choice before was told that leaving loses text.
    warned: bool,
}

/// Whether to go on, or how the session ended.
type Next = Option<Ending>;

impl Plain<'_> {
    fn talk(&mut self) -> io::Result<Ending> {
        let opening = plain_text::opening(&self.session);
        self.say(&opening)?;
        self.show_part()?;
        self.say(plain_text::CHOICES)?;
        loop {
            let prompt = plain_text::prompt(&self.session);
            let Some(line) = self.ask(&prompt)? else {
                return self.end_of_input();
            };
            if let Some(ending) = self.choose(line.trim())? {
                return Ok(ending);
            }
        }
    }

    fn choose(&mut self, choice: &str) -> io::Result<Next> {
        let warned = std::mem::take(&mut self.warned);
        match choice {
            "?" | "help" => self.say(plain_text::HELP)?,
            "" => {}
            "1" => return self.write(false),
            "2" => return self.write(true),
            "3" => {
                self.act(Action::Submit)?;
                self.show_feedback()?;
            }
            "4" => self.turn(Action::Next, "This is the last part.")?,
            "5" => self.turn(Action::Previous, "This is the first part.")?,
            "6" => self.show_part()?,
            "7" => self.show_answer()?,
            "8" => {
                self.act(Action::Finish)?;
                self.show_whole()?;
            }
            "9" | "quit" | "q" => return self.leave(warned),
            "0" => return self.hint(),
            "c" => self.explain_entries()?,
            "p" => self.show_path(None)?,
            probe if let Some(number) = numbered(probe) => self.show_path(Some(number))?,
            "e" => {
                let edited = self.host.edit(&self.session.part().text);
                self.take("Took over", edited)?;
            }
            "i" => return self.insert(),
            "u" if self.before.is_some() => self.bring_back()?,
            sentence if sentence.contains(' ') => return self.write_from(sentence),
            other => {
                let text = format!("'{other}' is no choice.\n{}", plain_text::CHOICES);
                self.say(&text)?;
            }
        }
        Ok(None)
    }

    /// Leaves; with text that could not be saved it asks once more.
    fn leave(&mut self, warned: bool) -> io::Result<Next> {
        self.act(Action::Quit)?;
        match self.unsaved.clone() {
            Some(reason) if !warned => {
                self.warned = true;
                self.say(&format!(
                    "Not saved: {reason}. 9 again leaves and loses what was written since."
                ))?;
                return Ok(None);
            }
            Some(_) => self.say("Goodbye.")?,
            None => self.say("Goodbye. What you wrote is kept.")?,
        }
        Ok(Some(Ending::Quit))
    }

    /// Takes lines until one holds a single dot; each is saved as it comes.
    fn write(&mut self, over: bool) -> io::Result<Next> {
        let mut text = self.session.part().text.clone();
        if over {
            self.before = Some((self.session.current(), std::mem::take(&mut text)));
            self.say("Write your answer anew. A line with a single dot ends it. The old text stays until you write a line; u brings it back.")?;
        } else {
            self.say("Write. A line with a single dot ends it.")?;
        }
        self.lines(text)
    }

    /// A sentence where a choice was asked for is meant for the answer: it is kept, and writing goes on.
    fn write_from(&mut self, sentence: &str) -> io::Result<Next> {
        let mut text = self.session.part().text.clone();
        push_line(&mut text, sentence);
        self.act(Action::Write(text.clone()))?;
        self.say("That is no choice, so it was added to your answer. Write on; a line with a single dot ends it.")?;
        self.lines(text)
    }

    /// Adds lines to the text up to a line with a single dot.
    fn lines(&mut self, mut text: String) -> io::Result<Next> {
        while let Some(line) = self.ask("")? {
            if line.trim_end() == "." {
                let length = self.session.part().length();
                self.say(&format!("{length}. 3 submits this part."))?;
                return Ok(None);
            }
            push_line(&mut text, &line);
            self.act(Action::Write(text.clone()))?;
        }
        self.end_of_input().map(Some)
    }

    /// Adds a file to the answer.
    fn insert(&mut self) -> io::Result<Next> {
        let Some(path) = self.ask("Path of the file to insert: ")? else {
            return self.end_of_input().map(Some);
        };
        let mut text = self.session.part().text.clone();
        let read = self.host.read(path.trim());
        let read = read.map(|file| {
            push_line(&mut text, &file);
            text
        });
        self.take("Inserted", read)?;
        Ok(None)
    }

    /// Makes the answer what came from outside, cleaned, and says so.
    fn take(&mut self, done: &str, text: Result<String, String>) -> io::Result<()> {
        let cleaned = match text {
            Ok(text) => clean(&text),
            Err(why) => return self.say(&format!("The answer is as it was: {why}.")),
        };
        let hygiene = hygiene(&cleaned);
        self.act(Action::Write(cleaned.text))?;
        let length = self.session.part().length();
        self.say(&format!(
            "{done}{hygiene}. {length} now. 3 submits this part."
        ))
    }

    fn bring_back(&mut self) -> io::Result<()> {
        if let Some((part, text)) = self.before.take() {
            self.act(Action::Go(part))?;
            self.act(Action::Write(text))?;
            self.show_answer()?;
        }
        Ok(())
    }

    fn hint(&mut self) -> io::Result<Next> {
        if !matches!(self.session.view(), View::Feedback(_)) {
            self.say("Hints come after feedback: 3 submits this part.")?;
            return Ok(None);
        }
        let Some(line) = self.ask("One more hint for item number: ")? else {
            return self.end_of_input().map(Some);
        };
        let wanted: Option<usize> = line.trim().parse().ok();
        let item = match self.session.view() {
            View::Feedback(feedback) => feedback
                .items
                .iter()
                .find(|item| Some(item.number) == wanted)
                .cloned(),
            _ => None,
        };
        match item {
            None => self.say("There is no such item.")?,
            Some(item) if item.more => {
                self.act(Action::Hint(item.id.clone()))?;
                let text = plain_text::hint(&self.session, &item.id);
                self.say(&text)?;
            }
            Some(item) if item.hints.is_empty() => self.say("There is no hint for this item.")?,
            Some(_) => self.say("All hints for this item are open.")?,
        }
        Ok(None)
    }

    fn explain_entries(&mut self) -> io::Result<()> {
        let text = match self.session.view() {
            View::Feedback(_) if entries::has_any(&self.session) => entries::text(&self.session),
            View::Feedback(_) => "This part shows no conntrack entries.".to_owned(),
            _ => "Entries are explained after feedback: 3 submits this part.".to_owned(),
        };
        self.say(&text)
    }

    /// The way of packets through the rules of the part: of all probes, or of one by its number.
    fn show_path(&mut self, number: Option<usize>) -> io::Result<()> {
        let probes = match self.session.view() {
            View::Feedback(feedback) => feedback.probes.as_ref(),
            _ => None,
        };
        let text = match (probes, number) {
            (None, _) => "The way of packets is told after feedback on a part with firewall rules."
                .to_owned(),
            (Some(probes), None) => path::text(probes),
            (Some(probes), Some(number)) => number
                .checked_sub(1)
                .and_then(|at| path::probe(probes, at))
                .unwrap_or_else(|| "There is no such probe.".to_owned()),
        };
        self.say(&text)
    }

    fn turn(&mut self, action: Action, none: &str) -> io::Result<()> {
        let before = self.session.current();
        self.act(action)?;
        if self.session.current() == before {
            return self.say(none);
        }
        self.show_part()
    }

    fn show_part(&mut self) -> io::Result<()> {
        let text = plain_text::part(&self.session);
        self.say(&text)
    }

    fn show_answer(&mut self) -> io::Result<()> {
        let text = plain_text::answer(&self.session);
        self.say(&text)
    }

    fn show_feedback(&mut self) -> io::Result<()> {
        let text = plain_text::feedback(&self.session);
        self.say(&text)
    }

    fn show_whole(&mut self) -> io::Result<()> {
        let text = plain_text::whole(&self.session);
        self.say(&text)
    }

    /// Lets an action happen and does what follows.
    fn act(&mut self, action: Action) -> io::Result<()> {
        if self.session.update(action).contains(&Effect::Save) {
            let failing = self.unsaved.is_some();
            self.unsaved = self.host.save(&self.session.draft()).err();
            if let (false, Some(reason)) = (failing, self.unsaved.clone()) {
                self.say(&format!(
                    "Could not save: {reason}. Go on; it is tried again."
                ))?;
            }
        }
        Ok(())
    }

    fn end_of_input(&mut self) -> io::Result<Ending> {
        self.act(Action::Quit)?;
        match &self.unsaved {
            None => self.say("\nThe input ended. What you wrote is kept.")?,
            Some(reason) => {
                let text = format!("\nThe input ended. Not saved: {reason}.");
                self.say(&text)?;
            }
        }
        Ok(Ending::Closed)
    }

    /// Prints a text as lines; the one way out.
    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}", printable(text))
    }

    /// Prints a prompt and reads a line without its end; none at the end of the input.
    fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.output, "{}", printable(prompt))?;
        self.output.flush()?;
        let mut bytes = Vec::new();
        let mut limited = (&mut *self.input).take(LINE);
        if limited.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        let line = clean(&String::from_utf8_lossy(&bytes)).text;
        Ok(Some(line.trim_end_matches('\n').to_owned()))
    }
}

/// The number of a probe: 5 of `p 5`.
fn numbered(choice: &str) -> Option<usize> {
    choice.strip_prefix("p ")?.trim().parse().ok()
}

fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(line);
}
