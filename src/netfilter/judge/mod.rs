//! What a set of rules does to a list of probes, and what of it is useless. The probes come from outside.

mod behaviour;
mod flow;
mod probe;
mod returns;
mod scene;
mod shadow;
mod sides;
mod trial;
mod written;

pub use behaviour::{Behaviour, Proof, behaviour};
pub use flow::{ProbeResult, judge};
pub use probe::{Door, Host, Probe, Traffic};
pub use returns::{ReturnRule, WhyUseless, return_rules};
pub use scene::Scene;
pub use shadow::{Shadowed, shadowed};
pub use trial::{Standing, Trial, is_for_v6_alone};
