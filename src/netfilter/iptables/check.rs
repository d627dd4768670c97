//! What only a whole command shows: options that do not go together, and what a module demands.

use super::command::Verb;
use super::parser::Parser;
use crate::netfilter::model::{Addresses, Block, Match, Test};
use crate::source::Span;

impl Parser<'_> {
    /// Looks over a whole command.
    pub(super) fn check(&mut self, verb: &Verb, span: Span) {
        self.check_demands(span);
        self.check_command(verb, span);
        self.check_protocol(span);
        self.check_interfaces(span);
        self.check_lists(span);
    }

    /// Options of iptables itself that do not go with a command. Source: commands_v_options of xshared.c (1.8.9).
    fn check_command(&mut self, verb: &Verb, span: Span) {
        const OF_RULES: &[&str] = &[
            "protocol",
            "source",
            "destination",
            "in-interface",
            "out-interface",
            "jump",
            "fragment",
        ];
        let wrong: &[&str] = match verb {
            Verb::Append | Verb::Insert(_) | Verb::Replace(_) => {
                &["numeric", "exact", "line-numbers"]
            }
            Verb::Delete(None) | Verb::Check => {
                &["numeric", "exact", "line-numbers", "set-counters"]
            }
            Verb::List => &["set-counters"],
            Verb::ListRules => &["numeric", "exact", "line-numbers", "set-counters"],
            Verb::Policy(_) => &["numeric", "exact", "line-numbers"],
            _ => &["numeric", "exact", "line-numbers", "set-counters"],
        };
        let of_rule = matches!(
            verb,
            Verb::Append | Verb::Insert(_) | Verb::Replace(_) | Verb::Delete(None) | Verb::Check
        );
        let more = if of_rule { &[][..] } else { OF_RULES };
        let found = self
            .said_of(0)
            .find(|name| wrong.contains(name) || more.contains(name));
        if let Some(name) = found {
            self.refuse(
                span,
                format!("--{name} does not go with this command"),
                Some("leave it out"),
            );
        }
    }

    /// Ports and flags go with a protocol that has them.
    fn check_protocol(&mut self, span: Span) {
        const ASKS: [(&str, u8); 9] = [
            ("tcp", 6),
            ("udp", 17),
            ("icmp", 1),
            ("icmp6", 58),
            ("sctp", 132),
            ("dccp", 33),
            ("udplite", 136),
            ("esp", 50),
            ("ah", 51),
        ];
        let protocol = self.protocol;
        for (module, number) in ASKS {
            let asked = self.loaded.contains(&module);
            // `! -p tcp --dport 22` is taken by the nft backend, which reads ports itself
            let denied = matches!(number, 6 | 17) && self.named_protocol == Some(number);
            if asked && protocol != Some(number) && !denied {
                let name = if module == "icmp6" { "icmpv6" } else { module };
                self.refuse(
                    span,
                    format!("module {module} goes with -p {name} only"),
                    Some(&format!("say -p {name}")),
                );
            }
        }
        let ported = matches!(protocol, Some(6 | 17 | 33 | 132 | 136));
        if self.loaded.contains(&"multiport") && !ported {
            self.refuse(
                span,
                "multiport needs -p tcp or -p udp",
                Some("say -p tcp or -p udp"),
            );
        }
        self.check_target(span);
        let rejects = self
            .target
            .as_ref()
            .is_some_and(|target| target.name == "REJECT");
        if rejects && protocol != Some(6) && self.rejects_with_reset() {
            self.refuse(span, "tcp-reset goes with -p tcp only", Some("say -p tcp"));
        }
    }

    /// Targets that work on some protocols only.
    fn check_target(&mut self, span: Span) {
        let Some(target) = self.target.as_ref().map(|target| target.name.as_str()) else {
            return;
        };
        let tcp = self.protocol == Some(6);
        let needs: Option<&str> = match target {
            "QUEUE" => {
                let mend = Some("write NFQUEUE");
                return self.refuse(span, "the kernel has no QUEUE any more", mend);
            }
            "TCPMSS" | "ECN" | "TCPOPTSTRIP" | "SYNPROXY" if !tcp => Some("-p tcp"),
            "TPROXY" if !matches!(self.protocol, Some(6 | 17)) => Some("-p tcp or -p udp"),
            "CT" => super::target::helper_needs(self),
            _ if self.has_ports()
                && !matches!(self.named_protocol, Some(1 | 6 | 17 | 33 | 132)) =>
            {
                Some("-p tcp or -p udp")
            }
            _ => None,
        };
        if let Some(needs) = needs {
            let what = format!("{target} goes with {needs} only");
            self.refuse(span, what, Some(&format!("say {needs}")));
        }
    }

    /// What `!` does not go with: a list of addresses, be it at the other end (the tool), and all addresses (the kernel).
    fn check_lists(&mut self, span: Span) {
        let lists = self.matches.iter().filter_map(|found| match &found.test {
            Test::Address(_, Addresses(blocks)) => Some((found.negated, blocks.as_slice())),
            _ => None,
        });
        let denied: Vec<&[Block]> = lists
            .clone()
            .filter(|(negated, blocks)| *negated && matches!(blocks, [Block::Masked { .. }, ..]))
            .map(|(_, blocks)| blocks)
            .collect();
        let several = lists
            .into_iter()
            .any(|(negated, blocks)| !negated && blocks.len() > 1);
        let all = |blocks: &&[Block]| matches!(blocks, [Block::Masked { mask: 0, .. }]);
        let (list, all) = (several && !denied.is_empty(), denied.iter().any(all));
        if list {
            let mend = Some("give each address a rule of its own");
            self.refuse(span, "'!' does not go with a list of addresses", mend);
        }
        if all {
            let what = "the kernel does not take the opposite of all addresses";
            self.refuse(span, what, Some("leave the rule out: it would never match"));
        }
    }

    /// Whether a packet has come in or goes out depends on the chain.
    fn check_interfaces(&mut self, span: Span) {
        let Some((chain, _)) = &self.chain else {
            return;
        };
        let has =
            |test: fn(&Test) -> bool| self.matches.iter().any(|found: &Match| test(&found.test));
        let comes = has(|test| matches!(test, Test::In(_)));
        let leaves = has(|test| matches!(test, Test::Out(_)));
        match chain.as_str() {
            "OUTPUT" | "POSTROUTING" if comes => {
                let what = format!("-i does not go with {chain}");
                let mend = "a packet that leaves is matched with -o";
                self.refuse(span, what, Some(mend));
            }
            "INPUT" | "PREROUTING" if leaves => {
                let what = format!("-o does not go with {chain}");
                let mend = "a packet that arrives is matched with -i";
                self.refuse(span, what, Some(mend));
            }
            _ => {}
        }
    }
}
