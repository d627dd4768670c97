//! Which forms a sentence may hold: each form is filed under the rarest thing that it cannot do without.

use super::code::{Op, lay_out};
use super::dictionary::{Dictionary, SetId};
use super::lexicon::{ConceptId, Step};

/// Number of a form; a form comes behind all forms of the concepts that it contains.
pub(super) type FormId = u32;

/// One way to say a concept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) concept: ConceptId,
    /// Where its steps and its needs end; they begin where those of the form before it end.
    steps: u32,
    needs: u32,
}

/// Number of a word or of a concept; concepts come behind the words.
pub(super) type Thing = u32;

/// All forms, to be looked up by what a sentence holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub(super) forms: Vec<Form>,
    /// The steps of each form, one after the other.
    steps: Vec<Op>,
    /// For each thing the forms filed under it.
    filed: Vec<Vec<FormId>>,
    /// For each form, one after the other: what else it cannot do without, the rarest first. Each is one of some
    /// things, written as how many they are and themselves, or a set, written as 0 and its number.
    needs: Vec<Thing>,
    words: usize,
}

/// What a step cannot do without: one of these, and how often one of them may be met.
#[derive(Debug, Clone, Default)]
struct Key {
    things: Vec<Thing>,
    /// The set that these are.
    set: Option<SetId>,
    frequency: u32,
}

/// A word of grammar is met about so many times as often as one that a single form uses.
const GRAMMAR: u32 = 200;

impl Index {
    /// Files the forms of each concept. `order` has each concept behind those it contains.
    pub(super) fn new(
        mut forms: Vec<Vec<Vec<Step>>>,
        order: &[ConceptId],
        dictionary: &Dictionary,
    ) -> Self {
        let mut index = Self {
            filed: vec![Vec::new(); dictionary.len() + forms.len()],
            words: dictionary.len(),
            ..Self::default()
        };
        let mut weights = Weights::new(&forms, dictionary);
        for &concept in order {
            for steps in std::mem::take(&mut forms[concept.at()]) {
                let keys = weights.keys(&steps, dictionary);
                let Some((key, needs)) = keys.split_first() else {
                    continue;
                };
                let form = FormId::try_from(index.forms.len()).unwrap_or(FormId::MAX);
                for &thing in &key.things {
                    index.filed[thing as usize].push(form);
                }
                weights.add(concept, key.frequency);
                index.need(needs);
                lay_out(&steps, &mut index.steps);
                index.forms.push(Form {
                    concept,
                    steps: end(&index.steps),
                    needs: end(&index.needs),
                });
            }
        }
        index
    }

    fn need(&mut self, keys: &[Key]) {
        for key in keys {
            if let Some(set) = key.set {
                self.needs.extend([0, set]);
            } else {
                self.needs.push(end(&key.things));
                self.needs.extend(&key.things);
            }
        }
    }

    /// The steps of a form.
    pub(super) fn steps(&self, form: FormId) -> &[Op] {
        let start = self.before(form).map_or(0, |form| form.steps);
        &self.steps[start as usize..self.forms[form as usize].steps as usize]
    }

    fn before(&self, form: FormId) -> Option<&Form> {
        self.forms.get((form as usize).checked_sub(1)?)
    }

    /// How many things there are.
    pub(super) fn things(&self) -> usize {
        self.filed.len()
    }

    /// The thing that a concept is.
    pub(super) fn thing(&self, concept: ConceptId) -> Thing {
        Thing::try_from(self.words + concept.at()).unwrap_or(Thing::MAX)
    }

    /// The forms filed under a thing.
    pub(super) fn filed(&self, thing: Thing) -> &[FormId] {
        &self.filed[thing as usize]
    }

    /// Whether all that a form needs is there.
    pub(super) fn may_hold(
        &self,
        form: FormId,
        is_there: impl Fn(Thing) -> bool,
        is_one_there: impl Fn(SetId) -> bool,
    ) -> bool {
        let start = self.before(form).map_or(0, |form| form.needs);
        let mut needs = &self.needs[start as usize..self.forms[form as usize].needs as usize];
        while let Some((&count, rest)) = needs.split_first() {
            let (things, behind) = rest.split_at((count as usize).max(1));
            let met = match things {
                [set] if count == 0 => is_one_there(*set),
                things => things.iter().any(|&thing| is_there(thing)),
            };
            if !met {
                return false;
            }
            needs = behind;
        }
        true
    }
}

fn end<T>(row: &[T]) -> u32 {
    u32::try_from(row.len()).unwrap_or(u32::MAX)
}

/// How often words and concepts may be met, guessed from how many forms use them.
struct Weights {
    things: Vec<u32>,
    words: usize,
}

impl Weights {
    fn new(forms: &[Vec<Vec<Step>>], dictionary: &Dictionary) -> Self {
        let grammar = dictionary.grammar().into_iter();
        let words = grammar.map(|grammar| if grammar { GRAMMAR } else { 1 });
        let mut weights = Self {
            things: words.chain(forms.iter().map(|_| 0)).collect(),
            words: dictionary.len(),
        };
        let steps = forms.iter().flatten().flatten();
        steps.for_each(|step| weights.count(step, dictionary));
        weights
    }

    fn count(&mut self, step: &Step, dictionary: &Dictionary) {
        match step {
            Step::Word(word) => self.things[*word as usize] += 1,
            Step::Set(set) => {
                let members = dictionary.members(*set).iter();
                members.for_each(|&word| self.things[word as usize] += 1);
            }
            Step::Any(options) => {
                let steps = options.iter().flatten();
                steps.for_each(|step| self.count(step, dictionary));
            }
            Step::Optional(inner) => self.count(inner, dictionary),
            Step::Concept(_) | Step::Gap(_) => {}
        }
    }

    /// A concept is met as often as its forms together.
    fn add(&mut self, concept: ConceptId, frequency: u32) {
        let weight = &mut self.things[self.words + concept.at()];
        *weight = weight.saturating_add(frequency);
    }

    /// What these steps cannot do without, the rarest first.
    fn keys(&self, steps: &[Step], dictionary: &Dictionary) -> Vec<Key> {
        let keys = steps.iter().filter_map(|step| self.key(step, dictionary));
        let mut keys: Vec<_> = keys.collect();
        keys.sort_by_key(|key| key.frequency);
        keys
    }

    fn key(&self, step: &Step, dictionary: &Dictionary) -> Option<Key> {
        let one = |at: usize| Key {
            things: vec![Thing::try_from(at).unwrap_or(Thing::MAX)],
            set: None,
            frequency: self.things[at],
        };
        match step {
            Step::Word(word) => Some(one(*word as usize)),
            Step::Set(set) => {
                let things = dictionary.members(*set).to_vec();
                let frequencies = things.iter().map(|&word| self.things[word as usize]);
                Some(Key {
                    frequency: frequencies.fold(0, u32::saturating_add),
                    set: Some(*set),
                    things,
                })
            }
            Step::Concept(concept) => Some(one(self.words + concept.at())),
            Step::Any(options) => {
                let mut any = Key::default();
                for option in options {
                    let keys = option.iter().filter_map(|step| self.key(step, dictionary));
                    let rarest = keys.min_by_key(|key| key.frequency)?;
                    any.things.extend(rarest.things);
                    any.frequency = any.frequency.saturating_add(rarest.frequency);
                }
                Some(any)
            }
            Step::Optional(_) | Step::Gap(_) => None,
        }
    }
}
