//! The place where probes are run: a gateway between an inside network and the world.

use super::probe::{Door, Host};
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
    /// Whether the author of the rules says which side is which; otherwise the names are the usual ones.
    pub told: bool,
}

impl Scene {
    /// A gateway between the network `clients`, of which it is the first host, and the world, where `public` is its
    /// address. A masquerade is assumed, and nothing is told yet.
    pub fn new((inside, clients): (&str, Network), (outside, public): (&str, Network)) -> Self {
        Self {
            inside: inside.to_owned(),
            outside: outside.to_owned(),
            network: clients,
            gateway_inside: clients.host(1),
            gateway_outside: public,
            masquerade: true,
            told: false,
        }
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

    /// The host of an address.
    pub fn host(&self, address: IpAddr) -> Host {
        match address {
            own if own == self.gateway_inside => Host::GatewayInside,
            own if own == self.gateway_outside.address => Host::GatewayOutside,
            client if self.network.contains(client) => Host::Inside(self.network.number(client)),
            other => Host::Address(other),
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
