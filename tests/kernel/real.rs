//! Real files, where the samples are at hand: those for IPv4 in which nothing is left to assumptions.

use super::load::{Case, Form};
use conntutor::netfilter::{Ruleset, Target, Test};
use std::fs;
use std::path::Path;

/// The files.
pub(crate) fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/rules");
    let Ok(manifest) = fs::read_to_string(folder.join("manifest.tsv")) else {
        return Vec::new();
    };
    let case = |row: &str| {
        let cells: Vec<&str> = row.split('\t').collect();
        let form = match cells[1..3] {
            ["save", "4"] => Form::Save,
            ["nft", _] => Form::Ruleset,
            _ => return None,
        };
        let bytes = fs::read(folder.join(cells[0])).expect("a file of the manifest");
        let case = Case {
            name: format!("real: {}", cells[0]),
            form,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        };
        is_certain(&case.read().typed).then_some(case)
    };
    manifest.lines().skip(1).filter_map(case).collect()
}

/// Whether packets alone decide what the rules do.
fn is_certain(rules: &Ruleset) -> bool {
    fn assumed(test: &Test) -> bool {
        match test {
            Test::Assumed { .. } => true,
            Test::Any(several) => several.iter().any(assumed),
            _ => false,
        }
    }
    let mut all = rules.chains().iter().flat_map(|chain| &chain.rules);
    all.all(|rule| {
        let queued = |target: &Target| matches!(target, Target::Queue { .. });
        !rule.matches.iter().any(|found| assumed(&found.test)) && !rule.targets.iter().any(queued)
    })
}
