//! Answers as a spreadsheet exports them: a header with `id` and `text` or part columns, one answer a row.

use super::{Entry, InputError, MAX_ANSWER};
use crate::answer::{Field, Submission};
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

const HEADER: &str = "the first row names the columns: id,text or id,part1,part2,part3";

/// One answer a row; a malformed row is an error and the next one is read.
pub(super) fn answers<R: BufRead>(name: String, reader: R) -> impl Iterator<Item = Entry> {
    let mut table = Some(Table::open(name, reader));
    std::iter::from_fn(move || match table.take()? {
        Ok(mut open) => {
            let row = open.next_row()?;
            let goes_on = !open.ended;
            table = goes_on.then_some(Ok(open));
            Some(row)
        }
        Err(error) => Some(Err(error)),
    })
}

struct Table<R> {
    name: String,
    reader: Reader<Rationed<R>>,
    ration: Rc<Cell<usize>>,
    id: usize,
    /// Column and the part it answers; none for the whole question.
    texts: Vec<(usize, Option<String>)>,
    ended: bool,
}

impl<R: BufRead> Table<R> {
    fn open(name: String, mut reader: R) -> Result<Self, InputError> {
        let delimiter = delimiter(&mut reader);
        let ration = Rc::new(Cell::new(RATION));
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .from_reader(Rationed {
                reader,
                left: Rc::clone(&ration),
            });
        let header = reader
            .byte_headers()
            .map_err(|error| fault(&name, &error))?
            .clone();
        let (id, texts) = columns(&header)
            .map_err(|what| InputError::new(&name, what).on_line(1).mend(HEADER))?;
        Ok(Self {
            name,
            reader,
            ration,
            id,
            texts,
            ended: false,
        })
    }

    fn next_row(&mut self) -> Option<Entry> {
        self.ration.set(RATION);
        let mut row = ByteRecord::new();
        match self.reader.read_byte_record(&mut row) {
            Ok(true) => Some(self.submission(&row)),
            Ok(false) => None,
            Err(error) => {
                self.ended = matches!(error.kind(), ErrorKind::Io(_));
                Some(Err(fault(&self.name, &error)))
            }
        }
    }

    fn submission(&self, row: &ByteRecord) -> Entry {
        let line = row.position().map_or(0, |place| place.line() as usize);
        let cell = |column: usize| {
            let bytes = row.get(column).unwrap_or_default().to_vec();
            String::from_utf8(bytes).map_err(|_| {
                let what = format!("column {} is not UTF-8", column + 1);
                let error = InputError::new(&self.name, what).on_line(line);
                error.mend("export the table as \"CSV UTF-8\"")
            })
        };
        let id = cell(self.id)?;
        if id.trim().is_empty() {
            return Err(InputError::new(&self.name, "the row has no id").on_line(line));
        }
        let mut fields = Vec::new();
        for (column, part) in &self.texts {
            let part = part.clone();
            fields.push(Field {
                part,
                text: cell(*column)?,
            });
        }
        Ok(Submission { id, fields })
    }
}

type Columns = (usize, Vec<(usize, Option<String>)>);

fn columns(header: &ByteRecord) -> Result<Columns, &'static str> {
    let names: Vec<String> = header.iter().map(plain_name).collect();
    let named = |name: &str| names.iter().position(|n| n == name);
    let id = named("id").ok_or("the table has no column 'id'")?;
    let parts = names.iter().enumerate().filter_map(|(column, name)| {
        let number = name.strip_prefix("part").unwrap_or(name);
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| (column, Some(number.to_owned())))
    });
    let parts: Vec<_> = parts.collect();
    match (named("text"), parts.is_empty()) {
        (Some(text), true) => Ok((id, vec![(text, None)])),
        (None, false) => Ok((id, parts)),
        (Some(_), false) => Err("the table has both a column 'text' and part columns"),
        (None, true) => Err("the table has no column 'text' and no part column"),
    }
}

/// A column's name in lower case, without blanks and underscores: "Part 1" is "part1".
fn plain_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).to_lowercase();
    name.chars()
        .filter(|c| !c.is_whitespace() && *c != '_' && *c != '\u{FEFF}')
        .collect()
}

/// The separator that the header uses: a spreadsheet exports `;` or tabs where the comma is a decimal mark.
fn delimiter(reader: &mut impl BufRead) -> u8 {
    let start = reader.fill_buf().unwrap_or_default();
    let header = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let used = |mark: &u8| header.contains(mark);
    [b',', b';', b'\t'].into_iter().find(used).unwrap_or(b',')
}

fn fault(name: &str, error: &csv::Error) -> InputError {
    let line = error.position().map(|place| place.line() as usize);
    let fault = match error.kind() {
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let fault = InputError::too_large(name, "a row");
            fault.mend("look for a quote that is not closed")
        }
        ErrorKind::Io(error) => InputError::unreadable(name, error),
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => InputError::new(
            name,
            format!("the row has {len} cells where the header has {expected_len}"),
        ),
        _ => InputError::new(name, error.to_string()),
    };
    match line {
        Some(line) => fault.on_line(line),
        None => fault,
    }
}

/// Bytes that may be read for one row: an answer and what the reader reads ahead.
const RATION: usize = MAX_ANSWER + (64 << 10);

/// A reader that fails once a row has used up its ration.
struct Rationed<R> {
    reader: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        match self.left.get().checked_sub(read) {
            Some(left) => self.left.set(left),
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}
