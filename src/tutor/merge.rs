//! Two sessions at once on one question: what the other one kept is taken in, and neither loses a text.

use super::attempt::{self, Attempt};
use super::draft::{Draft, PartDraft};
use jiff::civil::Date;

impl Draft {
    /// Takes in what another session kept that began with `began`, as this one did. What only one of both
    /// changed is as that one has it; where both wrote, the other's text becomes an attempt that was not marked.
    pub fn absorb(&mut self, began: &Self, other: Self, today: Date) {
        for part in other.parts {
            let then = began.parts.iter().find(|p| p.id == part.id);
            let then = then.map_or("", |then| then.text.as_str());
            match self.parts.iter_mut().find(|p| p.id == part.id) {
                Some(mine) => mine.absorb(then, part, today),
                None => self.parts.push(part),
            }
        }
        for (id, opened) in other.hints {
            let mine = self.hints.entry(id).or_insert_with(|| opened.clone());
            let revealed = mine.revealed || opened.revealed;
            if opened.level > mine.level {
                *mine = opened;
            }
            mine.revealed = revealed;
        }
        let mine = &mut self.schedule;
        for id in began.schedule.cards.keys() {
            let then = &began.schedule.cards[id];
            let done = !other.schedule.cards.contains_key(id);
            if done && mine.cards.get(id) == Some(then) {
                mine.cards.remove(id);
            }
        }
        for (id, card) in other.schedule.cards {
            let then = began.schedule.cards.get(&id);
            let unchanged = mine.cards.get(&id) == then;
            if then != Some(&card) && unchanged {
                mine.cards.insert(id, card);
            }
        }
        if mine.exam == began.schedule.exam {
            mine.exam = other.schedule.exam;
        }
    }
}

impl PartDraft {
    fn absorb(&mut self, then: &str, other: Self, today: Date) {
        for attempt in other.attempts {
            let same = |mine: &&mut Attempt| (mine.day, &mine.text) == (attempt.day, &attempt.text);
            match self.attempts.iter_mut().find(same) {
                Some(mine) => {
                    for (id, words) in attempt.explained {
                        mine.explained.entry(id).or_insert(words);
                    }
                }
                None => attempt::keep(&mut self.attempts, attempt),
            }
        }
        self.attempts.sort_by_key(|attempt| attempt.day);
        let blank = other.text.trim().is_empty();
        if blank || other.text == self.text || other.text == then {
            return;
        }
        if self.text == then {
            self.text = other.text;
            self.changed = other.changed;
        } else if !self.attempts.iter().any(|mine| mine.text == other.text) {
            attempt::keep(&mut self.attempts, Attempt::unmarked(today, other.text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tutor::{Card, Level, Opened};
    use jiff::civil::date;

    const TODAY: Date = date(2026, 3, 1);

    fn draft(text: &str, attempts: &[&str]) -> Draft {
        let attempts = attempts.iter();
        let attempts = attempts.map(|text| Attempt::unmarked(TODAY, (*text).to_owned()));
        Draft {
            parts: vec![PartDraft {
                id: "1".into(),
                text: text.into(),
                attempts: attempts.collect(),
                ..PartDraft::default()
            }],
            ..Draft::default()
        }
    }

    #[test]
    fn neither_session_loses_a_text() {
        for (began, mine, other, text, attempts) in [
            ("a", "a", "a", "a", &[][..]),
            ("a", "a", "b", "b", &[]),
            ("a", "b", "a", "b", &[]),
            ("a", "b", "c", "b", &["c"]),
            ("a", "b", "b", "b", &[]),
            ("a", "b", "", "b", &[]),
            ("a", "a", "", "a", &[]),
            ("", "", "c", "c", &[]),
        ] {
            let mut merged = draft(mine, &[]);
            merged.absorb(&draft(began, &[]), draft(other, &[]), TODAY);
            let part = &merged.parts[0];
            let kept: Vec<_> = part.attempts.iter().map(|a| a.text.as_str()).collect();
            assert_eq!(
                (part.text.as_str(), kept.as_slice()),
                (text, attempts),
                "{began} {mine} {other}"
            );
        }
    }

    #[test]
    fn attempts_of_both_are_kept_once() {
        let mut merged = draft("x", &["one", "two"]);
        merged.absorb(&draft("x", &["one"]), draft("x", &["one", "three"]), TODAY);
        let kept = merged.parts[0].attempts.iter().map(|a| a.text.as_str());
        assert_eq!(kept.collect::<Vec<_>>(), ["one", "two", "three"]);
    }

    #[test]
    fn of_hints_the_higher_counts_and_of_cards_the_one_that_moved() {
        let card = |day| Card {
            due: date(2026, 3, day),
            step: 0,
            text: String::new(),
        };
        let with = |level, cards: &[(&str, i8)]| {
            let mut draft = draft("", &[]);
            let over = String::new();
            let opened = Opened {
                level,
                over,
                revealed: false,
            };
            draft.hints.insert("h".into(), opened);
            let cards = cards.iter().map(|(id, day)| ((*id).to_owned(), card(*day)));
            draft.schedule.cards = cards.collect();
            draft
        };
        let began = with(
            Level::Pump,
            &[("still", 1), ("mine", 1), ("other", 1), ("done", 1)],
        );
        let mut merged = with(
            Level::Prompt,
            &[("still", 1), ("mine", 5), ("other", 1), ("done", 1)],
        );
        let other = with(
            Level::Hint,
            &[("still", 1), ("mine", 1), ("other", 6), ("new", 7)],
        );
        merged.absorb(&began, other, TODAY);
        assert_eq!(merged.hints["h"].level, Level::Prompt);
        let cards = merged.schedule.cards.iter();
        let days: Vec<_> = cards
            .map(|(id, card)| (id.as_str(), card.due.day()))
            .collect();
        assert_eq!(days, [("mine", 5), ("new", 7), ("other", 6), ("still", 1)]);
    }
}
