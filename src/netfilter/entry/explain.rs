//! What an entry means, in sentences: who began, where answers go, NAT, state, flags, time, and what is odd.

use super::facing::{Facing, facing};
use super::model::{Entry, EntryFlag, Event, PrintedTuple};
use super::nat::{Changed, Translation};
use super::{limits, meaning, odd};
use crate::netfilter::model::{State, Tuple};
use std::net::{IpAddr, SocketAddr};

/// What a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// What an event line reports.
    Event,
    /// Who sent the first packet.
    Started,
    /// Where answers go.
    Replies,
    /// What is translated.
    Nat,
    /// The tracker's word for where the connection stands.
    State,
    /// The state that rules see in the next packets.
    CtState,
    /// The seconds left.
    Timeout,
    /// The flags.
    Flags,
    /// Packets and bytes.
    Counted,
    /// Helper, zone, mark.
    Other,
    /// What a kernel does not print, or what cannot work as it looks.
    Odd,
}

/// An entry explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Both tuples, field by field.
    pub fields: Vec<Facing>,
    /// A sentence each, without a full stop, in the order in which one reads an entry.
    pub said: Vec<(Topic, String)>,
}

impl Topic {
    /// A word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Started => "started",
            Self::Replies => "replies",
            Self::Nat => "NAT",
            Self::State => "state",
            Self::CtState => "ctstate",
            Self::Timeout => "timeout",
            Self::Flags => "flags",
            Self::Counted => "counted",
            Self::Other => "other",
            Self::Odd => "odd",
        }
    }
}

impl Explanation {
    /// All of it in one text.
    pub fn text(&self) -> String {
        let said = self.said.iter();
        let said = said.map(|(topic, words)| format!("{}: {words}.", topic.label()));
        said.collect::<Vec<_>>().join(" ")
    }

    /// What is odd.
    pub fn odd(&self) -> impl Iterator<Item = &str> {
        let odd = self.said.iter().filter(|(topic, _)| *topic == Topic::Odd);
        odd.map(|(_, words)| words.as_str())
    }
}

impl Entry {
    /// What it means.
    pub fn explain(&self) -> Explanation {
        let translation = self.translation();
        let both = translation.as_ref();
        let said = [
            (Topic::Event, self.event.map(event)),
            (
                Topic::Started,
                self.original.tuple(self.number).map(started),
            ),
            (Topic::Replies, both.map(|both| replies(both, self))),
            (Topic::Nat, both.map(|both| nat(both, self))),
            (Topic::State, meaning::state(self)),
            (Topic::CtState, ct_state(self)),
            (Topic::Timeout, limits::told(self)),
            (Topic::Flags, meaning::flags(self)),
            (Topic::Counted, counted(self)),
            (Topic::Other, other(self)),
        ];
        let said = said
            .into_iter()
            .filter_map(|(topic, words)| Some((topic, words?)));
        let odd = odd::oddities(self).into_iter();
        Explanation {
            fields: facing(self),
            said: said.chain(odd.map(|words| (Topic::Odd, words))).collect(),
        }
    }

    /// The state of the next packet of the original and of the reply direction, as `--ctstate` sees it; none where no
    /// rule sees the packet or the entry is gone. Source: resolve_normal_ct(), conntrack-facts §2.
    pub fn next_states(&self) -> Option<[State; 2]> {
        let offloaded = self.has(EntryFlag::Offload) || self.has(EntryFlag::HwOffload);
        if offloaded || self.event == Some(Event::Destroy) {
            return None;
        }
        Some(match self.seen_reply()? {
            true => [State::Established; 2],
            false => [State::New, State::Established],
        })
    }
}

fn event(event: Event) -> String {
    let words = match event {
        Event::New => "the first packet has passed all chains, the entry is made",
        Event::Update => "state or flags of the entry have changed",
        Event::Destroy => "the entry is gone: timed out, closed, or deleted",
    };
    format!("[{}]: {words}", event.name())
}

/// An address with its port; alone where the protocol has none.
fn end(address: IpAddr, port: u16, protocol: u8) -> String {
    match protocol {
        6 | 17 | 33 | 132 | 136 => SocketAddr::new(address, port).to_string(),
        _ => address.to_string(),
    }
}

fn source(tuple: Tuple) -> String {
    end(tuple.source, tuple.source_port, tuple.protocol)
}

fn destination(tuple: Tuple) -> String {
    end(tuple.destination, tuple.destination_port, tuple.protocol)
}

fn started(original: Tuple) -> String {
    format!(
        "{} sent the first packet seen, to {}",
        source(original),
        destination(original)
    )
}

fn replies(both: &Translation, entry: &Entry) -> String {
    let Translation {
        original, reply, ..
    } = *both;
    let come = match entry.has(EntryFlag::Unreplied) {
        true => "would come",
        false => "come",
    };
    let mut words = format!("{come} from {} to {}", source(reply), destination(reply));
    let back = destination(reply) != source(original);
    let from = source(reply) != destination(original);
    let turned = match (back, from) {
        (false, false) => return words,
        (true, false) => format!("go on to {}", source(original)),
        (false, true) => format!("seem to come from {}", destination(original)),
        (true, true) => format!(
            "go on to {}, as if from {}",
            source(original),
            destination(original)
        ),
    };
    words.push_str(&format!("; translated back they {turned}"));
    words
}

fn nat(both: &Translation, entry: &Entry) -> String {
    let Translation {
        original, reply, ..
    } = *both;
    let mut said = Vec::new();
    if both.has(Changed::Source) {
        said.push(format!(
            "SNAT: {} goes out as {} (reply dst is not original src){}",
            source(original),
            destination(reply),
            port_note(both, Changed::SourcePort, entry.number)
        ));
    } else if both.has(Changed::SourcePort) {
        said.push(port_only(both, Changed::SourcePort));
    }
    if both.has(Changed::Destination) {
        said.push(format!(
            "DNAT: what is sent to {} arrives at {} (reply src is not original dst)",
            destination(original),
            source(reply)
        ));
    } else if both.has(Changed::DestinationPort) {
        said.push(port_only(both, Changed::DestinationPort));
    }
    if said.is_empty() {
        return "none: the reply tuple is the original one turned round".to_owned();
    }
    if entry.has(EntryFlag::Unreplied) {
        said.push("set with the first packet, an answer is not needed".to_owned());
    }
    said.join("; ")
}

/// What became of the source port under SNAT.
fn port_note(both: &Translation, field: Changed, protocol: u8) -> &'static str {
    match (both.has(field), protocol) {
        (true, 1 | 58) => ", the id too: it clashed with another query's",
        (true, 47) => ", the key too",
        (true, _) => ", the port too: a clash, a port range or --random",
        (false, 6 | 17 | 33 | 132 | 136) => ", the port is kept",
        (false, _) => "",
    }
}

fn port_only(both: &Translation, field: Changed) -> String {
    let name = field.name(both.original.protocol);
    let (from, to) = match field {
        Changed::SourcePort => (both.original.source_port, both.reply.destination_port),
        _ => (both.original.destination_port, both.reply.source_port),
    };
    format!("the addresses are kept, {name} {from} becomes {to}")
}

fn ct_state(entry: &Entry) -> Option<String> {
    if entry.event == Some(Event::Destroy) {
        return Some("no entry is left: the next packet would have to open a new one".to_owned());
    }
    if entry.reply.is_some() && entry.next_states().is_none() {
        return Some("rules see none of its packets while it is offloaded".to_owned());
    }
    let [original, reply] = entry.next_states()?;
    if original == State::New {
        return Some(format!(
            "original direction {original} (RELATED if a helper expected it) until a reply is seen; the reply is already {reply}"
        ));
    }
    let state = entry.state.map(|state| state.value);
    if (entry.number, state) == (6, Some("SYN_SENT")) {
        return Some(format!(
            "NEW in the original direction, as only SYNs were seen ({original} in both directions where the missing [UNREPLIED] is to be believed)"
        ));
    }
    let more = match (entry.number, state) {
        (6, Some("TIME_WAIT" | "CLOSE")) => "; a SYN of the original direction opens it anew: NEW",
        _ => "",
    };
    Some(format!(
        "{original} in both directions: packets went both ways{more}"
    ))
}

fn counted(entry: &Entry) -> Option<String> {
    let count = |tuple: &PrintedTuple| {
        let packets = tuple.packets?.value;
        let bytes = tuple.bytes.map_or(0, |bytes| bytes.value);
        let plural = if packets == 1 { "" } else { "s" };
        Some(format!("{packets} packet{plural}, {bytes} bytes"))
    };
    let there = count(&entry.original)?;
    Some(match entry.reply.as_ref().and_then(count) {
        Some(back) => format!("{there} in the original direction; {back} back"),
        None => format!("{there} in the original direction"),
    })
}

fn other(entry: &Entry) -> Option<String> {
    let of = |name: &str| {
        entry
            .extra(name)
            .filter(|value| !matches!(*value, "" | "0"))
    };
    let mut said = Vec::new();
    if let Some(helper) = of("helper") {
        said.push(format!(
            "helper {helper} reads it and expects further connections, which are RELATED"
        ));
    }
    for zone in ["zone", "zone-orig", "zone-reply"] {
        if let Some(value) = of(zone) {
            said.push(format!("{zone} {value}: kept apart from other zones"));
        }
    }
    if let Some(mark) = of("mark") {
        said.push(format!("mark {mark}, set by a rule (CONNMARK, ct mark)"));
    }
    (!said.is_empty()).then(|| said.join("; "))
}
