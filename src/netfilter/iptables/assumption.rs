//! Options that no packet can answer: limits, lists kept elsewhere, the time. Each is taken as stated.

use super::core::assumed;
use super::options::Opt;
use super::parser::Parser;
use super::value::rate;
use crate::netfilter::shell::Word;

impl Parser<'_> {
    /// A rate of packets, or of bytes: `512kb/s`.
    fn hash_rate(&mut self, value: &Word<'_>) -> String {
        let number = value.text.trim_start_matches(|c: char| c.is_ascii_digit());
        let bytes = ["b/", "kb/", "mb/"]
            .iter()
            .any(|unit| number.starts_with(unit));
        if bytes && number.len() < value.text.len() {
            return value.text.to_string();
        }
        self.settle(value.span, rate(&value.text))
            .unwrap_or_default()
    }

    /// What `-m limit` tests without `--limit`. Source: iptables-extensions(8), limit: the default is 3/hour.
    pub(super) fn usual_limit(&mut self) {
        self.test(false, assumed("the limit of 3/hour is not reached", true));
    }

    /// One test for all options of `recent`: whether the address is on the list, for which nothing speaks.
    pub(super) fn recent(&mut self, option: &Opt, negated: bool) {
        let (what, holds) = match option.name {
            "set" => ("the address is put on the list", true),
            "rcheck" => ("the address is on the list", false),
            "update" => ("the address is on the list lately", false),
            "remove" => ("the address is on the list and taken off", false),
            _ => return,
        };
        if self.recent.replace(self.matches.len()).is_some() {
            return;
        }
        self.test(negated, assumed(what, holds));
    }

    /// What no packet shows: taken as stated.
    pub(super) fn assumption(&mut self, option: &Opt, value: &Word<'_>, negated: bool) {
        let text = &value.text;
        let (what, holds) = match (option.module, option.name) {
            ("limit", "limit") => {
                let rate = rate(text);
                let rate = self.settle(value.span, rate).unwrap_or_default();
                (format!("the limit of {rate} is not reached"), true)
            }
            // the tool takes `! --hashlimit-upto` for `--hashlimit-above`, and so with connlimit
            ("hashlimit", "hashlimit" | "hashlimit-upto" | "hashlimit-above") => {
                let rate = self.hash_rate(value);
                let (what, holds) = if (option.name == "hashlimit-above") == negated {
                    (format!("the limit of {rate} is not reached"), true)
                } else {
                    (format!("the limit of {rate} is exceeded"), false)
                };
                return self.test(false, assumed(what, holds));
            }
            ("connlimit", "connlimit-upto" | "connlimit-above") => {
                let (what, holds) = if (option.name == "connlimit-upto") != negated {
                    (format!("there are at most {text} connections"), true)
                } else {
                    (format!("there are more than {text} connections"), false)
                };
                return self.test(false, assumed(what, holds));
            }
            ("pkttype", _) => (
                format!("the packet is {text} to the link"),
                text.eq_ignore_ascii_case("unicast"),
            ),
            ("policy", "pol") => (
                format!("the packet is under IPsec policy '{text}'"),
                text == "none",
            ),
            ("set", "match-set") => (format!("the address is in the set '{text}'"), false),
            ("mac", _) => (
                format!("the packet comes from {}", text.to_lowercase()),
                false,
            ),
            ("owner", _) => (format!("the packet's owner is {text}"), false),
            (
                "time",
                "timestart" | "timestop" | "weekdays" | "datestart" | "datestop" | "monthdays",
            ) => return self.test(false, assumed("the time fits", true)),
            ("string", "string" | "hex-string") => (format!("the packet holds '{text}'"), false),
            ("statistic", "probability" | "every") => {
                ("the dice choose the packet".to_owned(), false)
            }
            ("physdev", _) => ("the packet crosses a bridge".to_owned(), false),
            ("length", _) => (format!("the packet's length is {text}"), false),
            ("helper", _) => (format!("the connection is helper {text}'s"), false),
            ("quota", _) => (format!("the quota of {text} is not used up"), true),
            ("tos" | "dscp", _) => (format!("the packet is marked {text}"), false),
            (
                "rt" | "frag" | "ah" | "esp" | "tcpmss" | "u32" | "bpf" | "connlabel" | "realm"
                | "cgroup",
                _,
            ) => (format!("{} {text} fits", option.name), false),
            ("ttl" | "hl", name) => (format!("{name} {text} fits"), time_to_live(name, text)),
            _ => return,
        };
        self.test(negated, assumed(what, holds));
    }
}

/// A probe has come over the net with a time to live of 64, less a hop; link-local IPv6 with 255.
fn time_to_live(name: &str, text: &str) -> bool {
    let Ok(asked) = text.parse::<u8>() else {
        return false;
    };
    match name {
        "ttl-lt" | "hl-lt" => 63 < asked,
        "ttl-gt" | "hl-gt" => 63 > asked,
        _ => asked == 63,
    }
}
