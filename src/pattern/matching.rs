//! Finds concepts in one sentence. Sets of tokens are bits: a phrase costs one pass over its steps, and one more for
//! each place it begins at. Only those phrases are tried whose rarest word is there.

use super::code::Op;
use super::dictionary::SetId;
use super::index::FormId;
use super::lexicon::{ConceptId, Lexicon};
use super::memory::{Marks, Memory, Met, Positions};
use super::scan::Scan;
use crate::text::Token;

/// Fillers that may stand between two words of a phrase.
const MAX_FILLERS: usize = 3;

impl Lexicon {
    /// Finds every concept in the tokens of a sentence. Tokens past [`crate::text::WINDOW`] are not read. The memory
    /// is for this lexicon alone.
    pub fn scan(&self, tokens: &[Token], memory: &mut Memory) -> Scan {
        let marks = memory.open(self, tokens);
        let mut matcher = Matcher {
            lexicon: self,
            memory,
            marks,
            scan: Scan::new(self.len()),
            open: None,
            met: Met::default(),
            lasts: [0; 64],
        };
        matcher.find_all();
        matcher.scan.close();
        matcher.memory.close(&matcher.scan);
        matcher.scan
    }
}

struct Matcher<'a> {
    lexicon: &'a Lexicon,
    memory: &'a mut Memory,
    marks: Marks,
    scan: Scan,
    /// The concept whose forms are being tried, where one was found.
    open: Option<ConceptId>,
    /// Where it was found so far.
    met: Met,
    /// For each token that more than one token of it begin with, the last ones.
    lasts: [Positions; 64],
}

impl Matcher<'_> {
    /// Tries every form that may be there; a concept that is found makes further ones possible, all behind it.
    fn find_all(&mut self) {
        let mut from = 0;
        loop {
            while let Some(form) = self.memory.next_form(from) {
                from = form;
                self.find(form);
            }
            if self.open.is_none() {
                break;
            }
            self.finish();
        }
    }

    fn find(&mut self, id: FormId) {
        let index = &self.lexicon.index;
        let concept = index.forms[id as usize].concept;
        if self.open.is_some_and(|open| open != concept) {
            self.finish();
        }
        if !self.memory.may_hold(self.lexicon, id) {
            return;
        }
        let steps = index.steps(id);
        let lasts = self.enter(steps, Positions::MAX);
        if lasts == 0 {
            return;
        }
        if matches!(steps, [Op::Word(_) | Op::Set(_)]) {
            self.note(concept, lasts, None);
            return;
        }
        let starts = self.starts(steps);
        if starts.is_power_of_two() {
            self.note(concept, starts, Some(lasts));
            return;
        }
        for start in each(starts) {
            let lasts = self.enter(steps, 1 << start);
            if lasts != 0 {
                self.note(concept, 1 << start, Some(lasts));
            }
        }
    }

    /// Notes tokens that a concept begins with, each alone or with the last ones.
    fn note(&mut self, concept: ConceptId, starts: Positions, lasts: Option<Positions>) {
        if starts == 0 {
            return;
        }
        if self.open.is_none() {
            self.open = Some(concept);
            let thing = self.lexicon.index.thing(concept);
            self.memory.meet(&self.lexicon.index, thing);
        }
        self.met.starts |= starts;
        let lasts = lasts.unwrap_or(starts);
        if lasts & starts != 0 {
            self.met.alone |= starts;
        }
        if lasts & !starts != 0 {
            self.met.long |= starts;
            self.lasts[starts.trailing_zeros() as usize % 64] |= lasts & !starts;
        }
    }

    /// Puts down where the concept was found whose forms were tried.
    fn finish(&mut self) {
        let Some(concept) = self.open.take() else {
            return;
        };
        let mut met = std::mem::take(&mut self.met);
        let lasts = &mut self.lasts;
        let place = |start: u32| {
            let bit = 1 << start;
            let long = std::mem::take(&mut lasts[start as usize % 64]);
            (
                u8::try_from(start).unwrap_or(u8::MAX),
                long | (met.alone & bit),
            )
        };
        (met.from, met.to) = self.scan.add(concept, each(met.starts).map(place));
        self.memory.note(concept, met);
    }

    /// Tokens that steps may begin with.
    fn starts(&self, steps: &[Op]) -> Positions {
        match steps {
            [Op::Word(word), ..] => self.memory.place(*word),
            [Op::Set(set), ..] => self.one(*set),
            [Op::Concept(concept), ..] => self.memory.met(*concept).starts,
            [Op::Any(length), rest @ ..] => {
                Branches(&rest[..*length as usize]).fold(0, |all, branch| all | self.starts(branch))
            }
            // A phrase begins with what must be said.
            _ => 0,
        }
    }

    /// The last tokens of steps that begin with one of some tokens.
    fn enter(&self, steps: &[Op], among: Positions) -> Positions {
        let Some((first, rest)) = steps.split_first() else {
            return 0;
        };
        match *first {
            Op::Word(word) => self.run(rest, among & self.memory.place(word)),
            Op::Set(set) => self.run(rest, among & self.one(set)),
            Op::Concept(concept) => {
                let lasts = self.said(self.memory.met(concept), among);
                self.run(rest, lasts)
            }
            Op::Any(length) => {
                let (branches, rest) = rest.split_at(length as usize);
                self.run(rest, self.any(branches, among))
            }
            Op::Gap(_) | Op::Maybe(_) | Op::Branch(_) => 0,
        }
    }

    /// The last tokens of those branches that begin with one of some tokens.
    fn any(&self, branches: &[Op], among: Positions) -> Positions {
        Branches(branches).fold(0, |all, branch| {
            let here = match branch.first() {
                Some(Op::Word(word)) => among & self.memory.place(*word),
                _ => among,
            };
            if here == 0 {
                return all;
            }
            all | self.enter(branch, here)
        })
    }

    /// Where one of several words stands.
    fn one(&self, set: SetId) -> Positions {
        self.memory.place_of_one(&self.lexicon.dictionary, set)
    }

    /// The last tokens of a concept that begins with one of some tokens.
    fn said(&self, met: &Met, among: Positions) -> Positions {
        let mut lasts = among & met.alone;
        if among & met.long != 0 {
            for (start, ends) in self.scan.places(met.from, met.to) {
                if among & (1 << start) != 0 {
                    lasts |= ends;
                }
            }
        }
        lasts
    }

    /// The last tokens of the steps, where what is before them ends with one of `at`.
    fn run(&self, mut steps: &[Op], mut at: Positions) -> Positions {
        while at != 0 {
            let Some((first, rest)) = steps.split_first() else {
                break;
            };
            steps = rest;
            match *first {
                Op::Word(word) => at = self.next(at) & self.memory.place(word),
                Op::Set(set) => at = self.next(at) & self.one(set),
                Op::Concept(concept) => {
                    at = self.said(self.memory.met(concept), self.next(at));
                }
                Op::Gap(words) => at = self.past(at, words),
                Op::Maybe(length) => {
                    let (inner, behind) = rest.split_at(length as usize);
                    at |= self.run(inner, at);
                    steps = behind;
                }
                Op::Any(length) => {
                    let (branches, behind) = rest.split_at(length as usize);
                    at = self.any(branches, self.next(at));
                    steps = behind;
                }
                Op::Branch(_) => {}
            }
        }
        at
    }

    /// The tokens that may come next: right behind, or behind a few fillers.
    fn next(&self, at: Positions) -> Positions {
        let skipped =
            (0..MAX_FILLERS).fold(at, |here, _| here | ((here << 1) & self.marks.fillers));
        skipped << 1
    }

    /// So many words further at most, marks of layout not counted.
    fn past(&self, at: Positions, words: u8) -> Positions {
        let soft = |here| here | ((here << 1) & self.marks.soft);
        (0..words).fold(at, |here, _| {
            let here = soft(soft(here));
            here | ((here << 1) & !self.marks.barriers)
        })
    }
}

/// The numbers of the bits that are set.
fn each(mut bits: Positions) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let below = bits.checked_sub(1)?;
        let bit = bits.trailing_zeros();
        bits &= below;
        Some(bit)
    })
}

/// The branches of a step.
struct Branches<'o>(&'o [Op]);

impl<'o> Iterator for Branches<'o> {
    type Item = &'o [Op];

    fn next(&mut self) -> Option<&'o [Op]> {
        let (Op::Branch(length), rest) = self.0.split_first()? else {
            return None;
        };
        let (branch, behind) = rest.split_at(*length as usize);
        self.0 = behind;
        Some(branch)
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
