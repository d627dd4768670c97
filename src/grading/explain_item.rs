//! A wording held against one statement, item by item: what was found, what it is about, why it does not count.

use super::explain::Explaining;
use super::explanation::{Attempt, Failure, Item, Quote, Subject};
use super::reading::{inherited, row};
use super::statement::{self, About, Found, Obstacle, Topic};
use crate::pattern::{self, Polarity, Wording};
use crate::source::Span;
use crate::text;

/// Sentences of a statement, and what puts it on the topic.
#[derive(Clone, Copy)]
struct Window {
    at: usize,
    end: usize,
    topic: Option<Topic>,
}

/// Sentence index and token range.
type Words = (usize, usize, usize);

/// Each item of the wording as it was decided.
pub(super) fn attempt(
    explaining: &Explaining<'_>,
    about: &About,
    (wording, at): (Wording, usize),
) -> Attempt {
    let reading = &explaining.marking.reading;
    let lexicon = &explaining.marking.shared.rubric.lexicon;
    let end = statement::window(reading, at, lexicon.reach(wording));
    let topic = statement::topic(reading, lexicon, about, (at, end));
    let window = Window { at, end, topic };
    let mut items = Vec::new();
    let mut written = lexicon.written(wording);
    let said = statement::traced(reading, lexicon, about, (wording, at), |item, found| {
        let asks = written.next().unwrap_or_default().to_owned();
        items.push(explaining.item(about, window, (item, found), asks));
    });
    Attempt {
        wording: lexicon.text(wording).to_owned(),
        met: said.is_ok(),
        items,
    }
}

fn asked((part, number): &(String, usize)) -> Subject {
    Subject::Asked {
        part: part.clone(),
        number: Some(*number).filter(|&number| number > 0),
    }
}

impl Explaining<'_> {
    fn item(
        &self,
        about: &About,
        window: Window,
        (item, found): (pattern::Item, &Found),
        asks: String,
    ) -> Item {
        let (words, obstacle) = match found {
            Ok(None) if item.polarity != Polarity::Absent => (self.heading(window.at, item), None),
            Ok(place) => (*place, None),
            Err((place, why)) => (*place, Some(why)),
        };
        let subject = words.filter(|_| !about.is_open());
        Item {
            asks,
            found: words.map(|words| self.words(words)),
            subject: subject.map(|words| self.subject(about, window, words)),
            why: obstacle.map(|why| self.failure(window, (item, words), why)),
        }
    }

    fn failure(
        &self,
        window: Window,
        (item, words): (pattern::Item, Option<Words>),
        why: &Obstacle,
    ) -> Failure {
        match why {
            Obstacle::Denied if self.is_supposed(words) => Failure::Supposed,
            Obstacle::Denied if item.polarity == Polarity::Denied => Failure::Affirmed,
            Obstacle::Denied => Failure::Denied,
            Obstacle::OtherSubject => Failure::OtherSubject,
            Obstacle::Quoted => Failure::Echoed,
            Obstacle::NotAsserted => self.silence(words),
            Obstacle::Listed => Failure::Listed,
            Obstacle::Spoilt(_) => Failure::Spoilt,
            Obstacle::Lacks(_) => self.elsewhere(window, item),
        }
    }

    /// Where the heading of a sentence says an item.
    fn heading(&self, at: usize, item: pattern::Item) -> Option<Words> {
        let sentences = &self.marking.reading.sentences;
        let heading = sentences[at].place.heading?;
        let found = sentences[heading].scan.occurrences(item.concept).next()?;
        Some((heading, found.start, found.end))
    }

    fn is_supposed(&self, words: Option<Words>) -> bool {
        words.is_some_and(|(at, start, end)| {
            self.marking.reading.sentences[at].supposed[start..end].contains(&true)
        })
    }

    fn is_doubtful(&self, words: Option<Words>) -> bool {
        words.is_some_and(|(at, ..)| self.marking.reading.sentences[at].doubtful)
    }

    fn silence(&self, words: Option<Words>) -> Failure {
        let silence = words.and_then(|(at, start, end)| {
            let silences = text::silences(&self.marking.reading.sentences[at].tokens);
            silences[start..end].iter().copied().flatten().next()
        });
        match silence {
            Some(silence) => Failure::Silenced(silence),
            None if self.is_supposed(words) || self.is_doubtful(words) => Failure::Supposed,
            None => Failure::Refuted,
        }
    }

    /// The sentence outside the window, and nearest to it, that has what the window lacks.
    fn elsewhere(&self, window: Window, item: pattern::Item) -> Failure {
        let sentences = self.marking.reading.sentences.iter().enumerate();
        let having = sentences.filter_map(|(at, read)| {
            let found = read.scan.occurrences(item.concept).next()?;
            Some((at, found.start, found.end))
        });
        let nearest = having.min_by_key(|&(at, ..)| match at < window.at {
            true => window.at - at,
            false => at.saturating_sub(window.end),
        });
        nearest.map_or(Failure::Absent, |words| {
            Failure::Elsewhere(self.words(words))
        })
    }

    /// What the words are about: one of the wanted names, else the topic, else another name.
    fn subject(&self, about: &About, window: Window, (at, start, end): Words) -> Subject {
        let read = &self.marking.reading.sentences[at];
        let wanted = |&(group, name): &(usize, usize)| {
            let here = read.bound[group][start..end].contains(&Some(name));
            here.then_some((group, name))
        };
        if let Some(found) = about.subjects.iter().find_map(wanted) {
            return self.name(at, found);
        }
        // words about another name are not on the topic, wherever they stand
        let other = about.subjects.iter().find_map(|&(group, _)| {
            let name = read.bound[group][start..end].iter().flatten().next()?;
            Some((group, *name))
        });
        match (other, window.topic) {
            (Some(found), _) => self.name(at, found),
            (None, Some(Topic::Said(by))) => Subject::Topic((by != at).then(|| self.sentence(by))),
            (None, Some(Topic::Asked(by))) => asked(&about.asked[by]),
            (None, Some(Topic::Open) | None) => Subject::Nothing,
        }
    }

    /// Where a sentence has the name from that its words are about.
    fn name(&self, at: usize, (group, name): (usize, usize)) -> Subject {
        let shared = self.marking.shared;
        let (before, here) = self.marking.reading.sentences.split_at(at);
        let read = &here[0];
        let taken = inherited(before, read.place, &read.tokens, group);
        let names = &shared.names[group];
        let row = row(names, before, read.place);
        let own = read.place.is_heading || names.are_in(&read.tokens, taken.is_some(), &row);
        let name = shared.rubric.subjects[group].names[name].name.clone();
        match taken.filter(|_| !own) {
            Some((_, from)) if before[from].place.is_heading => {
                Subject::Heading(name, self.sentence(from))
            }
            Some((_, from)) => Subject::Before(name, self.sentence(from)),
            None => Subject::Named(name),
        }
    }

    /// A sentence as it stands in the answer.
    pub(super) fn sentence(&self, at: usize) -> Quote {
        let last = self.marking.reading.sentences[at].tokens.len();
        self.words((at, 0, last))
    }

    fn words(&self, (at, start, end): Words) -> Quote {
        let read = &self.marking.reading.sentences[at];
        let span = read.tokens[start].span.cover(read.tokens[end - 1].span);
        self.quote((read.field, &read.part), span)
    }

    /// The text under a span.
    pub(super) fn quote(&self, (field, part): (usize, &str), span: Span) -> Quote {
        let source = &self.fields[field];
        Quote {
            field,
            part: part.to_owned(),
            line: source.position(span.start).line,
            span,
            text: source.slice(span).to_owned(),
        }
    }
}
