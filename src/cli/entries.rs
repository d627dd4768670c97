//! `conntutor entries`: conntrack entries explained, one by one, however many there are.

use super::args::{EntriesArgs, EntriesFormat};
use super::failure;
use super::output::Output;
use super::run::Ending;
use super::terminal::Terminal;
use crate::load;
use crate::netfilter::{self, EntryLine};
use crate::report::{Style, entry_json, entry_jsonl, entry_text};
use crate::source::Source;
use anyhow::{Result, bail};
use std::io::{self, IsTerminal};
use std::path::Path;

pub(super) fn run(args: &EntriesArgs, terminal: Terminal) -> Result<Ending> {
    let source = source(args.file.as_deref())?;
    let mut book = Book {
        format: args.format,
        style: terminal.style(),
        source: &source,
        told: 0,
        explained: 0,
    };
    let mut output = Output::stdout();
    let mut ending = Ending::Done;
    for line in netfilter::entries(&source) {
        output.write(&book.add(&line))?;
        if !line.slips.is_empty() {
            output.flush()?;
            report(&source, &line);
            ending = Ending::Incomplete;
        }
    }
    output.write(book.finish())?;
    output.finish()?;
    if book.told == 0 {
        bail!("{} holds no conntrack entry", source.name());
    }
    Ok(ending)
}

/// The text that is named; else what is piped in; else the shipped question.
fn source(file: Option<&Path>) -> Result<Source> {
    let stdin = io::stdin();
    if file.is_none() && stdin.is_terminal() {
        return Ok(load::shipped_question());
    }
    let path = file.unwrap_or(Path::new("-"));
    Ok(load::document(path, Box::new(stdin.lock()))?)
}

fn report(source: &Source, line: &EntryLine) {
    for slip in &line.slips {
        let fault = slip.fault(source);
        failure::note(&format!("{fault}\n{}", fault.excerpt()));
    }
}

/// Writes entry after entry.
struct Book<'a> {
    format: EntriesFormat,
    style: Style,
    source: &'a Source,
    /// Lines so far, also those that are no entries.
    told: usize,
    /// Entries among them.
    explained: usize,
}

impl Book<'_> {
    fn add(&mut self, line: &EntryLine) -> String {
        self.told += 1;
        let first = self.told == 1;
        match self.format {
            EntriesFormat::Jsonl => entry_jsonl(self.source, line) + "\n",
            EntriesFormat::Json => {
                let before = if first { "[\n" } else { ",\n" };
                format!("{before}{}", entry_json(self.source, line))
            }
            EntriesFormat::Text if line.entry.is_none() => String::new(),
            EntriesFormat::Text => {
                self.explained += 1;
                let before = if self.explained == 1 { "" } else { "\n" };
                let text = entry_text(self.source, line, self.explained, self.style);
                format!("{before}{text}")
            }
        }
    }

    /// What is to be written at the end.
    const fn finish(&self) -> &'static str {
        match (self.format, self.told) {
            (EntriesFormat::Json, 0) => "[]\n",
            (EntriesFormat::Json, _) => "\n]\n",
            (EntriesFormat::Text | EntriesFormat::Jsonl, _) => "",
        }
    }
}
