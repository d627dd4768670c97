//! Words that are neither option nor value: a list torn apart, a rule in shorthand, prose behind a command.

use super::command::Named;
use super::parser::Parser;
use crate::netfilter::model::{Match, Test};
use crate::netfilter::shell::Word;

impl<'w> Parser<'w> {
    /// A word that is neither option nor value.
    pub(super) fn stray(&mut self, word: &'w Word<'w>) {
        self.at += 1;
        let text = word.text.as_ref();
        let states = self
            .last
            .is_some_and(|last| matches!(last.name, "state" | "ctstate"));
        if states && super::conntrack::is_states(text) {
            self.refuse(
                word.span,
                "a blank in the list of states",
                Some("leave it out"),
            );
            self.more_states(text);
            return;
        }
        if self.shorthand(word) {
            return;
        }
        self.refuse(
            word.span,
            format!("'{text}' is neither an option nor its value"),
            None,
        );
        if text == "-" || self.verb.is_none() {
            return;
        }
        // prose behind a command: nothing that follows belongs to it
        if !self.words[self.at..]
            .iter()
            .any(|word| word.text.starts_with('-'))
        {
            self.at = self.words.len();
        }
    }

    /// States and targets written without their options, as in a table of rules: `FORWARD EST,REL ACCEPT`.
    fn shorthand(&mut self, word: &'w Word<'w>) -> bool {
        let text = word.text.trim_end_matches(['.', ';', ':']);
        let capital = text.chars().all(|c| c.is_ascii_uppercase() || c == ',');
        if !capital || self.verb.is_none() || self.target.is_some() {
            return false;
        }
        if matches!(text, "ACCEPT" | "DROP" | "REJECT") {
            self.refuse(
                word.span,
                format!("'{text}' lacks its option"),
                Some(&format!("write -j {text}")),
            );
            let span = word.span;
            self.target = Some(Named {
                name: text.to_owned(),
                span,
                goto: false,
            });
            return true;
        }
        let plain = super::conntrack::states(text, true)
            .ok()
            .filter(|_| text.len() > 2);
        if let Some(states) = plain {
            let mend = format!("write -m conntrack --ctstate {text}");
            self.refuse(word.span, format!("'{text}' lacks its option"), Some(&mend));
            self.test(false, Test::State(states));
        }
        plain.is_some()
    }

    fn more_states(&mut self, text: &str) {
        let more = match super::conntrack::states(text, true) {
            Ok(more) => Some(more),
            Err(ill) => ill.meant,
        };
        if let (
            Some(more),
            Some(Match {
                test: Test::State(states),
                ..
            }),
        ) = (more, self.matches.last_mut())
        {
            *states = states.with(more);
        }
    }
}
