//! What is called odd and what is not; which fields are marked as translated.

use super::entry;

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
        let told = entry(&text).explain();
        let found: Vec<&str> = told.odd().collect();
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
