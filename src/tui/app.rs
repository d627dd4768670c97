//! The practice screen without a terminal: takes inputs, changes its state, and is drawn from it.

use super::editor::{Editor, LIMIT};
use super::input::Input;
use super::keeper::Saved;
use super::keys::{Chord, Command, Edit, Motion, Place, command, name_of};
use super::options::Options;
use super::pane::Pane;
use super::theme::Theme;
use crate::tutor::{Action, Cleaned, Effect, Item, Session, View};
use crossterm::event::{KeyCode, KeyEvent};

/// The practice screen.
#[derive(Debug)]
pub struct App {
    pub(super) session: Session,
    /// One editor a part, so that each keeps its own undo.
    pub(super) editors: Vec<Editor>,
    pub(super) focus: Focus,
    pub(super) panes: Panes,
    /// Index of the chosen feedback item.
    pub(super) chosen: usize,
    pub(super) help: bool,
    pub(super) notice: Option<Notice>,
    pub(super) saving: Saving,
    pub(super) theme: Theme,
    /// Lines of the editor at the last drawing.
    pub(super) page: u16,
    /// Whether the key before was the first of two that leave.
    interrupted: bool,
    /// Whether the key before was told that leaving loses text.
    warned: bool,
}

/// The two panes of a view: in an answer the editor and the question, in feedback the list and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    First,
    Second,
}

/// The scrolled places.
#[derive(Debug, Default)]
pub(super) struct Panes {
    pub(super) question: Pane,
    pub(super) list: Pane,
    pub(super) answer: Pane,
    pub(super) whole: Pane,
    pub(super) help: Pane,
}

/// A message above the footer.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) text: String,
    /// Whether it stays until it is put away.
    stays: bool,
}

/// How the draft stands with the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saving {
    Untouched,
    Waiting,
    Kept,
    Failing,
}

/// What follows from an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reaction {
    /// The screen looks different now.
    pub redraw: bool,
    /// The draft changed.
    pub save: bool,
    /// The learner wants to leave.
    pub quit: bool,
}

impl App {
    /// A screen for a session.
    pub fn new(session: Session, options: Options) -> Self {
        let editors = session.parts().iter().map(|part| Editor::new(&part.text));
        let editors = editors.collect();
        let back = session.parts().iter().any(|part| !part.text.is_empty());
        let notice = match options.notice {
            Some(text) => Some(Notice { text, stays: true }),
            None if back => Some(Notice {
                text: "Your draft is back as you left it.".to_owned(),
                stays: false,
            }),
            None => None,
        };
        Self {
            session,
            editors,
            focus: Focus::First,
            panes: Panes::default(),
            chosen: 0,
            help: false,
            notice,
            saving: Saving::Untouched,
            theme: Theme::new(options.color, options.ascii),
            page: 1,
            interrupted: false,
            warned: false,
        }
    }

    /// The session behind the screen.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Gives the session back.
    pub fn into_session(self) -> Session {
        self.session
    }

    /// Shows a message that stays until it is put away.
    pub fn announce(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            stays: true,
        });
    }

    /// Takes an input in.
    pub fn handle(&mut self, input: Input) -> Reaction {
        match input {
            Input::Key(key) => self.key(key),
            Input::Text(text) => self.text(&text),
            Input::Wheel { down } => self.wheel(down),
            Input::Redraw => REDRAW,
        }
    }

    /// Hears what became of a save. True where the screen looks different for it.
    pub(super) fn saved(&mut self, saved: Saved) -> bool {
        let before = self.saving;
        match saved {
            Saved::Kept => self.saving = Saving::Kept,
            Saved::KeptAgain => {
                self.saving = Saving::Kept;
                self.announce("Saving works again; everything is kept.");
            }
            Saved::Failed(reason) => {
                self.saving = Saving::Failing;
                self.announce(format!(
                    "Could not save: {reason}. Go on; it is tried again. ({} puts this away)",
                    name_of(Command::Back)
                ));
            }
            Saved::StillFailing => {}
        }
        before != self.saving
    }

    /// Asks once more before leaving with text that could not be saved. True where it was asked already.
    pub(super) fn leave_unsaved(&mut self, reason: &str) -> bool {
        if self.warned {
            return true;
        }
        self.warned = true;
        self.announce(format!(
            "Not saved: {reason}. {} again leaves and loses what was written since.",
            name_of(Command::Quit)
        ));
        false
    }

    fn key(&mut self, key: KeyEvent) -> Reaction {
        let interrupted = std::mem::take(&mut self.interrupted);
        let warned = std::mem::take(&mut self.warned);
        let stays = self.notice.as_ref().is_none_or(|notice| notice.stays);
        if !stays {
            self.notice = None;
        }
        let chord = Chord::of(key);
        match (command(chord, self.places()), chord.typed()) {
            (Some(Command::Interrupt), _) if !interrupted && !warned => {
                self.interrupted = true;
                self.say("Ctrl-C again leaves; everything written is kept.");
                REDRAW
            }
            (Some(Command::Quit | Command::Interrupt), _) => {
                self.warned = warned;
                self.act(Action::Quit)
            }
            (Some(wanted), _) => self.obey(wanted, chord),
            (None, Some(c)) if self.writes() => self.type_char(c),
            (None, typed) => {
                self.unknown(chord, typed.is_some());
                REDRAW
            }
        }
    }

    /// Whether characters go into the answer.
    fn writes(&self) -> bool {
        !self.help && matches!(self.session.view(), View::Answer) && self.focus == Focus::First
    }

    fn places(&self) -> &'static [Place] {
        match self.session.view() {
            _ if self.help => &[Place::Reading, Place::Any],
            View::Answer if self.focus == Focus::First => &[Place::Editor, Place::Any],
            View::Feedback(_) => &[Place::Feedback, Place::Reading, Place::Any],
            View::Answer | View::Summary(_) => &[Place::Reading, Place::Any],
        }
    }

    fn unknown(&mut self, chord: Chord, typed: bool) {
        let help = name_of(Command::Help);
        let back = match self.session.view() {
            View::Answer => name_of(Command::Focus),
            View::Feedback(_) | View::Summary(_) => name_of(Command::Back),
        };
        self.say(if typed && !self.help {
            format!("To write, go back to your answer with {back}. {help} lists all keys.")
        } else {
            format!("{} does nothing here. {help} lists all keys.", chord.name())
        });
    }

    fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            stays: false,
        });
    }

    fn obey(&mut self, wanted: Command, chord: Chord) -> Reaction {
        if self.help && !matches!(wanted, Command::Move(_)) {
            self.help = false;
            if matches!(wanted, Command::Help | Command::Back) {
                return REDRAW;
            }
        }
        match wanted {
            Command::Help => self.help = true,
            Command::Focus => self.focus = self.focus.other(),
            Command::PreviousPart => return self.turn(Action::Previous, "This is the first part."),
            Command::NextPart => return self.next_part(),
            Command::Submit => return self.submit(),
            Command::Whole => return self.act(Action::Finish),
            Command::Quit | Command::Interrupt => return self.act(Action::Quit),
            Command::Back => return self.back(),
            Command::Hint => return self.hint(),
            Command::Part => return self.open(chord),
            Command::Move(motion) => self.go(motion),
            Command::Peek(motion) => self.panes.question.scroll(motion),
            Command::Edit(edit) => return self.edit(edit),
        }
        REDRAW
    }

    fn act(&mut self, action: Action) -> Reaction {
        let part = self.session.current();
        let view = std::mem::discriminant(self.session.view());
        let effects = self.session.update(action);
        if std::mem::discriminant(self.session.view()) != view {
            self.focus = Focus::First;
            self.chosen = 0;
            let question = std::mem::take(&mut self.panes.question);
            self.panes = Panes {
                question,
                ..Panes::default()
            };
        }
        if self.session.current() != part {
            self.panes.question = Pane::default();
        }
        let save = effects.contains(&Effect::Save);
        if save && self.saving != Saving::Failing {
            self.saving = Saving::Waiting;
        }
        Reaction {
            redraw: true,
            save,
            quit: effects.contains(&Effect::Quit),
        }
    }

    fn submit(&mut self) -> Reaction {
        let reaction = self.act(Action::Submit);
        self.chosen = 0;
        self.panes.list = Pane::default();
        if self.session.part().text.trim().is_empty() {
            self.say("Nothing is written for this part yet.");
        }
        reaction
    }

    fn next_part(&mut self) -> Reaction {
        let whole = name_of(Command::Whole);
        self.turn(
            Action::Next,
            &format!("This is the last part. {whole} shows the whole grade."),
        )
    }

    /// Turns to another part, or says why there is none.
    fn turn(&mut self, action: Action, none: &str) -> Reaction {
        let before = self.session.current();
        let shown = matches!(self.session.view(), View::Answer);
        let reaction = self.act(action);
        if shown && self.session.current() == before {
            self.say(none);
        }
        reaction
    }

    fn open(&mut self, chord: Chord) -> Reaction {
        let digit = chord.typed().and_then(|c| c.to_digit(10)).unwrap_or(1);
        let at = usize::try_from(digit).unwrap_or(1).saturating_sub(1);
        if at < self.session.parts().len() {
            return self.act(Action::Go(at));
        }
        self.say(format!("There is no part {digit}."));
        REDRAW
    }

    fn back(&mut self) -> Reaction {
        if self.notice.take().is_some() {
            return REDRAW;
        }
        self.focus = Focus::First;
        self.act(Action::Back)
    }

    /// The item chosen in feedback.
    pub(super) fn item(&self) -> Option<&Item> {
        match self.session.view() {
            View::Feedback(feedback) => feedback.items.get(self.chosen),
            View::Answer | View::Summary(_) => None,
        }
    }

    fn hint(&mut self) -> Reaction {
        let Some(item) = self.item() else {
            return REDRAW;
        };
        if item.more {
            let id = item.id.clone();
            return self.act(Action::Hint(id));
        }
        let why = if item.hints.is_empty() {
            "There is no hint for this one; choose one marked [ ] or [~]."
        } else {
            "All hints for this one are open."
        };
        self.say(why);
        REDRAW
    }

    fn go(&mut self, motion: Motion) {
        let panes = &mut self.panes;
        let pane = match (self.session.view(), self.focus) {
            _ if self.help => &mut panes.help,
            (View::Summary(_), _) => &mut panes.whole,
            (View::Answer, Focus::Second) => &mut panes.question,
            (View::Feedback(_), Focus::Second) => &mut panes.answer,
            (View::Feedback(_), Focus::First) => return self.choose(motion),
            (View::Answer, Focus::First) => {
                let at = self.session.current();
                return self.editors[at].go(motion, self.page);
            }
        };
        pane.scroll(motion);
    }

    fn choose(&mut self, motion: Motion) {
        let View::Feedback(feedback) = self.session.view() else {
            return;
        };
        let last = feedback.items.len().saturating_sub(1);
        self.chosen = match motion {
            Motion::Up => self.chosen.saturating_sub(1),
            Motion::Down => (self.chosen + 1).min(last),
            Motion::PageUp => self.chosen.saturating_sub(4),
            Motion::PageDown => (self.chosen + 4).min(last),
            Motion::Top => 0,
            Motion::Bottom => last,
            _ => self.chosen,
        };
    }

    fn edit(&mut self, edit: Edit) -> Reaction {
        let at = self.session.current();
        if self.editors[at].edit(edit) {
            return self.written();
        }
        match edit {
            Edit::Undo => self.say("Nothing to undo."),
            Edit::Redo => self.say("Nothing to redo."),
            Edit::Newline => self.full(),
            _ => {}
        }
        REDRAW
    }

    fn type_char(&mut self, c: char) -> Reaction {
        let at = self.session.current();
        if self.editors[at].type_char(c) {
            return self.written();
        }
        self.full();
        REDRAW
    }

    fn text(&mut self, text: &str) -> Reaction {
        if !self.writes() {
            self.unknown(Chord::of(KeyEvent::from(KeyCode::Null)), true);
            return REDRAW;
        }
        let at = self.session.current();
        match self.editors[at].paste(text) {
            Some(cleaned) => {
                if let Some(done) = hygiene(&cleaned) {
                    self.say(done);
                }
                self.written()
            }
            None => {
                self.full();
                REDRAW
            }
        }
    }

    fn full(&mut self) {
        self.say(format!(
            "No room: an answer may hold {LIMIT} characters. Nothing was inserted."
        ));
    }

    fn written(&mut self) -> Reaction {
        let text = self.editors[self.session.current()].text();
        self.act(Action::Write(text))
    }

    fn wheel(&mut self, down: bool) -> Reaction {
        let motion = if down { Motion::Down } else { Motion::Up };
        for _ in 0..3 {
            match (self.session.view(), self.help) {
                (View::Answer, false) => self.panes.question.scroll(motion),
                _ => self.go(motion),
            }
        }
        REDRAW
    }
}

const REDRAW: Reaction = Reaction {
    redraw: true,
    save: false,
    quit: false,
};

impl Focus {
    const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// What a paste was cleaned of, where it was.
fn hygiene(cleaned: &Cleaned) -> Option<String> {
    let words = cleaned.text.split_whitespace().count();
    (cleaned.dropped > 0).then(|| {
        format!(
            "Pasted {words} words; {} invisible characters were left out.",
            cleaned.dropped
        )
    })
}
