//! What a line asks for where it is typed, and the choices as they are listed.

use super::table::Place::{self, Answer, Card, Feedback, Start, Told, Whole};
use super::table::{CHOICES, Choice, Command};
use crate::tutor::{Session, View};

/// What a line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Open the part with this number.
    Part(usize),
    /// This, for the item or attempt with this number.
    Choice(Command, Option<usize>),
    /// Something that is offered elsewhere, and how it is listed.
    Elsewhere(&'static str),
    /// No choice.
    Nothing,
}

impl Place {
    /// Where the session is; the end of a review is no place of its own.
    pub(super) fn of(session: &Session) -> Self {
        match session.view() {
            View::Start(_) | View::RoundEnd(_) => Start,
            View::Answer => Answer,
            View::Feedback(_) => Feedback,
            View::Summary(_) => Whole,
            View::Card(card) if card.told.is_none() => Card,
            View::Card(_) => Told,
        }
    }

    /// What a line asks for here, whatever its case and the blanks around it.
    pub(super) fn wanted(self, line: &str) -> Wanted {
        let line = line.to_lowercase();
        let mut words = line.split_whitespace();
        let (Some(key), argument, None) = (words.next(), words.next(), words.next()) else {
            return Wanted::Nothing;
        };
        let number = argument.and_then(|word| word.parse().ok());
        if self == Start
            && argument.is_none()
            && let Ok(part) = key.parse()
        {
            return Wanted::Part(part);
        }
        let fits = |choice: &&Choice| {
            choice.keys.contains(&key)
                && (argument.is_none() || (number.is_some() && choice.command.takes_number()))
        };
        let mut known = CHOICES.iter().filter(fits).peekable();
        let Some(first) = known.peek().map(|choice| choice.says) else {
            return Wanted::Nothing;
        };
        match known.find(|choice| choice.places.contains(&self)) {
            Some(choice) => Wanted::Choice(choice.command, number),
            None => Wanted::Elsewhere(first),
        }
    }

    /// The choices here, a line each.
    pub(super) fn listing(self, session: &Session) -> String {
        let mut lines = vec!["Choices:".to_owned()];
        if self == Start {
            lines.extend(numbers(session));
        }
        let here = CHOICES
            .iter()
            .filter(|choice| choice.places.contains(&self));
        lines.extend(here.map(|choice| format!("{} {}", choice.name(self), choice.says)));
        lines.join("\n")
    }
}

/// What numbers do at the start.
fn numbers(session: &Session) -> Vec<String> {
    let parts = session.parts();
    let asked = parts.iter().filter(|part| part.follow_up.is_none()).count();
    [
        (1, asked, "part"),
        (asked + 1, parts.len(), "follow-up question"),
    ]
    .into_iter()
    .filter(|(first, last, _)| first <= last)
    .map(|(first, last, what)| match first == last {
        true => format!("{first} opens the {what}"),
        false => format!("{first} to {last} open a {what}"),
    })
    .collect()
}

impl Command {
    /// Whether a number may stand behind it.
    const fn takes_number(self) -> bool {
        matches!(self, Self::Hint | Self::Attempts | Self::Path)
    }
}

impl Choice {
    /// The key that is listed.
    fn name(&self, place: Place) -> &'static str {
        let fits = |key: &&&str| place != Start || key.parse::<usize>().is_err();
        self.keys.iter().find(fits).unwrap_or(&"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_means_one_thing_everywhere_and_is_offered_once_in_a_place() {
        for choice in CHOICES {
            for key in choice.keys {
                let same = CHOICES.iter().filter(|other| other.keys.contains(key));
                for other in same {
                    assert_eq!(other.command, choice.command, "{key}");
                }
                for place in choice.places {
                    let here = CHOICES.iter().filter(|c| c.places.contains(place));
                    let count = here.filter(|c| c.keys.contains(key)).count();
                    assert_eq!(count, 1, "{key} in {place:?}");
                }
            }
        }
    }

    #[test]
    fn a_line_is_understood_in_any_case_with_any_blanks_or_not_at_all() {
        let choice = Wanted::Choice;
        for (place, line, wanted) in [
            (Start, "2", Wanted::Part(2)),
            (Start, "12", Wanted::Part(12)),
            (Start, " Q ", choice(Command::Quit, None)),
            (Start, "w", choice(Command::Whole, None)),
            (Start, "1 2", Wanted::Nothing),
            (Answer, "3", choice(Command::Submit, None)),
            (Answer, "SUBMIT", choice(Command::Submit, None)),
            (Answer, "\t?", choice(Command::Help, None)),
            (Answer, "12", Wanted::Nothing),
            (
                Answer,
                "0",
                Wanted::Elsewhere("one more hint; 0 2 for item 2"),
            ),
            (Answer, "1 packet", Wanted::Nothing),
            (Answer, "write 2", Wanted::Nothing),
            (Answer, "", Wanted::Nothing),
            (Feedback, "0 2", choice(Command::Hint, Some(2))),
            (Feedback, "H  2", choice(Command::Hint, Some(2))),
            (Feedback, "0 -2", Wanted::Nothing),
            (Feedback, "0 2 3", Wanted::Nothing),
            (Feedback, "a 99999999999999999999999", Wanted::Nothing),
            (
                Feedback,
                "m",
                Wanted::Elsewhere("model answers to the parts you have submitted"),
            ),
            (Whole, "M", choice(Command::Model, None)),
            (Whole, "3", Wanted::Elsewhere("submit this part")),
            (Card, "3", choice(Command::Submit, None)),
            (Card, "timeout", Wanted::Nothing),
            (Told, "n", choice(Command::Next, None)),
            (Told, "1", Wanted::Elsewhere("write, or write more")),
        ] {
            assert_eq!(place.wanted(line), wanted, "{line:?} in {place:?}");
        }
    }

    #[test]
    fn whatever_is_listed_is_understood_there() {
        let session = crate::tutor::fixture::session();
        for place in super::super::table::EVERYWHERE {
            for line in place.listing(&session).lines().skip(1) {
                let key = line.split(' ').next().expect("a key");
                assert!(
                    matches!(place.wanted(key), Wanted::Part(_) | Wanted::Choice(..)),
                    "{line:?} in {place:?}"
                );
            }
        }
    }
}
