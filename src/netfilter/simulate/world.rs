//! A machine with its rules, its connections and its place in the net.

use super::path;
use super::trace::Walk;
use super::track::Table;
use crate::netfilter::model::{Packet, Ruleset};
use crate::netfilter::topology::Topology;
use std::sync::Arc;

/// Where a packet comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In by this interface.
    Wire(String),
    /// A program on this machine.
    Local,
}

/// Most values that the rules of a machine may compare before its packets end in `Verdict::Loop`. Chains that each jump
/// twice to the next are walked 2^n times, in the kernel as here.
pub(in crate::netfilter) const MOST: usize = 30_000_000;

/// A machine through which packets go one after another; each finds the connections that those before it made.
#[derive(Debug, Clone)]
pub struct World {
    pub(super) rules: Arc<Ruleset>,
    pub(super) topology: Topology,
    pub(super) table: Table,
    /// How many values the rules may still compare.
    pub(super) budget: usize,
}

impl World {
    /// A machine that has seen no packet yet.
    pub fn new(rules: Arc<Ruleset>, topology: Topology) -> Self {
        Self {
            rules,
            topology,
            table: Table::default(),
            budget: MOST,
        }
    }

    /// The same with strict TCP tracking (nf_conntrack_tcp_loose=0): a bare ACK of no connection is INVALID.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.table.strict = true;
        self
    }

    /// The same with so many values left to compare.
    #[must_use]
    pub(in crate::netfilter) fn within(mut self, budget: usize) -> Self {
        self.budget = budget;
        self
    }

    /// How many values its rules may still compare.
    pub(in crate::netfilter) const fn budget(&self) -> usize {
        self.budget
    }

    /// Exchanges its rules; its connections stay, as they do in the kernel (conntrack-facts §2).
    pub fn load(&mut self, rules: Arc<Ruleset>) {
        self.rules = rules;
    }

    /// Sends one packet.
    pub fn send(&mut self, packet: Packet, origin: &Origin) -> Walk {
        path::send(self, packet, origin)
    }

    /// Its place in the net.
    pub fn topology(&self) -> &Topology {
        &self.topology
    }
}
