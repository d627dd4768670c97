//! The same text to the tools, which load it into the kernel, and to the readers, which make a `Ruleset` of it.

use super::gateway::{give, run};
use conntutor::netfilter::{Family, Hook, Kind, Reading, Ruleset, read, restore, ruleset};
use conntutor::source::Source;

/// Makes the test's own chains, after which nothing else is left. Tracking marks each packet with the state that it
/// gave, as a code point; packets for this machine end in a protocol that nobody answers (255), the old one in their id.
const EMPTY: &str = "flush ruleset
table ip conntutor_test {
  chain told {
    ct state new ip dscp set 1
    ct state established ip dscp set 2
    ct state related ip dscp set 3
    ct state invalid ip dscp set 4
    ct state untracked ip dscp set 5
  }
  chain arriving { type filter hook prerouting priority -199; jump told; }
  chain leaving { type filter hook output priority -199; jump told; }
  chain delivered {
    type filter hook input priority 2147483647;
    ip protocol 1 ip id set 1 ip protocol set 255
    ip protocol 6 ip id set 6 ip protocol set 255
    ip protocol 17 ip id set 17 ip protocol set 255
    ip protocol 47 ip id set 47 ip protocol set 255
    ip protocol 50 ip id set 50 ip protocol set 255
  }
}
";
/// What is assumed where a text translates no source.
const MASQUERADE: &str = "table ip conntutor_nat {
  chain leaving { type nat hook postrouting priority 100; oifname eth0 masquerade; }
}
";
/// Tells of each command that its tool refused.
const PRELUDE: &str = "for tool in iptables nft; do
  eval \"$tool() { command $tool \\\"\\$@\\\" 2>&1 || echo refused; }\"
done
";

/// How a text is given to the kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Run by a shell.
    Commands,
    /// To iptables-restore.
    Save,
    /// To `nft -f`.
    Ruleset,
}

/// A text with rules.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) form: Form,
    pub(crate) text: String,
}

impl Case {
    /// What we make of it.
    pub(crate) fn read(&self) -> Reading {
        let source = Source::new(self.name.as_str(), self.text.as_str());
        match self.form {
            Form::Commands => read(&source),
            Form::Save => restore(&source, Family::V4),
            Form::Ruleset => ruleset(&source),
        }
    }

    /// Loads it in place of all that was there: how many commands were refused, and what the tools said.
    pub(crate) fn load(&self) -> (usize, String) {
        run("nft", &["-f", "-"], EMPTY);
        let (refused, said) = match self.form {
            Form::Commands => {
                let (_, said) = give("sh", &["-c", &format!("{PRELUDE}{}", self.text)], "");
                (said.matches("refused").count(), said)
            }
            Form::Save => {
                let (done, said) = give("iptables-restore", &[], &self.text);
                (usize::from(!done), said)
            }
            Form::Ruleset => {
                let (done, said) = give("nft", &["-f", "-"], &self.text);
                (usize::from(!done), said)
            }
        };
        if self.text.contains("flush ruleset") {
            run(
                "nft",
                &["-f", "-"],
                EMPTY.trim_start_matches("flush ruleset"),
            );
        }
        (refused, said)
    }
}

/// Adds to the kernel the masquerade that the judge assumes, where it does.
pub(crate) fn assume_masquerade(rules: &Ruleset) -> bool {
    let nat = rules.at(Hook::Postrouting, true);
    let translates = nat
        .iter()
        .any(|(chain, base)| base.kind == Kind::Nat && !chain.rules.is_empty());
    if !translates {
        run("nft", &["-f", "-"], MASQUERADE);
    }
    !translates
}

/// The assumed masquerade as rules, for a world that is made by hand.
pub(crate) fn masquerade() -> Ruleset {
    ruleset(&Source::new("masquerade", MASQUERADE)).typed
}
