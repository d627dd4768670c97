//! A text of the user's own, from a file or standard input, whole up to a limit.

use super::{InputError, STDIN, StdinReader, plain};
use crate::source::Source;
use std::fs::File;
use std::path::Path;

/// Most bytes of such a text: a full connection table is some 50 MB.
const MAX_BYTES: usize = 256 << 20;

/// The text of a file, or of standard input where the path is `-`; a byte order mark at its start is left out.
///
/// # Errors
/// Where it cannot be read, is too large, or is no UTF-8.
pub fn document(path: &Path, stdin: StdinReader) -> Result<Source, InputError> {
    let (name, bytes) = if path.as_os_str() == "-" {
        (STDIN.into(), plain::bounded(stdin, MAX_BYTES))
    } else {
        let bytes = File::open(path).and_then(|file| plain::bounded(file, MAX_BYTES));
        (path.to_string_lossy(), bytes)
    };
    let bytes = bytes
        .map_err(|error| InputError::unreadable(&name, &error))?
        .ok_or_else(|| {
            let limit = MAX_BYTES >> 20;
            InputError::new(&name, format!("the text is larger than {limit} MiB"))
        })?;
    let text = plain::utf8(&name, bytes)?;
    Ok(Source::new(&*name, text.trim_start_matches('\u{feff}')))
}
