//! What stands before the tuples: time, event, network layer, protocol, seconds left, state.

use super::model::{Event, Field};
use super::names::{nearest_protocol, number, states};
use super::parse::{decimal, note};
use super::words::Word;
use crate::netfilter::model::Family;
use crate::netfilter::slip::{Slip, nearest};
use crate::source::Span;
use std::iter::Peekable;

/// The head of an entry.
pub(super) struct Head {
    pub(super) event: Option<Event>,
    pub(super) family: Option<Family>,
    pub(super) protocol: Field<String>,
    pub(super) number: u8,
    pub(super) timeout: Option<Field<u64>>,
    pub(super) state: Option<Field<&'static str>>,
}

impl Head {
    /// Reads the words of a line up to the first field; none where no protocol stands.
    pub(super) fn read<'t>(
        words: &mut Peekable<impl Iterator<Item = Word<'t>>>,
        line: Span,
        slips: &mut Vec<Slip>,
    ) -> Option<Self> {
        let event = event(words, slips);
        let family = layer(words);
        let (protocol, known) = protocol(words, line, slips)?;
        let (number, timeout) = numbers(words, &protocol, known, slips)?;
        let state = state(words, number, slips);
        Some(Self {
            event,
            family,
            protocol,
            number,
            timeout,
            state,
        })
    }
}

/// Takes time stamps and the event.
fn event<'t>(
    words: &mut Peekable<impl Iterator<Item = Word<'t>>>,
    slips: &mut Vec<Slip>,
) -> Option<Event> {
    let mut event = None;
    while let Some(word) = words.next_if(|word| word.bracketed().is_some() || is_time(word.text)) {
        let Some(name) = word.bracketed().filter(|name| !is_time(name)) else {
            continue;
        };
        let known = Event::ALL.into_iter().find(|event| event.name() == name);
        if known.is_none() {
            let slip = Slip::refused(word.span, format!("'[{name}]' is no event"));
            note(slips, slip.mend("events are [NEW], [UPDATE] and [DESTROY]"));
        }
        event = known;
    }
    event
}

/// Seconds with a fraction, as `-o timestamp` prints them, and the arrow that some put behind.
fn is_time(text: &str) -> bool {
    let time = text.trim_end().trim_end_matches('>');
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    time.is_empty()
        || time
            .split_once('.')
            .is_some_and(|(seconds, rest)| digits(seconds) && digits(rest))
}

/// Takes `ipv4 2` or `ipv6 10`, as /proc and `-o extended` print them.
fn layer<'t>(words: &mut Peekable<impl Iterator<Item = Word<'t>>>) -> Option<Family> {
    let name = words.next_if(|word| matches!(word.text, "ipv4" | "ipv6"))?;
    words.next_if(|word| decimal(word.text).is_some());
    Some(match name.text {
        "ipv4" => Family::V4,
        _ => Family::V6,
    })
}

/// The protocol's name and, where the name tells it, its number.
fn protocol<'t>(
    words: &mut Peekable<impl Iterator<Item = Word<'t>>>,
    line: Span,
    slips: &mut Vec<Slip>,
) -> Option<(Field<String>, Option<u8>)> {
    const EXAMPLE: &str = "an entry begins like 'tcp 6 117 SYN_SENT src='";
    let Some(&word) = words.peek() else {
        note(
            slips,
            Slip::refused(line, "expected an entry").mend(EXAMPLE),
        );
        return None;
    };
    let name = word.text.to_ascii_lowercase();
    let known = number(&name);
    let meant = nearest_protocol(&name);
    let readable = known.is_some() || name == "unknown";
    if !readable || name != word.text {
        let what = match word.field() {
            Some(_) => format!("the protocol is missing before '{}'", word.text),
            None => format!("expected a protocol, found '{}'", word.text),
        };
        let mend = match meant {
            Some(meant) => format!("did you mean '{meant}'?"),
            None => EXAMPLE.to_owned(),
        };
        note(slips, Slip::refused(word.span, what).mend(mend));
    }
    let value = match (readable, meant) {
        (true, _) => name,
        (false, meant) => meant?.to_owned(),
    };
    words.next();
    let known = known.or_else(|| number(&value));
    let span = word.span;
    Some((Field { value, span }, known))
}

/// The protocol's number and the seconds left.
fn numbers<'t>(
    words: &mut Peekable<impl Iterator<Item = Word<'t>>>,
    protocol: &Field<String>,
    known: Option<u8>,
    slips: &mut Vec<Slip>,
) -> Option<(u8, Option<Field<u64>>)> {
    let name = &protocol.value;
    let mut next = || {
        let word = words.next_if(|word| word.text.bytes().all(|byte| byte.is_ascii_digit()))?;
        let value = decimal(word.text).unwrap_or(u64::MAX);
        Some(Field {
            value,
            span: word.span,
        })
    };
    let (first, second) = (next(), next());
    let printed = first.and_then(|first| u8::try_from(first.value).ok());
    if printed.is_some() && (known == printed || known.is_none()) {
        return Some((printed?, second));
    }
    let span = first.map_or(protocol.span, |first| first.span);
    let right = known.map_or(String::new(), |known| known.to_string());
    let (what, timeout) = match (first, second) {
        (Some(first), Some(_)) => (format!("{name} is not protocol {}", first.value), second),
        _ => (
            format!("the number of the protocol is missing behind '{name}'"),
            first,
        ),
    };
    note(
        slips,
        Slip::refused(span, what).mend(format!("{name} {right}").trim_end()),
    );
    Some((known?, timeout))
}

/// The word for the state, where one stands.
fn state<'t>(
    words: &mut Peekable<impl Iterator<Item = Word<'t>>>,
    protocol: u8,
    slips: &mut Vec<Slip>,
) -> Option<Field<&'static str>> {
    let word = words.next_if(|word| word.field().is_none() && word.bracketed().is_none())?;
    let span = word.span;
    let Some(states) = states(protocol) else {
        let what = format!("expected 'src=', found '{}'", word.text);
        let why = "only TCP, SCTP and DCCP have a word for the state";
        note(slips, Slip::refused(span, what).mend(why));
        return None;
    };
    if let Some(value) = states.iter().copied().find(|state| *state == word.text) {
        return Some(Field { value, span });
    }
    let slip = Slip::refused(
        span,
        format!("'{}' is no state of this protocol", word.text),
    );
    let meant = nearest(word.text, states.iter().copied());
    note(
        slips,
        match meant {
            Some(meant) => slip.mend(format!("did you mean '{meant}'?")),
            None => slip.mend(format!("its states are {}", states.join(", "))),
        },
    );
    meant.map(|value| Field { value, span })
}
