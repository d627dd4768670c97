//! What day it is, and the day of the exam as it is typed.

use crate::tutor::Schedule;
use jiff::civil::Date;

/// The day of the exam, or that there is none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ExamDate(pub(super) Option<Date>);

/// The day where the learner is.
pub(super) fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// The day of an exam that is still to come, or none.
pub(super) fn exam_date(text: &str) -> Result<ExamDate, String> {
    parse(text, today())
}

/// What a new day of the exam did to what comes back.
pub(super) fn told(before: &Schedule, after: &Schedule, today: Date) -> String {
    let Some(exam) = after.exam else {
        return "No day of an exam is set now.".to_owned();
    };
    let left = match today.until(exam).map_or(0, |span| span.get_days()) {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    let cards = before.cards.iter();
    let moved =
        cards.filter(|(id, card)| after.cards.get(*id).is_some_and(|now| now.due != card.due));
    let moved = match moved.count() {
        0 => String::new(),
        1 => " One prompt was moved so that it comes back before.".to_owned(),
        count => format!(" {count} prompts were moved so that all come back before."),
    };
    format!("The exam is on {exam}: {left}.{moved}")
}

fn parse(text: &str, today: Date) -> Result<ExamDate, String> {
    if text.eq_ignore_ascii_case("none") {
        return Ok(ExamDate(None));
    }
    match Date::strptime("%Y-%m-%d", text) {
        Ok(day) if day < today => Err(format!("that day is over: today is {today}")),
        Ok(day) => Ok(ExamDate(Some(day))),
        Err(_) => Err(format!(
            "a day is written YYYY-MM-DD, as {today} is, or 'none' for no exam"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tutor::Card;
    use jiff::civil::date;

    #[test]
    fn a_new_day_of_the_exam_tells_what_it_moved() {
        let today = date(2026, 11, 26);
        let schedule = |exam, days: &[i8]| {
            let cards = days.iter().zip('a'..).map(|(day, id)| {
                let (due, text) = (date(2026, 12, *day), String::new());
                (id.to_string(), Card { due, step: 0, text })
            });
            Schedule {
                cards: cards.collect(),
                exam,
            }
        };
        let exam = Some(date(2026, 12, 10));
        for (exam, before, after, said) in [
            (
                exam,
                &[9, 10][..],
                &[9, 10][..],
                "The exam is on 2026-12-10: 14 days.",
            ),
            (exam, &[], &[], "The exam is on 2026-12-10: 14 days."),
            (
                exam,
                &[9, 20],
                &[9, 10],
                "The exam is on 2026-12-10: 14 days. One prompt was moved so that it comes back before.",
            ),
            (
                exam,
                &[12, 20, 5],
                &[9, 10, 5],
                "The exam is on 2026-12-10: 14 days. 2 prompts were moved so that all come back before.",
            ),
            (
                Some(date(2026, 11, 27)),
                &[],
                &[],
                "The exam is on 2026-11-27: 1 day.",
            ),
            (Some(today), &[], &[], "The exam is on 2026-11-26: today."),
            (None, &[9], &[9], "No day of an exam is set now."),
        ] {
            let told = told(&schedule(None, before), &schedule(exam, after), today);
            assert_eq!(told, said);
        }
    }

    #[test]
    fn a_day_to_come_is_taken_and_anything_else_refused_with_the_reason() {
        let today = date(2026, 3, 1);
        for (text, day) in [
            ("2026-03-01", Some(today)),
            ("2026-03-02", Some(date(2026, 3, 2))),
            ("2028-02-29", Some(date(2028, 2, 29))),
            ("none", None),
            ("None", None),
        ] {
            assert_eq!(parse(text, today), Ok(ExamDate(day)), "{text}");
        }
        for (text, why) in [
            ("2026-02-28", "today is 2026-03-01"),
            ("1999-12-31", "that day is over"),
            ("2026-02-30", "YYYY-MM-DD"),
            ("2027-02-29", "YYYY-MM-DD"),
            ("30.06.2026", "YYYY-MM-DD"),
            ("06/30/2026", "YYYY-MM-DD"),
            ("2026-06-30T12:00", "YYYY-MM-DD"),
            ("tomorrow", "'none' for no exam"),
            ("", "YYYY-MM-DD"),
        ] {
            let error = parse(text, today).expect_err(text);
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
