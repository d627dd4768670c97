//! The gateway of a rubric and its probes, from the texts of the file.

use super::model::{Gateway, Probe};
use super::schema;
use crate::netfilter::{self, Network, Scene};
use crate::source::did_you_mean;
use crate::yaml::{Reader, Text, clip};
use std::net::IpAddr;

/// What may be wanted of a probe.
const WANTED: [&str; 2] = ["pass", "blocked"];

impl Reader<'_> {
    pub(super) fn gateway_of(&mut self, written: &schema::Network) -> Option<Gateway> {
        let clients = self.network_of(&written.clients);
        let public = self.network_of(&written.public);
        let scene = Scene::new(
            (&written.inside.text, clients?),
            (&written.outside.text, public?),
        );
        let probes = written.probes.iter();
        Some(Gateway {
            probes: probes
                .filter_map(|probe| self.probe_of(probe, &scene))
                .collect(),
            scene,
        })
    }

    fn probe_of(&mut self, written: &schema::Probe, scene: &Scene) -> Option<Probe> {
        let text = |text: &Option<Text>| {
            text.as_ref()
                .map(|text| text.text.clone())
                .unwrap_or_default()
        };
        let wanted = written
            .wanted
            .as_ref()
            .and_then(|wanted| self.wanted_of(wanted));
        match netfilter::Probe::read(&written.sends.text, scene) {
            Ok(sent) => Some(Probe {
                sent: netfilter::Probe {
                    id: written.id.text.clone(),
                    wanted,
                    ..sent
                },
                shows: written.shows.text.clone(),
                passes: text(&written.passes),
                blocked: text(&written.blocked),
                span: written.id.span,
            }),
            Err(slip) => {
                let place = written.sends.spot(self.source, slip.span.start);
                self.fault_with(place, slip.what, slip.mend);
                None
            }
        }
    }

    /// Whether the packet should pass.
    fn wanted_of(&mut self, text: &Text) -> Option<bool> {
        let found = WANTED.iter().position(|known| *known == text.text);
        if found.is_none() {
            let what = format!("'wanted' is '{}'", clip(&text.text));
            let mend = did_you_mean(&text.text, WANTED)
                .unwrap_or_else(|| format!("write {}", WANTED.join(" or ")));
            self.fault(text.span, what, mend);
        }
        found.map(|at| at == 0)
    }

    fn network_of(&mut self, text: &Text) -> Option<Network> {
        let network = text.text.split_once('/').and_then(|(address, prefix)| {
            let (address, prefix) = (address.parse().ok()?, prefix.parse().ok()?);
            let fits = matches!(address, IpAddr::V4(_)) && (1..=30).contains(&prefix);
            fits.then(|| Network::new(address, prefix))
        });
        if network.is_none() {
            let what = format!("'{}' is no network", clip(&text.text));
            self.fault(
                text.span,
                what,
                "write an IPv4 address and a prefix up to 30, such as 192.168.1.0/24",
            );
        }
        network
    }
}
