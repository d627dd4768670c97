//! When a criterion comes back: after 1, 3, 7 and 14 days, sooner where an exam is near.
//!
//! The gaps are fixed: expanding and uniform gaps teach equally well (Latimier et al. 2021, "A
//! meta-analytic review of the benefit of spacing out retrieval practice episodes on retention").

use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days between one time and the next.
pub const GAPS: [i32; 4] = [1, 3, 7, 14];
/// Days that one may be put off at most so that those that ask alike do not fall together; never more than its
/// gap, so that what was missed comes before what was known.
const SPREAD: i32 = 2;

/// A criterion that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The day it is due on.
    pub due: Date,
    /// How many of the gaps are behind it.
    pub step: usize,
    /// The answer in the making, so that it is not lost.
    pub text: String,
}

/// What comes back, by criterion id, and the day by which all must sit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    /// Cards by criterion id.
    pub cards: BTreeMap<String, Card>,
    /// The day of the exam.
    pub exam: Option<Date>,
}

impl Schedule {
    /// Ids of the cards due by this day: the longest due first, those of one family kept apart.
    pub fn due(&self, today: Date, family: impl Fn(&str) -> String) -> Vec<String> {
        let due = self.cards.iter().filter(|(_, card)| card.due <= today);
        let mut due: Vec<(Date, &String)> = due.map(|(id, card)| (card.due, id)).collect();
        due.sort();
        let mut due: Vec<&String> = due.into_iter().map(|(_, id)| id).collect();
        let mut order: Vec<String> = Vec::with_capacity(due.len());
        while !due.is_empty() {
            let last = order.last().map(|id| family(id));
            let apart = |id: &&String| last.as_deref() != Some(family(id).as_str());
            let next = due.iter().position(apart).unwrap_or(0);
            order.push(due.remove(next).clone());
        }
        order
    }

    /// The first day after this one on which something is due.
    pub fn next_after(&self, today: Date) -> Option<Date> {
        let later = self.cards.values().map(|card| card.due);
        later.filter(|due| *due > today).min()
    }

    /// Has a criterion come back, from the first gap on. One that waits already stays where it is.
    pub(super) fn add(&mut self, id: &str, today: Date, siblings: &[String]) {
        if !self.cards.contains_key(id) {
            self.place(id, 0, today, siblings);
        }
    }

    /// Puts a card where this many gaps are behind it; one with none left to come is done and goes.
    /// Returns the day it is due on.
    pub(super) fn place(
        &mut self,
        id: &str,
        step: usize,
        today: Date,
        siblings: &[String],
    ) -> Option<Date> {
        self.cards.remove(id);
        let due = self.spread(today, due(today, step, self.exam)?, siblings);
        let text = String::new();
        self.cards.insert(id.to_owned(), Card { due, step, text });
        Some(due)
    }

    /// Moves the exam. Cards that would come on its day or after it are spread over the days before.
    pub(super) fn set_exam(&mut self, exam: Option<Date>, today: Date) {
        self.exam = exam;
        let Some(left) = exam.map(|exam| days_between(today, exam)) else {
            return;
        };
        let late = self.cards.values_mut();
        let late = late.filter(|card| left >= 0 && days_between(today, card.due) >= left);
        for (card, turn) in late.zip(0..) {
            card.due = later(today, if left > 1 { turn % (left - 1) + 1 } else { 0 });
        }
    }

    /// Of the days from the wanted one on, the one on which the fewest siblings are due.
    fn spread(&self, today: Date, wanted: Date, siblings: &[String]) -> Date {
        let most = SPREAD.min(days_between(today, wanted));
        let taken = |day: Date| {
            let waiting = siblings.iter().filter_map(|id| self.cards.get(id));
            waiting.filter(|card| card.due == day).count()
        };
        let last = self.exam.filter(|exam| *exam > wanted);
        (0..=most)
            .map(|days| later(wanted, days))
            .filter(|day| last.is_none_or(|last| *day < last))
            .min_by_key(|day| taken(*day))
            .unwrap_or(wanted)
    }
}

/// The day on which a card with this many gaps behind it is due; none where no gap is left. Where an exam
/// leaves less time before its day than the gaps to come take, each shrinks by the same share.
fn due(today: Date, step: usize, exam: Option<Date>) -> Option<Date> {
    let gap = *GAPS.get(step)?;
    let whole: i32 = GAPS[step..].iter().sum();
    let left = exam.map_or(whole, |exam| days_between(today, exam) - 1);
    Some(match left {
        -1 | 0 => later(today, 1),
        left if left < 0 || left >= whole => later(today, gap),
        left => later(today, (gap * left / whole).max(least(step)).min(left)),
    })
}

/// A card with more behind it comes no sooner than one with less, however near the exam is.
fn least(step: usize) -> i32 {
    i32::try_from(step).unwrap_or(0) + 1
}

/// So many days later; the last day there is where the calendar ends.
pub(super) fn later(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

/// Days from one to the other; negative where the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 3, 1);

    #[test]
    fn the_gaps_are_fixed_and_shrink_before_an_exam() {
        for (exam, gaps) in [
            (None, &[1, 3, 7, 14][..]),
            (Some(60), &[1, 3, 7, 14]),
            (Some(26), &[1, 3, 7, 14]),
            (Some(12), &[1, 2, 3, 5]),
            (Some(3), &[1, 1, 1]),
            (Some(1), &[1]),
            (Some(0), &[1]),
            (Some(-4), &[1, 3, 7, 14]),
        ] {
            let exam = exam.map(|days| later(TODAY, days));
            let mut day = TODAY;
            for (step, gap) in gaps.iter().enumerate() {
                let next = due(day, step, exam).expect("a gap");
                assert_eq!(days_between(day, next), *gap, "{exam:?} step {step}");
                day = next;
            }
        }
        assert_eq!(due(TODAY, GAPS.len(), None), None);
    }

    #[test]
    fn siblings_fall_on_days_of_their_own_as_long_as_there_are_some() {
        let family: Vec<_> = ["a", "b", "c", "d"].map(str::to_owned).into();
        let mut schedule = Schedule::default();
        for id in &family {
            schedule.add(id, TODAY, &family);
        }
        let days = |id: &str| days_between(TODAY, schedule.cards[id].due);
        assert_eq!([days("a"), days("b"), days("c"), days("d")], [1, 2, 1, 2]);
    }

    #[test]
    fn an_exam_moves_only_what_would_come_too_late() {
        for (exam, before, after) in [
            (Some(10), [1, 5, 9], [1, 5, 9]),
            (Some(10), [1, 10, 30], [1, 1, 2]),
            (Some(3), [3, 4, 5], [1, 2, 1]),
            (Some(1), [1, 2, 30], [0, 0, 0]),
            (Some(0), [0, 1, 3], [0, 0, 0]),
            (Some(-1), [1, 2, 30], [1, 2, 30]),
            (None, [1, 2, 30], [1, 2, 30]),
        ] {
            let mut schedule = Schedule::default();
            for (id, days) in ["a", "b", "c"].into_iter().zip(before) {
                let card = Card {
                    due: later(TODAY, days),
                    step: 0,
                    text: String::new(),
                };
                schedule.cards.insert(id.to_owned(), card);
            }
            schedule.set_exam(exam.map(|days| later(TODAY, days)), TODAY);
            let moved = schedule.cards.values();
            let moved: Vec<_> = moved.map(|card| days_between(TODAY, card.due)).collect();
            assert_eq!(moved, after, "{exam:?} {before:?}");
        }
    }

    #[test]
    fn what_waits_longest_comes_first_and_families_take_turns() {
        let mut schedule = Schedule::default();
        for (id, days) in [("a1", -3), ("a2", -2), ("b1", -1), ("a3", 0), ("b2", 1)] {
            let card = Card {
                due: later(TODAY, days),
                step: 0,
                text: String::new(),
            };
            schedule.cards.insert(id.to_owned(), card);
        }
        let family = |id: &str| id[..1].to_owned();
        assert_eq!(schedule.due(TODAY, family), ["a1", "b1", "a2", "a3"]);
        assert_eq!(schedule.next_after(TODAY), Some(later(TODAY, 1)));
    }

    #[test]
    fn a_card_climbs_falls_and_leaves() {
        let mut schedule = Schedule::default();
        for (step, days) in [(0, Some(1)), (3, Some(14)), (0, Some(1)), (4, None)] {
            let due = schedule.place("a", step, TODAY, &[]);
            assert_eq!(due.map(|due| days_between(TODAY, due)), days);
            assert_eq!(schedule.cards.contains_key("a"), days.is_some());
        }
    }
}
