//! The state words of the trackers and the flags, in words.
//! Sources: conntrack-facts §3 and §4; the comments above tcp_conntracks, sctp_conntracks and dccp_state_table.

use super::model::{Entry, EntryFlag};

/// What a state word means; of a protocol without one, why there is none.
pub(super) fn state(entry: &Entry) -> Option<String> {
    let unreplied = entry.has(EntryFlag::Unreplied);
    let words = match (entry.number, entry.state.map(|state| state.value)) {
        (6, Some("ESTABLISHED")) if unreplied => {
            "picked up in mid-stream: an ACK was seen, no handshake and no answer (nf_conntrack_tcp_loose)"
        }
        (6, Some(word)) => tcp(word)?,
        (33, Some(word)) => dccp(word)?,
        (132, Some(word)) => sctp(word)?,
        (6 | 132, None) => return None,
        (17 | 136, _) => {
            "none: UDP has no handshake and so no state word; flags and timeout say all"
        }
        (1 | 58, _) => return Some(icmp(entry)),
        (47, _) => "none: GRE has no handshake; flags and timeout say all",
        (number, _) => {
            return Some(format!(
                "none: protocol {number} has no tracker of its own; addresses and protocol alone tell its packets apart"
            ));
        }
    };
    Some(match entry.state {
        Some(state) => format!("{}: {words}", state.value),
        None => words.to_owned(),
    })
}

fn tcp(word: &str) -> Option<&'static str> {
    Some(match word {
        "NONE" => "no packet has set a state yet",
        "SYN_SENT" => "a SYN was seen and no SYN/ACK yet, so the handshake is not complete",
        "SYN_SENT2" => "both sides have sent a SYN: simultaneous open",
        "SYN_RECV" => "the SYN/ACK was seen, the last ACK of the handshake not yet",
        "ESTABLISHED" => {
            "the ACK that completes the handshake was seen (the tracker's TCP state, not --ctstate)"
        }
        "FIN_WAIT" => "one side has sent its FIN",
        "CLOSE_WAIT" => "the first FIN was acknowledged; the other side may still send",
        "LAST_ACK" => "both sides have sent a FIN; the last ACK is missing",
        "TIME_WAIT" => "closed in good order, last ACK seen; kept for packets that come late",
        "CLOSE" => "a RST closed it",
        _ => return None,
    })
}

fn sctp(word: &str) -> Option<&'static str> {
    Some(match word {
        "NONE" => "no chunk has set a state yet",
        "COOKIE_WAIT" => "INIT or INIT ACK was seen",
        "COOKIE_ECHOED" => "COOKIE ECHO was seen",
        "ESTABLISHED" => "COOKIE ACK was seen: the association is up",
        "SHUTDOWN_SENT" => "the side that opened it has sent SHUTDOWN",
        "SHUTDOWN_RECD" => "the other side has sent SHUTDOWN",
        "SHUTDOWN_ACK_SENT" => "SHUTDOWN ACK was seen",
        "CLOSED" => "closed, by SHUTDOWN COMPLETE or ABORT",
        "HEARTBEAT_SENT" => "a HEARTBEAT on a further path of an association was seen",
        "HEARTBEAT_ACKED" => "HEARTBEATs went both ways on a further path",
        _ => return None,
    })
}

fn dccp(word: &str) -> Option<&'static str> {
    Some(match word {
        "REQUEST" => "a Request was seen, no Response yet",
        "RESPOND" => "the Response was seen",
        "PARTOPEN" => "the client has acknowledged the Response",
        "OPEN" => "the connection is open",
        "CLOSEREQ" => "the server has asked to close",
        "CLOSING" => "a Close was seen",
        "TIMEWAIT" => "closed; kept for packets that come late",
        _ => return None,
    })
}

fn icmp(entry: &Entry) -> String {
    let kind = entry.original.kind.map(|kind| kind.value);
    let query = match (entry.number, kind) {
        (1, Some(8)) | (58, Some(128)) => "an echo request (ping)",
        (1, Some(13)) => "a timestamp request",
        (1, Some(15)) => "an information request",
        (1, Some(17)) => "an address mask request",
        _ => "an ICMP query",
    };
    let id = entry.original.id.map_or(String::new(), |id| {
        format!("; queries with id {} share the entry", id.value)
    });
    format!("none: {query} and its answer{id}")
}

/// What the flags say, or what it says that there is none.
pub(super) fn flags(entry: &Entry) -> Option<String> {
    let said: Vec<String> = entry
        .flags
        .iter()
        .map(|flag| format!("[{}]: {}", flag.value.name(), flag_words(flag.value, entry)))
        .collect();
    match said.as_slice() {
        [] => entry.seen_reply().map(|_| bare(entry).to_owned()),
        _ => Some(said.join(". ")),
    }
}

fn flag_words(flag: EntryFlag, entry: &Entry) -> &'static str {
    match (flag, entry.number) {
        (EntryFlag::Unreplied, _) => {
            "no packet of the reply direction was accepted yet; when the table is full the entry may be dropped early"
        }
        (EntryFlag::Assured, 6) => {
            "the handshake was completed, or what was picked up in mid-stream was answered; not dropped early when the table \
             is full"
        }
        (EntryFlag::Assured, 17 | 136) => {
            "answered, and still active more than 2 s after the first packet; not dropped early when the table is full"
        }
        (EntryFlag::Assured, _) => {
            "traffic went both ways as the tracker wants it; not dropped early when the table is full"
        }
        (EntryFlag::Offload, _) => "a flowtable forwards its packets on a fast path past the hooks",
        (EntryFlag::HwOffload, _) => "the network card forwards its packets, past the kernel",
    }
}

/// What it says that no flag is printed: a reply was seen, and the entry is not assured.
fn bare(entry: &Entry) -> &'static str {
    match (entry.number, entry.state.map(|state| state.value)) {
        (6, Some("SYN_SENT")) => {
            "none: no SYN/ACK was seen, so [UNREPLIED] is missing here; not [ASSURED], so it may be dropped early"
        }
        (6, Some("SYN_RECV")) => {
            "none: a reply was seen; not [ASSURED] before the handshake is complete, so it may be dropped early"
        }
        (6, Some("ESTABLISHED")) => {
            "none: a reply was seen, yet not [ASSURED]: so after a first answer to a connection picked up in mid-stream"
        }
        (17 | 136, _) => {
            "none: answered, but not active for more than 2 s, so not [ASSURED]: it may be dropped early"
        }
        (1 | 58, _) => "none: answered; ICMP is never [ASSURED]",
        _ => {
            "none: a reply was seen; not [ASSURED], so it may be dropped early when the table is full"
        }
    }
}
