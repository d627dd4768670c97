//! Whether a statement of the answer says a wording, and if not quite, what is in the way.

use super::reading::{Read, Reading, goes_on};
use crate::pattern::{ConceptId, Item, Lexicon, Occurrence, Polarity, Wording};
use crate::text;

/// What a wording must be said about.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    /// Subject group and names in it.
    pub(super) subjects: Vec<(usize, usize)>,
    /// Topics that suffice as well.
    pub(super) topics: Vec<Wording>,
    /// Whether only what is claimed of this world counts, as it does for a mistake.
    pub(super) claims_only: bool,
    /// Part and sub-question whose answer is about it; 0 is the whole part.
    pub(super) asked: Vec<(String, usize)>,
}

impl About {
    pub(super) fn is_open(&self) -> bool {
        self.subjects.is_empty() && self.topics.is_empty() && self.asked.is_empty()
    }
}

impl About {
    /// Whether it names sub-questions of a part.
    fn asks_within(&self, part: &str) -> bool {
        self.asked
            .iter()
            .any(|(asked, number)| asked == part && *number > 0)
    }
}

/// Sentences `first..=last`, and in each the tokens that say it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) wording: Wording,
    /// Sentence index and token range of each item.
    pub(super) items: Vec<(usize, usize, usize)>,
}

impl Said {
    /// The first and the last sentence that say it.
    pub(super) fn sentences(&self) -> (usize, usize) {
        let mut all = self.items.iter().map(|&(sentence, ..)| sentence);
        let first = all.next().unwrap_or_default();
        all.fold((first, first), |(start, end), at| {
            (start.min(at), end.max(at))
        })
    }
}

/// How near a statement came.
#[derive(Debug, Clone)]
pub(super) struct Near {
    pub(super) said: Said,
    pub(super) satisfied: usize,
    /// What is in the way of the first item that is not satisfied.
    pub(super) why: Obstacle,
    pub(super) unsatisfied: usize,
    /// Whether every item is said, and those not satisfied only the other way round or not as a claim.
    pub(super) is_turned: bool,
}

impl Near {
    /// A statement is nearer that satisfies more; at the same number one that says all and is in the way of itself.
    pub(super) fn rank(&self) -> (usize, bool) {
        (self.satisfied, !matches!(self.why, Obstacle::Lacks(_)))
    }

    /// Whether it is worth showing to a learner.
    pub(super) fn is_telling(&self) -> bool {
        let told = self.satisfied >= TELLING || !matches!(self.why, Obstacle::Lacks(_));
        told && !self.said.items.is_empty()
    }
}

/// So many things said right make a statement worth showing, though another is missing.
const TELLING: usize = 2;

/// What makes a statement be on the topic, where its words do not name one of the subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Nothing in particular is asked for.
    Open,
    /// It answers what is asked there: an index of `asked`.
    Asked(usize),
    /// This sentence says the topic.
    Said(usize),
}

/// Sentence and token range of what an item was found in; none for one that must be absent or that the heading says.
pub(super) type Place = Option<(usize, usize, usize)>;

/// Where an item is said, or where it came nearest and what was in the way.
pub(super) type Found = Result<Place, (Place, Obstacle)>;

/// What kept a statement from counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// An item was said with the other polarity.
    Denied,
    /// The words are about another subject.
    OtherSubject,
    /// The words are the question's.
    Quoted,
    /// The words are attributed to others, asked, or of another world.
    NotAsserted,
    /// The words are a heap of terms.
    Listed,
    /// Something must not be in the statement and is.
    Spoilt(ConceptId),
    /// An item was not said.
    Lacks(ConceptId),
}

/// Looks for a wording in the sentences that begin at `at`.
pub(super) fn says(
    reading: &Reading,
    lexicon: &Lexicon,
    about: &About,
    wording: Wording,
    at: usize,
) -> Result<Said, Near> {
    traced(reading, lexicon, about, (wording, at), |_, _| {})
}

/// The same, with each item shown to `trace` as it is decided.
pub(super) fn traced(
    reading: &Reading,
    lexicon: &Lexicon,
    about: &About,
    (wording, at): (Wording, usize),
    mut trace: impl FnMut(Item, &Found),
) -> Result<Said, Near> {
    let window = window(reading, at, lexicon.reach(wording));
    let topic = topic(reading, lexicon, about, (at, window)).is_some();
    let mut said = Said {
        wording,
        items: Vec::new(),
    };
    let mut obstacle = None;
    let mut satisfied = 0;
    let mut unsatisfied = 0;
    let mut is_turned = true;
    for item in lexicon.items(wording) {
        let mut found = find(reading, about, *item, (at, window, topic));
        if matches!(found, Err((None, Obstacle::Lacks(_)))) && in_heading(reading, *item, at) {
            found = Ok(None);
        }
        trace(*item, &found);
        match found {
            Ok(place) => {
                satisfied += 1;
                said.items.extend(place);
            }
            Err((place, why)) => {
                said.items.extend(place);
                unsatisfied += 1;
                is_turned &= matches!(why, Obstacle::Denied | Obstacle::NotAsserted);
                obstacle.get_or_insert(why);
            }
        }
    }
    if said.items.is_empty() {
        obstacle.get_or_insert(Obstacle::OtherSubject);
    }
    match obstacle {
        None => Ok(said),
        Some(why) => Err(Near {
            said,
            satisfied,
            why,
            unsatisfied,
            is_turned: is_turned && unsatisfied > 0,
        }),
    }
}

/// The end of the window of `reach` sentences that begins at `at`: within its block, and past the end of its line
/// only to a sentence that refers back.
pub(super) fn window(reading: &Reading, at: usize, reach: usize) -> usize {
    let place = reading.sentences[at].place;
    let within = |read: &&Read| goes_on(place, read.place, &read.tokens);
    at + 1
        + reading.sentences[at + 1..]
            .iter()
            .take(reach - 1)
            .take_while(within)
            .count()
}

/// What puts the window on one of the topics: it says it, stands under it, follows it, or answers what asks for it,
/// in a part that says nothing of the subjects by name.
pub(super) fn topic(
    reading: &Reading,
    lexicon: &Lexicon,
    about: &About,
    (at, end): (usize, usize),
) -> Option<Topic> {
    if about.is_open() {
        return Some(Topic::Open);
    }
    let own = &reading.sentences[at].part;
    let named = || {
        let mut subjects = about.subjects.iter();
        about.subjects.len() == 1
            && subjects.any(|subject| {
                reading
                    .named
                    .get(own)
                    .is_some_and(|named| named.contains(subject))
            })
    };
    let place = reading.sentences[at].place;
    let asked = about.asked.iter().position(|(part, number)| {
        let named = place.part.map(|part| part.to_string());
        let elsewhere = || place.number.is_some() && about.asks_within(part);
        (place.number == Some(*number) || (*number == 0 && !elsewhere()))
            && (own == part || named.as_ref() == Some(part))
    });
    let before = at.checked_sub(1).filter(|&index| {
        reading.sentences[index].place.block == place.block
            && (text::refers_back(&reading.sentences[at].tokens)
                || text::is_question(&reading.sentences[index].tokens))
    });
    let says = |index: &usize| {
        let read = &reading.sentences[*index];
        about.topics.iter().any(|topic| has(read, lexicon, *topic))
    };
    let mut readable = (at..end).chain(before).chain(place.heading);
    let said = || readable.find(says).map(Topic::Said);
    let topic = asked.map(Topic::Asked).or_else(said);
    topic.filter(|_| !named())
}

fn has(read: &Read, lexicon: &Lexicon, topic: Wording) -> bool {
    lexicon
        .items(topic)
        .iter()
        .all(|item| read.scan.has(item.concept))
}

/// Whether the heading above a sentence says the item.
fn in_heading(reading: &Reading, item: Item, at: usize) -> bool {
    let heading = reading.sentences[at].place.heading;
    let heading = heading.map(|heading| &reading.sentences[heading]);
    item.polarity == Polarity::Affirmed
        && heading.is_some_and(|read| {
            let mut found = read.scan.occurrences(item.concept);
            found.any(|found| {
                !read.negations.denies(found.start, found.end) && !read.quoted[found.start]
            })
        })
}

fn find(
    reading: &Reading,
    about: &About,
    item: Item,
    (at, end, topic): (usize, usize, bool),
) -> Found {
    let mut nearest: Option<(Place, Obstacle)> = None;
    for index in at..end {
        let read = &reading.sentences[index];
        for found in read.scan.occurrences(item.concept) {
            let place = Some((index, found.start, found.end));
            if item.polarity == Polarity::Absent {
                if !about.subjects.is_empty()
                    && !bound(read, about, found)
                    && (!topic || bound_elsewhere(read, about, found))
                {
                    continue;
                }
                return Err((place, Obstacle::Spoilt(item.concept)));
            }
            match obstacle(read, about, item, found, topic) {
                None => return Ok(place),
                Some(why) => {
                    nearest.get_or_insert((place, why));
                }
            }
        }
    }
    if item.polarity == Polarity::Absent {
        return Ok(None);
    }
    Err(nearest.unwrap_or((None, Obstacle::Lacks(item.concept))))
}

/// Whether the words are said about one of the subjects.
fn bound(read: &Read, about: &About, found: Occurrence) -> bool {
    about
        .subjects
        .iter()
        .any(|&(group, name)| read.bound[group][found.start..found.end].contains(&Some(name)))
}

/// Whether they are said about another name of a group that holds one of the subjects.
fn bound_elsewhere(read: &Read, about: &About, found: Occurrence) -> bool {
    let groups = about.subjects.iter().map(|&(group, _)| &read.bound[group]);
    groups
        .flat_map(|bound| &bound[found.start..found.end])
        .any(Option::is_some)
}

fn obstacle(
    read: &Read,
    about: &About,
    item: Item,
    found: Occurrence,
    topic: bool,
) -> Option<Obstacle> {
    let tokens = found.start..found.end;
    if read.heap {
        return Some(Obstacle::Listed);
    }
    if read.quoted[tokens.clone()].iter().any(|&quoted| quoted) {
        return Some(Obstacle::Quoted);
    }
    if !read.asserted[tokens.clone()]
        .iter()
        .all(|&asserted| asserted)
    {
        return Some(Obstacle::NotAsserted);
    }
    if read.doubtful && (about.claims_only || item.polarity != Polarity::Either) {
        return Some(Obstacle::NotAsserted);
    }
    let listed = read.listing && !about.subjects.is_empty();
    if !bound(read, about, found) && (!topic || listed || bound_elsewhere(read, about, found)) {
        return Some(Obstacle::OtherSubject);
    }
    let supposed = read.supposed[tokens].contains(&true);
    let denied = read.negations.denies(found.start, found.end) != supposed;
    match item.polarity {
        _ if supposed && about.claims_only => Some(Obstacle::NotAsserted),
        Polarity::Affirmed if denied => Some(Obstacle::Denied),
        Polarity::Denied if !denied => Some(Obstacle::Denied),
        _ => None,
    }
}
