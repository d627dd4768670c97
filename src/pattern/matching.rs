//! Finds concepts in one sentence. Positions are bits: a phrase costs one pass over its steps for each place
//! it may begin at, whatever the sentence holds. Only those phrases are tried whose rarest word is there.

use super::index::FormId;
use super::lexicon::{ConceptId, Lexicon, Step};
use super::memory::{Marks, Memory, Positions};
use super::scan::Scan;
use crate::text::Token;

/// Fillers that may stand between two words of a phrase.
const MAX_FILLERS: usize = 3;

impl Lexicon {
    /// Finds every concept in the tokens of a sentence. Tokens past [`crate::text::WINDOW`] are not read. The memory
    /// is for this lexicon alone.
    pub fn scan(&self, tokens: &[Token], memory: &mut Memory) -> Scan {
        let marks = memory.open(self, tokens);
        let scan = Scan::new(self.len());
        let mut matcher = Matcher {
            lexicon: self,
            memory,
            marks,
            scan,
        };
        matcher.find_all();
        matcher.memory.close(&matcher.scan);
        matcher.scan
    }
}

struct Matcher<'a> {
    lexicon: &'a Lexicon,
    memory: &'a mut Memory,
    marks: Marks,
    scan: Scan,
}

impl Matcher<'_> {
    /// Tries every form that may be there; a concept that is found makes further ones possible, all behind it.
    fn find_all(&mut self) {
        let mut from = 0;
        while let Some(form) = self.memory.next_form(from) {
            from = form;
            self.find(form);
        }
    }

    fn find(&mut self, id: FormId) {
        let form = &self.lexicon.index.forms[id as usize];
        if !self.memory.may_hold(&self.lexicon.index, id) {
            return;
        }
        let Some((first, rest)) = form.steps.split_first() else {
            return;
        };
        let mut starts = self.starts(first);
        while starts != 0 {
            let start = starts.trailing_zeros();
            starts &= starts - 1;
            let after = self.step(first, 1 << start, true);
            let ends = rest
                .iter()
                .fold(after, |at, step| self.step(step, at, false));
            if ends != 0 {
                self.note(form.concept, start, ends);
            }
        }
    }

    fn note(&mut self, concept: ConceptId, start: u32, ends: Positions) {
        if !self.scan.has(concept) {
            let thing = self.lexicon.index.thing(concept);
            self.memory.meet(&self.lexicon.index, thing);
        }
        self.memory.begin(concept, 1 << start);
        self.scan
            .add(concept, u8::try_from(start).unwrap_or(u8::MAX), ends);
    }

    /// Where a step may begin.
    fn starts(&self, step: &Step) -> Positions {
        match step {
            Step::Word(word) => self.memory.place(*word),
            Step::Concept(concept) => self.memory.beginnings(*concept),
            Step::Any(options) => options
                .iter()
                .filter_map(|option| option.first())
                .fold(0, |all, step| all | self.starts(step)),
            Step::Optional(inner) => self.starts(inner),
            Step::Gap(_) => 0,
        }
    }

    /// The positions reachable from `at` by one step; `exact` forbids fillers before it.
    fn step(&self, step: &Step, at: Positions, exact: bool) -> Positions {
        if at == 0 {
            return 0;
        }
        match step {
            Step::Word(word) => {
                let here = if exact { at } else { self.past_fillers(at) };
                (here & self.memory.place(*word)) << 1
            }
            Step::Concept(concept) => {
                let here = if exact { at } else { self.past_fillers(at) };
                let found = self.scan.list(*concept).iter();
                found
                    .filter(|(start, _)| here & (1 << start) != 0)
                    .fold(0, |all, &(_, ends)| all | ends)
            }
            Step::Any(options) => options.iter().fold(0, |all, option| {
                let mut here = at;
                for (index, inner) in option.iter().enumerate() {
                    here = self.step(inner, here, exact && index == 0);
                }
                all | here
            }),
            Step::Gap(words) => (0..*words).fold(at, |here, _| {
                let here = self.past_soft(here);
                here | ((here & !self.marks.barriers) << 1)
            }),
            Step::Optional(inner) => at | self.step(inner, at, exact),
        }
    }

    fn past_fillers(&self, at: Positions) -> Positions {
        (0..MAX_FILLERS).fold(at, |here, _| here | ((here & self.marks.fillers) << 1))
    }

    fn past_soft(&self, at: Positions) -> Positions {
        (0..2).fold(at, |here, _| here | ((here & self.marks.soft) << 1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LexiconBuilder, Memory};
    use crate::source::Span;
    use crate::text;

    /// Whether `form` is found in `sentence`, next to a concept `<colour>`.
    fn says(form: &str, sentence: &str) -> bool {
        let mut builder = LexiconBuilder::default();
        builder.declare("colour");
        builder.declare("it");
        for colour in ["red", "dark blue", "green*"] {
            builder.form("colour", colour).expect(colour);
        }
        builder.form("it", form).expect(form);
        let lexicon = builder.finish().expect("no circle");
        let tokens = text::tokens(sentence, Span::new(0, sentence.len()));
        let concept = lexicon.concept("it").expect("declared");
        lexicon.scan(&tokens, &mut Memory::default()).has(concept)
    }

    #[test]
    fn forms_match_what_they_say() {
        for (form, sentence, expected) in [
            ("open door", "the door is open", false),
            ("open door", "he opened the doors", true),
            ("open door", "an open and shut door", false),
            ("open ... door", "an open and shut door", true),
            ("open ... door", "open one two three four five door", false),
            ("(open|shut) door", "shut the door", true),
            ("<colour> door", "a dark blue door", true),
            ("<colour> door", "a blue door", false),
            ("<colour> door", "greenish door", true),
            ("open front? door", "open the front door", true),
            ("open front? door", "open door", true),
            ("open front? door", "open back door", false),
            ("don't open", "do not open", true),
            ("two-way", "two way, two-way", true),
            ("open door", "open, door", false),
            ("open door", "open *door*", true),
        ] {
            assert_eq!(says(form, sentence), expected, "{form} / {sentence}");
        }
    }
}
