//! One entry as printed: each field with its place, absent where the line does not have it.

use crate::netfilter::model::{Family, Tuple};
use crate::source::Span;
use std::fmt;
use std::net::IpAddr;

/// A value and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<T> {
    /// What it says.
    pub value: T,
    /// The bytes that say it, without the name of the field.
    pub span: Span,
}

/// An address; none where the text under the span is no address.
pub type Address = Field<Option<IpAddr>>;

/// One entry of the connection table, or one event about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The whole of it, over all its lines.
    pub span: Span,
    /// What happened, in the output of `conntrack -E`.
    pub event: Option<Event>,
    /// IPv4 or IPv6, as printed or by the addresses.
    pub family: Family,
    /// The protocol's name as printed.
    pub protocol: Field<String>,
    /// The protocol's number.
    pub number: u8,
    /// Seconds left.
    pub timeout: Option<Field<u64>>,
    /// The tracker's own word for where the connection stands: TCP, SCTP and DCCP have one.
    pub state: Option<Field<&'static str>>,
    /// Seconds without and with an answer, which /proc prints for GRE.
    pub gre_timeouts: [Option<u64>; 2],
    /// The tuple of the first packet.
    pub original: PrintedTuple,
    /// The tuple that an answer will have when it arrives.
    pub reply: Option<PrintedTuple>,
    /// Flags, as printed.
    pub flags: Vec<Field<EntryFlag>>,
    /// Everything else that has a name: mark, zone, helper, …
    pub extras: Vec<Extra>,
    /// Words that no kernel of kernel.org prints; vendors add some.
    pub unread: Vec<Span>,
}

/// What an event line says happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The entry was made.
    New,
    /// It changed.
    Update,
    /// It is gone.
    Destroy,
}

/// A flag in brackets. Source: conntrack-facts §3, ct_seq_show().
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryFlag {
    /// No packet of the reply direction was accepted yet.
    Unreplied,
    /// Never dropped early when the table is full.
    Assured,
    /// Packets take the fast path of a flowtable.
    Offload,
    /// The same in hardware.
    HwOffload,
}

/// A tuple as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintedTuple {
    /// `src=`
    pub source: Option<Address>,
    /// `dst=`
    pub destination: Option<Address>,
    /// `sport=`, or `srckey=` of GRE.
    pub source_port: Option<Field<u16>>,
    /// `dport=`, or `dstkey=` of GRE.
    pub destination_port: Option<Field<u16>>,
    /// `type=` of ICMP, which may be printed larger than any type is.
    pub kind: Option<Field<u16>>,
    /// `code=` of ICMP.
    pub code: Option<Field<u16>>,
    /// `id=` of ICMP.
    pub id: Option<Field<u16>>,
    /// `packets=`: counted, where accounting is on.
    pub packets: Option<Field<u64>>,
    /// `bytes=`
    pub bytes: Option<Field<u64>>,
}

/// A named value outside the tuples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// Its name as printed.
    pub name: String,
    /// Its value as printed; may be empty.
    pub value: String,
    /// Both.
    pub span: Span,
}

impl PrintedTuple {
    /// The tuple that connection tracking keys by; none without two addresses, or without
    /// ports where the protocol has them. ICMP ids and GRE keys stand as ports.
    pub fn tuple(&self, protocol: u8) -> Option<Tuple> {
        let number = |field: Option<Field<u16>>| field.map_or(0, |field| field.value);
        let icmp = matches!(protocol, 1 | 58);
        let ports = matches!(protocol, 6 | 17 | 33 | 132 | 136);
        if ports && (self.source_port.is_none() || self.destination_port.is_none()) {
            return None;
        }
        Some(Tuple {
            source: self.source?.value?,
            destination: self.destination?.value?,
            protocol,
            source_port: number(if icmp { self.id } else { self.source_port }),
            destination_port: number(if icmp { self.id } else { self.destination_port }),
            kind: u8::try_from(number(self.kind)).unwrap_or(u8::MAX),
        })
    }
}

impl Entry {
    /// Whether the flag is printed.
    pub fn has(&self, flag: EntryFlag) -> bool {
        self.flags.iter().any(|printed| printed.value == flag)
    }

    /// Whether a packet of the reply direction was accepted; unknown where the reply tuple is missing.
    pub fn seen_reply(&self) -> Option<bool> {
        self.reply.as_ref()?;
        Some(!self.has(EntryFlag::Unreplied))
    }

    /// A named value outside the tuples.
    pub fn extra(&self, name: &str) -> Option<&str> {
        let named = self.extras.iter().find(|extra| extra.name == name);
        named.map(|extra| extra.value.as_str())
    }
}

impl fmt::Display for Entry {
    /// Protocol, state, seconds left and flags: the head of a report.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.protocol.value)?;
        if let Some(state) = self.state {
            write!(f, " {}", state.value)?;
        }
        if let Some(left) = self.timeout {
            write!(f, " {} s", left.value)?;
        }
        for flag in &self.flags {
            write!(f, " [{}]", flag.value.name())?;
        }
        Ok(())
    }
}

impl Event {
    /// All, in the order of an entry's life.
    pub(super) const ALL: [Self; 3] = [Self::New, Self::Update, Self::Destroy];

    /// As `conntrack -E` prints it, without the brackets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "NEW",
            Self::Update => "UPDATE",
            Self::Destroy => "DESTROY",
        }
    }
}

impl EntryFlag {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [
        Self::Unreplied,
        Self::Assured,
        Self::Offload,
        Self::HwOffload,
    ];

    /// As printed, without the brackets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreplied => "UNREPLIED",
            Self::Assured => "ASSURED",
            Self::Offload => "OFFLOAD",
            Self::HwOffload => "HW_OFFLOAD",
        }
    }
}
