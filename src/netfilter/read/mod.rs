//! A whole text → rules: finds the commands, save files and rulesets in an answer, and hands each to its parser.

mod lines;
mod reader;

use self::lines::prompts_of_root;
use self::reader::Reader;
use super::iptables::{Desk, SaveReader};
use super::model::{Family, Ruleset};
use super::nft;
use super::shell::{self, Line, Script};
use super::slip::Slip;
use crate::source::{Fault, Source, Span};

/// Something passed over, and why; nothing is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What.
    pub what: String,
}

/// What a text says about rules.
#[derive(Debug, Default)]
pub struct Reading {
    /// The rules as the tools take the text: what they refuse is missing.
    pub typed: Ruleset,
    /// The rules as plainly meant: slips of the pen are mended.
    pub meant: Ruleset,
    /// What the tools refuse, and what they take for something else.
    pub slips: Vec<Slip>,
    /// What was passed over.
    pub notes: Vec<Note>,
    /// Names that the text gives to values, such as `LAN` to `eth1`.
    pub variables: Vec<(String, String)>,
    /// How many commands were found.
    pub commands: usize,
}

impl Reading {
    /// Whether the tools take every command.
    pub fn is_accepted(&self) -> bool {
        !self.slips.iter().any(|slip| slip.refused)
    }

    /// The slips with line and column.
    pub fn faults(&self, source: &Source) -> Vec<Fault> {
        self.slips.iter().map(|slip| slip.fault(source)).collect()
    }
}

/// Reads the rules in a text: commands, scripts, save files, among prose.
pub fn read(source: &Source) -> Reading {
    let text = source.text();
    let lines = shell::lines(text);
    let rooted = prompts_of_root(&lines);
    let mut reader = Reader::default();
    for line in &lines {
        reader.take(*line, rooted);
    }
    reader.finish()
}

/// Reads a file as the tool that it is for would: a save file, a ruleset, or anything else as a text with commands.
pub fn file(source: &Source) -> Reading {
    let comment = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let first = source.text().lines().map(str::trim).find(comment);
    let first = first.unwrap_or_default();
    let program = source.line(1).strip_prefix("#!");
    let nft = [
        "table ",
        "flush ruleset",
        "define ",
        "add table ",
        "include ",
    ];
    match program {
        None if first.starts_with('*') => restore(source, Family::V4),
        None if nft.iter().any(|start| first.starts_with(start)) => ruleset(source),
        Some(program) if program.contains("nft") => ruleset(source),
        _ => read(source),
    }
}

/// Reads a file for `nft -f`: everything in it must be right, or nothing of it counts.
pub fn ruleset(source: &Source) -> Reading {
    let mut desk = Desk::default();
    let tokens = nft::tokens(source.text(), 0);
    reader::nft_block(&tokens, &nft::Defines::new(), &mut desk);
    reading(desk, Script::default(), Vec::new())
}

/// Reads a file for iptables-restore: everything in it must be right.
pub fn restore(source: &Source, family: Family) -> Reading {
    let mut desk = Desk::default();
    let mut save = SaveReader::strict();
    for line in physical(source.text()) {
        if let Some(at) = line.text.find('\r') {
            let span = Span::new(line.start + at, line.start + at + 1);
            save.refuse();
            desk.slips
                .push(Slip::refused(span, "a carriage return").mend("save with Unix line ends"));
        }
        save.line(family, line, &mut desk);
    }
    save.end(family, &mut desk);
    reading(desk, Script::default(), Vec::new())
}

/// Lines as they stand, for files in which `\` joins nothing.
fn physical(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Line {
            text: line.trim_end_matches('\n'),
            start,
        }
    })
}

fn reading(desk: Desk, script: Script, mut notes: Vec<Note>) -> Reading {
    let told = script.notes.iter().map(|(span, what)| Note {
        span: *span,
        what: what.clone(),
    });
    notes.extend(told);
    let mut variables: Vec<(String, String)> = script
        .variables
        .all()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    variables.sort();
    Reading {
        typed: desk.typed,
        meant: desk.meant,
        slips: desk.slips,
        notes,
        variables,
        commands: desk.commands,
    }
}
