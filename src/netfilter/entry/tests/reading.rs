//! What is found in pasted text, what is refused and where, and what the tuples say of NAT.

use super::entry;
use crate::netfilter::{EntryLine, entries};
use crate::source::Source;

const TCP: &str = "tcp 6 299 ESTABLISHED src=10.0.0.1 dst=8.8.8.8 sport=1 dport=2 \
                   src=8.8.8.8 dst=9.9.9.9 sport=2 dport=1 [ASSURED]";
const UDP: &str = "udp 17 29 src=10.0.0.1 dst=8.8.8.8 sport=1 dport=53 [UNREPLIED] \
                   src=8.8.8.8 dst=10.0.0.1 sport=53 dport=1 mark=0 use=1";

fn read(text: &str) -> Vec<EntryLine> {
    entries(&Source::new("t", text)).collect()
}

/// Protocols of what is read; `!` behind one with slips, `?` for a line that is no entry.
fn outline(text: &str) -> String {
    let word = |line: &EntryLine| match (&line.entry, line.slips.is_empty()) {
        (Some(entry), true) => entry.protocol.value.clone(),
        (Some(entry), false) => format!("{}!", entry.protocol.value),
        (None, _) => "?".to_owned(),
    };
    read(text).iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn entries_are_found_in_what_people_paste() {
    let halves = TCP.find(" src=8").expect("a second tuple");
    let (first, second) = TCP.split_at(halves);
    for (text, found) in [
        (String::new(), ""),
        (format!("{TCP}\n{UDP}\n"), "tcp udp"),
        (format!("{TCP}\r\n\r\n{UDP}\r\n"), "tcp udp"),
        (format!("\u{feff}{TCP}"), "tcp"),
        (format!("{first} \\\n    {second}\n{UDP}"), "tcp udp"),
        (format!("{first} \\\r\n{second}"), "tcp"),
        (format!("{first}\n{second}\n{UDP}"), "tcp udp"),
        (format!("{first}\n\n{second}"), "tcp ?"),
        (format!("> {first}\n> {second}"), "tcp"),
        (format!("- `{TCP}`\n- `{UDP}`"), "tcp udp"),
        (
            format!("```\n{TCP}\n```\nas one sees\n```bash\n{UDP}\n```"),
            "tcp udp",
        ),
        (
            format!("# Title\n\nThe tcp entry:\n\n```\n$ sudo conntrack -L\n{TCP}\n```"),
            "tcp",
        ),
        (
            format!("`src=` is the source\n```\niptables -L\n{TCP}\n```\n`{UDP}`"),
            "tcp udp",
        ),
        (
            format!("root@fw:~# conntrack -L\n{TCP}\nroot@fw:~# "),
            "tcp",
        ),
        (format!("[root@fw ~]# conntrack -L\n{TCP}"), "tcp"),
        (
            format!(
                "conntrack -L\n{TCP}\nconntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown."
            ),
            "tcp",
        ),
        (
            format!("{TCP}\n^Cconntrack v1.4.7 (conntrack-tools): 1 flow events"),
            "tcp",
        ),
        (
            format!("cat /proc/net/nf_conntrack\nipv4     2 {TCP}"),
            "tcp",
        ),
        (format!("[1514557026.011291]\t[NEW] {TCP}"), "tcp"),
        (format!("[12.5]>[UPDATE] ipv4 2 {TCP}"), "tcp"),
        (format!("hello\n{UDP}\n{{}}"), "? udp ?"),
        ("\\\n\\\n".to_owned(), "?"),
        (format!("{UDP} \\"), "udp"),
    ] {
        assert_eq!(outline(&text), found, "{text}");
    }
}

#[test]
fn what_no_kernel_prints_is_refused_with_its_place_and_mend() {
    for (from, to, what, mend) in [
        (
            "tcp 6",
            "tpc 6",
            "1:1 expected a protocol, found 'tpc'",
            "did you mean 'tcp'?",
        ),
        (
            "tcp 6",
            "TCP 6",
            "1:1 expected a protocol, found 'TCP'",
            "did you mean 'tcp'?",
        ),
        (
            "tcp 6 299 ESTABLISHED ",
            "",
            "1:1 the protocol is missing before 'src=10.0.0.1'",
            "an entry begins",
        ),
        (
            "tcp 6",
            "tcp",
            "1:5 the number of the protocol is missing behind 'tcp'",
            "tcp 6",
        ),
        ("tcp 6", "tcp 17", "1:5 tcp is not protocol 17", "tcp 6"),
        (
            "tcp 6 299",
            "tcp",
            "1:1 the number of the protocol is missing behind 'tcp'",
            "tcp 6",
        ),
        (
            "ESTABLISHED",
            "ESTABLISED",
            "1:11 'ESTABLISED' is no state of this protocol",
            "did you mean 'ESTABLISHED'?",
        ),
        (
            "ESTABLISHED",
            "established",
            "1:11 'established' is no state of this protocol",
            "did you mean 'ESTABLISHED'?",
        ),
        (
            "ESTABLISHED",
            "RELATED",
            "1:11 'RELATED' is no state of this protocol",
            "its states are NONE, ",
        ),
        (
            "tcp 6",
            "udp 17",
            "1:12 expected 'src=', found 'ESTABLISHED'",
            "only TCP, SCTP and DCCP",
        ),
        (
            "[ASSURED]",
            "[ASURED]",
            "1:104 '[ASURED]' is no flag",
            "[ASSURED]",
        ),
        (
            "[ASSURED]",
            "[ASSURED] [ASSURED]",
            "1:114 [ASSURED] twice",
            "",
        ),
        (
            "sport=1 ",
            "sprot=1 ",
            "1:48 'sprot=' is no field",
            "sport=",
        ),
        (
            "sport=1 ",
            "sport=70000 ",
            "1:54 sport=70000 is larger than its field can hold",
            "",
        ),
        (
            "sport=1 ",
            "sport=http ",
            "1:54 expected a number behind 'sport=', found 'http'",
            "",
        ),
        ("sport=1 ", "", "1:105 the original tuple has no sport=", ""),
        (
            "dst=9.9.9.9",
            "dst=9.9.9",
            "1:80 expected an address, found '9.9.9'",
            "",
        ),
        ("dst=9.9.9.9", "dst=", "1:80 expected an address", ""),
        (
            "dst=9.9.9.9",
            "dst=::1",
            "1:80 an IPv4 and an IPv6 address in one tuple",
            "",
        ),
        ("dst=9.9.9.9 ", "", "1:101 the reply tuple has no dst=", ""),
        (
            "dst=8.8.8.8",
            "dst=8.8.8.8 dst=8.8.8.8",
            "1:48 'dst=' twice in one tuple",
            "an entry has two tuples",
        ),
        (
            "[ASSURED]",
            "src=8.8.8.8",
            "1:104 'src=' twice in one tuple",
            "an entry has two tuples",
        ),
        (
            "[ASSURED]",
            "mark=x",
            "1:109 expected a number behind 'mark=', found 'x'",
            "",
        ),
        ("tcp", "[OLD] tcp", "1:1 '[OLD]' is no event", "events are"),
    ] {
        let source = Source::new("t", TCP.replacen(from, to, 1));
        let lines: Vec<EntryLine> = entries(&source).collect();
        let slip = lines.first().and_then(|line| line.slips.first());
        let slip = slip.unwrap_or_else(|| panic!("no slip: {to}"));
        let place = source.position(slip.span.start);
        assert_eq!(
            format!("{}:{} {}", place.line, place.column, slip.what),
            what
        );
        let told = slip.mend.clone().unwrap_or_default();
        assert!(told.starts_with(mend), "{what}: {told}");
        assert_eq!(told.is_empty(), mend.is_empty(), "{what}: {told}");
    }
}

#[test]
fn what_vendors_add_and_what_is_odd_is_no_slip() {
    for tail in [
        "[FASTNAT] [RTCACHE o33/r37] nmark=256 sc=0 mac=00:00:5e:00:53:01 slan attrs=",
        "[active since 536s]",
        "[UNREPLIED]",
        "secctx=system_u:object_r:unlabeled_t:s0 zone=1 zone-orig=2 zone-reply=3 delta-time=12 id=7",
        "[USERSPACE] portid=4711 progname=conntrack",
        "helper=ftp labels=a,b",
        "futurefield=1",
    ] {
        assert_eq!(outline(&format!("{TCP} {tail}")), "tcp", "{tail}");
    }
}

#[test]
fn the_tuples_say_what_nat_did() {
    let icmp = |id| {
        format!(
            "icmp 1 9 src=10.0.0.1 dst=8.8.8.8 type=8 code=0 id=7 src=8.8.8.8 dst=10.0.0.1 type=0 code=0 id={id}"
        )
    };
    let gre = |key| {
        format!(
            "gre 47 9 src=10.0.0.1 dst=8.8.8.8 srckey=0x1 dstkey=0x2 src=8.8.8.8 dst=10.0.0.1 srckey=0x2 dstkey={key}"
        )
    };
    for (text, told) in [
        (TCP.to_owned(), "snat src"),
        (UDP.to_owned(), "none "),
        (UDP.replace("src=8.8.8.8", "src=8.8.4.4"), "dnat dst"),
        (
            TCP.replace("src=8.8.8.8", "src=8.8.4.4"),
            "snat+dnat src,dst",
        ),
        (UDP.replace("sport=53", "sport=54"), "port-only dport"),
        (
            UDP.replace("sport=53 dport=1", "sport=53 dport=3"),
            "port-only sport",
        ),
        (
            TCP.replace("sport=2 dport=1", "sport=2 dport=3"),
            "snat src,sport",
        ),
        (icmp(7), "none "),
        (icmp(8), "port-only icmp-id"),
        (gre("0x1"), "none "),
        (gre("0x3"), "port-only srckey"),
        (
            "unknown 2 9 src=::1 dst=0:0::2 src=::2 dst=::01".to_owned(),
            "none ",
        ),
    ] {
        let entry = entry(&text);
        let both = entry.translation().expect("both tuples");
        let changed = both.changed.iter().map(|field| field.name(entry.number));
        let changed: Vec<&str> = changed.collect();
        assert_eq!(
            format!("{} {}", both.nat.name(), changed.join(",")),
            told,
            "{text}"
        );
    }
    assert_eq!(
        entry("udp 17 9 src=1.1.1.1 dst=2.2.2.2 sport=1 dport=2").translation(),
        None
    );
    assert_eq!(entry(&TCP.replace("8.8.8.8", "8.8.8")).translation(), None);
}
