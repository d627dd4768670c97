//! How chains hang below the base chains: the kernel refuses a jump that leads too deep, and so every circle, and a
//! rule in a chain that is reached from where its modules have no place.

use super::place::{Hooks, may_stand};
use crate::netfilter::model::{Chain, ChainKey, Ruleset, Target};
use std::collections::HashMap;

/// Deepest chain below a base chain. Source: NFT_JUMP_STACK_SIZE of net/netfilter/nf_tables.h, nft_chain_validate().
const DEEPEST: u8 = 15;

/// How a chain hangs: the longest way to it from a base chain, and on which hooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Hung {
    depth: u8,
    hooks: Hooks,
}

/// Why the kernel would refuse a jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Barred {
    /// In a circle, or through too many chains.
    Deep,
    /// To a rule that has no place on a hook.
    Place,
}

/// How the chains that can be reached hang.
#[derive(Debug, Default)]
pub(super) struct Reach {
    known: HashMap<ChainKey, Hung>,
    /// Whether jumps have gone since.
    stale: bool,
}

impl Reach {
    /// Notes that rules have gone.
    pub(super) const fn forget(&mut self) {
        self.stale = true;
    }

    /// Whether the kernel takes a rule of these details in a chain.
    pub(super) fn admits(&mut self, rules: &Ruleset, chain: &ChainKey, details: &str) -> bool {
        self.refresh(rules);
        self.hung(rules, chain)
            .is_none_or(|hung| may_stand(details, hung.hooks))
    }

    /// Whether the kernel takes a jump from one chain to another, and if not why.
    pub(super) fn bars(
        &mut self,
        rules: &Ruleset,
        from: &ChainKey,
        to: &ChainKey,
    ) -> Option<Barred> {
        self.refresh(rules);
        let hung = self.hung(rules, from)?;
        self.hang(rules, Some(from), to, hung.below())
    }

    fn hung(&self, rules: &Ruleset, key: &ChainKey) -> Option<Hung> {
        match rules.chain(key)?.base {
            Some(base) => Some(Hung {
                depth: 0,
                hooks: Hooks::of(base.hook),
            }),
            None => self.known.get(key).copied(),
        }
    }

    fn refresh(&mut self, rules: &Ruleset) {
        if std::mem::take(&mut self.stale) {
            self.known.clear();
            for chain in rules.chains() {
                let Some(hung) = chain.base.and_then(|_| self.hung(rules, &chain.key)) else {
                    continue;
                };
                for to in jumps(chain) {
                    let _ = self.hang(rules, None, to, hung.below());
                }
            }
        }
    }

    /// Hangs a chain, and all below it, at least so; nothing changes where that is barred or leads back `from` where
    /// a jump to it comes.
    fn hang(
        &mut self,
        rules: &Ruleset,
        from: Option<&ChainKey>,
        to: &ChainKey,
        hung: Hung,
    ) -> Option<Barred> {
        let mut before: Vec<(ChainKey, Option<Hung>)> = Vec::new();
        let mut todo = vec![(to.clone(), hung)];
        let mut barred = None;
        while let Some((key, hung)) = todo.pop() {
            let known = self.known.get(&key).copied();
            let joined = known.map_or(hung, |known| known.join(hung));
            if known == Some(joined) {
                continue;
            }
            let Some(chain) = rules.chain(&key) else {
                continue;
            };
            if joined.depth > DEEPEST || from == Some(&key) {
                barred = Some(Barred::Deep);
            } else if !chain
                .rules
                .iter()
                .all(|rule| may_stand(&rule.details, joined.hooks))
            {
                barred = Some(Barred::Place);
            }
            if barred.is_some() {
                break;
            }
            todo.extend(jumps(chain).map(|below| (below.clone(), joined.below())));
            before.push((key.clone(), self.known.insert(key, joined)));
        }
        if barred.is_some() {
            for (key, hung) in before.into_iter().rev() {
                match hung {
                    Some(hung) => self.known.insert(key, hung),
                    None => self.known.remove(&key),
                };
            }
        }
        barred
    }
}

impl Hung {
    /// How a chain hangs to which one that hangs so leads.
    const fn below(self) -> Self {
        Self {
            depth: self.depth + 1,
            hooks: self.hooks,
        }
    }

    /// Both ways together.
    fn join(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            hooks: self.hooks.with(other.hooks),
        }
    }
}

/// The chains to which the rules of one lead.
fn jumps(chain: &Chain) -> impl Iterator<Item = &ChainKey> {
    let targets = chain.rules.iter().flat_map(|rule| &rule.targets);
    targets.filter_map(|target| match target {
        Target::Jump(to) | Target::Goto(to) => Some(to),
        _ => None,
    })
}

/// Whether any rule leads to a chain.
pub(super) fn is_reached(rules: &Ruleset, key: &ChainKey) -> bool {
    rules.chains().iter().flat_map(jumps).any(|to| to == key)
}
