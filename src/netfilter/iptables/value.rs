//! Reading one value: right, or wrong with what was meant.

use crate::netfilter::slip::nearest;

/// A value that the tool refuses.
#[derive(Debug)]
pub(super) struct Ill<T> {
    /// What is wrong.
    pub(super) what: String,
    /// How to mend it.
    pub(super) mend: Option<String>,
    /// What was plainly meant.
    pub(super) meant: Option<T>,
}

impl<T> Ill<T> {
    /// A wrong value with no plain meaning.
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            mend: None,
            meant: None,
        }
    }

    /// A wrong value that was plainly meant as another one.
    pub(super) fn meant(what: impl Into<String>, mend: impl Into<String>, meant: T) -> Self {
        Self {
            what: what.into(),
            mend: Some(mend.into()),
            meant: Some(meant),
        }
    }

    /// The same fault of something that is made of the value.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Ill<U> {
        Ill {
            what: self.what,
            mend: self.mend,
            meant: self.meant.map(make),
        }
    }
}

/// A value, or what is wrong with it.
pub(super) type Value<T> = Result<T, Ill<T>>;

/// One of a few words, whole and in this case; a slip of the pen is mended.
pub(super) fn keyword<'k>(text: &str, known: &[&'k str], what: &str) -> Value<&'k str> {
    if let Some(found) = known.iter().find(|known| **known == text) {
        return Ok(found);
    }
    let wrong = format!("unknown {what} '{text}'");
    match nearest(text, known.iter().copied()) {
        Some(found) => Err(Ill::meant(wrong, format!("write '{found}'"), found)),
        None => Err(Ill::new(wrong)),
    }
}

/// A number with an optional mask, `0x1/0xff`.
pub(super) fn masked(text: &str) -> Value<(u32, u32)> {
    let (value, mask) = text
        .split_once('/')
        .map_or((text, None), |(v, m)| (v, Some(m)));
    let number = crate::netfilter::names::unsigned;
    match (number(value), mask.map_or(Some(u32::MAX), number)) {
        (Some(value), Some(mask)) => Ok((value, mask)),
        _ => Err(Ill::new(format!(
            "'{text}' is no mark; expected a number, or value/mask"
        ))),
    }
}

/// A whole number.
pub(super) fn number(text: &str) -> Value<u32> {
    crate::netfilter::names::unsigned(text)
        .ok_or_else(|| Ill::new(format!("'{text}' is no number")))
}

/// Units of a rate with the length of each in ten-thousandths of a second, as the tool counts.
const UNITS: [(&str, u32); 4] = [
    ("day", 864_000_000),
    ("hour", 36_000_000),
    ("minute", 600_000),
    ("second", 10_000),
];

/// A rate such as `3/minute` as the tool prints it; the unit may be shortened.
/// Source: parse_rate() and print_rate() of libxt_limit.c.
pub(super) fn rate(text: &str) -> Value<String> {
    let (count, unit) = text
        .split_once('/')
        .map_or((text, "second"), |(c, u)| (c, u));
    let unit = unit.to_ascii_lowercase();
    let known = UNITS
        .iter()
        .find(|(known, _)| !unit.is_empty() && known.starts_with(&unit));
    let wrong = format!("bad rate '{text}'");
    // atoi(3) reads as far as it can
    let end = count.find(|c: char| !c.is_ascii_digit());
    let count = &count[..end.unwrap_or(count.len())];
    match (count.parse::<u32>(), known) {
        (Ok(count @ 1..), Some((_, length))) if *length / count > 0 => {
            Ok(shown_rate(*length / count))
        }
        (Ok(1..), Some(_)) => Err(Ill::meant(
            format!("the rate '{text}' is too fast"),
            "write at most 10000/second",
            text.to_owned(),
        )),
        (Ok(1..), None) => Err(Ill::meant(
            wrong,
            "write it as 3/second, 3/minute, 3/hour or 3/day",
            text.to_owned(),
        )),
        _ => Err(Ill::meant(wrong, "write it as 3/minute", text.to_owned())),
    }
}

/// A rate by the time between two packets, in the largest unit that fits.
fn shown_rate(period: u32) -> String {
    let fits = |(_, length): &&(&str, u32)| period > *length || length / period < length % period;
    let smaller = UNITS.iter().skip(1).position(|unit| fits(&unit));
    let (name, length) = UNITS[smaller.unwrap_or(UNITS.len() - 1)];
    let short = if name.len() > 4 { &name[..3] } else { name };
    format!("{}/{short}", length / period)
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn rates_as_the_tool_prints_them() {
        for (text, shown) in [
            ("3/minute", "3/min"),
            ("60/min", "1/sec"),
            ("5", "5/sec"),
            ("1/h", "1/hour"),
            ("24/day", "1/hour"),
            ("7/D", "7/day"),
            ("10000/s", "10000/sec"),
            ("10001/s", "-"),
            ("5x/s", "5/sec"),
            ("0/s", "-"),
            ("3/fortnight", "-"),
            ("3/", "-"),
            ("x", "-"),
        ] {
            let found = rate(text).unwrap_or_else(|_| "-".to_owned());
            assert_eq!(found, shown, "{text}");
        }
    }
}
