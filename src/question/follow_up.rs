//! A follow-up question as a question of its own: one part, one section that counts for practice alone.

use super::model::{Part, Question, Section};
use crate::source::Span;

/// The section that the criteria of a follow-up count for.
pub const FORMATIVE: &str = "formative";
/// The part of a follow-up.
pub const ONLY_PART: &str = "1";

/// The id of a follow-up of the question of this id; follow-ups are counted from 1.
pub fn follow_up_id(question: &str, number: usize) -> String {
    format!("{question}/follow-up-{number}")
}

impl Question {
    /// The follow-up of this number, counted from 1. Its spans point into the same file.
    pub fn follow_up(&self, number: usize) -> Option<Self> {
        let asked = self.follow_ups.get(number.checked_sub(1)?)?;
        let start = asked.span.start;
        Some(Self {
            id: follow_up_id(&self.id, number),
            level: self.level.clone(),
            tags: self.tags.clone(),
            extra: self.extra.clone(),
            title: asked.text.clone(),
            intro: Span::new(start, start),
            parts: vec![Part {
                id: ONLY_PART.to_owned(),
                title: asked.text.clone(),
                body: asked.span,
                sub_questions: Vec::new(),
                code: asked.code.clone(),
            }],
            sections: vec![Section {
                id: FORMATIVE.to_owned(),
                title: "Formative".to_owned(),
                percent: 100,
                components: Vec::new(),
                span: asked.span,
            }],
            mistakes: Vec::new(),
            follow_ups: Vec::new(),
            source: self.source.clone(),
        })
    }
}
