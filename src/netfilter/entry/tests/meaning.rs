//! What is said of entries, against the facts of the kernel: each row must be told and must not be told otherwise.

use crate::netfilter::{Entry, State, Topic, entries};
use crate::source::Source;

fn entry(text: &str) -> Entry {
    let source = Source::new("t", text);
    let found = entries(&source).find_map(|line| line.entry);
    found.unwrap_or_else(|| panic!("no entry: {text}"))
}

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
    let six = entry("udp 17 9 src=::1 dst=::2 sport=1 dport=2 src=::2 dst=::1 sport=2 dport=1");
    assert_eq!(
        said(&six, Topic::Started),
        "[::1]:1 sent the first packet seen, to [::2]:2"
    );
}

#[test]
fn what_cannot_be_is_odd_and_what_can_is_not() {
    let ping = |flags: &str, kinds: [u16; 2]| {
        let [ask, answer] = kinds;
        format!(
            "icmp 1 9 src=10.0.0.1 dst=10.0.0.2 type={ask} code=0 id=1 src=10.0.0.2 dst=10.0.0.1 type={answer} code=0 id=1 {flags}"
        )
    };
    let udp = |from: &str, to: &str, flags: &str, back: &str| {
        format!(
            "udp 17 9 src={from} dst={to} sport=1 dport=2 {flags} src={to} dst={back} sport=2 dport=1"
        )
    };
    let tcp = |state: &str, flags: &str| {
        format!(
            "tcp 6 9 {state} src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 {flags}"
        )
    };
    for (text, odd) in [
        (tcp("ESTABLISHED", "[ASSURED]"), ""),
        (tcp("ESTABLISHED", "[UNREPLIED]"), ""),
        (tcp("ESTABLISHED", ""), ""),
        (tcp("ESTABLISHED", "[UNREPLIED] [ASSURED]"), "[UNREPLIED] and [ASSURED] never"),
        (tcp("SYN_SENT", "[UNREPLIED]"), ""),
        (tcp("SYN_SENT", ""), "SYN_SENT without [UNREPLIED]"),
        (tcp("SYN_RECV", ""), ""),
        (tcp("SYN_RECV", "[UNREPLIED]"), "SYN_RECV with [UNREPLIED]"),
        (tcp("FIN_WAIT", "[UNREPLIED]"), ""),
        (tcp("LAST_ACK", "").replace("6 9", "6 31"), "31 s left is more than the default of 30 s: nf_conntrack_tcp_timeout_last_ack"),
        ("udp 17 9 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2".to_owned(), "the reply tuple is missing"),
        (ping("", [8, 0]), ""),
        (ping("[ASSURED]", [8, 0]), "ICMP with [ASSURED]"),
        (ping("", [0, 8]), "type 0 opens no entry"),
        (ping("", [13, 14]), ""),
        (ping("", [8, 14]), "type 8 is answered by type 0, never by 14"),
        (udp("10.0.0.1", "8.8.8.8", "", "10.0.0.1"), "10.0.0.1 is a private address (RFC 1918) and goes to 8.8.8.8 without SNAT here: since answers came"),
        (udp("10.0.0.1", "8.8.8.8", "[UNREPLIED]", "10.0.0.1"), "10.0.0.1 is a private address (RFC 1918) and goes to 8.8.8.8 without SNAT here: answers can come only"),
        (udp("100.64.0.1", "8.8.8.8", "", "100.64.0.1"), "100.64.0.1 is a private address (RFC 6598)"),
        (udp("fd00::1", "2001:db8::1", "", "fd00::1"), "fd00::1 is a private address (RFC 4193)"),
        (udp("10.0.0.1", "8.8.8.8", "", "9.9.9.9"), ""),
        (udp("10.0.0.1", "192.168.1.1", "", "10.0.0.1"), ""),
        (udp("10.0.0.1", "239.255.255.250", "[UNREPLIED]", "10.0.0.1"), ""),
        (udp("10.0.0.1", "255.255.255.255", "[UNREPLIED]", "10.0.0.1"), ""),
        (udp("fe80::1", "2001:db8::1", "", "fe80::1"), ""),
        (udp("1.1.1.1", "8.8.8.8", "", "1.1.1.1"), ""),
        (
            "udp 17 9 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 packets=1 bytes=9 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 packets=3 bytes=9".to_owned(),
            "[UNREPLIED], yet 3 packets are counted",
        ),
    ] {
        let found = entry(&text).explain().odd;
        let all = found.join(" | ");
        assert!(all.starts_with(odd) && found.len() <= 1, "{text}: {all}");
        assert_eq!(all.is_empty(), odd.is_empty(), "{text}: {all}");
    }
}

#[test]
fn fields_that_nat_changed_face_each_other_as_different() {
    let marks = |text: &str| {
        let fields = entry(text).explain().fields;
        let fields = fields.iter().map(|field| {
            let (name, value) = &field.original;
            let reply = field
                .reply
                .as_ref()
                .map_or("-".to_owned(), |(name, value)| format!("{name} {value}"));
            format!(
                "{name} {value} {} {reply}",
                if field.differs { "!=" } else { "=" }
            )
        });
        fields.collect::<Vec<_>>().join(", ")
    };
    for (text, fields) in [
        (
            "udp 17 9 src=10.0.0.1 dst=8.8.8.8 sport=1 dport=2 src=8.8.8.8 dst=9.9.9.9 sport=2 dport=1",
            "src 10.0.0.1 != dst 9.9.9.9, dst 8.8.8.8 = src 8.8.8.8, sport 1 = dport 1, dport 2 = sport 2",
        ),
        (
            "icmp 1 9 src=10.0.0.1 dst=8.8.8.8 type=8 code=0 id=1 src=8.8.8.8 dst=10.0.0.1 type=0 code=0 id=2",
            "src 10.0.0.1 = dst 10.0.0.1, dst 8.8.8.8 = src 8.8.8.8, type 8 = type 0, id 1 != id 2",
        ),
        (
            "unknown 2 9 src=10.0.0.1 dst=8.8.8.8",
            "src 10.0.0.1 = -, dst 8.8.8.8 = -",
        ),
        (
            "gre 47 9 src=10.0.0.1 dst=8.8.8.8 srckey=0x1 dstkey=0x2 src=8.8.8.8 dst=10.0.0.1 srckey=0x2 dstkey=0x1",
            "src 10.0.0.1 = dst 10.0.0.1, dst 8.8.8.8 = src 8.8.8.8, srckey 0x1 = dstkey 0x1, dstkey 0x2 = srckey 0x2",
        ),
    ] {
        assert_eq!(marks(text), fields);
    }
}
