//! The commands of a script in the order in which they would run: loops unrolled, functions that wrap a command opened.

use super::expand::Variables;
use super::lex::{Piece, RawWord, Token, Word, tokens};
use super::line::Line;
use crate::source::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// Most that variables, loops and functions may make of a text beyond what is written, in bytes.
const MOST: usize = 4 << 20;
/// What a word or a command counts for beside its bytes.
const EACH: usize = 8;
/// Most words of one command.
const MOST_WORDS: usize = 4_096;
/// Deepest nesting of loops and functions.
const DEEPEST: usize = 8;

/// One simple command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement<'t> {
    /// Its words, the command first.
    pub(crate) words: Vec<Word<'t>>,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A script, run on paper.
#[derive(Debug, Default)]
pub(crate) struct Script {
    /// Its variables at the end.
    pub(crate) variables: Variables,
    /// What was not understood, with its place.
    pub(crate) notes: Vec<(Span, String)>,
}

/// Runs the lines of a script on paper, and hands on each command as it comes.
pub(crate) fn run<'t>(lines: &[Line<'t>], each: &mut dyn FnMut(Statement<'t>)) -> Script {
    let mut runner = Runner {
        script: Script::default(),
        functions: HashMap::new(),
        spare: MOST,
        each,
    };
    let mut words = Vec::new();
    // all from the first loop or function on: where it ends shows only as it runs
    let mut held = Vec::new();
    for token in lines.iter().flat_map(|line| tokens(*line)) {
        match token {
            Token::Word(word) => words.push(word),
            Token::End if words.is_empty() => {}
            Token::End if held.is_empty() && !opens(&words) => {
                runner.block(&[&words], &[], 0);
                words.clear();
            }
            Token::End => held.push(std::mem::take(&mut words)),
        }
    }
    runner.block(&views(&held), &[], 0);
    runner.script
}

/// The commands, none of which is empty, as slices.
fn views<'v, 't>(commands: &'v [Vec<RawWord<'t>>]) -> Vec<&'v [RawWord<'t>]> {
    commands.iter().map(Vec::as_slice).collect()
}

struct Runner<'t, 'e> {
    script: Script,
    functions: HashMap<String, Rc<Vec<Vec<RawWord<'t>>>>>,
    each: &'e mut dyn FnMut(Statement<'t>),
    /// What is left of `MOST`.
    spare: usize,
}

impl<'t> Runner<'t, '_> {
    fn block(&mut self, commands: &[&[RawWord<'t>]], arguments: &[Word<'t>], depth: usize) {
        let mut at = 0;
        while let Some(words) = commands.get(at) {
            at += match opener(words) {
                Opener::For => self.each(&commands[at..], arguments, depth),
                Opener::Function(name) => self.define(name, &commands[at..]),
                Opener::Skip(used) => {
                    if matches!(
                        words[0].plain().as_ref(),
                        "if" | "elif" | "while" | "until" | "case"
                    ) {
                        self.note(
                            words,
                            "a condition is not followed: what stands behind it is read once",
                        );
                    }
                    let rest = &words[used..];
                    if !rest.is_empty() {
                        self.block(&[rest], arguments, depth);
                    }
                    1
                }
                Opener::None => {
                    self.command(words, arguments, depth);
                    1
                }
            };
        }
    }

    /// `for x in words; do …; done`: returns how many commands it takes.
    fn each(&mut self, commands: &[&[RawWord<'t>]], arguments: &[Word<'t>], depth: usize) -> usize {
        let head = commands[0];
        let end = closing(commands, "for", "done").max(1);
        let mut body: Vec<&[RawWord<'t>]> = commands[1..end].to_vec();
        if let Some(first) = body.first_mut()
            && first[0].plain() == "do"
        {
            *first = &first[1..];
        }
        body.retain(|words| !words.is_empty());
        let name = head[1].plain();
        let values = self.expand(head.get(3..).unwrap_or_default(), arguments, depth);
        for value in values.unwrap_or_default() {
            if depth >= DEEPEST || !self.spend(EACH * (1 + body.len())) {
                self.note(
                    head,
                    "a loop too long or too deep: the rest of it is left out",
                );
                break;
            }
            self.script.variables.set(&name, value.text.into_owned());
            self.block(&body, arguments, depth + 1);
        }
        end + 1
    }

    /// The words that words become. None, with a note, where variables make too much of them.
    fn expand(
        &mut self,
        words: &[RawWord<'t>],
        arguments: &[Word<'t>],
        depth: usize,
    ) -> Option<Vec<Word<'t>>> {
        // what stands in the text and runs once costs nothing
        let written = |word: &RawWord| EACH + word.span.len();
        let free: usize = match depth {
            0 => words.iter().map(written).sum(),
            _ => 0,
        };
        let mut spare = self.spare + free;
        let mut out = Vec::with_capacity(words.len());
        for word in words {
            let before = out.len();
            self.script.variables.expand(word, arguments, &mut out);
            let made = out[before..].iter();
            let cost: usize = made.map(|word| EACH + word.text.len()).sum();
            let Some(left) = spare.checked_sub(cost) else {
                self.spare = 0;
                self.note(words, "variables make too much of this: it is left out");
                return None;
            };
            spare = left;
        }
        self.spare = self.spare.min(spare);
        Some(out)
    }

    /// Takes from what may be made of the text; whether that much was left.
    fn spend(&mut self, cost: usize) -> bool {
        let left = self.spare.checked_sub(cost);
        self.spare = left.unwrap_or(self.spare);
        left.is_some()
    }

    /// `name() { …; }`: returns how many commands it takes.
    fn define(&mut self, name: String, commands: &[&[RawWord<'t>]]) -> usize {
        let mut body: Vec<Vec<RawWord<'t>>> = Vec::new();
        let mut used = 0;
        let mut opened = false;
        for words in commands {
            used += 1;
            let mut inner = Vec::new();
            let mut closed = false;
            let head = if words[0].plain() == "function" { 2 } else { 1 };
            for word in words.iter().skip(if used == 1 { head } else { 0 }) {
                match word.plain().as_ref() {
                    "{" | "()" => opened = true,
                    "}" => closed = true,
                    text if used == 1 && text.ends_with("(){") => opened = true,
                    text if used == 1 && text.starts_with("()") => opened = true,
                    text if used == 1 && text.starts_with(&name) && text.contains('(') => {}
                    _ => inner.push(word.clone()),
                }
            }
            opened |= words[0].plain().ends_with('{');
            if !inner.is_empty() {
                body.push(inner);
            }
            if closed || !opened && used > 1 {
                break;
            }
        }
        self.functions.insert(name, Rc::new(body));
        used
    }

    fn command(&mut self, words: &[RawWord<'t>], arguments: &[Word<'t>], depth: usize) {
        let assigned = words
            .iter()
            .take_while(|word| self.assign(word, arguments))
            .count();
        let assigned = if words[0].plain() == "export" || words[0].plain() == "local" {
            words.len()
                - words[1..]
                    .iter()
                    .filter(|w| !self.assign(w, arguments))
                    .count()
        } else {
            assigned
        };
        let Some(rest) = words.get(assigned..).filter(|rest| !rest.is_empty()) else {
            return;
        };
        let Some(mut expanded) = self.expand(rest, arguments, depth) else {
            return;
        };
        expanded.truncate(MOST_WORDS);
        let Some(first) = expanded.first() else {
            return;
        };
        match self.functions.get(first.text.as_ref()).cloned() {
            Some(body) if depth < DEEPEST && self.spend(EACH * body.len()) => {
                self.block(&views(&body), &expanded[1..], depth + 1);
            }
            Some(_) => self.note(rest, "a function that calls itself too often is left out"),
            None => {
                let span = rest
                    .iter()
                    .fold(rest[0].span, |all, word| all.cover(word.span));
                let span = expanded.iter().fold(span, |all, word| all.cover(word.span));
                (self.each)(Statement {
                    words: expanded,
                    span,
                });
            }
        }
    }

    /// Takes `NAME=value`; whether the word is one.
    fn assign(&mut self, word: &RawWord<'_>, arguments: &[Word<'t>]) -> bool {
        let Some(Piece::Text(first)) = &word.first else {
            return false;
        };
        let Some((name, _)) = first.split_once('=') else {
            return false;
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty()
            || !name.chars().all(plain)
            || name.starts_with(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        let name = name.to_owned();
        let mut text = self.script.variables.text(word);
        if let Some(Piece::Variable(last, _)) = word.last()
            && let Some(argument) = last.parse::<usize>().ok().and_then(|n| n.checked_sub(1))
        {
            text = format!(
                "{name}={}",
                arguments.get(argument).map_or("", |word| &word.text)
            )
            .into();
        }
        let value = text.split_once('=').map_or("", |(_, value)| value);
        if value.contains("$(") {
            let what = "what a command prints is not known";
            self.script.notes.push((word.span, what.to_owned()));
        }
        if self.spend(text.len().saturating_sub(word.span.len())) {
            self.script.variables.set(&name, value.to_owned());
        } else {
            self.note(
                std::slice::from_ref(word),
                "variables make too much of this: it is left out",
            );
        }
        true
    }

    fn note(&mut self, words: &[RawWord<'_>], what: &str) {
        if let Some(first) = words.first() {
            self.script.notes.push((first.span, what.to_owned()));
        }
    }
}

enum Opener {
    For,
    Function(String),
    /// Words of the shell that are passed over: `then`, `else`, `done`; the rest of the command counts.
    Skip(usize),
    None,
}

/// Whether a command begins a loop or a function.
fn opens(words: &[RawWord<'_>]) -> bool {
    matches!(opener(words), Opener::For | Opener::Function(_))
}

fn opener(words: &[RawWord<'_>]) -> Opener {
    let first = words[0].plain();
    let second = words.get(1).map(RawWord::plain).unwrap_or_default();
    match first.as_ref() {
        "for" if words.len() > 2 => Opener::For,
        "function" if words.len() > 1 => {
            Opener::Function(second.trim_end_matches(['(', ')', '{']).to_owned())
        }
        "then" | "else" | "do" | "{" | "}" | "fi" | "done" | "(" | ")" => Opener::Skip(1),
        "if" | "elif" | "while" | "until" | "case" | "esac" => Opener::Skip(words.len()),
        _ if first.ends_with("()") || first.ends_with("(){") => {
            Opener::Function(first.trim_end_matches(['(', ')', '{']).to_owned())
        }
        _ if second.starts_with("()") => Opener::Function(first.into_owned()),
        _ => Opener::None,
    }
}

/// The command that closes the block opened by the first, or the last one.
fn closing(commands: &[&[RawWord<'_>]], open: &str, close: &str) -> usize {
    let mut depth = 0_usize;
    for (at, words) in commands.iter().enumerate() {
        for word in words.iter().take(2) {
            let text = word.plain();
            let loops = text == open || matches!(text.as_ref(), "while" | "until");
            depth += usize::from(loops);
            if text == close {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
        }
    }
    commands.len()
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::run;

    #[test]
    fn commands_in_the_order_in_which_they_run() {
        for (text, expected) in [
            ("a b; c", "a b|c"),
            ("X=1; a $X ${X}2", "a 1 12"),
            ("for c in A B; do x $c; done; y", "x A|x B|y"),
            ("for c in A B\ndo\n  x $c\n  z\ndone\ny", "x A|z|x B|z|y"),
            (
                "for a in 1 2; do for b in 3 4; do x $a $b; done; done",
                "x 1 3|x 1 4|x 2 3|x 2 4",
            ),
            ("f() { x -w \"$@\"; }\nf 1 2\nf 3", "x -w 1 2|x -w 3"),
            ("f () {\n x $1\n}\nf 1", "x 1"),
            ("function f {\n x $2\n}\nf 1 2", "x 2"),
            ("if [ -n \"$1\" ]; then x; else y; fi", "x|y"),
            ("export A=1 B=2; x $A$B", "x 12"),
            ("A=\"a b\"; x $A \"$A\"", "x a b a b"),
            ("x $UNSET", "x UNSET"),
            ("f() { f; f; }; f", ""),
            ("for x in", ""),
            ("done; x", "x"),
            ("for done in 1 2; do x; done", ""),
        ] {
            let mut shown: Vec<String> = Vec::new();
            run(&lines(text), &mut |found| {
                let words: Vec<&str> = found.words.iter().map(|word| word.text.as_ref()).collect();
                shown.push(words.join(" "));
            });
            assert_eq!(shown.join("|"), expected, "{text}");
        }
    }
}
