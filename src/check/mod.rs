//! Faults of a rubric, found without a learner.
