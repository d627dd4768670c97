//! Phrases laid out flat, so that matching walks one row of steps.

use super::dictionary::{Dictionary, SetId, WordId};
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
    /// So many steps behind this one are branches, one of which is taken. They begin with one of these words, where
    /// that is known.
    Any(u32, Option<SetId>),
    /// So many steps behind this one are a branch.
    Branch(u32),
}

/// From so many branches on it is worth to look at once whether one of them may begin.
const MANY: usize = 3;

/// Appends steps to `out`.
pub(super) fn lay_out(steps: &[Step], dictionary: &mut Dictionary, out: &mut Vec<Op>) {
    for step in steps {
        match step {
            Step::Word(word) => out.push(Op::Word(*word)),
            Step::Set(set) => out.push(Op::Set(*set)),
            Step::Concept(concept) => out.push(Op::Concept(*concept)),
            Step::Gap(words) => out.push(Op::Gap(*words)),
            Step::Optional(inner) => {
                enclose(Op::Maybe, out, |out| {
                    lay_out(std::slice::from_ref(inner), dictionary, out);
                });
            }
            Step::Any(options) => {
                let firsts = firsts(options, dictionary).filter(|_| options.len() >= MANY);
                let firsts = firsts.map(|words| dictionary.set(words));
                let any = |length| Op::Any(length, firsts);
                enclose(any, out, |out| {
                    for option in options {
                        enclose(Op::Branch, out, |out| lay_out(option, dictionary, out));
                    }
                });
            }
        }
    }
}

/// The words that one of the phrases begins with; none where one begins with a concept.
fn firsts(options: &[Vec<Step>], dictionary: &Dictionary) -> Option<Vec<WordId>> {
    let mut words = Vec::new();
    for option in options {
        match option.first()? {
            Step::Word(word) => words.push(*word),
            Step::Set(set) => words.extend(dictionary.members(*set)),
            Step::Any(inner) => words.extend(firsts(inner, dictionary)?),
            Step::Concept(_) | Step::Gap(_) | Step::Optional(_) => return None,
        }
    }
    words.sort_unstable();
    words.dedup();
    Some(words)
}

/// Appends what `fill` appends behind a step that says how long it is.
fn enclose(op: impl Fn(u32) -> Op, out: &mut Vec<Op>, fill: impl FnOnce(&mut Vec<Op>)) {
    let at = out.len();
    out.push(op(0));
    fill(out);
    out[at] = op(u32::try_from(out.len() - at - 1).unwrap_or(u32::MAX));
}
