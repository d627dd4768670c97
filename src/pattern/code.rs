//! Phrases laid out flat, so that matching walks one row of steps.

use super::dictionary::{SetId, WordId};
use super::lexicon::{ConceptId, Step};

/// One step of a phrase laid out flat.
#[derive(Debug, Clone, Copy)]
pub(super) enum Op {
    Word(WordId),
    /// One of several words.
    Set(SetId),
    Concept(ConceptId),
    /// Up to so many words.
    Gap(u8),
    /// So many steps behind this one may be left out.
    Maybe(u32),
    /// So many steps behind this one are branches, one of which is taken.
    Any(u32),
    /// So many steps behind this one are a branch.
    Branch(u32),
}

/// Appends steps to `out`.
pub(super) fn lay_out(steps: &[Step], out: &mut Vec<Op>) {
    for step in steps {
        match step {
            Step::Word(word) => out.push(Op::Word(*word)),
            Step::Set(set) => out.push(Op::Set(*set)),
            Step::Concept(concept) => out.push(Op::Concept(*concept)),
            Step::Gap(words) => out.push(Op::Gap(*words)),
            Step::Optional(inner) => {
                enclose(Op::Maybe, out, |out| {
                    lay_out(std::slice::from_ref(inner), out);
                });
            }
            Step::Any(options) => {
                enclose(Op::Any, out, |out| {
                    for option in options {
                        enclose(Op::Branch, out, |out| lay_out(option, out));
                    }
                });
            }
        }
    }
}

/// Appends what `fill` appends behind a step that says how long it is.
fn enclose(op: fn(u32) -> Op, out: &mut Vec<Op>, fill: impl FnOnce(&mut Vec<Op>)) {
    let at = out.len();
    out.push(op(0));
    fill(out);
    out[at] = op(u32::try_from(out.len() - at - 1).unwrap_or(u32::MAX));
}
