//! Which forms a sentence may hold: each form is filed under the rarest thing that it cannot do without.

use super::dictionary::{Dictionary, WordId};
use super::lexicon::{ConceptId, Step};

/// Number of a form; a form comes behind all forms of the concepts that it contains.
pub(super) type FormId = u32;

/// One way to say a concept.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) concept: ConceptId,
    pub(super) steps: Vec<Step>,
}

/// All forms, to be looked up by what a sentence holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub(super) forms: Vec<Form>,
    by_word: Vec<Vec<FormId>>,
    by_concept: Vec<Vec<FormId>>,
}

/// What a step cannot do without: one of these, and how often one of them may be met.
#[derive(Debug, Clone, Default)]
struct Key {
    words: Vec<WordId>,
    concepts: Vec<ConceptId>,
    frequency: u32,
}

impl Key {
    /// One of these or one of those.
    fn or(mut self, other: Self) -> Self {
        self.words.extend(other.words);
        self.concepts.extend(other.concepts);
        self.frequency = self.frequency.saturating_add(other.frequency);
        self
    }
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
            forms: Vec::new(),
            by_word: vec![Vec::new(); dictionary.len()],
            by_concept: vec![Vec::new(); forms.len()],
        };
        let mut weights = Weights::new(&forms, dictionary);
        for &concept in order {
            for steps in std::mem::take(&mut forms[concept.at()]) {
                let Some(key) = weights.key(&steps) else {
                    continue;
                };
                let form = FormId::try_from(index.forms.len()).unwrap_or(FormId::MAX);
                for &word in &key.words {
                    index.by_word[word as usize].push(form);
                }
                for &inner in &key.concepts {
                    index.by_concept[inner.at()].push(form);
                }
                let weight = &mut weights.concepts[concept.at()];
                *weight = weight.saturating_add(key.frequency);
                index.forms.push(Form { concept, steps });
            }
        }
        index
    }

    /// The forms filed under a word.
    pub(super) fn of_word(&self, word: WordId) -> &[FormId] {
        &self.by_word[word as usize]
    }

    /// The forms filed under a concept.
    pub(super) fn of_concept(&self, concept: ConceptId) -> &[FormId] {
        &self.by_concept[concept.at()]
    }
}

/// How often words and concepts may be met, guessed from how many forms use them.
struct Weights {
    words: Vec<u32>,
    concepts: Vec<u32>,
}

impl Weights {
    fn new(forms: &[Vec<Vec<Step>>], dictionary: &Dictionary) -> Self {
        let grammar = dictionary.grammar().into_iter();
        let mut weights = Self {
            words: grammar
                .map(|grammar| if grammar { GRAMMAR } else { 1 })
                .collect(),
            concepts: vec![0; forms.len()],
        };
        let steps = forms.iter().flatten().flatten();
        steps.for_each(|step| weights.count(step));
        weights
    }

    fn count(&mut self, step: &Step) {
        match step {
            Step::Word(word) => self.words[*word as usize] += 1,
            Step::Any(options) => options.iter().flatten().for_each(|step| self.count(step)),
            Step::Optional(inner) => self.count(inner),
            Step::Concept(_) | Step::Gap(_) => {}
        }
    }

    /// The rarest thing that these steps cannot do without.
    fn key(&self, steps: &[Step]) -> Option<Key> {
        let keys = steps.iter().filter_map(|step| self.key_of(step));
        keys.min_by_key(|key| key.frequency)
    }

    fn key_of(&self, step: &Step) -> Option<Key> {
        match step {
            Step::Word(word) => Some(Key {
                words: vec![*word],
                concepts: Vec::new(),
                frequency: self.words[*word as usize],
            }),
            Step::Concept(concept) => Some(Key {
                words: Vec::new(),
                concepts: vec![*concept],
                frequency: self.concepts[concept.at()],
            }),
            Step::Any(options) => options.iter().try_fold(Key::default(), |all, option| {
                self.key(option).map(|key| all.or(key))
            }),
            Step::Optional(_) | Step::Gap(_) => None,
        }
    }
}
