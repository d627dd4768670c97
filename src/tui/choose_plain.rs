//! The list of questions line by line: numbers to choose from, not one escape byte.

use super::choose::{Choice, Listed};
use super::options::{Ending, Error};
use crate::source::printable;
use std::io::{self, BufRead, Read, Write};

const HELP: &str = "This is the list of questions. A number opens a question; l there leads back here.
l reads the list again, q leaves the program. What is due for review comes first at the start of each
question, where r begins it; the command conntutor review goes through all of them.";

/// Bytes of a line that are looked at.
const LINE: u64 = 1 << 10;

/// Lists the questions and asks for one until one is chosen.
///
/// # Errors
/// The input cannot be read or the output not written to; a closed output ends the list instead.
pub fn choose_plain(
    rows: &[Listed],
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<Choice, Error> {
    match ask(rows, input, output) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            Ok(Choice::Leave(Ending::Closed))
        }
        chosen => chosen.map_err(Error::Plain),
    }
}

fn ask(rows: &[Listed], input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<Choice> {
    writeln!(output, "{}", printable(&list(rows)))?;
    loop {
        write!(output, "Number of a question, q to leave, ? for help: ")?;
        output.flush()?;
        let mut bytes = Vec::new();
        if (&mut *input).take(LINE).read_until(b'\n', &mut bytes)? == 0 {
            writeln!(output)?;
            return Ok(Choice::Leave(Ending::Closed));
        }
        let line = String::from_utf8_lossy(&bytes);
        let wanted = line.trim();
        let at = wanted.parse::<usize>().ok();
        let at = at.and_then(|number| number.checked_sub(1));
        match at.and_then(|at| Some((at, rows.get(at)?))) {
            Some((at, Listed { faults: None, .. })) => return Ok(Choice::Open(at)),
            Some((
                _,
                Listed {
                    faults: Some(faults),
                    ..
                },
            )) => {
                let told =
                    format!("This question cannot be practised before it is mended.\n{faults}");
                writeln!(output, "{}", printable(&told))?;
            }
            None if matches!(wanted.to_lowercase().as_str(), "q" | "quit") => {
                return Ok(Choice::Leave(Ending::Quit));
            }
            None if matches!(wanted, "?" | "help") => writeln!(output, "{HELP}")?,
            None if matches!(wanted.to_lowercase().as_str(), "l" | "list") => {
                writeln!(output, "{}", printable(&list(rows)))?;
            }
            None if wanted.is_empty() => {}
            None => writeln!(
                output,
                "'{}' is no number in the list. ? explains.",
                printable(wanted)
            )?,
        }
    }
}

/// The list to be read aloud.
fn list(rows: &[Listed]) -> String {
    let mut text = format!("There are {} questions.\n", rows.len());
    for (row, number) in rows.iter().zip(1..) {
        let about = match row.about.is_empty() {
            true => String::new(),
            false => format!(", {}", row.about),
        };
        let progress = match row.faults {
            Some(_) => "has faults; its number shows them",
            None => &row.progress,
        };
        text.push_str(&format!("{number}. {}{about}: {progress}.\n", row.title));
    }
    text
}
