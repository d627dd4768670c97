//! Concepts and wordings, compiled.

use super::dictionary::{Dictionary, SetId, WordId};
use super::index::Index;
use super::syntax::{self, Element, PatternError, Phrase};
use std::collections::HashMap;

/// Number of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(u32);

impl ConceptId {
    /// The number as an index.
    pub(super) fn at(self) -> usize {
        self.0 as usize
    }

    /// Whether it is in a set of bits that a scan gave.
    pub fn is_among(self, bits: &[u64]) -> bool {
        let word = bits.get(self.at() / 64);
        word.is_some_and(|word| word & 1 << (self.at() % 64) != 0)
    }
}

/// A compiled wording: a number in the lexicon that compiled it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wording(u32);

impl Wording {
    /// Its number; wordings that were compiled one after the other have numbers one after the other.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// Whether an item must be said, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Said and not denied.
    Affirmed,
    /// Said to be not so.
    Denied,
    /// Said either way.
    Either,
    /// Not said in the statement.
    Absent,
}

/// One thing that a wording asks of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What must occur.
    pub concept: ConceptId,
    /// How.
    pub polarity: Polarity,
}

/// An element of a compiled phrase.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Word(WordId),
    /// One of several words.
    Set(SetId),
    Concept(ConceptId),
    Any(Vec<Vec<Step>>),
    Gap(u8),
    Optional(Box<Step>),
}

#[derive(Debug, Clone)]
struct CompiledWording {
    text: String,
    reach: usize,
    items: Vec<Item>,
}

/// All concepts and wordings of a rubric, ready to match.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub(super) dictionary: Dictionary,
    /// The phrases of all concepts.
    pub(super) index: Index,
    names: Vec<String>,
    by_name: HashMap<String, ConceptId>,
    wordings: Vec<CompiledWording>,
    /// For each concept the wordings with an item of it, and those of them that reach past one sentence.
    naming: Vec<(Vec<Wording>, Vec<Wording>)>,
    longest_reach: usize,
}

impl Lexicon {
    /// The wording as it was written.
    pub fn text(&self, wording: Wording) -> &str {
        &self.wordings[wording.at()].text
    }

    /// The items that a statement must satisfy together.
    pub fn items(&self, wording: Wording) -> &[Item] {
        &self.wordings[wording.at()].items
    }

    /// The same items as they were written.
    pub fn written(&self, wording: Wording) -> impl Iterator<Item = &str> {
        syntax::pieces(self.text(wording))
    }

    /// How many neighbouring sentences of a block make a statement for this wording.
    pub fn reach(&self, wording: Wording) -> usize {
        self.wordings[wording.at()].reach
    }

    /// The name of a concept; for an item that is a phrase of its own, the phrase.
    pub fn name(&self, concept: ConceptId) -> &str {
        &self.names[concept.at()]
    }

    /// The concept of a name.
    pub fn concept(&self, name: &str) -> Option<ConceptId> {
        self.by_name.get(name).copied()
    }

    /// The wordings that have an item of a concept, in order.
    pub fn naming(&self, concept: ConceptId) -> &[Wording] {
        &self.naming[concept.at()].0
    }

    /// Those of them that reach past one sentence.
    pub fn naming_far(&self, concept: ConceptId) -> &[Wording] {
        &self.naming[concept.at()].1
    }

    /// The most sentences that a wording reaches.
    pub fn longest_reach(&self) -> usize {
        self.longest_reach
    }

    /// The wording of a number.
    pub fn wording(&self, number: usize) -> Option<Wording> {
        let number = Some(number).filter(|&number| number < self.wordings.len())?;
        u32::try_from(number).ok().map(Wording)
    }

    /// How many wordings there are.
    pub fn wordings(&self) -> usize {
        self.wordings.len()
    }

    fn note_names(&mut self) {
        self.naming = vec![Default::default(); self.names.len()];
        for (at, wording) in self.wordings.iter().enumerate() {
            let number = Wording(u32::try_from(at).unwrap_or(u32::MAX));
            self.longest_reach = self.longest_reach.max(wording.reach);
            for item in &wording.items {
                let (near, far) = &mut self.naming[item.concept.at()];
                near.push(number);
                if wording.reach > 1 {
                    far.push(number);
                }
            }
        }
    }

    /// How many concepts there are, those of single items counted.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Collects concepts and wordings, then compiles them.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    lexicon: Lexicon,
    /// The phrases of each concept.
    forms: Vec<Vec<Vec<Step>>>,
}

impl LexiconBuilder {
    /// Announces a concept, so that forms and wordings may name it before its forms are given.
    pub fn declare(&mut self, concept: &str) {
        if !self.lexicon.by_name.contains_key(concept) {
            let id = self.anonymous(concept.to_owned(), Vec::new());
            self.lexicon.by_name.insert(concept.to_owned(), id);
        }
    }

    /// Adds a form to a declared concept.
    ///
    /// # Errors
    /// Where the form does not parse, names an unknown concept, or its own concept was not declared.
    pub fn form(&mut self, concept: &str, form: &str) -> Result<(), PatternError> {
        let id = self.known(concept, 0)?;
        let phrase = syntax::phrase(form, 0)?;
        let steps = self.steps(&phrase)?;
        self.forms[id.at()].push(steps);
        Ok(())
    }

    /// Compiles a wording (an item of `says`).
    ///
    /// # Errors
    /// Where it does not parse or names an unknown concept.
    pub fn wording(&mut self, text: &str) -> Result<Wording, PatternError> {
        let raw = syntax::wording(text)?;
        let mut items = Vec::with_capacity(raw.items.len());
        for item in &raw.items {
            let concept = match item.phrase.as_slice() {
                [Element::Concept(name, at)] => self.known(name, *at)?,
                phrase => {
                    let steps = self.steps(&phrase.to_vec())?;
                    self.anonymous(describe(phrase), vec![steps])
                }
            };
            items.push(Item {
                concept,
                polarity: item.polarity,
            });
        }
        let compiled = CompiledWording {
            text: text.to_owned(),
            reach: raw.reach,
            items,
        };
        self.lexicon.wordings.push(compiled);
        Ok(Wording(
            u32::try_from(self.lexicon.wordings.len() - 1).unwrap_or(u32::MAX),
        ))
    }

    /// The finished lexicon.
    ///
    /// # Errors
    /// Where concepts contain each other in a circle; names one of them.
    pub fn finish(mut self) -> Result<Lexicon, PatternError> {
        let count = self.forms.len();
        let mut marks = vec![Mark::Unseen; count];
        let mut order = Vec::with_capacity(count);
        for id in 0..count {
            self.visit(id, &mut marks, &mut order)?;
        }
        self.lexicon.index = Index::new(self.forms, &order, &self.lexicon.dictionary);
        self.lexicon.note_names();
        Ok(self.lexicon)
    }

    /// Puts a concept down behind those it contains.
    fn visit(
        &self,
        id: usize,
        marks: &mut [Mark],
        order: &mut Vec<ConceptId>,
    ) -> Result<(), PatternError> {
        match marks[id] {
            Mark::Done => return Ok(()),
            Mark::Open => {
                let name = &self.lexicon.names[id];
                return Err(PatternError::new(
                    0,
                    format!("concept '{name}' contains itself"),
                    "take it out of one of its forms",
                ));
            }
            Mark::Unseen => marks[id] = Mark::Open,
        }
        let mut inner = Vec::new();
        let steps = self.forms[id].iter().flatten();
        steps.for_each(|step| contained(step, &mut inner));
        for concept in inner {
            self.visit(concept.at(), marks, order)?;
        }
        marks[id] = Mark::Done;
        order.push(ConceptId(u32::try_from(id).unwrap_or(u32::MAX)));
        Ok(())
    }

    fn anonymous(&mut self, name: String, forms: Vec<Vec<Step>>) -> ConceptId {
        self.forms.push(forms);
        self.lexicon.names.push(name);
        ConceptId(u32::try_from(self.forms.len() - 1).unwrap_or(u32::MAX))
    }

    fn known(&self, name: &str, at: usize) -> Result<ConceptId, PatternError> {
        self.lexicon.by_name.get(name).copied().ok_or_else(|| {
            let near = self
                .lexicon
                .by_name
                .keys()
                .filter(|known| strsim::osa_distance(known, name) <= 2)
                .min();
            let mend = near.map_or_else(
                || "add it to the vocabulary".to_owned(),
                |near| format!("did you mean <{near}>?"),
            );
            PatternError::new(at, format!("no concept '{name}' in the vocabulary"), mend)
        })
    }

    fn steps(&mut self, phrase: &Phrase) -> Result<Vec<Step>, PatternError> {
        phrase.iter().map(|element| self.step(element)).collect()
    }

    /// One of several phrases. Those of them that are a word are one step.
    fn any(&mut self, options: Vec<Vec<Step>>) -> Step {
        let mut words = Vec::new();
        let mut phrases = Vec::new();
        for option in options {
            match option.as_slice() {
                [Step::Word(word)] => words.push(*word),
                [Step::Set(set)] => words.extend(self.lexicon.dictionary.members(*set)),
                _ => phrases.push(option),
            }
        }
        words.sort_unstable();
        words.dedup();
        let word = match words.as_slice() {
            [] => return Step::Any(phrases),
            [only] => Step::Word(*only),
            _ => Step::Set(self.lexicon.dictionary.set(words)),
        };
        if phrases.is_empty() {
            return word;
        }
        phrases.push(vec![word]);
        Step::Any(phrases)
    }

    fn step(&mut self, element: &Element) -> Result<Step, PatternError> {
        Ok(match element {
            Element::Word(word) => Step::Word(self.lexicon.dictionary.word(word)),
            Element::Prefix(prefix) => Step::Word(self.lexicon.dictionary.prefix(prefix)),
            Element::Gap(words) => Step::Gap(*words),
            Element::Concept(name, at) => Step::Concept(self.known(name, *at)?),
            Element::Optional(inner) => Step::Optional(Box::new(self.step(inner)?)),
            Element::Any(options) => {
                let options: Result<_, _> =
                    options.iter().map(|option| self.steps(option)).collect();
                self.any(options?)
            }
        })
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Unseen,
    Open,
    Done,
}

fn contained(step: &Step, out: &mut Vec<ConceptId>) {
    match step {
        Step::Concept(id) => out.push(*id),
        Step::Any(options) => options
            .iter()
            .flatten()
            .for_each(|step| contained(step, out)),
        Step::Optional(inner) => contained(inner, out),
        Step::Word(_) | Step::Set(_) | Step::Gap(_) => {}
    }
}

/// A phrase in words, for the near miss that lacks it.
fn describe(phrase: &[Element]) -> String {
    let words: Vec<String> = phrase
        .iter()
        .map(|element| match element {
            Element::Word(word) => word.clone(),
            Element::Prefix(prefix) => format!("{prefix}…"),
            Element::Gap(_) => "…".to_owned(),
            Element::Concept(name, _) => name.clone(),
            Element::Any(options) => options
                .iter()
                .map(|o| describe(o))
                .collect::<Vec<_>>()
                .join(" or "),
            Element::Optional(inner) => describe(std::slice::from_ref(inner)),
        })
        .collect();
    words.join(" ")
}
