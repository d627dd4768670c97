//! Chains, the hooks they hang on, and all chains of a machine together.

use super::rule::Rule;
use super::target::Target;
use crate::source::Span;
use std::collections::{HashMap, VecDeque};
use std::fmt;

/// The address family of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// IPv4: iptables, nft `ip`.
    V4,
    /// IPv6: ip6tables, nft `ip6`.
    V6,
    /// Both: nft `inet`.
    Both,
    /// ARP, bridge, netdev: read, but no packet of ours passes there.
    Other,
}

impl Family {
    /// Whether packets of this IP version pass its chains.
    pub const fn sees(self, v4: bool) -> bool {
        match self {
            Self::V4 => v4,
            Self::V6 => !v4,
            Self::Both => true,
            Self::Other => false,
        }
    }
}

/// Where on its path a packet meets a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hook {
    /// As it arrives.
    Prerouting,
    /// For this machine.
    Input,
    /// For another machine.
    Forward,
    /// From this machine.
    Output,
    /// As it leaves.
    Postrouting,
    /// A device hook, off the paths modelled here.
    Ingress,
}

impl Hook {
    /// The name of the built-in chain on it.
    pub const fn chain(self) -> &'static str {
        match self {
            Self::Prerouting => "PREROUTING",
            Self::Input => "INPUT",
            Self::Forward => "FORWARD",
            Self::Output => "OUTPUT",
            Self::Postrouting => "POSTROUTING",
            Self::Ingress => "INGRESS",
        }
    }
}

impl fmt::Display for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.chain())
    }
}

/// What a base chain does when no rule decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Let through.
    Accept,
    /// Drop.
    Drop,
}

impl Policy {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "ACCEPT",
            Self::Drop => "DROP",
        }
    }
}

/// What a base chain is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Sees every packet.
    Filter,
    /// Sees the first packet of a connection and translates.
    Nat,
}

/// How a base chain hangs on its hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Base {
    /// The hook.
    pub hook: Hook,
    /// Lower ones come first. raw -300, tracking -200, mangle -150, nat -100 or 100, filter 0 (netfilter-facts 1).
    pub priority: i32,
    /// What for.
    pub kind: Kind,
    /// What happens at its end.
    pub policy: Policy,
    /// Where the text gives that policy; none where it is the default.
    pub given: Option<Span>,
}

/// What names a chain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChainKey {
    /// Family of its table.
    pub family: Family,
    /// Name of its table.
    pub table: String,
    /// Its own name.
    pub name: String,
}

impl ChainKey {
    /// The key of a chain.
    pub fn new(family: Family, table: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            family,
            table: table.into(),
            name: name.into(),
        }
    }
}

impl fmt::Display for ChainKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.table, self.name)
    }
}

/// One chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// What names it.
    pub key: ChainKey,
    /// Its hook, where it has one; a chain without one is reached by jumps only.
    pub base: Option<Base>,
    /// Its rules in order.
    pub rules: VecDeque<Rule>,
}

/// Named sets and maps of nftables by table and name: the elements as written, each with its verdict in a map.
pub type NamedSets = HashMap<ChainKey, Vec<(String, Option<Target>)>>;

/// All chains of a machine, in the order in which they came to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruleset {
    chains: Vec<Chain>,
    index: HashMap<ChainKey, usize>,
    /// The sets that rules of nftables name.
    pub sets: NamedSets,
}

impl Ruleset {
    /// All chains.
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// The chain of that name.
    pub fn chain(&self, key: &ChainKey) -> Option<&Chain> {
        self.chains.get(*self.index.get(key)?)
    }

    /// The chain of that name, to change.
    pub fn chain_mut(&mut self, key: &ChainKey) -> Option<&mut Chain> {
        self.chains.get_mut(*self.index.get(key)?)
    }

    /// The chain of that name; made, with that base, where there is none.
    pub fn ensure(&mut self, key: &ChainKey, base: Option<Base>) -> &mut Chain {
        let at = self.index.get(key).copied().unwrap_or_else(|| {
            self.index.insert(key.clone(), self.chains.len());
            self.chains.push(Chain {
                key: key.clone(),
                base,
                rules: VecDeque::new(),
            });
            self.chains.len() - 1
        });
        &mut self.chains[at]
    }

    /// Takes out one chain; base chains stay in their order.
    pub fn drop_chain(&mut self, key: &ChainKey) -> Option<Chain> {
        let at = self.index.remove(key)?;
        let based = self.chains.last().is_some_and(|last| last.base.is_some());
        let (gone, moved) = if based {
            (self.chains.remove(at), self.chains.len())
        } else {
            (self.chains.swap_remove(at), at + 1)
        };
        for (at, chain) in self.chains.iter().enumerate().take(moved).skip(at) {
            if let Some(held) = self.index.get_mut(&chain.key) {
                *held = at;
            }
        }
        Some(gone)
    }

    /// Takes out all chains that `gone` names.
    pub fn remove(&mut self, gone: impl Fn(&Chain) -> bool) {
        let mut kept = 0;
        let place = |chain: &Chain| {
            let stays = !gone(chain);
            kept += usize::from(stays);
            stays.then(|| kept - 1)
        };
        let places: Vec<Option<usize>> = self.chains.iter().map(place).collect();
        let mut old = places.iter();
        self.chains
            .retain(|_| old.next().is_some_and(Option::is_some));
        self.index.retain(|_, at| {
            let new = places[*at];
            *at = new.unwrap_or_default();
            new.is_some()
        });
    }

    /// All chains, to change. Their keys must stay.
    pub fn chains_mut(&mut self) -> impl Iterator<Item = &mut Chain> {
        self.chains.iter_mut()
    }

    /// The base chains on a hook for an IP version, in the order in which a packet meets them: of equal priorities the
    /// one that came last is the first. Source: nf_hook_entries_grow() of net/netfilter/core.c.
    pub fn at(&self, hook: Hook, v4: bool) -> Vec<(&Chain, Base)> {
        let mut found: Vec<(&Chain, Base)> = self
            .chains
            .iter()
            .rev()
            .filter(|chain| chain.key.family.sees(v4))
            .filter_map(|chain| chain.base.map(|base| (chain, base)))
            .filter(|(_, base)| base.hook == hook)
            .collect();
        found.sort_by_key(|(_, base)| base.priority);
        found
    }

    /// Whether any chain is for this IP version.
    pub fn has_family(&self, v4: bool) -> bool {
        self.chains.iter().any(|chain| chain.key.family.sees(v4))
    }

    /// Whether the text fills a filter chain on this hook or gives it a policy.
    pub fn touches(&self, hook: Hook) -> bool {
        let touched = |(chain, base): &(&Chain, Base)| {
            base.kind == Kind::Filter && (base.given.is_some() || !chain.rules.is_empty())
        };
        self.at(hook, true).iter().any(touched)
    }
}
