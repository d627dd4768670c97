//! Tests of the whole room: real files, answers, packets.

mod answers;
mod behaviour;
mod command_line;
mod facts;
mod hostile;
mod rulesets;
mod scripts;
mod sequences;
mod slips;
mod written;

use super::{Network, Scene};

/// The gateway of the fact sheets: eth1 inside, eth0 outside.
fn scene() -> Scene {
    let network = Network::new([192, 168, 1, 0].into(), 24);
    Scene {
        inside: "eth1".to_owned(),
        outside: "eth0".to_owned(),
        network,
        gateway_inside: network.host(1),
        gateway_outside: Network::new([203, 0, 113, 50].into(), 24),
        masquerade: true,
        told: false,
    }
}
