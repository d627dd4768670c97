//! From the rubric as written to the rubric as meant: ids are unique, names are known, wordings and regexes compile.

use super::convert::{examples, texts};
use super::model::{CodeWording, Conduct, Criterion, Misconception, Recall, Rubric};
use super::schema::{self, Item, Written};
use super::wordings::{Compiled, Wordings};
use crate::source::{Span, did_you_mean};
use crate::yaml::{Reader, Text, clip};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

impl Reader<'_> {
    /// The rubric; of use only where no fault was noted.
    pub(super) fn compile(&mut self, written: Written) -> Rubric {
        self.check_names(&written);
        let Wordings {
            lexicon,
            criteria,
            mistakes,
        } = self.wordings(&written);
        let network = written
            .network
            .as_ref()
            .and_then(|network| self.gateway_of(network));
        let criteria = written.criteria.into_iter().zip(criteria);
        let mistakes = written.mistakes.into_iter().zip(mistakes);
        let mut rubric = Rubric {
            question: written.question.text,
            question_span: written.question.span,
            hash: hash(self.source.text()),
            network,
            terms: written.terms.iter().map(|term| term.text.clone()).collect(),
            subjects: written.subjects.into_iter().map(Into::into).collect(),
            lexicon: Arc::new(LazyLock::new(Box::new(move || lexicon))),
            criteria: criteria.map(|(c, w)| self.criterion_of(c, w)).collect(),
            mistakes: mistakes.map(|(m, w)| self.mistake_of(m, w)).collect(),
            model_spans: written
                .model
                .iter()
                .map(|(part, _)| (part.text.clone(), part.span))
                .collect(),
            model: written
                .model
                .into_iter()
                .map(|(part, text)| (part.text, text.text))
                .collect(),
            follow_ups: Vec::new(),
            source: self.source.clone(),
        };
        rubric.follow_ups = self.follow_ups_of(written.follow_ups, &rubric, written.vocabulary);
        rubric
    }

    fn check_names(&mut self, written: &Written) {
        let criteria = written.follow_ups.iter().flat_map(|f| &f.criteria);
        let criteria = written.criteria.iter().chain(criteria);
        self.unique(criteria.map(|c| &c.item.id), "the criterion id");
        let mistakes = written.follow_ups.iter().flat_map(|f| &f.mistakes);
        let mistakes = written.mistakes.iter().chain(mistakes);
        self.unique(mistakes.map(|m| &m.item.id), "the mistake id");
        self.unique(written.follow_ups.iter().map(|f| &f.asks), "the follow-up");
        for follow_up in &written.follow_ups {
            let concepts = written.vocabulary.iter().chain(&follow_up.vocabulary);
            self.unique(concepts.map(|concept| &concept.name), "the concept");
        }
        let probes = written.network.iter().flat_map(|network| &network.probes);
        self.unique(probes.map(|probe| &probe.id), "the probe id");
        let names = written.subjects.iter().flat_map(|group| &group.names);
        self.unique(names.map(|named| &named.name), "the subject");
        written.subjects.iter().for_each(|g| self.distinct_forms(g));
        self.check_omits(&written.criteria, &written.mistakes);
        for follow_up in &written.follow_ups {
            self.check_omits(&follow_up.criteria, &follow_up.mistakes);
        }
    }

    /// A mistake by omission names a criterion beside it.
    fn check_omits(&mut self, criteria: &[schema::Criterion], mistakes: &[schema::Mistake]) {
        let ids: Vec<&str> = criteria.iter().map(|c| c.item.id.text.as_str()).collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        if known.is_empty() {
            return;
        }
        for omits in mistakes.iter().filter_map(|m| m.omits.as_ref()) {
            if !omits.is_blank() && !known.contains(omits.text.as_str()) {
                let what = format!("'omits' names no criterion: '{}'", clip(&omits.text));
                let mend = did_you_mean(&omits.text, ids.iter().copied());
                let mend = mend.unwrap_or_else(|| "write the id of a criterion".to_owned());
                self.fault(omits.span, what, mend);
            }
        }
    }

    fn unique<'t>(&mut self, names: impl Iterator<Item = &'t Text>, of: &str) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for name in names.filter(|name| !name.is_blank()) {
            if let Some(&first) = seen.get(name.text.as_str()) {
                let what = format!("{of} '{}' is taken", clip(&name.text));
                self.twice(name.span, first, what);
            } else {
                seen.insert(&name.text, name.span);
            }
        }
    }

    /// A form stands for one name of its group.
    fn distinct_forms(&mut self, group: &schema::Group) {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for named in &group.names {
            for form in named.forms.iter().filter(|form| !form.is_blank()) {
                let name = named.name.text.as_str();
                let other = *seen.entry(&form.text).or_insert(name);
                if other != name {
                    let (form_text, other) = (clip(&form.text), clip(other));
                    let what = format!("the form '{form_text}' names '{other}' already");
                    self.fault(form.span, what, "keep it with one of the two");
                }
            }
        }
    }

    pub(super) fn criterion_of(
        &mut self,
        written: schema::Criterion,
        compiled: Compiled,
    ) -> Criterion {
        let item = written.item;
        self.says_something(&item, false);
        let part = item.part.clone().unwrap_or_default();
        Criterion {
            asked: self.asked_of(&item.asked),
            code: self.code_of(&item.code),
            entries: self.entries_of(&item.entries),
            asked_spans: spans(&item.asked),
            says_spans: spans(&item.says),
            accepts: examples(item.accepts, &part.text),
            rejects: examples(item.rejects, &part.text),
            id: item.id.text,
            covers: item.covers.text,
            topic: written.topic.into(),
            recall: Recall {
                asks: written.recall.into(),
                openings: texts(written.recall_opening),
            },
            section: written.section.text,
            weight: written.weight,
            part: part.text,
            about: texts(item.about),
            topics: compiled.topics,
            says: compiled.says,
            denies: compiled.denies,
            hints: written.hints.into(),
            met: written.met.text,
            missing: written.missing.text,
            fact: item.fact.text,
            span: item.span,
            covers_span: item.covers.span,
            section_span: written.section.span,
            part_span: part.span,
            missing_span: written.missing.span,
        }
    }

    pub(super) fn mistake_of(
        &mut self,
        written: schema::Mistake,
        compiled: Compiled,
    ) -> Misconception {
        let item = written.item;
        self.says_something(&item, written.omits.is_some());
        let asked = self.asked_of(&item.asked);
        let part = item.part.clone().unwrap_or_default();
        let stands_in = match asked.first() {
            Some((asked, _)) if part.is_blank() => asked.clone(),
            _ => part.text.clone(),
        };
        Misconception {
            asked,
            code: self.code_of(&item.code),
            entries: self.entries_of(&item.entries),
            asked_spans: spans(&item.asked),
            says_spans: spans(&item.says),
            accepts: examples(item.accepts, &stands_in),
            rejects: examples(item.rejects, &stands_in),
            id: item.id.text,
            covers: item.covers.text,
            part: part.text,
            about: texts(item.about),
            topics: compiled.topics,
            says: compiled.says,
            omits: written.omits.map(|omits| omits.text),
            deduction: written.deduction,
            refutation: written.refutation.text,
            fact: item.fact.text,
            span: item.span,
            covers_span: item.covers.span,
            part_span: part.span,
        }
    }

    /// An item is recognised by wording, by code or, where it `omits`, by absence alone.
    fn says_something(&mut self, item: &Item, omits: bool) {
        let recognised = !item.says.is_empty() || !item.code.is_empty();
        let id = clip(&item.id.text);
        if item.id.is_blank() || recognised != omits {
            return;
        }
        if omits {
            let what = format!("'{id}' is said by omission and by wording");
            let mend = "leave out 'omits', or both 'says' and 'code'";
            self.fault(item.id.span, what, mend);
        } else {
            let what = format!("'{id}' has neither 'says' nor 'code'");
            self.fault(item.id.span, what, "write how a marker recognises it");
        }
    }

    /// Numbers of the question's entries.
    fn entries_of(&mut self, entries: &[Text]) -> Vec<(usize, Span)> {
        let mut numbers = Vec::new();
        for text in entries.iter().filter(|text| !text.is_blank()) {
            match text.text.parse() {
                Ok(number) if number > 0 => numbers.push((number, text.span)),
                _ => {
                    let what = format!("'entries' is '{}'", clip(&text.text));
                    self.fault(text.span, what, "write the number of an entry, from 1");
                }
            }
        }
        numbers
    }

    /// "2.3" is sub-question 3 of part 2; "2" is the whole part, given as number 0.
    fn asked_of(&mut self, asked: &[Text]) -> Vec<(String, usize)> {
        let mut places = Vec::new();
        for text in asked.iter().filter(|text| !text.is_blank()) {
            let whole = text.text.chars().all(|c| c.is_ascii_digit());
            let place = text.text.rsplit_once('.').and_then(|(part, number)| {
                let number = number.parse().ok().filter(|&number| number > 0)?;
                (!part.is_empty()).then(|| (part.to_owned(), number))
            });
            let place = place.or_else(|| whole.then(|| (text.text.clone(), 0)));
            if let Some(place) = place {
                places.push(place);
            } else {
                let what = format!("'asked' is '{}'", clip(&text.text));
                let mend = "write part and sub-question, such as \"2.3\", or a part, \"2\"";
                self.fault(text.span, what, mend);
            }
        }
        places
    }

    fn code_of(&mut self, code: &[schema::Code]) -> Vec<CodeWording> {
        let mut wordings = Vec::new();
        for code in code {
            wordings.push(CodeWording {
                has: self.regexes(&code.has),
                unless: self.regexes(&code.unless),
                not_after: self.regexes(&code.not_after),
                never: self.regexes(&code.never),
                rules: self.conduct_of(code),
                span: code.span,
            });
        }
        wordings
    }
}

/// Rules: what they must do, and where.
impl Reader<'_> {
    /// What the rules of a code wording must do; where nothing is asked of them, a pattern must be.
    fn conduct_of(&mut self, code: &schema::Code) -> Option<Conduct> {
        let Some(text) = &code.rules else {
            if code.has.is_empty() {
                self.fault(
                    code.span,
                    "an item of 'code' asks nothing",
                    "add 'has:' or 'rules:'",
                );
            }
            return None;
        };
        let named = |conduct: &Conduct| conduct.name() == text.text;
        let found = Conduct::ALL.into_iter().find(named);
        if found.is_none() {
            let known = Conduct::ALL.map(Conduct::name);
            let what = format!("'rules' is '{}'", clip(&text.text));
            let mend = did_you_mean(&text.text, known)
                .unwrap_or_else(|| format!("write one of {}", known.join(", ")));
            self.fault(text.span, what, mend);
        }
        found
    }
}

fn spans(written: &[Text]) -> Vec<Span> {
    written.iter().map(|text| text.span).collect()
}

/// First 12 hex digits of the SHA-256.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut hash = String::new();
    for byte in &digest[..6] {
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}
