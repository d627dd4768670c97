//! The options of iptables itself: commands, chains, addresses, protocol, interfaces, target.

use super::command::{Named, Verb};
use super::options::{self, Opt};
use super::parser::Parser;
use super::value::{Ill, Value};
use crate::netfilter::model::{Policy, Test};
use crate::netfilter::shell::Word;
use crate::netfilter::slip::nearest;

/// The long name of a short option. Source: iptables(8).
pub(super) fn long_of(letter: char) -> Option<&'static str> {
    Some(match letter {
        'A' => "append",
        'C' => "check",
        'D' => "delete",
        'I' => "insert",
        'R' => "replace",
        'L' => "list",
        'S' => "list-rules",
        'F' => "flush",
        'Z' => "zero",
        'N' => "new-chain",
        'X' => "delete-chain",
        'E' => "rename-chain",
        'P' => "policy",
        'p' => "protocol",
        's' => "source",
        'd' => "destination",
        'i' => "in-interface",
        'o' => "out-interface",
        'j' => "jump",
        'g' => "goto",
        'm' => "match",
        't' => "table",
        'f' => "fragment",
        'n' => "numeric",
        'v' => "verbose",
        'w' => "wait",
        'W' => "wait-interval",
        'x' => "exact",
        'c' => "set-counters",
        'M' => "modprobe",
        '4' => "ipv4",
        '6' => "ipv6",
        'V' => "version",
        'h' => "help",
        _ => return None,
    })
}

/// Whether the value must be a word of its own: the tool reads these options from the words, not from what getopt
/// cuts off (observed with 1.8.9: `-jACCEPT` and `--jump=ACCEPT` are refused, `-ieth0` and `-mstate` are not).
pub(super) fn wants_blank(option: &Opt) -> bool {
    const APART: [&str; 7] = [
        "protocol",
        "proto",
        "source",
        "src",
        "destination",
        "dst",
        "jump",
    ];
    option.module == "core" && APART.contains(&option.name)
}

/// Whether a short option never has a value.
pub(super) fn is_flag(option: &Opt) -> bool {
    matches!(
        option.name,
        "fragment" | "numeric" | "verbose" | "exact" | "line-numbers" | "ipv4" | "ipv6"
    )
}

/// The module that the tool loads for a protocol when an option is unknown.
pub(super) fn module_of(protocol: u8) -> Option<&'static str> {
    Some(match protocol {
        1 => "icmp",
        6 => "tcp",
        17 => "udp",
        33 => "dccp",
        50 => "esp",
        51 => "ah",
        58 => "icmp6",
        132 => "sctp",
        136 => "udplite",
        _ => return None,
    })
}

/// Modules in one command from which on a module that is loaded again takes the place of its first loading.
const MOST_MODULES: usize = 64;

impl Parser<'_> {
    /// Does what an option of iptables itself says.
    pub(super) fn core(
        &mut self,
        word: &Word<'_>,
        option: &Opt,
        values: &[Word<'_>],
        negated: bool,
    ) {
        let value = values.first().unwrap_or(word);
        match option.name {
            "append" => self.verb(word, Verb::Append, Some(value)),
            "check" => self.verb(word, Verb::Check, Some(value)),
            "insert" => {
                let at = self.position().unwrap_or(1);
                self.verb(word, Verb::Insert(at), Some(value));
            }
            "delete" => {
                let at = self.position();
                self.verb(word, Verb::Delete(at), Some(value));
            }
            "replace" => {
                let at = self.position();
                if at.is_none()
                    && self
                        .peek()
                        .is_none_or(|next| next.text.starts_with(['-', '!']))
                {
                    self.refuse(word.span, "-R lacks the number of a rule", None);
                }
                self.verb(word, Verb::Replace(at.unwrap_or(1)), Some(value));
            }
            "policy" => self.policy(word, value),
            "new-chain" => self.verb(word, Verb::New, Some(value)),
            "rename-chain" => match self.optional() {
                Some(new) => self.verb(word, Verb::Rename(new.text.into_owned()), Some(value)),
                None => self.refuse(word.span, "-E lacks the new name", None),
            },
            "flush" | "zero" | "delete-chain" | "list" | "list-rules" => {
                self.whole_chain(word, option.name, values.first())
            }
            "table" => self.table = (value.text.to_string(), Some(value.span)),
            "wait" if values.is_empty() => self.seconds(),
            "set-counters" => {
                for value in values {
                    let number = super::value::number(&value.text);
                    let _ = self.settle(value.span, number);
                }
            }
            "version" | "help" => self.tells(),
            "match" => self.module(value),
            "jump" | "goto" => self.jump(value, option.name == "goto"),
            "fragment" if !self.v4 => {
                self.refuse(word.span, "-f is for IPv4", Some("write -m frag"));
            }
            "fragment" => self.test(negated, assumed("the packet is a later fragment", false)),
            _ => self.selector(option, value, negated),
        }
    }

    fn verb(&mut self, word: &Word<'_>, verb: Verb, chain: Option<&Word<'_>>) {
        let listing = |verb: &Verb| matches!(verb, Verb::List | Verb::ListRules);
        if let Some(before) = &self.verb
            && (listing(before) && verb == Verb::Zero || *before == Verb::Zero && listing(&verb))
        {
            return; // `-L -Z` shows and zeroes
        }
        if self.verb.is_some() {
            self.refuse(
                word.span,
                "a second command in one line",
                Some("give each command a line of its own"),
            );
            return;
        }
        self.verb = Some(verb);
        self.chain = chain.map(|chain| (chain.text.to_string(), chain.span));
    }

    fn whole_chain(&mut self, word: &Word<'_>, name: &str, attached: Option<&Word<'_>>) {
        let chain = attached.cloned().or_else(|| self.optional());
        let verb = match name {
            "flush" => Verb::Flush,
            "zero" => Verb::Zero,
            "delete-chain" => Verb::DeleteChain,
            "list-rules" => Verb::ListRules,
            _ => Verb::List,
        };
        if matches!(verb, Verb::Zero | Verb::List | Verb::ListRules) && chain.is_some() {
            let _ = self.position();
        }
        self.verb(word, verb, chain.as_ref());
    }

    /// `-V` and `-h` tell something and end the run.
    fn tells(&mut self) {
        self.verb = Some(Verb::List);
        (self.chain, self.target) = (None, None);
        self.matches.clear();
        self.loaded.truncate(1);
        self.said.clear();
        self.at = self.words.len();
    }

    /// The number of a rule, where the next word is one.
    fn position(&mut self) -> Option<usize> {
        let next = self.peek()?;
        let number = usize::try_from(crate::netfilter::names::unsigned(&next.text)?).ok()?;
        let span = next.span;
        let _ = self.optional();
        if number == 0 {
            self.refuse(span, "rules are counted from 1", None);
        }
        Some(number)
    }

    /// How long `-w` waits, where the next word says so.
    fn seconds(&mut self) {
        if let Some(word) = self.optional() {
            let number = super::value::number(&word.text);
            let _ = self.settle(word.span, number);
        }
    }

    pub(super) fn policy(&mut self, word: &Word<'_>, chain: &Word<'_>) {
        let Some(policy) = self.optional() else {
            if self.peek().is_some_and(|next| next.text == "-j") {
                self.refuse(
                    word.span,
                    "-P takes the policy right behind the chain",
                    Some("leave -j out"),
                );
                self.verb(word, Verb::Policy(Policy::Drop), Some(chain));
            } else {
                self.refuse(
                    word.span,
                    "-P lacks its policy",
                    Some("write ACCEPT or DROP behind the chain"),
                );
                self.lost = true;
            }
            return;
        };
        if let Some(policy) = self.settle(policy.span, policy_named(&policy.text)) {
            self.verb(word, Verb::Policy(policy), Some(chain));
        }
    }

    fn module(&mut self, value: &Word<'_>) {
        let name = if value.text == "icmpv6" {
            "icmp6"
        } else {
            value.text.as_ref()
        };
        if let Some(module) = options::module(name) {
            self.check_family(module, value);
            self.load(module);
            return;
        }
        let wrong = format!("no module '{name}'");
        match nearest(name, options::modules()) {
            Some(module) => {
                self.refuse(value.span, wrong, Some(&format!("write {module}")));
                self.load(module);
            }
            None => {
                self.refuse(value.span, wrong, None);
                self.lost = true;
            }
        }
    }

    /// Modules and targets that one of the two families does not have.
    fn check_family(&mut self, name: &str, value: &Word<'_>) {
        const OF_V4: [&str; 7] = ["icmp", "realm", "ttl", "TTL", "ECN", "ULOG", "unclean"];
        const OF_V6: [&str; 8] = [
            "icmp6",
            "hl",
            "HL",
            "eui64",
            "rt",
            "frag",
            "ipv6header",
            "NPT",
        ];
        let (other, program) = if self.v4 {
            (&OF_V6[..], "ip6tables")
        } else {
            (&OF_V4[..], "iptables")
        };
        if other.contains(&name) {
            let what = format!("'{name}' is for {program}");
            self.refuse(value.span, what, None);
        }
    }

    /// Loads a module, as often as it is named: each time its options may be said anew. `rpfilter` tests without any.
    fn load(&mut self, module: &'static str) {
        if module == "rpfilter" {
            self.test(false, Test::ReversePath { loose: false });
        }
        if self.loaded.len() >= MOST_MODULES {
            self.loaded.retain(|held| *held != module);
        }
        self.loaded.push(module);
    }

    fn jump(&mut self, value: &Word<'_>, goto: bool) {
        if self.target.is_some() {
            self.refuse(
                value.span,
                "a second target",
                Some("give each target a rule of its own"),
            );
            return;
        }
        let name = value.text.to_string();
        if let Some(module) =
            options::targets().find(|known| *known == name || known.eq_ignore_ascii_case(&name))
        {
            self.check_family(module, value);
            self.loaded.push(module);
        }
        self.target = Some(Named {
            name,
            span: value.span,
            goto,
        });
    }
}

/// A test that cannot be decided from a packet.
pub(super) fn assumed(what: impl Into<String>, holds: bool) -> Test {
    Test::Assumed {
        what: what.into(),
        holds,
    }
}

fn policy_named(text: &str) -> Value<Policy> {
    match text {
        "ACCEPT" => return Ok(Policy::Accept),
        "DROP" => return Ok(Policy::Drop),
        _ => {}
    }
    let wrong = format!("'{text}' is no policy");
    match super::target::meant_name(text) {
        Some("ACCEPT") => Err(Ill::meant(wrong, "write ACCEPT", Policy::Accept)),
        Some("DROP") => Err(Ill::meant(wrong, "write DROP", Policy::Drop)),
        Some("REJECT") => Err(Ill::meant(
            wrong,
            "a policy is ACCEPT or DROP; end the chain with -j REJECT",
            Policy::Drop,
        )),
        _ => Err(Ill::new(wrong)),
    }
}
