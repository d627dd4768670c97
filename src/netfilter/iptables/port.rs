//! Ports as iptables takes them: `22`, `ssh`, `1024:65535`, and lists for multiport.

use super::value::{Ill, Value};
use crate::netfilter::model::{PortRange, Ports};
use crate::netfilter::names;

/// Most ports in a multiport list; a range counts as two. Source: iptables-extensions(8), multiport.
const MOST: usize = 15;

/// One port or range for `--dport` and `--sport`.
pub(super) fn single(text: &str) -> Value<Ports> {
    if text.contains(',') {
        let meant = list(text).unwrap_or_else(|ill| ill.meant.unwrap_or_default());
        let wrong = format!("'{text}' is a list; --dport and --sport take one port or range");
        return Err(Ill::meant(
            wrong,
            "write -m multiport --dports for a list",
            meant,
        ));
    }
    range(text)
        .map(|range| Ports(vec![range]))
        .map_err(|ill| ill.map(|range| Ports(vec![range])))
}

/// The ports outside a range that begins with the first or ends with the last, as one range.
pub(super) fn rest(ports: &Ports) -> Option<Ports> {
    let [PortRange { first, last }] = ports.0.as_slice() else {
        return None;
    };
    let (first, last) = match (first, last) {
        (0, last) => (last.checked_add(1)?, u16::MAX),
        (first, &u16::MAX) => (0, first - 1),
        _ => return None,
    };
    Some(Ports(vec![PortRange { first, last }]))
}

/// A list for multiport.
pub(super) fn list(text: &str) -> Value<Ports> {
    let mut ranges = Vec::new();
    let mut first: Option<Ill<PortRange>> = None;
    for part in text.split(',') {
        match range(part) {
            Ok(range) => ranges.push(range),
            Err(ill) => {
                ranges.extend(ill.meant);
                first = first.or(Some(ill));
            }
        }
    }
    let count: usize = ranges
        .iter()
        .map(|range| 1 + usize::from(range.first != range.last))
        .sum();
    if count > MOST {
        let meant = Ports(ranges);
        return Err(Ill::meant(
            "more than 15 ports",
            "split the list over two rules",
            meant,
        ));
    }
    match first {
        None => Ok(Ports(ranges)),
        Some(ill) => Err(Ill {
            what: ill.what,
            mend: ill.mend,
            meant: (!ranges.is_empty()).then_some(Ports(ranges)),
        }),
    }
}

/// One port, `first:last`, `:last` or `first:`.
pub(super) fn range(text: &str) -> Value<PortRange> {
    let Some((first, last)) = text.split_once(':') else {
        return one(text);
    };
    let end = |text: &str, open: u16| {
        if text.is_empty() {
            Some(open)
        } else {
            names::port(text)
        }
    };
    match (end(first, 0), end(last, u16::MAX)) {
        (Some(first), Some(last)) if first <= last => Ok(PortRange { first, last }),
        (Some(first), Some(last)) => Err(Ill::meant(
            format!("the range {text} runs backwards"),
            format!("write {last}:{first}"),
            PortRange {
                first: last,
                last: first,
            },
        )),
        _ => Err(Ill::new(format!("'{text}' is no range of ports"))),
    }
}

fn one(text: &str) -> Value<PortRange> {
    if let Some(port) = names::port(text) {
        return Ok(PortRange::one(port));
    }
    if let Some((first, last)) = text.split_once('-')
        && let (Some(first), Some(last)) = (names::port(first), names::port(last))
        && first <= last
    {
        let wrong = format!("'{text}' is no range of ports");
        return Err(Ill::meant(
            wrong,
            format!("write {first}:{last}"),
            PortRange { first, last },
        ));
    }
    match names::port(&text.to_lowercase()) {
        Some(port) => Err(Ill::meant(
            format!("service names are lower case, not '{text}'"),
            format!("write {}", text.to_lowercase()),
            PortRange::one(port),
        )),
        None => Err(Ill::new(format!("'{text}' is no port"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_and_near_misses() {
        for (text, right, meant) in [
            ("22", true, "22"),
            ("ssh", true, "22"),
            ("1024:", true, "1024-65535"),
            (":1023", true, "0-1023"),
            ("10:20", true, "10-20"),
            ("10-20", false, "10-20"),
            ("20:10", false, "10-20"),
            ("22,80", false, "22 80"),
            ("SSH", false, "22"),
            ("65536", false, ""),
            ("", false, ""),
        ] {
            let (ok, ports) = match single(text) {
                Ok(ports) => (true, ports),
                Err(ill) => (false, ill.meant.unwrap_or_default()),
            };
            let shown: Vec<String> = ports.0.iter().map(PortRange::to_string).collect();
            assert_eq!((ok, shown.join(" ").as_str()), (right, meant), "{text}");
        }
        assert!(list("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15").is_ok());
        assert!(list("1,2,3,4,5,6,7,8,9,10,11,12,13,14:15").is_ok());
        assert!(list("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15:16").is_err());
        assert!(list("22,,80").is_err());
    }
}
