//! The practice screen without a terminal: takes inputs, changes its state, and is drawn from it.

use super::asking::Asking;
use super::editor::Editor;
use super::input::Input;
use super::keeper::Saved;
use super::keymap::Keys;
use super::keys::{Chord, Command, Motion, Place};
use super::options::{Behind, Options, Wish};
use super::palette::Palette;
use super::pane::Pane;
use super::theme::Theme;
use crate::tutor::{Action, CardView, Item, Probes, Session, Stop, View};
use crossterm::event::KeyEvent;

/// The practice screen.
#[derive(Debug)]
pub struct App {
    pub(super) session: Session,
    /// One editor a part, so that each keeps its own undo.
    pub(super) editors: Vec<Editor>,
    /// The editor of the review's prompt or of own words, and the criterion it is about.
    pub(super) side: (String, Editor),
    /// Index of the attempt chosen in their list.
    pub(super) attempt: usize,
    pub(super) focus: Focus,
    pub(super) panes: Panes,
    /// Index of the chosen feedback item.
    pub(super) chosen: usize,
    /// Id of the item that was chosen last, to find it again after the next submission.
    pub(super) looked_at: Option<String>,
    pub(super) overlay: Option<Overlay>,
    /// The packet whose way is shown.
    pub(super) stop: Stop,
    pub(super) palette: Palette,
    pub(super) notice: Option<Notice>,
    pub(super) saving: Saving,
    /// A line that is asked for in place of a message.
    pub(super) asking: Option<Asking>,
    /// What was looked for last.
    pub(super) sought: String,
    /// What was copied or cut last.
    pub(super) clipboard: String,
    /// What is wanted from outside before anything else.
    pub(super) wish: Option<Wish>,
    pub(super) theme: Theme,
    /// Which key does what.
    pub(super) keys: Keys,
    /// Lines of the editor at the last drawing.
    pub(super) page: u16,
    /// What the session was opened from, and whether the last key went back to it.
    pub(super) behind: Behind,
    pub(super) goes_back: bool,
    /// Whether the key before was the first of two that leave.
    interrupted: bool,
    /// Whether the key before was told that leaving loses text.
    pub(super) warned: bool,
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
    pub(super) entries: Pane,
    pub(super) path: Pane,
    pub(super) attempts: Pane,
    pub(super) model: Pane,
    pub(super) help: Pane,
}

/// What is shown over a view until it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overlay {
    Help,
    Palette,
    /// The conntrack entries of the part, explained.
    Entries,
    /// The way of packets through the rules of the part.
    Path,
    /// The attempts at the part.
    Attempts,
    /// The editor for own words.
    OwnWords,
    /// Model answers.
    Model,
}

/// A message above the footer.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) text: String,
    /// Whether it stays until it is put away.
    stays: bool,
}

/// How the draft stands with the disk.
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
        let notice = options.notice.map(|text| Notice { text, stays: true });
        let chosen = match session.view() {
            View::Start(start) => start.resume,
            _ => 0,
        };
        let mut app = Self {
            session,
            editors,
            side: (String::new(), Editor::new("")),
            attempt: 0,
            focus: Focus::First,
            panes: Panes::default(),
            chosen,
            looked_at: None,
            overlay: None,
            stop: Stop::default(),
            palette: Palette::default(),
            notice,
            saving: Saving::Untouched,
            asking: None,
            sought: String::new(),
            clipboard: String::new(),
            wish: None,
            theme: Theme::new(options.color, options.ascii),
            keys: options.keys,
            page: 1,
            behind: options.behind,
            goes_back: false,
            interrupted: false,
            warned: false,
        };
        app.open_card();
        app
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
                    self.keys.name_of(Command::Back)
                ));
            }
            Saved::StillFailing => {}
        }
        before != self.saving
    }

    fn key(&mut self, key: KeyEvent) -> Reaction {
        let interrupted = std::mem::take(&mut self.interrupted);
        let warned = std::mem::take(&mut self.warned);
        self.goes_back = false;
        let stays = self.notice.as_ref().is_none_or(|notice| notice.stays);
        if !stays {
            self.notice = None;
        }
        let chord = Chord::of(key);
        let wanted = self.keys.command(chord, self.places());
        if self.overlay == Some(Overlay::Palette)
            && let Some(reaction) = self.palette_key(wanted, chord)
        {
            return reaction;
        }
        match (wanted, chord.typed()) {
            (Some(Command::Interrupt), _) if self.copies() => self.obey(Command::Copy, chord),
            (Some(Command::Interrupt), _) if !interrupted && !warned => {
                self.interrupted = true;
                self.say("Ctrl-C again leaves; everything written is kept.");
                REDRAW
            }
            (Some(Command::Quit | Command::Interrupt), _) => {
                self.warned = warned;
                self.act(Action::Quit)
            }
            (Some(wanted), _) if self.leads_back(wanted) && (warned || self.notice.is_none()) => {
                self.warned = warned;
                self.goes_back = true;
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
    pub(super) fn writes(&self) -> bool {
        let open = match self.session.view() {
            View::Answer => true,
            View::Card(card) => card.told.is_none(),
            _ => false,
        };
        let below = open && self.overlay.is_none() && self.focus == Focus::First;
        below || self.overlay == Some(Overlay::OwnWords)
    }

    /// The editor that is written in: the line that is asked for, else the answer.
    pub(super) fn editor(&mut self) -> &mut Editor {
        match self.asking {
            Some(ref mut asking) => &mut asking.line,
            None => self.field(),
        }
    }

    /// The editor of the answer, of the prompt or of own words.
    pub(super) fn field(&mut self) -> &mut Editor {
        match self.session.view() {
            _ if self.overlay == Some(Overlay::OwnWords) => &mut self.side.1,
            View::Card(_) => &mut self.side.1,
            _ => &mut self.editors[self.session.current()],
        }
    }

    /// The prompt that is shown.
    pub(super) fn prompt(&self) -> Option<&CardView> {
        match self.session.view() {
            View::Card(card) => Some(card),
            _ => None,
        }
    }

    /// Where the keys are looked up.
    pub(super) fn places(&self) -> &'static [Place] {
        match self.overlay {
            Some(Overlay::Help) => &[Place::Reading, Place::Any],
            Some(Overlay::Palette) => &[Place::Editor, Place::Any],
            Some(Overlay::Path) => &[Place::Path, Place::Feedback, Place::Reading, Place::Any],
            Some(Overlay::Attempts) => &[Place::Attempts, Place::Reading, Place::Any],
            Some(Overlay::OwnWords) => &[Place::Editor, Place::Any],
            Some(Overlay::Model) => &[Place::Whole, Place::Reading, Place::Any],
            Some(Overlay::Entries) | None => self.view_places(),
        }
    }

    /// The same, were there nothing over the view.
    pub(super) fn view_places(&self) -> &'static [Place] {
        match self.session.view() {
            View::Answer if self.focus == Focus::First => &[Place::Editor, Place::Any],
            View::Feedback(_) => &[Place::Feedback, Place::Reading, Place::Any],
            View::Start(_) => &[Place::Start, Place::Reading, Place::Any],
            View::Card(card) if card.told.is_some() => &[Place::Told, Place::Reading, Place::Any],
            View::Card(_) if self.focus == Focus::First => {
                &[Place::Card, Place::Editor, Place::Any]
            }
            View::Card(_) => &[Place::Card, Place::Reading, Place::Any],
            View::RoundEnd(_) => &[Place::Told, Place::Reading, Place::Any],
            View::Summary(_) => &[Place::Whole, Place::Reading, Place::Any],
            View::Answer => &[Place::Reading, Place::Any],
        }
    }

    pub(super) fn unknown(&mut self, chord: Chord, typed: bool) {
        let help = self.keys.name_of(Command::Help);
        let way = match self.session.view() {
            View::Start(_) => format!("open a part with {}", self.keys.name_of(Command::Open)),
            View::Answer | View::Card(_) => {
                format!(
                    "go back to your answer with {}",
                    self.keys.name_of(Command::Focus)
                )
            }
            View::Feedback(_) | View::Summary(_) | View::RoundEnd(_) => {
                format!(
                    "go back to your answer with {}",
                    self.keys.name_of(Command::Back)
                )
            }
        };
        self.say(if typed && self.overlay.is_none() {
            format!("To write, {way}. {help} lists all keys.")
        } else {
            format!("{} does nothing here. {help} lists all keys.", chord.name())
        });
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            stays: false,
        });
    }

    /// The item chosen in feedback.
    pub(super) fn item(&self) -> Option<&Item> {
        match self.session.view() {
            View::Feedback(feedback) => feedback.items.get(self.chosen),
            _ => None,
        }
    }

    /// The probes of the feedback that is shown, where its part has rules.
    pub(super) fn probes(&self) -> Option<&Probes> {
        match self.session.view() {
            View::Feedback(feedback) => feedback.probes.as_ref(),
            _ => None,
        }
    }

    fn wheel(&mut self, down: bool) -> Reaction {
        let motion = if down { Motion::Down } else { Motion::Up };
        for _ in 0..3 {
            match (self.session.view(), self.overlay) {
                (View::Answer | View::Card(_), None) => self.panes.question.scroll(motion),
                _ => self.go(motion),
            }
        }
        REDRAW
    }
}

/// Only the picture changed.
pub(super) const REDRAW: Reaction = Reaction {
    redraw: true,
    save: false,
    quit: false,
};

impl Focus {
    pub(super) const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}
