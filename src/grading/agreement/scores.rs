//! Human scores beside grades: mean error in points, and kappa in bands of ten points.

const BANDS: usize = 10;

/// Mean distance between the two scores, in points; none without scores.
pub(super) fn mean_absolute_error(scores: &[(f64, f64)]) -> Option<f64> {
    let sum: f64 = scores.iter().map(|(h, g)| (h - g).abs()).sum();
    (!scores.is_empty()).then(|| sum / scores.len() as f64)
}

/// Cohen's kappa of the bands, weighted by squared distance (Cohen 1968); none where chance alone would agree always.
pub(super) fn banded_kappa(scores: &[(f64, f64)]) -> Option<f64> {
    let n = scores.len() as f64;
    let mut humans = [0.0; BANDS];
    let mut grades = [0.0; BANDS];
    let mut observed = 0.0;
    for &(human, grade) in scores {
        let (human, grade) = (band(human), band(grade));
        humans[human] += 1.0;
        grades[grade] += 1.0;
        observed += square(human, grade);
    }
    let mut by_chance = 0.0;
    for (human, &of_humans) in humans.iter().enumerate() {
        for (grade, &of_grades) in grades.iter().enumerate() {
            by_chance += of_humans * of_grades / n * square(human, grade);
        }
    }
    (by_chance > 0.0).then(|| 1.0 - observed / by_chance)
}

fn square(a: usize, b: usize) -> f64 {
    a.abs_diff(b).pow(2) as f64
}

/// 0 to 9 is band 0, 10 to 19 band 1, …, 90 to 100 band 9.
fn band(score: f64) -> usize {
    ((score / 10.0).floor().max(0.0) as usize).min(BANDS - 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::near;
    use super::*;

    type Case<'a> = (&'a [(f64, f64)], Option<f64>, Option<f64>);

    #[test]
    fn scores_give_the_figures_worked_out_by_hand() {
        let rows: [Case; 5] = [
            (&[(5.0, 5.0), (95.0, 95.0)], Some(1.0), Some(0.0)),
            (&[(5.0, 95.0), (95.0, 5.0)], Some(-1.0), Some(90.0)),
            // bands 0,1,2 against 1,1,2: observed 1, by chance (1+1+4 + 0+0+1 + 1+1+0) / 3 = 3
            (
                &[(0.0, 10.0), (10.0, 19.0), (25.0, 29.9)],
                Some(0.6667),
                Some(7.9667),
            ),
            (&[(50.0, 55.0)], None, Some(5.0)),
            (&[], None, None),
        ];
        for (scores, kappa, error) in rows {
            assert!(near(banded_kappa(scores), kappa), "kappa of {scores:?}");
            assert!(
                near(mean_absolute_error(scores), error),
                "error of {scores:?}"
            );
        }
        assert_eq!([0.0, 9.99, 10.0, 90.0, 100.0].map(band), [0, 0, 1, 9, 9]);
    }
}
