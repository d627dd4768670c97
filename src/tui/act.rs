//! What the screen does when it is asked to: commands become actions of the session, or move what is seen.

use super::app::{App, Focus, Overlay, Panes, REDRAW, Reaction, Saving};
use super::editor::Editor;
use super::entries;
use super::keys::{Chord, Command, Motion};
use super::pane::Pane;
use crate::tutor::{Action, Effect, Item, Probes, Progress, Stop, View};

impl App {
    /// Does what a key asks for.
    pub(super) fn obey(&mut self, wanted: Command, chord: Chord) -> Reaction {
        if let Some(reaction) = self.answer_asking(wanted) {
            return reaction;
        }
        if let Some(overlay) = self.overlay
            && !overlay.takes(wanted)
        {
            self.overlay = None;
            if overlay.is_closed_by(wanted) {
                return REDRAW;
            }
        }
        match wanted {
            Command::Help => self.overlay = Some(Overlay::Help),
            Command::Palette => self.open_palette(),
            Command::Entries => return self.explain_entries(),
            Command::Path => self.show_path(),
            Command::Attempts => self.show_attempts(),
            Command::Look => return self.look(),
            Command::Restore => return self.restore(),
            Command::OwnWords => self.ask_for_own_words(),
            Command::Model => return self.show_model(),
            Command::Export => self.export(),
            Command::Packet { back } => self.walk(back, "packet", Probes::next_packet),
            Command::Probe { back } => self.walk(back, "probe", Probes::next_probe),
            Command::Focus => self.focus = self.focus.other(),
            Command::Home => return self.home(),
            Command::Open => return self.open_part(self.chosen),
            Command::Knew => return self.knew(),
            Command::Review => return self.review(),
            Command::NextPart if self.reviews() => return self.next_card(),
            Command::PreviousPart if self.reviews() => return self.act(Action::Home),
            Command::PreviousPart => return self.turn(Action::Previous, "This is the first part."),
            Command::NextPart => return self.next_part(),
            Command::Submit => return self.submit(),
            Command::Whole => return self.act(Action::Finish),
            Command::Quit | Command::Interrupt => return self.act(Action::Quit),
            Command::Back => return self.back(),
            Command::Hint => return self.hint(),
            Command::Part => return self.open(chord),
            Command::Move(motion) => self.go(motion),
            Command::Select(motion) if self.writes() => self.move_cursor(motion, true),
            Command::Select(motion) => self.go(motion),
            Command::Mark => self.mark(),
            Command::SelectAll => self.editor().select_all(),
            Command::Copy => self.copy(),
            Command::Paste => return self.paste(),
            Command::Find => self.find(),
            Command::External => self.edit_outside(),
            Command::InsertFile => self.ask_for_file(),
            Command::Peek(motion) => self.panes.question.scroll(motion),
            Command::Edit(edit) => return self.edit(edit),
        }
        REDRAW
    }

    /// Lets an action happen in the session.
    pub(super) fn act(&mut self, action: Action) -> Reaction {
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

    fn home(&mut self) -> Reaction {
        let reaction = self.act(Action::Home);
        self.chosen = self.session.current();
        reaction
    }

    fn reviews(&self) -> bool {
        matches!(self.session.view(), View::Card(_) | View::RoundEnd(_))
    }

    fn review(&mut self) -> Reaction {
        let reaction = self.act(Action::Review);
        self.open_card();
        reaction
    }

    fn next_card(&mut self) -> Reaction {
        let over = matches!(self.session.view(), View::RoundEnd(_));
        let next = if over { Action::Home } else { Action::NextCard };
        let reaction = self.act(next);
        self.open_card();
        reaction
    }

    /// Gives the prompt that is shown an editor of its own.
    pub(super) fn open_card(&mut self) {
        let Some(card) = self.prompt() else {
            return;
        };
        self.side = (card.id.clone(), Editor::new(&card.text));
        self.focus = Focus::First;
        self.panes.question = Pane::default();
    }

    fn submit(&mut self) -> Reaction {
        if self.reviews() {
            return self.act(Action::Submit);
        }
        if matches!(self.session.view(), View::Start(_)) {
            let open = self.keys.name_of(Command::Open);
            self.say(format!("Open a part first, with {open}."));
            return REDRAW;
        }
        let reaction = self.act(Action::Submit);
        self.chosen = self.chosen_before();
        self.panes.list = Pane::default();
        if self.session.part().text.trim().is_empty() {
            self.say("Nothing is written for this part yet.");
        }
        reaction
    }

    /// Where the item stands that was chosen when this part was marked before; the first one where the attempt
    /// changed something, as that is told above it.
    fn chosen_before(&self) -> usize {
        let View::Feedback(feedback) = self.session.view() else {
            return 0;
        };
        if feedback
            .change
            .as_ref()
            .is_some_and(|change| !change.is_empty())
        {
            return 0;
        }
        let same = |item: &Item| self.looked_at.as_deref() == Some(item.id.as_str());
        feedback.items.iter().position(same).unwrap_or(0)
    }

    fn next_part(&mut self) -> Reaction {
        let whole = self.keys.name_of(Command::Whole);
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
            return match self.session.view() {
                View::Start(_) => self.open_part(at),
                _ => self.act(Action::Go(at)),
            };
        }
        self.say(format!("There is no part {digit}."));
        REDRAW
    }

    /// Opens a part from the start screen: one that is handed in as it stands shows its feedback again.
    fn open_part(&mut self, at: usize) -> Reaction {
        let reaction = self.act(Action::Go(at));
        match self.session.part().progress() {
            Progress::Submitted => self.act(Action::Submit),
            Progress::Empty | Progress::Draft => reaction,
        }
    }

    fn knew(&mut self) -> Reaction {
        let reaction = self.act(Action::Knew);
        if !reaction.save {
            self.say("This is for a prompt that you answered and that was not understood.");
        }
        reaction
    }

    fn back(&mut self) -> Reaction {
        if self.writes() && self.editor().unselect() {
            return REDRAW;
        }
        if self.notice.take().is_some() {
            return REDRAW;
        }
        self.focus = Focus::First;
        if self.reviews() {
            return self.home();
        }
        self.act(Action::Back)
    }

    fn hint(&mut self) -> Reaction {
        if let Some(card) = self.prompt() {
            if !card.more {
                self.say("All hints for this one are open.");
            }
            return self.act(Action::Clue);
        }
        let Some(item) = self.item() else {
            return REDRAW;
        };
        let old = matches!(self.session.view(), View::Feedback(shown) if shown.is_old());
        if item.more && !item.closed && !old {
            let id = item.id.clone();
            return self.act(Action::Hint(id));
        }
        let why = if old {
            "A hint works on your last attempt only."
        } else if item.closed {
            "The next hint opens once your answer to this part has changed by a few words. Think about the question first."
        } else if item.hints.is_empty() {
            "There is no hint for this one; choose one marked [ ] or [~]."
        } else {
            "All hints for this one are open."
        };
        self.say(why);
        REDRAW
    }

    fn explain_entries(&mut self) -> Reaction {
        if let Some(why) = entries::refusal(&self.session) {
            self.say(why);
            return REDRAW;
        }
        self.panes.entries = Pane::default();
        let reaction = self.act(Action::Reveal);
        self.overlay = Some(Overlay::Entries);
        reaction
    }

    fn show_path(&mut self) {
        let Some(start) = self.probes().map(Probes::start) else {
            return self
                .say("This part has no firewall rules, so no packet was sent through them.");
        };
        self.stop = start;
        self.panes.path = Pane::default();
        self.overlay = Some(Overlay::Path);
    }

    /// Goes to another packet of the picture, or says that there is none.
    fn walk(&mut self, back: bool, what: &str, to: fn(&Probes, Stop, bool) -> Option<Stop>) {
        match self.probes().and_then(|probes| to(probes, self.stop, back)) {
            Some(stop) => {
                self.stop = stop;
                self.panes.path = Pane::default();
            }
            None if back => self.say(format!("This is the first {what}.")),
            None => self.say(format!("This is the last {what}.")),
        }
    }

    /// Moves what has the keys.
    pub(super) fn go(&mut self, motion: Motion) {
        if self.overlay == Some(Overlay::Palette) {
            let found = self.found().len();
            return self.palette.go(motion, found);
        }
        let panes = &mut self.panes;
        let pane = match (self.session.view(), self.focus) {
            _ if self.overlay == Some(Overlay::Help) => &mut panes.help,
            _ if self.overlay == Some(Overlay::Entries) => &mut panes.entries,
            _ if self.overlay == Some(Overlay::Path) => &mut panes.path,
            _ if self.overlay == Some(Overlay::Model) => &mut panes.model,
            _ if self.overlay == Some(Overlay::OwnWords) => return self.move_cursor(motion, false),
            _ if self.overlay == Some(Overlay::Attempts) => {
                let last = self.session.part().attempts.len().saturating_sub(1);
                return self.attempt = step(self.attempt, motion, last);
            }
            (View::Start(start), _) => {
                let last = start.rows.len().saturating_sub(1);
                return self.chosen = step(self.chosen, motion, last);
            }
            (View::Card(card), Focus::First) if card.told.is_none() => {
                return self.move_cursor(motion, false);
            }
            (View::Summary(_) | View::RoundEnd(_), _) => &mut panes.whole,
            (View::Card(card), _) if card.told.is_some() => &mut panes.list,
            (View::Card(_) | View::Answer, _) if self.focus == Focus::Second => &mut panes.question,
            (View::Card(_), _) => return,
            (View::Feedback(_), Focus::Second) => &mut panes.answer,
            (View::Feedback(_), Focus::First) => return self.choose(motion),
            (View::Answer, _) => return self.move_cursor(motion, false),
        };
        pane.scroll(motion);
    }

    fn choose(&mut self, motion: Motion) {
        let View::Feedback(feedback) = self.session.view() else {
            return;
        };
        if self.panes.list.within(motion) {
            return;
        }
        let last = feedback.items.len().saturating_sub(1);
        self.chosen = step(self.chosen, motion, last);
        self.looked_at = feedback.items.get(self.chosen).map(|item| item.id.clone());
    }
}

/// The choice after a motion, from 0 to `last`.
pub(super) fn step(chosen: usize, motion: Motion, last: usize) -> usize {
    match motion {
        Motion::Up => chosen.saturating_sub(1),
        Motion::Down => (chosen + 1).min(last),
        Motion::PageUp => chosen.saturating_sub(4),
        Motion::PageDown => (chosen + 4).min(last),
        Motion::Top => 0,
        Motion::Bottom => last,
        _ => chosen,
    }
}

impl Overlay {
    /// What opens and closes it.
    const fn command(self) -> Command {
        match self {
            Self::Help => Command::Help,
            Self::Palette => Command::Palette,
            Self::Entries => Command::Entries,
            Self::Path => Command::Path,
            Self::Attempts => Command::Attempts,
            Self::OwnWords => Command::OwnWords,
            Self::Model => Command::Model,
        }
    }

    /// Whether a command is meant for what is shown over the view, which stays then.
    fn takes(self, wanted: Command) -> bool {
        match wanted {
            Command::Move(_) => true,
            Command::Packet { .. } | Command::Probe { .. } => self == Self::Path,
            Command::Look | Command::Restore => self == Self::Attempts,
            Command::Edit(_)
            | Command::Select(_)
            | Command::Mark
            | Command::SelectAll
            | Command::Copy
            | Command::Paste
            | Command::Find
            | Command::External
            | Command::InsertFile => self == Self::OwnWords,
            _ => false,
        }
    }

    /// Whether a command only closes it.
    fn is_closed_by(self, wanted: Command) -> bool {
        let done = self == Self::OwnWords && wanted == Command::Submit;
        done || wanted == self.command() || wanted == Command::Back
    }
}
