//! The place where probes are run: a gateway between an inside network and the world.

use super::probe::{Door, Host};
use super::sides::Sides;
use crate::netfilter::model::Network;
use crate::netfilter::simulate::Origin;
use crate::netfilter::topology::Topology;
use std::net::IpAddr;

/// A gateway with its two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The inside interface.
    pub inside: String,
    /// The outside interface.
    pub outside: String,
    /// The inside network.
    pub network: Network,
    /// The gateway's address inside.
    pub gateway_inside: IpAddr,
    /// The gateway's address outside, with its network.
    pub gateway_outside: Network,
    /// Whether a masquerade on the outside interface is assumed where the rules translate no source.
    pub masquerade: bool,
}

impl Scene {
    /// The same place with the names and the network that the author of the rules gives to its sides.
    #[must_use]
    pub fn seen_by(mut self, sides: &Sides) -> Self {
        if sides.told {
            self.inside.clone_from(&sides.inside);
            self.outside.clone_from(&sides.outside);
        }
        if let Some(own) = sides
            .network
            .filter(|own| !own.contains(self.network.address))
        {
            self.network = own;
            self.gateway_inside = own.host(1);
        }
        self
    }

    /// The machine in the middle.
    pub fn topology(&self) -> Topology {
        let inside = Network::new(self.gateway_inside, self.network.prefix);
        Topology::gateway(
            (&self.inside, inside),
            (&self.outside, self.gateway_outside),
        )
    }

    /// The address of a host.
    pub fn address(&self, host: Host) -> IpAddr {
        match host {
            Host::Inside(n) => self.network.host(n),
            Host::GatewayInside => self.gateway_inside,
            Host::GatewayOutside => self.gateway_outside.address,
            Host::Address(address) => address,
        }
    }

    /// Where a packet comes up.
    pub fn origin(&self, door: Door) -> Origin {
        match door {
            Door::Inside => Origin::Wire(self.inside.clone()),
            Door::Outside => Origin::Wire(self.outside.clone()),
            Door::Local => Origin::Local,
        }
    }
}
