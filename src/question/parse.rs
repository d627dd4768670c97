//! A question file from its text or its bytes: the question, or all that is wrong with the file.

use super::chapter::{Chapter, Chapters, Name};
use super::desk::Desk;
use super::{Question, component, expected, front, part};
use crate::markdown;
use crate::source::{Fault, Faults, Source, Span};

/// The largest question file that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// Reads a question file. Spans of the question point into the source, which it keeps as it is: a byte order
/// mark and carriage returns included.
///
/// # Errors
/// All faults of the file at once, in the order of their places.
pub fn parse(source: Source) -> Result<Question, Faults> {
    if source.text().len() > LARGEST {
        return Err(too_large(&source, source.text().len()));
    }
    let mut desk = Desk::new(&source);
    let question = read(&mut desk);
    match (desk.close(), question) {
        (None, Some(question)) => Ok(Question { source, ..question }),
        (faults, _) => Err(faults.unwrap_or(Faults(Vec::new()))),
    }
}

/// Reads a question file from its bytes, as [`parse`] does from its text.
///
/// # Errors
/// All faults of the file at once; a file that is not UTF-8 has one, at its first bad byte.
pub fn parse_bytes(name: &str, bytes: &[u8]) -> Result<Question, Faults> {
    let head = &bytes[..bytes.len().min(LARGEST + 1)];
    match std::str::from_utf8(head) {
        Ok(text) => parse(Source::new(name, text)),
        Err(_) if bytes.len() > LARGEST => {
            let text = String::from_utf8_lossy(&head[..LARGEST]);
            Err(too_large(&Source::new(name, text), bytes.len()))
        }
        Err(error) => {
            let at = error.valid_up_to();
            let byte = head.get(at).copied().unwrap_or_default();
            let source = Source::new(name, String::from_utf8_lossy(head));
            let what = format!("not UTF-8: byte 0x{byte:02x}");
            let fault = Fault::new(&source, Span::new(at, at + 1), what);
            Err(Faults(vec![fault.mend("save the file as UTF-8")]))
        }
    }
}

fn too_large(source: &Source, size: usize) -> Faults {
    let mut at = LARGEST.min(source.text().len());
    while !source.text().is_char_boundary(at) {
        at -= 1;
    }
    let what = format!("larger than 1 MiB: {size} bytes");
    let fault = Fault::new(source, Span::new(at, at), what);
    Faults(vec![fault.mend("keep a question to a few pages")])
}

/// Reads front matter and body. The question has no source yet; there is none where a piece is missing.
fn read(desk: &mut Desk<'_>) -> Option<Question> {
    let (front, body) = front::read(desk);
    let blocks = match markdown::blocks(desk.text(), body) {
        Ok(blocks) => blocks,
        Err(deep) => {
            desk.fault(deep.span, deep.to_string(), "flatten the list or quote");
            return None;
        }
    };
    let chapters = Chapters::read(desk, &blocks, body);
    let title = chapters.title.clone();
    let named = title.as_deref().unwrap_or_default();
    let asked = chapters.get(Name::Question);
    let asked = asked.map(|chapter| part::read(desk, chapter, named));
    let sections = chapters.get(Name::Expected);
    let sections = sections.map(|chapter| expected::read(desk, chapter));
    let mut listed = |name| {
        let read = |chapter: &Chapter<'_>| component::listed(desk, chapter.blocks);
        chapters.get(name).map(read).unwrap_or_default()
    };
    let (mistakes, follow_ups) = (listed(Name::Mistakes), listed(Name::FollowUps));
    let (intro, parts) = asked?;
    Some(Question {
        id: front.id?,
        level: front.level,
        tags: front.tags,
        extra: front.extra,
        title: title?,
        intro,
        parts,
        sections: sections?,
        mistakes,
        follow_ups,
        source: Source::new("", ""),
    })
}
