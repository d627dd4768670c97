//! The conversation: a choice is asked for, understood and obeyed until the session ends.

use super::super::options::{Behind, Ending, Error, Host, Outcome};
use super::choices::Wanted;
use super::table::{Command, Place};
use super::text;
use crate::source::printable;
use crate::tutor::{Action, Effect, Session, View, clean};
use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read, Write};

/// Bytes of a line that are read at once; what is longer goes on as a line of its own.
const LINE: u64 = 1 << 20;

/// Runs a session by lines, from the start or from a review that has begun.
///
/// # Errors
/// The input cannot be read or the output not written to; a closed output ends the session instead.
pub fn run_plain(
    session: Session,
    host: &mut dyn Host,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    behind: Behind,
) -> Result<Outcome, Error> {
    let mut plain = Plain {
        session,
        host,
        input,
        output,
        before: VecDeque::new(),
        listed: BTreeSet::new(),
        read: BTreeSet::new(),
        behind,
        waiting: None,
        ending: None,
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
pub(super) struct Plain<'a> {
    pub(super) session: Session,
    pub(super) host: &'a mut dyn Host,
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    /// Texts that made way for others, each with its part, the latest last.
    pub(super) before: VecDeque<(usize, String)>,
    /// Places whose choices were listed.
    listed: BTreeSet<Place>,
    /// Lines of choices that were listed anywhere.
    read: BTreeSet<String>,
    /// What the session was opened from.
    pub(super) behind: Behind,
    /// A line that was read for something else and is a choice.
    pub(super) waiting: Option<String>,
    /// How the session ended.
    pub(super) ending: Option<Ending>,
    pub(super) unsaved: Option<String>,
    /// Whether the choice before was told that leaving loses text.
    pub(super) warned: bool,
}

impl Plain<'_> {
    fn talk(&mut self) -> io::Result<Ending> {
        self.say(&text::opening(&self.session))?;
        if matches!(self.session.view(), View::Answer) {
            self.act(Action::Home)?;
        }
        self.show()?;
        loop {
            self.list_once()?;
            if let Some(line) = self.ask(&text::prompt(&self.session))? {
                self.choose(&line)?;
            }
            match self.ending {
                None => {}
                Some(Ending::Closed) => return self.end_of_input(),
                Some(ending) => return Ok(ending),
            }
        }
    }

    fn choose(&mut self, line: &str) -> io::Result<()> {
        let warned = std::mem::take(&mut self.warned);
        let place = Place::of(&self.session);
        match place.wanted(line) {
            Wanted::Part(number) => self.open(number),
            Wanted::Choice(command, behind) => self.obey(command, behind, warned),
            Wanted::Words if line.trim().is_empty() => self.go_on(),
            Wanted::Words if place == Place::Card => self.answer_in_a_line(line),
            Wanted::Words if place != Place::Told && line.trim().contains(' ') => {
                self.add_line(line)
            }
            // A word that is a choice elsewhere may well be the answer.
            Wanted::Elsewhere(_) if place == Place::Card && line.trim().len() > 1 => {
                self.answer_in_a_line(line)
            }
            Wanted::Elsewhere(there) => {
                let (line, way) = (line.trim(), there.way());
                self.say(&format!("No choice here: {line} works {way}."))
            }
            Wanted::Slip(key, takes) => {
                let (line, form) = (line.trim(), takes.form(key));
                self.say(&format!(
                    "'{line}' is no choice: {form}. Nothing was written."
                ))
            }
            Wanted::Words => {
                let line = line.trim();
                self.say(&format!("'{line}' is no choice. ? lists the choices."))
            }
        }
    }

    /// Says what the session shows. The end of a review leads back to the start.
    pub(super) fn show(&mut self) -> io::Result<()> {
        self.say(&text::view(&self.session))?;
        if matches!(self.session.view(), View::RoundEnd(_)) {
            self.act(Action::Home)?;
            self.say(&text::view(&self.session))?;
        }
        Ok(())
    }

    /// Lists the choices where they are offered for the first time, but for those that were listed elsewhere.
    fn list_once(&mut self) -> io::Result<()> {
        let place = Place::of(&self.session);
        if self.waiting.is_some() || !self.listed.insert(place) {
            return Ok(());
        }
        let head = match self.read.is_empty() {
            true => "Choices:",
            false => "More choices here, ? lists all:",
        };
        let mut lines = self.choices();
        lines.retain(|line| !self.read.contains(line));
        self.list(head, lines)
    }

    /// What one does here, and all choices.
    pub(super) fn help(&mut self) -> io::Result<()> {
        self.say(&text::help(Place::of(&self.session)))?;
        let lines = self.choices();
        self.list("Choices:", lines)
    }

    fn choices(&self) -> Vec<String> {
        let undo = (!self.before.is_empty()).then_some(Command::Undo);
        let list = (self.behind == Behind::Questions).then_some(Command::List);
        let open: Vec<_> = undo.into_iter().chain(list).collect();
        Place::of(&self.session).listing(&self.session, &open)
    }

    fn list(&mut self, head: &str, lines: Vec<String>) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.say(&format!("{head}\n{}", lines.join("\n")))?;
        self.read.extend(lines);
        Ok(())
    }

    /// Lets an action happen and does what follows.
    pub(super) fn act(&mut self, action: Action) -> io::Result<()> {
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
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}", printable(text))
    }

    /// Prints a prompt and reads a line without its end; none at the end of the input, which ends the session.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        if let Some(line) = self.waiting.take() {
            return Ok(Some(line));
        }
        write!(self.output, "{}", printable(prompt))?;
        self.output.flush()?;
        let mut bytes = Vec::new();
        let mut limited = (&mut *self.input).take(LINE);
        if limited.read_until(b'\n', &mut bytes)? == 0 {
            self.ending = Some(Ending::Closed);
            return Ok(None);
        }
        let line = clean(&String::from_utf8_lossy(&bytes)).text;
        Ok(Some(line.trim_end_matches('\n').to_owned()))
    }
}
