//! A file or standard input as one named text.

use super::{InputError, STDIN, StdinReader, plain};
use crate::source::Source;
use std::fs::File;
use std::path::Path;

/// Largest text that is read, in bytes.
const MOST: usize = 64 << 20;

/// Reads a text; `-` is standard input. A byte order mark at its start is left out.
///
/// # Errors
/// Where it cannot be read, is larger than 64 MiB or not UTF-8.
pub fn text(path: &Path, stdin: StdinReader) -> Result<Source, InputError> {
    let from_stdin = path == Path::new("-");
    let name = match from_stdin {
        true => STDIN.to_owned(),
        false => path.to_string_lossy().into_owned(),
    };
    let read = match from_stdin {
        true => plain::bounded(stdin, MOST),
        false => File::open(path).and_then(|file| plain::bounded(file, MOST)),
    };
    let bytes = read
        .map_err(|error| InputError::unreadable(&name, &error))?
        .ok_or_else(|| {
            InputError::new(&name, "the text is larger than 64 MiB").mend("cut it into pieces")
        })?;
    let text = plain::utf8(&name, bytes)?;
    Ok(Source::new(name, text.trim_start_matches('\u{feff}')))
}
