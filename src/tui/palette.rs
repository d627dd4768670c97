//! The palette: every command, found by words, run as if its key had been pressed in the view below.

use super::app::{App, Overlay, REDRAW, Reaction};
use super::editor::Editor;
use super::keys::{Chord, Command, Edit, Motion, Place, ch, key};
use super::pane::Pane;
use crate::source::nearest;
use crossterm::event::KeyCode;

/// Characters that are searched for at most.
const LONGEST: usize = 60;
/// Commands that a page goes.
const PAGE: usize = 8;

/// What is typed and chosen.
#[derive(Debug)]
pub(super) struct Palette {
    pub(super) input: Editor,
    /// Index among what is found.
    pub(super) chosen: usize,
    pub(super) pane: Pane,
}

/// A command that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) name: String,
    pub(super) help: String,
    pub(super) key: String,
    command: Command,
    chord: Chord,
    /// Why it does nothing now.
    pub(super) why: Option<String>,
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            input: Editor::new(""),
            chosen: 0,
            pane: Pane::default(),
        }
    }
}

impl Palette {
    fn changed(&mut self) {
        self.chosen = 0;
        self.pane = Pane::default();
    }

    /// Types a text; what stands behind a line end is left out.
    pub(super) fn write(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.input.text().chars().count());
        let line = text.split(['\r', '\n']).next().unwrap_or_default();
        let typed: String = line.chars().take(room).collect();
        self.input.paste(&typed);
        self.changed();
    }

    /// Chooses another of so many, or moves the cursor.
    pub(super) fn go(&mut self, motion: Motion, found: usize) {
        let last = found.saturating_sub(1);
        self.chosen = match motion {
            Motion::Up => self.chosen.saturating_sub(1),
            Motion::Down => self.chosen + 1,
            Motion::PageUp => self.chosen.saturating_sub(PAGE),
            Motion::PageDown => self.chosen + PAGE,
            Motion::Top => 0,
            Motion::Bottom => last,
            _ => return self.input.go(motion, 1, false),
        }
        .min(last);
    }
}

impl App {
    /// Does what a key asks for while the palette is open; none where it does the same as elsewhere.
    pub(super) fn palette_key(
        &mut self,
        wanted: Option<Command>,
        chord: Chord,
    ) -> Option<Reaction> {
        match (wanted, chord.typed()) {
            (Some(Command::Edit(Edit::Newline)), _) => return Some(self.run_chosen()),
            _ if chord == key(KeyCode::Enter) => return Some(self.run_chosen()),
            (Some(Command::Edit(edit)), _) => {
                self.palette.input.edit(edit);
                self.palette.changed();
            }
            (Some(Command::Move(motion) | Command::Select(motion)), _) => self.go(motion),
            (None, Some(c)) => self.palette.write(&c.to_string()),
            _ if self.keys.command(chord, &[Place::Any]).is_some() => return None,
            _ => self.unknown(chord, false),
        }
        Some(REDRAW)
    }

    /// The commands that the words typed find.
    pub(super) fn found(&self) -> Vec<Offer> {
        found(self.offers(), self.palette.input.text())
    }

    fn run_chosen(&mut self) -> Reaction {
        let Some(offer) = self.found().into_iter().nth(self.palette.chosen) else {
            return REDRAW;
        };
        if let Some(why) = offer.why {
            self.say(format!("'{}' works {why}.", offer.name));
            return REDRAW;
        }
        self.overlay = None;
        self.obey(offer.command, offer.chord)
    }

    pub(super) fn open_palette(&mut self) {
        self.palette = Palette::default();
        self.overlay = Some(Overlay::Palette);
    }

    /// Every command with its key, those that do something now first.
    fn offers(&self) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        for bound in self
            .keys
            .bound
            .iter()
            .filter(|bound| !bound.help.is_empty())
        {
            let command = bound.command;
            if is_offered(command) && offers.iter().all(|offer| offer.command != command) {
                let name = command.spoken();
                let help = if bound.help == name { "" } else { bound.help };
                offers.push(Offer {
                    name,
                    help: help.to_owned(),
                    key: self.keys.key_of(command).unwrap_or_default(),
                    command,
                    chord: key(KeyCode::Null),
                    why: self.why_not(command),
                });
            }
        }
        let parts = self.session.parts().iter().zip('1'..='9');
        offers.extend(parts.map(|(part, digit)| Offer {
            name: format!("{} {digit}", Command::Part.spoken()),
            help: part.title.clone(),
            key: String::new(),
            command: Command::Part,
            chord: ch(digit),
            why: None,
        }));
        offers.sort_by_key(|offer| offer.why.is_some());
        offers
    }

    /// Where a command works, as it does nothing in the view below.
    fn why_not(&self, command: Command) -> Option<String> {
        let below = self.view_places();
        let rows = || {
            self.keys
                .bound
                .iter()
                .filter(|bound| bound.command == command)
        };
        if rows().any(|bound| below.contains(&bound.place)) {
            return None;
        }
        let first = rows().next()?;
        Some(match first.place {
            Place::Feedback => {
                let submit = self.keys.name_of(Command::Submit);
                format!("in feedback only, after {submit}")
            }
            Place::Editor => "only while you write your answer".to_owned(),
            Place::Attempts => "only in the list of attempts".to_owned(),
            Place::Whole => {
                let whole = self.keys.name_of(Command::Whole);
                format!("in the whole grade only, after {whole}")
            }
            Place::Path => "only on the picture of a packet's way".to_owned(),
            Place::Start => "only on the start screen".to_owned(),
            Place::Card | Place::Told => "only in a review".to_owned(),
            Place::Reading | Place::Any => "only where something is read".to_owned(),
        })
    }
}

/// Whether the palette has a command: not what moves the cursor or types, and not itself.
const fn is_offered(command: Command) -> bool {
    !matches!(
        command,
        Command::Move(_)
            | Command::Select(_)
            | Command::Edit(Edit::Newline | Edit::Backspace | Edit::Delete)
            | Command::Palette
            | Command::Interrupt
            | Command::Part
    )
}

/// The offers that hold all words, the better ones first; where none does, those that hold words like them.
fn found(offers: Vec<Offer>, query: &str) -> Vec<Offer> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let ranked = offers
        .iter()
        .filter_map(|offer| Some((rank(offer, &words)?, offer.clone())));
    let mut ranked: Vec<(usize, Offer)> = ranked.collect();
    if ranked.is_empty() {
        return offers
            .into_iter()
            .filter(|offer| is_near(offer, &words))
            .collect();
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, offer)| offer).collect()
}

/// How far an offer is from what was meant: starts of words in the name, in the rest, then anything inside.
fn rank(offer: &Offer, words: &[&str]) -> Option<usize> {
    let name = offer.name.to_lowercase();
    let rest = format!("{} {}", offer.help, offer.key).to_lowercase();
    let one = |word: &&str| {
        let starts = |text: &str| {
            text.split([' ', ';', ','])
                .any(|start| start.starts_with(word))
        };
        let inside = name.contains(word) || rest.contains(word);
        match (starts(&name), starts(&rest)) {
            (true, _) => Some(0),
            (false, true) => Some(1),
            (false, false) => inside.then_some(2),
        }
    };
    words.iter().map(one).sum()
}

fn is_near(offer: &Offer, words: &[&str]) -> bool {
    let text = format!("{} {}", offer.name, offer.help);
    let known = || {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 2)
    };
    words.iter().all(|word| nearest(word, known()).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::bindings;
    use super::*;
    use crate::tui::Options;
    use crate::tutor::fixture;

    fn app() -> App {
        App::new(fixture::session(), Options::default())
    }

    #[test]
    fn words_in_any_order_find_commands_by_name_description_and_key() {
        for (query, first) in [
            ("", "help"),
            ("submit", "submit"),
            ("SUB", "submit"),
            ("marked", "submit"),
            ("part next", "next part"),
            ("next part", "next part"),
            ("  grade  whole ", "whole grade"),
            ("part 3", "part 3"),
            ("firewall", "part 3"),
            ("ctrl-q", "quit"),
            ("f5", "submit"),
            ("ndo", "undo"),
            ("hint", "hint"),
            ("word left", "delete word left"),
            ("hnit", "hint"),
            ("sumbit", "submit"),
            ("previuos prat", "previous part"),
        ] {
            let found = found(app().offers(), query);
            assert_eq!(
                found.first().map(|offer| offer.name.as_str()),
                Some(first),
                "{query:?}"
            );
        }
    }

    #[test]
    fn what_no_command_is_like_finds_none() {
        for query in ["xyzzy", "submit xyzzy", "part 12", "漢字", "\u{1b}"] {
            let found = found(app().offers(), query);
            assert!(found.is_empty(), "{query:?}: {found:?}");
        }
    }

    #[test]
    fn every_command_can_be_reached_from_the_palette() {
        let offers = app().offers();
        for binding in bindings::all() {
            let command = binding.command;
            let typing = [Edit::Newline, Edit::Backspace, Edit::Delete].map(Command::Edit);
            let itself = [Command::Palette, Command::Interrupt];
            if matches!(command, Command::Move(_) | Command::Select(_))
                || typing.contains(&command)
                || itself.contains(&command)
            {
                continue;
            }
            let reached = offers.iter().filter(|offer| offer.command == command);
            let expected = if command == Command::Part { 3 } else { 1 };
            assert_eq!(reached.count(), expected, "{command:?}");
        }
    }

    #[test]
    fn a_search_stays_one_short_line() {
        let mut palette = Palette::default();
        palette.write("two\nlines");
        assert_eq!(palette.input.text(), "two");
        palette.write(&"x".repeat(1000));
        assert_eq!(palette.input.text().chars().count(), LONGEST);
    }
}
