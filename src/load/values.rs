//! The values of a JSON file one by one, without holding the file: the elements of an array, or one value after another.

use super::{InputError, MAX_ANSWER};
use std::io::{self, BufRead, Bytes};
use std::iter::Peekable;

/// A value's text and where it starts.
pub(super) struct Value {
    pub(super) line: usize,
    pub(super) column: usize,
    bytes: Result<Vec<u8>, Unread>,
}

/// Why a value's text is not there.
enum Unread {
    TooLarge,
    Cut,
}

/// Splits a file into values by brackets and strings alone; whether a value is well formed is for its reader to say.
pub(super) struct Values<R: BufRead> {
    bytes: Peekable<Bytes<R>>,
    line: usize,
    column: usize,
    started: bool,
}

impl<R: BufRead> Values<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            bytes: reader.bytes().peekable(),
            line: 1,
            column: 0,
            started: false,
        }
    }

    /// The next value; none at the end.
    pub(super) fn next_value(&mut self) -> io::Result<Option<Value>> {
        self.blanks()?;
        if !self.started {
            self.started = true;
            if self.peek()? == Some(b'[') {
                self.take()?;
                self.blanks()?;
            }
        }
        if self.peek()?.is_none() {
            return Ok(None);
        }
        let (line, column) = (self.line, self.column + 1);
        let bytes = self.value()?;
        Ok(Some(Value {
            line,
            column,
            bytes,
        }))
    }

    /// Passes over blanks, commas, the array's end and a byte order mark.
    fn blanks(&mut self) -> io::Result<()> {
        while let Some(byte) = self.peek()? {
            if !matches!(
                byte,
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | 0xEF | 0xBB | 0xBF
            ) {
                break;
            }
            self.take()?;
        }
        Ok(())
    }

    fn value(&mut self) -> io::Result<Result<Vec<u8>, Unread>> {
        let mut scan = Scan::default();
        let mut bytes = Vec::new();
        let mut size = 0;
        while let Some(byte) = self.peek()? {
            if scan.ends_before(byte) {
                break;
            }
            self.take()?;
            size += 1;
            if size <= MAX_ANSWER {
                bytes.push(byte);
            }
            if scan.ends_with(byte) {
                break;
            }
        }
        Ok(match size {
            0..=MAX_ANSWER if scan.open() => Err(Unread::Cut),
            0..=MAX_ANSWER => Ok(bytes),
            _ => Err(Unread::TooLarge),
        })
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        match self.bytes.peek() {
            Some(Ok(byte)) => Ok(Some(*byte)),
            Some(Err(_)) => self.bytes.next().transpose(),
            None => Ok(None),
        }
    }

    fn take(&mut self) -> io::Result<()> {
        match self.bytes.next().transpose()? {
            Some(b'\n') => {
                self.line += 1;
                self.column = 0;
            }
            Some(0x80..=0xBF) | None => {}
            Some(_) => self.column += 1,
        }
        Ok(())
    }
}

impl Value {
    /// The value's text, or why it cannot be read.
    pub(super) fn text(self, name: &str) -> Result<String, InputError> {
        let read = match self.bytes {
            Ok(bytes) => super::plain::utf8(name, bytes),
            Err(Unread::TooLarge) => Err(InputError::too_large(name, "the answer")),
            Err(Unread::Cut) => Err(InputError::new(
                name,
                "the file ends in the middle of this answer",
            )),
        };
        read.map_err(|error| error.at(self.line, self.column))
    }
}

/// How deep in brackets and strings the scan stands.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    fn open(&self) -> bool {
        self.depth > 0 || self.in_string
    }

    /// A bare word or number ends before a blank or a separator.
    fn ends_before(&self, byte: u8) -> bool {
        !self.open() && matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']')
    }

    /// An object, array or string ends with its closing byte.
    fn ends_with(&mut self, byte: u8) -> bool {
        match (self.in_string, byte) {
            (true, _) if self.escaped => self.escaped = false,
            (true, b'\\') => self.escaped = true,
            (_, b'"') => self.in_string = !self.in_string,
            (false, b'{' | b'[') => self.depth += 1,
            (false, b'}' | b']') => self.depth = self.depth.saturating_sub(1),
            _ => return false,
        }
        !self.open() && matches!(byte, b'}' | b']' | b'"') && !self.escaped
    }
}
