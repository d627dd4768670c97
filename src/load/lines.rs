//! Lines of a reader, one at a time, none longer than the largest answer.

use super::{InputError, MAX_ANSWER};
use std::io::{BufRead, Read};

/// A line with its number, from 1, without its line end.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) text: String,
}

/// Reads lines that hold something; a line that is too long or not UTF-8 is an error and the next one is read.
pub(super) struct Lines<R> {
    name: String,
    reader: R,
    number: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(name: &str, reader: R) -> Self {
        Self {
            name: name.to_owned(),
            reader,
            number: 0,
            ended: false,
        }
    }

    fn read(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let limit = MAX_ANSWER as u64 + 1;
        let read = (&mut self.reader)
            .take(limit)
            .read_until(b'\n', &mut bytes)?;
        if read as u64 == limit && bytes.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n')?;
        }
        Ok((read > 0).then_some(bytes))
    }

    fn line(&self, mut bytes: Vec<u8>) -> Result<Line, InputError> {
        if bytes.len() > MAX_ANSWER {
            return Err(InputError::too_large(&self.name, "the line").on_line(self.number));
        }
        if self.number == 1 && bytes.starts_with("\u{FEFF}".as_bytes()) {
            bytes.drain(..3);
        }
        super::plain::utf8(&self.name, bytes)
            .map(|text| Line {
                number: self.number,
                text: text.trim_end_matches(['\n', '\r']).to_owned(),
            })
            .map_err(|error| error.on_line(self.number))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            match self.read() {
                Ok(Some(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(bytes)) => return Some(self.line(bytes)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let error = InputError::unreadable(&self.name, &error);
                    return Some(Err(error.on_line(self.number)));
                }
            }
        }
        None
    }
}
