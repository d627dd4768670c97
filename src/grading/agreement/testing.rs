//! What the tests of this room share: counts written short, figures compared to three digits.

use super::Confusion;

/// Whether two figures are the same to three digits, or both absent.
pub(super) fn near(got: Option<f64>, want: Option<f64>) -> bool {
    match (got, want) {
        (Some(got), Some(want)) => (got - want).abs() < 5e-4,
        (got, want) => got == want,
    }
}

/// Both, grader only, human only, neither.
pub(super) fn confusion(counts: [usize; 4]) -> Confusion {
    let [both, grader_only, human_only, neither] = counts;
    Confusion {
        both,
        grader_only,
        human_only,
        neither,
    }
}
