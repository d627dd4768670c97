//! The walk of one packet through one base chain and the chains it jumps to.

use super::matching::View;
use super::trace::{Place, Step};
use crate::netfilter::model::{Base, Chain, Kind, Policy, Rule, Ruleset, Target};

/// Deepest nesting of jumps. Source: NFT_JUMP_STACK_SIZE of nf_tables.h.
const DEEPEST: usize = 16;
/// What finding a chain costs, in values compared.
const JUMP: usize = 4;
/// Steps behind which a trace holds only what ends a walk.
const LONGEST: usize = 4096;

/// What a base chain came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// Through.
    Accept,
    /// Gone.
    Drop,
    /// Gone, and the sender is told so.
    Reject(String),
    /// Through, with a translation to set up.
    Translate(Target),
    /// Jumps go in a circle or too deep.
    Loop,
}

/// Walks a packet through a base chain.
pub(super) fn walk(
    rules: &Ruleset,
    chain: &Chain,
    base: Base,
    view: &mut View<'_>,
    (steps, budget): (&mut Vec<Step>, &mut usize),
) -> End {
    let mut walker = Walker {
        rules,
        steps,
        budget,
        by_state: Vec::new(),
        translates: base.kind == Kind::Nat,
    };
    match walker.chain(chain, view, 0) {
        Flow::End(end) => end,
        // RETURN in a base chain, and the end of one, mean its policy (netfilter-facts 11)
        Flow::Back => walker.policy(chain, base),
    }
}

/// How the walk goes on behind a chain.
enum Flow {
    /// It is over.
    End(End),
    /// Behind the rule that jumped here.
    Back,
}

struct Walker<'r, 's> {
    rules: &'r Ruleset,
    steps: &'s mut Vec<Step>,
    /// How many values may still be compared.
    budget: &'s mut usize,
    /// For each jump under way, whether it asked for a state.
    by_state: Vec<bool>,
    /// Whether the base chain translates.
    translates: bool,
}

impl<'r> Walker<'r, '_> {
    fn chain(&mut self, chain: &'r Chain, view: &mut View<'_>, depth: usize) -> Flow {
        if depth > DEEPEST {
            return Flow::End(End::Loop);
        }
        for rule in &chain.rules {
            let outcome = view.matches(&rule.matches);
            let Some(left) = self.budget.checked_sub(1 + outcome.cost) else {
                *self.budget = 0;
                return Flow::End(End::Loop);
            };
            *self.budget = left;
            if self.steps.len() < LONGEST {
                let assumed = outcome.assumed.into_iter();
                self.steps.extend(assumed.map(Step::Assumed));
            }
            if !outcome.holds {
                continue;
            }
            let by_state = outcome.by_state
                && !matches!(view.tracking.state, crate::netfilter::model::State::Invalid);
            match self.rule((chain, depth), rule, by_state, view) {
                None => {}
                Some(flow) => return flow,
            }
        }
        Flow::Back
    }

    /// Does what a rule says; none where the walk goes on behind it.
    fn rule(
        &mut self,
        (chain, depth): (&'r Chain, usize),
        rule: &'r Rule,
        by_state: bool,
        view: &mut View<'_>,
    ) -> Option<Flow> {
        for target in &rule.targets {
            self.note(chain, rule, target, by_state);
            let end = match target {
                Target::Accept => End::Accept,
                Target::Drop => End::Drop,
                Target::Reject(answer) => End::Reject(answer.clone()),
                Target::Queue { bypass } => {
                    self.steps
                        .push(Step::Assumed("no program takes queued packets".to_owned()));
                    if *bypass { End::Accept } else { End::Drop }
                }
                Target::Return => return Some(Flow::Back),
                Target::Jump(key) | Target::Goto(key) => {
                    let goto = matches!(target, Target::Goto(_));
                    let Some(inner) = self.rules.chain(key) else {
                        continue;
                    };
                    *self.budget = self.budget.saturating_sub(JUMP);
                    self.by_state.push(by_state);
                    let flow = self.chain(inner, view, depth + 1);
                    self.by_state.pop();
                    match flow {
                        Flow::Back if !goto => continue,
                        // the end of a chain reached by `-g` returns for the one that went there
                        Flow::Back => return Some(Flow::Back),
                        flow => return Some(flow),
                    }
                }
                Target::Mark(_)
                | Target::Notrack
                | Target::ConnMark(_)
                | Target::SaveMark(_)
                | Target::RestoreMark(_) => {
                    view.change(target);
                    continue;
                }
                Target::Passive(_) => continue,
                translate => End::Translate(translate.clone()),
            };
            return Some(Flow::End(end));
        }
        None
    }

    fn note(&mut self, chain: &Chain, rule: &Rule, target: &Target, by_state: bool) {
        if self.steps.len() >= LONGEST && !target.is_final() {
            return;
        }
        let action = match target {
            Target::Jump(key) => format!("jump {}", key.name),
            Target::Goto(key) => format!("goto {}", key.name),
            other => other.name().to_owned(),
        };
        let by_state = by_state || self.by_state.contains(&true);
        self.steps.push(Step::Rule {
            chain: chain.key.clone(),
            place: Place::Rule(rule.span),
            action,
            by_state,
            translates: self.translates,
        });
    }

    fn policy(&mut self, chain: &Chain, base: Base) -> End {
        self.steps.push(Step::Rule {
            chain: chain.key.clone(),
            place: Place::Policy(base.given),
            action: base.policy.name().to_owned(),
            by_state: false,
            translates: self.translates,
        });
        match base.policy {
            Policy::Accept => End::Accept,
            Policy::Drop => End::Drop,
        }
    }
}
