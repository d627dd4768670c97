//! A whole text → rules: finds the commands, save files and rulesets in an answer, and hands each to its parser.

use super::iptables::{Desk, SaveReader, program, strip_prefix_words};
use super::model::{Family, Ruleset};
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
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += reader.take(&lines[at..], *line, rooted).max(1);
    }
    reader.finish()
}

/// Reads a file for iptables-restore: everything in it must be right.
pub fn restore(source: &Source, family: Family) -> Reading {
    let mut desk = Desk::default();
    let mut save = SaveReader::strict();
    for line in physical(source.text()) {
        if let Some(at) = line.text.find('\r') {
            let span = Span::new(line.start + at, line.start + at + 1);
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

/// A stretch of the text with its reader.
enum Piece<'t> {
    /// A line for the shell.
    Shell(Line<'t>),
    /// A line of a save file.
    Save(Line<'t>),
}

#[derive(Default)]
struct Reader<'t> {
    pieces: Vec<Piece<'t>>,
    notes: Vec<Note>,
    open: bool,
    function: bool,
}

impl<'t> Reader<'t> {
    /// Takes the line at the head of `rest`, and how many lines that uses up.
    fn take(&mut self, rest: &[Line<'t>], line: Line<'t>, rooted: bool) -> usize {
        let _ = rest;
        if self.save(line) {
            return 1;
        }
        let shown = without_prompt(line, rooted);
        if self.function || is_code(shown.text) {
            self.function = opens_function(shown.text)
                || (self.function && !shown.text.trim_start().starts_with('}'));
            self.pieces.push(Piece::Shell(shown));
        } else if let Some(inline) = inline(line) {
            self.pieces.push(Piece::Shell(inline));
        } else if !line.text.trim().is_empty() && !line.text.trim_start().starts_with('#') {
            self.notes.push(Note {
                span: line.span(),
                what: "no command: passed over".to_owned(),
            });
        }
        1
    }

    /// Takes a line of a save file; whether it is one.
    fn save(&mut self, line: Line<'t>) -> bool {
        if SaveReader::opens(line.text) {
            self.open = true;
        } else if !self.open || !SaveReader::belongs(line.text) {
            self.open = false;
            return false;
        } else if line.text.trim() == "COMMIT" {
            self.open = false;
        }
        self.pieces.push(Piece::Save(line));
        true
    }

    fn finish(self) -> Reading {
        let mut shell_lines = Vec::new();
        let mut saves: Vec<Vec<Line<'t>>> = Vec::new();
        let mut before: Option<bool> = None;
        for piece in self.pieces {
            match piece {
                Piece::Shell(line) => {
                    shell_lines.push(line);
                    before = Some(false);
                }
                Piece::Save(line) => {
                    let goes_on = before == Some(true) && !SaveReader::opens(line.text);
                    match saves.last_mut().filter(|_| goes_on) {
                        Some(block) => block.push(line),
                        None => saves.push(vec![line]),
                    }
                    before = Some(true);
                }
            }
        }
        let script = shell::run(&shell_lines);
        let mut desk = Desk::default();
        let mut saves = saves.into_iter().peekable();
        for statement in &script.statements {
            while let Some(block) = saves.next_if(|block| starts_before(block, statement.span)) {
                save_block(&block, &mut desk);
            }
            let words = &statement.words[strip_prefix_words(&statement.words)..];
            desk.statement(words);
        }
        saves.for_each(|block| save_block(&block, &mut desk));
        reading(desk, script, self.notes)
    }
}

fn starts_before(block: &[Line<'_>], span: Span) -> bool {
    block.first().is_some_and(|first| first.start < span.start)
}

/// One table of a save file inside an answer. Without its `COMMIT` it is an excerpt.
fn save_block(block: &[Line<'_>], desk: &mut Desk) {
    let mut save = SaveReader::default();
    for line in block {
        save.line(Family::V4, *line, desk);
    }
    if save.is_open() {
        save.end(Family::V4, desk);
    }
}

/// Whether every command stands behind a `#`, so that it is the prompt of root and no comment.
fn prompts_of_root(lines: &[Line<'_>]) -> bool {
    let behind = |line: &Line<'_>| {
        line.text
            .trim_start()
            .strip_prefix('#')
            .is_some_and(is_iptables)
    };
    lines.iter().any(behind) && !lines.iter().any(|line| is_iptables(line.text))
}

fn is_iptables(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("sudo ").unwrap_or(text).trim_start();
    let name = text.split_whitespace().next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    (name.starts_with("iptables") || name.starts_with("ip6tables") || name == "nft")
        && text
            .split_whitespace()
            .nth(1)
            .is_some_and(|word| word.starts_with(['-', '–', '—', 'a', 'f', 'i', 'd']))
}

/// The line without what a terminal or a list puts before a command.
fn without_prompt(line: Line<'_>, rooted: bool) -> Line<'_> {
    let mut text = line.text.trim_start();
    let bullet = text.trim_start_matches(['-', '*', '•']).trim_start();
    if text.starts_with(['-', '*', '•']) && text[1..].starts_with(' ') {
        text = bullet;
    }
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < text.len() && digits.starts_with([')', '.']) && digits[1..].starts_with(' ') {
        text = digits[1..].trim_start();
    }
    text = text.trim_start_matches('`');
    let first = text.split_whitespace().next().unwrap_or_default();
    let host = first.contains('@') && text.contains(['#', '$']);
    if host && let Some(at) = text.find(['#', '$']) {
        text = text[at + 1..].trim_start();
    } else if rooted && let Some(rest) = text.strip_prefix('#') {
        text = rest.trim_start();
    } else if let Some(rest) = text.strip_prefix("$ ").or_else(|| text.strip_prefix("> ")) {
        text = rest.trim_start();
    }
    let start = line.start + (line.text.len() - text.len());
    let text = text.strip_suffix('`').unwrap_or(text);
    Line { text, start }
}

/// Whether a shell would have something to do with the line. What is neither an assignment nor a command for rules
/// does no harm there.
fn is_code(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let Some(first) = words.first() else {
        return false;
    };
    if first.starts_with('#') {
        return false;
    }
    let second = words.get(1).copied().unwrap_or_default();
    let assignment = first.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    });
    let statement = ["do", "done", "then", "else", "fi", "{", "}", "done;", "fi;"].contains(first)
        || (*first == "for"
            && words.get(2) == Some(&"in")
            && (text.contains("do") || !text.contains('.')))
        || (*first == "if" && second.starts_with('['))
        || (*first == "export" && second.contains('='));
    assignment || statement || opens_function(text) || runs_iptables(text)
}

fn opens_function(text: &str) -> bool {
    let head = text.split('{').next().unwrap_or_default().trim();
    let name = head.strip_prefix("function ").unwrap_or(head).trim();
    let plain = name.trim_end_matches("()").trim_end();
    let named = !plain.is_empty() && plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    named && text.contains('{') && (head.contains("()") || head.starts_with("function "))
}

/// Whether the line runs iptables, a name for it, or begins with one of its commands.
fn runs_iptables(text: &str) -> bool {
    let words: Vec<shell::Word> = text
        .split_whitespace()
        .take(8)
        .map(|word| shell::Word {
            text: word
                .trim_start_matches('$')
                .trim_matches(['{', '}', '"'])
                .to_owned(),
            span: Span::default(),
        })
        .collect();
    let words = &words[strip_prefix_words(&words)..];
    let Some((_, used, _)) = program(words) else {
        // a function or variable of one's own before a command of iptables
        let verb = words.get(1).map_or("", |word| word.text.as_str());
        let plain = words.first().is_some_and(|word| {
            word.text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_')
        });
        return plain && matches!(verb, "-A" | "-I" | "-P" | "-N" | "-D" | "-F" | "-X" | "-t");
    };
    let next = words.get(used).map_or("", |word| word.text.as_str());
    used == 0 || next.starts_with(['-', '–', '—', '−', '!'])
}

/// A command inside a sentence, from its name to the end of its code span or line.
fn inline(line: Line<'_>) -> Option<Line<'_>> {
    let found = line.text.match_indices("iptables ").map(|(at, _)| at);
    let at = found.into_iter().find(|&at| {
        let behind = line.text[at + 9..].trim_start();
        behind.starts_with(['-', '–', '—'])
    })?;
    if line.text.trim_start().starts_with('#') {
        return None;
    }
    let rest = &line.text[at..];
    let end = rest.find('`').unwrap_or(rest.len());
    Some(Line {
        text: &rest[..end],
        start: line.start + at,
    })
}
