//! Sorts the lines of a text into scripts, save files and rulesets, and reads each in its turn.

use super::lines::{
    Nft, balance, function_name, here_document, inline, is_code, nft, opens_function, save_family,
    without_prompt,
};
use super::{Note, Reading, reading};
use crate::netfilter::iptables::{Desk, SaveReader, strip_prefix_words};
use crate::netfilter::model::Family;
use crate::netfilter::nft::{Defines, Token, command_line, defines, line_end, ruleset, tokens};
use crate::netfilter::shell::{self, Line, Statement};
use std::collections::HashSet;

/// What reads a stretch of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Shell,
    Save,
    Ruleset,
    NftCommand,
}

/// A stretch of lines for one reader.
struct Block<'t> {
    kind: Kind,
    family: Family,
    lines: Vec<Line<'t>>,
}

/// Sorts lines.
#[derive(Default)]
pub(super) struct Reader<'t> {
    script: Vec<Line<'t>>,
    blocks: Vec<Block<'t>>,
    notes: Vec<Note>,
    last: Option<Kind>,
    save: bool,
    function: bool,
    /// Functions that the text defines.
    functions: HashSet<&'t str>,
    braces: i32,
    /// Whose save files follow, and the word that ends them where they stand in a here-document.
    family: Option<Family>,
    end: Option<&'t str>,
}

impl<'t> Reader<'t> {
    /// Takes a line.
    pub(super) fn take(&mut self, line: Line<'t>, rooted: bool) {
        if self.nft_goes_on(line) || self.here_document(line) || self.save(line) {
            return;
        }
        let shown = without_prompt(line, rooted);
        match nft(shown) {
            Nft::File(open) => {
                self.braces = open.max(0);
                return self.push(Kind::Ruleset, shown);
            }
            Nft::Command(rest) => return self.push(Kind::NftCommand, rest),
            Nft::None => {}
        }
        let calls = shown.text.split_whitespace().next();
        let calls = calls.is_some_and(|first| self.functions.contains(first));
        if self.function || calls || is_code(shown.text) {
            self.functions.extend(function_name(shown.text));
            let closes = shown.text.trim_start().starts_with('}');
            self.function = opens_function(shown.text) || (self.function && !closes);
            return self.push(Kind::Shell, shown);
        }
        let found = inline(line);
        let prose = found.is_empty()
            && !line.text.trim().is_empty()
            && !line.text.trim_start().starts_with('#');
        for inner in found {
            self.push(Kind::Shell, inner);
        }
        if prose {
            self.notes.push(Note {
                span: line.span(),
                what: "no command: passed over".to_owned(),
            });
        }
    }

    /// Takes the line that opens a here-document for one of the tools, and the one that ends it.
    fn here_document(&mut self, line: Line<'t>) -> bool {
        self.family = save_family(line.text).or(self.family);
        if self.end.is_some_and(|end| line.text.trim() == end) {
            (self.end, self.family) = (None, None);
            return true;
        }
        let found = here_document(line.text);
        self.end = found.or(self.end);
        found.is_some()
    }

    /// Takes a line inside the braces of a ruleset.
    fn nft_goes_on(&mut self, line: Line<'t>) -> bool {
        if self.braces <= 0 {
            return false;
        }
        self.braces += balance(line.text);
        self.push(Kind::Ruleset, line);
        true
    }

    /// Takes a line of a save file.
    fn save(&mut self, line: Line<'t>) -> bool {
        let opens = SaveReader::opens(line.text);
        if !opens && (!self.save || !SaveReader::belongs(line.text)) {
            self.save = false;
            return false;
        }
        self.save = line.text.trim() != "COMMIT";
        if opens {
            self.last = None;
        }
        self.push(Kind::Save, line);
        true
    }

    /// Puts a line to those of its kind before it, or begins a new stretch.
    fn push(&mut self, kind: Kind, line: Line<'t>) {
        if kind == Kind::Shell {
            self.script.push(line);
        } else if self.last == Some(kind)
            && kind != Kind::NftCommand
            && let Some(block) = self.blocks.last_mut()
        {
            block.lines.push(line);
        } else {
            self.blocks.push(Block {
                kind,
                family: self.family.unwrap_or(Family::V4),
                lines: vec![line],
            });
        }
        self.last = Some(kind);
    }

    /// Reads everything in the order of the text; a script runs as a whole, so that loops may span other things.
    pub(super) fn finish(self) -> Reading {
        let mut desk = Desk::default();
        if self.blocks.is_empty() {
            let script = shell::run(&self.script, &mut |found| statement(&mut desk, &found));
            return reading(desk, script, self.notes);
        }
        let mut statements = Vec::new();
        let script = shell::run(&self.script, &mut |found| statements.push(found));
        let defines = defines(script.variables.all());
        let mut blocks = self.blocks.into_iter().peekable();
        for found in &statements {
            while let Some(block) = blocks.next_if(|block| block.lines[0].start < found.span.start)
            {
                block.read(&defines, &mut desk);
            }
            statement(&mut desk, found);
        }
        blocks.for_each(|block| block.read(&defines, &mut desk));
        reading(desk, script, self.notes)
    }
}

/// Reads one command of a script.
fn statement(desk: &mut Desk, found: &Statement<'_>) {
    desk.statement(&found.words[strip_prefix_words(&found.words)..]);
}

impl Block<'_> {
    fn read(&self, variables: &Defines, desk: &mut Desk) {
        match self.kind {
            Kind::Shell => {}
            Kind::Save => self.save(desk),
            Kind::Ruleset => nft_block(&self.tokens(), variables, desk),
            Kind::NftCommand => {
                let tokens = self.tokens();
                let slips = command_line(&tokens, variables, &mut desk.meant);
                if !slips.iter().any(|slip| slip.refused) {
                    desk.slips
                        .extend(command_line(&tokens, variables, &mut desk.typed));
                }
                desk.slips.extend(slips);
                desk.commands += 1;
            }
        }
    }

    /// One table of a save file inside an answer. Without its `COMMIT` it is lost to the tool.
    fn save(&self, desk: &mut Desk) {
        let mut save = SaveReader::default();
        for line in &self.lines {
            save.line(self.family, *line, desk);
        }
        if save.is_open() {
            save.end(self.family, desk);
        }
    }

    fn tokens(&self) -> Vec<Token> {
        let mut all = Vec::new();
        for line in &self.lines {
            all.append(&mut tokens(line.text, line.start));
            all.push(line_end(line.start + line.text.len()));
        }
        all
    }
}

/// A ruleset: as typed it counts whole or not at all (netfilter-facts, command line).
pub(super) fn nft_block(tokens: &[Token], variables: &Defines, desk: &mut Desk) {
    let slips = ruleset(tokens, variables, &mut desk.meant);
    if !slips.iter().any(|slip| slip.refused) {
        let _ = ruleset(tokens, variables, &mut desk.typed);
    }
    desk.slips.extend(slips);
    desk.commands += 1;
}
