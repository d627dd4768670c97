//! What an entry has that a kernel does not print, or that cannot work as it looks. Source: conntrack-facts §3, §4, §12.

use super::limits::limit;
use super::model::{Entry, EntryFlag, PrintedTuple};
use super::nat::{Changed, Translation};
use std::net::IpAddr;

/// The oddities of an entry, in words.
pub(super) fn oddities(entry: &Entry) -> Vec<String> {
    let found = [
        missing_reply(entry),
        assured(entry),
        syn_sent(entry),
        unreplied_state(entry),
        counted(entry),
        too_long(entry),
        icmp_type(entry),
        private(entry),
    ];
    found.into_iter().flatten().collect()
}

fn missing_reply(entry: &Entry) -> Option<String> {
    let missing = entry.reply.is_none();
    missing.then(|| {
        "the reply tuple is missing: every kernel prints both, and only both together show NAT"
            .to_owned()
    })
}

fn assured(entry: &Entry) -> Option<String> {
    if !entry.has(EntryFlag::Assured) {
        return None;
    }
    if entry.has(EntryFlag::Unreplied) {
        let why = "[UNREPLIED] and [ASSURED] never stand together: assured takes traffic both ways";
        return Some(why.to_owned());
    }
    let icmp = matches!(entry.number, 1 | 58);
    icmp.then(|| "ICMP with [ASSURED]: no kernel sets it for ICMP".to_owned())
}

/// SYN_SENT says that nothing but SYNs came; without the flag something did come back.
fn syn_sent(entry: &Entry) -> Option<String> {
    let state = entry.state?.value;
    let odd = entry.number == 6 && state == "SYN_SENT" && entry.seen_reply()?;
    odd.then(|| {
        "SYN_SENT without [UNREPLIED]: a kernel prints that only after a bare ACK came back; more likely the flag was left out here"
            .to_owned()
    })
}

fn unreplied_state(entry: &Entry) -> Option<String> {
    let state = entry.state?.value;
    let answered = entry.number == 6 && matches!(state, "SYN_RECV" | "SYN_SENT2");
    let odd = answered && entry.has(EntryFlag::Unreplied);
    odd.then(|| {
        format!("{state} with [UNREPLIED]: a packet of the reply direction makes this state")
    })
}

fn counted(entry: &Entry) -> Option<String> {
    let packets = entry.reply.as_ref()?.packets?.value;
    let odd = packets > 0 && entry.has(EntryFlag::Unreplied);
    odd.then(|| format!("[UNREPLIED], yet {packets} packets are counted in the reply direction"))
}

fn too_long(entry: &Entry) -> Option<String> {
    let (left, limit) = (entry.timeout?.value, limit(entry)?);
    (left > limit.seconds).then(|| {
        format!(
            "{left} s left is more than the default of {} s: nf_conntrack_{} was raised, or a helper or a timeout policy set it",
            limit.seconds, limit.sysctl
        )
    })
}

/// A type that cannot open an entry, or an answer that does not fit. Source: valid_new and invmap of the ICMP trackers.
fn icmp_type(entry: &Entry) -> Option<String> {
    let kind = |tuple: &PrintedTuple| tuple.kind.map(|kind| kind.value);
    let opened = kind(&entry.original)?;
    let answer = match (entry.number, opened) {
        (1, 8) => 0,
        (1, 13 | 15 | 17) | (58, 128 | 139) => opened + 1,
        (1 | 58, _) => {
            return Some(format!(
                "type {opened} opens no entry: queries alone do, other ICMP is RELATED or INVALID"
            ));
        }
        _ => return None,
    };
    let answered = kind(entry.reply.as_ref()?)?;
    (answered != answer)
        .then(|| format!("type {opened} is answered by type {answer}, never by {answered}"))
}

fn private(entry: &Entry) -> Option<String> {
    let Translation {
        original, reply, ..
    } = &entry.translation()?;
    let kept = !entry.translation()?.has(Changed::Source);
    let rfc = rfc(original.source)?;
    if !kept || !is_public(reply.source) {
        return None;
    }
    let answered = match entry.seen_reply()? {
        true => "since answers came, another router on the way translates it",
        false => "answers can come only if another router on the way translates it",
    };
    Some(format!(
        "{} is a private address ({rfc}) and goes to {} without SNAT here: {answered}",
        original.source, reply.source
    ))
}

/// The document that makes an address private; none for others.
fn rfc(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(v4) if v4.is_private() => Some("RFC 1918"),
        IpAddr::V4(v4) if is_shared(v4.octets()) => Some("RFC 6598"),
        IpAddr::V6(v6) if v6.is_unique_local() => Some("RFC 4193"),
        _ => None,
    }
}

const fn is_shared([first, second, ..]: [u8; 4]) -> bool {
    first == 100 && second & 0xc0 == 64
}

/// Whether an address is routed on the internet; the ranges for documentation count, for they stand for such.
fn is_public(address: IpAddr) -> bool {
    let special = address.is_loopback() || address.is_multicast() || address.is_unspecified();
    let local = match address {
        IpAddr::V4(v4) => v4.is_link_local() || v4.is_broadcast() || v4.octets()[0] == 0,
        IpAddr::V6(v6) => v6.segments()[0] & 0xe000 != 0x2000,
    };
    !special && !local && rfc(address).is_none()
}
