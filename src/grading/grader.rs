//! A question and its rubric made ready to grade any number of answers.

use super::binding::Names;
use super::code;
use super::echo::Echo;
use super::entries;
use super::feedback;
use super::field::Terms;
use super::grade::{CriterionGrade, Flag, Grade, NearMiss, Outcome, SectionScore};
use super::reach::Reaches;
use super::reading::{self, Reading, Tools};
use super::review;
use super::rules::{self, Judged};
use super::search::{Search, Touched};
use super::statement::{About, Near, Said};
use crate::answer::Submission;
use crate::netfilter::Entry;
use crate::pattern::{Memory, Wording};
use crate::question::Question;
use crate::rubric::{CodeWording, Criterion, Misconception, Rubric};
use std::sync::{Arc, Mutex, OnceLock};

/// Grades answers to one question. Cheap to clone; safe to share between threads.
#[derive(Debug, Clone)]
pub struct Grader {
    shared: Arc<Shared>,
}

#[derive(Debug)]
pub(super) struct Shared {
    question: Arc<Question>,
    pub(super) rubric: Arc<Rubric>,
    pub(super) names: Vec<Names>,
    terms: Terms,
    echo: Echo,
    pub(super) about_criteria: Vec<About>,
    pub(super) about_mistakes: Vec<About>,
    /// The conntrack entries of the question.
    pub(super) entries: Vec<Entry>,
    /// What words stand for, as far as it is known: one for each answer that is read at the same time. It changes
    /// what reading costs and nothing else.
    memories: Mutex<Vec<Memory>>,
    /// Those of the rubric's follow-ups, each made when it is first asked for.
    follow_ups: Vec<OnceLock<Option<Grader>>>,
}

/// One answer while it is marked.
pub(super) struct Marking<'a> {
    pub(super) shared: &'a Shared,
    pub(super) submission: &'a Submission,
    pub(super) reading: Reading,
    /// Whether it is about something else: it has no term of the field, and meets hardly a criterion.
    pub(super) elsewhere: bool,
    touched: Touched,
    reaches: Reaches,
}

impl Grader {
    /// Prepares grading.
    pub fn new(question: Arc<Question>, rubric: Arc<Rubric>) -> Self {
        let echo = Echo::new(&question, &[]);
        Self::with_echo(question, rubric, echo)
    }

    pub(super) fn with_echo(question: Arc<Question>, rubric: Arc<Rubric>, echo: Echo) -> Self {
        let names = rubric.subjects.iter().map(Names::new).collect();
        let terms = Terms::new(&rubric.terms);
        let about_criteria = rubric
            .criteria
            .iter()
            .map(|c| about(&rubric, &c.about, &c.topics, &c.asked))
            .collect();
        let about_mistakes = rubric
            .mistakes
            .iter()
            .map(|m| About {
                claims_only: true,
                ..about(&rubric, &m.about, &m.topics, &m.asked)
            })
            .collect();
        Self {
            shared: Arc::new(Shared {
                entries: entries::of(&question),
                follow_ups: rubric.follow_ups.iter().map(|_| OnceLock::new()).collect(),
                question,
                rubric,
                terms,
                names,
                echo,
                about_criteria,
                about_mistakes,
                memories: Mutex::default(),
            }),
        }
    }

    /// The question.
    pub fn question(&self) -> &Question {
        &self.shared.question
    }

    /// Its rubric.
    pub fn rubric(&self) -> &Rubric {
        &self.shared.rubric
    }

    /// Those of the follow-ups, as far as they are made.
    pub(super) fn made(&self) -> &[OnceLock<Option<Self>>] {
        &self.shared.follow_ups
    }

    /// Marks one submission.
    pub fn grade(&self, submission: &Submission) -> Grade {
        self.marking(submission).grade()
    }

    /// A submission, read and ready to mark.
    pub(super) fn marking<'a>(&'a self, submission: &'a Submission) -> Marking<'a> {
        let shared = &*self.shared;
        let tools = Tools {
            lexicon: &shared.rubric.lexicon,
            names: &shared.names,
            echo: &shared.echo,
            question: &shared.question,
        };
        let mut memory = shared.memory();
        let mut reading = reading::read(submission, &tools, &mut memory);
        shared.keep(memory);
        let gateway = shared.rubric.network.as_ref();
        reading.judged = gateway.and_then(|gateway| rules::judge(submission, &reading, gateway));
        let reaches = Reaches::new(&reading, tools.lexicon.longest_reach().max(1));
        let mut marking = Marking {
            shared,
            submission,
            touched: Touched::new(&reading.sentences, tools.lexicon, &reaches),
            reaches,
            reading,
            elsewhere: false,
        };
        marking.elsewhere = marking.is_elsewhere();
        marking
    }
}

fn about(
    rubric: &Rubric,
    names: &[String],
    topics: &[Wording],
    asked: &[(String, usize)],
) -> About {
    let subject = |wanted: &String| {
        rubric
            .subjects
            .iter()
            .enumerate()
            .find_map(|(group, subject)| {
                subject
                    .names
                    .iter()
                    .position(|name| name.name == *wanted)
                    .map(|name| (group, name))
            })
    };
    About {
        subjects: names.iter().filter_map(subject).collect(),
        topics: topics.to_vec(),
        asked: asked.to_vec(),
        claims_only: false,
    }
}

impl Shared {
    /// A memory that nobody uses now, or a fresh one.
    fn memory(&self) -> Memory {
        let known = self.memories.lock().ok();
        let known = known.and_then(|mut memories| memories.pop());
        known.unwrap_or_default()
    }

    /// Puts a memory back.
    fn keep(&self, memory: Memory) {
        if let Ok(mut memories) = self.memories.lock() {
            memories.push(memory);
        }
    }

    /// Points that a criterion of this section and weight is worth.
    fn worth(&self, section: &str, weight: f64) -> f64 {
        let total: f64 = self
            .rubric
            .criteria
            .iter()
            .filter(|c| c.section == section)
            .map(|c| c.weight)
            .sum();
        let percent = self
            .question
            .sections
            .iter()
            .find(|s| s.id == section)
            .map_or(0, |s| s.percent);
        if total > 0.0 {
            f64::from(percent) * weight / total
        } else {
            0.0
        }
    }
}

impl Marking<'_> {
    fn grade(&self) -> Grade {
        let rubric = &self.shared.rubric;
        let criteria: Vec<_> = rubric
            .criteria
            .iter()
            .zip(&self.shared.about_criteria)
            .map(|(c, about)| self.criterion(c, about))
            .collect();
        let mistakes: Vec<_> = rubric
            .mistakes
            .iter()
            .zip(&self.shared.about_mistakes)
            .filter_map(|(mistake, about)| self.mistake(mistake, about, &criteria))
            .collect();
        let sections = self.sections(&criteria);
        let deducted: f64 = rubric
            .mistakes
            .iter()
            .filter(|m| mistakes.iter().any(|f| f.id == m.id))
            .map(|m| m.deduction)
            .sum();
        let reached: f64 = sections.iter().map(|s| s.points).sum();
        Grade {
            id: self.submission.id.clone(),
            question: self.shared.question.id.clone(),
            rubric: rubric.hash.clone(),
            score: rounded((reached - deducted).max(0.0)),
            max: 100.0,
            sections,
            review: review::reasons(&self.reading, self.elsewhere, &criteria, &mistakes),
            criteria,
            mistakes,
            rules: self
                .reading
                .judged
                .as_ref()
                .map(|judged| judged.rules.clone()),
        }
    }

    fn sections(&self, criteria: &[CriterionGrade]) -> Vec<SectionScore> {
        let points = |id: &str| {
            criteria
                .iter()
                .filter(|c| c.section == id)
                .map(|c| c.points)
                .sum()
        };
        let sections = self.shared.question.sections.iter();
        sections
            .map(|s| SectionScore {
                id: s.id.clone(),
                points: rounded(points(&s.id)),
                max: f64::from(s.percent),
            })
            .collect()
    }

    fn criterion(&self, criterion: &Criterion, about: &About) -> CriterionGrade {
        let says = self.told(&criterion.says, &criterion.code);
        let said = self.search().said(about, says);
        let code = code::says(&self.reading, &criterion.code);
        let denied = self.search().said(about, &criterion.denies);
        let mut evidence: Vec<_> = said.iter().flat_map(|said| self.evidence(said)).collect();
        evidence.extend(code.map(|(line, wording)| self.code_evidence(line, wording)));
        let outcome = Outcome::of(!evidence.is_empty(), denied.is_some());
        if outcome == Outcome::Contradicted {
            evidence.extend(denied.iter().flat_map(|denied| self.evidence(denied)));
        }
        let met = outcome == Outcome::Met;
        let max = self.shared.worth(&criterion.section, criterion.weight);
        CriterionGrade {
            id: criterion.id.clone(),
            section: criterion.section.clone(),
            part: criterion.part.clone(),
            outcome,
            points: if met { max } else { 0.0 },
            max,
            evidence,
            nearest: Some(outcome)
                .filter(|outcome| *outcome == Outcome::Missing)
                .and_then(|_| {
                    self.culprit(&criterion.code).or_else(|| {
                        let near = self.search().nearest(about, says)?;
                        self.near_miss(&near)
                    })
                }),
            proof: self.proof(&criterion.code, &criterion.entries, met),
            close: code.is_none()
                && match outcome {
                    Outcome::Missing => self.search().is_all_but_said(about, says),
                    _ => self.search().is_said_once(about, says),
                },
            feedback: if met {
                criterion.met.clone()
            } else {
                criterion.missing.clone()
            },
        }
    }

    fn mistake(
        &self,
        mistake: &Misconception,
        about: &About,
        criteria: &[CriterionGrade],
    ) -> Option<Flag> {
        let omitted = mistake.omits.as_ref().is_some_and(|id| {
            criteria
                .iter()
                .any(|c| c.id == *id && c.outcome != Outcome::Met)
        });
        let says = self.told(&mistake.says, &mistake.code);
        let said = self.search().said(about, says);
        let mut evidence: Vec<_> = said.iter().flat_map(|said| self.evidence(said)).collect();
        evidence.extend(
            code::says(&self.reading, &mistake.code)
                .map(|(line, wording)| self.code_evidence(line, wording)),
        );
        (omitted || !evidence.is_empty()).then(|| Flag {
            id: mistake.id.clone(),
            proof: self.proof(&mistake.code, &mistake.entries, !evidence.is_empty()),
            evidence,
            feedback: mistake.refutation.clone(),
        })
    }

    /// The wordings that count: none where whole rules are judged by what they do, for then what is told of them does not.
    pub(super) fn told<'w>(&self, says: &'w [Wording], code: &[CodeWording]) -> &'w [Wording] {
        let judged = self.reading.judged.as_ref().is_some_and(Judged::is_whole)
            && code.iter().any(|code| code.rules.is_some());
        if judged || self.elsewhere { &[] } else { says }
    }

    /// Whether the answer has no term of the field and, of the criteria, meets fewer than a third.
    fn is_elsewhere(&self) -> bool {
        const SHARE: usize = 3;
        let rubric = &self.shared.rubric;
        let criteria = || rubric.criteria.iter().zip(&self.shared.about_criteria);
        let met = |(c, about): &(&Criterion, &About)| self.search().said(about, &c.says).is_some();
        self.shared.terms.are_absent_from(&self.reading)
            && criteria().filter(met).count() * SHARE < rubric.criteria.len()
    }

    fn search(&self) -> Search<'_> {
        Search {
            reading: &self.reading,
            lexicon: &self.shared.rubric.lexicon,
            touched: &self.touched,
            reaches: &self.reaches,
        }
    }

    fn evidence(&self, said: &Said) -> Vec<super::grade::Evidence> {
        feedback::evidence(
            self.submission,
            &self.reading,
            &self.shared.rubric.lexicon,
            said,
        )
    }

    pub(super) fn code_evidence(
        &self,
        line: &reading::ReadCode,
        wording: &CodeWording,
    ) -> super::grade::Evidence {
        let written = self.shared.rubric.source.slice(wording.span);
        feedback::code_evidence(self.submission, line, written.trim())
    }

    fn near_miss(&self, near: &Near) -> Option<NearMiss> {
        feedback::near_miss(
            self.submission,
            &self.reading,
            &self.shared.rubric.lexicon,
            near,
        )
    }
}

/// To a hundredth of a point, so that sums of shares print as people add them.
fn rounded(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}
