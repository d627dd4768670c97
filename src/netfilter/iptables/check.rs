//! What only a whole command shows: options that do not go together, and what a module demands.

use super::command::Verb;
use super::parser::Parser;
use crate::netfilter::model::{Addresses, Block, Match, Test};
use crate::source::Span;

/// Modules that do nothing without an option, and what the tool asks for. Source: the extensions' final checks (1.8.9).
const DEMANDING: [(&str, &str); 13] = [
    ("state", "--state"),
    ("conntrack", "one of its options, such as --ctstate"),
    ("multiport", "--dports, --sports or --ports"),
    ("iprange", "--src-range or --dst-range"),
    ("mark", "--mark"),
    ("connmark", "--mark"),
    ("comment", "--comment"),
    ("mac", "--mac-source"),
    ("pkttype", "--pkt-type"),
    ("connlimit", "--connlimit-above or --connlimit-upto"),
    ("addrtype", "--src-type or --dst-type"),
    ("set", "--match-set"),
    ("length", "--length"),
];

impl Parser<'_> {
    /// Looks over a whole command.
    pub(super) fn check(&mut self, verb: &Verb, span: Span) {
        self.check_modules(span);
        self.check_protocol(span);
        self.check_interfaces(span);
        self.check_addresses(span);
        let bare = matches!(
            verb,
            Verb::Policy(_)
                | Verb::New
                | Verb::DeleteChain
                | Verb::Flush
                | Verb::Zero
                | Verb::Rename(_)
        );
        if bare && (!self.matches.is_empty() || self.target.is_some()) {
            self.refuse(
                span,
                "tests and targets do not go with this command",
                Some("leave them out"),
            );
        }
    }

    fn check_modules(&mut self, span: Span) {
        for (module, wants) in DEMANDING {
            if self.loaded.contains(&module) && !self.used.contains(&module) {
                self.refuse(span, format!("module {module} lacks {wants}"), None);
            }
        }
    }

    /// Ports and flags go with a protocol that has them.
    fn check_protocol(&mut self, span: Span) {
        const ASKS: [(&str, u8); 5] = [
            ("tcp", 6),
            ("udp", 17),
            ("icmp", 1),
            ("icmp6", 58),
            ("sctp", 132),
        ];
        let protocol = self.protocol;
        for (module, number) in ASKS {
            let asked = self.loaded.contains(&module);
            if asked && protocol != Some(number) {
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
        let excluded = |found: &Match| found.negated && matches!(found.test, Test::Protocol(_));
        let portable = matches!(protocol, Some(1 | 6 | 17 | 33 | 58 | 132));
        if self.translates_ports() && !portable && !self.matches.iter().any(excluded) {
            self.refuse(
                span,
                "a translation of ports needs -p tcp or -p udp",
                Some("say -p tcp or -p udp"),
            );
        }
        let rejects = self
            .target
            .as_ref()
            .is_some_and(|target| target.name == "REJECT");
        if rejects && protocol != Some(6) && self.rejects_with_reset() {
            self.refuse(span, "tcp-reset goes with -p tcp only", Some("say -p tcp"));
        }
    }

    /// What `!` does not go with beyond its own option: several addresses at the other end (the tool), and all
    /// addresses (the kernel, behind iptables-nft).
    fn check_addresses(&mut self, span: Span) {
        let ends = self.matches.iter().filter_map(|found| match &found.test {
            Test::Address(_, Addresses(blocks)) => Some((found.negated, blocks.as_slice())),
            _ => None,
        });
        let ends: Vec<(bool, &[Block])> = ends.collect();
        let several = ends.iter().any(|(_, blocks)| blocks.len() > 1);
        let excluded = |blocks: &[Block]| matches!(blocks, [Block::Masked { .. }]);
        let one = ends
            .iter()
            .any(|(negated, blocks)| *negated && excluded(blocks));
        let all = ends
            .iter()
            .any(|(negated, blocks)| *negated && matches!(blocks, [Block::Masked { mask: 0, .. }]));
        if several && one {
            let what = "'!' does not go with several addresses, not even at the other end";
            self.refuse(span, what, Some("write one rule for each address"));
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
        let chain = chain.clone();
        if comes && matches!(chain.as_str(), "OUTPUT" | "POSTROUTING") {
            self.refuse(
                span,
                format!("-i does not go with {chain}"),
                Some("a packet that leaves is matched with -o"),
            );
        }
        if leaves && matches!(chain.as_str(), "INPUT" | "PREROUTING") {
            self.refuse(
                span,
                format!("-o does not go with {chain}"),
                Some("a packet that arrives is matched with -i"),
            );
        }
    }
}
