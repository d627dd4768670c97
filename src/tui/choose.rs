//! The list of questions that stands before a session, where there is more than one.

use super::act::step;
use super::input::{Input, inputs};
use super::keymap::Keys;
use super::keys::{Chord, Command, Motion, Place};
use super::options::{Ending, Error, Options};
use super::pane::Pane;
use super::run::{Batch, IDLE, Inbox, Stage, blank, redraw_all};
use super::theme::Theme;
use crossterm::event::KeyEvent;
use ratatui::Terminal;
use ratatui::backend::Backend;

/// Where its keys are looked up: they are those of the start screen.
const PLACES: [Place; 3] = [Place::Start, Place::Reading, Place::Any];

/// A question as the list shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its title, or its file where it has faults.
    pub title: String,
    /// Level and tags.
    pub about: String,
    /// How far it got.
    pub progress: String,
    /// What is wrong with it or its rubric, where it cannot be practised.
    pub faults: Option<String>,
}

/// What came of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The question with this index is to be opened.
    Open(usize),
    /// None; the list ended like this.
    Leave(Ending),
}

/// The list as a screen without a terminal.
#[derive(Debug)]
pub struct Chooser {
    pub(super) rows: Vec<Listed>,
    pub(super) chosen: usize,
    /// Whether the faults of the chosen question are shown.
    pub(super) explains: bool,
    pub(super) list: Pane,
    pub(super) faults: Pane,
    pub(super) notice: Option<String>,
    pub(super) theme: Theme,
    keys: Keys,
}

impl Chooser {
    /// A list on which the question with this index is chosen.
    pub fn new(rows: Vec<Listed>, chosen: usize, options: &Options) -> Self {
        Self {
            chosen: chosen.min(rows.len().saturating_sub(1)),
            rows,
            explains: false,
            list: Pane::default(),
            faults: Pane::default(),
            notice: options.notice.clone(),
            theme: Theme::new(options.color, options.ascii),
            keys: options.keys.clone(),
        }
    }

    /// Takes an input in; says what was chosen, once something was.
    pub fn handle(&mut self, input: Input) -> Option<Choice> {
        match input {
            Input::Key(key) => self.key(key),
            Input::Wheel { down } => {
                self.go(if down { Motion::Down } else { Motion::Up });
                None
            }
            Input::Text(_) | Input::Redraw => None,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Option<Choice> {
        let chord = Chord::of(key);
        let told = self.notice.take().is_some();
        match self.keys.command(chord, &PLACES) {
            Some(Command::Quit | Command::Interrupt) => return Some(Choice::Leave(Ending::Quit)),
            Some(Command::Back) if self.explains => self.explains = false,
            Some(Command::Back) if told => {}
            Some(Command::Back) => return Some(Choice::Leave(Ending::Quit)),
            Some(Command::Move(motion)) => self.go(motion),
            Some(Command::Open) if self.explains => self.explains = false,
            Some(Command::Open) => return self.open(),
            Some(Command::Part) => return self.digit(chord),
            _ => {
                let keys = "Up and Down choose, Enter or a digit opens, Esc leaves.";
                self.notice = Some(keys.to_owned());
            }
        }
        None
    }

    /// The name of the key for a command.
    pub(super) fn key_for(&self, command: Command) -> Option<String> {
        self.keys.key_in(command, &PLACES)
    }

    fn go(&mut self, motion: Motion) {
        if self.explains {
            self.faults.scroll(motion);
        } else {
            self.chosen = step(self.chosen, motion, self.rows.len().saturating_sub(1));
        }
    }

    fn digit(&mut self, chord: Chord) -> Option<Choice> {
        let digit = chord.typed().and_then(|c| c.to_digit(10))?;
        let at = usize::try_from(digit).ok()?.checked_sub(1)?;
        if at >= self.rows.len() {
            self.notice = Some(format!("There is no question {digit}."));
            return None;
        }
        self.chosen = at;
        self.explains = false;
        self.open()
    }

    /// Opens the chosen question; one with faults shows them.
    fn open(&mut self) -> Option<Choice> {
        let row = self.rows.get(self.chosen)?;
        self.explains = row.faults.is_some();
        self.faults = Pane::default();
        (!self.explains).then_some(Choice::Open(self.chosen))
    }
}

/// Shows the list on the real terminal until something is chosen.
///
/// # Errors
/// The terminal cannot be written to.
pub fn choose(stage: &mut Stage, mut chooser: Chooser) -> Result<Choice, Error> {
    let mut terminal = blank().map_err(Error::Terminal)?;
    pick(&mut chooser, &mut terminal, &mut stage.inbox()).map_err(Error::Terminal)
}

fn pick<B: Backend>(
    chooser: &mut Chooser,
    terminal: &mut Terminal<B>,
    inbox: &mut dyn Inbox,
) -> Result<Choice, B::Error> {
    terminal.draw(|frame| chooser.draw(frame))?;
    loop {
        let batch = Batch::gather(inbox, IDLE);
        if batch.continued {
            redraw_all(terminal)?;
        }
        let redraw = batch.continued || !batch.events.is_empty();
        for input in inputs(batch.events) {
            if let Some(choice) = chooser.handle(input) {
                return Ok(choice);
            }
        }
        if let Some(ending) = batch.ending {
            return Ok(Choice::Leave(ending));
        }
        if redraw {
            terminal.draw(|frame| chooser.draw(frame))?;
        }
    }
}
