//! Question files as bytes: those that are no text and those that are too large.

use conntutor::question::{LARGEST, parse, parse_bytes};
use conntutor::source::Source;

const SOUND: &str = include_str!("data/questions/sound.md");

/// The faults of a file, a line each, without the name of the file; nothing where it holds none.
fn faults(bytes: &[u8]) -> String {
    let Err(faults) = parse_bytes("q.md", bytes) else {
        return String::new();
    };
    let shown: Vec<String> = faults.0.iter().map(ToString::to_string).collect();
    shown.join("\n").replace("q.md:", "")
}

#[test]
fn bytes_that_are_no_text_and_files_too_large() {
    let large =
        |size: usize| [SOUND.as_bytes(), &b"x\n".repeat(size / 2)].concat()[..size].to_vec();
    let spoilt = |byte: &[u8]| [b"---\nid: \xc3\xa9", byte, b" q\n---\n"].concat();
    let cut = [b"a".to_vec(), "é".repeat(LARGEST / 2).into_bytes()].concat();
    for (what, bytes, expected) in [
        ("sound", SOUND.as_bytes().to_vec(), ""),
        (
            "latin 1",
            spoilt(b"\xe9"),
            "2:6: not UTF-8: byte 0xe9; save the file as UTF-8",
        ),
        (
            "cut short",
            b"ab\xe2\x82".to_vec(),
            "1:3: not UTF-8: byte 0xe2; save the file as UTF-8",
        ),
        (
            "utf-16",
            b"\xff\xfe-\0".to_vec(),
            "1:1: not UTF-8: byte 0xff; save the file as UTF-8",
        ),
        ("as large as can be", large(LARGEST), ""),
        (
            "too large",
            large(LARGEST + 1),
            "524213:1: larger than 1 MiB: 1048577 bytes; keep a question to a few pages",
        ),
        (
            "too large and no text",
            b"\xff".repeat(LARGEST + 9),
            "1:349526: larger than 1 MiB: 1048585 bytes; keep a question to a few pages",
        ),
        (
            "cut within a character",
            cut,
            "1:524289: larger than 1 MiB: 1048577 bytes; keep a question to a few pages",
        ),
    ] {
        assert_eq!(faults(&bytes), expected, "{what}");
    }
    assert!(parse(Source::new("q.md", "é".repeat(LARGEST))).is_err());
}

#[test]
fn front_matter_that_is_too_large() {
    let text = SOUND.replace("id: q", &format!("id: q\nx: {}", "[".repeat(17 << 10)));
    let fault = "1:1: front matter is larger than 16 KiB: 17428 bytes; \
        keep only id, level, tags and short notes there";
    assert_eq!(faults(text.as_bytes()), fault);
}
