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

/// A rate such as `3/minute`; the unit may be shortened.
pub(super) fn rate(text: &str) -> Value<()> {
    let (count, unit) = text
        .split_once('/')
        .map_or((text, "second"), |(c, u)| (c, u));
    let unit = unit.to_ascii_lowercase();
    let units = ["second", "minute", "hour", "day"];
    let known = !unit.is_empty() && units.iter().any(|known| known.starts_with(&unit));
    match count.parse::<u32>() {
        Ok(1..) if known => Ok(()),
        Ok(1..) => Err(Ill::meant(
            format!("bad rate '{text}'"),
            "write it as 3/second, 3/minute, 3/hour or 3/day",
            (),
        )),
        _ => Err(Ill::meant(
            format!("bad rate '{text}'"),
            "write it as 3/minute",
            (),
        )),
    }
}
