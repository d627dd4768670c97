//! Made-up and oversized texts: nothing panics, nothing goes on for ever, nothing grows beyond bounds.

use super::scene;
use crate::netfilter::{
    Family, Match, Ruleset, behaviour, read, restore, return_rules, ruleset, shadowed,
};
use crate::source::Source;
use proptest::prelude::*;

/// Bytes of an oversized text.
const MANY: usize = 30_000;
/// What a text may come to beyond its own bytes: rules with the values that they compare.
const MOST: usize = 1_000_000;
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
                return_rules(rules, &scene),
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

/// Rules with the values that they compare.
fn size(rules: &Ruleset) -> usize {
    let rules = rules.chains().iter().flat_map(|chain| &chain.rules);
    rules
        .map(|rule| 1 + rule.matches.iter().map(Match::weight).sum::<usize>())
        .sum()
}

/// Texts of which one reader or another once made too much, or never came to an end.
fn explosive() -> Vec<(&'static str, String)> {
    let fill = |unit: &str| unit.repeat(MANY / unit.len());
    let words = fill("a ");
    let numbered =
        |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let addresses = numbered(MANY / 24, &|n| format!("10.0.{}.{}, ", n >> 8, n & 255));
    let in_chain = |text: &str| {
        format!("table ip t {{\nchain c {{\ntype filter hook input priority 0;\n{text}\n}}\n}}\n")
    };
    let jumps = {
        let make = numbered(17, &|n| format!("iptables -N c{n}\n"));
        let jump = |n: usize| format!("iptables -A c{n} -j c{}\n", n + 1).repeat(8);
        let enter = "iptables -A INPUT -j c0\niptables -A FORWARD -j c0\n";
        make + &numbered(16, &jump) + enter
    };
    let half = fill("a ")[..MANY / 2].to_owned();
    let value = "a ".repeat(2_000);
    vec![
        (
            "appended",
            fill("iptables -A INPUT -p tcp --dport 22 -j ACCEPT\n"),
        ),
        ("inserted", fill("iptables -I INPUT 2 -j DROP\n")),
        (
            "logs before the policy",
            fill("iptables -A INPUT -j LOG\n") + "iptables -P INPUT DROP",
        ),
        (
            "loop over many values",
            format!(
                "A='{value}'\nfor a in {}; do iptables -A INPUT -j DROP; done",
                fill("$A ")
            ),
        ),
        (
            "one long value everywhere",
            format!("A='{value}'\n{}", fill("iptables $A $A\n")),
        ),
        (
            "loops that do nothing",
            format!("for a in {half}; do for b in {half}; do done; done"),
        ),
        (
            "a long command in a loop",
            format!("for a in {half}; do iptables {half}; done"),
        ),
        ("loops in loops", fill("for a in 1 2; do\n")),
        (
            "a loop called done",
            "for done in 1 2; do iptables -F; done".to_owned(),
        ),
        ("functions in functions", fill("f() { f; f; }\nf\n")),
        (
            "arguments doubled",
            format!("f() {{ f \"$@\" \"$@\"; }}\nf {half}"),
        ),
        ("values doubled", fill("A=$A$A\n")),
        (
            "values of values",
            numbered(MANY / 20, &|n| format!("A{}=$A{n}$A{n}\n", n + 1)),
        ),
        ("stray words", format!("iptables -A INPUT {words} -j DROP")),
        (
            "stray words in a save file",
            format!("*filter\n-A INPUT {words} -j DROP\nCOMMIT\n"),
        ),
        (
            "modules",
            format!("iptables -A INPUT {} -j DROP", fill("-m tcp --dport 1 ")),
        ),
        (
            "states",
            format!(
                "iptables -A INPUT -m state --state {} -j DROP",
                fill("XEW,")
            ),
        ),
        ("open quotes", fill("iptables -A INPUT '\n")),
        ("open braces", fill("{")),
        ("open variables", fill("${")),
        ("colons", in_chain(&fill("a:"))),
        ("quotes", in_chain(&fill("\"{"))),
        (
            "variables beside nft",
            numbered(MANY / 60, &|n| {
                format!("A{n}=b\nnft add rule ip t c accept\n")
            }),
        ),
        (
            "flags behind flags",
            in_chain(&format!("tcp flags {} drop", fill("syn / "))),
        ),
        (
            "concatenations",
            in_chain(&format!("{} drop", fill("ip saddr . "))),
        ),
        ("braces in a chain", in_chain(&fill("{ "))),
        ("chains in a chain", in_chain(&fill("chain c {\n"))),
        (
            "a long list everywhere",
            format!(
                "define A = {{ {addresses} }}\n{}",
                in_chain(&fill("ip saddr $A drop\n"))
            ),
        ),
        (
            "sets of sets",
            format!(
                "table ip t {{\nset s0 {{ elements = {{ 1.2.3.4, 1.2.3.5 }}\n}}\n{}}}\n",
                numbered(MANY / 60, &|n| format!(
                    "set s{} {{ elements = {{ @s{n}, @s{n} }}\n}}\n",
                    n + 1
                ))
            ),
        ),
        (
            "a list before a map",
            in_chain(&format!(
                "ip saddr {{ {addresses} }} tcp dport vmap {{ {} }}",
                fill("22 : accept, ")
            )),
        ),
        (
            "long lists beside each other",
            in_chain(&format!(
                "ip saddr {{ {addresses} }} drop\nip saddr {{ {addresses} }} drop"
            )),
        ),
        (
            "base chains",
            numbered(MANY / 80, &|n| {
                format!("nft add chain ip t c{n} '{{ type filter hook input priority {n}; }}'\n")
            }),
        ),
        (
            "chains made and deleted",
            numbered(MANY / 40, &|n| format!("iptables -t nat -N c{n}\n"))
                + &fill("iptables -N a\niptables -X\n"),
        ),
        (
            "tables beside many chains",
            numbered(MANY / 40, &|n| format!("iptables -t nat -N c{n}\n"))
                + &fill("*filter\nCOMMIT\n"),
        ),
        (
            "long names",
            numbered(64, &|n| {
                format!("iptables -N {}{n}\n", "x".repeat(MANY / 100))
            }) + &fill("iptables -A FORWAAD -j DROP\n"),
        ),
        (
            "renamed",
            fill("iptables -A INPUT -j DROP\n")
                + "iptables -N a\n"
                + &fill("iptables -E a b\niptables -E b a\n"),
        ),
        (
            "deleted",
            fill("iptables -A INPUT -j DROP\n") + &fill("iptables -D INPUT -j ACCEPT\n"),
        ),
        ("eight jumps to each chain", jumps),
        ("a word of all the text", fill("a")),
        (
            "a name of all the text",
            format!("iptables -A INPUT -i {} -j DROP", fill("a")),
        ),
        (
            "nothing to be seen",
            fill("iptables\0 -A\u{202e} INPUT\u{200b} -j DROP\n"),
        ),
        (
            "numbers",
            fill(
                "iptables -I INPUT 99999999999999999999 -m mark --mark 0x99999999999/4294967296\n",
            ),
        ),
    ]
}

#[test]
fn faults_stand_inside_the_text() {
    for text in [
        "table inet filter {",
        "table ip t {\nchain c {\ntcp dport é",
        "nft add rule ip t “é",
        "iptables -A INPUT –é",
        "*filter\n:é",
        "iptables \\\n-A é",
        "iptables -A INPUT -p \"é",
    ] {
        let source = Source::new("hostile", text);
        for reading in [
            read(&source),
            ruleset(&source),
            restore(&source, Family::V4),
        ] {
            for fault in reading.faults(&source) {
                assert!(
                    text.get(fault.span.start..fault.span.end).is_some(),
                    "{text:?}: {fault}"
                );
            }
        }
    }
}

#[test]
fn what_is_made_of_a_text_is_bounded() {
    for (name, text) in explosive() {
        let source = Source::new(name, text.as_str());
        for reading in [
            read(&source),
            ruleset(&source),
            restore(&source, Family::V4),
        ] {
            let held = size(&reading.meant) + size(&reading.typed);
            let most = MOST + text.len();
            assert!(held <= most, "{name}: {held} of {} bytes", text.len());
            assert!(reading.slips.len() + reading.notes.len() <= most, "{name}");
            let seen = scene().seen_by(&reading, &source);
            let _ = behaviour(&reading.meant, &seen);
            let _ = (
                shadowed(&reading.meant),
                return_rules(&reading.meant, &scene()),
            );
        }
    }
}
