//! Whether an outcome is near the line: said by one wording in one statement alone, or all but said.

use super::search::Search;
use super::statement::{self, About, Near, Obstacle};
use crate::pattern::Wording;

/// So many items beside a missing one make it all but said.
const ALL_BUT: usize = 2;

impl Search<'_> {
    /// Whether no second wording or statement says it too.
    pub(super) fn is_said_once(self, about: &About, wordings: &[Wording]) -> bool {
        let says = |&(at, wording): &(usize, Wording)| {
            statement::says(self.reading, self.lexicon, about, wording, at).is_ok()
        };
        self.whole(wordings).filter(says).nth(1).is_none()
    }

    /// Whether a statement has all of it but does not claim it, or all but one item, which stands elsewhere in the
    /// answer.
    pub(super) fn is_all_but_said(self, about: &About, wordings: &[Wording]) -> bool {
        self.trials(wordings).any(|(at, wording)| {
            let (holds, lacks) = self.holds(wording, at);
            if lacks && holds + 1 < self.lexicon.items(wording).len() {
                return false;
            }
            let near = statement::says(self.reading, self.lexicon, about, wording, at).err();
            near.is_some_and(|near| near.is_turned || self.lacks_what_is_elsewhere(&near))
        })
    }

    fn lacks_what_is_elsewhere(self, near: &Near) -> bool {
        let sentences = &self.reading.sentences;
        match near.why {
            Obstacle::Lacks(concept) if near.unsatisfied == 1 => {
                near.said.items.len() >= ALL_BUT
                    && sentences.iter().any(|read| read.scan.has(concept))
            }
            _ => false,
        }
    }
}
