//! Yes/no decisions of the grader beside those of a person, and the figures that they give.

/// Yes/no decisions of the grader beside those of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confusion {
    /// Both say yes.
    pub both: usize,
    /// Only the grader says yes.
    pub grader_only: usize,
    /// Only the person says yes.
    pub human_only: usize,
    /// Both say no.
    pub neither: usize,
}

impl Confusion {
    /// Counts one decision.
    pub fn add(&mut self, human: bool, grader: bool) {
        *match (human, grader) {
            (true, true) => &mut self.both,
            (false, true) => &mut self.grader_only,
            (true, false) => &mut self.human_only,
            (false, false) => &mut self.neither,
        } += 1;
    }

    /// The counts of both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            both: self.both + other.both,
            grader_only: self.grader_only + other.grader_only,
            human_only: self.human_only + other.human_only,
            neither: self.neither + other.neither,
        }
    }

    /// Decisions counted.
    pub fn n(self) -> usize {
        self.both + self.grader_only + self.human_only + self.neither
    }

    /// Of the grader's yes, the share that is right; none where it never says yes.
    pub fn precision(self) -> Option<f64> {
        share(self.both, self.both + self.grader_only)
    }

    /// Of the person's yes, the share that the grader finds; none where there is none.
    pub fn recall(self) -> Option<f64> {
        share(self.both, self.both + self.human_only)
    }

    /// Harmonic mean of precision and recall; none where nobody ever says yes.
    pub fn f1(self) -> Option<f64> {
        share(
            2 * self.both,
            2 * self.both + self.grader_only + self.human_only,
        )
    }

    /// The share of decisions on which both agree.
    pub fn accuracy(self) -> Option<f64> {
        share(self.both + self.neither, self.n())
    }

    /// Cohen's kappa; none where chance alone would agree always.
    pub fn kappa(self) -> Option<f64> {
        let n = self.n() as f64;
        let human = (self.both + self.human_only) as f64 / n;
        let grader = (self.both + self.grader_only) as f64 / n;
        let chance = human * grader + (1.0 - human) * (1.0 - grader);
        let observed = self.accuracy()?;
        (chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{confusion, near};

    #[test]
    fn counts_give_the_figures_worked_out_by_hand() {
        type Figures = [Option<f64>; 4];
        let rows: [([usize; 4], Figures); 6] = [
            // 20 of 50 both, 15 neither: observed .70, chance .50 (Cohen's textbook example)
            (
                [20, 5, 10, 15],
                [Some(0.8), Some(0.6667), Some(0.7273), Some(0.4)],
            ),
            ([4, 0, 0, 4], [Some(1.0), Some(1.0), Some(1.0), Some(1.0)]),
            ([0, 2, 2, 0], [Some(0.0), Some(0.0), Some(0.0), Some(-1.0)]),
            ([3, 0, 0, 0], [Some(1.0), Some(1.0), Some(1.0), None]),
            ([0, 0, 2, 2], [None, Some(0.0), Some(0.0), Some(0.0)]),
            ([0, 0, 0, 0], [None, None, None, None]),
        ];
        for (counts, want) in rows {
            let c = confusion(counts);
            let got = [c.precision(), c.recall(), c.f1(), c.kappa()];
            let same = got.iter().zip(want).all(|(g, w)| near(*g, w));
            assert!(same, "{counts:?}: {got:?}, not {want:?}");
        }
    }
}
