//! What is said of entries, against the facts of the kernel: each row must be told and must not be told otherwise.

use super::entry;
use crate::netfilter::{Entry, State, Topic};

/// An entry of 10.0.0.1:1 to 8.8.8.8:53 without NAT, with a head and flags.
fn plain(head: &str, flags: &str) -> Entry {
    let unreplied = if flags.contains("UNREPLIED") {
        "[UNREPLIED]"
    } else {
        ""
    };
    let rest = flags.replace("[UNREPLIED]", "");
    entry(&format!(
        "{head} src=10.0.0.1 dst=10.0.0.2 sport=1 dport=53 {unreplied} src=10.0.0.2 dst=10.0.0.1 sport=53 dport=1 {rest}"
    ))
}

/// What is said of a topic; empty where nothing is.
fn said(entry: &Entry, topic: Topic) -> String {
    let all = entry.explain().said;
    let found = all.into_iter().find(|(about, _)| *about == topic);
    found.map_or_else(String::new, |(_, words)| words)
}

#[test]
fn the_seconds_left_tell_of_the_last_packet() {
    for (head, flags, told) in [
        (
            "tcp 6 431999 ESTABLISHED",
            "[ASSURED]",
            "431999 of 432000 s (5 days) left: the last accepted packet was 1 s ago",
        ),
        (
            "tcp 6 300 ESTABLISHED",
            "[ASSURED]",
            "300 of 300 s left: the last accepted packet was 0 s ago. 300 s and not 432000",
        ),
        (
            "tcp 6 299 ESTABLISHED",
            "[ASSURED]",
            "299 of 300 s left: the last accepted packet was 1 s ago. 300 s and not 432000 (5 days): data was",
        ),
        (
            "tcp 6 301 ESTABLISHED",
            "[ASSURED]",
            "301 of 432000 s (5 days) left: the last accepted packet was 4 d 23 h ago",
        ),
        (
            "tcp 6 432001 ESTABLISHED",
            "[ASSURED]",
            "5 d 1 s left, more than the default of 432000 s",
        ),
        (
            "tcp 6 5 SYN_SENT",
            "[UNREPLIED]",
            "5 of 120 s left: the first SYN was 115 s ago, retransmissions do not renew it; without an answer",
        ),
        (
            "tcp 6 121 SYN_SENT",
            "[UNREPLIED]",
            "121 s left, more than the default of 120 s",
        ),
        (
            "tcp 6 59 SYN_RECV",
            "",
            "59 of 60 s left: the last accepted packet was 1 s ago",
        ),
        ("tcp 6 100 FIN_WAIT", "[ASSURED]", "100 of 120 s left"),
        ("tcp 6 60 CLOSE_WAIT", "[ASSURED]", "60 of 60 s left"),
        ("tcp 6 1 LAST_ACK", "[ASSURED]", "1 of 30 s left"),
        ("tcp 6 119 TIME_WAIT", "[ASSURED]", "119 of 120 s left"),
        ("tcp 6 9 CLOSE", "[ASSURED]", "9 of 10 s left"),
        ("udp 17 30", "[UNREPLIED]", "30 of 30 s left"),
        (
            "udp 17 25",
            "",
            "25 of 30 s left: the last accepted packet was 5 s ago",
        ),
        (
            "udp 17 25",
            "[ASSURED]",
            "25 of 120 s left: the last accepted packet was 95 s ago",
        ),
        (
            "udp 17 177",
            "[ASSURED]",
            "177 of 180 s left (kernels up to 4.x; now 120): the last accepted packet was 3 s ago",
        ),
        (
            "udp 17 3599",
            "[ASSURED]",
            "59 min 59 s left, more than the default of 120 s",
        ),
        ("udp 17 58", "", "58 s left, more than the default of 30 s"),
        ("icmp 1 29", "", "29 of 30 s left"),
        ("unknown 2 580", "[UNREPLIED]", "580 of 600 s left"),
        ("dccp 33 580", "", "580 of 600 s left"),
        ("gre 47 29", "[UNREPLIED]", "29 of 30 s left"),
        ("gre 47 179", "[ASSURED]", "179 of 180 s left"),
        (
            "gre 47 17999 timeout=600, stream_timeout=18000",
            "[ASSURED]",
            "17999 of 18000 s left",
        ),
        ("sctp 132 209 ESTABLISHED", "[ASSURED]", "209 of 210 s left"),
        (
            "sctp 132 432000 ESTABLISHED",
            "[ASSURED]",
            "432000 of 432000 s left",
        ),
        ("tcp 6", "[OFFLOAD]", "not printed: the flowtable"),
        (
            "[DESTROY] tcp 6 TIME_WAIT",
            "[ASSURED]",
            "none: the entry is gone",
        ),
        ("tcp 6 17 NONE", "", "17 s left"),
        ("tcp 6", "[ASSURED]", ""),
    ] {
        let words = said(&plain(head, flags), Topic::Timeout);
        assert!(words.starts_with(told), "{head} {flags}: {words}");
        assert_eq!(words.is_empty(), told.is_empty(), "{head} {flags}: {words}");
    }
}

#[test]
fn rules_see_new_until_a_reply_and_the_reply_is_established() {
    use State::{Established, New};
    for (head, flags, states, told) in [
        (
            "udp 17 30",
            "[UNREPLIED]",
            Some([New, Established]),
            "original direction NEW",
        ),
        (
            "udp 17 30",
            "",
            Some([Established; 2]),
            "ESTABLISHED in both",
        ),
        (
            "tcp 6 120 SYN_SENT",
            "[UNREPLIED]",
            Some([New, Established]),
            "original direction NEW",
        ),
        (
            "tcp 6 60 SYN_RECV",
            "",
            Some([Established; 2]),
            "ESTABLISHED in both directions: packets went both ways",
        ),
        (
            "tcp 6 9 ESTABLISHED",
            "[UNREPLIED]",
            Some([New, Established]),
            "original direction NEW",
        ),
        (
            "tcp 6 9 TIME_WAIT",
            "[ASSURED]",
            Some([Established; 2]),
            "ESTABLISHED in both directions: packets went both ways; a SYN",
        ),
        ("[DESTROY] udp 17", "", None, "no entry is left"),
        ("tcp 6", "[OFFLOAD]", None, "rules see none"),
        ("tcp 6", "[HW_OFFLOAD]", None, "rules see none"),
    ] {
        let entry = plain(head, flags);
        assert_eq!(entry.next_states(), states, "{head} {flags}");
        let words = said(&entry, Topic::CtState);
        assert!(words.starts_with(told), "{head} {flags}: {words}");
    }
    let half = entry("udp 17 9 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2");
    assert_eq!(
        (half.next_states(), said(&half, Topic::CtState)),
        (None, String::new())
    );
}

#[test]
fn states_and_flags_are_told_by_the_protocol() {
    for (head, flags, topic, told) in [
        (
            "tcp 6 9 ESTABLISHED",
            "[ASSURED]",
            Topic::State,
            "ESTABLISHED: the ACK that completes the handshake",
        ),
        (
            "tcp 6 9 ESTABLISHED",
            "[UNREPLIED]",
            Topic::State,
            "ESTABLISHED: picked up in mid-stream",
        ),
        (
            "tcp 6 9 SYN_SENT",
            "[UNREPLIED]",
            Topic::State,
            "SYN_SENT: a SYN was seen and no SYN/ACK yet",
        ),
        ("tcp 6 9 CLOSE", "[ASSURED]", Topic::State, "CLOSE: a RST"),
        ("tcp 6", "[ASSURED]", Topic::State, ""),
        ("udp 17 9", "", Topic::State, "none: UDP has no handshake"),
        (
            "unknown 2 9",
            "",
            Topic::State,
            "none: protocol 2 has no tracker of its own",
        ),
        (
            "sctp 132 3 COOKIE_WAIT",
            "",
            Topic::State,
            "COOKIE_WAIT: INIT",
        ),
        (
            "dccp 33 9 OPEN",
            "",
            Topic::State,
            "OPEN: the connection is open",
        ),
        (
            "tcp 6 9 ESTABLISHED",
            "[ASSURED]",
            Topic::Flags,
            "[ASSURED]: the handshake was completed",
        ),
        (
            "udp 17 9",
            "[ASSURED]",
            Topic::Flags,
            "[ASSURED]: answered, and still active more than 2 s",
        ),
        (
            "udp 17 9",
            "[UNREPLIED]",
            Topic::Flags,
            "[UNREPLIED]: no packet of the reply direction",
        ),
        (
            "udp 17 9",
            "",
            Topic::Flags,
            "none: answered, but not active for more than 2 s",
        ),
        (
            "tcp 6 9 SYN_RECV",
            "",
            Topic::Flags,
            "none: a reply was seen; not [ASSURED] before",
        ),
        (
            "icmp 1 9",
            "",
            Topic::Flags,
            "none: answered; ICMP is never [ASSURED]",
        ),
        ("tcp 6", "[OFFLOAD]", Topic::Flags, "[OFFLOAD]: a flowtable"),
        (
            "udp 17 9",
            "helper=tftp zone=3 mark=7",
            Topic::Other,
            "helper tftp",
        ),
        ("udp 17 9", "zone=0 mark=0 use=1", Topic::Other, ""),
        (
            "[NEW] udp 17 30",
            "[UNREPLIED]",
            Topic::Event,
            "[NEW]: the first packet",
        ),
        ("udp 17 30", "[UNREPLIED]", Topic::Event, ""),
    ] {
        let words = said(&plain(head, flags), topic);
        assert!(words.starts_with(told), "{head} {flags}: {words}");
        assert_eq!(words.is_empty(), told.is_empty(), "{head} {flags}: {words}");
    }
}

#[test]
fn tuples_tell_who_began_and_where_replies_go() {
    let line = "tcp 6 9 ESTABLISHED src=10.0.0.1 dst=8.8.8.8 sport=1 dport=2 ";
    for (reply, replies, nat) in [
        (
            "src=8.8.8.8 dst=10.0.0.1 sport=2 dport=1",
            "come from 8.8.8.8:2 to 10.0.0.1:1",
            "none: the reply tuple",
        ),
        (
            "src=8.8.8.8 dst=9.9.9.9 sport=2 dport=1",
            "come from 8.8.8.8:2 to 9.9.9.9:1; translated back they go on to 10.0.0.1:1",
            "SNAT: 10.0.0.1:1 goes out as 9.9.9.9:1 (reply dst is not original src), the port is kept",
        ),
        (
            "src=8.8.8.8 dst=9.9.9.9 sport=2 dport=3",
            "come from 8.8.8.8:2 to 9.9.9.9:3; translated back they go on to 10.0.0.1:1",
            "SNAT: 10.0.0.1:1 goes out as 9.9.9.9:3 (reply dst is not original src), the port too",
        ),
        (
            "src=10.9.9.9 dst=10.0.0.1 sport=80 dport=1",
            "come from 10.9.9.9:80 to 10.0.0.1:1; translated back they seem to come from 8.8.8.8:2",
            "DNAT: what is sent to 8.8.8.8:2 arrives at 10.9.9.9:80 (reply src is not original dst)",
        ),
        (
            "src=8.8.8.8 dst=10.0.0.1 sport=2 dport=5",
            "come from 8.8.8.8:2 to 10.0.0.1:5; translated back they go on to 10.0.0.1:1",
            "the addresses are kept, sport 1 becomes 5",
        ),
        (
            "src=7.7.7.7 dst=9.9.9.9 sport=2 dport=1",
            "come from 7.7.7.7:2 to 9.9.9.9:1; translated back they go on to 10.0.0.1:1, as if from 8.8.8.8:2",
            "SNAT: 10.0.0.1:1 goes out as 9.9.9.9:1",
        ),
    ] {
        let entry = entry(&format!("{line}{reply}"));
        assert_eq!(
            said(&entry, Topic::Started),
            "10.0.0.1:1 sent the first packet seen, to 8.8.8.8:2"
        );
        assert_eq!(said(&entry, Topic::Replies), replies, "{reply}");
        let words = said(&entry, Topic::Nat);
        assert!(words.starts_with(nat), "{reply}: {words}");
    }
    let waiting = plain("udp 17 9", "[UNREPLIED]");
    assert_eq!(
        said(&waiting, Topic::Replies),
        "would come from 10.0.0.2:53 to 10.0.0.1:1"
    );
    let six = entry("udp 17 9 src=::1 dst=::2 sport=1 dport=2 src=::2 dst=::1 sport=2 dport=1");
    assert_eq!(
        said(&six, Topic::Started),
        "[::1]:1 sent the first packet seen, to [::2]:2"
    );
}
