//! The form of values that no test of ours reads: numbers and their bounds, fixed words.

use super::options::Opt;
use super::parser::Parser;
use crate::netfilter::shell::Word;

/// What a value must look like.
enum Form {
    /// A number between two bounds.
    Number(u64, u64),
    /// `low:high`, each up to a bound and each optional; or one number.
    Span(u64),
    /// One of these words, in any case.
    Word(&'static [&'static str]),
    /// One of these words as written here, or a number up to a bound.
    Level(&'static [&'static str], u64),
    /// A list with commas of these words, as written here.
    Words(&'static [&'static str]),
    /// An Ethernet address.
    Ether,
    /// `hh:mm[:ss]`.
    Clock,
    /// `major:minor` in hexadecimal.
    Class,
    /// A number from 0 to 1 with a decimal point.
    Share,
    /// An address.
    Host,
    /// Not empty.
    Some,
}

use Form::{Class, Clock, Ether, Level, Number, Span, Word as One, Words};

const U16: u64 = u16::MAX as u64;
const U32: u64 = u32::MAX as u64;
const DAYS: &[&str] = &[
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "1",
    "2", "3", "4", "5", "6", "7",
];
const CLASSES: &[&str] = &[
    "cs0", "cs1", "cs2", "cs3", "cs4", "cs5", "cs6", "cs7", "be", "af11", "af12", "af13", "af21",
    "af22", "af23", "af31", "af32", "af33", "af41", "af42", "af43", "ef",
];
const SERVICES: &[&str] = &[
    "minimize-delay",
    "maximize-throughput",
    "maximize-reliability",
    "minimize-cost",
    "normal-service",
];

/// Module, option and form. Source: the option tables of the extensions of iptables 1.8.9.
const FORMS: &[(&str, &str, Form)] = &[
    ("limit", "limit-burst", Number(0, 10_000)),
    ("hashlimit", "hashlimit-burst", Number(1, 1_000_000)),
    ("hashlimit", "hashlimit-srcmask", Number(0, 32)),
    ("hashlimit", "hashlimit-dstmask", Number(0, 32)),
    ("hashlimit", "hashlimit-htable-size", Number(0, U32)),
    ("hashlimit", "hashlimit-htable-max", Number(0, U32)),
    ("hashlimit", "hashlimit-htable-expire", Number(0, U32)),
    ("hashlimit", "hashlimit-htable-gcinterval", Number(0, U32)),
    (
        "hashlimit",
        "hashlimit-mode",
        Words(&["srcip", "srcport", "dstip", "dstport"]),
    ),
    ("recent", "seconds", Number(1, U32)),
    ("recent", "hitcount", Number(0, U32)),
    ("connlimit", "connlimit-above", Number(0, U32)),
    ("connlimit", "connlimit-upto", Number(0, U32)),
    ("conntrack", "ctexpire", Span(U32)),
    ("length", "length", Span(U16)),
    ("tcpmss", "mss", Span(U16)),
    ("ah", "ahspi", Span(U32)),
    ("esp", "espspi", Span(U32)),
    ("ttl", "ttl-eq", Number(0, 255)),
    ("ttl", "ttl-lt", Number(0, 255)),
    ("ttl", "ttl-gt", Number(0, 255)),
    ("hl", "hl-eq", Number(0, 255)),
    ("hl", "hl-lt", Number(0, 255)),
    ("hl", "hl-gt", Number(0, 255)),
    ("dscp", "dscp", Number(0, 63)),
    ("dscp", "dscp-class", One(CLASSES)),
    ("quota", "quota", Number(0, u64::MAX)),
    ("cpu", "cpu", Number(0, U32)),
    ("statistic", "mode", One(&["random", "nth"])),
    ("statistic", "probability", Form::Share),
    ("statistic", "every", Number(1, U32)),
    ("statistic", "packet", Number(0, U32)),
    (
        "pkttype",
        "pkt-type",
        One(&[
            "unicast",
            "broadcast",
            "multicast",
            "bcast",
            "mcast",
            "host",
            "otherhost",
        ]),
    ),
    ("string", "algo", Words(&["bm", "kmp"])),
    ("policy", "dir", Words(&["in", "out"])),
    ("policy", "pol", Words(&["none", "ipsec"])),
    ("mac", "mac-source", Ether),
    ("time", "timestart", Clock),
    ("time", "timestop", Clock),
    ("time", "weekdays", Words(DAYS)),
    (
        "connbytes",
        "connbytes-dir",
        One(&["original", "reply", "both"]),
    ),
    (
        "connbytes",
        "connbytes-mode",
        One(&["packets", "bytes", "avgpkt"]),
    ),
    ("tos", "tos", Level(SERVICES, 255)),
    ("TOS", "set-tos", Level(SERVICES, 255)),
    ("TOS", "and-tos", Number(0, 255)),
    ("TOS", "or-tos", Number(0, 255)),
    ("TOS", "xor-tos", Number(0, 255)),
    ("DSCP", "set-dscp", Number(0, 63)),
    ("DSCP", "set-dscp-class", One(CLASSES)),
    ("TTL", "ttl-set", Number(0, 255)),
    ("TTL", "ttl-inc", Number(1, 255)),
    ("TTL", "ttl-dec", Number(1, 255)),
    ("HL", "hl-set", Number(0, 255)),
    ("HL", "hl-inc", Number(1, 255)),
    ("HL", "hl-dec", Number(1, 255)),
    (
        "LOG",
        "log-level",
        Level(
            &[
                "emerg", "panic", "alert", "crit", "error", "warning", "notice", "info", "debug",
            ],
            7,
        ),
    ),
    ("LOG", "log-prefix", Form::Some),
    ("NFLOG", "nflog-prefix", Form::Some),
    ("NFLOG", "nflog-group", Number(0, U16)),
    ("NFLOG", "nflog-threshold", Number(0, U16)),
    ("NFLOG", "nflog-size", Number(0, U32)),
    ("NFQUEUE", "queue-num", Number(0, U16)),
    ("NFQUEUE", "queue-balance", Span(U16)),
    ("CONNMARK", "nfmask", Number(0, U32)),
    ("CONNMARK", "ctmask", Number(0, U32)),
    ("CONNMARK", "mask", Number(0, U32)),
    ("MARK", "and-mark", Number(0, U32)),
    ("MARK", "or-mark", Number(0, U32)),
    ("MARK", "xor-mark", Number(0, U32)),
    ("CONNMARK", "and-mark", Number(0, U32)),
    ("CONNMARK", "or-mark", Number(0, U32)),
    ("CONNMARK", "xor-mark", Number(0, U32)),
    ("TCPMSS", "set-mss", Number(0, U16)),
    ("CLASSIFY", "set-class", Class),
    ("CT", "zone", Number(0, U16)),
    ("realm", "realm", Level(&["cosmos"], U32)),
    ("TEE", "gateway", Form::Host),
    ("AUDIT", "type", One(&["accept", "drop", "reject"])),
];

impl Parser<'_> {
    /// Notes a value that has not the form its option asks for.
    pub(super) fn check_form(&mut self, option: &Opt, value: &Word<'_>) {
        let row = FORMS
            .iter()
            .find(|(module, name, _)| *module == option.module && *name == option.first);
        if let Some((.., form)) = row
            && !form.fits(&value.text)
        {
            let what = format!("'{}' is no value for --{}", value.text, option.name);
            let mend = form.asked();
            self.refuse(value.span, what, Some(&mend));
        }
    }
}

impl Form {
    fn fits(&self, text: &str) -> bool {
        let lower = text.to_ascii_lowercase();
        match self {
            Number(low, high) => number(text).is_some_and(|found| (*low..=*high).contains(&found)),
            Span(high) => text.splitn(2, ':').all(|part| {
                (part.is_empty() && text.len() > 1)
                    || number(part).is_some_and(|found| found <= *high)
            }),
            One(words) => words.contains(&lower.as_str()),
            Level(words, high) => {
                let number = text
                    .split('/')
                    .all(|part| number(part).is_some_and(|found| found <= *high));
                words.contains(&text) || number || (*high > 7 && words.contains(&lower.as_str()))
            }
            Words(words) => text
                .trim_end_matches(',')
                .split(',')
                .all(|part| words.contains(&part)),
            Ether => {
                let hex = |part: &str| {
                    (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_hexdigit())
                };
                text.split(':').count() == 6 && text.split(':').all(hex)
            }
            Clock => {
                let parts: Vec<Option<u64>> =
                    text.split(':').map(|part| part.parse().ok()).collect();
                matches!(
                    parts.as_slice(),
                    [Some(0..=23), Some(0..=59)] | [Some(0..=23), Some(0..=59), Some(0..=59)]
                )
            }
            Class => {
                // sscanf(3) reads as far as it can and asks for nothing behind
                let minor = |part: &str| part.starts_with(|c: char| c.is_ascii_hexdigit());
                text.split_once(':').is_some_and(|(major, rest)| {
                    u16::from_str_radix(major, 16).is_ok() && minor(rest)
                })
            }
            Form::Share => text
                .parse()
                .is_ok_and(|share: f64| (0.0..=1.0).contains(&share)),
            Form::Host => text.parse::<std::net::IpAddr>().is_ok(),
            Form::Some => !text.is_empty(),
        }
    }

    /// What to write instead.
    fn asked(&self) -> String {
        match self {
            Number(low, high) => format!("write a number from {low} to {high}"),
            Span(high) => format!("write a number up to {high}, or first:last"),
            One(words) | Words(words) | Level(words, _) => format!("write {}", words.join(", ")),
            Ether => "write it as 00:11:22:33:44:55".to_owned(),
            Clock => "write it as hh:mm".to_owned(),
            Class => "write it as major:minor".to_owned(),
            Form::Share => "write a number from 0 to 1".to_owned(),
            Form::Host => "write an address".to_owned(),
            Form::Some => "write some text".to_owned(),
        }
    }
}

/// A number as strtoull(3) with base 0 reads it, whole.
fn number(text: &str) -> Option<u64> {
    let digits = |text: &str, radix| {
        let plain = !text.is_empty() && !text.starts_with('+');
        plain.then(|| u64::from_str_radix(text, radix).ok())?
    };
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => digits(hex, 16),
        None if text.len() > 1 && text.starts_with('0') => digits(&text[1..], 8),
        None => digits(text, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_near_misses() {
        for (form, text, fits) in [
            (Number(1, 9), "9", true),
            (Number(1, 9), "0", false),
            (Number(1, 9), "0x9", true),
            (Number(1, 9), "-1", false),
            (Number(1, 9), "", false),
            (Span(9), ":3", true),
            (Span(9), "1:2:3", false),
            (Span(9), ":", false),
            (One(&["in"]), "IN", true),
            (One(&["in"]), "i", false),
            (Level(&["warning"], 7), "warn", false),
            (Level(&["warning"], 7), "8", false),
            (Words(DAYS), "Mo,Tue", true),
            (Words(DAYS), "Mon,", true),
            (Words(DAYS), "mon", false),
            (Ether, "0:1:2:3:4:5", true),
            (Ether, "00-11-22-33-44-55", false),
            (Clock, "24:00", false),
            (Clock, "8:0", true),
            (Class, "1:ff", true),
            (Class, "1", false),
            (Class, "1:x", false),
            (Form::Share, "0.5", true),
            (Form::Share, "2", false),
        ] {
            assert_eq!(form.fits(text), fits, "{text}");
        }
    }
}
