//! What trips a grader of free text, phenomenon by phenomenon, each with its near misses: the shipped rubric on one statement.
#![allow(clippy::expect_used, reason = "a test")]

use conntutor::answer::Submission;
use conntutor::grading::{Grader, Outcome};
use conntutor::load::{Places, paper};
use std::sync::Arc;

/// Phenomenon, then its rows: criterion or mistake, part, statement, whether it counts.
type Table = (
    &'static str,
    &'static [(&'static str, &'static str, &'static str, bool)],
);

const TABLES: &[Table] = &[
    (
        "a subject from the line above",
        &[
            ("state-new", "1", "NEW\nnobody has answered yet", true),
            (
                "state-established",
                "1",
                "NEW\nboth sides have sent packets",
                false,
            ),
            (
                "state-established",
                "1",
                "**ESTABLISHED:**\ntraffic in both directions",
                true,
            ),
            (
                "state-invalid",
                "1",
                "- INVALID\n  - fits no known connection",
                true,
            ),
            (
                "state-related",
                "1",
                "### INVALID\nbelongs to an existing connection",
                false,
            ),
            (
                "state-related",
                "1",
                "| state | meaning |\n|---|---|\n| RELATED | belongs to an existing connection |",
                true,
            ),
            (
                "assured",
                "2",
                "2. it is not evicted when the table is full",
                true,
            ),
            ("assured", "2", "3. packets were seen both ways", false),
            ("syn-sent", "2", "3. no answer came back", true),
            ("syn-sent", "2", "1. no answer came back", false),
            (
                "udp-tracked",
                "2",
                "4) connectionless, but tracked with a timeout",
                true,
            ),
            ("state-new", "1", "new      no entry exists yet", true),
        ],
    ),
    (
        "definitions swapped",
        &[
            (
                "state-new",
                "1",
                "NEW: packets in both directions. ESTABLISHED: the first packet.",
                false,
            ),
            (
                "state-established",
                "1",
                "NEW: packets in both directions. ESTABLISHED: the first packet.",
                false,
            ),
            (
                "state-new",
                "1",
                "NEW: the first packet. ESTABLISHED: packets in both directions.",
                true,
            ),
            (
                "state-established",
                "1",
                "NEW: the first packet. ESTABLISHED: packets in both directions.",
                true,
            ),
            (
                "state-invalid",
                "1",
                "RELATED: fits no known connection. INVALID: belongs to an existing one.",
                false,
            ),
            (
                "state-related",
                "1",
                "RELATED: fits no known connection. INVALID: belongs to an existing one.",
                false,
            ),
            (
                "state-new",
                "1",
                "A NEW packet is one for which both directions were seen. An ESTABLISHED packet is the first one.",
                false,
            ),
            (
                "state-new",
                "1",
                "What opens a connection is NEW, what has been answered is ESTABLISHED.",
                true,
            ),
        ],
    ),
    (
        "names in a row",
        &[
            (
                "state-new",
                "1",
                "The states are NEW, ESTABLISHED, RELATED and INVALID.",
                false,
            ),
            (
                "state-established",
                "1",
                "NEW, ESTABLISHED, RELATED and INVALID describe packets in both directions",
                false,
            ),
            ("state-related", "1", "RELATED", false),
            (
                "state-invalid",
                "1",
                "NEW (opens a connection), RELATED, INVALID (fits no connection)",
                true,
            ),
            (
                "state-related",
                "1",
                "NEW (opens a connection), RELATED, INVALID (fits no connection)",
                false,
            ),
            ("helpers", "1", "helpers, modules", false),
            ("notrack", "1", "NOTRACK", false),
            ("table-limits", "1", "nf_conntrack_max", false),
        ],
    ),
    (
        "who governs a not",
        &[
            (
                "state-invalid",
                "1",
                "INVALID: the packet doesn't match any known connection",
                true,
            ),
            (
                "state-invalid",
                "1",
                "INVALID: the packet matches a known connection",
                false,
            ),
            ("state-new", "1", "NEW: not yet seen", true),
            (
                "state-new",
                "1",
                "NEW is not the first packet of a connection",
                false,
            ),
            ("assured", "2", "ASSURED: it won't be dropped early", true),
            ("assured", "2", "ASSURED: it will be dropped early", false),
            (
                "syn-sent",
                "2",
                "3. The SYN was sent, but no SYN-ACK came",
                true,
            ),
            (
                "syn-sent",
                "2",
                "3. No SYN was sent, but the SYN-ACK came",
                false,
            ),
            ("udp-untracked", "2", "UDP is not tracked", true),
            ("udp-untracked", "2", "UDP is tracked, not only TCP", false),
            (
                "return-traffic",
                "1",
                "Replies are let in without an explicit rule",
                true,
            ),
            (
                "return-traffic",
                "1",
                "Replies are not let in automatically",
                false,
            ),
            (
                "definition",
                "1",
                "Conntrack keeps a table of all connections",
                true,
            ),
            (
                "definition",
                "1",
                "Conntrack keeps no table of connections",
                false,
            ),
        ],
    ),
    (
        "said of others, and refuted",
        &[
            (
                "udp-untracked",
                "2",
                "People think UDP is not tracked, but it is.",
                false,
            ),
            (
                "udp-untracked",
                "2",
                "It is a myth that UDP is not tracked.",
                false,
            ),
            (
                "udp-untracked",
                "2",
                "UDP is not tracked, as everyone knows.",
                true,
            ),
            (
                "related-same-protocol",
                "1",
                "It's a myth that RELATED must have the same protocol.",
                false,
            ),
            (
                "related-same-protocol",
                "1",
                "RELATED must have the same protocol.",
                true,
            ),
            (
                "state-new",
                "1",
                "Some say NEW is the first packet. That's wrong.",
                false,
            ),
            (
                "assured",
                "2",
                "Some books claim ASSURED entries are not evicted. They are mistaken.",
                false,
            ),
            (
                "assured",
                "2",
                "ASSURED entries are not evicted, whatever some books claim.",
                true,
            ),
        ],
    ),
    (
        "questions and other worlds",
        &[
            (
                "state-established",
                "1",
                "Does ESTABLISHED mean that both sides have sent something?",
                false,
            ),
            (
                "state-established",
                "1",
                "ESTABLISHED means that both sides have sent something.",
                true,
            ),
            (
                "udp-untracked",
                "2",
                "If UDP were not tracked, DNS would need a rule.",
                false,
            ),
            ("table-limits", "1", "Can the table fill up?", false),
            (
                "table-limits",
                "1",
                "If the table is full, new connections are dropped.",
                true,
            ),
            (
                "state-new",
                "1",
                "Suppose NEW were the first packet; then a ping would be NEW.",
                false,
            ),
        ],
    ),
    (
        "hedges",
        &[
            (
                "state-new",
                "1",
                "NEW might be the first packet or might be the last, I don't know.",
                false,
            ),
            ("state-new", "1", "I think NEW is the first packet.", true),
            (
                "performance",
                "1",
                "Perhaps it costs CPU time, perhaps not.",
                false,
            ),
            (
                "performance",
                "1",
                "It costs CPU time for each packet, I guess.",
                true,
            ),
        ],
    ),
    (
        "misspelt, short, foreign",
        &[
            (
                "definition",
                "1",
                "conection traking keeps a tabel of all conections and there state",
                true,
            ),
            (
                "state-established",
                "1",
                "ESTABLISED: pakets in both direktions",
                true,
            ),
            ("state-new", "1", "new = frist packet of a conection", true),
            (
                "state-established",
                "1",
                "EST: pkts seen in both dirs",
                true,
            ),
            ("state-invalid", "1", "INV: pkt w/o known conn", true),
            (
                "state-related",
                "1",
                "REL: new conn b/c of an old conn, e.g. ftp data",
                true,
            ),
            (
                "state-invalid",
                "1",
                "INVALID: packet that can not to any connection be assigned",
                true,
            ),
            (
                "state-new",
                "1",
                "new = frist answer of a conection in both direktions",
                false,
            ),
            (
                "udp-tracked",
                "2",
                "4. UDP not make connection but kernel make entry with timeout",
                true,
            ),
        ],
    ),
    (
        "characters",
        &[
            (
                "state-new",
                "1",
                "NEW\u{2009}–\u{2009}\u{201c}first packet\u{201d}",
                true,
            ),
            (
                "state-established",
                "1",
                "ESTABLISHED: bоth dіrections",
                true,
            ),
            (
                "state-invalid",
                "1",
                "INVALID: doesn\u{2019}t fit any known con\u{ad}nection",
                true,
            ),
            (
                "assured",
                "2",
                "ASSURED: won\u{2019}t be e\u{200b}victed",
                true,
            ),
            ("state-new", "1", "N\u{200b}EW: \u{ff46}irst packet", true),
            ("udp-untracked", "2", "UDP isn\u{2019}t tracked", true),
        ],
    ),
    (
        "code and its comments",
        &[
            (
                "rules-return",
                "3",
                "iptables -A INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT",
                true,
            ),
            (
                "rules-return",
                "3",
                "iptables -A INPUT -j DROP\niptables -A INPUT -m state --state ESTABLISHED -j ACCEPT",
                false,
            ),
            (
                "rules-return",
                "3",
                "iptables -P INPUT DROP\n# iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT",
                false,
            ),
            (
                "rules-return",
                "3",
                "# iptables -P INPUT DROP\n# iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT",
                true,
            ),
            (
                "notrack",
                "3",
                "iptables -t raw -A PREROUTING -p udp --dport 53 -j CT --notrack",
                true,
            ),
            (
                "table-limits",
                "3",
                "iptables -P INPUT DROP   # the conntrack table can fill up",
                true,
            ),
            (
                "rules-drop",
                "3",
                "Everything else is dropped by the last rule.",
                true,
            ),
            (
                "rules-drop",
                "3",
                "Everything else is accepted by the last rule.",
                false,
            ),
        ],
    ),
];

#[test]
fn each_statement_counts_as_a_fair_marker_counts_it() {
    let (question, rubric) = paper(&Places::default()).expect("the shipped paper");
    let grader = Grader::new(Arc::new(question), Arc::new(rubric));
    let mut wrong = Vec::new();
    for (phenomenon, rows) in TABLES {
        for (id, part, text, counts) in *rows {
            let grade = grader.grade(&Submission::of_parts("row", [(*part, *text)]));
            let met = grade
                .criteria
                .iter()
                .any(|c| c.id == *id && c.outcome == Outcome::Met);
            let flagged = grade.mistakes.iter().any(|m| m.id == *id);
            if (met || flagged) != *counts {
                wrong.push(format!(
                    "{phenomenon}: {id} should {}count: {text:?}",
                    if *counts { "" } else { "not " }
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
