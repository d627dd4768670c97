//! Values of the state and conntrack modules.

use super::value::{Ill, Value};
use crate::netfilter::model::{State, States, Status, Statuses};
use crate::netfilter::slip::nearest;

/// Names in the order in which the tool compares them; a beginning is enough (netfilter-facts, command line).
const STATES: [(&str, States); 7] = [
    ("INVALID", States::of(State::Invalid)),
    ("NEW", States::of(State::New)),
    ("ESTABLISHED", States::of(State::Established)),
    ("RELATED", States::of(State::Related)),
    ("UNTRACKED", States::of(State::Untracked)),
    ("SNAT", States::SNAT),
    ("DNAT", States::DNAT),
];

/// How many of them `-m state` knows.
const OF_STATE: usize = 5;

const STATUSES: [(&str, Statuses); 5] = [
    ("NONE", Statuses::NONE),
    ("EXPECTED", Statuses::of(Status::Expected)),
    ("SEEN_REPLY", Statuses::of(Status::SeenReply)),
    ("ASSURED", Statuses::of(Status::Assured)),
    ("CONFIRMED", Statuses::of(Status::Confirmed)),
];

/// A list of states for `--state` (`virtual_too` false) or `--ctstate`.
pub(super) fn states(text: &str, virtual_too: bool) -> Value<States> {
    let known = if virtual_too {
        &STATES[..]
    } else {
        &STATES[..OF_STATE]
    };
    listed(text, known, "state", States::with)
}

/// A list for `--ctstatus`.
pub(super) fn statuses(text: &str) -> Value<Statuses> {
    listed(text, &STATUSES, "status", Statuses::with)
}

/// Whether every part of a text names a state, so that it can only be the rest of a list torn apart.
pub(super) fn is_states(text: &str) -> bool {
    let mut parts = text.split(',').filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            part.len() > 2 && matches!(states(part, true), Ok(_) | Err(Ill { meant: Some(_), .. }))
        })
}

fn listed<T: Copy + Default>(
    text: &str,
    known: &[(&'static str, T)],
    what: &str,
    with: impl Fn(T, T) -> T,
) -> Value<T> {
    let mut all: Option<T> = None;
    let mut first: Option<(String, Option<String>)> = None;
    for part in text.split([',', '/', '+']) {
        let (found, wrong) = one(part, known, what);
        if let Some(found) = found {
            all = Some(all.map_or(found, |all| with(all, found)));
        }
        first = first.or(wrong);
    }
    if first.is_none() && text.contains(['/', '+']) {
        first = Some((
            format!("bad list '{text}'"),
            Some("put commas between".to_owned()),
        ));
    }
    match (first, all) {
        (None, Some(all)) => Ok(all),
        (Some((what, mend)), meant) => Err(Ill { what, mend, meant }),
        (None, None) => Err(Ill::new(format!("no {what}"))),
    }
}

type Wrong = Option<(String, Option<String>)>;

fn one<T: Copy>(part: &str, known: &[(&'static str, T)], what: &str) -> (Option<T>, Wrong) {
    if part.is_empty() {
        let mend = "leave no comma or blank there".to_owned();
        return (
            None,
            Some((format!("an empty {what} in the list"), Some(mend))),
        );
    }
    let begun = |part: &str| known.iter().find(|(name, _)| name.starts_with(part));
    if let Some((_, found)) = begun(part).or_else(|| begun(&part.to_uppercase())) {
        return (Some(*found), None);
    }
    let near = nearest(part, known.iter().map(|(name, _)| *name));
    let found = near.and_then(|near| known.iter().find(|(name, _)| *name == near));
    let mend = near.map(|near| format!("write {near}"));
    (
        found.map(|(_, found)| *found),
        Some((format!("unknown {what} '{part}'"), mend)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_near_misses() {
        for (text, right, meant) in [
            ("NEW", true, "NEW"),
            ("established,related", true, "ESTABLISHED,RELATED"),
            ("EST", true, "ESTABLISHED"),
            ("RELATED,ESTABLISHED,DNAT", true, "ESTABLISHED,RELATED,DNAT"),
            ("ESTABLISED,RELATED", false, "ESTABLISHED,RELATED"),
            ("NEW,", false, "NEW"),
            ("NEW/RELATED", false, "NEW,RELATED"),
            ("OPEN", false, ""),
            ("", false, ""),
        ] {
            let (ok, states) = match states(text, true) {
                Ok(states) => (true, states),
                Err(ill) => (false, ill.meant.unwrap_or_default()),
            };
            assert_eq!((ok, states.to_string().as_str()), (right, meant), "{text}");
        }
        assert!(states("SNAT", false).is_err());
        assert!(
            is_states("RELATED") && is_states(",RELATED") && !is_states("and") && !is_states(",")
        );
    }
}
