//! Slips of the pen: what the tool refuses, and what was plainly meant.

use crate::netfilter::read;
use crate::source::Source;

/// Lines that are refused, and the same line as it should be: both must mean the same.
const MENDED: &[(&str, &str)] = &[
    (
        "*filter\n-A FORWARD -i\u{a0}lan0 -m\u{a0}state --state NEW -j ACCEPT\nCOMMIT",
        "*filter\n-A FORWARD -i lan0 -m state --state NEW -j ACCEPT\nCOMMIT",
    ),
    (
        "iptables –A INPUT –m conntrack –ctstate NEW –j ACCEPT",
        "iptables -A INPUT -m conntrack --ctstate NEW -j ACCEPT",
    ),
    (
        "iptables -A INPUT -m contrack --cstate NEW -j ACCPET",
        "iptables -A INPUT -m conntrack --ctstate NEW -j ACCEPT",
    ),
    (
        "iptables -A INPUT -m state --state NEW, RELATED -j accept",
        "iptables -A INPUT -m state --state NEW,RELATED -j ACCEPT",
    ),
    (
        "iptables -A INPUT -m state --state ESTABLISED -j ACCEPT",
        "iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT",
    ),
    (
        "iptables -A input -i ! eth0 -j deny",
        "iptables -A INPUT ! -i eth0 -j DROP",
    ),
    ("iptables -p FORWARD DROP", "iptables -P FORWARD DROP"),
    ("iptables -P INPUT REJECT", "iptables -P INPUT DROP"),
    ("iptables -P INPUT -j DROP", "iptables -P INPUT DROP"),
    (
        "iptables -A POSTROUTING -o eth0 -j MASQUERADE",
        "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
    ),
    (
        "iptables -A PREROUTING -j NOTRACK",
        "iptables -t raw -A PREROUTING -j NOTRACK",
    ),
    ("iptabels -A INPUT -j DROP", "iptables -A INPUT -j DROP"),
    (
        "iptables -A INPUT -p tcp --dport 22,80 -j ACCEPT",
        "iptables -A INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT",
    ),
    (
        "iptables -A INPUT -p tcp --dport 10-20 -j ACCEPT",
        "iptables -A INPUT -p tcp --dport 10:20 -j ACCEPT",
    ),
    (
        "iptables -A INPUT -ptcp -jDROP",
        "iptables -A INPUT -p tcp -j DROP",
    ),
    (
        "iptables -A INPUT -p tcp -dport 22 -j DROP",
        "iptables -A INPUT -p tcp --dport 22 -j DROP",
    ),
    (
        "iptables -A INPUT -i eth* -j DROP",
        "iptables -A INPUT -i eth+ -j DROP",
    ),
    (
        "iptables -A INPUT -i !eth0 -j DROP",
        "iptables -A INPUT ! -i eth0 -j DROP",
    ),
    (
        "iptables -A FORWARD EST,REL ACCEPT",
        "iptables -A FORWARD -m state --state ESTABLISHED,RELATED -j ACCEPT",
    ),
];

#[test]
fn slips_of_the_pen_mean_what_was_plainly_meant() {
    let shown = |line: &str| {
        let reading = read(&Source::new("line", line));
        let mut out = String::new();
        for chain in reading.meant.chains() {
            out += &format!("{} {:?}", chain.key, chain.base.map(|base| base.policy));
            for rule in &chain.rules {
                out += &format!("\n  {:?} {:?}", rule.matches, rule.targets);
            }
        }
        (out, reading.slips.len())
    };
    for (slip, right) in MENDED {
        let ((found, slips), (expected, none)) = (shown(slip), shown(right));
        assert_eq!(found, expected, "{slip}");
        assert!(
            slips > 0 && none == 0,
            "{slip}: {slips} slips; {right}: {none}"
        );
    }
}

#[test]
fn a_refused_line_is_missing_as_typed_and_there_as_meant() {
    let reading = read(&Source::new(
        "t",
        "iptables -P INPUT DROP\niptables -A INPUT -j accept\nsome prose\n",
    ));
    let count = |rules: &crate::netfilter::Ruleset| {
        rules
            .chains()
            .iter()
            .map(|chain| chain.rules.len())
            .sum::<usize>()
    };
    assert_eq!((count(&reading.typed), count(&reading.meant)), (0, 1));
    let source = Source::new("t", "x\niptables -A INPUT -j accept");
    let fault = &read(&source).faults(&source)[0];
    assert_eq!(
        fault.to_string(),
        "t:2:22: no target or chain 'accept'; write ACCEPT"
    );
}
