//! What a line asks for where it is typed, and the choices as they are listed.

use super::super::entries;
use super::table::Place::{self, Answer, Card, Feedback, Start, Told, Whole};
use super::table::{CHOICES, Command};
use crate::tutor::{Mark, Session, View};

/// What a line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted<'a> {
    /// Open the part with this number.
    Part(usize),
    /// This, with what stands behind it.
    Choice(Command, Behind<'a>),
    /// Something that is offered elsewhere, and in which place first.
    Elsewhere(Place),
    /// A choice that was not typed in its form, and this is the form.
    Slip(&'static str, Takes),
    /// Nothing that is known: words of an answer, maybe.
    Words,
}

/// What stands behind a choice: a number, and words after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Behind<'a> {
    pub(super) number: Option<usize>,
    pub(super) words: &'a str,
}

/// What may stand behind a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Nothing,
    Number,
    NumberAndWords,
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
    pub(super) fn wanted(self, line: &str) -> Wanted<'_> {
        let (key, rest) = first_word(line);
        let key = key.to_lowercase();
        let (number, words) = first_word(rest);
        let behind = Behind {
            number: number.parse().ok(),
            words,
        };
        if let ("part", Some(part), "") = (key.as_str(), behind.number, words) {
            return Wanted::Part(part);
        }
        if let (Start, Ok(part)) = (self, key.parse()) {
            return match rest {
                "" => Wanted::Part(part),
                _ => Wanted::Slip("a number", Takes::Nothing),
            };
        }
        let mut known = CHOICES
            .iter()
            .filter(|choice| choice.keys.contains(&key.as_str()))
            .peekable();
        let Some(&first) = known.peek() else {
            return Wanted::Words;
        };
        let takes = first.command.takes();
        if !takes.fits(behind, rest) {
            return match self.takes_words() && !is_slip(behind, rest) {
                true => Wanted::Words,
                false => Wanted::Slip(first.keys[0], takes),
            };
        }
        match known.find(|choice| choice.places.contains(&self)) {
            Some(choice) => Wanted::Choice(choice.command, behind),
            None => Wanted::Elsewhere(first.places[0]),
        }
    }

    /// Where this is and how to get there.
    pub(super) const fn way(self) -> &'static str {
        match self {
            Start => "at the start: s",
            Answer => "in a part: s, and then its number",
            Feedback => "in feedback: 3 hands the part in",
            Whole => "in the whole grade: w",
            Card | Told => "in a review: s, and then r",
        }
    }

    /// Whether any words are an answer here.
    const fn takes_words(self) -> bool {
        matches!(self, Card)
    }

    /// The choices that can be used here now, a line each. `open` has those that hang on more than the session.
    pub(super) fn listing(self, session: &Session, open: &[Command]) -> Vec<String> {
        let mut lines = match self {
            Start => numbers(session),
            _ => vec![],
        };
        let here = CHOICES
            .iter()
            .filter(|choice| choice.places.contains(&self));
        let here = here.filter(|choice| choice.command.does_something(session, open));
        lines.extend(here.map(|choice| format!("{} {}", choice.keys[0], choice.says)));
        lines
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
    /// What may stand behind it.
    const fn takes(self) -> Takes {
        match self {
            Self::Hint | Self::Attempts | Self::Path | Self::Delete | Self::Item => Takes::Number,
            Self::Editor => Takes::NumberAndWords,
            _ => Takes::Nothing,
        }
    }
}

impl Command {
    /// The number in a line that was asked for one: "6", "item 6", the whole choice "0 6".
    pub(super) fn number_in(self, line: &str) -> Option<usize> {
        let (first, rest) = first_word(line);
        if rest.is_empty() {
            return first.parse().ok();
        }
        let first = first.to_lowercase();
        let mine = CHOICES.iter().filter(|choice| choice.command == self);
        let mut keys = { mine }.flat_map(|choice| choice.keys);
        let named = ["item", "attempt", "line"].contains(&first.as_str());
        (named || keys.any(|key| *key == first)).then(|| rest.parse().ok())?
    }

    /// Whether it can be used where the session is.
    fn does_something(self, session: &Session, open: &[Self]) -> bool {
        let part = session.part();
        let written = !part.text.trim().is_empty();
        match (self, session.view()) {
            (Self::Undo | Self::List, _) => open.contains(&self),
            (Self::Over, View::Card(card)) => !card.text.trim().is_empty(),
            (Self::Over | Self::Answer | Self::Delete, _) => written,
            (Self::Review, _) => session.start().due > 0,
            (Self::Attempts, _) => !part.attempts.is_empty(),
            (Self::Entries, _) => entries::refusal(session).is_none(),
            (Self::Hint, View::Feedback(shown)) => shown.items.iter().any(|item| item.more),
            (Self::Explain, View::Feedback(shown)) => shown.unexplained().is_some(),
            (Self::Path, View::Feedback(shown)) => shown.probes.is_some(),
            (Self::Restore, View::Feedback(shown)) => shown.is_old(),
            (Self::Knew, View::Card(card)) => {
                let told = card.told.as_ref();
                let open = told.is_some_and(|told| told.item.mark != Mark::Met && !told.knew);
                open && !card.text.trim().is_empty()
            }
            (Self::Model, View::Summary(summary)) => !summary.models.is_empty(),
            _ => true,
        }
    }
}

impl Takes {
    fn fits(self, behind: Behind, rest: &str) -> bool {
        match self {
            _ if rest.is_empty() => true,
            Self::Nothing => false,
            Self::Number => behind.number.is_some() && behind.words.is_empty(),
            Self::NumberAndWords => behind.number.is_some(),
        }
    }

    /// The form of a choice with this key in words.
    pub(super) fn form(self, key: &str) -> String {
        match self {
            Self::Nothing => format!("{key} stands alone"),
            Self::Number => format!("it is {key}, or {key} with a number, as in {key} 2"),
            Self::NumberAndWords => format!("it is {key}, or {key} 2 and the words for line 2"),
        }
    }
}

/// Whether what stands behind the key of a choice is too short for an answer in words: a number, one sign.
fn is_slip(behind: Behind, rest: &str) -> bool {
    behind.words.is_empty() && (behind.number.is_some() || rest.chars().count() == 1)
}

/// The first word of a line and the rest of it, without blanks around.
fn first_word(line: &str) -> (&str, &str) {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (word, rest.trim_start())
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
        use Takes::{Nothing, Number, NumberAndWords};
        let choice = |command, number, words| Wanted::Choice(command, Behind { number, words });
        let plain = |command| choice(command, None, "");
        for (place, line, wanted) in [
            (Start, "2", Wanted::Part(2)),
            (Start, "12", Wanted::Part(12)),
            (Feedback, "Part 2", Wanted::Part(2)),
            (Feedback, "part 2 is short", Wanted::Words),
            (Start, " Q ", plain(Command::Quit)),
            (Start, "w", plain(Command::Whole)),
            (Start, "1 2", Wanted::Slip("a number", Nothing)),
            (Answer, "3", plain(Command::Submit)),
            (Answer, "SUBMIT", plain(Command::Submit)),
            (Answer, "\t?", plain(Command::Help)),
            (Answer, "12", Wanted::Words),
            (Answer, "0", Wanted::Elsewhere(Feedback)),
            (Answer, "r", Wanted::Elsewhere(Start)),
            (Answer, "c 2", Wanted::Slip("c", Nothing)),
            (Answer, "p x", Wanted::Slip("p", Number)),
            (Answer, "3 4", Wanted::Slip("3", Nothing)),
            (Answer, "help me", Wanted::Slip("?", Nothing)),
            (Answer, "next part", Wanted::Slip("4", Nothing)),
            (Answer, "a packet is a packet", Wanted::Slip("a", Number)),
            (Answer, "1 packet", Wanted::Slip("1", Nothing)),
            (Answer, "NEW is the first packet", Wanted::Words),
            (Answer, "", Wanted::Words),
            (
                Answer,
                "e 4 -A INPUT  x",
                choice(Command::Editor, Some(4), "-A INPUT  x"),
            ),
            (Answer, "e x", Wanted::Slip("e", NumberAndWords)),
            (Feedback, "0 2", choice(Command::Hint, Some(2), "")),
            (Feedback, "H  2", choice(Command::Hint, Some(2), "")),
            (Feedback, "0 -2", Wanted::Slip("0", Number)),
            (Feedback, "0 2 3", Wanted::Slip("0", Number)),
            (
                Feedback,
                "a 99999999999999999999999",
                Wanted::Slip("a", Number),
            ),
            (Feedback, "m", Wanted::Elsewhere(Whole)),
            (Whole, "M", plain(Command::Model)),
            (Whole, "3", Wanted::Elsewhere(Answer)),
            (Card, "3", plain(Command::Submit)),
            (Card, "timeout", Wanted::Words),
            (Card, "c 2", Wanted::Slip("c", Nothing)),
            (Card, "p x", Wanted::Slip("p", Number)),
            (Card, "a table", Wanted::Words),
            (Told, "n", plain(Command::Next)),
            (Told, "1", Wanted::Elsewhere(Answer)),
        ] {
            assert_eq!(place.wanted(line), wanted, "{line:?} in {place:?}");
        }
    }

    #[test]
    fn whatever_is_listed_is_understood_there() {
        let session = crate::tutor::fixture::session();
        for place in super::super::table::EVERYWHERE {
            for line in place.listing(&session, &[Command::Undo, Command::List]) {
                let key = line.split(' ').next().expect("a key");
                assert!(
                    matches!(place.wanted(key), Wanted::Part(_) | Wanted::Choice(..)),
                    "{line:?} in {place:?}"
                );
            }
        }
    }
}
