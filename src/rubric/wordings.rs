//! Fills the lexicon from a rubric as written: all concepts first, then their forms, then every wording.

use super::model::Rubric;
use super::schema::{Criterion, FollowUp, Item, Mistake, Named, Written};
use crate::pattern::{Lexicon, LexiconBuilder, PatternError, Wording};
use crate::source::Span;
use crate::yaml::{Reader, Text, clip};
use std::collections::BTreeSet;

/// What the wordings of one criterion or mistake compile to.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    pub(super) topics: Vec<Wording>,
    pub(super) says: Vec<Wording>,
    pub(super) denies: Vec<Wording>,
}

/// The lexicon with what each item compiled to, in the order of the file.
pub(super) struct Wordings {
    pub(super) lexicon: Lexicon,
    pub(super) criteria: Vec<Compiled>,
    pub(super) mistakes: Vec<Compiled>,
}

/// Most concepts of a vocabulary; the largest known has some hundred.
const MAX_CONCEPTS: usize = 2000;

impl Reader<'_> {
    /// Compiles every wording of the rubric, those of its follow-ups left out.
    pub(super) fn wordings(&mut self, written: &Written) -> Wordings {
        let subjects = written.subjects.iter().flat_map(|group| &group.names);
        let mut filling = Filling::new(self, subjects.map(|named| named.name.text.as_str()));
        filling.vocabulary(&written.vocabulary);
        filling.finish(&written.criteria, &written.mistakes, &written.vocabulary)
    }

    /// Compiles the wordings of a follow-up with the vocabulary of its own. The concepts of the file are known to it
    /// by name alone.
    pub(super) fn own_wordings(
        &mut self,
        file: &Rubric,
        vocabulary: &[Named],
        written: &FollowUp,
    ) -> Wordings {
        let subjects = file.subjects.iter().flat_map(|group| &group.names);
        let mut filling = Filling::new(self, subjects.map(|named| named.name.as_str()));
        filling.know(vocabulary);
        filling.vocabulary(&written.vocabulary);
        filling.finish(&written.criteria, &written.mistakes, &written.vocabulary)
    }
}

struct Filling<'r, 's, 'w> {
    reader: &'r mut Reader<'s>,
    builder: LexiconBuilder,
    subjects: BTreeSet<&'w str>,
    concepts: BTreeSet<&'w str>,
}

impl<'r, 's, 'w> Filling<'r, 's, 'w> {
    fn new(reader: &'r mut Reader<'s>, subjects: impl Iterator<Item = &'w str>) -> Self {
        Self {
            reader,
            builder: LexiconBuilder::default(),
            subjects: subjects.collect(),
            concepts: BTreeSet::new(),
        }
    }

    /// Announces concepts, so that others may name them.
    fn know(&mut self, vocabulary: &'w [Named]) {
        for concept in vocabulary.iter().take(MAX_CONCEPTS) {
            self.builder.declare(&concept.name.text);
        }
        let names = vocabulary.iter().map(|concept| concept.name.text.as_str());
        self.concepts.extend(names);
    }

    fn vocabulary(&mut self, vocabulary: &'w [Named]) {
        if let Some(concept) = vocabulary.get(MAX_CONCEPTS) {
            let what = format!("more than {MAX_CONCEPTS} concepts");
            let mend = "make forms of one concept of those that mean the same";
            self.reader.fault(concept.name.span, what, mend);
        }
        self.know(vocabulary);
        for concept in vocabulary.iter().take(MAX_CONCEPTS) {
            for form in concept.forms.iter().filter(|form| !form.is_blank()) {
                if self.reader.is_full() {
                    return;
                }
                if let Err(error) = self.builder.form(&concept.name.text, &form.one_line()) {
                    self.refused(form, &error);
                }
            }
        }
    }

    fn item(&mut self, item: &Item, denies: &[Text]) -> Compiled {
        Compiled {
            topics: self.topics(&item.about),
            says: self.all(&item.says),
            denies: self.all(denies),
        }
    }

    /// What a statement may be about besides the subjects: a concept by its bare name, or a wording.
    fn topics(&mut self, about: &[Text]) -> Vec<Wording> {
        let mut topics = Vec::new();
        for text in about {
            let name = text.text.as_str();
            if self.concepts.contains(name) {
                topics.extend(self.builder.wording(&format!("<{name}>")).ok());
            } else if let Some(subject) = self.mistyped_subject(name) {
                let what = format!("'about' names no subject '{}'", clip(name));
                let mend = format!("did you mean '{subject}'?");
                self.reader.fault(text.span, what, mend);
            } else if !self.subjects.contains(name) && !text.is_blank() {
                topics.extend(self.wording(text));
            }
        }
        topics
    }

    /// The subject that is one slip away from a name that is none.
    fn mistyped_subject(&self, name: &str) -> Option<&'w str> {
        const LOOKED_AT: usize = 200;
        if self.subjects.contains(name) || name.chars().count() > LOOKED_AT {
            return None;
        }
        let slip = |subject: &&&str| {
            strsim::osa_distance(&subject.to_lowercase(), &name.to_lowercase()) <= 1
        };
        self.subjects.iter().take(LOOKED_AT).find(slip).copied()
    }

    fn all(&mut self, texts: &[Text]) -> Vec<Wording> {
        let texts = texts.iter().filter(|text| !text.is_blank());
        texts.filter_map(|text| self.wording(text)).collect()
    }

    fn wording(&mut self, text: &Text) -> Option<Wording> {
        if self.reader.is_full() {
            return None;
        }
        match self.builder.wording(&text.one_line()) {
            Ok(wording) => Some(wording),
            Err(error) => {
                self.refused(text, &error);
                None
            }
        }
    }

    fn refused(&mut self, text: &Text, error: &PatternError) {
        let place = text.spot(self.reader.source, error.at);
        self.reader
            .fault_with(place, error.what.as_str(), error.mend.as_deref());
    }

    /// Every wording, and the finished lexicon. Concepts in a circle are noted at the first that the message names.
    fn finish(
        mut self,
        criteria: &[Criterion],
        mistakes: &[Mistake],
        vocabulary: &[Named],
    ) -> Wordings {
        let criteria = criteria.iter().map(|c| self.item(&c.item, &c.denies));
        let criteria = criteria.collect();
        let mistakes = mistakes.iter().map(|m| self.item(&m.item, &[])).collect();
        let lexicon = self.builder.finish().unwrap_or_else(|error| {
            let names = vocabulary.iter().map(|concept| &concept.name);
            let mut named = names.filter(|name| error.what.contains(&format!("'{}'", name.text)));
            let place = named.next().map_or(Span::default(), |name| name.span);
            self.reader
                .fault_with(place, error.what.as_str(), error.mend.as_deref());
            Lexicon::default()
        });
        Wordings {
            lexicon,
            criteria,
            mistakes,
        }
    }
}
