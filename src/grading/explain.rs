//! Explains a criterion or mistake on one answer: the same matching as for the grade, traced, and the nearest kept.

use super::code;
use super::explanation::{Attempt, Explanation, Statement, Verdict};
use super::grade::Outcome;
use super::grader::{Grader, Marking};
use super::statement::{self, About};
use super::{explain_code, explain_item};
use crate::answer::Submission;
use crate::pattern::Wording;
use crate::rubric::{CodeWording, Criterion, Misconception};
use crate::source::Source;
use std::cmp::Reverse;

/// Most statements of a tree.
const STATEMENTS: usize = 3;
/// Most wordings of a statement.
const WORDINGS: usize = 3;

/// One answer while it is explained.
pub(super) struct Explaining<'a> {
    pub(super) marking: &'a Marking<'a>,
    /// The texts with their lines.
    pub(super) fields: Vec<Source>,
}

/// A wording held against a sentence; orders those that say it first, then the nearest, then as they stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Trial {
    fails: bool,
    idle: bool,
    rank: Reverse<(usize, bool)>,
    sentence: usize,
    wording: usize,
}

impl Grader {
    /// Why criteria and mistakes came out as they did on one answer; ids that the rubric does not know are passed over.
    pub fn explain(&self, submission: &Submission, ids: &[String]) -> Vec<Explanation> {
        if ids.is_empty() {
            return Vec::new();
        }
        let marking = self.marking(submission);
        let fields = submission.fields.iter();
        let explaining = Explaining {
            marking: &marking,
            fields: fields.map(|f| Source::new("", f.text.as_str())).collect(),
        };
        ids.iter().filter_map(|id| explaining.explain(id)).collect()
    }
}

impl Explaining<'_> {
    fn explain(&self, id: &str) -> Option<Explanation> {
        let shared = self.marking.shared;
        let criteria = shared.rubric.criteria.iter().zip(&shared.about_criteria);
        let mut mistakes = shared.rubric.mistakes.iter().zip(&shared.about_mistakes);
        let mut criteria = criteria.filter(|(c, _)| c.id == id);
        criteria
            .next()
            .map(|(c, about)| self.criterion(c, about))
            .or_else(|| {
                let (mistake, about) = mistakes.find(|(m, _)| m.id == id)?;
                Some(self.mistake(mistake, about))
            })
    }

    fn criterion(&self, criterion: &Criterion, about: &About) -> Explanation {
        let says = self.statements(about, self.marking.told(&criterion.says, &criterion.code));
        let denies = self.statements(about, &criterion.denies);
        let denies: Vec<_> = denies.into_iter().filter(Statement::holds).collect();
        let code = self.code(&criterion.code);
        let said = says.iter().any(Statement::holds) || code.iter().any(|attempt| attempt.met);
        Explanation {
            id: criterion.id.clone(),
            verdict: Verdict::Criterion(Outcome::of(said, !denies.is_empty())),
            about: wanted(&criterion.about, &criterion.asked),
            wordings: self.texts(&criterion.says),
            says,
            denies,
            code,
            omits: None,
        }
    }

    fn mistake(&self, mistake: &Misconception, about: &About) -> Explanation {
        let says = self.statements(about, self.marking.told(&mistake.says, &mistake.code));
        let code = self.code(&mistake.code);
        let omits = mistake.omits.as_ref().and_then(|id| {
            let Verdict::Criterion(outcome) = self.explain(id)?.verdict else {
                return None;
            };
            Some((id.clone(), outcome))
        });
        let said = says.iter().any(Statement::holds) || code.iter().any(|attempt| attempt.met);
        let omitted = omits.as_ref().is_some_and(|(_, o)| *o != Outcome::Met);
        Explanation {
            id: mistake.id.clone(),
            verdict: Verdict::Mistake(said || omitted),
            about: wanted(&mistake.about, &mistake.asked),
            wordings: self.texts(&mistake.says),
            says,
            denies: Vec::new(),
            code,
            omits,
        }
    }

    fn texts(&self, wordings: &[Wording]) -> Vec<String> {
        let lexicon = &self.marking.shared.rubric.lexicon;
        let texts = wordings.iter().map(|&wording| lexicon.text(wording));
        texts.map(str::to_owned).collect()
    }

    /// The statements that say one of the wordings or came nearest, each with its nearest wordings.
    fn statements(&self, about: &About, wordings: &[Wording]) -> Vec<Statement> {
        let mut trials = self.trials(about, wordings);
        trials.sort_unstable();
        let mut sentences: Vec<usize> = Vec::new();
        for trial in &trials {
            if sentences.len() < STATEMENTS && !sentences.contains(&trial.sentence) {
                sentences.push(trial.sentence);
            }
        }
        let nearest = |sentence: usize| {
            let here = trials.iter().filter(move |t| t.sentence == sentence);
            here.take(WORDINGS)
                .map(|t| explain_item::attempt(self, about, (wordings[t.wording], sentence)))
                .collect()
        };
        let statement = |sentence: usize| Statement {
            sentence: self.sentence(sentence),
            attempts: nearest(sentence),
        };
        sentences.into_iter().map(statement).collect()
    }

    /// Every wording that finds something of it in a sentence.
    fn trials(&self, about: &About, wordings: &[Wording]) -> Vec<Trial> {
        let Marking {
            shared, reading, ..
        } = self.marking;
        let lexicon = &shared.rubric.lexicon;
        let trial = |sentence: usize, wording: usize| {
            let near = statement::says(reading, lexicon, about, wordings[wording], sentence).err();
            let touched = near.as_ref().is_none_or(|near| !near.said.items.is_empty());
            touched.then(|| Trial {
                fails: near.is_some(),
                idle: near.as_ref().is_some_and(|near| !near.is_telling()),
                rank: Reverse(near.as_ref().map_or((0, false), statement::Near::rank)),
                sentence,
                wording,
            })
        };
        (0..reading.sentences.len())
            .flat_map(|sentence| (0..wordings.len()).filter_map(move |w| trial(sentence, w)))
            .collect()
    }

    fn code(&self, wordings: &[CodeWording]) -> Vec<Attempt> {
        let mut found: Vec<_> = wordings
            .iter()
            .map(|wording| {
                explain_code::attempt(
                    self,
                    wording,
                    code::satisfying(&self.marking.reading, wording),
                )
            })
            .collect();
        found.sort_by_key(|attempt| (!attempt.met, attempt.missed()));
        found.truncate(WORDINGS);
        found
    }
}

/// What a statement must be about, as the rubric has it.
fn wanted(about: &[String], asked: &[(String, usize)]) -> Vec<String> {
    let asked = asked.iter().map(|(part, number)| match number {
        0 => format!("part {part}"),
        _ => format!("question {part}.{number}"),
    });
    about.iter().cloned().chain(asked).collect()
}

impl Statement {
    /// Whether it says one of the wordings.
    pub fn holds(&self) -> bool {
        self.attempts.iter().any(|attempt| attempt.met)
    }
}

impl Attempt {
    /// How many of its items are not satisfied.
    fn missed(&self) -> usize {
        self.items.iter().filter(|item| item.why.is_some()).count()
    }
}
