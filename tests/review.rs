//! Prompts of the review, marked by the shipped rubric: what each criterion accepts is known, what it rejects is not.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use conntutor::grading::Grader;
use conntutor::load::{Places, paper};
use conntutor::rubric::{Criterion, Example};
use conntutor::tutor::{Action, Card, Draft, Mark, Session, View};
use jiff::civil::{Date, date};
use std::sync::Arc;

const TODAY: Date = date(2026, 3, 1);
/// Share of the examples that may come out otherwise on their own than in an answer.
const TOLERATED: f64 = 0.04;

/// How an answer to the prompt of one criterion is marked.
fn answered(grader: &Grader, id: &str, text: &str) -> Mark {
    let card = Card {
        due: TODAY,
        step: 0,
        text: String::new(),
    };
    let mut draft = Draft::default();
    draft.schedule.cards.insert(id.to_owned(), card);
    let mut session = Session::resume(grader.clone(), TODAY, draft);
    for action in [
        Action::Review,
        Action::Write(text.to_owned()),
        Action::Submit,
    ] {
        session.update(action);
    }
    match session.view() {
        View::Card(card) => card.told.as_ref().expect("an outcome").item.mark,
        other => panic!("{id}: {other:?}"),
    }
}

fn wrong(grader: &Grader, criteria: &[Criterion]) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for criterion in criteria {
        let mut hold = |example: &Example, met: bool| {
            asked += 1;
            if (answered(grader, &criterion.id, &example.text) == Mark::Met) != met {
                wrong.push(format!("{} {met}: {}", criterion.id, example.text));
            }
        };
        let alone = |example: &&Example| example.under.is_empty();
        criterion
            .accepts
            .iter()
            .filter(alone)
            .for_each(|e| hold(e, true));
        criterion
            .rejects
            .iter()
            .filter(alone)
            .for_each(|e| hold(e, false));
        let mark = answered(grader, &criterion.id, &criterion.hints.assertion);
        if mark != Mark::Met {
            wrong.push(format!(
                "{}: the statement that is asked for is not known",
                criterion.id
            ));
        }
    }
    (asked, wrong)
}

/// The shipped question's grader, and every criterion of it and of its follow-ups.
fn shipped() -> (Grader, Vec<Criterion>) {
    let (question, rubric) = paper(&Places::default()).expect("the shipped paper");
    let rubric = Arc::new(rubric);
    let grader = Grader::new(Arc::new(question), Arc::clone(&rubric));
    let mut criteria = rubric.criteria.clone();
    for follow_up in &rubric.follow_ups {
        criteria.extend(follow_up.rubric.criteria.iter().cloned());
    }
    (grader, criteria)
}

#[test]
fn prompts_are_marked_as_the_answer_is() {
    let (grader, criteria) = shipped();
    let (asked, wrong) = wrong(&grader, &criteria);
    let share = wrong.len() as f64 / asked as f64;
    assert!(
        asked > 400 && share <= TOLERATED,
        "{share}: {}",
        wrong.join("\n")
    );
}

/// Short answers to what the review asks: a criterion, right ones, wrong ones.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("definition", &["a table of all connections", "a table with an entry for each connection", "a state table, addresses, ports and a timeout", "an entry per flow with its state", "a list of who talks to whom"], &["the rules of the firewall", "a log of dropped packets", "a routing table", "a list of rules"]),
    ("state-new", &["it is the first of its connection", "nothing, it is the first", "the first packet of a connection", "no reply has been seen yet", "opens a connection, nothing seen before", "first packet, no entry yet"], &["packets went both ways", "it belongs to another connection", "it is malformed", "it is a reply"]),
    ("state-established", &["packets in both directions", "a reply", "traffic both ways", "a packet each way", "an answer from the other side"], &["only a SYN", "a complete TCP handshake", "only the first packet", "a packet in one direction only"]),
    ("state-related", &["a new connection that belongs to an existing one", "a new connection tied to an old one", "an ICMP error about a known connection", "a second connection caused by the first", "a new one, it belongs to an existing one"], &["the first packet of a connection", "a reply to a known connection", "one that fits no connection", "nothing, it is unknown"]),
    ("state-invalid", &["those that match no known connection", "a packet that fits no connection", "malformed packets", "packets that belong to no connection", "broken ones, or without a known connection"], &["packets that a rule drops", "the first packet of a connection", "packets in both directions", "replies to known connections"]),
    ("return-traffic", &["lets it in, no extra rule needed", "it gets through without a rule of its own", "allows it because the connection is known", "accepts it automatically, no rule", "let back in, nothing needs to be written"], &["it drops it", "it needs a rule for port 443", "a rule for each direction", "blocked unless port 80 is opened"]),
    ("snat", &["SNAT, 192.168.1.10 became 203.0.113.50", "source NAT", "the source address was rewritten", "SNAT", "the source became 203.0.113.50"], &["DNAT", "none", "the destination address was rewritten", "port forwarding to 8.8.8.8"]),
    ("rules-return", &["iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT", "accept ESTABLISHED and RELATED", "-A FORWARD -m state --state ESTABLISHED,RELATED -j ACCEPT", "iptables -A FORWARD -m state --state RELATED,ESTABLISHED -j ACCEPT", "--ctstate ESTABLISHED,RELATED -j ACCEPT"], &["iptables -A FORWARD -j DROP", "iptables -A FORWARD -m conntrack --ctstate NEW -j ACCEPT", "drop ESTABLISHED and RELATED", "iptables -A FORWARD -p tcp --sport 80 -j ACCEPT"]),
    ("rules-outbound", &["iptables -A FORWARD -i eth1 -o eth0 -m conntrack --ctstate NEW -j ACCEPT", "accept NEW from eth1", "iptables -A FORWARD -i eth1 -m state --state NEW -j ACCEPT", "iptables -A FORWARD -i eth1 -o eth0 -j ACCEPT", "--ctstate NEW -i eth1 -j ACCEPT"], &["iptables -A FORWARD -i eth0 -m conntrack --ctstate NEW -j ACCEPT", "iptables -P FORWARD DROP", "drop NEW from eth1", "--ctstate NEW -i eth1 -j DROP"]),
    ("rules-drop", &["the default policy DROP", "iptables -P INPUT DROP\niptables -P FORWARD DROP", "drop everything else at the end", "policy DROP", "iptables -A INPUT -j DROP; iptables -A FORWARD -j DROP"], &["iptables -P FORWARD ACCEPT", "accept NEW from eth1", "the default policy ACCEPT", "policy ACCEPT"]),
    ("assured", &["traffic was seen in both directions", "it is not evicted early", "packets went both ways", "seen both ways, not dropped when full", "it stays when the table is full"], &["the connection is encrypted", "only one direction was seen", "it is evicted first", "it is dropped first"]),
    ("syn-sent", &["only the SYN was sent", "a SYN, but no SYN-ACK came back", "the server has not answered yet", "SYN sent, SYN-ACK missing", "the SYN; the SYN-ACK has not come"], &["the handshake is complete", "a FIN closed it", "UDP has no handshake", "the SYN-ACK was sent"]),
    ("udp-tracked", &["no handshake, but tracked with a timeout", "connectionless, still tracked with a timeout", "no connection, entry removed after a timeout", "no connection state, tracked by timeout", "no handshake, still keeps an entry with a timer"], &["UDP is not tracked", "a three-way handshake", "nothing, it is like TCP", "no handshake, so no entry"]),
    ("table-limits", &["it fills up and new connections are dropped", "full, watch nf_conntrack_max", "nf_conntrack_max is reached, packets are dropped", "it can overflow, nf_conntrack_max", "it gets full"], &["it is encrypted", "it grows by itself", "each packet needs a lookup", "nothing can happen"]),
    ("performance", &["memory and CPU for each connection", "a lookup for each packet", "most packets match the first rule", "CPU time and memory", "it saves going through all rules"], &["nothing", "it encrypts the packets", "the raw table", "network bandwidth to the server"]),
    ("notrack", &["raw table, CT --notrack", "NOTRACK in the raw table", "iptables -t raw -A PREROUTING -p udp --dport 53 -j CT --notrack", "raw, NOTRACK", "the raw table with -j CT --notrack"], &["filter table, DROP", "nat table, MASQUERADE", "mangle table, MARK", "raw table, DROP"]),
    ("helpers", &["the helper nf_conntrack_ftp", "a helper module", "nf_conntrack_ftp reads the control connection", "a conntrack helper", "the ftp helper module"], &["the nat table", "the raw table", "the kernel guesses the port", "a NAT rule"]),
    ("ftp-port-command", &["PORT with its address and port", "its IP and port", "the PORT command", "where to connect, with PORT", "its address and port, PORT command"], &["its user name with USER", "its password", "PASV", "the file name"]),
    ("ftp-server-connects-back", &["the server, to the client", "the server connects back to the client", "the server, from port 20", "server to client", "the server opens it"], &["the client", "the client, to the server", "the firewall", "client to server"]),
    ("ftp-blocked-as-new", &["NEW, dropped", "a new connection from outside, it drops it", "unsolicited, so it is blocked", "a new connection, blocks it", "an unknown NEW packet, drops it"], &["RELATED, accepted", "ESTABLISHED, it lets it in", "NEW, accepted", "a reply, accepts it"]),
    ("ftp-helper-expects", &["a helper, an expectation", "the ftp helper registers an expectation", "nf_conntrack_ftp expects the data connection", "nf_conntrack_ftp, an expectation", "the helper, it expects that port"], &["the server opens it", "the firewall rules", "nothing reads it", "iptables, a log line"]),
    ("ftp-data-related", &["RELATED", "it is RELATED", "RELATED, so it is accepted", "related", "state RELATED"], &["NEW", "ESTABLISHED", "INVALID", "not RELATED", "UNTRACKED"]),
    ("full-new-dropped", &["it is dropped", "dropped", "the kernel drops it", "dropped by the kernel", "it gets lost, the kernel drops it"], &["it passes untracked", "it gets an entry", "it is accepted", "forwarded all the same"]),
    ("full-existing-go-on", &["they keep working", "nothing, they go on", "not affected", "they continue as before", "nothing happens to them"], &["they are dropped", "they are evicted", "they are cut off", "all of them are closed"]),
    ("full-early-drop", &["one that is not ASSURED", "a non-assured entry", "entries without the ASSURED flag", "unassured entries", "an entry which is not assured"], &["an ASSURED one", "an established one", "none", "an assured entry"]),
    ("full-shows", &["dmesg: table full, dropping packet", "the kernel log", "nf_conntrack_count equals nf_conntrack_max", "in dmesg", "nf_conntrack_count has reached nf_conntrack_max"], &["ping the server", "the routing table", "the raw table", "in the routing table"]),
    ("full-remedy", &["raise nf_conntrack_max", "shorter timeouts", "do not track busy traffic", "increase nf_conntrack_max", "reduce the timeouts"], &["lower nf_conntrack_max", "longer timeouts", "the kernel log", "add more rules"]),
    ("bypass-raw-table", &["the raw table", "raw, before conntrack", "raw", "raw table", "in the raw table"], &["filter", "the nat table", "not in raw", "filter table"]),
    ("bypass-notrack", &["CT --notrack", "CT with the option --notrack", "NOTRACK", "-j CT --notrack", "the CT target, --notrack"], &["DROP", "ACCEPT", "MARK", "CT --helper"]),
    ("bypass-both-directions", &["the answers too", "the replies as well", "both directions", "the answers, from port 53", "the responses", "replies from port 53"], &["none", "only the queries", "ICMP errors", "no others"]),
    ("bypass-stateless-rules", &["a stateless one", "rules by port and address", "stateless accept rules", "stateless rules in both directions", "one by port, without state"], &["an ESTABLISHED rule", "none", "a NAT rule", "a rule for RELATED"]),
    ("bypass-loses", &["NAT", "no NAT", "helpers do not work", "RELATED", "nat and helpers"], &["routing", "the TTL", "the filter table", "ports"]),
    ("nat-stored-in-entry", &["once, for the first packet", "once, by the first packet", "only by the first packet", "only once, the first packet", "once per connection, the first packet"], &["for every packet", "by each reply", "twice, by the last packet", "always, by all packets"]),
    ("nat-followed", &["by the entry", "by the conntrack entry, without rules", "automatically, by the stored mapping", "the conntrack entry", "by their entry in the table"], &["by the nat rules", "by the filter rules", "they are not translated", "by hand"]),
    ("nat-expectation", &["a helper, an expectation", "a helper registers an expectation", "the ftp helper creates an expectation", "the helper registers an expectation", "nf_conntrack_sip, an expectation"], &["the nat table", "a second SNAT rule", "nothing", "the client, a rule"]),
    ("nat-related-follows", &["to the client, no rule needed", "like its master", "like the control connection, without a rule", "to the client, none", "the same client, no rule"], &["it needs a DNAT rule", "it is dropped", "not translated", "to the gateway, a DNAT rule"]),
    ("nat-payload", &["replaces it by the public one", "rewrites it in the payload", "changes it to the public address", "writes the public address instead", "replaces it"], &["nothing", "drops the packet", "leaves it as it is", "it keeps it"]),
    ("nat-icmp-errors", &["translated by the entry", "it is translated too", "translates it back to the client", "translates them too", "translates them by the entry"], &["it is dropped", "not translated", "it needs a rule of its own", "drops them"]),
];

/// Share of the right short answers that must be known.
const KNOWN: f64 = 0.9;

#[test]
fn a_short_answer_is_known_and_a_wrong_one_is_not() {
    let (grader, criteria) = shipped();
    let (mut asked, mut unknown, mut wrong) = (0, Vec::new(), Vec::new());
    assert!(
        ROWS.iter()
            .map(|row| row.0)
            .eq(criteria.iter().map(|c| c.id.as_str()))
    );
    for ((id, right, others), criterion) in ROWS.iter().zip(&criteria) {
        for text in *right {
            asked += 1;
            if answered(&grader, id, text) != Mark::Met {
                unknown.push(format!("{id}: {text}"));
            }
        }
        let repeated = [
            criterion.asks(),
            &criterion.topic.text,
            "",
            "no idea",
            "I don't know",
        ];
        for text in others.iter().copied().chain(repeated) {
            if answered(&grader, id, text) == Mark::Met {
                wrong.push(format!("{id}: {text}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "known, though wrong:\n{}",
        wrong.join("\n")
    );
    let share = 1.0 - unknown.len() as f64 / asked as f64;
    assert!(
        share >= KNOWN,
        "{share}: not known:\n{}",
        unknown.join("\n")
    );
}
