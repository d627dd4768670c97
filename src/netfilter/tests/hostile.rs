//! Made-up and oversized texts: nothing panics, nothing takes long.
#![expect(clippy::disallowed_methods, reason = "a test takes the time")]

use super::scene;
use crate::netfilter::{Family, behaviour, read, restore, return_rules, ruleset, shadowed};
use crate::source::Source;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Lines of an oversized text: enough that a quadratic reader would be caught in the act.
const MANY: usize = 10_000;
/// Bits from which texts are made: all that the readers know, and what they do not.
const BITS: &[&str] = &[
    "iptables",
    " -A ",
    "INPUT",
    " -I ",
    " -D ",
    "FORWARD 2",
    " -P ",
    "DROP",
    " -j ",
    "ACCEPT",
    " -g ",
    "x",
    " -N x",
    "\n",
    ";",
    "\\\n",
    "'",
    "\"",
    "$A",
    "${",
    "}",
    "{",
    "A=",
    "for a in 1 2; do ",
    "done",
    "f() {",
    "\"$@\"",
    " -m conntrack --ctstate ",
    "NEW,",
    "!",
    " ! ",
    "-p tcp ",
    "--dport ",
    "22:",
    ":",
    ",",
    "-",
    "–",
    "é",
    "\u{202e}",
    "*filter\n",
    ":INPUT DROP [0:0]\n",
    "COMMIT\n",
    "[1:2] ",
    "#",
    "table ip t {\n",
    "chain c {\n",
    "type filter hook input priority 0;",
    "policy drop;",
    "ct state vmap { new : accept }",
    "ip saddr . tcp dport",
    "@s",
    "nft add rule ",
    "limit rate 3/",
    "tcp flags & (syn|ack) == syn / ",
    "dnat to ",
    "1.2.3.4/",
    "fe80::",
    "-R INPUT 0",
    "-E x y",
    " -t nat",
    " -f",
    "=",
    "define A = ",
    "jump c\n",
];

fn everything(text: &str) {
    let source = Source::new("hostile", text);
    for reading in [
        read(&source),
        ruleset(&source),
        restore(&source, Family::V4),
    ] {
        let _ = reading.faults(&source);
        let scene = scene();
        for rules in [&reading.typed, &reading.meant] {
            let _ = (
                behaviour(rules, &scene),
                shadowed(rules),
                return_rules(rules, "eth1"),
            );
        }
        let _ = super::scene().seen_by(&reading, &source);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn no_text_brings_the_readers_down(bits in prop::collection::vec(0..BITS.len(), 0..60)) {
        let text: String = bits.into_iter().map(|bit| BITS[bit]).collect();
        everything(&text);
    }

    #[test]
    fn nor_does_any_other(text in "\\PC{0,200}") {
        everything(&text);
    }
}

#[test]
fn many_of_anything_are_read_in_time() {
    let many = |line: &str| line.repeat(MANY);
    for (name, text) in [
        (
            "append",
            many("iptables -A INPUT -p tcp --dport 22 -j ACCEPT\n"),
        ),
        ("insert", many("iptables -I INPUT -s 10.0.0.1 -j DROP\n")),
        (
            "save",
            format!(
                "*filter\n{}COMMIT\n",
                many("-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n")
            ),
        ),
        (
            "nft",
            format!(
                "table ip t {{\nchain c {{\n{}}}\n}}\n",
                many("tcp dport 22 accept\n")
            ),
        ),
        ("braces", many("{")),
        ("loops", many("for a in 1 2; do\n")),
        ("functions", many("f() { f; f; }\nf\n")),
        ("quotes", many("iptables -A INPUT '\n")),
        (
            "deletes",
            format!(
                "{}{}",
                many("iptables -A INPUT -j DROP\n"),
                "iptables -D INPUT -j ACCEPT\n".repeat(100)
            ),
        ),
    ] {
        let start = Instant::now();
        let source = Source::new(name, text);
        let reading = read(&source);
        let took = start.elapsed();
        // generous: a debug build on a busy machine
        assert!(
            took < Duration::from_secs(10),
            "{name}: {took:?}, {} commands",
            reading.commands
        );
    }
}
