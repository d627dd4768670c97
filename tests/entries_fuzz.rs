//! No text makes the reader of entries panic or linger, and all that it says lies within the line it is said of.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test takes the time and fails by it"
)]

use conntutor::netfilter::{Entry, EntryLine, PrintedTuple, entries};
use conntutor::report::{Style, entry_jsonl, entry_text};
use conntutor::source::{Source, Span};
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use std::time::{Duration, Instant};

const ENTRIES: &str = include_str!("../questions/conntrack.md");
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\\\n",
    "```\n",
    "> ",
    "- ",
    "$ ",
    "[",
    "]",
    "[NEW]",
    "[12.5]",
    "[UNREPLIED]",
    "[ASSURED] ",
    "[OFFLOAD]",
    "tcp 6 ",
    "udp 17 30 ",
    "unknown 2 ",
    "gre 47 9 timeout=1, stream_timeout=2 ",
    "icmp 1 29 ",
    "ipv6 10 ",
    "SYN_SENT ",
    "src=",
    "src=::1 ",
    "src=1.2.3.4 dst=1.2.3.4 ",
    "sport=1 dport=2 ",
    "srckey=0x1 ",
    "type=8 code=0 id=1 ",
    "packets=18446744073709551616 bytes=1 ",
    "id=",
    "=",
    "mark=-1",
    "99999999999999999999",
    "0",
    "é",
    "\u{202e}",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "漢",
];

/// The question after some cuts and insertions.
fn mutated(edits: &[(u32, u8, u8)]) -> String {
    let mut text = ENTRIES.to_owned();
    for &(at, cut, piece) in edits {
        let floor = |at: usize, text: &str| {
            let at = at.min(text.len());
            (0..=at)
                .rev()
                .find(|&at| text.is_char_boundary(at))
                .unwrap_or(0)
        };
        let start = floor(at as usize % (text.len() + 1), &text);
        let end = floor(start + usize::from(cut % 16), &text).max(start);
        text.replace_range(start..end, PIECES[usize::from(piece) % PIECES.len()]);
    }
    text
}

/// Reads and explains a text, and looks at every place that is told.
fn everything(text: &str) {
    let source = Source::new("hostile", text);
    let mut before = 0;
    for line in entries(&source) {
        assert!(line.span.start >= before, "lines in their order");
        before = line.span.end;
        assert!(
            line.entry.is_some() || !line.slips.is_empty(),
            "an entry or a reason"
        );
        assert!(line.slips.len() <= 8);
        places(&source, &line);
        told(&source, &line);
    }
}

fn places(source: &Source, line: &EntryLine) {
    let within = |span: Span| {
        assert!(
            line.span.start <= span.start && span.end <= line.span.end,
            "{span:?} in {line:?}"
        );
        assert!(
            source.text().get(span.start..span.end).is_some(),
            "{span:?} cuts a character"
        );
    };
    line.slips.iter().for_each(|slip| within(slip.span));
    let Some(entry) = &line.entry else {
        return;
    };
    let flags = entry.flags.iter().map(|flag| flag.span);
    let extras = entry.extras.iter().map(|extra| extra.span);
    flags
        .chain(extras)
        .chain(entry.unread.iter().copied())
        .for_each(within);
    for tuple in std::iter::once(&entry.original).chain(&entry.reply) {
        for address in [tuple.source, tuple.destination].into_iter().flatten() {
            within(address.span);
            assert_eq!(source.slice(address.span).parse().ok(), address.value);
        }
    }
}

/// What is said of an entry is safe to print, and JSON.
fn told(source: &Source, line: &EntryLine) {
    let text = entry_text(source, line, 1, Style::default());
    let steering = text.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(steering, None, "{text:?}");
    let json: serde_json::Value = serde_json::from_str(&entry_jsonl(source, line)).expect("JSON");
    let entry: Option<&Entry> = line.entry.as_ref();
    assert_eq!(json.get("error").is_some(), !line.slips.is_empty());
    assert_eq!(json.get("protocol").is_some(), entry.is_some());
    let reply: Option<&PrintedTuple> = entry.and_then(|entry| entry.reply.as_ref());
    assert_eq!(json["reply"].is_object(), reply.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn no_slip_of_the_pen_brings_the_reader_down(edits in prop::collection::vec(any::<(u32, u8, u8)>(), 1..30)) {
        everything(&mutated(&edits));
    }

    #[test]
    fn nor_do_pieces_of_entries(bits in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = bits.into_iter().map(|bit| PIECES[bit]).collect();
        everything(&text);
    }

    #[test]
    fn nor_does_any_text(text in "(?s).{0,200}") {
        everything(&text);
    }
}

#[test]
fn much_of_anything_is_read_in_time() {
    const BYTES: usize = 1 << 20;
    for unit in PIECES.iter().copied().chain([
        "tcp 6 src=1.1.1.1 ",
        "tcp 6 src=1.1.1.1\n",
        "src=1.1.1.1\n",
        "[[",
        "x",
        "tcp ",
        "a=",
        "tcp 6 [a",
        "[UNREPLED] ",
        "```\ntcp 6 src=1 ",
    ]) {
        if unit.is_empty() {
            continue;
        }
        let text = unit.repeat(BYTES / unit.len());
        let source = Source::new(unit, text);
        let start = Instant::now();
        let lines = entries(&source).count();
        let took = start.elapsed();
        // generous: a debug build on a busy machine
        assert!(
            took < Duration::from_secs(20),
            "{unit:?}: {took:?}, {lines} lines"
        );
    }
}
