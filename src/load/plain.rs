//! A whole file as one text: read up to a limit, checked to be UTF-8.

use super::{Entry, InputError, MAX_ANSWER};
use crate::answer::Submission;
use crate::source::Source;
use std::io::Read;

/// The reader's whole text as one answer.
pub(super) fn answer(name: &str, id: String, reader: impl Read) -> Entry {
    let bytes = bounded(reader, MAX_ANSWER)
        .map_err(|error| InputError::unreadable(name, &error))?
        .ok_or_else(|| InputError::too_large(name, "the answer"))?;
    Ok(Submission::whole(id, utf8(name, bytes)?))
}

/// All bytes of a reader; none where there are more than `limit`, of which no more are read.
pub(super) fn bounded(reader: impl Read, limit: usize) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// The bytes as text, or the place of the first byte that is none.
pub(super) fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, InputError> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = String::from_utf8_lossy(&bytes[..good]);
        let place = Source::new(name, before).position(good);
        InputError::new(name, format!("byte 0x{:02x} is not UTF-8", bytes[good]))
            .at(place.line, place.column)
            .mend("save the text as UTF-8")
    })
}
