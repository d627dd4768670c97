//! The words of an entry: protocols, the states of their trackers, the names of fields.

use crate::netfilter::names::protocol;
use crate::netfilter::slip::nearest;

/// Protocols as the kernel and conntrack(8) name them. Source: l4proto_name() of nf_conntrack_standalone.c.
const PRINTED: [&str; 9] = [
    "tcp", "udp", "icmp", "icmpv6", "sctp", "dccp", "gre", "udplite", "unknown",
];

/// States by protocol number. Sources: tcp_conntrack_names, sctp_conntrack_names, dccp_state_names of the kernel.
const STATES: &[(u8, &[&str])] = &[
    (
        6,
        &[
            "NONE",
            "SYN_SENT",
            "SYN_RECV",
            "ESTABLISHED",
            "FIN_WAIT",
            "CLOSE_WAIT",
            "LAST_ACK",
            "TIME_WAIT",
            "CLOSE",
            "SYN_SENT2",
            "LISTEN",
        ],
    ),
    (
        33,
        &[
            "NONE", "REQUEST", "RESPOND", "PARTOPEN", "OPEN", "CLOSEREQ", "CLOSING", "TIMEWAIT",
            "IGNORE", "INVALID",
        ],
    ),
    (
        132,
        &[
            "NONE",
            "CLOSED",
            "COOKIE_WAIT",
            "COOKIE_ECHOED",
            "ESTABLISHED",
            "SHUTDOWN_SENT",
            "SHUTDOWN_RECD",
            "SHUTDOWN_ACK_SENT",
            "HEARTBEAT_SENT",
            "HEARTBEAT_ACKED",
            "DATA_SENT",
        ],
    ),
];

/// Fields of a tuple.
pub(super) const TUPLE: [&str; 11] = [
    "src", "dst", "sport", "dport", "type", "code", "id", "srckey", "dstkey", "packets", "bytes",
];

/// Fields outside the tuples that hold a number.
pub(super) const NUMBERS: [&str; 9] = [
    "mark",
    "secmark",
    "use",
    "id",
    "zone",
    "zone-orig",
    "zone-reply",
    "delta-time",
    "portid",
];

/// Fields outside the tuples that hold a word; the last rows are a vendor's.
const TEXTS: [&str; 12] = [
    "secctx",
    "helper",
    "labels",
    "progname",
    "timeout",
    "stream_timeout",
    "nmark",
    "sc",
    "ifw",
    "ifl",
    "mac",
    "attrs",
];

/// Flags and other words in brackets that conntrack(8) prints behind the protocol.
pub(super) const BRACKETS: [&str; 5] =
    ["UNREPLIED", "ASSURED", "OFFLOAD", "HW_OFFLOAD", "USERSPACE"];

/// The number of a protocol that an entry may name; `unknown` is a name of any.
pub(super) fn number(name: &str) -> Option<u8> {
    let letters = name.starts_with(|c: char| c.is_ascii_lowercase());
    letters.then(|| protocol(name)).flatten().filter(|n| *n > 0)
}

/// The protocol that a mistyped name is nearest to.
pub(super) fn nearest_protocol(name: &str) -> Option<&'static str> {
    nearest(name, PRINTED)
}

/// The states of a protocol; none where its tracker has no word for them.
pub(super) fn states(protocol: u8) -> Option<&'static [&'static str]> {
    let of = STATES.iter().find(|(number, _)| *number == protocol);
    of.map(|(_, states)| *states)
}

/// Whether a field by this name may stand in an entry.
pub(super) fn is_field(name: &str) -> bool {
    TUPLE.contains(&name) || NUMBERS.contains(&name) || TEXTS.contains(&name)
}

/// The field that a mistyped name is nearest to.
pub(super) fn nearest_field(name: &str) -> Option<&'static str> {
    nearest(name, TUPLE.into_iter().chain(NUMBERS).chain(TEXTS))
}
