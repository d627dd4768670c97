//! What day it is, and the day of the exam as it is typed.

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
    use jiff::civil::date;

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
