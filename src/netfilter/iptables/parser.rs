//! The words of one command, option by option, in the order in which the tool takes them.

use super::command::{Command, Named, Verb};
use super::options::{self, Opt};
use super::spelling::{invertible, looks_like_option, mended_dash, takes_anything};
use super::target::Options;
use super::value::Value;
use crate::netfilter::model::{Family, Match, Test};
use crate::netfilter::shell::Word;
use crate::netfilter::slip::Slip;
use crate::source::Span;
use std::borrow::Cow;

/// A command on the way to being read.
pub(super) struct Parser<'w> {
    pub(super) words: &'w [Word<'w>],
    pub(super) at: usize,
    invert: Option<Span>,
    pub(super) v4: bool,
    pub(super) loaded: Vec<&'static str>,
    /// Options said so far: which of `loaded` each belongs to, and its first name.
    pub(super) said: Vec<(usize, &'static str)>,
    pub(super) slips: Vec<Slip>,
    pub(super) table: (String, Option<Span>),
    pub(super) verb: Option<Verb>,
    pub(super) chain: Option<(String, Span)>,
    pub(super) protocol: Option<u8>,
    /// The protocol named behind `-p`, with or without `!`.
    pub(super) named_protocol: Option<u8>,
    pub(super) matches: Vec<Match>,
    pub(super) literal: Vec<(usize, Test)>,
    /// Options that no test or target shows, with the place of their module among `loaded`.
    pub(super) unshown: Vec<(usize, String)>,
    pub(super) target: Option<Named>,
    pub(super) options: Options,
    pub(super) recent: Option<usize>,
    pub(super) last: Option<Opt>,
    /// Whether something was refused that has no plain meaning.
    pub(super) lost: bool,
}

/// Reads the words behind `iptables`. None where nothing can be made of them.
pub(super) fn command(
    family: Family,
    table: &str,
    words: &[Word<'_>],
) -> (Option<Command>, Vec<Slip>) {
    let mut parser = Parser {
        words,
        at: 0,
        invert: None,
        v4: family == Family::V4,
        loaded: vec!["core"],
        said: Vec::new(),
        slips: Vec::new(),
        table: (table.to_owned(), None),
        verb: None,
        chain: None,
        protocol: None,
        named_protocol: None,
        matches: Vec::new(),
        literal: Vec::new(),
        unshown: Vec::new(),
        target: None,
        options: Options::default(),
        recent: None,
        last: None,
        lost: false,
    };
    while parser.at < words.len() && !parser.lost {
        parser.word();
    }
    parser.finish(family)
}

impl<'w> Parser<'w> {
    fn word(&mut self) {
        let word = &self.words[self.at];
        let text = word.text.as_ref();
        if text == "!" {
            self.at += 1;
            if self.invert.replace(word.span).is_some() {
                self.refuse(word.span, "two '!' in a row", Some("leave one out"));
            }
            return;
        }
        let dash = text.starts_with('-') && text.len() > 1;
        if dash {
            self.at += 1;
            self.option(word, text);
        } else if let Some(mended) = mended_dash(text) {
            self.at += 1;
            let what = format!("'{text}' does not begin with a plain '-'");
            self.refuse(word.span, what, Some(&format!("type {mended}")));
            self.option(word, &mended);
        } else {
            self.stray(word);
        }
    }

    fn option(&mut self, word: &'w Word<'w>, text: &str) {
        if let Some(long) = text.strip_prefix("--") {
            let (long, attached) = match long.split_once('=') {
                Some((long, value)) => (long, Some(value)),
                None => (long, None),
            };
            if let Some(option) = self.long(word, long) {
                if attached.is_some() && super::core::wants_blank(&option) {
                    let mend = format!("write --{} apart from its value", option.name);
                    self.refuse(word.span, "no blank behind the option", Some(&mend));
                }
                self.take(word, option, attached);
            }
        } else {
            self.short(word, &text[1..]);
        }
    }

    /// The option of a long name; loads the module of the protocol where nothing else knows it, as the tool does.
    fn long(&mut self, word: &Word<'_>, name: &str) -> Option<Opt> {
        if let Some(found) = options::find(&self.loaded, name) {
            return Some(found);
        }
        if let Some(module) = self.named_protocol.and_then(super::core::module_of)
            && !self.loaded.contains(&module)
            && module != if self.v4 { "icmp6" } else { "icmp" }
        {
            self.loaded.push(module);
            if let Some(found) = options::find(&self.loaded, name) {
                return Some(found);
            }
        }
        let wrong = format!("unknown option '--{name}'");
        let lower = name.to_lowercase();
        let near = options::anywhere(&lower).or_else(|| options::near(&self.loaded, &lower));
        let Some(found) = near else {
            self.refuse(word.span, wrong, None);
            self.lost = true;
            return None;
        };
        let mend = if found.name != name {
            format!("write --{}", found.name)
        } else if matches!(found.module, "tcp" | "udp") {
            "put -p tcp or -p udp before it".to_owned()
        } else if options::is_target(found.module) {
            format!("put -j {} before it", found.module)
        } else {
            format!("put -m {} before it", found.module)
        };
        self.refuse(word.span, wrong, Some(&mend));
        Some(found)
    }

    fn short(&mut self, word: &'w Word<'w>, letters: &str) {
        let mut chars = letters.chars();
        let first = chars.next().unwrap_or_default();
        let rest = chars.as_str().trim_start_matches('\u{a0}');
        if rest.len() < chars.as_str().len() {
            let mend = Some("write a plain blank");
            self.refuse(word.span, "a blank that is none to the tool", mend);
        }
        if letters == "a" && self.verb.is_none() {
            let slip = "unknown option '-a'";
            self.refuse(word.span, slip.to_owned(), Some("write -A"));
            return self.short(word, "A");
        }
        if !rest.is_empty()
            && let Some(option) =
                options::whole(&self.loaded, letters).or_else(|| options::anywhere(letters))
        {
            let mend = format!("write --{letters}");
            self.refuse(
                word.span,
                format!("'-{letters}' has one '-' too few"),
                Some(&mend),
            );
            self.take(word, option, None);
            return;
        }
        let option = super::core::long_of(first).and_then(|name| options::whole(&["core"], name));
        let Some(option) = option else {
            self.refuse(word.span, format!("unknown option '-{letters}'"), None);
            self.lost = true;
            return;
        };
        if rest.is_empty() {
            return self.take(word, option, None);
        }
        if super::core::is_flag(&option) {
            self.take(word, option, None);
            return self.short(word, rest);
        }
        if super::core::wants_blank(&option) {
            // `-jACCEPT`, `-ptcp`: refused (netfilter-facts, command line), meant with a blank
            self.refuse(
                word.span,
                format!("no blank behind '-{first}'"),
                Some(&format!("write -{first} {rest}")),
            );
        }
        self.take(word, option, Some(rest));
    }

    /// Takes the values of an option and does what it says.
    fn take(&mut self, word: &'w Word<'w>, option: Opt, attached: Option<&str>) {
        let mut values: Cow<'w, [Word<'w>]> = match attached {
            Some(text) => Cow::Owned(vec![Word {
                text: text.to_owned().into(),
                span: word.span,
            }]),
            None => Cow::Borrowed(&[]),
        };
        while values.len() < option.values {
            match self.value(&option, word) {
                Some(value) if values.is_empty() => values = std::slice::from_ref(value).into(),
                Some(value) => values.to_mut().push(value.clone()),
                None => return,
            }
        }
        self.last = Some(option);
        let negated = self.invert.take();
        if let Some(span) = negated
            && !invertible(&option)
        {
            self.refuse(
                span,
                format!("'!' does not go with --{}", option.name),
                Some("leave it out"),
            );
        }
        self.once(word, &option);
        self.keep(&option, &values);
        if option.module != "core"
            && let Some(value) = values.first()
        {
            self.check_form(&option, value);
        }
        match option.module {
            "core" => self.core(word, &option, &values, negated.is_some()),
            target if options::is_target(target) => self.target_option(&option, &values),
            _ => self.extension(word, &option, &values, negated.is_some()),
        }
    }

    /// The next word as a value; `!` before it is refused and meant.
    fn value(&mut self, option: &Opt, word: &Word<'_>) -> Option<&'w Word<'w>> {
        let bang = self.words.get(self.at).filter(|next| next.text == "!");
        if let Some(bang) = bang
            && invertible(option)
        {
            self.at += 1;
            self.refuse(
                bang.span,
                "'!' stands before the option",
                Some(&format!("write ! {} …", word.text)),
            );
            self.invert = Some(bang.span);
        }
        match self.words.get(self.at) {
            Some(next) if !looks_like_option(&next.text) || takes_anything(option) => {
                self.at += 1;
                Some(next)
            }
            _ => {
                self.refuse(word.span, format!("'{}' lacks its value", word.text), None);
                self.lost = true;
                None
            }
        }
    }

    /// The next word, untaken.
    pub(super) fn peek(&self) -> Option<&Word<'_>> {
        self.words.get(self.at)
    }

    /// The next word, where it is no option: a chain, a number.
    pub(super) fn optional(&mut self) -> Option<Word<'w>> {
        let next = self.words.get(self.at)?;
        if next.text.starts_with(['-', '!']) || mended_dash(&next.text).is_some() {
            return None;
        }
        self.at += 1;
        Some(next.clone())
    }

    /// Notes what the tool refuses.
    pub(super) fn refuse(&mut self, span: Span, what: impl Into<String>, mend: Option<&str>) {
        let slip = Slip::refused(span, what);
        self.slips.push(match mend {
            Some(mend) => slip.mend(mend),
            None => slip,
        });
    }

    /// The value, or what was meant by it; without either nothing can be made of the command.
    pub(super) fn settle<T>(&mut self, span: Span, value: Value<T>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(ill) => {
                self.refuse(span, ill.what, ill.mend.as_deref());
                self.lost |= ill.meant.is_none();
                ill.meant
            }
        }
    }

    /// Adds a test.
    pub(super) fn test(&mut self, negated: bool, test: Test) {
        self.matches.push(Match::new(negated, test));
    }

    fn finish(mut self, family: Family) -> (Option<Command>, Vec<Slip>) {
        let span = self
            .words
            .iter()
            .map(|word| word.span)
            .reduce(Span::cover)
            .unwrap_or_default();
        if let Some(bang) = self.invert.take() {
            self.refuse(bang, "nothing behind '!'", Some("leave it out"));
        }
        if self.lost {
            return (None, self.slips);
        }
        let Some(verb) = self.verb.take() else {
            self.refuse(span, "no command", Some("say what to do: -A, -I, -P …"));
            return (None, self.slips);
        };
        self.check(&verb, span);
        let action = self.action();
        let details = self.details();
        let command = Command {
            family,
            table: self.table,
            verb,
            chain: self.chain,
            matches: self.matches,
            literal: self.literal,
            details,
            target: self.target,
            action,
            span,
        };
        ((!self.lost).then_some(command), self.slips)
    }
}
