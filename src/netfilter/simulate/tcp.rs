//! How far a TCP connection has come, as connection tracking guesses it from the flags that pass. Sequence numbers and
//! windows are taken to be right. Source: nf_conntrack_proto_tcp.c, whose words for the stages these are.

use crate::netfilter::model::{Direction, Flags};

/// What a segment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Segment {
    Syn,
    SynAck,
    Fin,
    Ack,
    Rst,
    Other,
}

/// How far a connection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    SynSent,
    /// Both ends have sent a SYN.
    SynSent2,
    SynRecv,
    Established,
    FinWait,
    CloseWait,
    LastAck,
    TimeWait,
    Close,
}

/// Where a segment leads.
enum Next {
    To(Stage),
    /// Let through, in case the ends know better.
    Ignored,
    Invalid,
}

/// What a segment means for its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// It belongs to it.
    Valid,
    /// It cannot belong to it.
    Invalid,
    /// It belongs to it and is its end: a RST before any reply, or as the only one.
    End,
    /// It opens another one in its place.
    Reopens,
}

/// The progress of one connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    stage: Stage,
    /// The last segment and who sent it.
    last: (Direction, Segment),
    /// Whether an end has begun to close.
    closing: bool,
    /// Whether both ends opened it.
    simultaneous: bool,
    /// Whether an ACK may come that is for a SYN, not for the last FIN.
    challenged: bool,
}

impl Progress {
    /// The progress that a first segment makes: a SYN, or a bare ACK where tracking is not `strict`.
    pub(super) fn first(flags: Flags, strict: bool) -> Option<Self> {
        let segment = segment(flags);
        let stage = match segment {
            Segment::Syn => Stage::SynSent,
            Segment::Ack if !strict => Stage::Established,
            _ => return None,
        };
        Some(Self {
            stage,
            last: (Direction::Original, segment),
            closing: false,
            simultaneous: false,
            challenged: false,
        })
    }

    /// Takes one more segment; `replied` says whether there was a reply before it.
    pub(super) fn take(&mut self, direction: Direction, flags: Flags, replied: bool) -> Word {
        let segment = segment(flags);
        let to = match next(segment, direction, self.stage) {
            Next::Invalid => return Word::Invalid,
            Next::To(Stage::SynSent) if matches!(self.stage, Stage::TimeWait | Stage::Close) => {
                if self.closing || self.last == (direction, Segment::Rst) {
                    return Word::Reopens;
                }
                return self.ignore(direction, segment);
            }
            Next::Ignored => {
                let answers =
                    segment == Segment::SynAck && self.last == (direction.other(), Segment::Syn);
                if !answers {
                    return self.ignore(direction, segment);
                }
                // the ends agree on a new connection: so do we, and what was of the old one is forgotten
                self.challenged = false;
                self.closing = false;
                Stage::SynRecv
            }
            Next::To(Stage::TimeWait) if self.is_challenge(direction, segment) => {
                self.challenged = false;
                return Word::Valid;
            }
            Next::To(Stage::SynRecv)
                if self.simultaneous
                    && (direction, segment) == (Direction::Reply, Segment::Ack) =>
            {
                Stage::Established
            }
            Next::To(stage) => stage,
        };
        self.simultaneous |= to == Stage::SynSent2;
        self.closing |= to == Stage::FinWait && self.stage != to;
        self.last = (direction, segment);
        self.stage = to;
        if segment == Segment::Rst && !replied {
            Word::End
        } else {
            Word::Valid
        }
    }

    /// The connection is over, whatever its ends know.
    pub(super) fn close(&mut self) {
        self.stage = Stage::Close;
    }

    /// Whether both ends have shown that the connection stands; `before` is its progress one segment earlier.
    pub(super) fn is_assured(self, before: Self) -> bool {
        matches!(before.stage, Stage::SynRecv | Stage::Established)
            && self.stage == Stage::Established
    }

    fn ignore(&mut self, direction: Direction, segment: Segment) -> Word {
        self.last = (direction, segment);
        if self.last == (Direction::Original, Segment::Syn) {
            self.simultaneous = false;
            self.challenged = self.stage == Stage::LastAck;
        }
        Word::Valid
    }

    fn is_challenge(&self, direction: Direction, segment: Segment) -> bool {
        self.stage == Stage::LastAck
            && segment == Segment::Ack
            && self.last == (direction.other(), Segment::Syn)
            && self.challenged
    }
}

fn segment(flags: Flags) -> Segment {
    let has = |flag| flags.has(flag);
    match () {
        () if has(Flags::RST) => Segment::Rst,
        () if has(Flags::SYN.with(Flags::ACK)) => Segment::SynAck,
        () if has(Flags::SYN) => Segment::Syn,
        () if has(Flags::FIN) => Segment::Fin,
        () if has(Flags::ACK) => Segment::Ack,
        () => Segment::Other,
    }
}

/// Where a segment leads. Source: tcp_conntracks of nf_conntrack_proto_tcp.c.
const fn next(segment: Segment, direction: Direction, stage: Stage) -> Next {
    use Direction::{Original, Reply};
    use Next::{Ignored, Invalid, To};
    use Stage::{
        Close, CloseWait, Established, FinWait, LastAck, SynRecv, SynSent, SynSent2, TimeWait,
    };
    match (segment, direction, stage) {
        (Segment::Rst, ..) => To(Close),
        (Segment::Syn, Original, SynSent | TimeWait | Close) | (Segment::Syn, Reply, TimeWait) => {
            To(SynSent)
        }
        (Segment::Syn, Original, SynSent2) | (Segment::Syn, Reply, SynSent | SynSent2) => {
            To(SynSent2)
        }
        (Segment::SynAck, Original, SynRecv | SynSent2)
        | (Segment::SynAck, Reply, SynSent | SynSent2)
        | (Segment::Ack, Reply, SynRecv) => To(SynRecv),
        (Segment::Fin, _, SynRecv | Established) => To(FinWait),
        (Segment::Fin, _, FinWait | CloseWait | LastAck) => To(LastAck),
        (Segment::Ack, Original, SynRecv) | (Segment::Ack, _, Established) => To(Established),
        (Segment::Ack, _, FinWait | CloseWait) => To(CloseWait),
        (Segment::Ack, _, LastAck) | (Segment::Fin | Segment::Ack, _, TimeWait) => To(TimeWait),
        (Segment::Fin | Segment::Ack, _, Close) => To(Close),
        (Segment::Syn, Original, _)
        | (Segment::SynAck, Reply, _)
        | (Segment::Ack, Reply, SynSent | SynSent2) => Ignored,
        _ => Invalid,
    }
}
