//! Which options a command has said, and what of them only its words show.

use super::options::Opt;
use super::parser::Parser;
use super::spelling::shown;
use crate::netfilter::shell::Word;

impl Parser<'_> {
    /// Notes an option as said; the tool takes most only once for each `-m`.
    pub(super) fn once(&mut self, word: &Word<'_>, option: &Opt) {
        const OFTEN: &[&str] = &[
            "verbose",
            "wait",
            "wait-interval",
            "match",
            "table",
            "ipv4",
            "ipv6",
            "modprobe",
            "append",
            "insert",
            "delete",
            "replace",
            "check",
            "policy",
            "new-chain",
            "delete-chain",
            "flush",
            "rename-chain",
            "list",
            "list-rules",
            "zero",
            "jump",
        ];
        let at = self
            .loaded
            .iter()
            .rposition(|module| *module == option.module);
        let said = (at.unwrap_or(0), option.first);
        let often = || option.module == "core" && OFTEN.contains(&said.1);
        if self.said.contains(&said) && !often() {
            self.refuse(
                word.span,
                format!("a second --{}", said.1),
                Some("leave one out"),
            );
        }
        self.said.push(said);
    }

    /// Keeps an option of which the tests and the target show nothing.
    pub(super) fn keep(&mut self, option: &Opt, values: &[Word<'_>]) {
        if shown(option) {
            return;
        }
        let words: Vec<&str> = values.iter().map(|value| value.text.as_ref()).collect();
        let at = self
            .loaded
            .iter()
            .rposition(|module| *module == option.module);
        self.unshown.push((
            at.unwrap_or(0),
            format!(" --{} {}", option.first, words.join(" ")),
        ));
    }

    /// The modules in their order, each with its options that nothing else shows.
    pub(super) fn details(&mut self) -> String {
        self.unshown.sort();
        let modules = self.loaded.iter().skip(1);
        let mut out = String::with_capacity(modules.map(|module| module.len() + 1).sum());
        for (at, module) in self.loaded.iter().enumerate().skip(1) {
            out.push_str(module);
            let of = self.unshown.iter().filter(|(of, _)| *of == at);
            of.for_each(|(_, option)| out.push_str(option));
            out.push(';');
        }
        out
    }
}
