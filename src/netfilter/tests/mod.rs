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
    let clients = Network::new([192, 168, 1, 0].into(), 24);
    let public = Network::new([203, 0, 113, 50].into(), 24);
    Scene::new(("eth1", clients), ("eth0", public))
}
