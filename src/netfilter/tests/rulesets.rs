//! What nft 1.0.6 takes and refuses, rule by rule.

use crate::netfilter::{Target, Test, ruleset};
use crate::source::Source;

/// Rules in an input chain of an inet table that has the sets `hosts` and `nets`, with whether nft takes them.
const RULES: &[(&str, bool)] = &[
    (
        "ip saddr . tcp dport { 1.1.1.1 . 22, 2.2.2.2 . 80 } accept",
        true,
    ),
    ("ip saddr . tcp dport { 1.1.1.1 } accept", false),
    ("ip saddr . tcp dport vmap { 1.1.1.1 . 22 : accept }", true),
    ("meta l4proto { tcp, udp } th dport 53 accept", true),
    ("meta mark and 0xff == 1 accept", true),
    ("ct mark & 0xf != 3 drop", true),
    ("ct state & (new|established) != 0 accept", true),
    ("ct state not new drop", true),
    ("ct state NEW accept", false),
    ("ct sate new accept", false),
    ("tcp dprot 22 accept", false),
    ("tcp dport 22,80 accept", false),
    ("tcp dport { 22, 80 } accept", true),
    ("tcp flags & (fin|syn) == syn drop", true),
    ("tcp flags syn / syn,ack drop", true),
    ("tcp flags ! syn drop", true),
    ("ip saddr @hosts accept", true),
    ("ip saddr @nosuch accept", false),
    ("ip saddr vmap @fates", true),
    ("ip saddr $NET accept", true),
    ("ip saddr $NOSUCH accept", false),
    ("ip saddr 10.0.0.0/33 drop", false),
    ("ip saddr fe80::1 drop", false),
    ("ip6 saddr 10.0.0.1 drop", false),
    ("ip saddr 1.1.1.1 ip6 saddr ::1 drop", false),
    ("udp dport 53 tcp dport 53 drop", false),
    ("udp dport 53 reject with tcp reset", false),
    ("reject with tcp reset", true),
    ("reject with icmpx admin-prohibited", true),
    ("reject with nonsense", false),
    ("accept comment \"why\"", true),
    ("comment \"why\" accept", false),
    ("limit rate 1 mbytes/second accept", true),
    ("log prefix \"a: \" level info drop", true),
    ("meta mark set ct mark", true),
    ("jump own", true),
    ("jump nosuch", false),
    ("masquerade", false),
    ("fib daddr type local accept", true),
    ("ct original saddr 1.1.1.1 accept", false),
    ("ct original ip saddr 1.1.1.1 accept", true),
];

fn file(rule: &str) -> Source {
    let text = format!(
        "define NET = 10.0.0.0/8\ntable inet f {{\nset hosts {{ type ipv4_addr; elements = {{ 10.0.0.1, 10.0.0.2 }}; }}\n\
         map fates {{ type ipv4_addr : verdict; elements = {{ 10.0.0.1 : accept, 10.0.0.2 : drop }}; }}\nchain own {{\n}}\n\
         chain c {{\ntype filter hook input priority 0;\n{rule}\n}}\n}}\n"
    );
    Source::new("file", text)
}

#[test]
fn rules_are_taken_and_refused_as_nft_does() {
    let mut wrong = Vec::new();
    for (rule, taken) in RULES {
        let source = file(rule);
        let reading = ruleset(&source);
        if reading.is_accepted() != *taken {
            let faults = reading.faults(&source);
            let first = faults.first().map_or_else(String::new, ToString::to_string);
            wrong.push(format!("{rule}: {first}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn maps_become_a_rule_for_each_entry_and_sets_keep_what_is_added() {
    let mut text = file("ip saddr vmap @fates").text().to_owned();
    text += "add element inet f hosts { 10.0.0.3 }\nadd rule inet f c ip saddr @hosts return\n";
    let reading = ruleset(&Source::new("file", text));
    assert!(reading.is_accepted());
    let chains = reading.typed.chains();
    let chain = chains
        .iter()
        .find(|chain| chain.key.name == "c")
        .expect("c");
    let targets: Vec<&Target> = chain.rules.iter().flat_map(|rule| &rule.targets).collect();
    assert_eq!(targets, [&Target::Accept, &Target::Drop, &Target::Return]);
    let last = chain.rules.back().expect("a rule");
    let hosts = last.matches.iter().find_map(|found| match &found.test {
        Test::Address(_, addresses) => Some(addresses.0.len()),
        _ => None,
    });
    assert_eq!(hosts, Some(3));
}

#[test]
fn definitions_count_behind_other_commands() {
    let text = "flush ruleset\ndefine wan = \"wan0\"\ntable ip t {\nchain c {\ntype filter hook input priority 0;\n\
                iifname $wan drop\n}\n}\n";
    let reading = ruleset(&Source::new("file", text));
    assert!(reading.is_accepted(), "{:?}", reading.slips);
    let chain = reading.typed.chains().first().expect("c");
    let inside = chain
        .rules
        .iter()
        .flat_map(|rule| &rule.matches)
        .any(|found| matches!(&found.test, Test::In(names) if names.contains("wan0")));
    assert!(inside, "{chain:?}");
}
