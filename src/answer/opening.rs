//! A cheap look at a line: whether it is worth asking a regex of `code` about it. It may say yes too often, never
//! no where a regex says yes.

/// What must stand behind the word that opens a line of code.
enum Then {
    /// Whatever it is.
    Anything,
    /// One of these signs next, blanks aside.
    Sign(&'static str),
    /// One of these signs next, blanks aside, or nothing more.
    EndOr(&'static str),
    /// A blank, and somewhere this.
    Holds(&'static str),
}

use Then::{Anything, EndOr, Holds, Sign};

/// What a line of code begins with.
const OPENINGS: &[(&str, Then)] = &[
    ("iptables", Sign("-–—!")),
    ("ip6tables", Sign("-–—!")),
    ("$", Anything),
    ("ipt", Sign("-")),
    ("nft", Sign("a-fcil")),
    ("modprobe", Holds("_")),
    ("insmod", Holds("_")),
    ("rmmod", Holds("_")),
    ("sysctl", Anything),
    ("conntrack", Sign("-")),
    ("ipset", Sign("ca-")),
    ("ip", Sign("rlan")),
    ("tc", Sign("rlan")),
    ("-", Sign("AIDPNFXtR-")),
    ("*", Sign("fnrm")),
    (":", Anything),
    ("COMMIT", EndOr("")),
    ("#!/", Anything),
    ("set", Sign("-")),
    ("export", Holds("=")),
    ("for", Holds("in")),
    ("done", EndOr(";#<|")),
    ("do", EndOr("")),
    ("fi", EndOr("")),
    ("if", Sign("[")),
    ("table", Holds("{")),
    ("chain", Holds("{")),
    ("type", Holds("hook")),
    ("ct", Holds("state")),
    ("ifname", Anything),
    ("iifname", Anything),
    ("oifname", Anything),
    ("policy", Holds(";")),
    ("tcp", Holds("")),
    ("udp", Holds("")),
    ("icmp", Holds("")),
    ("}", Anything),
    ("ipv4", Anything),
    ("ipv6", Anything),
    ("src=", Anything),
    ("echo", Holds(">")),
];

/// Whether a line begins as code may, behind a prompt, `sudo` or a path.
pub(super) fn may_be_code(line: &str) -> bool {
    let bare = line
        .strip_prefix(['#', '$', '>'])
        .map_or(line, str::trim_start);
    let plain = ["sudo", "doas"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .filter(|rest| rest.starts_with(char::is_whitespace))
        .map_or(bare, str::trim_start);
    [line, bare, plain].iter().any(|line| {
        let end = line.find(char::is_whitespace).unwrap_or(line.len());
        let mut paths = line[..end].match_indices('/');
        opens(line) || paths.any(|(at, _)| opens(&line[at + 1..]))
    })
}

fn opens(line: &str) -> bool {
    OPENINGS.iter().any(|(opening, then)| {
        line.strip_prefix(opening).is_some_and(|rest| {
            let next = rest.trim_start();
            match then {
                Anything => true,
                Sign(signs) => next.starts_with(|c| signs.contains(c)),
                EndOr(signs) => next.is_empty() || next.starts_with(|c| signs.contains(c)),
                Holds(needle) => rest.starts_with(char::is_whitespace) && rest.contains(needle),
            }
        })
    })
}

/// Whether a line may hold a command: an option stands behind a blank.
pub(super) fn may_hold_command(line: &str) -> bool {
    let named = || line.contains("tables") || line.contains("-A");
    let mut dashes = line.match_indices('-').map(|(at, _)| &line[..at]);
    dashes.any(|before| before.ends_with(char::is_whitespace)) && named()
}

/// Whether a line may hold nothing but assignments: a name stands right before the first `=`.
pub(super) fn may_assign(line: &str) -> bool {
    line.trim_start()
        .split_once('=')
        .is_some_and(|(name, _)| !name.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_seldom_looked_at_twice() {
        for (line, expected) in [
            ("iptables -F", true),
            ("# sudo /sbin/iptables -F", true),
            ("if [ -x /sbin/iptables ]; then", true),
            ("iptables keeps a table", false),
            ("conntrack keeps a table", false),
            ("- a list item", false),
            ("if a packet comes", false),
            ("tables and chains", false),
        ] {
            assert_eq!(may_be_code(line), expected, "{line}");
        }
    }
}
