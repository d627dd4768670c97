//! Tests of the whole room: real files, answers, packets.

mod answers;
mod command_line;
mod facts;
mod hostile;
mod samples;

use super::{Network, Scene, Sides};

/// The usual gateway, with the interfaces that were found.
fn scene(sides: &Sides) -> Scene {
    let usual = Network::new([192, 168, 1, 0].into(), 24);
    let network = sides
        .network
        .filter(|found| !found.contains(usual.address))
        .unwrap_or(usual);
    Scene {
        inside: sides.inside.clone(),
        outside: sides.outside.clone(),
        network,
        gateway_inside: network.host(1),
        gateway_outside: Network::new([203, 0, 113, 50].into(), 24),
        masquerade: true,
    }
}

/// The gateway of the fact sheets: eth1 inside, eth0 outside.
fn usual_scene() -> Scene {
    scene(&Sides {
        inside: "eth1".to_owned(),
        outside: "eth0".to_owned(),
        network: None,
        told: true,
    })
}
