//! The follow-ups of a rubric, from as written to as meant. Their forms are compiled when one is asked for.

use super::model::{FollowUp, Rubric};
use super::schema::{self, Named};
use super::wordings::Wordings;
use crate::pattern::{Lexicon, LexiconBuilder};
use crate::question::{FORMATIVE, ONLY_PART, follow_up_id};
use crate::yaml::{Reader, Text, clip};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

impl Reader<'_> {
    /// The follow-ups of a file whose other parts are read: they share its terms, subjects and vocabulary.
    pub(super) fn follow_ups_of(
        &mut self,
        written: Vec<schema::FollowUp>,
        file: &Rubric,
        vocabulary: Vec<Named>,
    ) -> Vec<FollowUp> {
        let vocabulary = Arc::new(vocabulary);
        let mut follow_ups = Vec::new();
        for follow_up in written {
            follow_ups.extend(self.follow_up_of(follow_up, file, &vocabulary));
        }
        follow_ups
    }

    fn follow_up_of(
        &mut self,
        mut written: schema::FollowUp,
        file: &Rubric,
        vocabulary: &Arc<Vec<Named>>,
    ) -> Option<FollowUp> {
        written.settle();
        let Wordings {
            lexicon: own,
            criteria,
            mistakes,
        } = self.own_wordings(file, vocabulary, &written);
        let asks = self.asks_of(&written.asks)?;
        let criteria = written.criteria.into_iter().zip(criteria);
        let mistakes = written.mistakes.into_iter().zip(mistakes);
        let rubric = Rubric {
            question: follow_up_id(&file.question, asks),
            question_span: written.asks.span,
            hash: file.hash.clone(),
            network: None,
            terms: file.terms.clone(),
            subjects: file.subjects.clone(),
            criteria: criteria.map(|(c, w)| self.criterion_of(c, w)).collect(),
            mistakes: mistakes.map(|(m, w)| self.mistake_of(m, w)).collect(),
            model: BTreeMap::from([(ONLY_PART.to_owned(), written.model.text)]),
            model_spans: BTreeMap::from([(ONLY_PART.to_owned(), written.model.span)]),
            lexicon: {
                let file = Arc::clone(vocabulary);
                let whole = move || whole(&[&file, &written.vocabulary], &own);
                Arc::new(LazyLock::new(Box::new(whole)))
            },
            follow_ups: Vec::new(),
            source: file.source.clone(),
        };
        Some(FollowUp {
            asks,
            asks_span: written.asks.span,
            rubric: Arc::new(rubric),
        })
    }

    fn asks_of(&mut self, text: &Text) -> Option<usize> {
        let number = text.text.parse().ok().filter(|&number| number > 0);
        if number.is_none() && !text.is_blank() {
            let what = format!("'asks' is '{}'", clip(&text.text));
            self.fault(text.span, what, "write the number of a follow-up, from 1");
        }
        number
    }
}

impl schema::FollowUp {
    /// Puts all that it holds into its one part and its one section.
    fn settle(&mut self) {
        let written = |text: &str| Text {
            text: text.to_owned(),
            ..Text::default()
        };
        for criterion in &mut self.criteria {
            criterion.section = written(FORMATIVE);
            criterion.item.part = Some(written(ONLY_PART));
        }
        for mistake in &mut self.mistakes {
            mistake.item.part = Some(written(ONLY_PART));
        }
    }
}

/// The lexicon of both vocabularies and of the wordings of one that knew the first by name alone. It was checked when
/// that one was made, so nothing is refused.
fn whole(vocabularies: &[&[Named]; 2], own: &Lexicon) -> Lexicon {
    let mut builder = LexiconBuilder::default();
    let concepts = || vocabularies.iter().copied().flatten();
    for concept in concepts() {
        builder.declare(&concept.name.text);
    }
    for concept in concepts() {
        for form in &concept.forms {
            let _ = builder.form(&concept.name.text, &form.one_line());
        }
    }
    for wording in (0..own.wordings()).filter_map(|number| own.wording(number)) {
        let _ = builder.wording(own.text(wording));
    }
    builder.finish().unwrap_or_default()
}
