//! A machine's interfaces, addresses and routes.

use super::model::Network;
use std::net::IpAddr;

/// One interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    /// Its name.
    pub name: String,
    /// Its addresses, each with the prefix of the network on its link.
    pub addresses: Vec<Network>,
}

/// One route that is no link's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Where to.
    pub to: Network,
    /// By which interface.
    pub by: String,
}

/// A machine as the simulator sees it. The loopback interface `lo` is always there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topology {
    /// Its interfaces.
    pub interfaces: Vec<Interface>,
    /// Routes beyond its links; the longest prefix wins.
    pub routes: Vec<Route>,
}

impl Topology {
    /// A router with one network inside and the world outside. `inside` and `outside` are its own addresses there.
    pub fn gateway(inside: (&str, Network), outside: (&str, Network)) -> Self {
        let interface = |(name, network): (&str, Network)| Interface {
            name: name.to_owned(),
            addresses: vec![network],
        };
        let world = |any: IpAddr| Network::new(any, 0);
        Self {
            interfaces: vec![interface(inside), interface(outside)],
            routes: vec![Route {
                to: world(outside.1.address),
                by: outside.0.to_owned(),
            }],
        }
    }

    /// Whether an address is one of its own.
    pub fn is_local(&self, address: IpAddr) -> bool {
        let own = |interface: &Interface| {
            interface
                .addresses
                .iter()
                .any(|held| held.address == address)
        };
        address.is_loopback() || self.interfaces.iter().any(own)
    }

    /// The interface by which packets for an address leave; none where nothing leads there.
    pub fn route(&self, address: IpAddr) -> Option<&str> {
        if self.is_local(address) {
            return Some("lo");
        }
        let links = self.interfaces.iter().flat_map(|interface| {
            let link = |held: &Network| (*held, interface.name.as_str());
            interface.addresses.iter().map(link)
        });
        let routes = self
            .routes
            .iter()
            .map(|route| (route.to, route.by.as_str()));
        links
            .chain(routes)
            .filter(|(network, _)| network.contains(address))
            .max_by_key(|(network, _)| network.prefix)
            .map(|(_, name)| name)
    }

    /// The first address of an interface in the family of `like`.
    pub fn address(&self, interface: &str, like: IpAddr) -> Option<IpAddr> {
        let found = self.interfaces.iter().find(|held| held.name == interface)?;
        let addresses = found.addresses.iter().map(|network| network.address);
        addresses
            .into_iter()
            .find(|held| held.is_ipv4() == like.is_ipv4())
    }

    /// The source that a masquerade gives to packets that leave by an interface: its first address. The loopback
    /// interface's own does not do, so that there it is the first of all. Source: inet_select_addr() of devinet.c.
    pub fn masquerade(&self, interface: &str, like: IpAddr) -> Option<IpAddr> {
        let mut others = self.interfaces.iter().map(|held| held.name.as_str());
        match interface {
            "lo" => others.find_map(|name| self.address(name, like)),
            _ => self.address(interface, like),
        }
    }
}
