//! What a probe came to under an answer's rules, in the words that report and tutor share.

use super::rules::RulesGrade;
use crate::netfilter::{Hook, ProbeResult, Standing, Walk};
use crate::rubric::Probe;

/// What there is to say of a probe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbeWords<'p> {
    /// What it stands for, in a few words.
    pub shows: &'p str,
    passes: &'p str,
    blocked: &'p str,
}

/// Of the probe that no rubric names.
const ELSEWHERE: ProbeWords<'_> = ProbeWords {
    shows: "a stranger tries the ports that the rules name",
    passes: "Ports that rules name are tried beside those of the probes: to each of them, and from each.",
    blocked: "",
};

/// Of a packet that a rule of the raw table stopped. Source: netfilter-facts, kernel 1.
const RAW: &str = "In raw, tracking has not looked yet: a packet from the wire is INVALID there and in no other state.";

impl<'p> ProbeWords<'p> {
    /// The words for the probe at this place of a rubric; behind the last one stands the probe that no rubric names.
    pub fn of(probes: &'p [Probe], at: usize) -> Self {
        probes.get(at).map_or(ELSEWHERE, |probe| Self {
            shows: &probe.shows,
            passes: &probe.passes,
            blocked: &probe.blocked,
        })
    }

    /// What it means that it came out so; empty where there is nothing to say.
    pub fn means(self, result: &ProbeResult) -> &'p str {
        let raw = result.walks.last().is_some_and(Walk::ends_in_raw);
        match result.passes {
            true => self.passes,
            false if raw => RAW,
            false => self.blocked,
        }
    }
}

impl RulesGrade {
    /// How a probe came out under the rules as meant.
    pub fn standing(&self, result: &ProbeResult) -> Standing {
        result.standing(&self.trial.reading.meant)
    }
}

/// What is to be taught where rules say nothing about a hook.
pub fn open_by_default(hook: Hook) -> String {
    format!("Nothing is said about {hook}, which is open by default. That costs nothing here.")
}
