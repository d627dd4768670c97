//! A submission read once: every sentence with what the rubric's lexicon finds in it, every line of code.

use super::binding::{Bound, Names};
use super::echo::Echo;
use super::heap;
use super::pointer;
use super::rules::Judged;
use crate::answer::{CodeLine, Submission, layout};
use crate::pattern::{Lexicon, Memory, Scan};
use crate::question::Question;
use crate::text::{self, Negations, Place, Token};
use std::collections::{BTreeMap, BTreeSet};

/// A sentence, read.
pub(super) struct Read {
    /// Index of the field.
    pub(super) field: usize,
    /// Part of the question; empty where unknown.
    pub(super) part: String,
    /// Where it stands; `block` and `heading` count within the whole submission.
    pub(super) place: Place,
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// Concepts found.
    pub(super) scan: Scan,
    /// What is denied.
    pub(super) negations: Negations,
    /// For each token whether the writer says it himself, in a sentence.
    pub(super) asserted: Vec<bool>,
    /// For each token whether it tells of a world that is not ours.
    pub(super) supposed: Vec<bool>,
    /// Whether it may suppose something and may as well tell it.
    pub(super) doubtful: bool,
    /// For each token whether it is quoted from the question.
    pub(super) quoted: Vec<bool>,
    /// Whether it is a heap of terms.
    pub(super) heap: bool,
    /// Whether it lists subjects, and so is about none of them.
    pub(super) listing: bool,
    /// For each subject group what each token is about.
    pub(super) bound: Vec<Bound>,
}

/// A line of code with its place.
pub(super) struct ReadCode {
    /// Index of the field.
    pub(super) field: usize,
    /// Part of the question; empty where unknown.
    pub(super) part: String,
    /// The line.
    pub(super) line: CodeLine,
}

/// A submission, read.
pub(super) struct Reading {
    pub(super) sentences: Vec<Read>,
    /// The subjects that each part speaks of, as group and name.
    pub(super) named: BTreeMap<String, BTreeSet<(usize, usize)>>,
    /// Its rules, tried, where it has any and the rubric asks what they do.
    pub(super) judged: Option<Judged>,
    /// Its code; none where the expected answer was pasted, which holds rules of its own.
    pub(super) code: Vec<ReadCode>,
    /// Share of its words that are the question's own.
    pub(super) quoted_share: f64,
}

/// What a submission is read with.
pub(super) struct Tools<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) names: &'a [Names],
    pub(super) echo: &'a Echo,
    pub(super) question: &'a Question,
}

/// Reads a submission. Where a part's paragraphs or lines are as many as its sub-questions (`asked`), and none bears
/// a number, they answer them in order.
pub(super) fn read(submission: &Submission, tools: &Tools<'_>, memory: &mut Memory) -> Reading {
    let Tools {
        lexicon,
        names,
        echo,
        ..
    } = *tools;
    let mut reading = Reading {
        sentences: Vec::new(),
        named: BTreeMap::new(),
        judged: None,
        code: Vec::new(),
        quoted_share: 0.0,
    };
    for stretch in layout(submission) {
        let text = &submission.fields[stretch.field].text;
        let first = reading.sentences.len();
        let blocks = reading
            .sentences
            .last()
            .map_or(0, |last| last.place.block + 1);
        for sentence in text::sentences(text, &stretch.prose) {
            let place = Place {
                block: sentence.place.block + blocks,
                heading: sentence.place.heading.map(|at| at + first),
                ..sentence.place
            };
            let clauses = text::clauses(&sentence.tokens);
            let span = sentence.span();
            let written = text.get(span.start..span.end).unwrap_or_default();
            reading.sentences.push(Read {
                field: stretch.field,
                part: stretch.part.clone(),
                place,
                scan: lexicon.scan(&sentence.tokens, memory),
                negations: text::negations(&sentence.tokens, &clauses),
                asserted: text::asserted(&sentence.tokens),
                supposed: text::supposed(&sentence.tokens),
                doubtful: text::is_doubtful(&sentence.tokens),
                quoted: Vec::new(),
                listing: names
                    .iter()
                    .any(|names| names.row(&sentence.tokens).len() > 2),
                heap: heap::is_heap(&sentence.tokens, written),
                bound: bind(names, &reading.sentences, place, &sentence.tokens, &clauses),
                tokens: sentence.tokens,
            });
        }
        number_by_position(
            &mut reading.sentences[first..],
            asked(tools.question, &stretch.part),
        );
        let code = stretch.code.into_iter();
        reading.code.extend(code.map(|line| ReadCode {
            field: stretch.field,
            part: stretch.part.clone(),
            line,
        }));
    }
    head_with_questions(&mut reading.sentences);
    heap::spread(&mut reading.sentences);
    silence_refuted(&mut reading.sentences);
    mark_quoted(&mut reading, echo);
    reading.named = named(&reading.sentences);
    reading
}

/// The subjects that each part speaks of.
fn named(sentences: &[Read]) -> BTreeMap<String, BTreeSet<(usize, usize)>> {
    let mut parts: BTreeMap<String, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for read in sentences {
        let groups = read.bound.iter().enumerate();
        let names = groups
            .flat_map(|(group, bound)| bound.iter().flatten().map(move |&name| (group, name)));
        match parts.get_mut(&read.part) {
            Some(known) => known.extend(names),
            None => {
                parts.insert(read.part.clone(), names.collect());
            }
        }
    }
    parts
}

/// How many sub-questions a part has.
fn asked(question: &Question, part: &str) -> usize {
    question
        .parts
        .iter()
        .find(|known| known.id == part)
        .map_or(0, |known| known.sub_questions.len())
}

/// Numbers the paragraphs, else the lines, of a part that has as many of them as it has sub-questions; one more may
/// follow.
fn number_by_position(sentences: &mut [Read], asked: usize) {
    let body = |read: &&Read| !read.place.is_heading;
    if asked < 2 || sentences.iter().any(|read| read.place.number.is_some()) {
        return;
    }
    for key in [
        |read: &Read| read.place.block,
        |read: &Read| read.place.line,
    ] {
        let mut seen: Vec<usize> = sentences.iter().filter(body).map(key).collect();
        seen.dedup();
        if seen.len() == asked || seen.len() == asked + 1 {
            for read in sentences.iter_mut() {
                read.place.number = seen
                    .iter()
                    .position(|known| *known == key(read))
                    .map(|at| at + 1);
            }
            return;
        }
    }
}

/// A short question heads what is said behind it on its line: "Established? Come on in."
fn head_with_questions(sentences: &mut [Read]) {
    const WORDS: usize = 5;
    for at in 1..sentences.len() {
        let (before, after) = sentences.split_at_mut(at);
        let (question, answer) = (&before[at - 1], &mut after[0]);
        let short = text::words(&question.tokens).count() <= WORDS;
        if short
            && question.place.line == answer.place.line
            && question.field == answer.field
            && text::is_question(&question.tokens)
        {
            answer.place.heading = Some(at - 1);
        }
    }
}

/// A reported claim that the next sentence turns down was not the writer's.
fn silence_refuted(sentences: &mut [Read]) {
    for at in 1..sentences.len() {
        let (before, after) = sentences.split_at_mut(at);
        let (claim, answer) = (&mut before[at - 1], &after[0]);
        if claim.place.block == answer.place.block
            && text::takes_back(&claim.tokens, &answer.tokens)
        {
            claim.asserted.fill(false);
        }
    }
}

/// The subjects of a sentence: its own names, else those of the sentence before it in the block, else the heading's.
fn bind(
    names: &[Names],
    before: &[Read],
    place: Place,
    tokens: &[Token],
    clauses: &[u16],
) -> Vec<Bound> {
    names
        .iter()
        .enumerate()
        .map(|(group, names)| {
            if place.is_heading {
                return vec![names.sole(tokens); tokens.len()];
            }
            let inherited = inherited(before, place, tokens, group);
            names.bind(
                tokens,
                clauses,
                inherited.map(|(name, _)| name),
                &pointed_row(names, before, place, tokens),
            )
        })
        .collect()
}

/// The name that a sentence takes over where it has none of its own, and the sentence it takes it from: the one before
/// it, else its heading.
pub(super) fn inherited(
    before: &[Read],
    place: Place,
    tokens: &[Token],
    group: usize,
) -> Option<(usize, usize)> {
    let last = |at: usize| {
        let name = before.get(at)?.bound[group].last().copied().flatten()?;
        Some((name, at))
    };
    let previous = before.len().checked_sub(1);
    let previous = previous.filter(|&at| goes_on(before[at].place, place, tokens));
    let heading = || place.heading.and_then(last);
    previous.and_then(last).or_else(heading)
}

/// The row of names that a sentence points into, where it points at all.
fn pointed_row(names: &Names, before: &[Read], place: Place, tokens: &[Token]) -> Vec<usize> {
    if pointer::points(tokens) {
        row(names, before, place)
    } else {
        Vec::new()
    }
}

/// The row of names of a sentence shortly before in the block.
pub(super) fn row(names: &Names, before: &[Read], place: Place) -> Vec<usize> {
    const BACK: usize = 2;
    let near = before
        .iter()
        .rev()
        .take(BACK)
        .take_while(|read| read.place.block == place.block);
    near.map(|read| names.row(&read.tokens))
        .find(|row| row.len() > 1)
        .unwrap_or_default()
}

/// Whether a sentence goes on about the subject of the one before it: on the same line, or where it refers back.
pub(super) fn goes_on(before: Place, place: Place, tokens: &[Token]) -> bool {
    before.block == place.block && (before.line == place.line || text::refers_back(tokens))
}

/// Marks the words that are the question's.
fn mark_quoted(reading: &mut Reading, echo: &Echo) {
    let words: Vec<&str> = reading
        .sentences
        .iter()
        .flat_map(|read| text::words(&read.tokens))
        .collect();
    let found = echo.find(&words);
    let total = words.len().max(1);
    let quoted = found.quoted.iter().filter(|&&quoted| quoted).count();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = quoted as f64 / total as f64;
    reading.quoted_share = share;
    if found.expected {
        reading.code.clear();
    }
    let mut marks = found.quoted.into_iter();
    for read in &mut reading.sentences {
        read.quoted = read
            .tokens
            .iter()
            .map(|t| t.is_word() && marks.next().unwrap_or(false))
            .collect();
    }
}
