//! How long an entry lives by default, and what the seconds left say of its last packet.
//! Sources: conntrack-facts §4 and §5 (tcp_timeouts and the sysctls nf_conntrack_*), nf_conntrack-sysctl.rst for SCTP;
//! DCCP by the defaults in dccp_init_net().

use super::model::{Entry, EntryFlag, Event};

/// Seconds of an ESTABLISHED entry while data is unacknowledged, after retransmissions, with a zero window.
const UNACKNOWLEDGED: u64 = 300;
/// Seconds of an assured UDP entry on kernels up to 4.x.
const OLD_STREAM: u64 = 180;
/// Seconds of an established SCTP entry on older kernels.
const OLD_SCTP: u64 = 432_000;

/// The time that an entry gets with each packet that renews it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) seconds: u64,
    /// What sets it, behind `net.netfilter.nf_conntrack_`.
    pub(super) sysctl: &'static str,
}

const TCP: &[(&str, u64, &str)] = &[
    ("SYN_SENT", 120, "tcp_timeout_syn_sent"),
    ("SYN_SENT2", 120, "tcp_timeout_syn_sent"),
    ("SYN_RECV", 60, "tcp_timeout_syn_recv"),
    ("ESTABLISHED", 432_000, "tcp_timeout_established"),
    ("FIN_WAIT", 120, "tcp_timeout_fin_wait"),
    ("CLOSE_WAIT", 60, "tcp_timeout_close_wait"),
    ("LAST_ACK", 30, "tcp_timeout_last_ack"),
    ("TIME_WAIT", 120, "tcp_timeout_time_wait"),
    ("CLOSE", 10, "tcp_timeout_close"),
];

const SCTP: &[(&str, u64, &str)] = &[
    ("CLOSED", 10, "sctp_timeout_closed"),
    ("COOKIE_WAIT", 3, "sctp_timeout_cookie_wait"),
    ("COOKIE_ECHOED", 3, "sctp_timeout_cookie_echoed"),
    ("ESTABLISHED", 210, "sctp_timeout_established"),
    ("SHUTDOWN_SENT", 3, "sctp_timeout_shutdown_sent"),
    ("SHUTDOWN_RECD", 3, "sctp_timeout_shutdown_recd"),
    ("SHUTDOWN_ACK_SENT", 3, "sctp_timeout_shutdown_ack_sent"),
    ("HEARTBEAT_SENT", 30, "sctp_timeout_heartbeat_sent"),
    ("HEARTBEAT_ACKED", 210, "sctp_timeout_heartbeat_acked"),
];

const DCCP: &[(&str, u64, &str)] = &[
    ("REQUEST", 240, "dccp_timeout_request"),
    ("RESPOND", 480, "dccp_timeout_respond"),
    ("PARTOPEN", 480, "dccp_timeout_partopen"),
    ("OPEN", 43_200, "dccp_timeout_open"),
    ("CLOSEREQ", 64, "dccp_timeout_closereq"),
    ("CLOSING", 64, "dccp_timeout_closing"),
    ("TIMEWAIT", 240, "dccp_timeout_timewait"),
];

/// The default of an entry like this one; none where its state has no word or the word is unknown.
pub(super) fn limit(entry: &Entry) -> Option<Limit> {
    let assured = entry.has(EntryFlag::Assured);
    let left = entry.timeout.map_or(0, |left| left.value);
    let (seconds, sysctl) = match (entry.number, entry.state) {
        (6, state) => row(TCP, state?.value)?,
        (132, state) => match row(SCTP, state?.value)? {
            (210, name) if state?.value == "ESTABLISHED" && left > 210 => (OLD_SCTP, name),
            row => row,
        },
        (33, Some(state)) => row(DCCP, state.value)?,
        (17 | 136, _) if !assured => (30, "udp_timeout"),
        (17 | 136, _) if left > 120 && left <= OLD_STREAM => (OLD_STREAM, "udp_timeout_stream"),
        (17 | 136, _) => (120, "udp_timeout_stream"),
        (1, _) => (30, "icmp_timeout"),
        (58, _) => (30, "icmpv6_timeout"),
        (47, _) => gre(entry, assured),
        _ => (600, "generic_timeout"),
    };
    Some(Limit { seconds, sysctl })
}

fn row(table: &'static [(&str, u64, &str)], state: &str) -> Option<(u64, &'static str)> {
    let row = table.iter().find(|(name, _, _)| *name == state)?;
    Some((row.1, row.2))
}

/// GRE entries in /proc bring their limits along.
fn gre(entry: &Entry, assured: bool) -> (u64, &'static str) {
    match (assured, entry.gre_timeouts) {
        (true, [_, stream]) => (stream.unwrap_or(180), "gre_timeout_stream"),
        (false, [first, _]) => (first.unwrap_or(30), "gre_timeout"),
    }
}

/// What the seconds left say; nothing where they are not printed and nothing explains it.
pub(super) fn told(entry: &Entry) -> Option<String> {
    let Some(left) = entry.timeout.map(|left| left.value) else {
        return untold(entry);
    };
    let Some(limit) = limit(entry) else {
        return Some(format!("{} left", duration(left)));
    };
    let state = entry.state.map_or("", |state| state.value);
    let full = limit.seconds;
    let established = entry.number == 6 && state == "ESTABLISHED";
    Some(if left > full {
        format!("{} left, more than the default of {full} s", duration(left))
    } else if established && left <= UNACKNOWLEDGED {
        format!(
            "{left} of {UNACKNOWLEDGED} s left: the last accepted packet was {} ago. {UNACKNOWLEDGED} s and not {full} (5 days): data was \
             sent and is not acknowledged yet (also: 3 retransmissions, a zero window, picked up in mid-stream; or idle for almost 5 days)",
            duration(UNACKNOWLEDGED - left)
        )
    } else if entry.number == 6 && state == "SYN_SENT" {
        format!(
            "{left} of {full} s left: the first SYN was {} ago, retransmissions do not renew it; without an answer the entry \
             goes in {left} s",
            duration(full - left)
        )
    } else {
        let days = if established { " (5 days)" } else { "" };
        let old = if full == OLD_STREAM && entry.number == 17 {
            " (kernels up to 4.x; now 120)"
        } else {
            ""
        };
        format!(
            "{left} of {full} s{days} left{old}: the last accepted packet was {} ago",
            duration(full - left)
        )
    })
}

/// Why no seconds are printed.
fn untold(entry: &Entry) -> Option<String> {
    if entry.has(EntryFlag::Offload) || entry.has(EntryFlag::HwOffload) {
        return Some("not printed: the flowtable keeps the entry alive".to_owned());
    }
    let gone = entry.event == Some(Event::Destroy);
    gone.then(|| "none: the entry is gone".to_owned())
}

/// Seconds as people say them: the two largest units.
fn duration(seconds: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];
    const EXACT: u64 = 600;
    if seconds <= EXACT {
        return format!("{seconds} s");
    }
    let mut rest = seconds;
    let counted = UNITS.into_iter().filter_map(|(unit, name)| {
        let count = rest / unit;
        rest %= unit;
        (count > 0).then(|| format!("{count} {name}"))
    });
    counted.take(2).collect::<Vec<_>>().join(" ")
}
